"""What costs something is asked twice, in place: never a box in the way of everything else."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.store.screens.types import OrderCard
from app.ui import texts
from app.ui.kit.banner import Banner
from app.ui.kit.button import Button
from app.ui.language import ltr, mark, one_line, tr

_WHAT: Mapping[str, tuple[str, str]] = {
    "send-anyway": (
        mark("Send it although it is not marked Ready?"),
        mark("The courier may come before the food is ready. It is noted in the history."),
    ),
    "send-again": (
        mark("Send it again as a new OTO order?"),
        mark("The old one at OTO stands like this: {state}. If it lives, two couriers come."),
    ),
    "cancel-at-oto": (
        mark("Cancel it at OTO?"),
        mark("OTO takes the courier off it. It is cancelled once OTO confirms."),
    ),
}


class Asked(Banner):
    """Shown between the click and the deed."""

    #: The verb, after the second yes.
    confirmed = Signal(str)

    def __init__(self) -> None:
        super().__init__("warn")
        self.verb: str | None = None
        self.buttons: list[Button] = []

    def ask(self, verb: str, card: OrderCard) -> None:
        """Asks about this verb."""
        self.verb = verb
        self.show()
        self._say(card)
        self.retranslate()
        # A key pressed by habit must not be the second yes.
        self.buttons[-1].setFocus()

    def render_card(self, card: OrderCard) -> None:
        """The order changed: the question goes when it fits no more."""
        if self.isHidden() or self.verb is None:
            return
        if self.verb in card.actions:
            self._say(card)
        else:
            self.hide()

    def retranslate(self) -> None:
        """The two answers; made anew only here, so that no click falls between two of them."""
        if self.isHidden() or self.verb is None:
            return
        verb = self.verb
        yes = tr("Yes, cancel it at OTO") if verb == "cancel-at-oto" else texts.action(verb)
        self.buttons = self.offer(
            (yes, "danger", lambda: self.confirmed.emit(verb)),
            (tr("Leave it"), "normal", self.hide),
        )
        for button in self.buttons:
            button.show()

    def _say(self, card: OrderCard) -> None:
        title, text = _WHAT[self.verb or ""]
        status = ltr(one_line(card.row.oto_status or "", 80)) or texts.state(card.row.state)
        self.say(tr(title), tr(text, state=status) if "{state}" in text else tr(text))
