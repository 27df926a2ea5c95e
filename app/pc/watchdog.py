"""Proves that the parts of the program are alive, from a thread that waits for none of them.

Each part has a heart. One that has not beaten for longer than its patience is named in the log,
with what every thread was doing then (functions and lines, no values), and told to whoever shows it.
"""

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import FrameType

from app.core.errors import AppError

log = logging.getLogger(__name__)

#: Between two looks, seconds; a look that comes much later means that the whole program stood still.
EVERY, LATE = 2.0, 10.0
#: The innermost calls of a thread say enough.
_DEPTH = 25


class Heart:
    """One part. `code` is the error that names it, "" for one that can tell nobody."""

    def __init__(self, name: str, code: str, patience: float, clock: Callable[[], float]) -> None:
        self.name, self.code, self.patience = name, code, patience
        self._clock = clock
        self._at: float | None = None

    def beat(self) -> None:
        """It is alive, and will beat again."""
        self._at = self._clock()

    def rest(self) -> None:
        """It is not expected to beat, as before its start and after its end."""
        self._at = None

    def excuse(self) -> None:
        """Counts anew, if it is expected at all."""
        if self._at is not None:
            self._at = self._clock()

    @property
    def silence(self) -> float:
        """Seconds since it was last heard; 0 while it rests."""
        at = self._at
        return 0.0 if at is None else max(0.0, self._clock() - at)


class Watchdog:
    """`each_look` is called at every look.

    Hearts are judged in the order they were made: the first silent one is the one that is named,
    for those after it may only be waiting for it.
    """

    def __init__(
        self,
        *,
        each_look: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        every: float = EVERY,
    ) -> None:
        self._each_look, self._clock = each_look, clock
        #: Called in the watchdog's thread: what stands still, None when all goes on.
        self.told: Callable[[AppError | None], None] = lambda _: None
        self._every = every
        self._hearts: list[Heart] = []
        self._silent: Heart | None = None
        self._looked = clock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def heart(self, name: str, code: str, patience: float) -> Heart:
        """A new part; it rests until it first beats."""
        made = Heart(name, code, patience, self._clock)
        self._hearts.append(made)
        return made

    def start(self) -> None:
        """Begins to look."""
        self._looked = self._clock()
        self._thread.start()

    def stop(self) -> None:
        """Looks no more."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self.look()
            except Exception:
                log.exception("The watchdog failed")

    def look(self) -> None:
        """One look at every heart."""
        self._each_look()
        now = self._clock()
        late, self._looked = now - self._looked > LATE, now
        if late:
            # This PC slept, or the program as a whole stood still: nobody could beat.
            for heart in self._hearts:
                heart.excuse()
        found = next((heart for heart in self._hearts if heart.silence > heart.patience), None)
        if found is self._silent:
            return
        before, self._silent = self._silent, found
        if found is not None:
            seconds = round(found.silence)
            log.error("%s has not been heard for %d s", found.name, seconds)
            for line in stacks():
                log.error("%s", line)
            self._tell(found.code, seconds)
        elif before is not None:
            log.warning("%s goes on", before.name)
            self.told(None)

    def _tell(self, code: str, seconds: int) -> None:
        if code:
            self.told(AppError(code, seconds=seconds))


def stacks() -> list[str]:
    """What each thread is doing, one line each, the innermost call first."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    mine = threading.get_ident()
    return [
        f"Thread {names.get(ident, ident)}: {_calls(frame)}"
        for ident, frame in sys._current_frames().items()
        if ident != mine
    ]


def _calls(frame: FrameType) -> str:
    found = traceback.StackSummary.extract(
        traceback.walk_stack(frame), limit=_DEPTH, lookup_lines=False, capture_locals=False
    )
    return " < ".join(place(call.name, call.filename, call.lineno or 0) for call in found)


def place(function: str, path: str, line: int) -> str:
    """A line of code, without the folders that may name a person."""
    short = "/".join(path.replace("\\", "/").rsplit("/", 2)[-2:])
    return f"{function} ({short}:{line})"
