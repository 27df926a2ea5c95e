"""Long tasks that cannot die unseen (dependencies.md, trap 3)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from app.core.errors import AppError

log = logging.getLogger(__name__)

T = TypeVar("T")

#: After an unexpected error a loop goes on after this many seconds: silence is the worst bug.
RESTART = 5.0


async def keep(name: str, run: Callable[[], Awaitable[None]]) -> None:
    """Runs a loop for as long as the program lives; an unexpected error is logged and it restarts.

    A loop that returns by itself has nothing more to do. A trouble that has words (a full disk) is
    told by whoever found it; here it is logged once, not every few seconds.
    """
    said = ""
    while True:
        try:
            await run()
        except asyncio.CancelledError:
            raise
        except AppError as error:
            if said != error.code:
                log.warning("%s stands: %s", name, error)
            said = error.code
            await asyncio.sleep(RESTART)
        except Exception:
            log.exception("%s failed unexpectedly and is started again", name)
            await asyncio.sleep(RESTART)
        else:
            return


async def wait(event: asyncio.Event, seconds: float | None) -> bool:
    """Waits until the event is set or the time is over; True if it was set. Clears it."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    event.clear()
    return True


async def whole(work: Coroutine[Any, Any, T]) -> T:
    """Carries out what must not end half-way: whoever waits may be cancelled, the work goes on."""
    task = asyncio.create_task(work)
    # With nobody left to tell, how it ended is no unforeseen error.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.shield(task)
