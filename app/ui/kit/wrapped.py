"""Lines of a text that runs from right to left, all of them begun at the same edge.

Qt's own drawing moves each such line but the last by the width of the space at which it was wrapped.
"""

import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_OPEN, _CLOSE = "\u2066\u2067\u2068", "\u2069"


def is_rtl(text: str) -> bool:
    """Does the first letter that has a direction, names in the text apart, run to the left?"""
    depth = 0
    for char in text:
        depth += (char in _OPEN) - (char in _CLOSE)
        kind = unicodedata.bidirectional(char)
        if depth <= 0 and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """The text in lines of that width, from right to left."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    found = QTextLayout(text.replace("\n", "\u2028"), font)
    found.setTextOption(option)
    found.beginLayout()
    leading = QFontMetricsF(font).leading()
    bottom = -leading
    while (line := found.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(width - line.naturalTextWidth(), bottom + leading))
        bottom += leading + line.height()
    found.endLayout()
    return found


def draw(painter: QPainter, lines: QTextLayout, place: QRect, *, centred: bool) -> None:
    """Draws them from the top of `place`, or in the middle of its height."""
    height = lines.boundingRect().height()
    top = max(0.0, (place.height() - height) / 2) if centred else 0.0
    lines.draw(painter, QPointF(place.left(), place.top() + int(top)))
