"""Foodics' rate limit and its two block rules (foodics-api 4, 12.10)."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from datetime import datetime, timedelta

from app.sandbox.clock import Clock
from app.sandbox.reply import Reply, text_reply
from app.sandbox.switches import FoodicsSwitches

Key = tuple[str, str]


class Limits:
    """Counts per token and address, and what is blocked. Used under the world's lock.

    The window slides and rejected calls count too: whoever retries early waits longer, as a live
    client learned.
    """

    def __init__(self, clock: Clock, switches: FoodicsSwitches) -> None:
        self._clock = clock
        self._switches = switches
        self._hits: dict[Key, deque[datetime]] = defaultdict(deque)
        self._rejected: dict[Key, deque[datetime]] = defaultdict(deque)
        self._refused: dict[str, deque[datetime]] = defaultdict(deque)
        self._rate_blocked: dict[Key, datetime] = {}
        self._blocked: dict[str, datetime] = {}

    def reset(self) -> None:
        """Forgets counts and blocks."""
        for store in (self._hits, self._rejected, self._refused):
            store.clear()
        self._rate_blocked.clear()
        self._blocked.clear()

    def blocked(self, address: str) -> Reply | None:
        """The address is blocked for an hour after too many 401/403: Cloudflare's text."""
        until = self._blocked.get(address)
        if until is None or until <= self._clock.now():
            return None
        return text_reply(403, "error code: 1006")

    def hit(self, token: str, address: str) -> Reply | None:
        """Counts a request; 429 when there were too many."""
        key, now, switches = (token, address), self._clock.now(), self._switches
        until = self._rate_blocked.get(key)
        if until is not None and until > now:
            return self._too_many((until - now).total_seconds())
        hits = self._hits[key]
        self._forget(hits, now - timedelta(seconds=switches.rate_window))
        hits.append(now)
        if len(hits) <= switches.rate_limit:
            self._rejected[key].clear()
            return None
        rejected = self._rejected[key]
        rejected.append(now)
        self._forget(rejected, now - timedelta(seconds=switches.rate_block_within))
        if len(rejected) > switches.rate_block_after:
            self._rate_blocked[key] = now + timedelta(seconds=switches.rate_block_seconds)
            rejected.clear()
            return self._too_many(switches.rate_block_seconds)
        freed = hits[-switches.rate_limit] + timedelta(seconds=switches.rate_window)
        return self._too_many((freed - now).total_seconds())

    def remaining(self, token: str, address: str) -> int:
        """For X-RateLimit-Remaining."""
        hits = self._hits[(token, address)]
        self._forget(hits, self._clock.now() - timedelta(seconds=self._switches.rate_window))
        return max(0, self._switches.rate_limit - len(hits))

    def refused(self, address: str) -> None:
        """Counts a reply of 401 or 403."""
        now, switches = self._clock.now(), self._switches
        refused = self._refused[address]
        refused.append(now)
        self._forget(refused, now - timedelta(seconds=switches.auth_block_within))
        if len(refused) > switches.auth_block_after:
            self._blocked[address] = now + timedelta(seconds=switches.auth_block_seconds)
            refused.clear()

    @staticmethod
    def _forget(times: deque[datetime], before: datetime) -> None:
        while times and times[0] <= before:
            times.popleft()

    @staticmethod
    def _too_many(seconds: float) -> Reply:
        wait = max(1, math.ceil(seconds))
        return Reply(429, {"message": "Too Many Attempts."}, {"Retry-After": str(wait)})
