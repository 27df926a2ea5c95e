"""What the window is given: codes and plain values, no sentences (`ui/texts.py` has those).

Imports nothing but the standard library, so that the window can be painted before the ledger's
libraries are loaded. Times are aware UTC of Foodics' clock; amounts are texts with the currency's
minor digits ("86.25"). Names and texts are as they came: untrusted, without direction marks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.core.happenings import Happening


class Group(StrEnum):
    """The part of the queue in which an order is shown."""

    NEEDS_YOU = "needs_you"
    WAITING = "waiting"
    SENDING = "sending"
    AT_OTO = "at_oto"
    DONE = "done"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason or flag by its code, with what fills its sentence."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One order in the queue.

    `group` is the group while nobody is needed; from `need_at` on (if `need` is set) the row belongs
    to NEEDS_YOU: time alone can do that, so the window compares with its clock.
    """

    key: int
    reference: int
    number: int
    check_number: int
    branch: str
    branch_name: str
    customer: str
    amount: str
    amount_due: str
    currency: str | None
    state: str
    group: Group
    #: The first reason that fails, or what OTO refused; None once nothing is in its way.
    why: Why | None
    #: What a person is needed for, and from when; see `core.patience`.
    need: str | None
    need_at: datetime | None
    #: From when its time column counts: Ready, else first seen; for a finished one when it ended.
    since: datetime
    first_seen_at: datetime
    ready_at: datetime | None
    accepted_at: datetime | None
    oto_order_id: str
    oto_id: str | None
    oto_status: str | None
    stage: str | None
    #: Folded for searching, as the ledger's own column (core.contact.search_fold).
    search: str

    def group_at(self, now: datetime) -> Group:
        """Where the row belongs now."""
        needed = self.need is not None and self.need_at is not None and self.need_at <= now
        return Group.NEEDS_YOU if needed else self.group


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


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One order of the delivery list: what whoever brings it in OTO's place has to know.

    `maybe_at_oto`: it is not known whether OTO has it; a courier may come all the same. `sure` False:
    what is to be collected is a guess, since a payment method was never classed.
    """

    reference: int
    number: int
    check_number: int
    branch: str
    branch_name: str
    customer: str
    phone: str
    address: str
    city: str
    amount: str
    amount_due: str
    currency: str | None
    sure: bool
    state: str
    maybe_at_oto: bool
    #: When it became Ready, else when it was first seen.
    since: datetime


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch with its switch.

    `ready_before` orders were Ready before its start line (inactive: before now) and do not go by
    themselves; `oldest_ready_at` is the oldest of them. `needs_door`: active or not, no pickup
    location is tied to it (v1: no city). `hold_seconds` None = as all branches.
    """

    key: int
    reference: str
    name: str
    name_localized: str | None
    active: bool
    pickup: str | None
    pickup_name: str | None
    city: str | None
    starts_at: datetime | None
    waiting: int
    sent_today: int
    needs_door: bool
    paused: bool
    paused_until: datetime | None
    #: Code of what stopped it, after three refusals in a row.
    stopped: str | None
    ready_before: int
    oldest_ready_at: datetime | None
    hold_seconds: int | None = None
    only_tag: str = ""
    never_tag: str = ""
    ask_each: bool = False


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A pickup location that could be tied to a branch; `distance_m` None if not known.

    `why` is how it was proposed (core.places.Proposal.why), "" for the rest; proposals come first.
    """

    code: str
    name: str
    city: str
    distance_m: int | None
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service: state is not_connected, unknown, ok, unreachable, refused, limited, trouble or
    keyring."""

    state: str = "not_connected"
    checked_at: datetime | None = None
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """Orders that became too old while nothing could be sent: do they go? (rules.md section 2)

    `subject` names it when it is answered. `branch` is the reference of the branch that stood still,
    "" for all. `causes` are those of `core.gaps.Cause`; `waiting` younger orders went on by
    themselves when it ended. `orders` are references, oldest first.
    """

    subject: str
    branch: str
    branch_name: str
    causes: tuple[str, ...]
    began_at: datetime
    ended_at: datetime
    waiting: int
    orders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NewerVersion:
    """A newer version of this program, what is new in it and where a person gets it."""

    version: str
    url: str
    english: str
    arabic: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How everything stands, for the top of the window.

    `step` is the next step of the set-up (step_foodics, step_oto, step_currency, step_branch,
    step_start), None once it is done. `problem` is an error code (core.errors) with its params.
    `fault` is who is to blame: internet, foodics, oto, keyring, us, or "".
    """

    step: str | None = "step_foodics"
    business: str = ""
    business_currency: str | None = None
    currency: str | None = None
    foodics: ServiceRow = ServiceRow()
    oto: ServiceRow = ServiceRow()
    generation: str | None = None
    retailer_id: str = ""
    credit: str | None = None
    credit_low: bool = False
    problem: str | None = None
    problem_params: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    paused: bool = False
    paused_until: datetime | None = None
    last_good_poll_at: datetime | None = None
    utc_offset_minutes: int = 180
    country: str = "SA"
    branches: int = 0
    active: int = 0
    #: References of active branches that a person paused, and that their set-up stopped.
    paused_branches: tuple[str, ...] = ()
    stopped_branches: tuple[str, ...] = ()
    sent_today: int = 0
    median_seconds: int | None = None
    last_order_at: datetime | None = None
    #: End of the business day that is on now, of the branch that ends last.
    day_ends_at: datetime | None = None
    #: Orders of Foodics that could not be understood.
    faults: int = 0
    #: From when OTO has not answered as it should; None while it does.
    oto_since: datetime | None = None
    #: Orders that OTO would have by now if it answered (`store.screens.deliveries`).
    undelivered: int = 0
    #: What is asked after an outage or a pause, the first one first.
    gaps: tuple[GapQuestion, ...] = ()
    #: What happened to this PC and was not told yet, the newest first.
    happenings: tuple[Happening, ...] = ()
    #: Users of this PC who have the program open for the same business.
    beside: tuple[str, ...] = ()
    #: Told of and not installed yet.
    newer: NewerVersion | None = None
