"""Verdicts become states. Used when an order, a setting or the hour changes."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.engine import Connection

from app.core import eligibility, moves, request
from app.core.dispatch import State
from app.core.eligibility import Known, Verdict
from app.store import records
from app.store.codec import dump_reasons
from app.store.context import Context
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import dispatches, orders

#: A point that so many different customers share is the till's, not theirs (rules.md section 4).
SHARED_BY = 3
#: States that a change of settings or the hour can move.
OPEN = (
    State.WAITING,
    State.QUEUED,
    State.RETRYING,
    State.REFUSED,
    State.HELD,
    State.SKIPPED,
)


def columns(verdict: Verdict, ready_at: datetime | None) -> dict[str, object]:
    """The columns of a dispatch that a verdict sets."""
    return {
        "reasons": dump_reasons(verdict.reasons),
        "again_at": verdict.again_at,
        "ready_at": ready_at,
    }


def point_shared(connection: Connection, point: object, customer_id: object) -> bool:
    """Three or more customers at the very same point: it is the till's (rules.md section 4)."""
    if point is None or customer_id is None:
        return False
    others = connection.execute(
        select(func.count(orders.c.customer_id.distinct())).where(
            orders.c.point == point, orders.c.customer_id != customer_id
        )
    ).scalar_one()
    return int(others) + 1 >= SHARED_BY


def known_of(connection: Connection, record: Record) -> Known:
    """What the ledger knows of an order beside Foodics' row."""
    row = record.row
    shared = point_shared(connection, row.point, row.customer_id)
    return record.known(ready_at=row.ready_at, point_shared=shared)


def apply(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> State:
    """Judges one order again and moves its dispatch; returns the state afterwards."""
    if record.state not in moves.JUDGED:
        return record.state
    branch = context.by_key[record.row.branch_key]
    known = known_of(connection, record)
    verdict = eligibility.judge(record.order, branch.rule, context.rules, known, now)
    changed = False
    if record.state is State.REFUSED and verdict.state is State.QUEUED:
        fresh = request.build(
            record.order, branch.rule, context.rules, known, order_id=record.row.oto_order_id
        )
        changed = request.fingerprint(fresh) != record.row.refused_fingerprint
    state = moves.judged(record.state, verdict, changed=changed)
    values = columns(verdict, record.row.ready_at)
    if state is not record.state:
        codes = [reason.code for reason in verdict.reasons]
        journal.note(
            now, "state", record.key, record.reference, state, was=record.state, reasons=codes
        )
        values |= {"state": state, "state_at": now, "next_attempt_at": None}
    elif values["reasons"] == record.row.reasons and values["again_at"] == record.row.again_at:
        return state
    connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )
    return state


def apply_all(
    connection: Connection,
    context: Context,
    journal: Journal,
    now: datetime,
    *conditions: ColumnElement[bool],
) -> int:
    """Judges all open orders that fulfil the conditions; returns how many were looked at."""
    found = records.where(connection, dispatches.c.state.in_(OPEN), *conditions)
    for record in found:
        apply(connection, context, journal, record, now)
    return len(found)


def by_the_hour(connection: Connection, context: Context, journal: Journal, now: datetime) -> int:
    """Judges what time alone may have changed; returns how many were looked at."""
    return apply_all(connection, context, journal, now, dispatches.c.again_at <= now)
