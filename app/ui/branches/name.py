"""A branch's name that can be pressed: two lines at most, then "…"; the whole in the tool tip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.theme import RADIUS, font, theme

_LINES, _PAD = 2, 4
#: So many widths are remembered at most.
_WIDTHS = 8
_ELIDE = Qt.TextElideMode.ElideRight


class NameButton(QAbstractButton):
    """Its text is a name from outside: painted as plain text, never as a mnemonic."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.local = ""
        self.strong = False
        self._broken: dict[int, list[str]] = {}
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, name: str, local: str = "", *, strong: bool = False) -> None:
        """Shows a name (one line of text, without marks), and small its other form if any."""
        if (name, local, strong) != (self.name, self.local, self.strong):
            self.name, self.local, self.strong = name, local, strong
            self._broken.clear()
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
        return self._text_height(max(1, len(self._lines(width)))) + 2 * _PAD

    def _text_height(self, lines: int) -> int:
        small = QFontMetrics(font("small")).lineSpacing() if self.local else 0
        return lines * QFontMetrics(self.font()).lineSpacing() + small

    def _lines(self, width: int) -> list[str]:
        """The name in at most two lines, broken between words where there is a gap."""
        # A layout asks for this again and again, of all 200 branches.
        if width not in self._broken:
            self._broken[width] = self._break(width)
        return self._broken[width]

    def _break(self, width: int) -> list[str]:
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
            found.append(metrics.elidedText(part.strip(), _ELIDE, room))
        layout.endLayout()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Widths that were only tried are forgotten."""
        super().resizeEvent(event)
        if len(self._broken) > _WIDTHS:
            self._broken.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours
        painter = QPainter(self)
        # A name runs in its own direction; where it begins is the layout's.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(self.font())
        painter.setPen(QColor(colours.accent if self.underMouse() else colours.text))
        lines = self._lines(self.width())
        y = (self.height() - self._text_height(len(lines))) / 2
        for line in lines:
            y = self._draw(painter, line, y)
        if self.local:
            painter.setFont(font("small"))
            painter.setPen(QColor(colours.muted))
            metrics, room = painter.fontMetrics(), self.width() - 2 * _PAD
            self._draw(painter, metrics.elidedText(self.local, _ELIDE, room), y)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS / 2, RADIUS / 2)
        painter.end()

    def _draw(self, painter: QPainter, line: str, y: float) -> float:
        """One line at the start of the row; returns where the next one begins."""
        metrics = painter.fontMetrics()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - _PAD - metrics.horizontalAdvance(line) if rtl else _PAD
        painter.drawText(QPointF(x, y + metrics.ascent()), line)
        return y + metrics.lineSpacing()
