"""The queue's rows: what is open, what happened today, and what a search finds."""

from collections.abc import Iterable, Iterator
from itertools import chain

from sqlalchemy import ColumnElement, and_, or_, select

from app.core.business_day import day_began
from app.core.dispatch import State
from app.store import records
from app.store.queries import Reader
from app.store.records import Record
from app.store.screens import searching
from app.store.screens.rows import OVER, row_of
from app.store.screens.types.queue import QueueRow
from app.store.tables import dispatches, orders

#: So many rows at most; what needs a person is never among those left out.
MOST = 3_000
#: So many keys are asked for in one statement: SQLite takes 32,766 values, PostgreSQL as many.
_AT_ONCE = 500

#: Nothing of these is over.
_GOING_ON = (
    State.QUEUED,
    State.SENDING,
    State.UNKNOWN,
    State.RETRYING,
    State.REFUSED,
    State.HELD,
)


def queue_rows(reader: Reader, limit: int = MOST) -> list[QueueRow]:
    """Everything open and everything of the current business day, newest first."""
    return _shown(reader, _of_the_day(reader, limit), limit)


def _of_the_day(reader: Reader, limit: int) -> Iterator[Record]:
    """Some come twice."""
    connection = reader.connection
    active = [key for key, branch in reader.context.by_key.items() if branch.rule.active]
    waiting = dispatches.c.state == State.WAITING
    here = dispatches.c.branch_key.in_(active)
    yield from records.each(connection, dispatches.c.state.in_(_GOING_ON))
    yield from records.each(connection, waiting, here)
    # Orders of branches that are off wait for ever and need nobody: the newest will do.
    yield from records.each(connection, waiting, ~here, newest=limit)
    sent, finished = dispatches.c.state == State.SENT, dispatches.c.finished
    yield from records.each(connection, sent, finished.in_((False,)))
    today = _today(reader)
    yield from records.each(connection, sent, finished.in_((True,)), *today, newest=limit)
    over = dispatches.c.state.in_(OVER)
    yield from records.each(connection, over, finished.in_((False, True)), *today, newest=limit)
    flagged = records.each(connection, dispatches.c.flags.is_not(None))
    yield from (record for record in flagged if record.flags)


def rows_of(reader: Reader, order_keys: Iterable[int]) -> list[QueueRow]:
    """The rows of these orders as they are now, newest first, wherever they belong."""
    keys = list(order_keys)
    found = (
        records.each(reader.connection, orders.c.key.in_(keys[start : start + _AT_ONCE]))
        for start in range(0, len(keys), _AT_ONCE)
    )
    return _shown(reader, chain.from_iterable(found), len(keys))


def search(reader: Reader, text: str, limit: int = 200) -> list[QueueRow]:
    """What a person looks for in the whole ledger, newest first: `#27`, check number, reference,
    our OTO order id, OTO's id, phone or name. Nothing for a text that says nothing."""
    wanted = searching.condition(text)
    if wanted is None:
        return []
    # Not by the bare key: SQLite would then go through the rows instead of the small index on the
    # searched column, 20 times as much to read.
    newest = select(orders.c.key).where(wanted).order_by((orders.c.key + 0).desc()).limit(limit)
    keys = [row.key for row in reader.connection.execute(newest)]
    return rows_of(reader, keys)


def _today(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    """It got to its state since the branch's business day began."""
    offset = reader.context.rules.utc_offset
    ends = {
        key: day_began(reader.now, offset, branch.rule.foodics.end_of_day)
        for key, branch in reader.context.by_key.items()
    }
    if not ends:
        return (dispatches.c.key < 0,)
    first = min(ends.values())
    of_day = or_(
        *(
            and_(
                dispatches.c.state_at >= began,
                dispatches.c.branch_key.in_([key for key, at in ends.items() if at == began]),
            )
            for began in set(ends.values())
        )
    )
    return dispatches.c.state_at >= first, of_day


def _shown(reader: Reader, found: Iterable[Record], limit: int) -> list[QueueRow]:
    """Each once, newest first. Beyond `limit` only what needs a person, now or by time alone."""
    once: dict[int, QueueRow] = {}
    for record in found:
        if record.key not in once:
            once[record.key] = row_of(reader, record)
    rows = list(once.values())
    rows.sort(key=lambda row: (row.first_seen_at, row.key), reverse=True)
    room = max(0, limit - sum(row.need is not None for row in rows))
    kept: list[QueueRow] = []
    for row in rows:
        if row.need is None:
            room -= 1
        if row.need is not None or room >= 0:
            kept.append(row)
    return kept
