"""What is said to OTO about one order, and the states of a dispatch (design.md section 2)."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.core.errors import AppError


class State(StrEnum):
    """Where a dispatch stands; the moves between them are in design.md section 2."""

    WAITING = "waiting"
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    RETRYING = "retrying"
    REFUSED = "refused"
    HELD = "held"
    SENT = "sent"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """The class of OTO's answer to createOrder (rules.md section 5)."""

    ACCEPTED = "accepted"
    EXISTS = "exists"
    NOT_ACCEPTED = "not_accepted"
    UNKNOWN = "unknown"
    SIGN_IN = "sign_in"
    ACCOUNT = "account"
    BRANCH_SETUP = "branch_setup"
    ORDER_DATA = "order_data"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one createOrder came to.

    `code` is OTO's code ("OTO1030", "4" in v1), else "HTTP 503", "timeout", "connect", …
    `field` names what to mend (phone, city, address, name, pickup, amount, …) where the code says it.
    `text` is OTO's own words: untrusted plain text, at most 300 characters; may hold personal data,
    so it is stored and shown, never logged. `retry_after` is seconds. `reached` is False only when
    the connection itself failed (nothing can have been accepted); `breaks` is True when the answer
    says that OTO as a whole is in trouble (connect failure, 429, 5xx, HTML), which opens the breaker;
    with `doubtful` it may be a matter of this order alone, until a second one meets it too. `trouble`
    is that in words for people.
    """

    outcome: Outcome
    code: str = ""
    text: str = ""
    field: str | None = None
    oto_id: str | None = None
    http: int | None = None
    retry_after: float | None = None
    breaks: bool = False
    doubtful: bool = False
    trouble: AppError | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class OtoItem:
    """One line for OTO. `price` is per unit, `row_total` for the line."""

    name: str
    sku: str
    price: Decimal
    quantity: Decimal
    row_total: Decimal


@dataclass(frozen=True, slots=True)
class OtoCustomer:
    """Who receives it. `mobile` is digits with country code, without a plus; `country` ISO-2."""

    name: str
    mobile: str
    address: str
    city: str
    country: str
    email: str | None = None
    district: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    short_address: str | None = None


@dataclass(frozen=True, slots=True)
class OtoOrder:
    """Everything createOrder and updateOrder need (oto-api.md section 5.1), for v2 and v1 alike.

    `order_date`, `slot_from` and `slot_to` are business-local times without a zone, as OTO takes them.
    `pickup_code` is None for v1, which knows no pickup location.
    """

    order_id: str
    ref1: str
    ref2: str
    ref3: str
    amount: Decimal
    amount_due: Decimal
    currency: str
    customer: OtoCustomer
    items: tuple[OtoItem, ...]
    pickup_code: str | None
    order_date: datetime
    slot_from: datetime | None = None
    slot_to: datetime | None = None
    shipping_notes: str = ""
    delivery_fee: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)

    @property
    def payment_method(self) -> str:
        """`cod` when something is to be collected, else `paid` (rules.md section 3)."""
        return "cod" if self.amount_due > 0 else "paid"


@dataclass(frozen=True, slots=True)
class OtoSeen:
    """An order as OTO shows it on a read (orderStatus, orderDetails, orderHistory or orders).

    Which fields are there depends on the call; None means "not told", never "empty".
    `history` is oldest first: (status, OTO's own time text, description).
    """

    order_id: str
    oto_id: str | None
    status: str
    amount: Decimal | None = None
    amount_due: Decimal | None = None
    ref1: str | None = None
    phone: str | None = None
    customer_name: str | None = None
    warehouse: str | None = None
    pickup_code: str | None = None
    courier: str | None = None
    driver_name: str | None = None
    driver_phone: str | None = None
    shipment_id: str | None = None
    tracking_number: str | None = None
    tracking_url: str | None = None
    created_text: str | None = None
    history: tuple[tuple[str, str, str], ...] = dataclasses.field(default=())
