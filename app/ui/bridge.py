"""The only crossing between the window and the engine.

Calls go one way (`do`, a coroutine of the window's loop), typed events the other: one signal every
`EVERY` seconds at most, with the last state of each order that changed. Three threads stand behind
it: the engine's loop, its store, and a reader with a connection of its own, whose results are plain
values (`store.screens.types`).
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.events import Event, Notice
from app.paths import DataDir
from app.pc.watchdog import Watchdog
from app.store.screens.types.branches import BranchRow
from app.store.screens.types.queue import QueueRow
from app.store.screens.types.standing import Standing
from app.ui.reader_thread import ReaderThread

if TYPE_CHECKING:
    from app.doctor.check import Check
    from app.engine.instance import Instance
    from app.engine.keyring import Credentials
    from app.pc.notes import Ended
    from app.store.queries import Reader
    from app.ui.engine_thread import EngineThread

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

#: Seconds in which changes are collected before the window hears of them.
EVERY = 0.12
#: Who tells of a trouble, the worst first.
_WORST = ("watchdog", "stuck", "engine", "reading")
#: What could not be read is read again after so many seconds.
AGAIN = 1.0
#: Numbers on top of the window (today's counts, median) are read anew at most so often, seconds.
STANDING_EVERY = 1.0


class Bridge(QObject):
    """`start` it once the window is painted, `close` it before the loop ends. `ended` is how the run
    before this one ended, None if in good order.

    All signals arrive in the window's thread.
    """

    #: list[QueueRow]: the queue as a whole, once after the start.
    loaded = Signal(list)
    #: list[QueueRow]: orders that changed, each once, as they are now.
    changed = Signal(list)
    #: Standing
    standing = Signal(object)
    #: list[BranchRow]
    branches = Signal(list)
    #: Settings: a preference was set, here or by the command line.
    preferences = Signal(object)
    #: datetime: a good look at Foodics ended (Foodics' clock).
    polled = Signal(object)
    #: AppError | None: what keeps the engine itself from working (ledger, keyring, lock).
    trouble = Signal(object)
    #: Another start of the program asks for this window.
    raised = Signal()

    def __init__(
        self,
        data: DataDir,
        *,
        credentials: "Credentials | None" = None,
        instance: "Instance | None" = None,
        practice: bool = False,
        ended: "Ended | None" = None,
        watchdog: Watchdog | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._credentials = credentials
        self._instance = instance
        self._practice, self._ended = practice, ended
        self._watchdog = watchdog
        self._offset = timedelta(0)
        self._engine: EngineThread | None = None
        self._reader = ReaderThread(data)
        self._lock = threading.Lock()
        self._dirty: set[int] = set()
        self._stale = False
        self._branches_stale = False
        self._preferred = False
        self._flushing = False
        self._closed = False
        self._last_standing = 0.0
        self._read_once = False
        self._unread = False
        self._troubles: dict[str, AppError] = {}

    def now(self) -> datetime:
        """Foodics' clock as well as it is known (aware UTC)."""
        return datetime.now(UTC) + self._offset

    def start(self) -> None:
        """Starts the engine in its thread. To be called after the first paint."""
        from app.ui.engine_thread import EngineThread

        self._engine = EngineThread(
            self._data,
            credentials=self._credentials,
            instance=self._instance,
            told=self._told,
            trouble=lambda error: self.say_trouble("engine", error),
            stuck=lambda error: self.say_trouble("stuck", error),
            raised=self.raised.emit,
            opened=self._opened,
            practice=self._practice,
            ended=self._ended,
            watchdog=self._watchdog,
        )
        if self._watchdog is not None:
            self._watchdog.told = lambda error: self.say_trouble("watchdog", error)
        # What the ledger holds is shown first; importing the engine takes longer.
        first, engine = self._reader.submit(self._load), self._engine
        first.add_done_callback(lambda _: engine.start())

    def say_trouble(self, source: str, error: AppError | None) -> None:
        """From any thread. The worst one that lasts is told; the end of one does not hide another."""
        with self._lock:
            if error is None:
                self._troubles.pop(source, None)
            else:
                self._troubles[source] = error
            worst = next((self._troubles[each] for each in _WORST if each in self._troubles), None)
        self.trouble.emit(worst)

    async def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        """Lets the engine carry out a verb of `engine.control`. AppError says why not."""
        if self._engine is None:
            raise AppError("our_fault", what="the engine is not there yet")
        return await self._engine.do(verb, arguments)

    async def read(
        self, function: Callable[Concatenate["Reader", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Runs `function(reader, …)` on the reader's thread; None while there is no ledger yet."""
        found: Future[T | None] = self._reader.submit(
            lambda: self._reader.read(function, *args, **kwargs)
        )
        return await asyncio.wrap_future(found)

    async def check_up(self) -> "list[Check]":
        """What the doctor finds; it changes nothing."""
        from app.ui.checkup import asking

        return await asking.check_up(self._data, self._credentials)

    async def bundle(self, folder: Path, orders: Sequence[int]) -> Path:
        """Makes the file for support in `folder`, with these orders; gives where. AppError."""
        from app.ui.checkup import asking

        return await asking.bundle(self._data, self._credentials, folder, orders)

    def refresh(self) -> None:
        """Reads standing and branches anew."""
        with self._lock:
            self._stale = self._branches_stale = True
        self._flush_soon()

    def end_now(self, seconds: float) -> bool:
        """Ends the engine and waits for it: the session ends, and nobody waits for our loop. False
        if it takes longer."""
        self._closed = True
        return self._engine is None or self._engine.end_now(seconds)

    async def close(self) -> None:
        """Ends the engine (calls in flight end within 10 s) and the reader."""
        self._closed = True
        if self._engine is not None:
            await self._engine.end()
        self._reader.close()

    # In the engine's and the store's threads

    def _opened(self) -> None:
        # A ledger that is new, or was brought up to date just now, could not be read before.
        if not self._read_once:
            self._reader.submit(self._load)
        else:
            self.refresh()

    def _told(self, told: Sequence[Event | Notice]) -> None:
        polled: datetime | None = None
        with self._lock:
            for each in told:
                if isinstance(each, Event):
                    self._dirty.add(each.order_key)
                    self._stale = True
                elif each.what == "good_poll":
                    polled = each.at
                else:
                    self._stale = self._branches_stale = True
                    self._preferred |= each.what == "settings"
            nothing = not (self._dirty or self._stale or self._branches_stale)
        if polled is not None:
            self._offset = polled - datetime.now(UTC)
            self.polled.emit(polled)
        if not nothing:
            self._flush_soon()

    def _flush_soon(self) -> None:
        self._later(EVERY)

    # In the reader's thread

    def _load(self) -> None:
        from app.store.screens import queue  # after the first paint

        rows = self._reader.read(queue.queue_rows)
        now = self._reader.read(_its_now)
        if now is not None:
            # This PC's clock may be wrong, and the first look at Foodics is still to come.
            self._offset = now - datetime.now(UTC)
        self._read_once = rows is not None
        self.loaded.emit(rows or [])
        with self._lock:
            self._stale = self._branches_stale = True
        self._flush()

    def _flush(self) -> None:
        with self._lock:
            keys, self._dirty = self._dirty, set()
            due = time.monotonic() - self._last_standing >= STANDING_EVERY
            stale = self._stale and (due or self._branches_stale)
            again = self._stale and not stale
            self._stale = again
            doors, self._branches_stale = self._branches_stale or stale, False
            preferred, self._preferred = self._preferred, False
            self._flushing = False
        try:
            self._show(keys, stale=stale, doors=doors)
            if preferred:
                self.preferences.emit(self._reader.settings())
        except Exception as error:
            # What was not shown is shown later: a window that stands still looks calm.
            with self._lock:
                self._dirty |= keys
                self._stale = self._branches_stale = True
                self._preferred |= preferred
            self._unread = True
            found = error if isinstance(error, AppError) else None
            wrong = found or AppError("our_fault", what=type(error).__name__)
            self.say_trouble("reading", wrong)
            self._later(AGAIN)
            raise
        if self._unread:
            self._unread = False
            self.say_trouble("reading", None)
        if again:
            self._later(STANDING_EVERY)

    def _show(self, keys: set[int], *, stale: bool, doors: bool) -> None:
        from app.store.screens import branches, queue, standing  # see above

        if keys:
            rows: list[QueueRow] | None = self._reader.read(queue.rows_of, sorted(keys))
            if rows:
                self.changed.emit(rows)
        if stale:
            self._last_standing = time.monotonic()
            found: Standing | None = self._reader.read(standing.standing, running=True)
            self.standing.emit(found or Standing())
        if doors:
            switches: list[BranchRow] | None = self._reader.read(branches.branch_rows)
            self.branches.emit(switches or [])

    def _later(self, seconds: float) -> None:
        with self._lock:
            if self._flushing or self._closed:
                return
            self._flushing = True
        self._reader.later(seconds, self._flush)


def _its_now(reader: "Reader") -> datetime:
    return reader.now
