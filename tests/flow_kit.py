"""The engine in this process over real HTTP against our own Foodics and OTO, for whole ways of
an order."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from app.core.dispatch import State
from app.credentials import Credentials
from app.engine.engine import Engine
from app.paths import DataDir
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.settings import Settings
from app.store import records
from app.store.ledger import Txn
from app.store.records import Record
from tests.keyrings import Store

#: How long a test waits for what has to come, seconds.
NET = 60.0


class Flow:
    """One engine at work on one data directory."""

    def __init__(self, folder: Path, sandbox: Sandbox, keyring: Store) -> None:
        self.sandbox = sandbox
        self.passed = 0.0
        self.data = DataDir(folder / "data")
        self.data.prepare()
        self.engine = Engine(
            self.data,
            Settings(),
            Credentials("flow", backend=keyring),
            monotonic=lambda: time.monotonic() + self.passed,
        )
        self.ledger = self.engine.ledger
        self._changed = asyncio.Event()
        loop = asyncio.get_running_loop()

        def heard(_: object) -> None:
            loop.call_soon_threadsafe(self._changed.set)

        self.ledger.listen(heard)

    async def set_up(self) -> None:
        """As a manager does it."""
        where = self.sandbox.address
        assert where is not None
        do = self.engine.control.do
        await self.engine.prepare()
        await do("connect-foodics", {"token": where.foodics_token, "url": where.foodics_url})
        oto = {"retailer_id": where.retailer_id, "token": where.oto_token, "url": where.oto_url}
        await do("connect-oto", oto)
        await do("currency", {"code": "SAR"})
        # v1 knows no pickup location to take the city from.
        v1 = self.sandbox.oto_switches.generation == "v1"
        await do("activate", {"references": ["B01"]} | ({"city": "Riyadh"} if v1 else {}))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The engine at work; its end is part of the test."""
        task = asyncio.create_task(self.engine.run())
        try:
            yield
        finally:
            self.sandbox.faults.clear()
            self.engine.stop.set()
            await asyncio.wait_for(task, NET)
            self.engine.stop.clear()

    def poll(self) -> None:
        """Something changed in Foodics: look now rather than in five seconds."""
        self.engine.control.poll_soon()

    def add(self, **fields: Any) -> CloudOrder:
        """An order in the cloud: delivery, Ready, B01, cash on delivery."""
        made = self.sandbox.control.orders.add(**fields)
        assert isinstance(made, CloudOrder)
        self.poll()
        return made

    def change(self, order: CloudOrder, **fields: Any) -> None:
        """The cashier changes it; the cloud's stamps are whole seconds."""
        self.sandbox.clock.advance(1)
        self.sandbox.control.orders.change(order, fields)
        self.poll()

    async def until(self, check: Callable[[], bool]) -> None:
        """Until it is true, looked at after each commit."""
        async with asyncio.timeout(NET):
            while not check():
                await self._changed.wait()
                self._changed.clear()

    def record(self, order: CloudOrder) -> Record | None:
        """What the ledger holds of it."""

        def look(txn: Txn) -> Record | None:
            return records.of_reference(txn.connection, order.reference)

        return self.ledger.write_now(look)

    def state(self, order: CloudOrder) -> State | None:
        """Where it stands; None while it was not seen."""
        found = self.record(order)
        return None if found is None else found.state

    async def reaches(self, order: CloudOrder, state: State) -> None:
        """Until it stands there."""
        await self.until(lambda: self.state(order) is state)

    async def polled(self, times: int = 2) -> None:
        """So many more looks at Foodics, and what follows from them."""
        for _ in range(times):
            wanted = self.sandbox.calls.count("foodics", "orders") + 1
            self.poll()
            await self.until(lambda: self.sandbox.calls.count("foodics", "orders") >= wanted)  # noqa: B023
        await self.ledger.write(notice)

    def pass_time(self, seconds: float) -> None:
        """Time passes for both services and for the breaker."""
        self.sandbox.clock.advance(seconds)
        self.sandbox.settle()
        self.passed += seconds
        self.ledger.write_now(notice)
        self.poll()

    def books(self) -> dict[str, Any]:
        """The sandbox's own account of what should have happened and did."""
        return self.sandbox.truth.account({"B01"}, grace=3600.0)

    @property
    def creates(self) -> int:
        """How often createOrder was called."""
        return self.sandbox.calls.count("oto", "createOrder")

    def clean(self, *sent: CloudOrder) -> bool:
        """Exactly these were accepted, once each, and as they should be."""
        books = self.books()
        assert books["accepted"] == {str(order.reference): 1 for order in sent}
        assert books["doubled"] == books["wrong"] == books["unwanted"] == books["strangers"] == []
        return True


def notice(txn: Txn) -> None:
    txn.journal.notice(txn.now, "test")


@contextlib.asynccontextmanager
async def flow_on(folder: Path, sandbox: Sandbox, keyring: Store) -> AsyncIterator[Flow]:
    made = Flow(folder, sandbox, keyring)
    try:
        yield made
    finally:
        await made.engine.close()


@contextlib.asynccontextmanager
async def set_up(folder: Path, sandbox: Sandbox, keyring: Store) -> AsyncIterator[Flow]:
    async with flow_on(folder, sandbox, keyring) as flow:
        await flow.set_up()
        async with flow.running():
            yield flow
