"""A switch: a real check box, painted as a slider. It shows what is stored, never the mere click."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from app.ui.theme import theme

_WIDTH, _HEIGHT, _GAP = 44, 24, 4


class Switch(QCheckBox):
    """`wanted` is emitted with what the person asks for; the look changes by `show_stored` only."""

    wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_stored(self, checked: bool) -> None:
        """Shows what the ledger holds."""
        self.setChecked(checked)

    def nextCheckState(self) -> None:
        """A click, a key or a screen reader asks; the answer comes from the ledger."""
        self.wanted.emit(not self.isChecked())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH + 2 * _GAP, _HEIGHT + 2 * _GAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, on = theme.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_GAP, (self.height() - _HEIGHT) / 2, _WIDTH, _HEIGHT)
        track = QColor(colours.accent if on else colours.track)
        if not self.isEnabled():
            track.setAlphaF(0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(track)
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        right = on != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        x = box.right() - _HEIGHT + 3 if right else box.left() + 3
        painter.setBrush(QColor(colours.on_accent if on else colours.card))
        painter.drawEllipse(QRectF(x, box.top() + 3, _HEIGHT - 6, _HEIGHT - 6))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = box.adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(around, _HEIGHT / 2 + 3, _HEIGHT / 2 + 3)
        painter.end()
