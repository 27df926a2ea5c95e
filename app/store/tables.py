"""The ledger's tables (design.md section 3): integer keys inside, the Foodics UUID once.

Statements stay portable to PostgreSQL: no SQLite functions, money as text, times as milliseconds.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware UTC time, kept as milliseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        return _milliseconds

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        return _moment


def _milliseconds(value: datetime | None) -> int | None:
    return None if value is None else round(value.timestamp() * 1000)


def _moment(value: Any) -> datetime | None:
    return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


class Money(TypeDecorator[Decimal]):
    """An exact amount, kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


#: SQLite gives row ids only to INTEGER keys; PostgreSQL should have big ones.
Key = BigInteger().with_variant(Integer, "sqlite")

#: What the program learned or was told, one value a row: business, currency, cursor, pause, health.
facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

branches = Table(
    "branches",
    metadata,
    Column("key", Key, primary_key=True),
    Column("foodics_id", String(64), nullable=False, unique=True),
    Column("reference", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("gone", Boolean, nullable=False, default=False),
    Column("active", Boolean, nullable=False, default=False),
    Column("sends_from", Moment),
    Column("pickup_code", Text),
    Column("city", Text),
    Column("hold_seconds", Integer),
    Column("only_tag", Text, nullable=False, default=""),
    Column("never_tag", Text, nullable=False, default=""),
    Column("ask_each", Boolean, nullable=False, default=False),
    Column("paused", Boolean, nullable=False, default=False),
    Column("paused_until", Moment),
    #: Set-up refusals in a row by different orders, and why the branch stands still after three.
    Column("setup_failures", Integer, nullable=False, default=0),
    Column("stopped", Text),
)

pickups = Table(
    "pickups",
    metadata,
    Column("code", String(200), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

orders = Table(
    "orders",
    metadata,
    Column("key", Key, primary_key=True),
    Column("foodics_id", String(64), nullable=False, unique=True),
    Column("reference", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("check_number", BigInteger, nullable=False),
    Column("branch_key", Key, ForeignKey("branches.key"), nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("ready_at", Moment),
    Column("first_seen_at", Moment, nullable=False),
    Column("first_seen_ready", Boolean, nullable=False),
    Column("last_read_at", Moment, nullable=False),
    #: "lat,lon|customer id", to notice a point that many customers share.
    Column("point", String(64)),
    Column("customer_id", String(64)),
    Column("data", LargeBinary, nullable=False),
    Column("search", Text, nullable=False),
    #: When its customer was forgotten; and since when a person wants that, until it is done.
    Column("erased_at", Moment),
    Column("erase_asked_at", Moment),
    Index("orders_reference", "reference"),
    Index("orders_point", "point"),
    Index("orders_seen", "first_seen_at"),
    # Much smaller than the rows: a search goes through the index and leaves them alone.
    Index("orders_search", "search"),
)
#: Those that are to be erased one day, and those that are to be as soon as they are finished.
Index("orders_kept", orders.c.first_seen_at, sqlite_where=orders.c.erased_at.is_(None))
Index(
    "orders_erase_asked",
    orders.c.erase_asked_at,
    sqlite_where=orders.c.erase_asked_at.is_not(None),
)

dispatches = Table(
    "dispatches",
    metadata,
    Column("key", Key, primary_key=True),
    Column("order_key", Key, ForeignKey("orders.key"), nullable=False),
    Column("branch_key", Key, ForeignKey("branches.key"), nullable=False),
    Column("seq", Integer, nullable=False),
    #: False for what a *send again* has replaced. One order has at most one live dispatch.
    Column("live", Boolean, nullable=False, default=True),
    Column("state", String(16), nullable=False),
    Column("state_at", Moment, nullable=False),
    Column("ready_at", Moment),
    Column("reasons", LargeBinary, nullable=False),
    Column("again_at", Moment),
    Column("next_attempt_at", Moment),
    Column("read_first", Boolean, nullable=False, default=False),
    Column("allowed", Text, nullable=False, default=""),
    Column("held", Boolean, nullable=False, default=False),
    Column("skipped", Boolean, nullable=False, default=False),
    Column("mended", LargeBinary),
    Column("oto_order_id", String(80), nullable=False, unique=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("absences", Integer, nullable=False, default=0),
    #: Until when a call that got no answer may yet be carried out, and when that is looked at next.
    Column("late_until", Moment),
    Column("late_look_at", Moment),
    Column("amount", Money),
    Column("amount_due", Money),
    Column("currency", String(3)),
    Column("request", LargeBinary),
    #: Of which version of the order that tells (`records.version`), until OTO has taken it.
    Column("told_version", String(16)),
    Column("refused_fingerprint", String(32)),
    Column("error", LargeBinary),
    Column("accepted_at", Moment),
    Column("oto_id", Text),
    Column("oto_status", Text),
    Column("stage", String(24)),
    Column("seen", LargeBinary),
    Column("tracked_at", Moment),
    Column("finished", Boolean, nullable=False, default=False),
    #: A change at OTO that is still to be made after sending: "cancel" or "update".
    Column("wish", String(16)),
    Column("wish_at", Moment),
    Column("flags", LargeBinary),
    #: Return orders of Foodics that name this one, each once: `[[its id, whether of the whole]]`.
    Column("returns", LargeBinary),
    UniqueConstraint("order_key", "seq"),
    Index("dispatches_state", "state", "ready_at"),
    Index("dispatches_again", "again_at"),
    Index("dispatches_branch", "branch_key", "state"),
    # What is open, what moved today, and how many are in each state, without reading the rows.
    Index("dispatches_day", "state", "finished", "state_at", "live"),
    Index("dispatches_oto", "oto_id"),
)
# On PostgreSQL the same conditions hold (the migrations say so, and they make the tables): said here
# too, they would load its whole dialect at every start.
Index(
    "dispatches_one_live",
    dispatches.c.order_key,
    unique=True,
    sqlite_where=dispatches.c.live,
)
Index(
    "dispatches_flagged",
    dispatches.c.key,
    sqlite_where=dispatches.c.flags.is_not(None),
)
Index(
    "dispatches_wish",
    dispatches.c.wish_at,
    sqlite_where=dispatches.c.wish_at.is_not(None),
)
Index(
    "dispatches_late",
    dispatches.c.late_look_at,
    sqlite_where=dispatches.c.late_look_at.is_not(None),
)

events = Table(
    "events",
    metadata,
    Column("key", Key, primary_key=True),
    Column("order_key", Key, ForeignKey("orders.key"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("events_order", "order_key", "key"),
)

answers = Table(
    "answers",
    metadata,
    Column("topic", String(16), primary_key=True),
    Column("subject", String(200), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

#: Rows of Foodics that could not be understood: visible until a readable version comes.
faults = Table(
    "faults",
    metadata,
    Column("foodics_id", String(64), primary_key=True),
    Column("reference", BigInteger),
    Column("at", Moment, nullable=False),
    Column("problem", Text, nullable=False),
    Column("seen", Float, nullable=False, default=1),
)
