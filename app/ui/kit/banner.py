"""A message with the buttons that help: never a modal box, never in the way of the sending."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.icons import icon
from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.theme import GRID, theme

_ICONS = {"info": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
_TONES = {"info": "accent", "good": "good", "warn": "warn", "bad": "bad"}


class Banner(Card):
    """`kind` is info, good, warn or bad. Colour never speaks alone: an icon stands beside it."""

    closed = Signal()

    def __init__(self, kind: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(kind, parent)
        self._icon = QLabel()
        self._icon.setFixedWidth(24)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.title = Label(bold=True)
        self.text = Label()
        self._buttons = row(gap=GRID)
        words = column(self.title, self.text, self._buttons, gap=4)
        layout = row(self._icon, words, margins=(12, 10, 12, 10))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        theme.changed.connect(self._paint_icon)
        self._kind = kind
        self._paint_icon()
        self.offer()

    def say(self, title: str, text: str = "", kind: str | None = None) -> None:
        """Sets title and text, and the kind if it changes."""
        if kind is not None and kind != self._kind:
            self._kind = kind
            self.set_kind(kind)
            self._paint_icon()
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

    def _paint_icon(self) -> None:
        self._icon.setPixmap(icon(_ICONS[self._kind], _TONES[self._kind]).pixmap(20, 20))
