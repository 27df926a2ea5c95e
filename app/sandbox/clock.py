"""The sandbox's clock and its time line of things still to happen.

Both services stamp and expire by this clock, never by the machine's, so that a test can let an
hour pass at once.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Action = Callable[[], None]
log = logging.getLogger(__name__)


def foodics_stamp(at: datetime | None) -> str | None:
    """`2026-11-23 18:02:21`: UTC without a zone marker (foodics-api 3.5)."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def iso_stamp(at: datetime | None) -> str | None:
    """`2026-11-23T18:02:21Z`: what the control service speaks."""
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stamp(text: str) -> datetime:
    """Reads ISO 8601 or Foodics' form; without a zone it is UTC. ValueError otherwise."""
    at = datetime.fromisoformat(text.strip())
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


class Clock:
    """Real UTC time plus an offset in seconds; can be frozen, and moved forwards or back."""

    def __init__(self, lock: threading.RLock | None = None) -> None:
        self._lock = lock or threading.RLock()
        # Carried on by the monotonic clock: setting the PC's clock must not move the sandbox's.
        self._origin = datetime.now(UTC)
        self._started = time.monotonic()
        self._offset = 0.0
        self._frozen_at: float | None = None
        self._pinned: datetime | None = None

    def now(self) -> datetime:
        """The sandbox's time (aware, UTC)."""
        with self._lock:
            if self._pinned is not None:
                return self._pinned
            passed = self._frozen_at
            if passed is None:
                passed = time.monotonic() - self._started
            return self._origin + timedelta(seconds=passed + self._offset)

    def advance(self, seconds: float) -> datetime:
        """Moves the clock by `seconds` (negative: back) and returns the new time."""
        with self._lock:
            self._offset += seconds
            return self.now()

    def freeze(self) -> None:
        """Time stands still until `thaw`; `advance` still moves it."""
        with self._lock:
            if self._frozen_at is None:
                self._frozen_at = time.monotonic() - self._started

    def thaw(self) -> None:
        """Time goes on from where it stood."""
        with self._lock:
            if self._frozen_at is not None:
                self._started = time.monotonic() - self._frozen_at
                self._frozen_at = None

    def pin(self, at: datetime | None) -> None:
        """While an action of the time line runs, it sees the time it was due at."""
        with self._lock:
            self._pinned = at


class Timeline:
    """Actions due at a time of the sandbox's clock, carried out in order under the world's lock.

    Each request settles it first, so nothing stamped before a reply can become visible after it:
    a cursor on server time is as safe here as at the real service.
    """

    def __init__(self, clock: Clock, lock: threading.RLock) -> None:
        self._clock = clock
        self._lock = lock
        self._heap: list[tuple[datetime, int, Action]] = []
        self._order = itertools.count()
        self._settling = False
        self.errors: list[Exception] = []

    def after(self, seconds: float, action: Action) -> None:
        """Carries out `action` when `seconds` of sandbox time have passed; at once for 0."""
        with self._lock:
            if seconds <= 0:
                action()
                return
            due = self._clock.now() + timedelta(seconds=seconds)
            heapq.heappush(self._heap, (due, next(self._order), action))

    def settle(self) -> None:
        """Carries out all that is due."""
        with self._lock:
            if self._settling:
                return
            self._settling = True
            now = self._clock.now()
            try:
                while self._heap and self._heap[0][0] <= now:
                    due, _, action = heapq.heappop(self._heap)
                    self._clock.pin(due)
                    try:
                        action()
                    except Exception as error:
                        # One script gone wrong must not stop couriers and uploads.
                        self.errors.append(error)
                        log.exception("an action of the sandbox failed")
            finally:
                self._clock.pin(None)
                self._settling = False

    def pending(self) -> int:
        """How many actions are still to come."""
        with self._lock:
            return len(self._heap)
