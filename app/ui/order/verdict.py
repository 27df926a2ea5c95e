"""The verdict as a list: what holds, what fails, what to do, who must act."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.store.screens.types.card import ConditionRow, OrderCard
from app.ui import texts
from app.ui.kit.box import column, row
from app.ui.kit.sign import Sign
from app.ui.language import plain, tr
from app.ui.order import sentences
from app.ui.order.parts import Pool, Section, Text

#: States in which the conditions still matter.
_OPEN = ("waiting", "held", "skipped", "cancelled", "queued", "refused", "retrying")


class ConditionLine(QWidget):
    """One condition: a sign, a sentence, and below it who must act."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = Sign()
        self.text = Text()
        self.who = Text(size="small", tone="muted")
        layout = row(self.sign, column(self.text, self.who, gap=2), gap=4)
        layout.setStretch(1, 1)
        layout.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)

    def say(self, found: ConditionRow, waited: str, *, told: bool) -> None:
        """Shows it as it is now. `waited` is how long somebody has been waited for; `told`: a box
        above has the whole sentence."""
        self.sign.set_icon(*(("check", "good") if found.ok else ("x", "bad")))
        short = texts.short(found.code) if told and not found.ok else ""
        said = short or texts.condition(found.code, found.ok, found.params)
        self.text.say(said)
        self.text.tone("muted" if found.ok else "")
        actor = "" if found.ok or told else texts.actor(found.actor)
        if actor and waited:
            who = tr("{actor} must act · for {time}", actor=actor, time=waited)
        else:
            who = tr("{actor} must act", actor=actor) if actor else ""
        self.who.say(who)
        self.who.setVisible(bool(who))
        # A screen reader does not see the sign.
        state = tr("Met: {what}", what=said) if found.ok else tr("Not met: {what}", what=said)
        self.setAccessibleName(plain(state))


class Verdict(Section):
    """The conditions of an order that OTO does not have yet."""

    def __init__(self) -> None:
        self._lines: Pool[ConditionLine] = Pool(ConditionLine)
        super().__init__(self._lines.layout)
        self.title.hide()

    def render_card(self, card: OrderCard, now: datetime, told: frozenset[str]) -> None:
        """Shows the card's verdict; the sentences of the codes `told` stand above."""
        shown = card.conditions if card.row.state in _OPEN else ()
        self.setVisible(bool(shown))
        self.setAccessibleName(tr("Conditions"))
        waited = sentences.waited(card.row, now)
        # What fails comes first: it is what a person looks for.
        ordered = sorted(shown, key=lambda each: each.ok)
        for line, found in zip(self._lines.fit(len(ordered)), ordered, strict=True):
            line.say(found, waited, told=found.code in told)
