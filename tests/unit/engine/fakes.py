"""OTO and Foodics by hand, and an engine's parts around a real ledger."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome
from app.core.errors import AppError
from app.core.order import Business, Device, FoodicsBranch, Order, PickupLocation, UnreadableOrder
from app.credentials import Credentials
from app.engine.blame import Blame
from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.engine.dispatcher import Dispatcher
from app.foodics.client import Foodics, Page
from app.oto.client import Account, Oto
from app.pacing import Pacer, Priority
from app.store.ledger import Txn
from tests.keyrings import Store
from tests.unit.core import samples
from tests.unit.store.box import BUSINESS, SECOND, SECOND_DOOR, Box

#: A safety net only: no test waits for a time to pass.
NET = 10.0
DOWN = Answer(Outcome.NOT_ACCEPTED, code="no_connection", breaks=True)
REFUSES_ALL = Answer(Outcome.ACCOUNT, code="OTO1006", http=400)
SIGNED_OUT = Answer(Outcome.SIGN_IN, code="oto_token_refused")
LOST = Answer(Outcome.UNKNOWN, code="timeout", breaks=True, doubtful=True)


class FakeOto(Oto):
    """Accepts everything unless told otherwise; `at` is what it holds, by our id."""

    generation = "v2"

    def __init__(self) -> None:
        self.created: list[OtoOrder] = []
        self.answers: deque[Answer] = deque()
        self.always: Answer | None = None
        self.at: dict[str, OtoSeen] = {}
        #: What its own list of orders shows beside ours.
        self.strangers: list[OtoSeen] = []
        self.trouble: AppError | None = None
        self.calls: list[tuple[str, object]] = []
        self.does: dict[str, deque[Answer]] = {}
        self.doors: list[PickupLocation] = [samples.PICKUP, SECOND_DOOR]
        self.account = Account("Nakhla", Decimal("100.50"))
        self.closed = False
        self.why_asked = 0
        self.open = asyncio.Event()
        self.open.set()
        self.on_call: Callable[[], None] = lambda: None
        self.in_flight = self.most = 0

    async def check(self) -> Account:
        await self._called("check", None)
        return self.account

    async def create_order(self, order: OtoOrder) -> Answer:
        self.created.append(order)
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        self.on_call()
        try:
            await self.open.wait()
        finally:
            self.in_flight -= 1
        answer = self.answers.popleft() if self.answers else self.always
        if answer is None:
            answer = Answer(Outcome.ACCEPTED, oto_id=f"9{len(self.created)}", http=200)
        if answer.outcome is Outcome.ACCEPTED:
            self.take(order)
        return answer

    def take(self, order: OtoOrder, status: str = "new") -> None:
        """OTO has this order."""
        self.at[order.order_id] = OtoSeen(
            order.order_id, "900", status, amount=order.amount, ref1=order.ref1,
            phone=order.customer.mobile,
        )  # fmt: skip

    async def update_order(self, order: OtoOrder) -> Answer:
        await self._called("update", order)
        return self._does("update")

    async def order_status(self, order_id: str) -> OtoSeen | None:
        await self._read("order_status", order_id)
        seen = self.at.get(order_id)
        return None if seen is None else OtoSeen(seen.order_id, seen.oto_id, seen.status)

    async def find_by_ref1(self, ref1: str) -> OtoSeen | None:
        await self._read("find_by_ref1", ref1)
        return next((seen for seen in self.at.values() if seen.ref1 == ref1), None)

    async def order_details(self, order_id: str) -> OtoSeen | None:
        await self._read("order_details", order_id)
        return self.at.get(order_id)

    async def history(self, order_ids: Sequence[str]) -> dict[str, OtoSeen]:
        await self._read("history", list(order_ids))
        return {id_: self.at[id_] for id_ in order_ids if id_ in self.at}

    async def orders(self, first_day: date, last_day: date) -> list[OtoSeen]:
        await self._read("orders", (first_day, last_day))
        return [*self.at.values(), *self.strangers]

    async def pickup_locations(self) -> list[PickupLocation]:
        await self._read("pickup_locations", None)
        return self.doors

    async def cities(self, country: str) -> list[str]:
        await self._read("cities", country)
        return ["Riyadh", "Jeddah"]

    async def cancel_order(self, order_id: str) -> Answer:
        await self._called("cancel_order", order_id)
        return self._does("cancel_order")

    async def cancel_shipment(self, order_id: str, shipment_id: str) -> Answer:
        await self._called("cancel_shipment", (order_id, shipment_id))
        return self._does("cancel_shipment")

    async def why_silent(self, seconds: float = 15.0) -> AppError | None:  # noqa: ARG002 - as OTO's
        self.why_asked += 1
        return self.trouble

    async def aclose(self) -> None:
        self.closed = True

    def named(self, name: str) -> list[object]:
        """What was said in calls of this name."""
        return [said for called, said in self.calls if called == name]

    async def _called(self, name: str, said: object) -> None:
        self.calls.append((name, said))
        self.on_call()
        await self.open.wait()

    async def _read(self, name: str, said: object) -> None:
        await self._called(name, said)
        if self.trouble is not None:
            raise self.trouble

    def _does(self, name: str) -> Answer:
        script = self.does.get(name)
        return script.popleft() if script else Answer(Outcome.ACCEPTED, http=200)


class FakeFoodics(Foodics):
    """Shows pages that tests put in; has no connection."""

    def __init__(self) -> None:
        self.pacer = Pacer()
        self.pages: deque[list[Page]] = deque()
        self.day_pages: dict[date, list[Page]] = {}
        self.by_id: dict[str, Order | UnreadableOrder] = {}
        self.trouble: AppError | None = None
        self.after: list[tuple[datetime, bool, Priority]] = []
        self.days: list[tuple[date, int]] = []
        self.read: list[tuple[str, Priority]] = []
        self.lists = 0
        self.tills: list[Device] = []
        self.found = [samples.FOODICS_BRANCH, SECOND]
        self.owner = BUSINESS
        self.closed = False
        self.on_call: Callable[[], None] = lambda: None
        self.asked_again = 0

    def once_more(self) -> None:
        self.asked_again += 1

    async def whoami(self) -> Business:
        self._called()
        return self.owner

    async def business(self) -> Business:
        self._called()
        return self.owner

    async def branches(self) -> list[FoodicsBranch]:
        self.lists += 1
        self._called()
        return self.found

    async def devices(self) -> list[Device]:
        self.lists += 1
        self._called()
        return self.tills

    async def probe_orders(self) -> None:
        self._called()

    async def changes(
        self, after: datetime, *, delivery_only: bool, priority: Priority = Priority.LIVE
    ) -> AsyncIterator[Page]:
        self.after.append((after, delivery_only, priority))
        self._called()
        for page in self.pages.popleft() if self.pages else [Page((), None)]:
            yield page
            self._called()

    async def of_day(
        self, day: date, *, reference_after: int = 0, priority: Priority = Priority.REST
    ) -> AsyncIterator[Page]:
        assert priority is Priority.REST
        self.days.append((day, reference_after))
        self._called()
        for page in self.day_pages.get(day, [Page((), None)]):
            yield page
            self._called()

    async def order(
        self, order_id: str, reference: int, *, priority: Priority = Priority.PERSON
    ) -> Order | UnreadableOrder | None:
        assert reference
        self.read.append((order_id, priority))
        self._called()
        return self.by_id.get(order_id)

    async def aclose(self) -> None:
        self.closed = True

    def _called(self) -> None:
        self.on_call()
        if self.trouble is not None:
            raise self.trouble


class Watch:
    """Waits for something to be true, looked at after each commit and each call."""

    def __init__(self, box: Box) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()
        box.ledger.listen(lambda _: self.poke())

    def poke(self) -> None:
        """Look again. From any thread."""
        self._loop.call_soon_threadsafe(self._event.set)

    async def until(self, check: Callable[[], bool]) -> None:
        """Until it is true."""
        async with asyncio.timeout(NET):
            while not check():
                await self._event.wait()
                self._event.clear()


class Rig:
    """Ledger, connections and fakes; a clock and a freshness that tests set."""

    def __init__(self, folder: Path) -> None:
        self.box = Box(folder).set_up()
        self.keyring = Store()
        self.credentials = Credentials("rig", backend=self.keyring, timeout=2.0)
        self.monotonic = 1000.0
        self.wall = samples.NOW.timestamp()
        self.clock = ServerClock(wall=lambda: self.wall, monotonic=lambda: self.monotonic)
        self.reached: dict[str, bool] = {}
        self.looks: list[str] = []
        blame = Blame(self._look_at, monotonic=lambda: self.monotonic)
        self.connections = Connections(
            self.box.ledger,
            self.credentials,
            self.clock,
            blame=blame,
            monotonic=lambda: self.monotonic,
        )
        self.watch = Watch(self.box)
        self.gate = asyncio.Semaphore(4)
        self.fresh = True
        self.oto = FakeOto()
        self.foodics = FakeFoodics()
        self.use_oto(self.oto)
        self.foodics.on_call = self.watch.poke
        self.connections._use_foodics(self.foodics)
        self._made: Dispatcher | None = None

    async def _look_at(self, url: str) -> bool:
        self.looks.append(url)
        return self.reached.get(url, True)

    def use_oto(self, oto: FakeOto) -> None:
        """Another OTO was connected."""
        self.oto = oto
        oto.on_call = self.watch.poke
        self.connections._use_oto(oto)

    @property
    def dispatcher(self) -> Dispatcher:
        """One dispatcher, made when it is first asked for."""
        if self._made is None:
            self._made = Dispatcher(
                self.box.ledger,
                self.connections,
                self.gate,
                lambda: self.fresh,
                monotonic=lambda: self.monotonic,
                jitter=lambda: 0.5,
            )
        return self._made

    @contextlib.asynccontextmanager
    async def sending(self) -> AsyncIterator[Dispatcher]:
        """The dispatcher at work."""
        dispatcher = self.dispatcher
        task = asyncio.create_task(dispatcher.run())
        try:
            yield dispatcher
        finally:
            self.oto.open.set()
            dispatcher.end()
            await asyncio.wait_for(task, NET)
            await dispatcher.finish()
            self._made = None

    @contextlib.asynccontextmanager
    async def running(self, *works: Any) -> AsyncIterator[None]:
        """Endless loops, for as long as the block."""
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def pass_time(self, seconds: float) -> None:
        """All clocks go on, and the dispatcher looks."""
        self.monotonic += seconds
        self.wall += seconds
        self.box.later(seconds=seconds)
        self.box.do(_look)

    async def settled(self) -> None:
        """The dispatcher has looked at all that was committed, twice over."""
        for _ in range(3):
            looked = self.box.ledger.write(_look)
            await looked
            for _ in range(20):
                await asyncio.sleep(0)


def _look(txn: Txn) -> None:
    txn.journal.notice(txn.now, "look")
