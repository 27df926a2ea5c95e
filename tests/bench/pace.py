"""How long a Ready order takes from Foodics to OTO, with default settings and Foodics' limit.

Two restaurants at the same time, of one branch and of 50, each with the program and, on services
of its own that show the same orders, with a bare loop that polls every 5 s and keeps nothing.
"""

import copy
import random
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import ground
from tests.bench.table import Figure
from tests.judge.catalog import RIYADH, door
from tests.judge.foodics import FoodicsStandIn
from tests.judge.orders import Made, Maker, Spec
from tests.judge.oto import Accepted, OtoStandIn
from tests.judge.run import Program, share, until
from tests.judge.serving import Answer, Asked

Row = dict[str, Any]

#: Orders a minute by how many branches there are, each first in the kitchen and then Ready.
RUNS = {1: 12, 50: 60}
SECONDS = 75.0
#: An order is Ready so long after it was first seen.
_COOKED = 10.0


@dataclass
class Restaurant:
    """The services of one run, twice: for the program and for the loop beside it."""

    foodics: FoodicsStandIn
    oto: OtoStandIn
    beside: FoodicsStandIn
    beside_oto: OtoStandIn
    program: Program
    maker: Maker
    made: list[Made]

    def show(self, made: Made) -> None:
        """Foodics shows this version of an order, to both."""
        self.foodics.put(copy.deepcopy(made.row))
        self.beside.put(copy.deepcopy(made.row))

    def ready(self, made: Made) -> None:
        """The kitchen is done."""
        made.row["delivery_status"] = 2
        made.put_at = time.monotonic()
        self.show(made)

    def oto_id(self, made: Made) -> str:
        """Our id of an order."""
        return f"F{self.foodics.business['reference']}-{made.reference}"

    @property
    def all_sent(self) -> bool:
        """Whether both have sent everything."""
        mine = all(self.oto_id(made) in self.oto.accepted for made in self.made)
        return mine and all(made.row["id"] in self.beside_oto.accepted for made in self.made)

    def seconds(self) -> tuple[list[float], list[float]]:
        """From Ready to accepted, ascending: of the program, and of the loop."""
        mine = (self.oto.accepted[self.oto_id(made)].at - made.put_at for made in self.made)
        others = (self.beside_oto.accepted[made.row["id"]].at - made.put_at for made in self.made)
        return sorted(mine), sorted(others)


class Everything(OtoStandIn):
    """Takes whatever a bare loop posts."""

    def answer(self, asked: Asked) -> Answer:
        taken = Accepted({}, 1, time.monotonic() + self.seconds)
        self.accepted.setdefault(asked.json()["orderId"], taken)
        return Answer(200, {"success": True}, seconds=self.seconds)


@contextmanager
def restaurant(folder: Path, branches: int) -> Iterator[Restaurant]:
    """Services and program, set up and running."""
    foodics, oto = FoodicsStandIn(), OtoStandIn()
    beside, beside_oto = FoodicsStandIn(), Everything()
    names = [f"B{number:02}" for number in range(1, branches + 1)]
    foodics.branches = [branch(name) for name in names]
    oto.pickups = [door(name, name, "Riyadh", RIYADH) for name in names]
    maker = Maker({row["reference"]: row for row in foodics.branches}, {})
    program = Program(folder)
    services = (foodics, oto, beside, beside_oto)
    with ExitStack() as stack:
        for service in services:
            service.start()
            stack.callback(service.stop)
        here = Restaurant(*services, program, maker, [])
        connect(here, names)
        program.start()
        stack.callback(program.stop)
        bare = [sys.executable, "-m", "tests.bench.bare", "poll"]
        words = [beside.url, beside_oto.url, beside.token]
        process = stack.enter_context(
            subprocess.Popen([*bare, *words], cwd=ground.ROOT, stdin=subprocess.DEVNULL)
        )
        stack.callback(process.terminate)
        until(lambda: program.status()["last_good_poll_at"], 30, "the first good poll")
        yield here


def connect(here: Restaurant, names: list[str]) -> None:
    """The manager's way, by commands."""
    call, oto = here.program.call, here.oto
    call("connect", "foodics", "--url", here.foodics.url, "--token-stdin", typed=here.foodics.token)
    words = ("--retailer-id", oto.retailer_id, "--url", oto.url, "--token-stdin")
    call("connect", "oto", *words, typed=oto.token)
    call("currency", "SAR")
    call("branches", "activate", *names)


def branch(reference: str) -> Row:
    """A branch of Foodics."""
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, reference)),
        "reference": reference,
        "name": reference,
        "type": 1,
        "latitude": str(RIYADH[0]),
        "longitude": str(RIYADH[1]),
        "inventory_end_of_day_time": "02:00",
        "deleted_at": None,
    }


def measure() -> list[Figure]:
    """The figures of both restaurants."""
    with ExitStack() as stack:
        there = []
        for branches in RUNS:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            there.append(stack.enter_context(restaurant(folder, branches)))
        work(there)
        until(lambda: all(here.all_sent for here in there), 60, "every order was accepted")
        return [
            figure
            for here, branches in zip(there, RUNS, strict=True)
            for figure in figures(here, branches)
        ]


def work(there: list[Restaurant]) -> None:
    """Orders come at random moments, first in the kitchen, then Ready."""
    chance = random.Random(1)
    plan: list[tuple[float, Restaurant, Made | None]] = []
    for here, rate in zip(there, RUNS.values(), strict=True):
        moments = (chance.uniform(0, SECONDS) for _ in range(round(rate * SECONDS / 60)))
        plan += [(moment, here, None) for moment in moments]
    began = time.monotonic()
    while plan:
        plan.sort(key=lambda step: step[0])
        moment, here, made = plan.pop(0)
        time.sleep(max(0.0, began + moment - time.monotonic()))  # orders come at their hour
        if made is not None:
            here.ready(made)
            continue
        references = [row["reference"] for row in here.foodics.branches]
        spec = Spec(branch=chance.choice(references), delivery_status=1)
        made = here.maker.make(spec, here.foodics.now())
        here.made.append(made)
        here.show(made)
        plan.append((moment + _COOKED, here, made))


def figures(here: Restaurant, branches: int) -> list[Figure]:
    """Of one restaurant."""
    mine, bare = here.seconds()
    what = f"Ready in Foodics to accepted, {branches} branch{'es' if branches > 1 else ''}"
    refused = here.foodics.statuses[429]
    asked = f"{len(mine)} orders, {here.foodics.most_a_minute} requests in the busiest minute"
    loop = f"; bare loop p50 {share(bare, 0.5):.1f} s, p95 {share(bare, 0.95):.1f} s"
    beside = f", 429: {here.beside.statuses[429]}"
    return [
        Figure(f"{what}: p50", share(mine, 0.5), 4, "s", asked + loop + beside),
        Figure(f"{what}: p95", share(mine, 0.95), 8, "s", f"longest {mine[-1]:.1f} s"),
        Figure(f"{what}: refused with 429", refused, 0, "", ""),
    ]
