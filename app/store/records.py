"""One order with its live dispatch, as the writing side reads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.engine import Connection

from app.core.dispatch import OtoOrder, State
from app.core.eligibility import Known
from app.core.order import Order
from app.store.codec import load, load_any
from app.store.tables import dispatches, orders

_SELECT = select(
    orders.c.key,
    orders.c.reference,
    orders.c.number,
    orders.c.check_number,
    orders.c.branch_key,
    orders.c.updated_at,
    orders.c.ready_at,
    orders.c.first_seen_at,
    orders.c.first_seen_ready,
    orders.c.last_read_at,
    orders.c.point,
    orders.c.customer_id,
    orders.c.data,
    orders.c.search,
    orders.c.erased_at,
    dispatches.c.key.label("dispatch_key"),
    dispatches.c.branch_key.label("dispatch_branch_key"),
    dispatches.c.seq,
    dispatches.c.state,
    dispatches.c.state_at,
    dispatches.c.reasons,
    dispatches.c.again_at,
    dispatches.c.ready_at.label("to_ready_at"),
    dispatches.c.next_attempt_at,
    dispatches.c.read_first,
    dispatches.c.allowed,
    dispatches.c.held,
    dispatches.c.skipped,
    dispatches.c.mended,
    dispatches.c.oto_order_id,
    dispatches.c.attempts,
    dispatches.c.absences,
    dispatches.c.late_until,
    dispatches.c.request,
    dispatches.c.told_version,
    dispatches.c.refused_fingerprint,
    dispatches.c.oto_id,
    dispatches.c.oto_status,
    dispatches.c.finished,
    dispatches.c.wish,
    dispatches.c.flags,
    dispatches.c.seen,
    dispatches.c.tracked_at,
    dispatches.c.error,
    dispatches.c.accepted_at,
    dispatches.c.amount,
    dispatches.c.amount_due,
    dispatches.c.currency,
    dispatches.c.stage,
    dispatches.c.returns,
).join_from(orders, dispatches, (dispatches.c.order_key == orders.c.key) & dispatches.c.live)

#: So many rows are fetched together.
_AT_ONCE = 100

# Made once: SQLAlchemy takes longer over making a statement than SQLite over carrying it out.
_OF_KEYS = _SELECT.where(dispatches.c.key.in_(bindparam("keys", expanding=True)))
_OF_FOODICS_IDS = _SELECT.add_columns(orders.c.foodics_id).where(
    orders.c.foodics_id.in_(bindparam("ids", expanding=True))
)


def version(data: bytes) -> str:
    """What tells one version of an order, as `orders.data` holds it, from another."""
    return blake2b(data, digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Mended:
    """What a person corrected here for this one order (rules.md section 5)."""

    phone: str | None = None
    address: str | None = None
    city: str | None = None


class _Written:
    """A row as it is after some of its columns were written."""

    __slots__ = ("_row", "_values")

    def __init__(self, row: Any, values: Mapping[str, object]) -> None:
        self._row, self._values = row, values

    def __getattr__(self, name: str) -> Any:
        return self._values[name] if name in self._values else getattr(self._row, name)


class Record:
    """A row of orders joined with its live dispatch; decodes its parts when asked."""

    __slots__ = ("_order", "point", "point_shared", "ready_at", "row", "state")

    def __init__(self, row: Any) -> None:
        self.row = row
        #: The live dispatch's.
        self.state = State(row.state)
        #: Whether many customers have its point; None while that has not been looked at.
        self.point_shared: bool | None = None
        self._order: Order | None = None
        #: When it became Ready, and where it goes ("lat,lon"), as last seen.
        self.ready_at: datetime | None = row.ready_at
        self.point: str | None = row.point

    def seen(self, order: Order, ready_at: datetime | None, point: str | None) -> "Record":
        """The same record with a newer version of its order."""
        fresh = Record(self.row)
        fresh._order = order
        fresh.ready_at, fresh.point = ready_at, point
        return fresh

    def written(self, values: Mapping[str, object]) -> "Record":
        """The same record after these columns of its dispatch were written."""
        fresh = Record(_Written(self.row, values))
        fresh._order, fresh.point_shared = self._order, self.point_shared
        fresh.ready_at, fresh.point = self.ready_at, self.point
        return fresh

    @property
    def key(self) -> int:
        """The order's integer key."""
        return int(self.row.key)

    @property
    def dispatch_key(self) -> int:
        """The live dispatch's integer key."""
        return int(self.row.dispatch_key)

    @property
    def reference(self) -> int:
        """Foodics' order reference."""
        return int(self.row.reference)

    @property
    def order(self) -> Order:
        """The order as last seen."""
        if self._order is None:
            self._order = load(self.row.data, Order)
        return self._order

    @property
    def allowed(self) -> frozenset[str]:
        """Codes a person has let through."""
        return frozenset(self.row.allowed.split())

    @property
    def told(self) -> OtoOrder | None:
        """What OTO was told last, None before the first claim."""
        return None if self.row.request is None else load(self.row.request, OtoOrder)

    @property
    def error(self) -> dict[str, Any]:
        """The last trouble with OTO: code, text, field, outcome; empty when there is none."""
        found = load_any(self.row.error)
        return found if isinstance(found, dict) else {}

    @property
    def raised(self) -> list[dict[str, Any]]:
        """What was found on a `sent` dispatch: `{code, params}`, with `seen` true once a person has
        acknowledged it."""
        found = load_any(self.row.flags)
        return found if isinstance(found, list) else []

    @property
    def flags(self) -> list[dict[str, Any]]:
        """What of it needs a person still."""
        return [flag for flag in self.raised if not flag.get("seen")]

    @property
    def returns(self) -> dict[str, bool]:
        """Return orders that name this one: Foodics id → whether the whole order was returned."""
        return dict(load_any(self.row.returns) or [])

    def known(self, *, ready_at: datetime | None, point_shared: bool = False) -> Known:
        """What the verdict wants to know beside the order."""
        row = self.row
        mended = load(row.mended, Mended) if row.mended is not None else Mended()
        return Known(
            first_seen_ready=row.first_seen_ready,
            ready_at=ready_at,
            allowed=self.allowed,
            held=row.held,
            skipped=row.skipped,
            phone=mended.phone,
            address=mended.address,
            city=mended.city,
            point_shared=point_shared,
        )


def each(
    connection: Connection, *conditions: ColumnElement[bool], newest: int | None = None
) -> Iterator[Record]:
    """Records that fulfil all conditions, in no particular order; only the `newest` so many of
    them, by when their dispatch was made. One by one: thousands of orders as Foodics wrote them
    take tens of megabytes."""
    statement = _SELECT.where(*conditions)
    if newest is not None:
        statement = statement.order_by(dispatches.c.key.desc()).limit(newest)
    found = connection.execute(statement, execution_options={"yield_per": _AT_ONCE})
    return map(Record, found)


def where(connection: Connection, *conditions: ColumnElement[bool]) -> list[Record]:
    """All records that fulfil these conditions, in no particular order."""
    return list(each(connection, *conditions))


def of_keys(connection: Connection, keys: Sequence[int]) -> list[Record]:
    """The records of these live dispatches, in this order."""
    if not keys:
        return []
    rows = connection.execute(_OF_KEYS, {"keys": keys})
    found = {row.dispatch_key: Record(row) for row in rows}
    return [found[key] for key in keys if key in found]


def of_dispatch(connection: Connection, key: int) -> Record | None:
    """The record of one dispatch; None once another has taken its place."""
    found = of_keys(connection, [key])
    return found[0] if found else None


def of_foodics_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Record]:
    """Records by Foodics' order id."""
    rows = connection.execute(_OF_FOODICS_IDS, {"ids": list(ids)})
    return {row.foodics_id: Record(row) for row in rows}


def of_reference(connection: Connection, reference: int) -> Record | None:
    """The record of one order reference."""
    found = where(connection, orders.c.reference == reference)
    return found[0] if found else None
