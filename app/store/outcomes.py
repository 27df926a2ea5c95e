"""How calls at OTO ended, written down (rules.md section 5)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from app import logs
from app.core import moves, request
from app.core.dispatch import Answer, Outcome, State
from app.store import judging, looked, records
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.looked import Accepted, LookedUp
from app.store.moving import move, of_key, together
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
    at_hand = {record.dispatch_key: record for record in found}

    def all_of(calls: Sequence[Sent | LookedUp]) -> list[State]:
        accepted: dict[int, Accepted] = {}
        states = [each(call, accepted) for call in calls]
        looked.accept(connection, context, journal, list(accepted.values()), now)
        return states

    def each(call: Sent | LookedUp, accepted: dict[int, Accepted]) -> State:
        record = at_hand.pop(call.key, None) or of_key(connection, call.key)
        if isinstance(call, Sent):
            return _sent(connection, context, journal, record, call, now, accepted)
        return looked.looked_up(connection, context, journal, record, call, now)

    def odd(call: Sent | LookedUp, error: Exception) -> State:
        record = of_key(connection, call.key)
        log.warning("Order %d: %s", record.reference, type(error).__name__)
        again = now + UNFORESEEN_AGAIN
        move(connection, journal, record, State.UNKNOWN, now, next_attempt_at=again)
        return State.UNKNOWN

    return together(connection, journal, calls, all_of, odd)


def _sent(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    call: Sent,
    now: datetime,
    accepted: dict[int, Accepted],
) -> State:
    """`accepted` gets what OTO has taken: that is written for all together."""
    if call.key in accepted:
        return State.SENT
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
    if after.state is State.SENT:
        accepted[call.key] = Accepted(record, answer.oto_id, "new")
        _branch_works(connection, context, record)
        return State.SENT
    values: dict[str, object] = {"error": _error(answer), "next_attempt_at": after.next_at}
    if after.state is State.REFUSED:
        told = record.told
        values["refused_fingerprint"] = request.fingerprint(told) if told else None
    move(connection, journal, record, after.state, now, **values)
    if answer.outcome is Outcome.BRANCH_SETUP:
        _branch_fails(connection, journal, record, answer, now)
    # What Foodics changed while the call was on its way has to be looked at now.
    moved = of_key(connection, call.key)
    return judging.apply(connection, context, journal, moved, now)


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
