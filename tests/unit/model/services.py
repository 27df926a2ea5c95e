# ruff: noqa: ARG002 - the clients' interfaces
"""Foodics and OTO as two books with the truth in them, behind the clients' interfaces.

Nothing here knows the ledger: what OTO holds is what counts (`Books.ours`), whatever the program
believes.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome
from app.core.errors import AppError
from app.core.order import Order, PickupLocation
from app.foodics.client import Foodics, Page
from app.oto.client import Account, Oto
from app.oto.errors import no_reply
from app.pacing import Pacer, Priority
from tests.unit.model.behaviours import WELL, Behaviour

_UNREACHABLE = Answer(Outcome.NOT_ACCEPTED, "connect", breaks=True)
_EXISTS = Answer(Outcome.EXISTS, "OTO1063", http=400)


def _nothing(_order: OtoOrder) -> None:
    return


class Books(Oto):
    """OTO. `step` is called where the process may die: before a call reaches OTO and after."""

    generation = "v2"

    def __init__(self, step: Callable[[], None]) -> None:
        self.step = step
        #: Told of every createOrder before OTO does anything with it.
        self.on_create: Callable[[OtoOrder], None] = _nothing
        self.held: dict[str, tuple[OtoOrder, str]] = {}
        #: Our own accepted createOrders, and those of others, by our id.
        self.ours: list[OtoOrder] = []
        self.others: set[str] = set()
        self.next: deque[Behaviour] = deque()
        self.down = False
        self.reads_fail = False
        #: Calls without an answer that OTO is still going to carry out, and has carried out since.
        self.coming = 0
        self.came_late: set[str] = set()
        self.in_flight = self.most = 0
        self.counts: Counter[str] = Counter()

    async def create_order(self, order: OtoOrder) -> Answer:
        self.step()
        self.on_create(order)
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        try:
            return await self._create(order)
        finally:
            self.in_flight -= 1
            self.step()

    async def _create(self, order: OtoOrder) -> Answer:
        if self.down:
            self.counts["down"] += 1
            await asyncio.sleep(0.5)
            return _UNREACHABLE
        behaviour = self.next.popleft() if self.next else WELL
        self.counts[behaviour.name] += 1
        there = order.order_id in self.held
        # OTO books at once and may answer late: what is on its way meanwhile is on its way.
        if behaviour.takes and not there:
            self._take(order)
        if behaviour.late is not None:
            loop = asyncio.get_running_loop()
            self.coming += 1
            loop.call_later(behaviour.seconds + behaviour.late, self._take_late, order)
        await asyncio.sleep(behaviour.seconds)
        if there and behaviour.takes and behaviour.answer is None:
            self.counts["exists"] += 1
            return _EXISTS
        if behaviour.answer is not None:
            return behaviour.answer
        return Answer(Outcome.ACCEPTED, oto_id=f"9{len(self.ours)}", http=200)

    def _take(self, order: OtoOrder) -> None:
        self.held[order.order_id] = (order, "new")
        self.ours.append(order)

    def _take_late(self, order: OtoOrder) -> None:
        self.coming -= 1
        if order.order_id not in self.held:
            self.counts["came late"] += 1
            self.came_late.add(order.order_id)
            self._take(order)

    def put(self, order: OtoOrder) -> None:
        """Somebody else gives OTO an order under this id."""
        self.held[order.order_id] = (order, "new")
        self.others.add(order.order_id)

    def set_status(self, order_id: str, status: str) -> None:
        """OTO goes on with an order, or a person cancels it in OTO's own app."""
        self.held[order_id] = (self.held[order_id][0], status)

    async def update_order(self, order: OtoOrder) -> Answer:
        if (lost := await self._lost()) is not None:
            return lost
        self.held[order.order_id] = (order, self.held[order.order_id][1])
        self.step()
        return Answer(Outcome.ACCEPTED, http=200)

    async def cancel_order(self, order_id: str) -> Answer:
        if (lost := await self._lost()) is not None:
            return lost
        self.set_status(order_id, "canceled")
        self.step()
        return Answer(Outcome.ACCEPTED, http=200)

    async def cancel_shipment(self, order_id: str, shipment_id: str) -> Answer:
        return await self._lost() or Answer(Outcome.ACCEPTED, http=200)

    async def order_status(self, order_id: str) -> OtoSeen | None:
        await self._reached()
        if order_id not in self.held:
            return None
        return OtoSeen(order_id, f"9-{order_id}", self.held[order_id][1])

    async def order_details(self, order_id: str) -> OtoSeen | None:
        await self._reached()
        return self._seen(order_id)

    async def find_by_ref1(self, ref1: str) -> OtoSeen | None:
        await self._reached()
        found = (id_ for id_, (order, _) in self.held.items() if order.ref1 == ref1)
        return self._seen(next(found, ""))

    async def history(self, order_ids: Sequence[str]) -> dict[str, OtoSeen]:
        await self._reached()
        found = {id_: self._seen(id_) for id_ in order_ids}
        return {id_: seen for id_, seen in found.items() if seen is not None}

    def _seen(self, order_id: str) -> OtoSeen | None:
        if order_id not in self.held:
            return None
        order, status = self.held[order_id]
        return OtoSeen(
            order_id, f"9-{order_id}", status, order.amount, order.amount_due, order.ref1,
            order.customer.mobile,
        )  # fmt: skip

    async def _reached(self) -> None:
        self.step()
        await asyncio.sleep(0.2)
        if self.down:
            raise AppError("oto_silent", why="connect")
        if self.reads_fail:
            raise AppError("oto_down", status=500)

    async def _lost(self) -> Answer | None:
        """What a command comes to that OTO does not take; as in the program it never raises."""
        try:
            await self._reached()
        except AppError as error:
            return no_reply(error)
        return None

    async def check(self) -> Account:
        await self._reached()
        return Account("Nakhla", Decimal("100.50"))

    async def health(self) -> bool:
        await asyncio.sleep(0.2)
        return not self.down

    async def why_silent(self, within: float = 0.0) -> AppError | None:
        """The light question whether it answers at all."""
        await asyncio.sleep(0.2)
        return AppError("oto_silent", why="connect") if self.down else None

    async def orders(self, first_day: date, last_day: date) -> list[OtoSeen]:
        return []

    async def pickup_locations(self) -> list[PickupLocation]:
        return []

    async def cities(self, country: str) -> list[str]:
        return []

    async def aclose(self) -> None:
        return


class Till(Foodics):
    """Foodics: every order as it is now."""

    def __init__(self, now: Callable[[], datetime], step: Callable[[], None]) -> None:
        self.pacer = Pacer()
        self.now = now
        self.step = step
        self.orders: dict[int, Order] = {}
        self.down = False

    def show(self, order: Order) -> None:
        """A cashier's screen has been closed on this version; stamps are whole seconds."""
        self.orders[order.reference] = replace(order, updated_at=self.now().replace(microsecond=0))

    async def changes(
        self, after: datetime, *, delivery_only: bool, priority: Priority = Priority.LIVE
    ) -> AsyncIterator[Page]:
        await self._reached()
        rows = [order for order in self.orders.values() if order.updated_at >= after]
        rows.sort(key=lambda order: order.updated_at)
        shown = tuple(row for row in rows if row.is_delivery or not delivery_only)
        yield Page(shown, shown[-1].updated_at if shown else None)

    async def of_day(
        self, day: date, *, reference_after: int = 0, priority: Priority = Priority.REST
    ) -> AsyncIterator[Page]:
        await self._reached()
        known = [self.orders[reference] for reference in sorted(self.orders)]
        rows = (row for row in known if row.business_date == day and row.is_delivery)
        yield Page(tuple(row for row in rows if row.reference > reference_after), None)

    async def order(
        self, order_id: str, reference: int, *, priority: Priority = Priority.PERSON
    ) -> Order | None:
        await self._reached()
        return self.orders[reference]

    async def aclose(self) -> None:
        return

    async def _reached(self) -> None:
        self.step()
        await asyncio.sleep(0.2)
        if self.down:
            raise AppError("foodics_down", status=503)
