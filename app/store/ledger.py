"""The ledger: the only truth about what was sent.

One thread owns the writing connection and runs whole transactions; the caller's loop awaits them
shielded, so that a slow disk never stops the calls in flight and a cancelled task never
half-cancels a write (design.md section 3).
"""

import asyncio
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import sqlalchemy
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from app.core.errors import AppError
from app.core.events import Event, Notice
from app.settings import Settings
from app.store import compacting, context, database
from app.store.context import Context
from app.store.journal import Journal

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

#: For tests that kill the program: called with names like "steps.step:before-commit" and
#: ":after-commit", module and function of the transaction.
commit_hook: Callable[[str], None] | None = None


@dataclass(frozen=True, slots=True)
class Txn:
    """What a transaction function gets: connection, context, history, the hour (Foodics' clock)."""

    connection: Connection
    context: Context
    journal: Journal
    now: datetime
    settings: Settings


Listener = Callable[[list[Event | Notice]], None]


class Ledger:
    """Opens `path` (raises AppError, see `database.open_writer`) and owns it until `close`."""

    def __init__(
        self,
        path: Path,
        settings: Settings,
        now: Callable[[], datetime],
        *,
        backups: Path | None = None,
    ) -> None:
        self.path = path
        self.settings = settings
        self.now = now
        self._listeners: list[Listener] = []
        #: Called on the store thread with how a transaction ended: None when something was written,
        #: the trouble when that was not possible.
        self.on_write: Callable[[AppError | None], None] = lambda _: None
        self._executor: Executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        try:
            self._engine: sqlalchemy.Engine = self._executor.submit(
                database.open_writer, path, backups
            ).result()
        except BaseException:
            self._executor.shutdown()
            raise
        self._context = context.Reading(self._engine)
        self._closed = threading.Event()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """`listener` is called on the store thread after each commit that told something.

        Returns the function that takes it away again.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, notice: Notice) -> None:
        """Tells the listeners of something that is in no transaction. From any thread."""
        with contextlib.suppress(RuntimeError):  # closed: nobody listens any more
            self._executor.submit(self._tell_all, [notice])

    async def write(
        self, function: Callable[Concatenate[Txn, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Runs `function(txn, …)` as one transaction.

        AppError `ledger_unwritable`, `disk_full` or `ledger_broken` when it cannot be written.
        """
        future = self._executor.submit(partial(self._transaction, function, *args, **kwargs))
        return await asyncio.shield(asyncio.wrap_future(future))

    async def answers(self) -> None:
        """Returns once the store thread has done all that was asked of it before."""
        await asyncio.shield(asyncio.wrap_future(self._executor.submit(_nothing)))

    def write_now(
        self, function: Callable[Concatenate[Txn, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same for callers without a loop."""
        return self._executor.submit(partial(self._transaction, function, *args, **kwargs)).result()

    async def compact(self, seconds: float) -> bool:
        """Leaves nothing in the file that no row holds (`compacting.compact`). AppError as `write`."""
        future = self._executor.submit(self._compact, seconds)
        return await asyncio.shield(asyncio.wrap_future(future))

    def _compact(self, seconds: float) -> bool:
        try:
            return compacting.compact(self._engine, self.path, seconds, self._closed.is_set)
        except (DatabaseError, sqlite3.Error, OSError) as error:
            raise database.trouble(error, self.path) from error

    def _transaction(
        self, function: Callable[Concatenate[Txn, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        journal = Journal()
        name = f"{function.__module__.rpartition('.')[2]}.{function.__qualname__}"
        try:
            with self._engine.begin() as connection:
                txn = Txn(
                    connection,
                    self._context.read(connection, self.settings),
                    journal,
                    self.now(),
                    self.settings,
                )
                before = _changes(connection)
                result = function(txn, *args, **kwargs)
                journal.flush(connection)
                if commit_hook is not None:
                    commit_hook(f"{name}:before-commit")
                wrote = _changes(connection) != before
        except DatabaseError as error:
            trouble = database.trouble(error, self.path)
            self.on_write(trouble)
            raise trouble from error
        if wrote:  # reading alone works on a full disk too
            self.on_write(None)
        if commit_hook is not None:
            commit_hook(f"{name}:after-commit")
        if journal.told:
            self._tell_all(journal.told)
        return result

    def _tell_all(self, told: list[Event | Notice]) -> None:
        for listener in list(self._listeners):
            self._tell(listener, told)

    @staticmethod
    def _tell(listener: Listener, told: list[Event | Notice]) -> None:
        """What is committed is committed: a listener's fault must not look like a failed write."""
        try:
            listener(told)
        except Exception:
            log.exception("A listener of the ledger failed")

    def close(self) -> None:
        """Waits for the transaction at work and closes the file. Idempotent."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._executor.submit(self._engine.dispose).result()
        self._executor.shutdown(wait=True)


def _nothing() -> None:
    return


def _changes(connection: Connection) -> int:
    """How many rows were ever written through this connection."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return int(driver.total_changes)
