"""Foodics' clock: the `Date` header of its replies, carried on by a monotonic clock.

The PC's own clock decides nothing (rules.md, opening).
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: Date headers are whole seconds; smaller disagreements are only that.
_TOLERANCE = 1.5
#: A clock that jumps further than this is believed the second time: one odd reply must not make
#: every order too old.
_JUMP = 60.0
#: A heart that beats every second and was silent for longer: the PC slept or the program stood still.
GAP = 10.0


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
        self._doubted = -math.inf
        #: False until Foodics has answered in this run.
        self.known = False

    def remember(self, offset: float) -> None:
        """Takes Foodics' clock minus this PC's (seconds) of an earlier run, until Foodics answers."""
        if not self.known:
            self._base, self._at = self._wall() + offset, self._monotonic()

    def heard(self, date: datetime, at: float) -> None:
        """Takes a `Date` header; `at` is the monotonic time in the middle of the call."""
        if at < self._doubted:
            return  # asked before the PC slept, and nobody knows how long the answer is old
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

    def doubt(self) -> None:
        """The PC has slept, and its monotonic clock may have stood still: the next reply decides."""
        self.known, self._odd, self._doubted = False, None, self._monotonic()

    def now(self) -> datetime:
        """Foodics' time, aware UTC."""
        return datetime.fromtimestamp(self._base + self._monotonic() - self._at, UTC)

    @property
    def offset(self) -> float:
        """Foodics' clock minus this PC's, in seconds."""
        return self.now().timestamp() - self._wall()


#: A moment by both clocks, and after how many gaps.
Mark = tuple[float, float, int]


@dataclass(frozen=True, slots=True)
class Silence:
    """A gap: the PC's clock at its beginning and end, and its length by the monotonic clock."""

    began: float
    ended: float
    monotonic: float


class Stopwatch:
    """Measures an age that survives the PC's sleep: whichever clock saw more time pass is right.

    Once it is kept going by `beat`, a silence counts as a gap: nothing that began before it has an
    age any more (rules.md section 1, freshness).
    """

    def __init__(
        self,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._monotonic = monotonic
        self._started: Mark | None = None
        self._beat: Mark | None = None
        self._gaps = 0
        self._told = 0
        #: The last gap, None before the first.
        self.silence: Silence | None = None

    def mark(self) -> Mark:
        """This moment, to count from it later."""
        self._look_for_gap()
        return self._now()

    def start(self, mark: Mark) -> None:
        """Counts from that moment; one before a gap counts for nothing."""
        self._look_for_gap()
        if mark[2] == self._gaps:
            self._started = mark

    def beat(self) -> bool:
        """Still alive; to be called every second. True if there was a gap since the last time."""
        self._look_for_gap()
        self._beat = self._now()
        told, self._told = self._told, self._gaps
        return told != self._gaps

    @property
    def age(self) -> timedelta | None:
        """How long ago it was started; None if never, or not since the last gap. A clock set back by
        hand counts as nothing."""
        self._look_for_gap()
        return None if self._started is None else timedelta(seconds=self._since(self._started))

    def _look_for_gap(self) -> None:
        # Not left to `beat` alone: after a sleep another task may well wake up first.
        if self._beat is not None and self._since(self._beat) > GAP:
            self._gaps += 1
            before, now = self._beat, self._now()
            self.silence = Silence(before[0], now[0], now[1] - before[1])
            self._beat = now
            self._started = None

    def _now(self) -> Mark:
        return self._wall(), self._monotonic(), self._gaps

    def _since(self, moment: Mark) -> float:
        return max(self._wall() - moment[0], self._monotonic() - moment[1], 0.0)
