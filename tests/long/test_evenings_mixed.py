"""All kinds of bad evenings at once, drawn by a seed, over 2,000 orders; about ten minutes.

`EVENINGS_SEED=7 pytest tests/long/test_evenings_mixed.py -s` plays the same faults again.
"""

import asyncio
import inspect
import os
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.evenings.bounds import NEAR, Span, calm, times
from tests.evenings.evening import Evening
from tests.evenings.faults import ALL, Fault, Step, clear
from tests.evenings.net import Net

ORDERS = 2000
#: Orders come so far apart, seconds.
EVERY = (0.05, 0.35)
#: A fault lasts so long, and the quiet between two of them, seconds.
LASTS, BETWEEN = (2.0, 25.0), (2.0, 12.0)
GENERATION = "v2"
WAY = "direct"


def drawn_from() -> list[Fault]:
    """Every fault that this evening can have."""
    return [
        fault
        for fault in ALL
        if fault.generation == GENERATION and fault.way != "proxied"
    ]  # fmt: skip


async def _do(step: Step, evening: Evening) -> None:
    done = step(evening)
    if inspect.isawaitable(done):
        await done


async def _orders(evening: Evening, random: Random) -> None:
    for _ in range(ORDERS):
        evening.order()
        await asyncio.sleep(random.uniform(*EVERY))


async def _faults(evening: Evening, random: Random, orders: "asyncio.Task[None]") -> Counter[str]:
    """One after the other until all orders are made; returns how often each was met."""
    met: Counter[str] = Counter()
    faults = drawn_from()
    while not orders.done():
        fault = random.choice(faults)
        met[fault.name] += 1
        await _do(fault.begin, evening)
        await asyncio.wait([orders], timeout=random.uniform(*LASTS))
        await _over(fault, evening)
        await asyncio.wait([orders], timeout=random.uniform(*BETWEEN))
    return met


async def _over(fault: Fault, evening: Evening) -> None:
    """It ends. A person is there where one is needed: a token that was refused twice."""
    clear(evening)
    if fault.end is not None:
        await _do(fault.end, evening)
    evening.skip(fault.waited)
    if fault.name != "401-foodics-once" and (await evening.named())[0] == "foodics_token_refused":
        await evening.engine.control.do("try-again", {})


def _pauses_are_kept(evening: Evening) -> None:
    """No call at Foodics within the shortest time that its 429 of this evening name."""
    calls = evening.calls("foodics")
    began = times(calls)
    for call in calls:
        if call.status == 429:
            asked = call.at.timestamp()
            early = [at - asked for at in began if asked + 0.05 < at < asked + 20 - NEAR]
            assert not early, f"Foodics was called {early} s after it asked for a pause"


@pytest.mark.timeout(3600)
async def test_faults_at_random_over_two_thousand_orders(tmp_path: Path) -> None:
    seed = int(os.environ.get("EVENINGS_SEED", str(time.time_ns() % 100_000)))
    print(f" seed {seed} ", end="", flush=True)  # noqa: T201
    random = Random(seed)
    async with Net().up() as net:
        evening = Evening("mixed", tmp_path, net, way=WAY, limit=60)
        async with evening.open():
            began = evening.now()
            orders = asyncio.create_task(_orders(evening, random))
            met = await _faults(evening, random, orders)
            await orders
            shown = ", ".join(f"{name} {count}" for name, count in sorted(met.items()))
            print(f"\n faults met: {shown}")  # noqa: T201

            async def well() -> bool:
                return evening.all_sent() and await evening.named() == (None, "")

            took = await evening.until(well, 900, "all sent and nothing is wrong any more")
            print(f" all well {took:.0f} s after the last fault")  # noqa: T201
            evening.assert_once()
            _pauses_are_kept(evening)
            calm(evening, Span(began, began, evening.now()))
            assert len(evening.accepted()) == ORDERS
