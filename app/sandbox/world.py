"""What all parts of the sandbox share: one lock, one clock, one source of chance."""

from __future__ import annotations

import threading
import uuid
from random import Random
from typing import Any

from app.sandbox.calls import CallLog
from app.sandbox.clock import Clock, Timeline
from app.sandbox.faults import Faults

Json = dict[str, Any]


class World:
    """The shared state. Whoever reads or writes more than one value holds `lock`.

    The lock is never held across an await, so a request waits at most for one short change.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.lock = threading.RLock()
        self.clock = Clock(self.lock)
        self.timeline = Timeline(self.clock, self.lock)
        self.random = Random(seed)
        # What replies draw (tokens, couriers) comes from elsewhere: the orders of a seed must not
        # depend on when a client calls.
        self.chance = Random(f"chance {seed}")
        self.calls = CallLog(self.lock)
        self.faults = Faults(self.lock)
        self.stopping = threading.Event()

    def uuid(self, random: Random | None = None) -> str:
        """A UUIDv4 from the seed, so that a run can be repeated (foodics-api 12.14)."""
        source = random or self.random
        with self.lock:
            return str(uuid.UUID(int=source.getrandbits(128), version=4))

    def between(self, span: tuple[float, float], random: Random | None = None) -> float:
        """A time in seconds within `span`."""
        with self.lock:
            return (random or self.random).uniform(*span) if span[1] > span[0] else span[0]
