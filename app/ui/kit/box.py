"""Layout without repetition: rows and columns on the 8-px grid, cards, scrolling columns."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import GRID

Part = QWidget | QLayout | int | None
L = TypeVar("L", bound=QBoxLayout)


def column(
    *parts: Part, gap: int = GRID, margins: tuple[int, int, int, int] | int = 0
) -> QVBoxLayout:
    """Parts from top to bottom; an int is a gap in pixels, None a stretch."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def row(*parts: Part, gap: int = GRID, margins: tuple[int, int, int, int] | int = 0) -> QHBoxLayout:
    """Parts from start to end of the line."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def level(*parts: QWidget | None, gap: int = GRID) -> QWidget:
    """A row whose widgets are all as tall as the tallest: Arabic letters need more room than Latin
    ones, and both may stand beside each other."""
    made = QWidget()
    for part in parts:
        if part is not None:
            policy = part.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            part.setSizePolicy(policy)
    made.setLayout(row(*parts, gap=gap))
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _filled(
    layout: L, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int] | int
) -> L:
    layout.setSpacing(gap)
    around = (margins,) * 4 if isinstance(margins, int) else margins
    layout.setContentsMargins(*around)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def clear(layout: QLayout) -> None:
    """Takes all widgets out of a layout and lets them go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A quiet surface. `kind` is card, info, good, warn or bad."""

    def __init__(self, kind: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)

    def set_kind(self, kind: str) -> None:
        """Changes the surface."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class _QuietBar(QScrollBar):
    """Takes its room always, and shows only when there is something to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


# WORKAROUND: Qt 6.11's QAccessibleAbstractScrollArea::child does not look whether it has a child of
# that number. A screen reader that has counted a scroll bar which is hidden before it asks for it,
# as at every change of page, ends the program with a segmentation fault. Qt finds the accessible
# object by the name of the class: by this name it takes that of QWidget, which looks.
_ScrollArea = type("QWidget", (QScrollArea,), {})


def scrolling(inner: QWidget) -> QScrollArea:
    """A column that scrolls up and down only; its width is the same with and without a bar."""
    area: QScrollArea = _ScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBar(_QuietBar())
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(inner)
    inner.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
