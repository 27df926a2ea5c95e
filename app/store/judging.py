"""Verdicts become states. Used when an order, a setting or the hour changes.

Deciding is separate from writing, so that a page of orders is written in a few statements.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.engine import Connection

from app.core import eligibility, moves, request
from app.core.dispatch import State
from app.core.eligibility import Known, Reason, Verdict
from app.store import records
from app.store.codec import dump_reasons
from app.store.context import Branch, Context
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import Moment, dispatches, orders

log = logging.getLogger(__name__)

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

Decision = dict[str, Any]

_WRITE = (
    update(dispatches)
    .where(dispatches.c.key == bindparam("dispatch_key"))
    .values(
        branch_key=bindparam("to_branch_key"),
        state=bindparam("to_state"),
        state_at=bindparam("to_state_at"),
        reasons=bindparam("to_reasons"),
        again_at=bindparam("to_again_at"),
        ready_at=bindparam("to_ready_at"),
        next_attempt_at=bindparam("to_next_attempt_at"),
    )
)
#: By the index of the hour alone: with the states beside it SQLite would look at all of these.
_BY_THE_HOUR = select(dispatches.c.key).where(
    dispatches.c.again_at <= bindparam("now", type_=Moment)
)
_SHARED = (
    select(orders.c.point)
    .where(orders.c.point.in_(bindparam("points", expanding=True)))
    .group_by(orders.c.point)
    .having(func.count(orders.c.customer_id.distinct()) >= SHARED_BY)
)


def columns(verdict: Verdict, ready_at: datetime | None) -> dict[str, object]:
    """The columns of a new dispatch that a verdict sets."""
    return {
        "reasons": dump_reasons(verdict.reasons),
        "again_at": _again_at(verdict, verdict.state),
        "ready_at": ready_at,
    }


def decide(
    context: Context, journal: Journal, record: Record, known: Known, now: datetime
) -> Decision | None:
    """Judges one order and notes its move; None when nothing is to be written."""
    row = record.row
    state = record.state
    if state not in moves.JUDGED:
        return None
    branch = branch_of(context, record)
    rule = branch.rule
    verdict = eligibility.judge(record.order, rule, context.rules, known, now)
    if any(record.returns.values()):
        verdict = _returned(verdict)
    changed = False
    sendable = verdict.state in (State.QUEUED, State.HELD) and context.rules.currency is not None
    if state is State.REFUSED and sendable:
        fresh = request.build(record.order, rule, context.rules, known, order_id=row.oto_order_id)
        changed = request.fingerprint(fresh) != row.refused_fingerprint
    after = moves.judged(state, verdict, changed=changed)
    reasons = dump_reasons(verdict.reasons)
    if after is not state:
        codes = [reason.code for reason in verdict.reasons]
        journal.note(now, "state", record.key, record.reference, after, was=state, reasons=codes)
    elif row.dispatch_branch_key == branch.key and _same(row, reasons, verdict, known, after):
        return None
    else:
        journal.touch(now, record.key, record.reference, after)
    return {
        "dispatch_key": record.dispatch_key,
        "to_branch_key": branch.key,
        "to_state": after,
        "to_state_at": row.state_at if after is state else now,
        "to_reasons": reasons,
        "to_again_at": _again_at(verdict, after),
        "to_ready_at": known.ready_at,
        "to_next_attempt_at": row.next_attempt_at if after is state else None,
    }


def branch_of(context: Context, record: Record) -> Branch:
    """The order's branch as last seen: a cashier may have moved it to another one."""
    return context.by_id.get(record.order.branch_id) or context.by_key[record.row.branch_key]


def _same(row: Any, reasons: bytes, verdict: Verdict, known: Known, state: State) -> bool:
    return (row.reasons, row.again_at, row.to_ready_at) == (
        reasons,
        _again_at(verdict, state),
        known.ready_at,
    )


def _again_at(verdict: Verdict, state: State) -> datetime | None:
    """The hour moves open orders only: the others have none, so that few have one."""
    return verdict.again_at if state in OPEN else None


def write(connection: Connection, decisions: Sequence[Decision | None]) -> None:
    """Writes what was decided."""
    rows = [decision for decision in decisions if decision is not None]
    if rows:
        connection.execute(_WRITE, rows)


def apply(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> State:
    """Judges one order again and moves its dispatch; returns the state afterwards."""
    decision = decide(context, journal, record, known_of(connection, record), now)
    write(connection, [decision])
    return record.state if decision is None else State(decision["to_state"])


def _returned(verdict: Verdict) -> Verdict:
    """A return is a new order that names this one; this one's own row does not show it."""
    reasons = {reason.code: reason for reason in (*verdict.reasons, Reason("returned"))}
    in_order = tuple(reasons[code] for code in eligibility.ACTORS if code in reasons)
    return Verdict(State.CANCELLED, in_order)


def apply_all(
    connection: Connection,
    context: Context,
    journal: Journal,
    now: datetime,
    *conditions: ColumnElement[bool],
) -> int:
    """Judges all open orders that fulfil the conditions; returns how many were looked at."""
    found = records.where(connection, dispatches.c.state.in_(OPEN), *conditions)
    shared = shared_points(connection, (record.row.point for record in found))
    write(
        connection,
        [_decide_or_leave(context, journal, record, shared, now) for record in found],
    )
    return len(found)


def _decide_or_leave(
    context: Context, journal: Journal, record: Record, shared: set[str], now: datetime
) -> Decision | None:
    """One record that cannot be judged for a reason nobody foresaw must not stop all others."""
    try:
        return decide(context, journal, record, known_with(record, shared), now)
    except Exception as error:  # noqa: BLE001 - see above
        # Its text may hold personal data: the kind has to do.
        log.error(  # noqa: TRY400
            "Order %d cannot be judged: %s", record.reference, type(error).__name__
        )
        return None


def by_the_hour(connection: Connection, context: Context, journal: Journal, now: datetime) -> int:
    """Judges what time alone may have changed; returns how many were looked at."""
    due = [row.key for row in connection.execute(_BY_THE_HOUR, {"now": now})]
    if not due:
        return 0
    return apply_all(connection, context, journal, now, dispatches.c.key.in_(due))


def known_of(connection: Connection, record: Record) -> Known:
    """What the ledger knows of an order beside Foodics' row."""
    if record.point_shared is None:
        look_at_points(connection, [record])
    return record.known(ready_at=record.ready_at, point_shared=bool(record.point_shared))


def look_at_points(connection: Connection, found: Sequence[Record]) -> None:
    """Looks once whether the points of all these are shared, for `known_of`."""
    shared = shared_points(connection, (record.point for record in found))
    for record in found:
        record.point_shared = record.point in shared


def known_with(record: Record, shared: set[str]) -> Known:
    """The same, with the shared points of many orders read at once."""
    return record.known(ready_at=record.ready_at, point_shared=record.point in shared)


def shared_points(connection: Connection, points: Iterable[str | None]) -> set[str]:
    """Points at which three or more customers live: they are the till's (rules.md section 4)."""
    asked = {point for point in points if point is not None}
    if not asked:
        return set()
    return set(connection.scalars(_SHARED, {"points": list(asked)}))
