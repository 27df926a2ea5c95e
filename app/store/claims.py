"""Claim and record: what ended is recorded and what comes next is claimed in one transaction.

Claim → call → record, with a commit between (design.md section 3). `sending` found at start-up
is `unknown`: the call may have gone out.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from app.core import request
from app.core.dispatch import OtoOrder, Outcome, State
from app.store import judging, records
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.moving import move, of_key, write
from app.store.records import Record
from app.store.tables import dispatches

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
    any_time: bool = False,
) -> list[Send]:
    """Claims up to `limit` orders that are due, oldest Ready first.

    `any_time` also takes `retrying` ones that are not due yet (a probe needs something to send).
    """
    if limit <= 0 or context.paused(now):
        return []
    standing = [branch.key for branch in context.by_key.values() if branch.stands(now)]
    due = dispatches.c.state == State.RETRYING
    if not any_time:
        due &= dispatches.c.next_attempt_at <= now
    wanted = or_(dispatches.c.state == State.QUEUED, due) & dispatches.c.read_first.is_(False)
    if standing:
        wanted &= dispatches.c.branch_key.not_in(standing)
    rows = connection.execute(
        select(dispatches.c.key)
        .where(wanted)
        .order_by(dispatches.c.ready_at, dispatches.c.key)
        .limit(limit)
    )
    keys = [row.key for row in rows]
    found = records.of_keys(connection, keys)
    jobs = (_claim_one(connection, context, journal, record, now) for record in found)
    return [job for job in jobs if job is not None]


def _claim_one(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> Send | None:
    try:
        with connection.begin_nested(), journal.undoing():
            # Judged once more: nothing that fails a condition by now is ever claimed.
            state = judging.apply(connection, context, journal, record, now)
            if state not in (State.QUEUED, State.RETRYING):
                return None
            return _claimed(connection, context, journal, record, state, now)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - one odd order must not stop all others
        log.warning("Order %d cannot be sent: %s", record.reference, type(error).__name__)
        fault = {"code": "our_fault", "text": "", "field": None, "outcome": Outcome.OURS}
        move(connection, journal, record, State.REFUSED, now, error=dump(fault))
        return None


def _claimed(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    was: State,
    now: datetime,
) -> Send:
    branch = judging.branch_of(context, record)
    known = judging.known_of(connection, record)
    order_id = record.row.oto_order_id
    told = request.build(record.order, branch.rule, context.rules, known, order_id=order_id)
    attempts = record.row.attempts + 1
    write(
        connection,
        record,
        state=State.SENDING,
        state_at=now,
        attempts=attempts,
        absences=0,
        next_attempt_at=None,
        request=dump(told),
        amount=told.amount,
        amount_due=told.amount_due,
        currency=told.currency,
    )
    journal.note(
        now,
        "state",
        record.key,
        record.reference,
        State.SENDING,
        was=was,
        attempt=attempts,
        amount=str(told.amount),
        amount_due=str(told.amount_due),
    )
    return Send(record.dispatch_key, record.reference, told)


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
    return _claim_one(connection, context, journal, record, now)


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
    due = (dispatches.c.next_attempt_at <= now) | (
        dispatches.c.next_attempt_at > now + NEVER_SO_LATE
    )
    if any_time:
        # Not one that is on its way, nor the second look after a first absence: that has to be
        # 10 s later.
        due |= dispatches.c.next_attempt_at.is_not(None) & (dispatches.c.absences == 0)
    wanted = (dispatches.c.state == State.UNKNOWN) & due
    rows = connection.execute(
        select(dispatches.c.key).where(wanted).order_by(dispatches.c.state_at).limit(limit)
    )
    return [
        LookUp(record.dispatch_key, record.reference, told, record.row.attempts)
        for record in records.of_keys(connection, [row.key for row in rows])
        if (told := record.told) is not None
    ]


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
    return connection.execute(
        select(dispatches.c.next_attempt_at)
        .where(
            dispatches.c.state.in_((State.RETRYING, State.UNKNOWN)),
            dispatches.c.next_attempt_at.is_not(None),
        )
        .order_by(dispatches.c.next_attempt_at)
        .limit(1)
    ).scalar()
