"""The evening with calls that OTO carries out when nobody waits for them any more."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from app.core.order import DeliveryStatus, OrderStatus, OrderType
from tests.unit.model.behaviours import MINUTES_LATE, REFUSES, Behaviour
from tests.unit.model.holds import MOST, PHONES
from tests.unit.model.machine import KEEPS_BACK, Shopping

#: How an order goes another way in Foodics.
_OTHER_WAYS: dict[str, dict[str, Any]] = {
    "voided": {"status": OrderStatus.VOID},
    "recalled": {"delivery_status": DeliveryStatus.SENT_TO_KITCHEN},
    "picked up": {"type": OrderType.PICK_UP},
}


class Evening(Shopping):
    """All that `Shopping` does, and orders that are not to go any more when OTO takes them."""

    @rule(
        way=st.sampled_from((*_OTHER_WAYS, *KEEPS_BACK, "refused")),
        behaviour=st.sampled_from(MINUTES_LATE),
    )
    def came_late(self, way: str, behaviour: Behaviour) -> None:
        """OTO carries a new order out minutes after a call without an answer. It was asked twice and
        had nothing, and the order went another way: changed in Foodics, kept back, or refused."""
        which = len(self.shop.till.orders)
        if which == MOST:
            return
        self.shop.books.next.appendleft(behaviour)
        if way == "refused":
            self.shop.books.next.insert(1, REFUSES)
        if way in KEEPS_BACK:
            self.pause(None, 0.0)
        self.ordered(ready=True, second=False, phone=PHONES[0], then=6.0)
        self._edit(which, 45.0, **_OTHER_WAYS.get(way, {}))
        if way in KEEPS_BACK:
            self.asked(which, 1.0, way)
