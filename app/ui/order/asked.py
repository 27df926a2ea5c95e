"""What costs something is asked twice, in place: never a box in the way of everything else."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.store.screens.types.card import OrderCard
from app.ui import texts
from app.ui.kit.button import Button
from app.ui.kit.flow import Flow
from app.ui.language import ltr, mark, one_line, tr
from app.ui.order.parts import Box

_WHAT: Mapping[str, tuple[str, str]] = {
    "send-anyway": (
        mark("Send it although it is not marked Ready?"),
        mark("The courier may come before the food is ready. It is noted in the history."),
    ),
    "send-again": (
        mark("Send it again as a new OTO order?"),
        mark(
            "The old one at OTO stands like this: {state}. If it is still active, two couriers "
            "will come."
        ),
    ),
    "cancel-at-oto": (
        mark("Cancel it at OTO?"),
        mark("OTO takes the courier off it. It is cancelled once OTO confirms."),
    ),
    "own-driver": (
        mark("Your own driver takes it?"),
        mark("It stands like this at OTO: {state}. What is not over there is cancelled."),
    ),
    "another-way": (
        mark("It was delivered another way?"),
        mark("It stands like this at OTO: {state}. What is not over there is cancelled."),
    ),
}


class Asked(Box):
    """Shown between the click and the deed."""

    #: The verb, after the second yes.
    confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__("warn")
        self.verb = ""
        self.yes = Button(kind="danger")
        self.no = Button()
        self.yes.clicked.connect(lambda: self.confirmed.emit(self.verb))
        self.no.clicked.connect(self.hide)
        self.body.addLayout(Flow(self.yes, self.no))
        self.hide()

    def ask(self, verb: str, card: OrderCard) -> None:
        """Asks about this verb."""
        self.verb = verb
        self.show()
        self.render_card(card)
        # A key pressed by habit must not be the second yes.
        self.no.setFocus()

    def render_card(self, card: OrderCard) -> None:
        """The order changed: the question goes when it fits no more."""
        if self.isHidden():
            return
        if self.verb not in card.actions:
            self.hide()
            return
        title, text = _WHAT[self.verb]
        status = ltr(one_line(card.row.oto_status or "", 80)) or texts.state(card.row.state)
        self.say(tr(title), tr(text, state=status) if "{state}" in text else tr(text), "warn")
        cancel = self.verb == "cancel-at-oto"
        self.yes.say(tr("Yes, cancel it at OTO") if cancel else texts.action(self.verb))
        self.no.say(tr("Leave it"))
