"""How everything stands, for the top of the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.core.happenings import Happening


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
