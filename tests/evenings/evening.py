"""One evening: a sandbox, the lines to it, and the engine at work on its own data directory."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from app.credentials import Credentials
from app.engine.engine import Engine
from app.engine.tasks import wait
from app.paths import DataDir
from app.sandbox.calls import Call
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.settings import Settings
from app.store.ledger import Txn
from app.store.queries import Reader
from app.store.status import problem_of, status_row
from tests.evenings.line import Line
from tests.evenings.net import Net
from tests.keyrings import Store

#: Conditions are looked at after each commit, and so often besides: not all of them are commits.
LOOK = 0.2


class Evening:
    """`way` is how both services are reached: plain, direct (by name and TLS) or proxied."""

    def __init__(
        self,
        name: str,
        folder: Path,
        net: Net,
        *,
        way: str = "plain",
        generation: Any = "v2",
        limit: int = 30,
    ) -> None:
        self.name = name
        self.net = net
        self.way = way
        foodics = FoodicsSwitches(rate_limit=limit)
        self.sandbox = Sandbox(foodics=foodics, oto=OtoSwitches(generation=generation))
        self.generation = generation
        #: How far the breaker's clock is ahead, seconds.
        self.passed = 0.0
        self.data = DataDir(folder / "data")
        self.data.prepare()
        self.engine = Engine(
            self.data,
            Settings(),
            Credentials(name, backend=Store()),
            monotonic=lambda: time.monotonic() + self.passed,
        )
        self.lines: dict[str, Line] = {}
        self.orders: list[CloudOrder] = []
        self._changed = asyncio.Event()
        loop = asyncio.get_running_loop()

        def heard(_: object) -> None:
            loop.call_soon_threadsafe(self._changed.set)

        self.engine.ledger.listen(heard)

    def host(self, service: str) -> str:
        """The name of a service's host."""
        return "127.0.0.1" if self.way == "plain" else f"{service}.{self.name}.{self.way}.test"

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Evening"]:
        """Everything set up as a manager does it, and the engine at work."""
        await asyncio.to_thread(self.sandbox.start)
        try:
            where = self.sandbox.address
            assert where is not None
            for service, url in (("foodics", where.foodics_url), ("oto", where.oto_url)):
                self.lines[service] = await self._line(service, int(url.rpartition(":")[2]))
            await self._set_up()
            task = asyncio.create_task(self.engine.run())
            try:
                yield self
            finally:
                self.engine.stop.set()
                await task
        finally:
            await self.engine.close()
            for line in self.lines.values():
                await line.close()
            await asyncio.to_thread(self.sandbox.stop)

    async def _line(self, service: str, port: int) -> Line:
        line = Line(port)
        if self.way != "plain":
            line.secure = self.net.certificate(self.host(service))
            line.wrong = self.net.certificate(self.host(service), trusted=False)
        await line.turn("open")
        return line

    def url(self, service: str) -> str:
        """The address that a manager enters."""
        scheme = "http" if self.way == "plain" else "https"
        return f"{scheme}://{self.host(service)}:{self.lines[service].own_port}"

    async def _set_up(self) -> None:
        where, do = self.sandbox.address, self.engine.control.do
        assert where is not None
        await self.engine.prepare()
        await self.connect_foodics(where.foodics_token)
        pair = {"retailer_id": where.retailer_id, "token": where.oto_token}
        await do("connect-oto", {**pair, "url": self.url("oto")})
        await do("currency", {"code": "SAR"})
        city = {"city": "Riyadh"} if self.generation == "v1" else {}
        await do("activate", {"references": ["B01"], **city})

    async def connect_foodics(self, token: str) -> None:
        """A person pastes a token."""
        where = {"token": token, "url": self.url("foodics")}
        await self.engine.control.do("connect-foodics", where)

    # What is done

    def order(self, **fields: Any) -> CloudOrder:
        """An order that is to be sent: delivery, Ready, B01, cash on delivery."""
        made = self.sandbox.control.orders.add(**fields)
        assert isinstance(made, CloudOrder)
        self.orders.append(made)
        return made

    def fault(self, service: str, kind: Any, endpoint: str = "*", **details: Any) -> None:
        """A fault of the sandbox, until cleared unless it has a `count`."""
        count = details.pop("count", None)
        self.sandbox.faults.add(service, endpoint, kind, count, **details)

    async def turn(self, service: str, state: str) -> None:
        """Disturbs the way to a service, or mends it ("open")."""
        await self.lines[service].turn(state)

    def skip(self, seconds: float) -> None:
        """The engine's own clock goes on by so much: it has waited long enough."""
        self.passed += seconds

    # What is seen

    async def status(self) -> dict[str, Any]:
        """The row of `status --json`, and `words`: the sentence on the command line."""
        return await self.engine.ledger.write(_status)

    async def until(self, check: Callable[[], Any], seconds: float, what: str) -> float:
        """Until it is true (awaited where it has to be); returns how long that took."""
        began = time.monotonic()
        while True:
            found = check()
            if asyncio.iscoroutine(found):
                found = await found
            took = time.monotonic() - began
            if found:
                return took
            if took > seconds:
                raise AssertionError(f"{self.name}: not within {seconds:g} s: {what}")
            await wait(self._changed, LOOK)

    async def named(self) -> tuple[str | None, str]:
        """The problem that is shown now, and who is said to be at fault."""
        row = await self.status()
        return row["problem"], row["fault"]

    def now(self) -> float:
        """The sandbox's time, as in `calls`."""
        return self.sandbox.clock.now().timestamp()

    def calls(self, service: str, since: float = 0.0) -> list[Call]:
        """Calls that reached a service, by when they began."""
        found = [
            call
            for call in self.sandbox.calls.calls(service)
            if call.began is not None and call.began.timestamp() >= since
        ]
        return sorted(found, key=lambda call: call.began.timestamp() if call.began else 0.0)

    def accepted(self) -> dict[str, int]:
        """Reference → how many orders OTO holds for it."""
        found: dict[str, int] = self.books()["accepted"]
        return found

    def books(self) -> dict[str, Any]:
        """The sandbox's own account of what should have happened and did."""
        return self.sandbox.truth.account({"B01"}, grace=3600.0)

    def all_sent(self) -> bool:
        """Every order that was made is at OTO."""
        if len(self.sandbox.oto.account.orders) < len(self.orders):
            return False  # the whole account takes long where there are thousands
        accepted = self.accepted()
        return all(str(order.reference) in accepted for order in self.orders)

    def assert_once(self) -> None:
        """Each of the orders is at OTO once, as it should be, and nothing else is."""
        books = self.books()
        assert books["accepted"] == {str(order.reference): 1 for order in self.orders}
        for wrong in ("doubled", "wrong", "unwanted", "strangers", "lost", "missed"):
            assert books[wrong] == [], (wrong, books[wrong])


def _status(txn: Txn) -> dict[str, Any]:
    reader = Reader(txn.connection, txn.context, txn.settings, txn.now)
    problem, params = problem_of(reader, running=True)
    words = ""
    if problem is not None:
        told = AppError(problem)
        told.params.update(params)
        words = str(told)
    return {**status_row(reader, running=True), "words": words}
