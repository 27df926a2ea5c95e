"""Signs of life: the loop and the store thread beat for the watchdog, and the poll is watched."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any

from app.core.errors import AppError
from app.engine.poller import Poller
from app.pc.watchdog import Watchdog, place
from app.store.ledger import Ledger

log = logging.getLogger(__name__)

#: Silent for longer, seconds: the loop does not go on; the store thread waits for a disk; the poll
#: has not come round though each of its calls ends within half a minute.
LOOP, STORE, POLL = 20.0, 45.0, 180.0
#: Between two beats.
EVERY = 1.0
#: Calls of a task that are named.
_DEPTH = 20


class Alive:
    """The hearts of one engine."""

    def __init__(
        self, watchdog: Watchdog, *, loop: float | None = None, store: float | None = None
    ) -> None:
        # In this order: without the loop nobody hears of the store thread.
        self._loop = watchdog.heart("The engine", "stuck_engine", loop or LOOP)
        self._store = watchdog.heart("The ledger", "stuck_ledger", store or STORE)

    async def beat(self, ledger: Ledger) -> None:
        """For as long as the loop and the ledger live; ends by being cancelled."""
        store = asyncio.create_task(self._beat_store(ledger), name="beat of the ledger")
        try:
            while True:
                self._loop.beat()
                await asyncio.sleep(EVERY)
        finally:
            store.cancel()
            self._loop.rest()
            self._store.rest()

    async def _beat_store(self, ledger: Ledger) -> None:
        with contextlib.suppress(RuntimeError):  # closed
            while True:
                self._store.beat()
                await ledger.answers()
                self._store.beat()
                await asyncio.sleep(EVERY)


async def watch_poll(
    poller: Poller,
    task: Callable[[], "asyncio.Task[None]"],
    again: Callable[[], None],
    told: Callable[[AppError | None], None],
    *,
    patience: float = POLL,
) -> None:
    """Starts a poll that does not come round `again`, and says so until it has. `task` is the one at
    work. For as long as the engine runs."""
    said = False
    while True:
        await asyncio.sleep(EVERY)
        overdue = poller.overdue
        if overdue > patience:
            error = AppError("stuck_poll", seconds=round(overdue))
            log.error("%s Where it stands: %s", error, where(task()))
            told(error)
            said = True
            again()
        elif said and overdue == 0:
            said = False
            told(None)


def where(task: "asyncio.Task[None]") -> str:
    """The calls of a task that waits, the innermost first: functions and lines alone."""
    calls: list[str] = []
    waits: Any = task.get_coro()
    while waits is not None and len(calls) < _DEPTH:
        frame = getattr(waits, "cr_frame", None) or getattr(waits, "gi_frame", None)
        if frame is not None:
            calls.append(place(frame.f_code.co_name, frame.f_code.co_filename, frame.f_lineno))
        waits = getattr(waits, "cr_await", None) or getattr(waits, "gi_yieldfrom", None)
    return " < ".join(reversed(calls))
