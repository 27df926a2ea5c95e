"""What the calls say of OTO as a whole: whether it is there, and whether it takes orders."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError, Kind
from app.engine.breaker import ACCOUNT_PROBE_EVERY, Breaker, outage, stopped
from app.engine.connections import Connections
from app.net import NoReply
from app.oto.client import Oto

log = logging.getLogger(__name__)

#: What may be trouble of one order alone opens the breaker when so many have met it in a row.
DOUBTS = 2
#: A createOrder that takes longer makes us ask whether OTO answers at all, within so many seconds.
SLOW, ANSWERS_WITHIN = 15.0, 12.0
_STOPS_ALL = (Outcome.SIGN_IN, Outcome.ACCOUNT)


class Signs:
    """Keeps the breaker, and tells the connections how OTO is doing. Times are monotonic seconds."""

    def __init__(
        self, connections: Connections, gate: asyncio.Semaphore, monotonic: Callable[[], float]
    ) -> None:
        self._connections = connections
        self._gate = gate
        self._monotonic = monotonic
        self.breaker = Breaker(monotonic)
        #: True from the end of a trouble until the dispatcher has made all that waited due.
        self.mended = False
        #: True while OTO refuses sign-in or account: look-ups go on, sending does not.
        self._refused = False
        #: Orders whose createOrder ended in doubt since one was answered, and look-ups that did.
        self._doubts: set[int] = set()
        self._lost_looks = 0
        self._wondering: asyncio.Task[None] | None = None
        self._wondered = -ANSWERS_WITHIN - SLOW

    @property
    def looks_go_on(self) -> bool:
        """OTO answers, though it takes no orders."""
        return self._refused or self.breaker.answers

    def take_mended(self) -> bool:
        """Whether a trouble is over, once: then the breaker is closed and all goes again."""
        mended, self.mended = self.mended, False
        if mended:
            self.breaker.succeeded()
            self._refused = False
        return mended

    async def answered(self, oto: Oto, key: int, answer: Answer) -> None:
        """A createOrder ended, that of the dispatch with this key."""
        if answer.outcome in _STOPS_ALL:
            self._refused = True
            self.breaker.failed(ACCOUNT_PROBE_EVERY)
            await self._connections.oto_failed(stopped(answer))
        elif answer.breaks:
            self._doubts.add(key)
            if not answer.doubtful or self._is_no_doubt:
                self.breaker.failed(asked=answer.retry_after or 0.0)
                await self._connections.oto_failed(outage(answer))
            elif answer.http is None:
                self._wonder(oto)
        elif answer.http is not None:
            self._doubts.clear()
            self._lost_looks = 0
            self._refused = False
            if self.breaker.succeeded():
                self.mended = True
            await self._connections.oto_well()

    async def looked_up(self, key: int, *, is_there: bool) -> None:
        """A look-up was answered."""
        self._lost_looks = 0
        if is_there:
            self._doubts.discard(key)
        if self._refused:
            return
        if self.breaker.is_open:
            self.breaker.looked_up()  # that it answers does not say that it takes orders
        else:
            await self._connections.oto_well()

    async def failed(self, error: AppError) -> None:
        """A look-up failed."""
        if error.kind is Kind.SIGN_IN:
            self._refused = True
            self.breaker.failed(ACCOUNT_PROBE_EVERY)
            await self._connections.oto_failed(error)
        elif error.kind in (Kind.NETWORK, Kind.SERVICE, Kind.LIMIT):
            self._lost_looks += 1
            if not isinstance(error, NoReply) or self._is_no_doubt:
                self.breaker.failed(asked=error.retry_after or 0.0)
                await self._connections.oto_failed(error)

    @contextlib.contextmanager
    def watching(self, oto: Oto) -> Iterator[None]:
        """Around a createOrder: one that is long in coming makes us wonder."""
        watch = asyncio.get_running_loop().call_later(SLOW, self._wonder, oto)
        try:
            yield
        finally:
            watch.cancel()

    async def close(self) -> None:
        """Nothing is asked any more."""
        if self._wondering is not None:
            self._wondering.cancel()
            await asyncio.gather(self._wondering, return_exceptions=True)

    @property
    def _is_no_doubt(self) -> bool:
        """One reply that got lost says nothing of OTO as a whole; a second one in a row does."""
        return self.breaker.is_open or len(self._doubts) + self._lost_looks >= DOUBTS

    def _wonder(self, oto: Oto) -> None:
        """A reply is long in coming, or got lost: does OTO answer at all? Asked beside the calls that
        are on their way, so that an outage is named before they have waited their whole time."""
        now = self._monotonic()
        if self._wondering is not None or now - self._wondered < SLOW or self.breaker.is_open:
            return
        self._wondered = now
        self._wondering = asyncio.create_task(self._ask(oto), name="is OTO there")
        self._wondering.add_done_callback(self._known)

    def _known(self, task: "asyncio.Task[None]") -> None:
        self._wondering = None
        if not task.cancelled() and task.exception() is not None:
            log.error("Asking whether OTO answers failed", exc_info=task.exception())

    async def _ask(self, oto: Oto) -> None:
        async with self._gate:
            why = await oto.why_silent(ANSWERS_WITHIN)
        if why is not None and oto is self._connections.oto and not self.breaker.is_open:
            self.breaker.failed(asked=why.retry_after or 0.0)
            await self._connections.oto_failed(why)
