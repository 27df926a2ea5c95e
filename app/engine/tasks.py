"""Long tasks that cannot die unseen (dependencies.md, trap 3)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

#: After an unexpected error a loop goes on after this many seconds: silence is the worst bug.
RESTART = 5.0


async def keep(name: str, run: Callable[[], Awaitable[None]]) -> None:
    """Runs a loop for as long as the program lives; an unexpected error is logged and it restarts.

    A loop that returns by itself has nothing more to do.
    """
    while True:
        try:
            await run()
        except asyncio.CancelledError:
            raise
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
