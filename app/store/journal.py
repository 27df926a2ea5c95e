"""The history of each order, and the events a transaction yields once it is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from app.core.events import Event, Notice
from app.store.codec import dump
from app.store.tables import events


class Journal:
    """Collects what one transaction writes. `told` goes to listeners after the commit only."""

    def __init__(self) -> None:
        self.told: list[Event | Notice] = []
        self._rows: list[dict[str, object]] = []

    def note(
        self,
        at: datetime,
        kind: str,
        order_key: int,
        reference: int,
        state: str | None,
        **data: object,
    ) -> None:
        """Writes one line into an order's history (see `core.events.Event` for the kinds)."""
        told = {**data, "state": state} if state is not None else data
        self._rows.append({"order_key": order_key, "at": at, "kind": kind, "data": dump(told)})
        self.told.append(Event(at, kind, order_key, reference, state, data))

    def touch(self, at: datetime, order_key: int, reference: int, state: str) -> None:
        """Tells listeners that an order is to be shown anew; nothing for its history."""
        self.told.append(Event(at, "shown", order_key, reference, state))

    def read(self, at: datetime, order_key: int, reference: int, state: str) -> None:
        """Tells listeners that an order was read by id and may go; nothing for its history."""
        self.told.append(Event(at, "read", order_key, reference, state))

    def notice(self, at: datetime, what: str, **data: object) -> None:
        """Tells listeners something about the whole program; not kept."""
        self.told.append(Notice(at, what, data))

    @contextmanager
    def undoing(self) -> Iterator[None]:
        """Forgets what was written inside when it fails: goes with a savepoint."""
        told, rows = len(self.told), len(self._rows)
        try:
            yield
        except BaseException:
            del self.told[told:]
            del self._rows[rows:]
            raise

    def flush(self, connection: Connection) -> None:
        """Writes the lines; the last thing a transaction does before its commit."""
        if self._rows:
            connection.execute(insert(events), self._rows)
            self._rows.clear()
