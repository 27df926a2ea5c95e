"""Small parts of the order panel: sections, boxes, lists that change in place, lines to copy."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.box import Card, Part, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label, level
from app.ui.kit.sign import Sign
from app.ui.language import plain, tr
from app.ui.theme import GRID

W = TypeVar("W", bound=QWidget)

#: Letters in a row after which a line may break: somebody types 300 of them without a space.
_LONGEST = 24
_RUN = re.compile(rf"(\S{{{_LONGEST}}})(?=\S)")
_BREAK = "\u200b"


class Text(Label):
    """A label that begins where the window's lines begin (`end`: ends where they end).

    Qt would put a name in Arabic at the right edge of an English window and a phone number at the
    left edge of an Arabic one.
    """

    def __init__(self, *args: Any, end: bool = False, **kwargs: Any) -> None:
        self._end = end
        super().__init__(*args, **kwargs)
        self._align()

    def say(self, text: str) -> None:
        """Shows a text; very long words may break."""
        shown = _RUN.sub(rf"\1{_BREAK}", text)
        if shown != self.text():
            self.setText(shown)
            self.setAccessibleName(plain(text))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        right = self._end != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if right else flags.AlignLeft
        top = flags.AlignTop if self.wordWrap() or self._end else flags.AlignVCenter
        self.setAlignment(side | flags.AlignAbsolute | top)


class Section(QWidget):
    """A titled part of the column; hidden while it has nothing to say."""

    def __init__(self, *parts: Part, gap: int = 4) -> None:
        super().__init__()
        self.title = Text(size="small", bold=True, tone="muted")
        self.setLayout(column(self.title, *parts, gap=gap))

    def name(self, text: str) -> None:
        """Sets the title."""
        self.title.say(text)
        self.setAccessibleName(plain(text))


_SIGNS = {"warn": ("triangle-alert", "warn"), "bad": ("circle-alert", "bad")}


class Box(Card):
    """What needs a person: a title, a text, and below them whatever helps."""

    def __init__(self, kind: str = "warn") -> None:
        super().__init__(kind)
        self.sign = Sign(*_SIGNS[kind], size=20)
        self.title = Text(bold=True)
        self.text = Text()
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        words = column(self.title, self.text, 4, self.body, gap=4)
        layout = row(self.sign, words, margins=(12, 12, 12, 12))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._kind = kind

    def say(self, title: str, text: str, kind: str) -> None:
        """Sets the words, and how grave it is."""
        if kind != self._kind:
            self._kind = kind
            self.set_kind(kind)
            self.sign.set_icon(*_SIGNS[kind])
        self.title.say(title)
        self.text.say(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(plain(title))


class Pool(Generic[W]):
    """As many widgets as there are lines; they are kept, so that nothing jumps or flickers."""

    def __init__(self, make: Callable[[], W], gap: int = GRID) -> None:
        self.layout = QVBoxLayout()
        self.layout.setSpacing(gap)
        self.layout.setContentsMargins(0, 0, 0, 0)
        self._make = make
        self._made: list[W] = []

    def fit(self, count: int) -> Sequence[W]:
        """Shows so many of them."""
        while len(self._made) < count:
            widget = self._make()
            self._made.append(widget)
            self.layout.addWidget(widget)
        for index, widget in enumerate(self._made):
            widget.setVisible(index < count)
        return self._made[:count]


class Pair(QWidget):
    """A text, and at the end of the line another one: an item and its price."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self._start = Text(tone=tone)
        self._end = Text(tone=tone, wrap=False, end=True)
        layout = row(self._start, self._end, gap=2 * GRID)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def say(self, start: str, end: str, *, tone: str = "") -> None:
        """Sets both."""
        self._start.say(start)
        self._start.tone(tone)
        self._end.say(end)
        self._end.tone(tone)
        level(self._start, self._end)


class CopyLine(QWidget):
    """A name and a value, with a button that copies the value as plain text."""

    def __init__(self, *, copies: bool = True) -> None:
        super().__init__()
        self._name = Text(size="small", tone="muted", wrap=False)
        self._value = Text()
        self.button = Button(kind="quiet", icon_name="copy")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.setFixedSize(32, 32)
        self.button.clicked.connect(self._copy)
        self._copies = copies
        self._raw = ""
        words = column(self._name, self._value, gap=0)
        layout = row(words, self.button, gap=GRID)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def say(self, name: str, value: str) -> None:
        """Sets both; nothing is shown without a value."""
        self.setVisible(bool(value))
        self._name.say(name)
        self._name.setVisible(bool(name))
        self._value.say(value)
        self._raw = plain(value)
        self.button.setVisible(self._copies and bool(value))
        self.button.say("", tr("Copy: {what}", what=name or value))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._raw)
