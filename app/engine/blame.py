"""Whether the other service can be reached while one cannot (`core.blame` draws the conclusion)."""

import time
from collections.abc import Awaitable, Callable

from app.reach import reachable

#: A look, and good news of a service, count for so many seconds.
EVERY = 15.0


class Blame:
    """Remembers when each service was last known to answer, and looks at hosts now and then."""

    def __init__(
        self,
        look: Callable[[str], Awaitable[bool]] = reachable,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look = look
        self._monotonic = monotonic
        #: service -> when that was found, and whether it could be reached.
        self._known: dict[str, tuple[float, bool]] = {}

    def answers(self, service: str) -> None:
        """This service has just answered."""
        self._known[service] = (self._monotonic(), True)

    def begins(self, other: str) -> None:
        """A service has just begun to fail: what was found of the `other` one long ago says nothing
        about now. During an outage the last look counts until the next one, or the news flickers."""
        if self.is_due(other):
            self._known.pop(other, None)

    def known(self, service: str) -> bool | None:
        """Whether it can be reached; None where nobody has looked."""
        found = self._known.get(service)
        return None if found is None else found[1]

    def is_due(self, service: str) -> bool:
        """Whether it is time for another look."""
        found = self._known.get(service)
        return found is None or self._monotonic() - found[0] >= EVERY

    async def look(
        self, service: str, url: str, ask: Callable[[], Awaitable[bool]] | None = None
    ) -> None:
        """One look at the host of this service; with `ask` it has to answer a question besides."""
        began = self._monotonic()
        reached = await self._look(url) and (ask is None or await ask())
        self._known[service] = (began, reached)
