"""Reading the ledger beside whoever writes it: one consistent state at a time, never a lock.

For the window's reader thread and the reading commands. Never migrates, never makes anything.
"""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from app.core.errors import AppError
from app.settings import Settings
from app.store import database, facts, queries


class ReadOnly:
    """The ledger at `path`, opened when it is first read: it may not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine: Engine | None = None

    @contextlib.contextmanager
    def reading(self, settings: Settings) -> Iterator[queries.Reader]:
        """A reader on one consistent state. "Now" is this PC's clock, mended by what was last heard
        from Foodics.

        To be left before anything slow is done with what was read: an open state keeps the writer's
        log growing. Raises AppError `ledger_newer`, `ledger_older`, `ledger_broken` or
        `ledger_unreadable` (also while the file is not there).
        """
        if self._engine is None:
            self._engine = database.open_reader(self.path)
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                try:
                    clock = facts.get(connection, facts.ClockFact)
                    offset = timedelta(seconds=clock.offset if clock else 0.0)
                    yield queries.Reader.of(connection, settings, datetime.now(UTC) + offset)
                finally:
                    connection.exec_driver_sql("ROLLBACK")
        except DatabaseError as error:
            why = str(error.orig or "")
            self.close()
            if "malformed" in why or "not a database" in why:
                raise AppError("ledger_broken", path=self.path) from error
            raise AppError("ledger_unreadable", path=self.path, why=why) from error

    def close(self) -> None:
        """Lets go of the file; the next reading opens it again. Idempotent."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
