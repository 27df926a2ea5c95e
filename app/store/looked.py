"""How look-ups at OTO ended, written down (rules.md section 5, "unknown" and "already there").

Twice absent is not never: a call that got no answer may be carried out late. An order that is sent
again meets that one under its own id; one that went another way meanwhile is looked for a while
longer, and if it is there it is treated as sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import compress

from sqlalchemy.engine import Connection

from app.core import answers, moves, request, stages
from app.core.after import Flag
from app.core.dispatch import OtoOrder, OtoSeen, Outcome, State
from app.store import afterwards, facts, judging, records, sent
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.moving import move, move_all, of_key, write
from app.store.records import Record


@dataclass(frozen=True, slots=True)
class LookedUp:
    """How a `LookUp` ended. `seen` None = surely absent; `failed` = it could not be found out."""

    key: int
    seen: OtoSeen | None = None
    failed: str | None = None


def looked_up(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    found: LookedUp,
    now: datetime,
) -> State:
    """What a look-up showed (rules.md section 5, "unknown" and "already there")."""
    if record.state is not State.UNKNOWN:
        return _looked_late(connection, context, journal, record, found, now)
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
        _adopt(connection, context, journal, record, told, found.seen, now)
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


def _adopt(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    told: OtoOrder,
    seen: OtoSeen,
    now: datetime,
) -> None:
    """OTO has it: from now on it is sent."""
    amount = told.amount if seen.amount is None else seen.amount
    due = told.amount_due if seen.amount_due is None else seen.amount_due
    if amount != told.amount or due > told.amount_due:
        # OTO has an earlier version of it: that is what was told, and what is to be updated. Of the
        # same total it may want more, from before the customer paid; less may mean other things.
        was = replace(told, amount=amount, amount_due=due)
        told_then = {
            "request": dump(was),
            "told_version": None,
            "amount": amount,
            "amount_due": due,
        }
        record = write(connection, record, **told_then)
    accept(connection, context, journal, [Accepted(record, seen.oto_id, seen.status)], now)


def _looked_late(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    found: LookedUp,
    now: datetime,
) -> State:
    """What the look at an order showed that had been absent twice and went another way since."""
    until, was = record.row.late_until, record.state
    if until is None or was not in moves.LEFT:
        return was
    seen, told = found.seen, record.told
    if seen is None or told is None or moves.adopted(seen, told) is not moves.Adopted.OURS:
        again = moves.late_look(until, now, failed=found.failed is not None)
        write(connection, record, late_look_at=again)
        return was
    journal.note(now, "lookup", record.key, record.reference, None, found=moves.Adopted.OURS)
    _adopt(connection, context, journal, record, told, seen, now)
    if was is not State.CANCELLED:
        # A cancelled one is cancelled at OTO by itself; of the others a person knows what is right.
        sent.flag(connection, journal, record, Flag("came_late"), now)
    return State.SENT


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
    until = record.row.state_at + moves.LATE
    move(
        connection,
        journal,
        record,
        State.RETRYING,
        now,
        absences=0,
        next_attempt_at=now + wait,
        late_until=until,
        late_look_at=moves.late_look(until, now),
    )
    moved = of_key(connection, record.dispatch_key)
    return judging.apply(connection, context, journal, moved, now)


@dataclass(frozen=True, slots=True)
class Accepted:
    """OTO has this order, under this number of its own and in this status."""

    record: Record
    oto_id: str | None
    status: str


def accept(
    connection: Connection,
    context: Context,
    journal: Journal,
    found: Sequence[Accepted],
    now: datetime,
) -> None:
    """From now on these are sent; what Foodics changed since they were claimed is looked at."""
    taken = [each.record for each in found]
    edited = [not _is_as_told(record) for record in taken]
    values = [_as_sent(each, now) for each in found]
    moved = move_all(connection, journal, taken, State.SENT, now, values)
    for record in compress(moved, edited):
        afterwards.accepted(connection, context, journal, record, now)


def _is_as_told(record: Record) -> bool:
    """Whether Foodics shows the very version that OTO was told: then nothing is to be compared."""
    row = record.row
    return row.told_version == records.version(row.data) and not any(record.returns.values())


def _as_sent(found: Accepted, now: datetime) -> dict[str, object]:
    meaning = stages.meaning(found.status)
    return {
        "oto_id": found.oto_id,
        "accepted_at": now,
        "error": None,
        "next_attempt_at": None,
        "again_at": None,
        "reasons": b"[]",
        "oto_status": found.status,
        "stage": meaning.stage,
        "finished": meaning.terminal,
        "absences": 0,
        "late_until": None,
        "late_look_at": None,
        "told_version": None,
    }
