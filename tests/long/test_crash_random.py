"""The program is killed hundreds of times at any moment, on an evening full of orders and lost
replies, and nothing is lost or doubled.

`CRASH_SEED` tells the same evening again, as far as the kills and its faults go.
"""

import os
import secrets
import sys
import time
from pathlib import Path
from random import Random

import pytest

from app.core.dispatch import State
from tests.crash import matrix
from tests.crash.world import Generation, World

KILLS: dict[Generation, int] = {"v2": 300, "v1": 60}
#: Branches that are switched on; all of them have their pickup locations.
ACTIVE = ("B01", "B02")
ORDERS_A_MINUTE = 90.0
#: With more orders than these not sent yet no new ones come.
MOST_BEHIND = 60
#: Orders that wait for nothing but the program go within so many seconds of quiet.
LAST_ORDERS = 300.0
UNDER_WAY = (State.QUEUED, State.SENDING, State.UNKNOWN, State.RETRYING)
#: What happens to the replies of an evening, one time in three.
TROUBLES = ("drop_after", "drop_before", "cut", "html", "status", "latency")

pytestmark = pytest.mark.timeout(3600)


def say(text: str) -> None:
    """For whoever waits for it."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def accepted(world: World) -> int:
    """How many orders OTO has."""
    return len(world.sandbox.oto.account.orders)


def feed(world: World) -> None:
    """Orders come as long as the program, killed again and again, is not too far behind: on a slow
    PC they would grow too old to go by themselves."""
    scenario = world.sandbox.scenario
    behind = len(world.sandbox.truth.account(set(ACTIVE), grace=0.0)["lost"])
    if behind > MOST_BEHIND:
        scenario.stop()
    elif not scenario.as_json()["running"]:
        scenario.start(ORDERS_A_MINUTE, pace=2.5, upload_delay=(0.2, 1.0))


def trouble(world: World, random: Random) -> None:
    """Perhaps one of the next replies is lost."""
    if random.random() > 1 / 3:
        return
    call = random.choice(("createOrder", "createOrder", "orderStatus", "refreshToken"))
    prefix = "v1." if world.generation == "v1" else ""
    details = {"seconds": random.uniform(0.2, 1.0), "after": True}
    kind = random.choice(TROUBLES)
    world.sandbox.faults.add("oto", prefix + call, kind, 1, **details)  # type: ignore[arg-type]


def kill_once(world: World, random: Random, *, after_progress: bool) -> None:
    """One life of the program: to any moment of its start, or to some moment after an order went."""
    before = accepted(world)
    world.start("run", quick=False)
    if after_progress:
        world.until(lambda: accepted(world) > before, "an order goes")
    # The moment itself is what is random here: nothing is waited for.
    time.sleep(random.uniform(0.0, 1.5))
    assert world.running, world.errors()
    world.kill()


def settled(world: World) -> bool:
    """Nothing is on its way any more, and nothing that should go has stayed behind."""
    books = world.sandbox.truth.account(set(ACTIVE), grace=0.0)
    if books["lost"]:
        return False
    return not any(record.state in UNDER_WAY for record in world.ledger().values())


@pytest.mark.parametrize("generation", ["v2", "v1"])
def test_killed_at_any_moment(tmp_path: Path, generation: Generation) -> None:
    seed = int(os.environ.get("CRASH_SEED") or secrets.randbelow(1_000_000))
    say(f"{generation}: CRASH_SEED={seed}")
    random = Random(seed)
    with World(tmp_path, generation, seed=seed) as world:
        world.set_up(*ACTIVE)
        create = "v1.createOrder" if generation == "v1" else "createOrder"
        world.sandbox.faults.add("oto", create, "latency", None, seconds=0.05)
        for number in range(1, KILLS[generation] + 1):
            feed(world)
            trouble(world, random)
            kill_once(world, random, after_progress=number % 2 == 0)
            if number % 25 == 0:
                say(f"{generation}: killed {number} times, {accepted(world)} orders at OTO")
        world.sandbox.scenario.stop()
        world.sandbox.faults.clear()
        world.start("run", quick=False)
        world.until(lambda: settled(world), "all is settled", LAST_ORDERS)
        assert world.end() == 0, world.errors()
        matrix.agree(world, set(ACTIVE), grace=60.0)
        unknown = sum(call.fault not in (None, "latency") for call in world.sandbox.calls.calls())
        say(f"{generation}: {accepted(world)} orders, each once; {unknown} replies were spoilt")
        assert accepted(world) >= KILLS[generation] // 2
