"""How calls at OTO ended, written down (rules.md section 5)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from app import logs
from app.core import answers, moves, request, stages
from app.core.after import Flag
from app.core.dispatch import Answer, OtoSeen, Outcome, State
from app.store import afterwards, facts, judging, records, sent
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.moving import move, of_key, together, write
from app.store.records import Record
from app.store.tables import branches

#: So many different orders of a branch refused for its set-up, in a row, stop the branch.
STOP_AFTER = 3
UNFORESEEN_AGAIN = timedelta(seconds=60)

log = logging.getLogger(__name__)


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


def record(
    connection: Connection,
    context: Context,
    journal: Journal,
    call: Sent | LookedUp,
    now: datetime,
) -> State:
    """Writes down how one call ended; returns the state afterwards."""
    return record_all(connection, context, journal, [call], now)[0]


def record_all(
    connection: Connection,
    context: Context,
    journal: Journal,
    calls: Sequence[Sent | LookedUp],
    now: datetime,
) -> list[State]:
    """Writes down how calls ended; returns the states afterwards.

    Should that fail in a way nobody foresaw, the order stays unknown and is looked up once more:
    one odd order must not stop all others.
    """
    found = records.of_keys(connection, [call.key for call in calls])
    judging.look_at_points(connection, found)
    at_hand = {record.dispatch_key: record for record in found}

    def each(call: Sent | LookedUp) -> State:
        record = at_hand.pop(call.key, None) or of_key(connection, call.key)
        if isinstance(call, Sent):
            return _sent(connection, context, journal, record, call, now)
        return _looked_up(connection, context, journal, record, call, now)

    def odd(call: Sent | LookedUp, error: Exception) -> State:
        record = of_key(connection, call.key)
        log.warning("Order %d: %s", record.reference, type(error).__name__)
        again = now + UNFORESEEN_AGAIN
        move(connection, journal, record, State.UNKNOWN, now, next_attempt_at=again)
        return State.UNKNOWN

    return together(connection, journal, calls, each, odd)


def _sent(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    call: Sent,
    now: datetime,
) -> State:
    if record.state is not State.SENDING:
        return record.state
    # A server may quote what it was sent, the token too: that is kept in the keyring alone.
    answer = replace(call.answer, text=logs.redactor.mask(call.answer.text))
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
        _accepted(connection, context, journal, record, answer.oto_id, "new", now)
        _branch_works(connection, context, record)
        return State.SENT
    values: dict[str, object] = {"error": error, "next_attempt_at": after.next_at}
    if after.state is State.REFUSED:
        told = record.told
        values["refused_fingerprint"] = request.fingerprint(told) if told else None
    move(connection, journal, record, after.state, now, **values)
    if answer.outcome is Outcome.BRANCH_SETUP:
        _branch_fails(connection, journal, record, answer, now)
    # What Foodics changed while the call was on its way has to be looked at now.
    moved = of_key(connection, call.key)
    return judging.apply(connection, context, journal, moved, now)


def _looked_up(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    found: LookedUp,
    now: datetime,
) -> State:
    """What a look-up showed (rules.md section 5, "unknown" and "already there")."""
    if record.state is not State.UNKNOWN:
        return record.state
    if found.failed is not None:
        write(connection, record, next_attempt_at=now + moves.LOOK_AGAIN)
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
        seen = found.seen
        if seen.amount is not None and seen.amount != told.amount:
            # OTO has an earlier version of it: that is what was told, and what is to be updated.
            due = told.amount_due if seen.amount_due is None else seen.amount_due
            was = replace(told, amount=seen.amount, amount_due=due)
            told_then = {"request": dump(was), "amount": was.amount, "amount_due": due}
            record = write(connection, record, **told_then)
        _accepted(connection, context, journal, record, seen.oto_id, seen.status, now)
        exists = record.error.get("outcome") == Outcome.EXISTS and record.row.attempts == 1
        if exists and not _may_be_ours(connection, record):
            # Never attempted by this ledger before, and yet there: somebody else sends too.
            sent.flag(connection, journal, record, Flag("another_pc"), now)
        return State.SENT
    code = {
        moves.Adopted.CANCELLED: "cancelled_at_oto",
        moves.Adopted.STRANGER: "id_taken_at_oto",
    }[verdict]
    error = dump({"code": code, "text": found.seen.status, "field": None})
    fingerprint = request.fingerprint(told)
    move(
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


def _may_be_ours(connection: Connection, record: Record) -> bool:
    """Whether this very program may have sent it before the ledger was put back from a back-up."""
    restored = facts.get(connection, facts.RestoredFact)
    ready_at = record.row.ready_at
    return restored is not None and (ready_at is None or ready_at < restored.at)


def _absent(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> State:
    absences = record.row.absences + 1
    journal.note(now, "lookup", record.key, record.reference, None, absent=absences)
    if absences < 2:
        write(connection, record, absences=absences, next_attempt_at=now + moves.ABSENT_TWICE_APART)
        return State.UNKNOWN
    # The first time at once; when OTO says "exists" and "not there" by turns, ever more slowly.
    attempts = record.row.attempts
    wait = timedelta(seconds=answers.retry_delay(attempts - 1, 0.5) if attempts > 1 else 0.0)
    move(connection, journal, record, State.RETRYING, now, absences=0, next_attempt_at=now + wait)
    moved = of_key(connection, record.dispatch_key)
    return judging.apply(connection, context, journal, moved, now)


def _accepted(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    oto_id: str | None,
    status: str,
    now: datetime,
) -> None:
    meaning = stages.meaning(status)
    moved = move(
        connection,
        journal,
        record,
        State.SENT,
        now,
        oto_id=oto_id,
        accepted_at=now,
        error=None,
        next_attempt_at=None,
        again_at=None,
        reasons=b"[]",
        oto_status=status,
        stage=meaning.stage,
        finished=meaning.terminal,
        absences=0,
    )
    afterwards.accepted(connection, context, journal, moved, now)


def _branch_works(connection: Connection, context: Context, record: Record) -> None:
    key = record.row.branch_key
    if context.by_key[key].setup_failures:
        connection.execute(update(branches).where(branches.c.key == key).values(setup_failures=0))


def _branch_fails(
    connection: Connection, journal: Journal, record: Record, answer: Answer, now: datetime
) -> None:
    """Three different orders of a branch in a row stop the branch (rules.md section 5)."""
    if record.error.get("outcome") == Outcome.BRANCH_SETUP:
        return  # the same order once more
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
