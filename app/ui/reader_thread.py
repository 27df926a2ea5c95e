"""The thread in which the window reads the ledger, through a connection that cannot write."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.core.errors import AppError
from app.paths import DataDir

if TYPE_CHECKING:
    from app.settings import Settings
    from app.store.queries import Reader

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class ReaderThread:
    """One thread with one read-only connection; made when the ledger is there."""

    def __init__(self, data: DataDir) -> None:
        self._data = data
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._file: Any = None

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future = self._pool.submit(function, *args, **kwargs)
        future.add_done_callback(_complain)
        return future

    def later(self, seconds: float, function: Callable[[], None]) -> None:
        """Runs it after so many seconds; nothing happens once the reader is closed."""
        timer = threading.Timer(seconds, self._ring, [function])
        timer.daemon = True
        timer.start()

    def _ring(self, function: Callable[[], None]) -> None:
        try:
            self.submit(function)
        except RuntimeError:  # closed meanwhile
            return

    def read(
        self, function: Callable[Concatenate["Reader", P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """On the reader's own thread: one consistent state of the ledger; None without one."""
        from app.store.reading import ReadOnly  # imports SQLAlchemy

        if self._file is None:
            if not self._data.ledger.exists():
                return None
            self._file = ReadOnly(self._data.ledger)
        with self._file.reading(self.settings()) as reader:
            return function(reader, *args, **kwargs)

    def settings(self) -> "Settings":
        """The preferences as the file has them now."""
        from app import settings  # after the first paint

        return settings.load(self._data.settings)[0]

    def close(self) -> None:
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _complain(future: "Future[Any]") -> None:
    try:
        error = future.exception()
    except CancelledError:
        return
    if error is not None and not isinstance(error, AppError):
        log.error("Reading for the window failed: %s", type(error).__name__, exc_info=error)
