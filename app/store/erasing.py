"""Forgetting customers: of finished orders counts and money stay (PDPL; README, Privacy).

An order is finished when OTO has finished it, when it was skipped or cancelled, or when it never
went and Foodics is done with it. What is open is never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.engine import Connection

from app.core import contact
from app.core.dispatch import OtoOrder, OtoSeen, State
from app.core.eligibility import Reason
from app.core.erasing import is_over, seen_without_person, without_person
from app.core.order import Order
from app.store import facts
from app.store.codec import dump, dump_reasons, load, load_any, load_reasons
from app.store.ledger import Txn
from app.store.records import Mended
from app.store.tables import answers, dispatches, events, orders

#: Of these something is still to come, whatever Foodics says.
_ON_THE_WAY = (State.QUEUED, State.SENDING, State.UNKNOWN, State.RETRYING)
#: These never went; they are over when Foodics is done with them.
_NEVER_WENT = (State.WAITING, State.HELD, State.REFUSED)


def _has_dispatch(*wanted: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(dispatches.c.order_key == orders.c.key, *wanted)


_UNFINISHED = or_(
    and_(dispatches.c.state.in_(_ON_THE_WAY), dispatches.c.live),
    and_(dispatches.c.state == State.SENT, dispatches.c.finished.is_(False)),
)
# Made once, for many rows at a time.
_ORDERS = (
    update(orders)
    .where(orders.c.key == bindparam("to_key"))
    .values(
        data=bindparam("to_data"),
        search=bindparam("to_search"),
        point=None,
        customer_id=None,
        erased_at=bindparam("to_erased_at"),
        erase_asked_at=None,
    )
)
_DISPATCHES = (
    update(dispatches)
    .where(dispatches.c.key == bindparam("to_key"))
    .values(
        **{
            name: bindparam(f"to_{name}")
            for name in ("state", "skipped", "held", "reasons", "error", "seen")
        },
        request=None,
        told_version=None,
        mended=None,
        refused_fingerprint=None,
        again_at=None,
        next_attempt_at=None,
        late_look_at=None,
        read_first=False,
    )
)
_EVENTS = (
    update(events).where(events.c.key == bindparam("to_key")).values(data=bindparam("to_data"))
)
_WORDLESS = {"text": ""}
_NOT_GONE = and_(dispatches.c.state.in_(_NEVER_WENT), dispatches.c.live)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many orders were erased, and how many of those looked at are open still."""

    erased: int
    left: int
    more: bool


def step(txn: Txn, before: datetime | None, left: int, limit: int) -> Step:
    """Erases the next finished orders that nothing has happened to since `before`; with None those
    that a person asked for. `left` is how many were found open in the steps before this one."""
    chosen: ColumnElement[bool] = orders.c.erase_asked_at.is_not(None)
    if before is not None:
        lately = _has_dispatch(dispatches.c.state_at >= before)
        chosen = and_(orders.c.first_seen_at < before, orders.c.updated_at < before, ~lately)
    found = txn.connection.execute(
        select(orders.c.key, orders.c.data, _has_dispatch(_NOT_GONE).label("not_gone"))
        .where(orders.c.erased_at.is_(None), chosen, ~_has_dispatch(_UNFINISHED))
        .order_by(orders.c.first_seen_at, orders.c.key)
        .offset(left)
        .limit(limit)
    ).all()
    over = [row.key for row in found if not row.not_gone or is_over(load(row.data, Order))]
    if over:
        if before is None:
            _forget_answers(txn.connection, over)
        erase(txn.connection, over, txn.now)
        unclean(txn, True)
    return Step(len(over), left + len(found) - len(over), more=len(found) == limit)


def erase(connection: Connection, keys: Sequence[int], now: datetime) -> None:
    """Takes from these orders whatever tells who ordered. They are not to be open."""
    _erase_orders(connection, keys, now)
    _erase_dispatches(connection, keys)
    _erase_events(connection, keys)
    said = [{"order_key": key, "at": now, "kind": "erased", "data": dump({})} for key in keys]
    connection.execute(insert(events), said)


def _erase_orders(connection: Connection, keys: Sequence[int], now: datetime) -> None:
    columns = (orders.c.key, orders.c.reference, orders.c.number, orders.c.check_number)
    rows = connection.execute(select(*columns, orders.c.data).where(orders.c.key.in_(keys))).all()
    fresh = [
        {
            "to_key": row.key,
            "to_data": dump(without_person(load(row.data, Order))),
            "to_search": f"#{row.number} {row.check_number} {row.reference}",
            "to_erased_at": now,
        }
        for row in rows
    ]
    connection.execute(_ORDERS, fresh)


def _forget_answers(connection: Connection, keys: Sequence[int]) -> None:
    """Those about a city hang on Foodics' id of an address. They outlast the orders of customers
    who come again, but not of one who wants to be forgotten."""
    found = connection.scalars(select(orders.c.data).where(orders.c.key.in_(keys)))
    known = (load(data, Order).address for data in found)
    places = [address.id for address in known if address is not None]
    connection.execute(
        delete(answers).where(answers.c.topic == "city", answers.c.subject.in_(places))
    )


def _erase_dispatches(connection: Connection, keys: Sequence[int]) -> None:
    columns = ("key", "state", "skipped", "held", "reasons", "error", "seen")
    chosen = (dispatches.c[name] for name in columns)
    rows = connection.execute(select(*chosen).where(dispatches.c.order_key.in_(keys))).all()
    fresh = []
    for row in rows:
        # What never went cannot go any more: that is what skipped means, and nobody is asked.
        never = row.state in _NEVER_WENT
        reasons = tuple(Reason(each.code) for each in load_reasons(row.reasons))
        seen = None if row.seen is None else dump(seen_without_person(load(row.seen, OtoSeen)))
        fresh.append(
            {
                "to_key": row.key,
                "to_state": State.SKIPPED if never else row.state,
                "to_skipped": never or row.skipped,
                "to_held": row.held and not never,
                "to_reasons": dump_reasons(reasons),
                "to_error": None if row.error is None else dump(load_any(row.error) | _WORDLESS),
                "to_seen": seen,
            }
        )
    connection.execute(_DISPATCHES, fresh)


def _erase_events(connection: Connection, keys: Sequence[int]) -> None:
    """OTO's own words may quote what it was told; nothing else in a history names anybody."""
    rows = connection.execute(
        select(events.c.key, events.c.data).where(
            events.c.order_key.in_(keys), events.c.kind == "attempt"
        )
    ).all()
    told = ((row.key, load_any(row.data)) for row in rows)
    fresh = [
        {"to_key": key, "to_data": dump(data | _WORDLESS)} for key, data in told if data.get("text")
    ]
    if fresh:
        connection.execute(_EVENTS, fresh)


def of_phone(connection: Connection, digits: str) -> list[int]:
    """Keys of the orders that are not erased and name this number: in Foodics, as mended here, or
    as OTO was told. `digits` are its last nine. Reads the whole ledger: not on the store thread."""
    found: dict[int, None] = {}
    rows = connection.execute(
        select(
            orders.c.key,
            orders.c.customer_id,
            orders.c.search,
            dispatches.c.request,
            dispatches.c.mended,
        )
        .join_from(orders, dispatches, dispatches.c.order_key == orders.c.key)
        .where(orders.c.erased_at.is_(None)),
        execution_options={"yield_per": 500},
    )
    for row in rows:
        told = load(row.request, OtoOrder).customer.mobile if row.request is not None else ""
        mended = (load(row.mended, Mended).phone or "") if row.mended is not None else ""
        # The last word of what an order with a customer is found by is his number.
        found_by = row.search.split()[-1] if row.customer_id is not None else ""
        numbers = {contact.last_nine(told), contact.last_nine(mended), found_by}
        if digits in numbers:
            found[row.key] = None
    return list(found)


def ask(txn: Txn, keys: Sequence[int]) -> None:
    """A person wants these forgotten: at once, or as soon as they are finished."""
    for start in range(0, len(keys), 500):
        some = orders.c.key.in_(keys[start : start + 500])
        txn.connection.execute(
            update(orders).where(some, orders.c.erased_at.is_(None)).values(erase_asked_at=txn.now)
        )


def unclean(txn: Txn, left: bool) -> None:
    """Whether traces of what was erased may lie in the free space of the file, or in back-ups."""
    known = facts.get(txn.connection, facts.ErasingFact) or facts.ErasingFact()
    if known.unclean != left:
        facts.put(txn.connection, facts.ErasingFact(left))


def is_unclean(txn: Txn) -> bool:
    """The same, asked."""
    return (facts.get(txn.connection, facts.ErasingFact) or facts.ErasingFact()).unclean


def is_quiet(txn: Txn, since: datetime) -> bool:
    """Whether nothing is about to be sent and no order was seen for the first time since then."""
    going = select(dispatches.c.key).where(dispatches.c.state.in_(_ON_THE_WAY)).limit(1)
    new = select(orders.c.key).where(orders.c.first_seen_at >= since).limit(1)
    asked = (txn.connection.execute(each).first() for each in (going, new))
    return all(row is None for row in asked)
