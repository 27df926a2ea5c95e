"""What the tills hold, and when the cloud learns of it (foodics-api 12.1, 12.2).

Nothing uploads while an order is on a cashier's screen. Leaving the screen (delivery, or an order
that came through the API) or closing (any type) queues an upload; later changes by the kitchen
queue one too unless the order is on a screen again.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from app.sandbox.catalog import Catalog
from app.sandbox.cloud import Cloud
from app.sandbox.order import ACTIVE, DELIVERY, CloudOrder, Line, Order, Payment
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.world import Json, World

BUSINESS_OFFSET = timedelta(hours=3)
DAY_ENDS = timedelta(hours=2)
FIRST_CHECK = 103350


class NotPossibleError(Exception):
    """The till does not offer this action in the order's state."""


@dataclass
class Held:
    """The till's copy of one order."""

    order: Order
    on_screen: bool = True
    delay: tuple[float, float] | None = None
    """This order's own upload delay, seconds; None: the switch's."""
    dirty: bool = False


class TillStore:
    """What the tills hold, and the upload rule. Thread-safe."""

    def __init__(
        self, world: World, catalog: Catalog, cloud: Cloud, switches: FoodicsSwitches
    ) -> None:
        self._world = world
        self._catalog = catalog
        self._cloud = cloud
        self._switches = switches
        self._held: dict[str, Held] = {}
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._check = FIRST_CHECK
        self._offline: dict[str, datetime] = {}

    # Opening

    def business_date(self, at: datetime) -> str:
        """The business-local date of a moment; a day runs until the branch's end of day."""
        return (at + BUSINESS_OFFSET - DAY_ENDS).strftime("%Y-%m-%d")

    def open(self, branch: str, *, on_screen: bool = True, **fields: Any) -> Order:
        """A new order on the till. `fields` are those of `Order`."""
        with self._world.lock:
            if branch not in self._catalog.branches:
                raise NotPossibleError(f"no such branch: {branch}")
            now = self._world.clock.now()
            day = self.business_date(now)
            self._numbers[(branch, day)] += 1
            self._check += 1
            defaults: dict[str, Any] = {
                "id": self._world.uuid(),
                "branch": branch,
                "number": self._numbers[(branch, day)],
                "check_number": self._check,
                "opened_at": now,
                "business_date": day,
            }
            order = Order(**(defaults | fields))
            self._held[order.id] = Held(order, on_screen)
            return order

    def line(
        self, product: Json, quantity: int, price: Decimal | None = None, notes: str | None = None
    ) -> Line:
        """A product line, not yet part of an order. `price` includes VAT."""
        unit = product["price"] if price is None else price
        now = self._world.clock.now()
        uid, own = self._world.uuid(), self._world.uuid()
        return Line(own, uid, product, quantity, Decimal(unit), now, notes)

    def payment(self, method: str, amount: Decimal, *, kind: int = 3, tips: str = "0") -> Payment:
        """A payment by the method of that name; an unknown one is made, of type `kind`."""
        chosen = self._catalog.method(method, kind=kind)
        now = self._world.clock.now()
        return Payment(self._world.uuid(), chosen, amount, amount, now, Decimal(tips))

    def get(self, order_id: str) -> Order | None:
        """The till's copy, ahead of the cloud's."""
        held = self._held.get(order_id)
        return None if held is None else held.order

    def learn(self, order: Order) -> None:
        """The cloud tells the till what the API wrote."""
        own = self.get(order.id)
        if own is not None and own is not order:
            for name in (
                "status",
                "delivery_status",
                "driver",
                "driver_assigned_at",
                "dispatched_at",
                "driver_collected_at",
                "delivered_at",
            ):
                setattr(own, name, getattr(order, name))

    @contextlib.contextmanager
    def change(self, order_id: str) -> Iterator[Order]:
        """Changes the till's copy, then lets the upload rule decide."""
        with self._world.lock:
            held = self._held[order_id]
            yield held.order
            held.dirty = True
            self._maybe_upload(held)

    # Uploads

    def go_offline(self, branch: str) -> None:
        """The branch's till loses its connection."""
        with self._world.lock:
            self._offline.setdefault(branch, self._world.clock.now())

    def go_online(self, branch: str) -> None:
        """Back again: all that waited is uploaded."""
        with self._world.lock:
            self._offline.pop(branch, None)
            for held in list(self._held.values()):
                if held.order.branch == branch and held.dirty:
                    self._maybe_upload(held)

    def online(self, branch: str) -> bool:
        """Whether the branch's till has a connection."""
        return branch not in self._offline

    def last_seen(self, branch: str) -> datetime:
        """For `last_seen_at` of the device."""
        return self._offline.get(branch) or self._world.clock.now()

    def upload(self, order_id: str, *, reference: int | None = None) -> CloudOrder:
        """Puts the order into the cloud now, whatever the rule says."""
        with self._world.lock:
            held = self._held[order_id]
            held.dirty = False
            return self._cloud.put(held.order, reference=reference)

    def _maybe_upload(self, held: Held) -> None:
        order = held.order
        if held.on_screen or order.branch in self._offline:
            return
        plain = order.type != DELIVERY and order.source == 1
        waits = plain and self._switches.non_delivery_uploads_only_closed
        if waits and order.status == ACTIVE and self._cloud.get(order.id) is None:
            return
        delay = self._world.between(held.delay or self._switches.upload_delay)
        self._world.timeline.after(delay, lambda: self._arrive(held))

    def _arrive(self, held: Held) -> None:
        # On a screen again, gone offline, or already there with an earlier upload: not now.
        if held.dirty and not held.on_screen and held.order.branch not in self._offline:
            self.upload(held.order.id)
