"""Claims, calls, records: what is queued goes to OTO, once (design.md sections 3 and 5).

Its wake is by level, not by edge: it looks at the ledger after every commit and on a slow tick
besides, so that a lost signal costs seconds and never an order.
"""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.core.events import Event, Notice
from app.engine import steps
from app.engine.connections import Connections
from app.engine.lookup import look_up
from app.engine.signs import Signs
from app.engine.steps import Step
from app.engine.tasks import wait
from app.store.claims import LookUp, Send
from app.store.ledger import Ledger
from app.store.looked import LookedUp
from app.store.outcomes import Sent

log = logging.getLogger(__name__)

IN_FLIGHT = 4
#: How many more are claimed ahead in a backlog, so that a slow disk does not stop the calls.
AHEAD = 8
#: The slow tick, seconds.
TICK = 5.0
#: Calls that end within so many seconds of each other are recorded together, while others go on.
TOGETHER = 0.1
#: When the program ends, calls in flight get so long, seconds.
LAST_CALLS = 10.0
#: Kinds of events that give the dispatcher nothing to do.
_NO_NEWS = ("attempt", "lookup", "shown")


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A send that was claimed, with what was known then."""

    send: Send
    seen: int
    probe: bool


class Dispatcher:
    """`may_send` says whether the ledger shows Foodics as it is (rules.md section 1, freshness)."""

    def __init__(
        self,
        ledger: Ledger,
        connections: Connections,
        gate: asyncio.Semaphore,
        may_send: Callable[[], bool],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._ledger = ledger
        self._connections = connections
        self._gate = gate
        self._may_send = may_send
        self._monotonic = monotonic
        self._jitter = jitter
        self._signs = Signs(connections, gate, monotonic)
        self._breaker = self._signs.breaker
        self._wake = asyncio.Event()
        self._ended: list[Sent | LookedUp] = []
        self._ahead: deque[_Claimed] = deque()
        self._tasks: dict[asyncio.Task[None], Sent | LookedUp | None] = {}
        self._backlog = False
        #: Grows with each commit that may speak against what was claimed ahead: on the store thread, so
        #: that no call begins in the moment it takes the loop to hear of a pause.
        self._changes = 0
        self._used = connections.oto
        self._finishing = False
        self._loop = asyncio.get_running_loop()
        self._stop = ledger.listen(self._heard)
        connections.on_change.append(self._connection_changed)

    def _heard(self, told: Sequence[Event | Notice]) -> None:
        """Called on the store thread after each commit."""
        own = all(isinstance(each, Event) and each.kind in _NO_NEWS for each in told)
        speaks = any(isinstance(each, Notice) or each.kind in ("edited", "person") for each in told)
        self._changes += speaks
        if not own:
            self._loop.call_soon_threadsafe(self._wake.set)

    def _connection_changed(self) -> None:
        # Foodics' troubles say nothing about OTO: only another client of OTO's is a new start.
        if self._connections.oto is not self._used:
            self._used, self._signs.mended = self._connections.oto, True
        elif self._connections.oto_trouble is None:
            self._breaker.hurry()  # somebody else found that it works again
        self._wake.set()

    def probe_soon(self) -> None:
        """A person asks to try OTO now."""
        self._breaker.hurry()
        self._wake.set()

    async def run(self) -> None:
        """Sends until `finish` is called."""
        while not self._finishing:
            step = await self._step()
            self._start(step)
            await wait(self._wake, self._until_next(step))
            await self._gather()

    async def _gather(self) -> None:
        """In a backlog calls go on by what was claimed ahead: waits until one has ended, and a moment
        for others, while something is left to go on with. A transaction costs as much as a call."""
        over = self._loop.time() + TICK
        while self._ahead and not (self._finishing or self._signs.mended or self._breaker.is_open):
            if self._ended:
                over = min(over, self._loop.time() + TOGETHER)
            left = over - self._loop.time()
            if left <= 0 or not await wait(self._wake, left):
                return

    def end(self) -> None:
        """No new calls from now on; `run` returns after the step at work."""
        self._finishing = True
        self._wake.set()

    async def finish(self) -> None:
        """After `run` has returned: calls in flight get 10 s and are recorded. The rest stays
        `sending` and is looked up at the next start."""
        self._stop()
        self._connections.on_change.remove(self._connection_changed)
        unsent = [claimed.send.key for claimed in self._ahead]
        self._ahead.clear()
        if unsent:
            await self._ledger.write(steps.give_back, unsent)
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=LAST_CALLS)
        late = list(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        await self._signs.close()
        ended, self._ended = self._ended, []
        if ended:
            await self._ledger.write(steps.record, ended)

    async def _step(self) -> Step:
        """One transaction: record what ended, claim what comes next."""
        ended, self._ended = self._ended, []
        mended = self._signs.take_mended()
        sends, probes = self._room()
        oto = self._connections.oto
        if oto is None:
            sends = probes = 0
        open_for_sending = self._may_send()
        try:
            step = await self._ledger.write(
                steps.step,
                ended,
                sends=sends if open_for_sending else 0,
                look_ups=probes,
                probing=self._breaker.is_open and not self._signs.looks_go_on,
                any_time=self._breaker.is_open,
                mended=mended,
                seen=self._changes,
            )
        except BaseException:
            # Nothing was recorded: what ended is kept and recorded with the next step.
            self._ended = ended + self._ended
            self._signs.mended = self._signs.mended or mended
            raise
        if sends or not open_for_sending:
            self._backlog = len(step.sends) >= sends > 0
        return step

    def _room(self) -> tuple[int, int]:
        """How many sends and look-ups may be claimed now."""
        if self._connections.oto_rests:
            return 0, 0
        busy = len(self._tasks) + len(self._ahead)
        free = max(0, IN_FLIGHT - busy)
        if self._breaker.is_open:
            probe = 1 if self._breaker.may_probe and not self._tasks else 0
            return probe, (free if self._signs.looks_go_on else probe)
        ahead = AHEAD if self._backlog else 0
        return max(0, IN_FLIGHT + ahead - busy), free

    def _start(self, step: Step) -> None:
        sends, look_ups = step.sends, step.look_ups
        for look in look_ups:
            self._begin(self._look_up(look), LookedUp(look.key, failed="our fault"))
        self._ahead.extend(_Claimed(send, step.seen, step.probing) for send in sends)
        if not self._finishing:
            self._start_sends()

    def _start_sends(self) -> None:
        while self._ahead and len(self._tasks) < IN_FLIGHT:
            claimed = self._ahead.popleft()
            lost = Answer(Outcome.UNKNOWN, code="our fault")
            self._begin(self._send(claimed), Sent(claimed.send.key, lost, 0.0, 0.0))

    def _begin(self, work: Coroutine[None, None, None], lost: Sent | LookedUp) -> None:
        """Starts a call. `lost` is what is recorded should it fail in a way nobody foresaw."""
        task = asyncio.create_task(work)
        self._tasks[task] = lost
        task.add_done_callback(self._over)

    def _over(self, task: "asyncio.Task[None]") -> None:
        lost = self._tasks.pop(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("A call to OTO ended unexpectedly", exc_info=error)
            if lost is not None:
                self._ended.append(lost)
        if not self._finishing:
            self._start_sends()
        self._wake.set()

    def _came_to(self, ended: Sent | LookedUp) -> None:
        """How the call of this task ended, to be recorded with the next step, once."""
        self._ended.append(ended)
        task = asyncio.current_task()
        assert task is not None
        self._tasks[task] = None

    async def _send(self, claimed: _Claimed) -> None:
        send: Send | None = claimed.send
        async with self._gate:
            oto = self._connections.oto
            opened_meanwhile = self._breaker.is_open and not claimed.probe
            if oto is None or opened_meanwhile or not self._may_send():
                await self._ledger.write(steps.give_back, [claimed.send.key])
                return
            if claimed.seen != self._changes:
                send = await self._ledger.write(steps.still_good, claimed.send.key)
            if send is None:
                return
            started = self._monotonic()
            with self._signs.watching(oto):
                answer = await oto.create_order(send.request)
            seconds = self._monotonic() - started
        self._came_to(Sent(send.key, answer, seconds, self._jitter()))
        if oto is self._connections.oto:
            await self._signs.answered(oto, send.key, answer)

    async def _look_up(self, look: LookUp) -> None:
        async with self._gate:
            oto = self._connections.oto
            if oto is None:
                self._came_to(LookedUp(look.key, failed="step_oto"))
                return
            try:
                seen = await look_up(oto, look.request)
            except AppError as error:
                self._came_to(LookedUp(look.key, failed=error.code))
                if oto is self._connections.oto:
                    await self._signs.failed(error)
                return
        self._came_to(LookedUp(look.key, seen=seen))
        if oto is self._connections.oto:
            await self._signs.looked_up(look.key, is_there=seen is not None)

    def _until_next(self, step: Step) -> float:
        """Seconds to the next look at the latest."""
        if self._ended:
            return 0.0
        due = self._breaker.seconds_to_probe
        if due is None and step.next_due is not None:
            due = (step.next_due - step.now).total_seconds()
        # What is due and was not taken (paused, not fresh, no room) waits for a wake or the tick.
        return min(TICK, due) if due is not None and due > 0 else TICK
