"""The sandbox's own books: what is true, independent of the program under test.

For each Foodics order they keep when it was fit to be sent, what ought to be in the call, and what
OTO accepted; `truth.py` turns that into an account.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from app.sandbox.books_rules import Answers, Judgement, judge
from app.sandbox.cloud import Cloud
from app.sandbox.order import READY, CloudOrder
from app.sandbox.oto_model import OtoOrder
from app.sandbox.world import World


@dataclass
class Spell:
    """A time during which the order ought to be sent; `end` None: still."""

    start: datetime
    end: datetime | None = None


@dataclass
class Entry:
    """The books' page of one order."""

    reference: int
    order_id: str
    branch: str
    judgement: Judgement
    first_seen: datetime
    ready_at: datetime | None = None
    spells: list[Spell] = field(default_factory=list)
    versions: list[tuple[datetime, Judgement]] = field(default_factory=list)
    """What was expected, and since when."""
    note: str = ""
    """The scenario's script."""


class Books:
    """Thread-safe: fed by the cloud and by OTO, read by `truth`."""

    def __init__(self, world: World, cloud: Cloud) -> None:
        self._world = world
        self._cloud = cloud
        self.answers = Answers()
        self.entries: dict[int, Entry] = {}
        self.by_id: dict[str, Entry] = {}
        self.oto_orders: dict[str, OtoOrder] = {}
        self.refusals: dict[str, list[str]] = defaultdict(list)
        self.duplicates: dict[str, int] = defaultdict(int)
        cloud.listen(self.observe)

    def observe(self, held: CloudOrder) -> None:
        """The cloud's copy of an order has changed."""
        now = self._world.clock.now()
        entry = self.by_id.get(held.id)
        first = entry is None
        judgement = judge(held, self.answers, first=first, now=now)
        if entry is None:
            entry = Entry(held.reference, held.id, held.order.branch, judgement, now)
            self.entries[held.reference] = self.by_id[held.id] = entry
        elif entry.judgement.sticky and held.order.expect is None:
            # First seen already dispatched or uploaded late: it stays a person's matter.
            judgement.expect, judgement.reason = entry.judgement.expect, entry.judgement.reason
            judgement.sticky = True
        entry.branch, entry.judgement = held.order.branch, judgement
        self._keep_ready(entry, held, now)
        if not entry.versions or entry.versions[-1][1] != judgement:
            entry.versions.append((now, judgement))
        self._keep_spells(entry, judgement, now)

    @staticmethod
    def _keep_ready(entry: Entry, held: CloudOrder, now: datetime) -> None:
        order = held.order
        if order.delivery_status != READY:
            entry.ready_at = None if (order.delivery_status or 0) < READY else entry.ready_at
        else:
            entry.ready_at = order.kitchen_done_at or entry.ready_at or now

    @staticmethod
    def _keep_spells(entry: Entry, judgement: Judgement, now: datetime) -> None:
        running = bool(entry.spells) and entry.spells[-1].end is None
        if judgement.expect == "send" and not running:
            entry.spells.append(Spell(now))
        elif judgement.expect != "send" and running:
            entry.spells[-1].end = now

    def rejudge(self) -> None:
        """After an answer (payment method, aggregator, pickup) all orders are looked at again."""
        with self._world.lock:
            for held in self._cloud.all():
                self.observe(held)

    def note(self, order_id: str, text: str) -> None:
        """Names the scenario's script of an order, for whoever reads the books."""
        with self._world.lock:
            if order_id in self.by_id:
                self.by_id[order_id].note = text

    # What OTO tells

    def accepted(self, order: OtoOrder) -> None:
        """OTO has stored a new order."""
        self.oto_orders[order.order_id] = order

    def refused(self, oto_order_id: str, code: str) -> None:
        """OTO has refused createOrder."""
        self.refusals[oto_order_id].append(code)

    def duplicate(self, oto_order_id: str) -> None:
        """createOrder came again for an order that exists."""
        self.duplicates[oto_order_id] += 1

    def cancelled(self, order: OtoOrder) -> None:
        """Kept for symmetry: the order itself knows that it is cancelled."""
