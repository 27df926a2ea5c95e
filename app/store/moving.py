"""Reading and moving single dispatches: what claims and outcomes have in common."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.engine import Connection

from app.core.dispatch import State
from app.store import records
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import dispatches


def of_keys(connection: Connection, keys: Sequence[int]) -> list[Record]:
    """The records of these dispatches, in this order."""
    if not keys:
        return []
    found = records.where(connection, dispatches.c.key.in_(keys))
    order = {key: index for index, key in enumerate(keys)}
    return sorted(found, key=lambda record: order[record.dispatch_key])


def of_key(connection: Connection, key: int) -> Record:
    """The record of one dispatch that is known to be live."""
    return of_keys(connection, [key])[0]


def write(connection: Connection, record: Record, **values: object) -> None:
    """Sets columns of the dispatch."""
    connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )


def move(
    connection: Connection,
    journal: Journal,
    record: Record,
    state: State,
    now: datetime,
    **values: object,
) -> None:
    """Puts the dispatch in another state and notes it in the order's history."""
    write(connection, record, state=state, state_at=now, **values)
    journal.note(now, "state", record.key, record.reference, state, was=record.state)
