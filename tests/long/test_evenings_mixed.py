"""Bad evenings at both services at once, drawn by a seed, over 2,600 orders; about ten minutes.

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

from tests.evenings.bounds import NEAR, READ, Span, calm, times
from tests.evenings.evening import Evening
from tests.evenings.faults import FOODICS, NET, OTO, V1, Fault, Step, new_token
from tests.evenings.net import Net

#: Orders by OTO's generation, and how far apart they come, seconds.
ORDERS = {"v2": 2000, "v1": 600}
EVERY = (0.05, 0.35)
#: A fault lasts so long, and the quiet between two of them at one service, seconds.
LASTS, BETWEEN = (1.0, 15.0), (1.0, 10.0)


def faults_of(service: str, generation: str) -> list[Fault]:
    """What can happen at a service, or to both at once (that is in Foodics' list)."""
    own = FOODICS if service == "foodics" else (*OTO, *V1)
    between = [fault for fault in NET if fault.way != "proxied" and service in _meant(fault)]
    return [
        fault for fault in (*own, *between) if fault.generation == generation or fault not in own
    ]


def _meant(fault: Fault) -> str:
    return "oto" if fault.name.endswith("-oto") else "foodics"


async def _do(step: Step, evening: Evening) -> None:
    done = step(evening)
    if inspect.isawaitable(done):
        await done


async def _orders(evening: Evening, random: Random) -> None:
    for _ in range(ORDERS[evening.generation]):
        evening.order()
        await asyncio.sleep(random.uniform(*EVERY))


async def _faults(
    service: str, evening: Evening, random: Random, orders: "asyncio.Task[None]"
) -> Counter[str]:
    """One after the other until all orders are made; returns how often each was met."""
    met: Counter[str] = Counter()
    generation = "v2" if service == "foodics" else evening.generation
    faults = faults_of(service, generation)
    while not orders.done():
        fault = random.choice(faults)
        met[fault.name] += 1
        await _do(fault.begin, evening)
        await asyncio.wait([orders], timeout=random.uniform(*LASTS))
        await _over(service, fault, evening)
        await asyncio.wait([orders], timeout=random.uniform(*BETWEEN))
    return met


async def _over(service: str, fault: Fault, evening: Evening) -> None:
    """It ends. A person is there where one is needed: a token that was refused twice."""
    evening.sandbox.faults.clear(service)
    if fault.end is new_token:
        # Nothing can be pasted while Foodics is away: the owner takes the revocation back.
        evening.sandbox.foodics.auth.restore(evening.sandbox.foodics_token)
    elif fault.end is not None:
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
            early = [at - asked for at in began if asked + READ < at < asked + 20 - NEAR]
            assert not early, f"Foodics was called {early} s after it asked for a pause"


# A call that is cancelled while it connects may leave its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("generation", ORDERS)
async def test_faults_at_random(tmp_path: Path, generation: str) -> None:
    seed = int(os.environ.get("EVENINGS_SEED", str(time.time_ns() % 100_000)))
    print(f" seed {seed} ", end="", flush=True)  # noqa: T201
    async with Net().up() as net:
        evening = Evening(
            f"mixed-{generation}", tmp_path, net, way="direct", generation=generation, limit=60
        )
        async with evening.open():
            began = evening.now()
            orders = asyncio.create_task(_orders(evening, Random(f"orders {seed}")))
            met: Counter[str] = Counter()
            for found in await asyncio.gather(
                *(
                    _faults(service, evening, Random(f"{service} {seed}"), orders)
                    for service in ("foodics", "oto")
                )
            ):
                met += found
            await orders
            shown = ", ".join(f"{name} {count}" for name, count in sorted(met.items()))
            print(f"\n {met.total()} faults: {shown}")  # noqa: T201
            await evening.engine.control.do("try-again", {})

            async def well() -> bool:
                return evening.all_sent() and await evening.named() == (None, "")

            took = await evening.until(well, 900, "all sent and nothing is wrong any more")
            print(f" all well {took:.0f} s after the last one")  # noqa: T201
            evening.assert_once()
            _pauses_are_kept(evening)
            calm(evening, Span(began, began, evening.now()))
            assert len(evening.accepted()) == ORDERS[generation]
