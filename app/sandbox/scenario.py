"""An evening of a Riyadh restaurant group: an endless, seeded stream of orders.

All of it runs on the sandbox's time line, so that advancing the clock plays it faster, and the
same seed plays the same evening.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

from app.sandbox.books import Books
from app.sandbox.catalog import Catalog
from app.sandbox.cloud import Cloud
from app.sandbox.names import People
from app.sandbox.order import CloudOrder, Order
from app.sandbox.oto import OtoService
from app.sandbox.scripts import DECK, OPENING, Script
from app.sandbox.stage import Play, Stage
from app.sandbox.till import Till
from app.sandbox.world import Json, World

COURIER_DELAY = (4.0, 12.0)
STEP_DELAY = (8.0, 25.0)
LOW_CREDIT, CHARGED = 200, 1000


class Scenario:
    """Starts and stops the stream. Thread-safe."""

    def __init__(
        self,
        world: World,
        catalog: Catalog,
        till: Till,
        cloud: Cloud,
        books: Books,
        *,
        oto: OtoService,
    ) -> None:
        self._world = world
        self._oto = oto
        self._random = Random(f"scenario {world.seed}")
        people = People(self._random)
        self._stage = Stage(world, catalog, till, books, oto, people, self._random, (2.0, 6.0))
        self._notes: dict[str, str] = {}
        self._books = books
        cloud.listen(self._seen)
        self._deck: list[Script] = list(OPENING)
        self._made: Counter[str] = Counter()
        self._run = 0
        self._running = False
        self._rate = 0.0
        self._pace = 1.0

    def start(
        self,
        orders_per_minute: float = 6.0,
        *,
        pace: float = 1.0,
        upload_delay: tuple[float, float] = (2.0, 6.0),
        auto_shipment: bool = True,
        courier_delay: tuple[float, float] = COURIER_DELAY,
        step_delay: tuple[float, float] = STEP_DELAY,
    ) -> None:
        """Begins, or goes on with another rate.

        `pace` above 1 shortens the waiting within scripts; delays are in seconds.
        """
        if not (0 < orders_per_minute < math.inf and 0 < pace < math.inf):
            raise ValueError("orders_per_minute and pace must be positive")
        with self._world.lock:
            self._rate, self._pace = orders_per_minute, pace
            self._stage.upload = (float(upload_delay[0]), float(upload_delay[1]))
            switches = self._oto.switches
            switches.auto_shipment = auto_shipment
            switches.courier_delay = (float(courier_delay[0]), float(courier_delay[1]))
            switches.step_delay = (float(step_delay[0]), float(step_delay[1]))
            self._run += 1
            self._running = True
            run = self._run
            self._world.timeline.after(0.001, lambda: self._next(run))

    def stop(self) -> None:
        """No new orders; those that are on their way play to their end."""
        with self._world.lock:
            self._run += 1
            self._running = False

    def play(self, script: Script) -> None:
        """Plays one script now, for tests and demonstrations."""
        with self._world.lock:
            self._begin(script)

    def as_json(self) -> Json:
        """For `GET /scenario`."""
        with self._world.lock:
            return {
                "running": self._running,
                "orders_per_minute": self._rate,
                "made": sum(self._made.values()),
                "scripts": dict(sorted(self._made.items())),
            }

    def _next(self, run: int) -> None:
        if run != self._run:
            return
        if not self._deck:
            # A shuffled deck, not dice: all kinds of trouble come within one deck.
            self._deck = [script for script, n in DECK.items() for _ in range(n)]
            self._random.shuffle(self._deck)
        self._begin(self._deck.pop(0))
        if self._oto.account.credit < LOW_CREDIT:
            # The owner charges the wallet; without it an evening's couriers would stop coming.
            self._oto.account.credit += CHARGED
        wait = 60.0 / self._rate * self._random.uniform(0.5, 1.5)
        self._world.timeline.after(wait, lambda: self._next(run))

    def _begin(self, script: Script) -> None:
        name = script.__name__
        self._made[name] += 1
        stage, notes = self._stage, self._notes

        class Noting(Stage):
            """Remembers which script took the order."""

            def take(self, *, branch: str | None = None, **fields: Any) -> Order:
                order = super().take(branch=branch, **fields)
                notes[order.id] = name
                return order

        own = Noting(**{field: getattr(stage, field) for field in stage.__dataclass_fields__})
        self._step(script(own))

    def _step(self, play: Play) -> None:
        try:
            wait = next(play)
        except StopIteration:
            return
        again: Callable[[], None] = lambda: self._step(play)  # noqa: E731 - typed, passed on
        self._world.timeline.after(max(wait / self._pace, 0.001), again)

    def _seen(self, held: CloudOrder) -> None:
        note = self._notes.pop(held.id, None)
        if note is not None:
            self._books.note(held.id, note)
