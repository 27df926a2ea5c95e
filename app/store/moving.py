"""Reading and moving single dispatches: what claims and outcomes have in common."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, update
from sqlalchemy.engine import Connection

from app.core.dispatch import State
from app.store import records
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import dispatches


def of_key(connection: Connection, key: int) -> Record:
    """The record of one dispatch that is known to be live."""
    return records.of_keys(connection, [key])[0]


def write(connection: Connection, record: Record, **values: object) -> None:
    """Sets columns of the dispatch."""
    told = {f"to_{name}": value for name, value in values.items()}
    connection.execute(_setting(*values), {"of_key": record.dispatch_key, **told})


@cache
def _setting(*names: str) -> Update:
    """Made once: SQLAlchemy takes longer over making a statement than SQLite over carrying it out."""
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
    return update(dispatches).where(dispatches.c.key == bindparam("of_key")).values(values)


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
