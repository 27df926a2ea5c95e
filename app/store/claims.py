"""Claim and record: what ended is recorded and what comes next is claimed in one transaction.

Claim → call → record, with a commit between (design.md section 3). `sending` found at start-up
is `unknown`: the call may have gone out.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Integer, Select, bindparam, select, union_all, update
from sqlalchemy.engine import Connection

from app.core import request
from app.core.dispatch import OtoOrder, Outcome, State
from app.store import judging, records
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.moving import move, of_key, together, write_all
from app.store.records import Record
from app.store.tables import Moment, dispatches

log = logging.getLogger(__name__)

#: No look-up is put off so long: a time further ahead was written by a PC whose clock was wrong.
NEVER_SO_LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Send:
    """A claimed order: `request` is what createOrder is told."""

    key: int
    reference: int
    request: OtoOrder


@dataclass(frozen=True, slots=True)
class LookUp:
    """An order whose fate is not known: is it at OTO? `request` is what was told."""

    key: int
    reference: int
    request: OtoOrder
    attempts: int


def recover(connection: Connection, journal: Journal, now: datetime) -> int:
    """At start-up: every `sending` becomes `unknown`. Returns how many."""
    connection.execute(
        update(dispatches)
        .where(dispatches.c.state == State.UNKNOWN, dispatches.c.next_attempt_at.is_(None))
        .values(next_attempt_at=now)
    )
    found = records.where(connection, dispatches.c.state == State.SENDING)
    for record in found:
        move(connection, journal, record, State.UNKNOWN, now, next_attempt_at=now, absences=0)
    return len(found)


def claim(
    connection: Connection,
    context: Context,
    journal: Journal,
    now: datetime,
    limit: int,
    *,
    any_time: bool,
) -> list[Send]:
    """Claims up to `limit` orders that are due, oldest Ready first.

    `any_time` also takes `retrying` ones that are not due yet (a probe needs something to send).
    """
    if limit <= 0 or context.paused(now):
        return []
    standing = [branch.key for branch in context.by_key.values() if branch.stands(now)]
    told = {"now": now, "most": limit, "standing": standing}
    keys = [row.key for row in connection.execute(_due(any_time), told)]
    found = records.of_keys(connection, keys)
    return _claim(connection, context, journal, found, now)


@cache
def _due(any_time: bool) -> Select[tuple[int]]:
    """What is queued and what is to be tried again, each found by its own index, oldest first."""
    again = dispatches.c.state == State.RETRYING
    if not any_time:
        again &= dispatches.c.next_attempt_at <= bindparam("now", type_=Moment)
    oldest = (dispatches.c.ready_at, dispatches.c.key)
    first = [
        select(*oldest)
        .where(
            state,
            dispatches.c.read_first.is_(False),
            dispatches.c.branch_key.not_in(bindparam("standing", expanding=True)),
        )
        .order_by(*oldest)
        .limit(bindparam("most", type_=Integer))
        .subquery()
        for state in (dispatches.c.state == State.QUEUED, again)
    ]
    both = union_all(*(select(each) for each in first)).subquery()
    statement = select(both.c.key).order_by(both.c.ready_at, both.c.key)
    return statement.limit(bindparam("most", type_=Integer))


def _claim(
    connection: Connection,
    context: Context,
    journal: Journal,
    found: Sequence[Record],
    now: datetime,
) -> list[Send]:
    judging.look_at_points(connection, found)

    def all_of(found: Sequence[Record]) -> list[Send | None]:
        jobs = [_told(connection, context, journal, record, now) for record in found]
        claimed = [
            (record, job) for record, job in zip(found, jobs, strict=True) if job is not None
        ]
        values = [_values(record, job.request, now) for record, job in claimed]
        write_all(connection, [record for record, _ in claimed], values)
        return jobs

    def odd(record: Record, error: Exception) -> None:
        log.warning("Order %d cannot be sent: %s", record.reference, type(error).__name__)
        fault = {"code": "our_fault", "text": "", "field": None, "outcome": Outcome.OURS}
        move(connection, journal, record, State.REFUSED, now, error=dump(fault))

    jobs = together(connection, journal, found, all_of, odd)
    return [job for job in jobs if job is not None]


def _told(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> Send | None:
    """What OTO is to be told of this order. It is judged once more: nothing that fails a condition
    by now is ever claimed."""
    was = judging.apply(connection, context, journal, record, now)
    if was not in (State.QUEUED, State.RETRYING):
        return None
    branch = judging.branch_of(context, record)
    known = judging.known_of(connection, record)
    order_id = record.row.oto_order_id
    told = request.build(record.order, branch.rule, context.rules, known, order_id=order_id)
    journal.note(
        now,
        "state",
        record.key,
        record.reference,
        State.SENDING,
        was=was,
        attempt=record.row.attempts + 1,
        amount=str(told.amount),
        amount_due=str(told.amount_due),
    )
    return Send(record.dispatch_key, record.reference, told)


def _values(record: Record, told: OtoOrder, now: datetime) -> dict[str, object]:
    """What a claim writes into the dispatch."""
    return {
        "state": State.SENDING,
        "state_at": now,
        "attempts": record.row.attempts + 1,
        "absences": 0,
        "next_attempt_at": None,
        "request": dump(told),
        "told_version": records.version(record.row.data),
        "amount": told.amount,
        "amount_due": told.amount_due,
        "currency": told.currency,
    }


def still_good(
    connection: Connection, context: Context, journal: Journal, key: int, now: datetime
) -> Send | None:
    """Just before the call of an order claimed ahead: does nothing speak against it by now?

    Returns what OTO is to be told as things stand now. If something speaks against it, the claim is
    given back and None returned: no call was made.
    """
    record = of_key(connection, key)
    if record.state is not State.SENDING:
        return None
    _give_back(connection, journal, record, now)
    record = of_key(connection, key)
    branch = judging.branch_of(context, record)
    if record.row.read_first or context.paused(now) or branch.stands(now):
        return None
    return next(iter(_claim(connection, context, journal, [record], now)), None)


def give_back(connection: Connection, journal: Journal, keys: Sequence[int], now: datetime) -> None:
    """Claims that were not called (the program ends): back in the queue."""
    for record in records.of_keys(connection, keys):
        if record.state is State.SENDING:
            _give_back(connection, journal, record, now)


def _give_back(connection: Connection, journal: Journal, record: Record, now: datetime) -> None:
    attempts = record.row.attempts - 1
    move(connection, journal, record, State.QUEUED, now, attempts=attempts)


def look_ups(connection: Connection, now: datetime, limit: int, *, any_time: bool) -> list[LookUp]:
    """Unknown orders whose look-up is due, oldest first."""
    if limit <= 0:
        return []
    asked = {"now": now, "too_late": now + NEVER_SO_LATE, "most": limit}
    keys = [row.key for row in connection.execute(_due_look_ups(any_time), asked)]
    return [
        LookUp(record.dispatch_key, record.reference, told, record.row.attempts)
        for record in records.of_keys(connection, keys)
        if (told := record.told) is not None
    ]


@cache
def _due_look_ups(any_time: bool) -> Select[tuple[int]]:
    at = dispatches.c.next_attempt_at
    due = (at <= bindparam("now", type_=Moment)) | (at > bindparam("too_late", type_=Moment))
    if any_time:
        # Not one that is on its way, nor the second look after a first absence: that has to be
        # 10 s later.
        due |= at.is_not(None) & (dispatches.c.absences == 0)
    wanted = (dispatches.c.state == State.UNKNOWN) & due
    oldest = select(dispatches.c.key).where(wanted).order_by(dispatches.c.state_at)
    return oldest.limit(bindparam("most", type_=Integer))


def taken(connection: Connection, key: int) -> None:
    """A look-up is on its way: not due again until it ended or the program was started anew."""
    connection.execute(
        update(dispatches).where(dispatches.c.key == key).values(next_attempt_at=None)
    )


def due_now(connection: Connection, now: datetime) -> None:
    """The breaker closed: all retrying orders and look-ups are due (design.md section 3)."""
    connection.execute(
        update(dispatches)
        .where(
            dispatches.c.state.in_((State.RETRYING, State.UNKNOWN)),
            dispatches.c.next_attempt_at > now,
            dispatches.c.absences == 0,
        )
        .values(next_attempt_at=now)
    )


def next_due(connection: Connection) -> datetime | None:
    """When the next retry or look-up is due."""
    return connection.execute(_NEXT_DUE).scalar()


_NEXT_DUE = (
    select(dispatches.c.next_attempt_at)
    .where(
        dispatches.c.state.in_((State.RETRYING, State.UNKNOWN)),
        dispatches.c.next_attempt_at.is_not(None),
    )
    .order_by(dispatches.c.next_attempt_at)
    .limit(1)
)
