"""pacing.py: what others used of the limit before us must not slow us down once they are gone."""

import asyncio

from app.pacing import Pacer, Priority
from tests.unit.test_pacing import Far, call, loop_time, new_pacer
from tests.unit.virtual_time import run_virtually


async def _evening(pacer: Pacer, far: Far, seconds: float) -> float:
    """A poll every 5 s and five pages more once a minute; the longest a poll had to wait."""
    for _ in range(6):
        far.take(loop_time())  # the commands that set everything up, in processes of their own
    longest, began = 0.0, loop_time()
    while loop_time() - began < seconds:
        asked = loop_time()
        longest = max(longest, await call(pacer, Priority.LIVE, far, 0.02, 0.02) - asked)
        if int(asked - began) % 60 < 5:
            await asyncio.gather(*(call(pacer, Priority.REST, far, 0.02, 0.02) for _ in range(5)))
        await asyncio.sleep(max(0.0, asked + 5 - loop_time()))
    return longest


def test_live_polls_never_wait_long_after_others_have_gone() -> None:
    async def story() -> None:
        far = Far()
        assert await _evening(new_pacer(), far, 600) < 5
        assert far.refused == 0

    run_virtually(story())
