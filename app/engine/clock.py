"""Foodics' clock: the `Date` header of its replies, carried on by a monotonic clock.

The PC's own clock decides nothing (rules.md, opening).
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: Date headers are whole seconds; smaller disagreements are only that.
_TOLERANCE = 1.5
#: A clock that jumps further than this is believed the second time: one odd reply must not make
#: every order too old.
_JUMP = 60.0


class ServerClock:
    """Before Foodics has answered it is this PC's clock, mended by what was remembered."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._base = wall()
        self._at = monotonic()
        self._odd: float | None = None
        #: False until Foodics has answered in this run.
        self.known = False

    def remember(self, offset: float) -> None:
        """Takes Foodics' clock minus this PC's (seconds) of an earlier run, until Foodics answers."""
        if not self.known:
            self._base, self._at = self._wall() + offset, self._monotonic()

    def heard(self, date: datetime, at: float) -> None:
        """Takes a `Date` header; `at` is the monotonic time in the middle of the call."""
        server = date.timestamp() + 0.5
        off = server - (self._base + at - self._at)
        if self.known and abs(off) < _TOLERANCE:
            self._odd = None
            return
        if self.known and abs(off) > _JUMP and not self._agrees(server - at):
            return
        self._base, self._at, self.known, self._odd = server, at, True, None

    def _agrees(self, epoch: float) -> bool:
        before, self._odd = self._odd, epoch
        return before is not None and abs(before - epoch) < 2 * _TOLERANCE

    def now(self) -> datetime:
        """Foodics' time, aware UTC."""
        return datetime.fromtimestamp(self._base + self._monotonic() - self._at, UTC)

    @property
    def offset(self) -> float:
        """Foodics' clock minus this PC's, in seconds."""
        return self.now().timestamp() - self._wall()


class Stopwatch:
    """Measures an age that survives the PC's sleep: whichever clock saw more time pass is right."""

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._started: tuple[float, float] | None = None

    def mark(self) -> tuple[float, float]:
        """This moment, to count from it later."""
        return self._wall(), self._monotonic()

    def start(self, mark: tuple[float, float]) -> None:
        """Counts from that moment."""
        self._started = mark

    @property
    def age(self) -> timedelta | None:
        """How long ago it was started; None if never. A clock set back by hand counts as nothing."""
        if self._started is None:
            return None
        wall, monotonic = self._started
        return timedelta(seconds=max(self._wall() - wall, self._monotonic() - monotonic, 0.0))
