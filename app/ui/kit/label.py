"""Text on screen: always plain text, named for screen readers without direction marks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.kit import wrapped
from app.ui.language import is_rtl, leading, plain
from app.ui.theme import font


class Label(QLabel):
    """`size` is hero, title, body or small; `tone` "", muted, good, warn or bad."""

    def __init__(
        self,
        text: str = "",
        size: str = "body",
        *,
        bold: bool = False,
        tone: str = "",
        wrap: bool = True,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # What comes from outside is never executed: no rich text anywhere.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, bold=bold))
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        self.tone(tone)
        self.say(text)

    def say(self, text: str) -> None:
        """Shows a text (it may hold direction marks). Nothing is repainted if it is the same."""
        shown = leading(text)
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(plain(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Several lines from right to left are drawn by us; everything else by Qt."""
        flags = self.alignment()
        edge = Qt.AlignmentFlag
        absolute = bool(flags & edge.AlignAbsolute)
        begins = bool(flags & (edge.AlignRight if absolute else edge.AlignLeft))
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        plain_lines = is_rtl() and begins and self.wordWrap() and not selectable
        if plain_lines and wrapped.is_rtl(self.text()):
            place = self.contentsRect()
            lines = wrapped.laid_out(self.text(), self.font(), place.width())
            if lines.lineCount() > 1:
                painter = QPainter(self)
                painter.setPen(self.palette().color(self.foregroundRole()))
                centred = bool(flags & edge.AlignVCenter)
                wrapped.draw(painter, lines, place, centred=centred)
                painter.end()
                return
        super().paintEvent(event)

    def tone(self, tone: str) -> None:
        """Sets the colour by its job."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def level(one: Label, other: Label) -> None:
    """Brings the first lines of two texts beside each other to one height: Arabic letters stand lower
    in their line than Latin ones."""
    lower = _lower(one) - _lower(other)
    one.setContentsMargins(0, max(0, -lower), 0, 0)
    other.setContentsMargins(0, max(0, lower), 0, 0)


def _lower(label: Label) -> int:
    metrics = QFontMetrics(label.font())
    line = metrics.size(Qt.TextFlag.TextSingleLine, label.text())
    return max(0, line.height() - metrics.height()) // 2
