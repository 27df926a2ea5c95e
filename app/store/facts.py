"""Single values of the ledger: what the program learned or was told (design.md section 3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Row, Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Connection

from app.core.gaps import Gap
from app.core.happenings import Happening
from app.core.second_sender import Pair
from app.store.codec import dump, load
from app.store.tables import facts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BusinessFact:
    """The Foodics business this ledger belongs to; `url` is the address it was connected at."""

    id: str
    name: str
    reference: str
    country: str
    url: str
    currency: str | None = None
    utc_offset_minutes: int = 180


@dataclass(frozen=True, slots=True)
class OtoFact:
    """The OTO account; `url` None means OTO's own hosts."""

    generation: str
    retailer_id: str
    url: str | None
    account: str | None = None
    credit: str | None = None
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CurrencyFact:
    """The currency OTO collects in, an ISO 4217 code."""

    code: str


@dataclass(frozen=True, slots=True)
class CursorFact:
    """Foodics' changes are known up to here (server time). `last_good_poll_at` is server time too."""

    at: datetime
    last_good_poll_at: datetime


@dataclass(frozen=True, slots=True)
class PauseFact:
    """All sending is paused; `until` None = until somebody resumes.

    `why` is "setup" from the first activation until *Start sending*, "second_sender" until a person
    has answered that (rules.md section 2), "" for a pause that a person made.
    """

    since: datetime
    until: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ClockFact:
    """Foodics' clock minus this PC's, in seconds, when a command needs it without asking Foodics."""

    offset: float


@dataclass(frozen=True, slots=True)
class HealthFact:
    """How the connections stand, for `status`: states are ok, unknown, unreachable, refused,
    limited, trouble; `problem` is the worst true thing as an error code with params; `fault` is who
    is to blame for it: internet, foodics, oto, keyring, us, or "" while that is not known.
    `oto_since` is from when OTO has not answered as it should, None while it does."""

    foodics: str = "unknown"
    foodics_at: datetime | None = None
    oto: str = "unknown"
    oto_at: datetime | None = None
    problem: str | None = None
    problem_params: dict[str, str] | None = None
    fault: str = ""
    oto_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReconcileFact:
    """Where the reconciler stands: the business date in work and the last reference read."""

    day: str
    reference_after: int


@dataclass(frozen=True, slots=True)
class CitiesFact:
    """OTO's city names for the business's country."""

    names: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class SecondSenderFact:
    """The watch for somebody else who sends the same orders (rules.md section 2).

    `began_at` is when the first order went to OTO; `tried_at` and `looked_at` are the last reading
    of OTO's list and the last good one; `trouble` is the error code since `trouble_since`, None
    while the list can be read. `found` are those nobody has answered for, the last of them at
    `found_at`; what went to OTO before `answered_at` is not compared any more.
    """

    began_at: datetime
    tried_at: datetime | None = None
    looked_at: datetime | None = None
    trouble: str | None = None
    trouble_since: datetime | None = None
    found: tuple[Pair, ...] = ()
    found_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GapsFact:
    """When nothing could be sent: gaps that last, and those of the last days that are over."""

    open: tuple[Gap, ...] = ()
    over: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoredFact:
    """When this ledger was put back from a back-up: what OTO had by then it had from us."""

    at: datetime


@dataclass(frozen=True, slots=True)
class HappeningsFact:
    """What happened to this PC and to the program in the last days, oldest first."""

    items: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class ErasingFact:
    """Whether traces of what was erased may lie in the free space of the file, or in back-ups."""

    unclean: bool = False


@dataclass(frozen=True, slots=True)
class BesideFact:
    """Users of this PC who have the program open for the same business, by the last look."""

    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewerFact:
    """The notice of a newer version that was accepted last (`core.newer`): `serial` and `digest`
    stay for good, so that no older one is taken for news. `trouble` is why the last look found
    nothing good, "" when it did."""

    serial: int = 0
    digest: str = ""
    version: str = ""
    url: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    tried_at: datetime | None = None
    good_at: datetime | None = None
    trouble: str = ""


_NAMES: dict[type, str] = {
    BusinessFact: "business",
    OtoFact: "oto",
    CurrencyFact: "currency",
    CursorFact: "cursor",
    PauseFact: "pause",
    ClockFact: "clock",
    HealthFact: "health",
    ReconcileFact: "reconcile",
    CitiesFact: "cities",
    RestoredFact: "restored",
    GapsFact: "gaps",
    SecondSenderFact: "second_sender",
    ErasingFact: "erasing",
    NewerFact: "newer",
    HappeningsFact: "happenings",
    BesideFact: "beside",
}


# Made once: SQLAlchemy takes longer over making a statement than SQLite over carrying it out.
_GET = select(facts.c.value).where(facts.c.name == bindparam("kind"))
_PUT = update(facts).where(facts.c.name == bindparam("kind")).values(value=bindparam("data"))
_ADD = insert(facts).values(name=bindparam("kind"), value=bindparam("data"))


def get(connection: Connection, kind: type[T]) -> T | None:
    """The value of this kind, None if it was never set."""
    row = connection.execute(_GET, {"kind": _NAMES[kind]}).first()
    return None if row is None else load(row[0], kind)


def select_of(*kinds: type) -> Select[tuple[str, bytes]]:
    """What reads the values of several kinds at once, for `of_rows`."""
    names = [_NAMES[kind] for kind in kinds]
    return select(facts.c.name, facts.c.value).where(or_(*(facts.c.name == name for name in names)))


def of_rows(rows: Iterable[Row[tuple[str, bytes]]], kind: type[T]) -> T | None:
    """The value of this kind among those, None if it was never set."""
    name = _NAMES[kind]
    return next((load(row.value, kind) for row in rows if row.name == name), None)


def put(connection: Connection, value: object) -> None:
    """Sets the value of its kind."""
    told = {"kind": _NAMES[type(value)], "data": dump(value)}
    if connection.execute(_PUT, told).rowcount == 0:
        connection.execute(_ADD, told)


def forget(connection: Connection, kind: type) -> None:
    """Removes the value of this kind."""
    connection.execute(delete(facts).where(facts.c.name == _NAMES[kind]))
