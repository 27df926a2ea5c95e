"""Who may ask Foodics when, so that it never has to say "too many" (foodics-api.md section 4).

Foodics counts the requests of one token and address in a window of 60 s, and so do we, in a way
that holds whether its window slides or is fixed: a request counts from the moment it starts until
a whole window after its reply, because it may have been counted at any moment between the two.
Times are seconds of a monotonic clock.
"""

import asyncio
import heapq
import itertools
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

#: Seconds by which two clocks and the edge of a window may be apart.
SLACK = 0.25
#: Requests that stay free when the rest goes: for a live poll of several pages, for a person.
HEADROOM = 3


class Priority(IntEnum):
    """What a request is for; lower goes first."""

    LIVE = 0
    PERSON = 1
    REST = 2


@dataclass(slots=True, eq=False)
class Ticket:
    """One request that may go. `ended` is when its reply came, None while it is on its way."""

    priority: Priority
    started: float
    ended: float | None = None

    def counted_before(self, moment: float) -> bool:
        """Tell whether the far side had surely counted it by then."""
        return self.ended is not None and self.ended <= moment


@dataclass(frozen=True, slots=True)
class _Told:
    """What the far side last said is left, and about which request."""

    remaining: int
    ticket: Ticket
    at: float


class Pacer:
    """The budget of one token, shared by all who use it.

    `limit` requests per `window` seconds hold until reply headers name another limit. One or two
    are never used. `now` is a monotonic clock in seconds.
    """

    def __init__(
        self,
        *,
        limit: int = 30,
        window: float = 60.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limit = limit
        self.window = window
        self._now = now
        self._tickets: list[Ticket] = []
        #: When requests that are not ours were first told of: another program with our token.
        self._strangers: list[float] = []
        self._told: _Told | None = None
        self._beside_until = -math.inf
        self._stopped_until = -math.inf
        # Nothing is known yet of what others have used: the first request goes alone.
        self._feeling = True
        self._queue: list[tuple[Priority, int, asyncio.Future[Ticket]]] = []
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def budget(self) -> int:
        """How many requests we allow ourselves in a window."""
        return max(1, self.limit - (2 if self.limit >= 10 else 1))

    @property
    def reserve(self) -> int:
        """How many of them the rest leaves to live polls: a minute of polls at 5 s, and some."""
        return math.ceil(self.limit * 14 / 30)

    @property
    def stopped_until(self) -> float:
        """Until when the far side wants no request at all, by the clock that was given."""
        return self._stopped_until

    @property
    def free(self) -> int:
        """How many requests could start now, as far as our own count goes."""
        now = self._now()
        self._forget(now)
        counted = sum(self._until(ticket) > now for ticket in self._tickets)
        return max(0, self.budget - counted - len(self._strangers))

    async def turn(self, priority: Priority) -> Ticket:
        """Wait until a request may start, and count it. Give the ticket back to `finished`.

        LIVE goes before PERSON before REST. REST (with PERSON and requests of other programs) uses
        only what `reserve` leaves of the budget, less a few.
        """
        waiter: asyncio.Future[Ticket] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (priority, next(self._order), waiter))
        self._pump()
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self.finished(waiter.result())
            self._pump()
            raise

    def heard(self, ticket: Ticket, headers: Mapping[str, str]) -> None:
        """Learn from the headers of a reply: the limit, and what others have used of it."""
        now = self._now()
        self._feeling = self._feeling and ticket.started < self._stopped_until
        limit = _number(headers.get("x-ratelimit-limit"))
        if limit:
            self.limit = limit
        remaining = _number(headers.get("x-ratelimit-remaining"))
        if remaining is not None:
            self._learn(ticket, min(remaining, self.limit), now)
        self._pump()

    def finished(self, ticket: Ticket) -> None:
        """Note that a request is over, with a reply or without. To be called for every ticket."""
        if ticket.ended is None:
            ticket.ended = self._now()
        self._pump()

    def stop_for(self, seconds: float) -> None:
        """Let everybody wait so long: the far side said "too many". Then one goes ahead alone."""
        self._stopped_until = max(self._stopped_until, self._now() + seconds)
        self._feeling = True
        # The far side named the time itself: what it said before about the rest is overtaken.
        self._told = None
        self._strangers.clear()
        self._pump()

    def spacing(self, pages: int) -> float:
        """Give the seconds from one live poll of so many requests to the next.

        So many that a window of such polls keeps within three quarters of the budget: the rest
        must not starve.
        """
        return self.window * max(1, pages) / max(1.0, self.budget * 0.75)

    def _learn(self, ticket: Ticket, remaining: int, now: float) -> None:
        """Believe the far side about what is used, as far as it is not surely ours.

        Alone we know better than it what we did, and need no such care, which costs time: only
        once more is used than can be ours, it is taken, and for two windows.
        """
        self._forget(now)
        used = self.limit - remaining
        if used > sum(self._until(other) > ticket.started for other in self._tickets):
            self._beside_until = now + 2 * self.window
        late = self._told is not None and ticket.started < self._told.ticket.started
        if now >= self._beside_until or late:
            return
        self._told = _Told(remaining, ticket, now)
        ours = 1 + sum(
            other.counted_before(ticket.started) and other.started > now - self.window
            for other in self._tickets
            if other is not ticket
        )
        strangers, known = max(0, used - ours), len(self._strangers)
        gone = self._strangers[: max(0, known - strangers)]
        self._strangers = self._strangers[len(gone) :] + [now] * max(0, strangers - known)

    def _pump(self) -> None:
        """Let go whoever may go now, and look again when the next one may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            priority, _, waiter = self._queue[0]
            if waiter.done():
                heapq.heappop(self._queue)
                continue
            now = self._now()
            wait = self._free_at(priority, now) - now
            if wait > 0:
                if wait < math.inf:
                    loop = asyncio.get_running_loop()
                    # A timer may fire a little early; it then only looks once more.
                    self._timer = loop.call_later(max(wait, 0.001), self._pump)
                return
            heapq.heappop(self._queue)
            ticket = Ticket(priority, now)
            self._tickets.append(ticket)
            waiter.set_result(ticket)

    def _free_at(self, priority: Priority, now: float) -> float:
        """Tell when a request of this priority may start; infinite if only a reply can tell."""
        self._forget(now)
        if self._feeling and any(ticket.ended is None for ticket in self._tickets):
            return math.inf
        counted = [ticket for ticket in self._tickets if self._until(ticket) > now]
        strangers = [moment + self.window + SLACK for moment in self._strangers]
        every = [self._until(ticket) for ticket in counted] + strangers
        times = [self._stopped_until, _room_at(every, self.budget), self._told_at()]
        if priority is Priority.REST:
            others = strangers + [
                self._until(ticket) for ticket in counted if ticket.priority is not Priority.LIVE
            ]
            times += [
                _room_at(every, max(1, self.budget - HEADROOM)),
                _room_at(others, max(1, self.budget - self.reserve - HEADROOM)),
            ]
        return max(times)

    def _told_at(self) -> float:
        """Tell until when the far side's own count forbids one more.

        It may count in fixed windows, so nothing comes free for sure before a window has passed.
        """
        told = self._told
        if told is None:
            return -math.inf
        since = sum(
            other is not told.ticket and not other.counted_before(told.ticket.started)
            for other in self._tickets
        )
        # Alone we leave `limit - budget` unused, so less than that is left only beside others.
        spare = max(0, self.limit - self.budget - 1)
        free = told.remaining - since > spare
        return -math.inf if free else told.at + self.window + SLACK

    def _until(self, ticket: Ticket) -> float:
        return math.inf if ticket.ended is None else ticket.ended + self.window + SLACK

    def _forget(self, now: float) -> None:
        # Kept a window longer than counted: a slow reply tells how it was when it was counted.
        kept = now - self.window
        self._tickets = [ticket for ticket in self._tickets if self._until(ticket) > kept]
        self._strangers = [m for m in self._strangers if m + self.window + SLACK > now]
        # Nobody renews it any more once we are alone again, so it would only count what we do.
        alone = now >= self._beside_until
        if self._told is not None and (alone or self._told.at + self.window + SLACK <= now):
            self._told = None


def _room_at(ends: list[float], allowed: int) -> float:
    """Tell when fewer than `allowed` of these are still counted."""
    return -math.inf if len(ends) < allowed else sorted(ends)[len(ends) - allowed]


def _number(text: str | None) -> int | None:
    """Read a header's whole number; None when it is none, or absurd."""
    if text is None or not text.strip().isascii() or not text.strip().isdigit():
        return None
    return int(text.strip()[:9])
