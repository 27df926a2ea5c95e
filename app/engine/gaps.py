"""Writes down when nothing can be sent: pauses, OTO in trouble, branches that stand still.

Foodics, and the program itself, show their gaps by the time between two good polls (`poller`).
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from app.core.events import Event, Notice
from app.engine.tasks import wait
from app.store import gaps
from app.store.ledger import Ledger, Txn

#: What tells of nothing that could begin or end a gap.
_NO_NEWS = ("good_poll", "gap")
#: Looked at at the latest after so many seconds, should a notice get lost.
EVERY = 60.0


class Gaps:
    """Looks after each notice of the ledger, and when a pause ends by itself."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._stop = ledger.listen(self._heard)

    def _heard(self, told: Sequence[Event | Notice]) -> None:
        """Called on the store thread after each commit."""
        if any(isinstance(each, Notice) and each.what not in _NO_NEWS for each in told):
            self._loop.call_soon_threadsafe(self._wake.set)

    async def watch(self) -> None:
        """Looks for as long as the program runs."""
        while True:
            ends, now = await self._ledger.write(_look)
            seconds = EVERY if ends is None else min(EVERY, (ends - now).total_seconds() + 0.01)
            await wait(self._wake, seconds)

    def close(self) -> None:
        """Listens no longer."""
        self._stop()


def _look(txn: Txn) -> tuple[datetime | None, datetime]:
    return gaps.look(txn), txn.now
