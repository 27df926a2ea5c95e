"""Reading and moving single dispatches: what claims and outcomes have in common."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Update, bindparam, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from app.core.dispatch import State
from app.store import records
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import dispatches

Item = TypeVar("Item")
T = TypeVar("T")


def of_key(connection: Connection, key: int) -> Record:
    """The record of one dispatch that is known to be live."""
    return records.of_keys(connection, [key])[0]


def write(connection: Connection, record: Record, **values: object) -> Record:
    """Sets columns of the dispatch; returns the record as it is then."""
    told = {f"to_{name}": value for name, value in values.items()}
    connection.execute(_setting(*values), {"of_key": record.dispatch_key, **told})
    return record.written(values)


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
) -> Record:
    """Puts the dispatch in another state and notes it in the order's history; returns the record as
    it is then."""
    moved = write(connection, record, state=state, state_at=now, **values)
    journal.note(now, "state", record.key, record.reference, state, was=record.state)
    return moved


def together(
    connection: Connection,
    journal: Journal,
    items: Sequence[Item],
    each: Callable[[Item], T],
    odd: Callable[[Item, Exception], T],
) -> list[T]:
    """`each` item in turn, under one savepoint. Should one fail in a way that nobody foresaw, it is
    done again one by one, and only what fails then becomes what `odd` makes of it: one odd order
    must not stop all others. Trouble of the database passes."""
    try:
        with connection.begin_nested(), journal.undoing():
            return [each(item) for item in items]
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        if len(items) == 1:
            return [odd(items[0], error)]
    return [together(connection, journal, [item], each, odd)[0] for item in items]
