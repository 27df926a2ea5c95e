"""What cashiers and the kitchen do to an order (foodics-api 6.4, 12.1, 12.4)."""

from __future__ import annotations

from decimal import Decimal

from app.sandbox.order import (
    ACTIVE,
    CLOSED,
    DECLINED,
    JOINED,
    READY,
    RETURNED,
    SENT_TO_KITCHEN,
    VOID,
    Order,
)
from app.sandbox.till_store import NotPossibleError, TillStore

PENDING = 1


class Till(TillStore):
    """All tills of the business. Thread-safe."""

    def kitchen(self, order_id: str) -> None:
        """The Kitchen button: lines go to the kitchen's screen or printer."""
        with self.change(order_id) as order:
            now = self._world.clock.now()
            order.delivery_status = SENT_TO_KITCHEN
            for line in order.lines:
                line.kitchen_sent_at = line.kitchen_sent_at or now
            if not self._switches.kitchen_received_sparse:
                order.kitchen_received_at = order.kitchen_received_at or now

    def ready(self, order_id: str) -> None:
        """Bump of the last line, or Mark Ready."""
        with self.change(order_id) as order:
            if order.status in (VOID, DECLINED, JOINED, RETURNED):
                raise NotPossibleError(f"status is {order.status}")
            order.delivery_status = READY
            if self._switches.kitchen_done_given:
                order.kitchen_done_at = self._world.clock.now()

    def recall(self, order_id: str) -> None:
        """The kitchen takes a bump back (6.4)."""
        with self.change(order_id) as order:
            order.delivery_status = SENT_TO_KITCHEN
            order.kitchen_done_at = None

    def pay(self, order_id: str, method: str = "Cash", amount: Decimal | None = None) -> None:
        """A payment, by default all that is open; full payment closes the order."""
        with self.change(order_id) as order:
            due = order.total_price - order.paid
            paid = due if amount is None else amount
            order.payments.append(self.payment(method, paid))
            if order.paid >= order.total_price and order.status == ACTIVE:
                self._close(order)
                self._held[order_id].on_screen = False

    def close(self, order_id: str) -> None:
        """Closes the order without a payment, for tests."""
        with self.change(order_id) as order:
            self._close(order)
            self._held[order_id].on_screen = False

    def _close(self, order: Order) -> None:
        now = self._world.clock.now()
        order.status, order.closed_at = CLOSED, now
        for line in order.lines:
            if line.status == ACTIVE:
                line.status, line.closed_at = 3, now

    def void(self, order_id: str) -> None:
        """Status 7, lines 5, totals 0; `delivery_status` keeps its value (6.4)."""
        with self.change(order_id) as order:
            order.status, order.closed_at = VOID, self._world.clock.now()
            for line in order.lines:
                line.status = 5
            self._held[order_id].on_screen = False

    def give_back(self, order_id: str) -> Order:
        """A full return: a new order of status 5 that names the first as its original."""
        with self._world.lock:
            first = self._held[order_id].order
            held = self._cloud.get(order_id)
            named = {"id": first.id, "reference": held.reference if held else None}
            named |= {"number": first.number, "check_number": first.check_number}
            back = self.open(
                first.branch,
                on_screen=False,
                type=first.type,
                status=RETURNED,
                customer=first.customer,
                address=first.address,
                original_order=named,
                lines=[self.line(one.product, one.quantity, one.unit_price) for one in first.lines],
                delivery_fee=first.delivery_fee,
                closed_at=self._world.clock.now(),
            )
            with self.change(back.id):
                pass
            return back

    def decline(self, order_id: str) -> None:
        """A pending order of the API or the call center is refused on the till."""
        with self.change(order_id) as order:
            order.status = DECLINED

    def accept(self, order_id: str) -> None:
        """A pending order is accepted on the till (12.3)."""
        with self.change(order_id) as order:
            if order.status != PENDING:
                raise NotPossibleError(f"status is {order.status}")
            order.status, order.accepted_at = ACTIVE, self._world.clock.now()

    def join(self, order_id: str) -> None:
        """The order was joined into another one."""
        with self.change(order_id) as order:
            order.status = JOINED

    def leave(self, order_id: str) -> None:
        """The cashier moves to another order or screen."""
        with self._world.lock:
            held = self._held[order_id]
            held.on_screen, held.dirty = False, True
            self._maybe_upload(held)

    def come_back(self, order_id: str) -> None:
        """The cashier opens the order again: the cloud's copy goes stale."""
        with self._world.lock:
            self._held[order_id].on_screen = True

    def set_delay(self, order_id: str, delay: tuple[float, float] | None) -> None:
        """This order's own upload delay in seconds."""
        with self._world.lock:
            self._held[order_id].delay = delay
