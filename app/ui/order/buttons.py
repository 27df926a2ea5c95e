"""The buttons that fit an order's state; those that need a second thought are behind "More"."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui import texts
from app.ui.icons import icon
from app.ui.kit.button import Button
from app.ui.kit.flow import Flow
from app.ui.kit.menu import reachable
from app.ui.language import tr

#: verb -> icon, key
_PLAIN: Mapping[str, tuple[str, str]] = {
    "release": ("send", "Ctrl+Return"),
    "retry": ("rotate-ccw", "R"),
    "acknowledge": ("eye", "E"),
    "unskip": ("undo-2", "U"),
    "hold": ("hand", "H"),
    "skip": ("skip-forward", "S"),
}
#: Verbs that cost something, in the order of the menu.
_MORE: Mapping[str, str] = {
    "own-driver": "truck",
    "another-way": "package-check",
    "send-anyway": "triangle-alert",
    "send-again": "send",
    "cancel-at-oto": "ban",
}
#: Verbs that are asked twice, and those for which it is so once OTO has the order.
ASKED_TWICE = frozenset({"send-anyway", "send-again", "cancel-at-oto"})
ASKED_AT_OTO = frozenset({"own-driver", "another-way"})


class Buttons(QWidget):
    """A row of buttons and a menu."""

    #: A verb of `engine.control` for the order.
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self.actions_: dict[str, QAction] = {}
        for verb, (name, key) in _PLAIN.items():
            button = Button(icon_name=name, key=key)
            button.clicked.connect(lambda _=False, verb=verb: self.asked.emit(verb))
            self.buttons[verb] = button
        self.menu = QMenu(self)
        for verb, name in _MORE.items():
            action = self.menu.addAction(icon(name), "")
            action.triggered.connect(lambda _=False, verb=verb: self.asked.emit(verb))
            self.actions_[verb] = action
        self.more = Button(icon_name="ellipsis")
        self.more.setMenu(self.menu)
        reachable(self.menu, self.more)
        # Three dots say enough; an arrow beside them only takes room.
        self.more.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        for part in (*self.buttons.values(), self.more):
            # Hidden until an order has use for it: nothing may widen the panel meanwhile.
            part.hide()
        self.setLayout(Flow(*self.buttons.values(), self.more))

    def render_actions(self, actions: Sequence[str], shown_elsewhere: frozenset[str]) -> None:
        """Shows those that fit; each is offered in one place only."""
        for verb, button in self.buttons.items():
            button.say(texts.action(verb))
            fits = verb in actions and verb not in shown_elsewhere
            button.setVisible(fits)
            # A hidden button's key must not act.
            button.setEnabled(fits)
        for verb, action in self.actions_.items():
            action.setText(texts.action(verb))
            action.setVisible(verb in actions)
        rest = any(verb in actions for verb in self.actions_)
        self.more.setVisible(rest)
        self.more.say("", tr("More"))
        self.setVisible(rest or any(not each.isHidden() for each in self.buttons.values()))

    def show_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice."""
        self.setEnabled(not busy)
