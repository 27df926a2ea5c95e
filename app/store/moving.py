"""Reading and moving single dispatches: what claims and outcomes have in common."""

from collections.abc import Callable, Mapping, Sequence
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
    return write_all(connection, [record], [values])[0]


def write_all(
    connection: Connection, found: Sequence[Record], values: Sequence[Mapping[str, object]]
) -> list[Record]:
    """Sets the same columns of several dispatches, each its own values, with one statement; returns
    the records as they are then."""
    if not found:
        return []
    told = [
        {f"to_{name}": value for name, value in each.items()} | {"of_key": record.dispatch_key}
        for record, each in zip(found, values, strict=True)
    ]
    connection.execute(_setting(*values[0]), told)
    return [record.written(each) for record, each in zip(found, values, strict=True)]


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
    return move_all(connection, journal, [record], state, now, [values])[0]


def move_all(
    connection: Connection,
    journal: Journal,
    found: Sequence[Record],
    state: State,
    now: datetime,
    values: Sequence[Mapping[str, object]],
) -> list[Record]:
    """The same for several that go the same way."""
    moved = write_all(
        connection, found, [{"state": state, "state_at": now, **each} for each in values]
    )
    for record in found:
        journal.note(now, "state", record.key, record.reference, state, was=record.state)
    return moved


def together(
    connection: Connection,
    journal: Journal,
    items: Sequence[Item],
    all_of: Callable[[Sequence[Item]], list[T]],
    odd: Callable[[Item, Exception], T],
) -> list[T]:
    """`all_of` the items under one savepoint. Should that fail in a way that nobody foresaw, it is
    done again one by one, and only what fails then becomes what `odd` makes of it: one odd order
    must not stop all others. Trouble of the database passes."""
    if not items:
        return []
    try:
        with connection.begin_nested(), journal.undoing():
            return all_of(items)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        if len(items) == 1:
            return [odd(items[0], error)]
    return [together(connection, journal, [item], all_of, odd)[0] for item in items]
