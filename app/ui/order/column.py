"""All sections of one order in a scrolling column."""

from datetime import datetime

from PySide6.QtWidgets import QScrollArea, QWidget

from app.store.screens.types.card import OrderCard
from app.ui.kit.box import column, scrolling
from app.ui.order.asking import Questions
from app.ui.order.at_oto import AtOtoPart, Flags
from app.ui.order.details import Basket, Customer
from app.ui.order.fixing import FixBox
from app.ui.order.head import Head
from app.ui.order.timeline import Timeline
from app.ui.order.verdict import Verdict
from app.ui.theme import GRID


class OrderColumn(QWidget):
    """What needs a person first, then why, then who, what and how much, then the history."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Head()
        self.flags = Flags()
        self.questions = Questions()
        self.fix = FixBox()
        self.verdict = Verdict()
        self.at_oto = AtOtoPart()
        self.customer = Customer()
        self.basket = Basket()
        self.timeline = Timeline()
        inner = QWidget()
        # Nothing makes it wider than the panel; what does not fit is cut, not the whole column.
        inner.setMinimumWidth(1)
        self._parts = column(
            self.flags,
            self.verdict,
            self.questions,
            self.fix,
            self.at_oto,
            self.customer,
            self.basket,
            self.timeline,
            None,
            gap=2 * GRID,
            margins=(16, 8, 16, 16),
        )
        inner.setLayout(self._parts)
        self.area: QScrollArea = scrolling(inner)
        top = column(self.head, margins=(16, 12, 16, 4))
        self.setLayout(column(top, self.area, gap=0))

    def start_over(self) -> None:
        """Another order: nothing typed, from the top."""
        self.fix.start_over()
        self.timeline.start_over()
        self.area.verticalScrollBar().setValue(0)

    def render_card(self, card: OrderCard, now: datetime) -> frozenset[str]:
        """Shows the card in place; returns the verbs that its boxes offer."""
        self.head.render_card(card, now)
        self.flags.render_card(card, now)
        self.questions.render_questions(card.questions)
        offered = self.fix.render_card(card)
        asked = frozenset(question.why.code for question in card.questions)
        self.verdict.render_card(card, now, self.fix.told | asked)
        self._put_first(boxes=card.row.state in ("refused", "held"))
        self.at_oto.render_card(card, now)
        self.customer.render_card(card)
        self.basket.render_card(card)
        self.timeline.render_events(card.events, now)
        return offered

    def _put_first(self, *, boxes: bool) -> None:
        """What a person has to decide stands above the list of conditions."""
        wanted = (
            [self.questions, self.fix, self.verdict]
            if boxes
            else [self.verdict, self.questions, self.fix]
        )
        if self._parts.indexOf(wanted[0]) == 1:
            return
        for part in wanted:
            self._parts.removeWidget(part)
        for place, part in enumerate(wanted, start=1):
            self._parts.insertWidget(place, part)

    def show_busy(self, busy: bool) -> None:
        """While something asked for is under way."""
        self.fix.show_busy(busy)
        self.questions.show_busy(busy)
