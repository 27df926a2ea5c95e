"""One order as a till holds it, and its copy in the cloud."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.sandbox.catalog import CASHIER_APP
from app.sandbox.world import Json

ACTIVE, DECLINED, CLOSED, RETURNED, JOINED, VOID = 2, 3, 4, 5, 6, 7
DELIVERY = 3
SENT_TO_KITCHEN, READY = 1, 2


@dataclass
class Line:
    """A product line; prices include VAT."""

    id: str
    uuid: str
    product: Json
    quantity: int
    unit_price: Decimal
    added_at: datetime
    notes: str | None = None
    status: int = 2
    kitchen_sent_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def total(self) -> Decimal:
        """What the line costs, VAT included; a void line (status 5) nothing."""
        return Decimal(0) if self.status == 5 else self.unit_price * self.quantity


@dataclass
class Payment:
    """`amount` counts, `tendered` includes the change."""

    id: str
    method: Json
    amount: Decimal
    tendered: Decimal
    added_at: datetime
    tips: Decimal = Decimal(0)


@dataclass
class Order:
    """The state of one order. `branch` is the branch's reference."""

    id: str
    branch: str
    number: int
    check_number: int
    opened_at: datetime
    type: int = DELIVERY
    source: int = 1
    app_id: str = CASHIER_APP
    status: int = ACTIVE
    delivery_status: int | None = None
    customer: Json | None = None
    address: Json | None = None
    lines: list[Line] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    delivery_fee: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    rounding: Decimal = Decimal(0)
    total_override: Decimal | None = None
    tags: list[Json] = field(default_factory=list)
    driver: Json | None = None
    original_order: Json | None = None
    meta: Any = field(default_factory=dict)
    """Keys beside `foodics`; the list `[]` makes the whole meta PHP's empty object."""
    joined_orders: list[str] = field(default_factory=list)
    customer_notes: str | None = None
    kitchen_notes: str | None = None
    business_date: str = ""
    reference_x: str | None = None
    auto_closed: bool = False
    kitchen_received_at: datetime | None = None
    kitchen_done_at: datetime | None = None
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    driver_assigned_at: datetime | None = None
    dispatched_at: datetime | None = None
    driver_collected_at: datetime | None = None
    delivered_at: datetime | None = None
    closed_at: datetime | None = None
    raw: Json = field(default_factory=dict)
    """Data fault: top-level keys of the row that are overwritten as they are."""
    omit: list[str] = field(default_factory=list)
    """Data fault: top-level keys that are missing from the row although asked for."""
    expect: str | None = None
    """What the books are told to expect instead of what they would derive."""

    @property
    def total_price(self) -> Decimal:
        """With taxes, delivery fee and rounding (foodics-api 6.1); 0 once void."""
        if self.status == VOID:
            return Decimal(0)
        if self.total_override is not None:
            return self.total_override
        goods = sum((line.total for line in self.lines), Decimal(0))
        return goods + self.delivery_fee - self.discount + self.rounding

    @property
    def paid(self) -> Decimal:
        """Sum of all payments, whatever their method."""
        return sum((payment.amount for payment in self.payments), Decimal(0))


@dataclass
class CloudOrder:
    """The cloud's copy: the only thing the API serves."""

    order: Order
    reference: int
    created_at: datetime
    updated_at: datetime
    row: Json | None = None
    """The order's JSON, kept until the next change: a poll looks at every row."""

    @property
    def id(self) -> str:
        """The order's UUID."""
        return self.order.id


def snapshot(order: Order) -> Order:
    """A copy that later actions on the till do not reach."""
    return copy.deepcopy(order)
