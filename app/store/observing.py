"""What Foodics showed becomes rows, verdicts and moves: one transaction a page (design.md 5)."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.core import eligibility, request
from app.core.dispatch import State
from app.core.order import Order, OrderStatus, UnreadableOrder
from app.store import afterwards, judging, order_rows, placeholders, records, unreadable
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import dispatches, faults, orders

log = logging.getLogger(__name__)

Row = dict[str, Any]

_FAULTS = select(faults.c.foodics_id)


def observe(
    connection: Connection,
    context: Context,
    journal: Journal,
    rows: Sequence[Order | UnreadableOrder],
    now: datetime,
    asked_at: datetime | None = None,
) -> set[str]:
    """Takes in the orders of one page. `asked_at` is when Foodics was asked for it (server time).

    Returns the ids of branches that Foodics did not tell us of yet: their list has to be read again.
    Orders that are not deliveries are kept only if they once were (rules.md section 1).
    """
    newest = _newest(rows)
    for row in rows:
        if isinstance(row, UnreadableOrder):
            unreadable.note(connection, journal, row, now)
    if not newest:
        return set()
    known = records.of_foodics_ids(connection, newest)
    kept = [order for order in newest.values() if order.id in known or order.is_delivery]
    strange = {order.branch_id for order in kept} - context.by_id.keys()
    if strange:
        context = placeholders.add(connection, context, strange)
    good = set(newest)
    asked_at = asked_at or now
    if _take(connection, context, journal, kept, known, now, asked_at):
        # One order that nobody foresaw must not cost its page: it becomes a visible fault.
        for order in kept:
            problem = _take(connection, context, journal, [order], known, now, asked_at)
            if problem:
                good.discard(order.id)
                fault = UnreadableOrder(order.id, order.reference, problem)
                unreadable.note(connection, journal, fault, now)
    for order in newest.values():
        # After all others: the order that is returned may be on the same page.
        if order.original_order_id is not None and order.status == OrderStatus.RETURNED:
            afterwards.returned(connection, context, journal, order, now)
    _mended(connection, good)
    return strange


def _mended(connection: Connection, good: set[str]) -> None:
    """Faults of orders that are readable now are over."""
    over = good.intersection(connection.scalars(_FAULTS))
    if over:
        connection.execute(delete(faults).where(faults.c.foodics_id.in_(over)))


def _newest(rows: Iterable[Order | UnreadableOrder]) -> dict[str, Order]:
    """The readable orders of a page, each once: data that moves between replies comes twice."""
    found: dict[str, Order] = {}
    for row in rows:
        if isinstance(row, Order):
            other = found.get(row.id)
            if other is None or other.updated_at <= row.updated_at:
                found[row.id] = row
    return found


def _take(
    connection: Connection,
    context: Context,
    journal: Journal,
    kept: Sequence[Order],
    known: Mapping[str, Record],
    now: datetime,
    asked_at: datetime,
) -> str:
    """These orders into the ledger, all or none; says what about them was unforeseen, else ""."""
    again = [(known[order.id], order) for order in kept if order.id in known]
    fresh = [order for order in kept if order.id not in known]
    try:
        with connection.begin_nested(), journal.undoing():
            _seen_again(connection, context, journal, again, now, asked_at)
            _first_seen(connection, context, journal, fresh, now)
    except IntegrityError:
        log.warning("%d orders cannot be taken in: one contradicts the ledger", len(kept))
        return "another order has this reference"
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it concerns single orders
        # Without its text, which may hold what the order holds.
        log.warning("%d orders cannot be taken in: %s", len(kept), type(error).__name__)
        return "our fault"
    return ""


def _first_seen(
    connection: Connection,
    context: Context,
    journal: Journal,
    fresh: Sequence[Order],
    now: datetime,
) -> None:
    if not fresh:
        return
    rows = []
    for order in fresh:
        ready_at = eligibility.ready_at(order, context.rules, None)
        row = order_rows.make(order, context.by_id[order.branch_id], ready_at)
        ready = eligibility.is_ready(order, context.rules)
        rows.append(row | {"first_seen_at": now, "first_seen_ready": ready, "last_read_at": now})
    keys = connection.scalars(
        insert(orders).returning(orders.c.key, sort_by_parameter_order=True), rows
    ).all()
    shared = judging.shared_points(connection, (row["point"] for row in rows))
    connection.execute(
        insert(dispatches),
        [
            _first_dispatch(context, journal, order, row, key, shared, now)
            for order, row, key in zip(fresh, rows, keys, strict=True)
        ],
    )


def _first_dispatch(
    context: Context,
    journal: Journal,
    order: Order,
    row: Row,
    key: int,
    shared: set[str],
    now: datetime,
) -> Row:
    branch = context.by_id[order.branch_id]
    known = eligibility.Known(
        first_seen_ready=row["first_seen_ready"],
        ready_at=row["ready_at"],
        point_shared=row["point"] in shared,
    )
    verdict = eligibility.judge(order, branch.rule, context.rules, known, now)
    codes = [reason.code for reason in verdict.reasons]
    journal.note(now, "seen", key, order.reference, verdict.state, reasons=codes)
    return {
        "order_key": key,
        "branch_key": branch.key,
        "seq": 1,
        "state": verdict.state,
        "state_at": now,
        "oto_order_id": request.oto_order_id(context.business_reference, order.reference),
        **judging.columns(verdict, known.ready_at),
    }


def _seen_again(
    connection: Connection,
    context: Context,
    journal: Journal,
    again: Sequence[tuple[Record, Order]],
    now: datetime,
    asked_at: datetime,
) -> None:
    changed: list[tuple[Record, Row]] = []
    same: list[Record] = []
    for record, order in again:
        if record.row.erased_at is not None:
            # It was finished, and its customer is forgotten: nothing of it is taken in again.
            continue
        data = dump(order)
        if data == record.row.data:
            if _is_read_again(record):
                same.append(record)
            continue
        if _is_stale(record, order, asked_at):
            continue
        ready_at = _ready_again(context, record, order)
        branch = context.by_id[order.branch_id]
        row = order_rows.make(order, branch, ready_at, data)
        changes = order_rows.changes(record.order, order)
        if changes:
            journal.note(now, "edited", record.key, record.reference, record.state, changes=changes)
        row |= {"order_key": record.key, "last_read_at": now}
        changed.append((record.seen(order, ready_at, row["point"]), row))
    _read_the_same(connection, context, journal, same, now)
    if not changed:
        return
    order_rows.write(connection, [(seen.row, row) for seen, row in changed])
    shared = judging.shared_points(connection, (row["point"] for _, row in changed))
    judging.write(
        connection,
        [
            judging.decide(context, journal, seen, judging.known_with(seen, shared), now)
            for seen, _ in changed
        ],
    )
    for seen, _ in changed:
        if seen.state is State.SENT:
            afterwards.changed(connection, context, journal, seen, Record(seen.row).order, now)


def _ready_again(context: Context, record: Record, order: Order) -> datetime | None:
    ready_at = eligibility.ready_at(order, context.rules, record.ready_at)
    if record.state is State.SENT and ready_at is None:
        return record.ready_at
    return ready_at


def _is_stale(record: Record, order: Order, asked_at: datetime) -> bool:
    """An older version than ours: by its stamp, or by when it was asked for where two versions
    share a second (a slow reply must not bring back what a quicker one showed to be over)."""
    row = record.row
    if order.updated_at != row.updated_at:
        return bool(order.updated_at < row.updated_at)
    return bool(asked_at < row.last_read_at)


def _is_read_again(record: Record) -> bool:
    """Orders that are read by id for as long as they need somebody (rules.md section 5)."""
    waits = record.state is State.WAITING and record.ready_at is not None
    return waits or bool(record.row.read_first) or record.state in (State.HELD, State.REFUSED)


def _read_the_same(
    connection: Connection,
    context: Context,
    journal: Journal,
    same: Sequence[Record],
    now: datetime,
) -> None:
    """Nothing new in Foodics; but what else the verdict hangs on may have changed."""
    if not same:
        return
    keys = [record.key for record in same]
    connection.execute(update(orders).where(orders.c.key.in_(keys)).values(last_read_at=now))
    shared = judging.shared_points(connection, (record.point for record in same))
    judging.write(
        connection,
        [
            judging.decide(context, journal, record, judging.known_with(record, shared), now)
            for record in same
        ],
    )
