"""How one evening goes: well, then the fault, said within 40 s, then well again by itself."""

import asyncio
import inspect

from tests.evenings.bounds import Span, calm
from tests.evenings.evening import Evening
from tests.evenings.faults import Fault, Step, clear

#: Seconds within which a fault is named (rules.md section 7).
NAMED = 40.0
#: Orders come so often while the fault lasts, seconds: without any nobody asks OTO.
ORDER_EVERY = 4.0
#: OTO is tried so often while it is down, seconds.
PROBE = 15.0
#: Seconds for what has nothing to do with a fault, however busy this PC is.
PATIENCE = 60.0


async def play(fault: Fault, evening: Evening, *, hurried: bool = False) -> dict[str, float]:
    """Plays it in an evening that is open. Returns after how many seconds it was named and over.

    `hurried` for the quick tests: it ends as soon as it is named, and a probe's time is over then.
    """
    lasts = 0.0 if hurried else fault.lasts
    evening.order()
    await evening.until(evening.all_sent, PATIENCE, "the first order is sent")
    began = evening.now()
    await _do(fault.begin, evening)
    trickle = asyncio.create_task(_trickle(evening))
    try:
        if fault.problem is None:
            await _stays_calm(evening, began + lasts)
            named = 0.0
        else:
            named = await _is_named(fault, evening)
            end = began + lasts
            await evening.until(lambda: evening.now() >= end, PATIENCE + lasts, "it lasted")
    finally:
        trickle.cancel()
        await asyncio.gather(trickle, return_exceptions=True)
    span = Span(began, began + named, evening.now())
    await _do(fault.end or clear, evening)
    evening.skip(max(fault.waited, PROBE) if hurried else fault.waited)
    evening.order()

    async def well() -> bool:
        return evening.all_sent() and await evening.named() == (None, "")

    over = await evening.until(well, fault.recovers, "all sent and nothing is wrong any more")
    for bound in (calm, *fault.bounds):
        bound(evening, span)
    evening.assert_once()
    return {"named": named, "over": over}


async def _is_named(fault: Fault, evening: Evening) -> float:
    wanted = (fault.problem, fault.blame)
    seen: list[tuple[str | None, str]] = []

    async def named() -> bool:
        row = await evening.status()
        found = (row["problem"], row["fault"])
        if not seen or seen[-1] != found:
            seen.append(found)
        if found == wanted:
            assert "{" not in row["words"], row["words"]
        return found == wanted

    try:
        return await evening.until(named, NAMED, f"{wanted} is said")
    except AssertionError as error:
        raise AssertionError(f"{error}; said was {seen}") from None


async def _stays_calm(evening: Evening, end: float) -> None:
    async def over() -> bool:
        assert await evening.named() == (None, ""), await evening.named()
        return evening.now() >= end

    await evening.until(over, end - evening.now() + PATIENCE, "nothing is said")


async def _trickle(evening: Evening) -> None:
    while True:
        evening.order()
        await asyncio.sleep(ORDER_EVERY)


async def _do(step: Step, evening: Evening) -> None:
    done = step(evening)
    if inspect.isawaitable(done):
        await done
