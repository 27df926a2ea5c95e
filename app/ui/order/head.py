"""The top of the order panel: which order, where, and how it stands."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.store.screens.types.card import OrderCard
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.sign import Sign
from app.ui.language import isolated, ltr, one_line, plain, spoken, tr
from app.ui.order import sentences
from app.ui.order.parts import Text
from app.ui.theme import GRID


class Head(QWidget):
    """Numbers, branch, the big sentence, and a button that closes the panel."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = Text(size="title", bold=True)
        self.branch = Text(tone="muted")
        self.sign = Sign(size=22, beside="title")
        self.sentence = Text(size="title", bold=True)
        self.till = Text(size="small", tone="muted")
        self.close_button = Button(kind="quiet", icon_name="x")
        self.close_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.close_button.setFixedSize(36, 36)
        self.close_button.clicked.connect(self.closed)
        names = row(column(self.number, self.branch, gap=0), self.close_button, gap=GRID)
        names.setStretch(0, 1)
        names.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        stands = row(self.sign, self.sentence, gap=4)
        stands.setStretch(1, 1)
        self.setLayout(column(names, 4, stands, self.till, gap=4))

    def render_card(self, card: OrderCard, now: datetime) -> None:
        """Shows how the order stands."""
        found = card.row
        self.number.say(ltr(spoken(found.number, found.check_number)))
        name = isolated(one_line(found.branch_name, 60))
        self.branch.say(name or one_line(found.branch, 40))
        self.sentence.say(sentences.standing(card))
        self.sign.set_icon(*sentences.tone(card, now))
        self.till.say(sentences.foodics(card))
        self.close_button.say("", tr("Close"))
        self.setAccessibleName(plain(tr("Order {number}", number=self.number.text())))
