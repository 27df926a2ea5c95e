"""Writes down when nothing can be sent: pauses, OTO in trouble, branches that stand still, a full
disk.

Foodics, and the program itself, show their gaps by the time between two good polls (`poller`).
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime

from app.core.events import Event, Notice
from app.engine.tasks import wait
from app.store import gaps
from app.store.ledger import Ledger, Txn

#: What tells of nothing that could begin or end a gap.
_NO_NEWS = ("good_poll", "gap")
#: Foodics' first answer is waited for so long: until then the clock is this PC's, seconds.
FIRST_LOOK = 10.0
#: Looked at at the latest after so many seconds, should a notice get lost.
EVERY = 60.0


class Gaps:
    """Looks after each notice of the ledger, and when a pause ends by itself. `can_record` is False
    while nothing is sent since it could not be written down."""

    def __init__(self, ledger: Ledger, can_record: Callable[[], bool]) -> None:
        self._ledger = ledger
        self._can_record = can_record
        self._wake = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._stop = ledger.listen(self._heard)

    def _heard(self, told: Sequence[Event | Notice]) -> None:
        """Called on the store thread after each commit."""
        if any(isinstance(each, Notice) and each.what not in _NO_NEWS for each in told):
            self._loop.call_soon_threadsafe(self._wake.set)

    async def watch(self, caught_up: asyncio.Event) -> None:
        """Looks for as long as the program runs, from the first good poll on."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(caught_up.wait(), FIRST_LOOK)
        while True:
            ends, now = await self._ledger.write(_look, not self._can_record())
            seconds = EVERY if ends is None else min(EVERY, (ends - now).total_seconds() + 0.01)
            await wait(self._wake, seconds)

    def close(self) -> None:
        """Listens no longer."""
        self._stop()


def _look(txn: Txn, disk_full: bool) -> tuple[datetime | None, datetime]:
    return gaps.look(txn, disk_full=disk_full), txn.now
