"""An order as we understood it. No wire JSON gets past these types (design.md section 2).

Money is `Decimal`, times are aware UTC, everything is immutable. Unknown numbers from Foodics
are kept as they came: a table or a rule decides what they mean, not the type.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum


class OrderType(IntEnum):
    """foodics-api.md section 6.1, `type`."""

    DINE_IN = 1
    PICK_UP = 2
    DELIVERY = 3
    DRIVE_THRU = 4


class Source(IntEnum):
    """foodics-api.md section 6.1, `source`."""

    CASHIER = 1
    API = 2
    CALL_CENTER = 3


class OrderStatus(IntEnum):
    """foodics-api.md section 6.1, `status`."""

    PENDING = 1
    ACTIVE = 2
    DECLINED = 3
    CLOSED = 4
    RETURNED = 5
    JOINED = 6
    VOID = 7
    DRAFT = 8


class DeliveryStatus(IntEnum):
    """foodics-api.md section 6.4, `delivery_status`."""

    SENT_TO_KITCHEN = 1
    READY = 2
    ASSIGNED = 3
    EN_ROUTE = 4
    DELIVERED = 5
    CANCELLED = 6


@dataclass(frozen=True, slots=True)
class Customer:
    """`phone` and `dial_code` as Foodics holds them, still to be understood by `core.contact`."""

    id: str
    name: str
    dial_code: str
    phone: str
    email: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Free text and perhaps a point; coordinates are degrees, None when missing or unreadable."""

    id: str
    name: str
    description: str
    zone: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment. `amount` without tips or change (foodics-api.md section 6.2)."""

    amount: Decimal
    method_id: str
    method_name: str
    method_name_localized: str | None = None
    method_type: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line that is to be delivered. `total` has options and discounts in it."""

    name: str
    sku: str
    quantity: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Order:
    """A Foodics order of any type, complete with the relations we ask for."""

    id: str
    reference: int
    number: int
    check_number: int
    branch_id: str
    type: int
    source: int
    status: int
    delivery_status: int | None
    total: Decimal
    business_date: date | None
    opened_at: datetime | None
    created_at: datetime
    updated_at: datetime
    app_id: str | None = None
    closed_at: datetime | None = None
    due_at: datetime | None = None
    driver_assigned_at: datetime | None = None
    kitchen_received_at: datetime | None = None
    kitchen_done_at: datetime | None = None
    customer: Customer | None = None
    address: Address | None = None
    payments: tuple[Payment, ...] = ()
    items: tuple[Item, ...] = ()
    tags: tuple[str, ...] = ()
    driver_id: str | None = None
    original_order_id: str | None = None
    #: Third-party keys found in `meta` beside `foodics`: (key, who), e.g. ("external_number", "Jahez").
    markers: tuple[tuple[str, str], ...] = ()
    customer_notes: str | None = None
    kitchen_notes: str | None = None
    delivery_fee: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)

    @property
    def is_delivery(self) -> bool:
        """True for a cashier delivery (type 3)."""
        return self.type == OrderType.DELIVERY

    @property
    def is_ready(self) -> bool:
        """True when the kitchen or cashier marked it Ready (delivery_status 2)."""
        return self.delivery_status == DeliveryStatus.READY


@dataclass(frozen=True, slots=True)
class UnreadableOrder:
    """A row that could not be understood. It becomes a visible fault; its page is not lost.

    `id` and `reference` are None when even they could not be read. `problem` names the field and
    what is wrong with it, never a value (values may be personal data).
    """

    id: str | None
    reference: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class FoodicsBranch:
    """A branch as Foodics knows it (foodics-api.md section 5). `end_of_day` is local "HH:MM"."""

    id: str
    reference: str
    name: str
    name_localized: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str | None = None
    end_of_day: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True)
class Device:
    """A till (foodics-api.md section 5); `last_seen_at` is the only remote hint that it is offline."""

    id: str
    name: str
    branch_id: str | None
    type: int | None
    last_seen_at: datetime | None
    last_sync_at: datetime | None


@dataclass(frozen=True, slots=True)
class Business:
    """Who a Foodics token belongs to, and the settings we use (foodics-api.md section 2.5).

    `utc_offset_minutes` comes from `business_timezone`, which is an offset such as "+03:00".
    """

    id: str
    name: str
    reference: str
    country: str
    scopes: tuple[str, ...] = ()
    currency: str | None = None
    utc_offset_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class PickupLocation:
    """The door where OTO's courier collects (design.md section 2)."""

    code: str
    name: str
    city: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    active: bool = True
