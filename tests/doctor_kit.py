"""A patient for the doctor: a data directory that was set up on the sandbox, and what ails it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import update

from app.credentials import Credentials
from app.doctor.check import Check
from app.doctor.examine import examine
from app.engine.engine import Engine
from app.paths import DataDir
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from app.settings import Settings, load
from app.store import facts, queries
from app.store.ledger import Ledger, Txn
from app.store.tables import branches
from tests.evenings.line import Line
from tests.evenings.net import Net
from tests.keyrings import Store

#: How long anything that has to come is waited for, seconds.
PATIENCE = 60.0


class Hospital:
    """One sandbox and one healthy set-up for all patients."""

    def __init__(self, folder: Path) -> None:
        # Many look at the same token within a minute here, and nobody at home does.
        self.box = Sandbox(seed=3, foodics=FoodicsSwitches(rate_limit=10_000))
        self.box.start()
        self.healthy = DataDir(folder / "healthy")
        self.healthy.prepare()
        self.healthy.make_installation_id()
        self.keyring = Store()
        asyncio.run(self._set_up())

    async def _set_up(self) -> None:
        where = self.box.address
        assert where is not None
        engine = Engine(self.healthy, Settings(), Credentials("patient", backend=self.keyring))
        try:
            do = engine.control.do
            await engine.prepare()
            await do("connect-foodics", {"token": where.foodics_token, "url": where.foodics_url})
            pair = {"retailer_id": where.retailer_id, "token": where.oto_token}
            await do("connect-oto", {**pair, "url": where.oto_url})
            await do("currency", {"code": "SAR"})
            await do("activate", {"references": ["B01"]})
            await do("resume", {})
        finally:
            await engine.close()

    def mend(self) -> None:
        """Both services as they were."""
        box, account = self.box, self.box.oto.account
        box.faults.clear()
        scopes = ("general.read", "orders.list", "orders.get", "orders.limited.deliver")
        box.foodics.auth.restore(box.foodics_token)
        box.foodics.auth.set_scopes(box.foodics_token, scopes)
        account.revoked, account.refuse_orders = False, None


class Patient:
    """`way` is how the services are reached: plain, direct (by name and TLS) or proxied."""

    def __init__(self, hospital: Hospital, folder: Path, net: Net, way: str) -> None:
        self.box = hospital.box
        self.net, self.way = net, way
        self.data = DataDir(folder / "data")
        shutil.copytree(hospital.healthy.path, self.data.path)
        self.keyring = Store()
        self.keyring.entries = dict(hospital.keyring.entries)
        self.secrets = Credentials("patient", backend=self.keyring)
        self.lines: dict[str, Line] = {}

    @contextlib.asynccontextmanager
    async def reached(self) -> AsyncIterator["Patient"]:
        """Both services at the end of lines that can be disturbed."""
        where = self.box.address
        assert where is not None
        try:
            for service, url in (("foodics", where.foodics_url), ("oto", where.oto_url)):
                line = Line(int(url.rpartition(":")[2]))
                if self.way != "plain":
                    line.secure = self.net.certificate(self.host(service))
                    line.wrong = self.net.certificate(self.host(service), trusted=False)
                await line.turn("open")
                self.lines[service] = line
            self.put(facts.BusinessFact, url=self.url("foodics"))
            self.put(facts.OtoFact, url=self.url("oto"))
            yield self
        finally:
            for line in self.lines.values():
                await line.close()

    def host(self, service: str) -> str:
        """The name of a service's host."""
        return "127.0.0.1" if self.way == "plain" else f"{service}.doctor.{self.way}.test"

    def url(self, service: str) -> str:
        """Where the ledger says it is."""
        scheme = "http" if self.way == "plain" else "https"
        return f"{scheme}://{self.host(service)}:{self.lines[service].own_port}"

    async def wrong(self) -> dict[str, Check]:
        """What the doctor finds, by topic."""
        found = await examine(self.data, self.secrets)
        assert len(found) > 5
        return {check.topic: check for check in found if not check.ok}

    # The ledger

    def write(self, change: Callable[[Txn], object]) -> None:
        """One transaction."""
        chosen = load(self.data.settings)[0]
        now = self.box.clock.now()
        ledger = Ledger(self.data.ledger, chosen, lambda: now, backups=self.data.backups)
        try:
            ledger.write_now(change)
        finally:
            ledger.close()

    def put(self, kind: type[Any], **changes: Any) -> None:
        """Changes a fact of the ledger that is there."""

        def change(txn: Txn) -> None:
            fact: Any = facts.get(txn.connection, kind)
            facts.put(txn.connection, replace(fact, **changes))

        self.write(change)

    def add(self, fact: object) -> None:
        """A fact of the ledger."""
        self.write(lambda txn: facts.put(txn.connection, fact))

    def branch(self, **values: Any) -> None:
        """Changes what the ledger holds of B01."""
        changed = update(branches).where(branches.c.reference == "B01").values(**values)
        self.write(lambda txn: txn.connection.execute(changed))

    # The engine

    async def works(self, until: Callable[[queries.Reader], bool]) -> None:
        """The engine at work, until the ledger holds what is waited for."""
        engine = Engine(self.data, load(self.data.settings)[0], self.secrets)
        changed = asyncio.Event()
        loop = asyncio.get_running_loop()

        def heard(_: object) -> None:
            loop.call_soon_threadsafe(changed.set)

        engine.ledger.listen(heard)

        def look(txn: Txn) -> bool:
            return until(queries.Reader(txn.connection, txn.context, txn.settings, txn.now))

        await engine.prepare()
        running = asyncio.create_task(engine.run())
        try:
            async with asyncio.timeout(PATIENCE):
                while not await engine.ledger.write(look):
                    await changed.wait()
                    changed.clear()
        finally:
            engine.stop.set()
            await running
            await engine.close()
