"""Orders that OTO may have carried out late: which one is looked at next (see `looked`)."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from app.core import moves
from app.store import records
from app.store.claims import LookUp
from app.store.moving import write
from app.store.tables import Moment, dispatches

#: By the small index alone: with the state beside it SQLite would look at all that waits.
_DUE = (
    select(dispatches.c.key, dispatches.c.state)
    .where(dispatches.c.late_look_at <= bindparam("now", type_=Moment))
    .order_by(dispatches.c.late_look_at)
)


def looks(connection: Connection, now: datetime, limit: int) -> list[LookUp]:
    """One order at most that was absent twice and went another way since: what is to be sent comes
    first. The next look at it comes later, however this one ends, also after a crash."""
    if limit <= 0:
        return []
    rows = connection.execute(_DUE, {"now": now})
    keys = [row.key for row in rows if row.state in moves.LEFT][:1]
    found = records.of_keys(connection, keys)
    for record in found:
        write(connection, record, late_look_at=now + 2 * moves.LATE_LOOK)
    return [
        LookUp(record.dispatch_key, record.reference, told, record.row.attempts)
        for record in found
        if (told := record.told) is not None
    ]
