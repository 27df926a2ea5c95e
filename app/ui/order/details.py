"""Who ordered, where to, what, and for how much."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.store.screens.types.card import Neighbour, OrderCard
from app.ui import texts
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.language import amount, digits, ltr, mark, one_line, spoken, tr
from app.ui.order import sentences
from app.ui.order.parts import CopyLine, Pair, Pool, Section, Text
from app.ui.theme import GRID

_KINDS = {
    "collect": mark("{method}, the courier collects"),
    "not_for_oto": mark("{method}, not for OTO"),
    "unclear": mark("{method}, paid or to be collected?"),
}


class NeighbourLine(QWidget):
    """Another order of the same phone, to be opened."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._reference = 0
        self._text = Text(tone="warn")
        self.button = Button(kind="link", icon_name="users")
        self.button.clicked.connect(lambda: self.wanted.emit(self._reference))
        self.setLayout(column(self._text, row(self.button, None), gap=0))

    def say(self, found: Neighbour) -> None:
        """Shows it."""
        self._reference = found.reference
        self._text.say(sentences.neighbour(found.minutes_earlier))
        number = ltr(spoken(found.number, found.check_number))
        self.button.say(tr("{number}, {state}", number=number, state=texts.state(found.state)))


class Customer(Section):
    """Customer, phone, address, neighbours, and a sentence for a calling customer."""

    #: The reference of another order of the same phone.
    neighbour_wanted = Signal(int)

    def __init__(self) -> None:
        self.name_line = CopyLine(copies=False)
        self.phone = CopyLine()
        self.address = CopyLine()
        self.notes = CopyLine(copies=False)
        self.to_tell = CopyLine()
        self._neighbours: Pool[NeighbourLine] = Pool(self._line, gap=4)
        super().__init__(
            self.name_line,
            self.phone,
            self.address,
            self.notes,
            self._neighbours.layout,
            self.to_tell,
            gap=GRID,
        )

    def _line(self) -> "NeighbourLine":
        line = NeighbourLine()
        line.wanted.connect(self.neighbour_wanted)
        return line

    def render_card(self, card: OrderCard) -> None:
        """Shows them."""
        self.name(tr("Customer"))
        self.name_line.say("", one_line(card.customer) or tr("No name"))
        phone = card.mended.get("phone") or card.phone
        self.phone.say(tr("Phone"), ltr(one_line(phone, 60)))
        address = one_line(card.mended.get("address") or card.address)
        city = one_line(card.mended.get("city") or card.city, 80)
        where = tr("{address}, {city}", address=address, city=city) if address and city else address
        self.address.say(tr("Address"), where or city)
        self.notes.say(tr("Notes"), one_line(card.notes))
        self.to_tell.say(tr("If the customer calls, say"), sentences.for_customer(card))
        for line, found in zip(
            self._neighbours.fit(len(card.neighbours)), card.neighbours, strict=True
        ):
            line.say(found)


class Basket(QWidget):
    """Items and money."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Pool[Pair] = Pool(Pair, gap=4)
        self._sums: Pool[Pair] = Pool(Pair, gap=4)
        self.collects = Text(bold=True)
        self._items_part = Section(self._items.layout)
        self._money_part = Section(self.collects, self._sums.layout)
        self.setLayout(column(self._money_part, self._items_part, gap=2 * GRID))

    def render_card(self, card: OrderCard) -> None:
        """Shows them."""
        row = card.row
        self._money_part.name(tr("Money"))
        self.collects.say(sentences.money(row))
        sums = [(tr("Total"), row.amount)]
        if card.delivery_fee.strip("0."):
            sums.append((tr("of this for delivery"), card.delivery_fee))
        if card.discount.strip("0."):
            sums.append((tr("Discount"), card.discount))
        for paid in card.payments:
            method = one_line(paid.name, 80)
            known = _KINDS.get(paid.kind)
            sums.append((tr(known, method=method) if known else method, paid.amount))
        for pair, (name, value) in zip(self._sums.fit(len(sums)), sums, strict=True):
            pair.say(name, ltr(amount(value, row.currency)), tone="muted")
        self._items_part.name(tr("Items"))
        self._items_part.setVisible(bool(card.items))
        for pair, item in zip(self._items.fit(len(card.items)), card.items, strict=True):
            quantity = digits(one_line(item.quantity, 20))
            name = tr("{quantity} × {item}", quantity=quantity, item=one_line(item.name))
            pair.say(name, ltr(digits(item.total)))
