"""A branch's name that can be pressed: two lines at most, then "…"; the whole in the tool tip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme import RADIUS, font, theme

_LINES, _PAD = 2, 4


class NameButton(QAbstractButton):
    """Its text is a name from outside: painted as plain text, never as a mnemonic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.strong = False
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, name: str, *, strong: bool) -> None:
        """Shows a name (one line of text, without marks)."""
        if (name, strong) != (self.name, self.strong):
            self.name, self.strong = name, strong
            self.setFont(font("body", bold=strong))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 80)))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, QFontMetrics(self.font()).lineSpacing() + 2 * _PAD)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = max(1, len(self._lines(width)))
        return lines * QFontMetrics(self.font()).lineSpacing() + 2 * _PAD

    def _lines(self, width: int) -> list[str]:
        """The name in at most two lines, broken between words where there is a gap."""
        room = max(8, width - 2 * _PAD)
        metrics = QFontMetrics(self.font())
        # Two lines never show more than this; a name may be endless.
        layout = QTextLayout(self.name[:300], self.font())
        found: list[str] = []
        layout.beginLayout()
        while len(found) < _LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            start, length = line.textStart(), line.textLength()
            last = len(found) == _LINES - 1
            part = self.name[start:] if last else self.name[start : start + length]
            found.append(metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, room))
        layout.endLayout()
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(colours.accent if self.underMouse() else colours.text))
        metrics = QFontMetrics(self.font())
        lines = self._lines(self.width())
        y = (self.height() - len(lines) * metrics.lineSpacing()) / 2 + metrics.ascent()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for line in lines:
            x = self.width() - _PAD - metrics.horizontalAdvance(line) if rtl else _PAD
            painter.drawText(QPointF(x, y), line)
            y += metrics.lineSpacing()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS / 2, RADIUS / 2)
        painter.end()
