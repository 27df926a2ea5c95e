"""What stays of an order when its customer is forgotten: counts and money (README, Privacy)."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.core.dispatch import OtoSeen
from app.core.order import Address, Customer, Order, OrderStatus

#: Erasing is for good: the two clocks that can tell the day may be so far apart.
CLOCKS_APART = timedelta(days=1)
#: Foodics still works on it.
_OPEN = (OrderStatus.PENDING, OrderStatus.ACTIVE, OrderStatus.DRAFT)
#: That there was a customer and an address stays known: it was a condition that held.
_SOMEBODY = Customer("", "", "", "")
_SOMEWHERE = Address("", "", "")


def day_is_sure(foodics: datetime, pc: datetime) -> bool:
    """Whether Foodics' clock and this PC's agree on how late it is. One of them alone may be years
    off, and would have customers forgotten of whom somebody still has to ask."""
    return abs(foodics - pc) <= CLOCKS_APART


def without_person(order: Order) -> Order:
    """The order without anything that tells who ordered, where to, and what people wrote about it.

    Numbers, times, dishes, amounts and payments stay. The driver is a person too.
    """
    return replace(
        order,
        customer=_SOMEBODY if order.customer is not None else None,
        address=_SOMEWHERE if order.address is not None else None,
        driver_id=None,
        markers=(),
        tags=(),
        customer_notes=None,
        kitchen_notes=None,
    )


def seen_without_person(seen: OtoSeen) -> OtoSeen:
    """What OTO showed of it without phone, names, notes and the links that lead to them."""
    return OtoSeen(
        seen.order_id,
        seen.oto_id,
        seen.status,
        amount=seen.amount,
        amount_due=seen.amount_due,
        warehouse=seen.warehouse,
        pickup_code=seen.pickup_code,
        courier=seen.courier,
    )


def is_over(order: Order) -> bool:
    """Whether Foodics is done with it."""
    return order.status not in _OPEN
