"""What a verdict is made of: reason codes, what is known, and what holds (rules.md section 1)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from app.core.dispatch import State
from app.core.order import FoodicsBranch, PickupLocation

#: Every reason code in the order in which reasons are listed (that of rules.md section 1), with who
#: acts on it; "" = nobody has to.
ACTORS: Mapping[str, str] = MappingProxyType(
    {
        "branch_inactive": "manager",
        "not_delivery": "",
        "no_customer": "cashier",
        "no_address": "cashier",
        "not_ready": "kitchen",
        "not_released": "cashier",
        "before_start": "manager",
        "too_old": "manager",
        "late_upload": "manager",
        "dispatched_elsewhere": "",
        "own_driver": "",
        "aggregator": "manager",
        "payment_unclear": "manager",
        "city_unclear": "manager",
        "return_or_split": "manager",
        "voided": "",
        "declined": "",
        "joined": "",
        "returned": "",
        "scheduled": "",
        "no_phone": "cashier",
        "bad_phone": "cashier",
        "no_pickup": "manager",
        "no_currency": "manager",
        "not_for_oto": "",
        "hold_time": "",
        "tag": "",
        "ask_each": "manager",
        "held_by_person": "manager",
        "skipped_by_person": "",
    }
)
#: The five conditions of the original manual, in its order; customer and address count as one there.
CONDITIONS = (
    "branch_inactive",
    "not_delivery",
    "no_customer",
    "no_address",
    "not_ready",
    "not_released",
)
#: Over before it was sent.
CANCELS = frozenset({"voided", "declined", "joined", "returned"})
#: Somebody else's, or nobody's: not for OTO unless a person says so.
SKIPS = frozenset(
    {
        "before_start",
        "dispatched_elsewhere",
        "own_driver",
        "not_for_oto",
        "tag",
        "skipped_by_person",
    }
)
#: Waits for a person's yes.
HOLDS = frozenset(
    {
        "too_old",
        "late_upload",
        "aggregator",
        "payment_unclear",
        "city_unclear",
        "return_or_split",
        "ask_each",
        "held_by_person",
    }
)
#: What a person's yes can let through. The rest has to be mended.
RELEASABLE = (HOLDS | SKIPS | {"scheduled", "hold_time"}) - {"held_by_person", "skipped_by_person"}


@dataclass(frozen=True, slots=True)
class BranchRule:
    """One branch as the manager set it. `pickup` is None while no pickup location is tied to it."""

    foodics: FoodicsBranch
    active: bool = False
    sends_from: datetime | None = None
    pickup: PickupLocation | None = None
    city: str | None = None
    hold_seconds: int | None = None
    only_tag: str = ""
    never_tag: str = ""
    ask_each: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all branches: settings, currency and the manager's answers.

    `methods` maps payment method id → class, `senders` "marker:<who>" or "app:<id>" → "send"/"never",
    `cities` address id → city. `generation` is OTO's, "v2" or "v1".
    """

    currency: str | None = None
    country: str = "SA"
    utc_offset: timedelta = timedelta(hours=3)
    generation: str = "v2"
    too_old: timedelta = timedelta(minutes=60)
    scheduled_waits: bool = False
    lead: timedelta = timedelta(minutes=45)
    hold_seconds: int = 0
    required_tag: str = ""
    kitchen_done_is_ready: bool = False
    notes_language: str = "ar"
    methods: Mapping[str, str] = field(default_factory=dict)
    senders: Mapping[str, str] = field(default_factory=dict)
    cities: Mapping[str, str] = field(default_factory=dict)
    known_cities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What our ledger knows of an order beside Foodics' row.

    `allowed` are the keys of the reasons a person has let through; `phone`, `address` and `city`
    were mended here.
    `point_shared`: three or more customers have this very point.
    """

    first_seen_ready: bool = False
    ready_at: datetime | None = None
    allowed: frozenset[str] = frozenset()
    held: bool = False
    skipped: bool = False
    phone: str | None = None
    address: str | None = None
    city: str | None = None
    point_shared: bool = False


_QUESTIONS = frozenset({"aggregator", "payment_unclear", "city_unclear"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an order does not go: a code, what fills its sentence, and who must act."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def actor(self) -> str:
        """manager, cashier, kitchen, or "" when nobody has to act."""
        return ACTORS[self.code]

    @property
    def key(self) -> str:
        """What a person's yes is remembered under: a question is answered for what was asked (this
        sender, this method, this city), not for whatever the order may say later."""
        if self.code not in _QUESTIONS:
            return self.code
        asked = hashlib.sha256(repr(sorted(self.params.items())).encode())
        return f"{self.code}:{asked.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is waiting, queued, held, skipped or cancelled. `reasons` are all that fail, in the
    order of `ACTORS`, each code once. `again_at`: when it may change by time alone (None: never)."""

    state: State
    reasons: tuple[Reason, ...]
    again_at: datetime | None = None


_DECIDE: Mapping[State, frozenset[str]] = MappingProxyType(
    {State.CANCELLED: CANCELS, State.SKIPPED: SKIPS, State.HELD: HOLDS}
)


def deciding(state: State, reasons: Sequence[Reason]) -> Reason | None:
    """The reason that put an order into its state: of a voided one that it was voided, of one that a
    person keeps back that they do; else the first that fails. None where nothing does."""
    by_code = {reason.code: reason for reason in reasons}
    if state is State.HELD and "held_by_person" in by_code:
        return by_code["held_by_person"]
    decides = _DECIDE.get(state, frozenset())
    found = (reason for reason in reasons if reason.code in decides)
    return next(found, None) or next(iter(reasons), None)
