"""A good order and everything it needs to go: each test changes only what its rule is about.

Riyadh, cash on delivery, 23 November 2026. Opened at 18:02:21 UTC (21:02:21 there), Ready at
18:20:00, looked at (`NOW`) at 18:21:00. Names, numbers and addresses are invented.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.core import eligibility, request
from app.core.dispatch import OtoOrder
from app.core.eligibility import BranchRule, Known, Rules, Verdict
from app.core.order import (
    Address,
    Customer,
    DeliveryStatus,
    FoodicsBranch,
    Item,
    Order,
    OrderStatus,
    OrderType,
    Payment,
    PickupLocation,
    Source,
)

OPENED = datetime(2026, 11, 23, 18, 2, 21, tzinfo=UTC)
READY = datetime(2026, 11, 23, 18, 20, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 18, 21, tzinfo=UTC)
#: The branch was switched on an hour before the order came.
STARTED = OPENED - timedelta(hours=1)
ORDER_ID = "F922240-48210"

CUSTOMER = Customer(
    id="c1", name="نورة العتيبي", dial_code="966", phone="500000123", email="noura@example.com"
)
ADDRESS = Address(
    id="a1",
    name="Home",
    description="شارع العليا، مبنى 12",
    zone="Olaya",
    latitude=24.7136,
    longitude=46.6753,
)
ITEM = Item(name="Chicken Meal", sku="sk-1", quantity=Decimal(2), total=Decimal("70.00"))
FOODICS_BRANCH = FoodicsBranch(
    id="b1", reference="B01", name="Olaya", latitude=24.7, longitude=46.68, end_of_day="04:00"
)
PICKUP = PickupLocation(
    code="B01", name="Olaya", city="Riyadh", country="SA", latitude=24.7, longitude=46.68
)


def minutes(count: float) -> timedelta:
    """`count` minutes."""
    return timedelta(minutes=count)


def seconds(count: float) -> timedelta:
    """`count` seconds."""
    return timedelta(seconds=count)


def order(**changes: Any) -> Order:
    """Order 48210, "#27 · 103377": 86.25 SAR to be collected, Ready, still open on no screen."""
    good = Order(
        id="9f0c5a5e-0000-4000-8000-000000048210",
        reference=48210,
        number=27,
        check_number=103377,
        branch_id=FOODICS_BRANCH.id,
        type=OrderType.DELIVERY,
        source=Source.CASHIER,
        status=OrderStatus.ACTIVE,
        delivery_status=DeliveryStatus.READY,
        total=Decimal("86.25"),
        business_date=date(2026, 11, 23),
        opened_at=OPENED,
        created_at=OPENED + timedelta(seconds=40),
        updated_at=READY,
        kitchen_received_at=OPENED + timedelta(seconds=30),
        customer=CUSTOMER,
        address=ADDRESS,
        items=(ITEM,),
        delivery_fee=Decimal("16.25"),
    )
    return replace(good, **changes)


def customer(**changes: Any) -> Customer:
    """The good order's customer, changed."""
    return replace(CUSTOMER, **changes)


def address(description: str = ADDRESS.description, **changes: Any) -> Address:
    """The good order's address, changed."""
    return replace(ADDRESS, description=description, **changes)


def textual(description: str, **changes: Any) -> Address:
    """An address without a point."""
    return replace(ADDRESS, description=description, latitude=None, longitude=None, **changes)


def payment(
    amount: str = "86.25", name: str = "Cash", kind: int | None = 1, method: str = "m1"
) -> Payment:
    """A payment; cash over the whole total unless told otherwise."""
    return Payment(Decimal(amount), method, name, method_type=kind)


def item(
    name: str = "Chicken Meal", quantity: str = "2", total: str = "70.00", sku: str = "sk-1"
) -> Item:
    """A line of the order."""
    return Item(name=name, sku=sku, quantity=Decimal(quantity), total=Decimal(total))


def branch(**changes: Any) -> BranchRule:
    """The Olaya branch: active since an hour, its door known."""
    return replace(
        BranchRule(FOODICS_BRANCH, active=True, sends_from=STARTED, pickup=PICKUP), **changes
    )


def rules(**changes: Any) -> Rules:
    """Currency SAR, everything else as a new installation has it."""
    return replace(Rules(currency="SAR"), **changes)


def known(**changes: Any) -> Known:
    """An order first seen before it was Ready, Ready a minute ago."""
    return replace(Known(ready_at=READY), **changes)


def told(of: Order | None = None, **changes: Any) -> OtoOrder:
    """What OTO is told about an order (the good one unless named), changed."""
    built = request.build(of or order(), branch(), rules(), known(), order_id=ORDER_ID)
    return replace(built, **changes)


def judge(
    of: Order,
    at: BranchRule | None = None,
    under: Rules | None = None,
    with_: Known | None = None,
    now: datetime = NOW,
) -> Verdict:
    """The verdict; whatever is not given is good."""
    return eligibility.judge(of, at or branch(), under or rules(), with_ or known(), now)


def codes(verdict: Verdict) -> list[str]:
    """The codes of its reasons, in their order."""
    return [reason.code for reason in verdict.reasons]


def keys(of: Order, under: Rules | None = None) -> frozenset[str]:
    """Under what a person's yes to all that is asked about an order is remembered."""
    return frozenset(reason.key for reason in judge(of, under=under).reasons)
