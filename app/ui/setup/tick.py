"""A box to tick whose frame is seen in both themes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from app.ui.icons import icon
from app.ui.theme import theme

_SIDE, _GAP = 22, 10


class Tick(QCheckBox):
    """A real check box, painted with the colours of the theme."""

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_SIDE + _GAP + width + 8, 32)

    def hitButton(self, position: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, on = theme.colours, self.isChecked()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - _SIDE - 3 if rtl else 3
        box = QRectF(x, (self.height() - _SIDE) / 2, _SIDE, _SIDE)
        painter.setPen(QPen(QColor(colours.accent if on else colours.track), 1.5))
        painter.setBrush(QColor(colours.accent if on else colours.card))
        painter.drawRoundedRect(box, 5, 5)
        if on:
            icon("check", "on_accent").paint(painter, box.adjusted(2, 2, -2, -2).toRect())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 7, 7)
        painter.setPen(QColor(colours.text if self.isEnabled() else colours.muted))
        used = _SIDE + _GAP + 3
        words = self.rect().adjusted(0 if rtl else used, 0, -used if rtl else 0, 0)
        # The painter turns it round for Arabic by itself.
        flags = Qt.AlignmentFlag
        painter.drawText(words, flags.AlignLeading | flags.AlignVCenter, self.text())
        painter.end()
