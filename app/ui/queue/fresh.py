"""What came a moment ago: remembered for two seconds, with one timer for all."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

#: Seconds for which a row is marked.
SECONDS = 2.0


class Fresh:
    """`over` is called with the keys whose moment has passed."""

    def __init__(self, over: Callable[[list[int]], None], parent: QObject) -> None:
        self._until: dict[int, float] = {}
        self._over = over
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._pass)

    def __contains__(self, key: int) -> bool:
        return key in self._until

    def add(self, key: int) -> None:
        """It came just now."""
        self._until[key] = time.monotonic() + SECONDS
        if not self._timer.isActive():
            self._timer.start(round(SECONDS * 1000))

    def _pass(self) -> None:
        # A little ahead of time, so that what came together goes together.
        now = time.monotonic() + 0.1
        past = [key for key, until in self._until.items() if until <= now]
        for key in past:
            del self._until[key]
        if self._until:
            first = min(self._until.values())
            self._timer.start(max(50, round((first - time.monotonic()) * 1000)))
        self._over(past)
