"""Claim and record: what ended is recorded and what comes next is claimed in one transaction.

Claim → call → record, with a commit between (design.md section 3). `sending` found at start-up
is `unknown`: the call may have gone out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.engine import Connection

from app.core import answers, moves, request
from app.core.after import Flag
from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome, State
from app.store import judging, records, sent
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import branches, dispatches

#: So many different orders of a branch refused for its set-up, in a row, stop the branch.
STOP_AFTER = 3


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


@dataclass(frozen=True, slots=True)
class Sent:
    """How a `Send` ended."""

    key: int
    answer: Answer
    seconds: float
    jitter: float


@dataclass(frozen=True, slots=True)
class LookedUp:
    """How a `LookUp` ended. `seen` None = surely absent; `failed` = it could not be found out."""

    key: int
    seen: OtoSeen | None = None
    failed: str | None = None


def recover(connection: Connection, journal: Journal, now: datetime) -> int:
    """At start-up: every `sending` becomes `unknown`. Returns how many."""
    connection.execute(
        update(dispatches)
        .where(dispatches.c.state == State.UNKNOWN, dispatches.c.next_attempt_at.is_(None))
        .values(next_attempt_at=now)
    )
    found = records.where(connection, dispatches.c.state == State.SENDING)
    for record in found:
        _move(connection, journal, record, State.UNKNOWN, now, next_attempt_at=now, absences=0)
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
    found = {record.dispatch_key: record for record in _of_keys(connection, keys)}
    jobs = (_claim_one(connection, context, journal, found[key], now) for key in keys)
    return [job for job in jobs if job is not None]


def _claim_one(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> Send | None:
    # Judged once more: nothing that fails a condition by now is ever claimed.
    state = judging.apply(connection, context, journal, record, now)
    if state not in (State.QUEUED, State.RETRYING):
        return None
    branch = context.by_key[record.row.branch_key]
    known = judging.known_of(connection, record)
    order_id = record.row.oto_order_id
    told = request.build(record.order, branch.rule, context.rules, known, order_id=order_id)
    attempts = record.row.attempts + 1
    connection.execute(
        update(dispatches)
        .where(dispatches.c.key == record.dispatch_key)
        .values(
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
    )
    journal.note(
        now,
        "state",
        record.key,
        record.reference,
        State.SENDING,
        was=state,
        attempt=attempts,
        amount=str(told.amount),
        amount_due=str(told.amount_due),
    )
    return Send(record.dispatch_key, record.reference, told)


def still_good(
    connection: Connection, context: Context, journal: Journal, key: int, now: datetime
) -> bool:
    """Just before the call of an order claimed ahead: does nothing speak against it by now?

    If something does, the claim is given back: no call was made.
    """
    record = _of_keys(connection, [key])[0]
    if record.state is not State.SENDING:
        return False
    _give_back(connection, journal, record, now, State.QUEUED)
    record = _of_keys(connection, [key])[0]
    state = judging.apply(connection, context, journal, record, now)
    branch = context.by_key[record.row.branch_key]
    if state is not State.QUEUED or context.paused(now) or branch.stands(now):
        return False
    _move(connection, journal, record, State.SENDING, now, attempts=record.row.attempts + 1)
    return True


def give_back(connection: Connection, journal: Journal, keys: Sequence[int], now: datetime) -> None:
    """Claims that were not called (the program ends): back in the queue."""
    for record in _of_keys(connection, keys):
        if record.state is State.SENDING:
            _give_back(connection, journal, record, now, State.QUEUED)


def _give_back(
    connection: Connection, journal: Journal, record: Record, now: datetime, state: State
) -> None:
    _move(connection, journal, record, state, now, attempts=record.row.attempts - 1)


def look_ups(connection: Connection, now: datetime, limit: int, *, any_time: bool) -> list[LookUp]:
    """Unknown orders whose look-up is due, oldest first."""
    due = dispatches.c.next_attempt_at <= now
    if any_time:
        # Not the second look after a first absence: that one has to be 10 s later.
        due |= dispatches.c.absences == 0
    wanted = (dispatches.c.state == State.UNKNOWN) & due
    rows = connection.execute(
        select(dispatches.c.key).where(wanted).order_by(dispatches.c.state_at).limit(limit)
    )
    return [
        LookUp(record.dispatch_key, record.reference, told, record.row.attempts)
        for record in _of_keys(connection, [row.key for row in rows])
        if (told := record.told) is not None
    ]


def taken(connection: Connection, key: int) -> None:
    """A look-up is on its way: not due again until it ended or the program was started anew."""
    connection.execute(
        update(dispatches).where(dispatches.c.key == key).values(next_attempt_at=None)
    )


def record_sent(
    connection: Connection, context: Context, journal: Journal, call: Sent, now: datetime
) -> State:
    """Writes down how a call ended and moves the dispatch; returns the new state."""
    record = _of_keys(connection, [call.key])[0]
    answer = call.answer
    journal.note(
        now,
        "attempt",
        record.key,
        record.reference,
        None,
        outcome=answer.outcome,
        code=answer.code,
        http=answer.http,
        text=answer.text,
        seconds=round(call.seconds, 3),
    )
    after = moves.answered(answer, attempts=record.row.attempts, now=now, jitter=call.jitter)
    error = None if after.state is State.SENT else _error(answer)
    if after.state is State.SENT:
        _accepted(connection, journal, record, answer.oto_id, "new", now)
        _branch_works(connection, record)
        return State.SENT
    values: dict[str, object] = {"error": error, "next_attempt_at": after.next_at}
    if after.state is State.REFUSED and record.row.request is not None:
        told = record.told
        values["refused_fingerprint"] = request.fingerprint(told) if told else None
    _move(connection, journal, record, after.state, now, **values)
    if answer.outcome is Outcome.BRANCH_SETUP:
        _branch_fails(connection, journal, record, answer, now)
    # What Foodics changed while the call was on its way has to be looked at now.
    moved = _of_keys(connection, [call.key])[0]
    return judging.apply(connection, context, journal, moved, now)


def record_looked_up(
    connection: Connection, context: Context, journal: Journal, found: LookedUp, now: datetime
) -> State:
    """Writes down what a look-up showed (rules.md section 5, "unknown" and "already there")."""
    record = _of_keys(connection, [found.key])[0]
    if record.state is not State.UNKNOWN:
        return record.state
    if found.failed is not None:
        _write(connection, record, next_attempt_at=now + moves.LOOK_AGAIN)
        journal.note(
            now, "lookup", record.key, record.reference, State.UNKNOWN, failed=found.failed
        )
        return State.UNKNOWN
    if found.seen is None:
        return _absent(connection, context, journal, record, now)
    told = record.told
    assert told is not None
    verdict = moves.adopted(found.seen, told)
    journal.note(now, "lookup", record.key, record.reference, None, found=verdict)
    if verdict is moves.Adopted.OURS:
        _accepted(connection, journal, record, found.seen.oto_id, found.seen.status, now)
        if record.error.get("outcome") == Outcome.EXISTS and record.row.attempts == 1:
            # Never attempted by this ledger before, and yet there: somebody else sends too.
            sent.flag(connection, journal, record, Flag("another_pc"), now)
        return State.SENT
    code = {
        moves.Adopted.CANCELLED: "cancelled_at_oto",
        moves.Adopted.STRANGER: "id_taken_at_oto",
    }[verdict]
    error = dump({"code": code, "text": found.seen.status, "field": None})
    fingerprint = request.fingerprint(told)
    _move(
        connection,
        journal,
        record,
        State.REFUSED,
        now,
        error=error,
        refused_fingerprint=fingerprint,
        next_attempt_at=None,
    )
    return State.REFUSED


def _absent(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> State:
    absences = record.row.absences + 1
    journal.note(now, "lookup", record.key, record.reference, None, absent=absences)
    if absences < 2:
        _write(
            connection, record, absences=absences, next_attempt_at=now + moves.ABSENT_TWICE_APART
        )
        return State.UNKNOWN
    # The first time at once; when OTO says "exists" and "not there" by turns, ever more slowly.
    attempts = record.row.attempts
    wait = timedelta(seconds=answers.retry_delay(attempts - 1, 0.5) if attempts > 1 else 0.0)
    _move(connection, journal, record, State.RETRYING, now, absences=0, next_attempt_at=now + wait)
    moved = _of_keys(connection, [record.dispatch_key])[0]
    return judging.apply(connection, context, journal, moved, now)


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


def _accepted(
    connection: Connection,
    journal: Journal,
    record: Record,
    oto_id: str | None,
    status: str,
    now: datetime,
) -> None:
    _move(
        connection,
        journal,
        record,
        State.SENT,
        now,
        oto_id=oto_id,
        accepted_at=now,
        error=None,
        next_attempt_at=None,
        reasons=b"[]",
        oto_status=status,
        stage="at_oto",
        finished=False,
        absences=0,
    )


def _branch_works(connection: Connection, record: Record) -> None:
    connection.execute(
        update(branches)
        .where(branches.c.key == record.row.branch_key, branches.c.setup_failures > 0)
        .values(setup_failures=0)
    )


def _branch_fails(
    connection: Connection, journal: Journal, record: Record, answer: Answer, now: datetime
) -> None:
    """Three different orders of a branch in a row stop the branch (rules.md section 5)."""
    if record.row.attempts > 1:
        return
    key = record.row.branch_key
    failures = (
        1
        + connection.execute(
            select(branches.c.setup_failures).where(branches.c.key == key)
        ).scalar_one()
    )
    stopped = answer.code if failures >= STOP_AFTER else None
    connection.execute(
        update(branches)
        .where(branches.c.key == key)
        .values(setup_failures=failures, stopped=stopped)
    )
    if stopped:
        journal.notice(now, "branch_stopped", branch_key=key, code=stopped)


def _error(answer: Answer) -> bytes:
    return dump(
        {
            "code": answer.code,
            "text": answer.text,
            "field": answer.field,
            "outcome": answer.outcome,
        }
    )


def _of_keys(connection: Connection, keys: Sequence[int]) -> list[Record]:
    if not keys:
        return []
    found = records.where(connection, dispatches.c.key.in_(keys))
    order = {key: index for index, key in enumerate(keys)}
    return sorted(found, key=lambda record: order[record.dispatch_key])


def _write(connection: Connection, record: Record, **values: object) -> None:
    connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )


def _move(
    connection: Connection,
    journal: Journal,
    record: Record,
    state: State,
    now: datetime,
    **values: object,
) -> None:
    _write(connection, record, state=state, state_at=now, **values)
    journal.note(now, "state", record.key, record.reference, state, was=record.state)
