"""A message with the buttons that help: never a modal box, never in the way of the sending."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.sign import Sign
from app.ui.theme import GRID

_ICONS = {"info": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
_TONES = {"info": "accent", "good": "good", "warn": "warn", "bad": "bad"}


class Banner(Card):
    """`kind` is info, good, warn or bad. Colour never speaks alone: an icon stands beside it."""

    closed = Signal()

    def __init__(self, kind: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._sign = Sign(_ICONS[kind], _TONES[kind], 20)
        self.title = Label(bold=True)
        self.text = Label()
        self._buttons = row(gap=GRID)
        words = column(self.title, self.text, self._buttons, gap=4)
        layout = row(self._sign, words, margins=(12, 10, 12, 10))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._kind = kind
        self.offer()

    def say(self, title: str, text: str = "", kind: str | None = None) -> None:
        """Sets title and text, and the kind if it changes."""
        if kind is not None and kind != self._kind:
            self._kind = kind
            self.set_kind(kind)
            self._sign.set_icon(_ICONS[kind], _TONES[kind])
        self.title.say(title)
        self.title.setVisible(bool(title))
        self.text.say(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(self.title.accessibleName() or self.text.accessibleName())

    def offer(self, *buttons: tuple[str, str, Callable[[], object]]) -> list[Button]:
        """Replaces the buttons: (text, kind, what it does). Returns them."""
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        made = []
        for text, kind, act in buttons:
            button = Button(text, kind)
            button.clicked.connect(act)
            self._buttons.addWidget(button)
            made.append(button)
        self._buttons.addStretch(1)
        return made
