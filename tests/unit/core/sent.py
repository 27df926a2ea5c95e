"""An order that OTO has, and what a change in Foodics means for it."""

from app.core.after import AfterSending, after_sending
from app.core.dispatch import OtoOrder
from app.core.order import Order
from tests.unit.core.samples import (
    order,
    payment,
    told,
)

#: One status of OTO's for each column of the table.
NONE_YET = "assignedToWarehouse"
SHIPMENT = "searchingDriver"
PICKED_UP = "outForDelivery"
FINISHED = "delivered"
COLUMNS = (NONE_YET, SHIPMENT, PICKED_UP, FINISHED)

CARD = payment("86.25", "mada", 2, "m2")
CASH = payment("86.25", "Cash", 1, "m1")
DOOR = payment("86.25", "Other", 3, "m7")


def meant(
    now: Order,
    status: str,
    *,
    before: Order | None = None,
    sent: OtoOrder | None = None,
    methods: dict[str, str] | None = None,
) -> AfterSending:
    """What the change from the good order to `now` means while OTO says `status`."""
    fresh = told(now)
    return after_sending(sent or told(), fresh, now, before or order(), status, methods or {})


def flags(found: AfterSending) -> list[str]:
    return [flag.code for flag in found.flags]
