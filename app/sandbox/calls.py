"""The log of calls that both services received, for the control service and for tests."""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.sandbox.clock import iso_stamp

LOG_LENGTH = 40_000


@dataclass(frozen=True)
class Call:
    """One request: `status` is None when the connection ended without a reply.

    `began` is when it arrived and `at` when it was over, by the sandbox's clock.
    """

    service: str
    endpoint: str
    status: int | None
    at: datetime
    order_id: str | None = None
    query: str = ""
    fault: str | None = None
    began: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """For `GET /calls`."""
        return {
            "service": self.service,
            "endpoint": self.endpoint,
            "status": self.status,
            "at": iso_stamp(self.at),
            "order_id": self.order_id,
            "query": self.query,
            "fault": self.fault,
            "began": None if self.began is None else self.began.isoformat(),
        }


class CallLog:
    """Bounded log, counters that are not bounded, and the most calls in flight at once."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._calls: deque[Call] = deque(maxlen=LOG_LENGTH)
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._in_flight: Counter[str] = Counter()
        self._most: Counter[str] = Counter()

    def begin(self, service: str) -> None:
        """A call of `service` has arrived."""
        with self._lock:
            self._in_flight[service] += 1
            self._most[service] = max(self._most[service], self._in_flight[service])

    def end(self, call: Call) -> None:
        """The call has been answered, or its connection closed."""
        with self._lock:
            self._in_flight[call.service] -= 1
            self._calls.append(call)
            status = "dropped" if call.status is None else str(call.status)
            self._counts[(call.service, call.endpoint, status)] += 1

    def calls(self, service: str | None = None, endpoint: str | None = None) -> list[Call]:
        """The calls still in the log, oldest first."""
        with self._lock:
            return [
                call
                for call in self._calls
                if service in (None, call.service) and endpoint in (None, call.endpoint)
            ]

    def count(self, service: str, endpoint: str) -> int:
        """All calls of an endpoint since the start, also those no longer in the log."""
        with self._lock:
            return sum(n for key, n in self._counts.items() if key[:2] == (service, endpoint))

    def clear(self) -> None:
        """Forgets calls and counters; what is in flight stays."""
        with self._lock:
            self._calls.clear()
            self._counts.clear()
            self._most = Counter(self._in_flight)

    def summary(self) -> dict[str, Any]:
        """Counters per service, endpoint and status, and the most calls in flight."""
        with self._lock:
            counts: dict[str, dict[str, dict[str, int]]] = {}
            for (service, endpoint, status), n in sorted(self._counts.items()):
                counts.setdefault(service, {}).setdefault(endpoint, {})[status] = n
            return {
                "counts": counts,
                "max_in_flight": {name: self._most[name] for name in ("foodics", "oto")},
                "in_flight": {name: self._in_flight[name] for name in ("foodics", "oto")},
            }
