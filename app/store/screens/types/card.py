"""The order panel: everything about one order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.store.screens.types.queue import QueueRow, Why


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One line of the verdict. `actor`: manager, cashier, kitchen or ""."""

    code: str
    ok: bool
    actor: str
    params: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of an order's history (`core.events.Event` has the kinds)."""

    at: datetime
    kind: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the order."""

    name: str
    quantity: str
    total: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment; `kind` is paid, collect, not_for_oto or unclear (core.money.MethodClass)."""

    name: str
    amount: str
    kind: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be answered once: topic payment, sender or city (rules.md 1, 3 and 4).

    `answers` are the possible values, empty for a city (any of OTO's). `suggestion` is the likely
    one. `orders` are the references that wait for it.
    """

    topic: str
    subject: str
    why: Why
    answers: tuple[str, ...]
    suggestion: str | None
    orders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """What OTO refused: its code, the field to mend, the class (core.dispatch.Outcome), and OTO's
    own words (untrusted)."""

    code: str
    field: str | None
    outcome: str | None
    text: str


@dataclass(frozen=True, slots=True)
class AtOto:
    """What OTO shows of a sent order."""

    order_id: str
    oto_id: str | None
    status: str | None
    stage: str | None
    courier: str | None = None
    driver_name: str | None = None
    driver_phone: str | None = None
    tracking_url: str | None = None
    tracking_number: str | None = None
    warehouse: str | None = None
    tracked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another order with the same phone, so many minutes earlier (negative: later)."""

    reference: int
    number: int
    check_number: int
    minutes_earlier: int
    state: str


@dataclass(frozen=True, slots=True)
class OrderCard:
    """Everything the order panel shows. `actions` are the verbs that fit its state now
    (`engine.control`), `fixes` the fields that can be mended here: phone, address, city, pickup."""

    row: QueueRow
    conditions: tuple[ConditionRow, ...]
    events: tuple[EventRow, ...]
    customer: str
    phone: str
    address: str
    city: str
    items: tuple[ItemRow, ...]
    payments: tuple[PaymentRow, ...]
    delivery_fee: str
    discount: str
    notes: str
    #: active, closed, pending, draft, void, … in words of `core.order.OrderStatus` (lower case).
    foodics_status: str
    #: None, sent_to_kitchen, ready, assigned, en_route, delivered, cancelled.
    kitchen: str | None
    mended: Mapping[str, str]
    refusal: Refusal | None
    flags: tuple[Why, ...]
    oto: AtOto
    wish: str | None
    attempts: int
    next_attempt_at: datetime | None
    questions: tuple[Question, ...]
    actions: tuple[str, ...]
    fixes: tuple[str, ...]
    neighbours: tuple[Neighbour, ...]
