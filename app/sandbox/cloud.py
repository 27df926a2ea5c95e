"""Foodics' cloud store: what was uploaded, and when (foodics-api 12.1-12.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.sandbox.order import CloudOrder, Order, snapshot
from app.sandbox.world import World

Listener = Callable[[CloudOrder], None]
FIRST_REFERENCE = 48201


class Cloud:
    """Orders by id and by reference. `reference` follows the upload order."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._orders: dict[str, CloudOrder] = {}
        self._references: dict[int, str] = {}
        self._next = FIRST_REFERENCE
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Calls `listener` after each change, under the world's lock."""
        self._listeners.append(listener)

    def put(self, order: Order, *, reference: int | None = None) -> CloudOrder:
        """An upload: the first one gives `reference` and `created_at`, each one `updated_at`."""
        with self._world.lock:
            now = self._world.clock.now()
            known = self._orders.get(order.id)
            if known is None:
                number = reference or self._next
                self._next = max(self._next, number + 1)
                known = CloudOrder(snapshot(order), number, now, now)
                self._orders[order.id] = known
                self._references[number] = order.id
            else:
                known.order = snapshot(order)
                # Never back, also when a test moved the clock back.
                known.updated_at = max(now, known.updated_at)
                known.row = None
            self._tell(known)
            return known

    def restamp(
        self, order_id: str, *, created: timedelta | None = None, updated: timedelta | None = None
    ) -> None:
        """Makes an order look created or changed that much earlier, for tests of late uploads."""
        with self._world.lock:
            known = self._orders[order_id]
            known.created_at -= created or timedelta()
            known.updated_at -= updated or timedelta()
            known.row = None

    def touch(self, order_id: str) -> None:
        """Stamps an order as changed now, whatever it was that changed."""
        with self._world.lock:
            known = self._orders.get(order_id)
            if known is not None:
                known.updated_at = max(self._world.clock.now(), known.updated_at)
                known.row = None

    def _tell(self, changed: CloudOrder) -> None:
        for listener in self._listeners:
            listener(changed)

    def get(self, order_id: str) -> CloudOrder | None:
        """By UUID."""
        return self._orders.get(order_id)

    def find(self, key: str | int) -> CloudOrder | None:
        """By reference (number or text) or by UUID."""
        with self._world.lock:
            text = str(key)
            if text.isdigit() and int(text) in self._references:
                return self._orders[self._references[int(text)]]
            return self._orders.get(text)

    def all(self) -> list[CloudOrder]:
        """Every order, in upload order."""
        with self._world.lock:
            return list(self._orders.values())
