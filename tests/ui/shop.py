"""A shop at work for tests: the sandbox, the real engine, and the window's crossing to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.credentials import Credentials
from app.paths import DataDir
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.store.screens.types.queue import QueueRow
from app.ui.bridge import Bridge
from tests.keyrings import Store

PATIENCE = 60.0


async def until(condition: Callable[[], object]) -> None:
    """Lets the loop and Qt work until it holds."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            QApplication.processEvents()
            await asyncio.sleep(0.01)


class Shop:
    """The window's crossing with an engine at work behind it; `states` as the window hears them."""

    def __init__(self, folder: Path, sandbox: Sandbox) -> None:
        self.data = DataDir(folder / "data")
        self.data.prepare()
        self.sandbox = sandbox
        self.bridge = Bridge(self.data, credentials=Credentials("flow", backend=Store()))
        self.states: dict[int, str] = {}
        self.loaded = False
        self.bridge.loaded.connect(self._load)
        self.bridge.changed.connect(self._heard)

    def _load(self, rows: list[QueueRow]) -> None:
        self.loaded = True
        self._heard(rows)

    def _heard(self, rows: list[QueueRow]) -> None:
        self.states |= {row.reference: row.state for row in rows}

    async def set_up(self) -> None:
        """As a manager does it."""
        where, do = self.sandbox.address, self.bridge.do
        assert where is not None
        await do("connect-foodics", token=where.foodics_token, url=where.foodics_url)
        await do(
            "connect-oto", retailer_id=where.retailer_id, token=where.oto_token, url=where.oto_url
        )
        await do("currency", code="SAR")
        await do("activate", references=["B01"])

    def order(self) -> int:
        """One more order in the cloud, Ready; its reference."""
        made = self.sandbox.control.orders.add()
        assert isinstance(made, CloudOrder)
        return made.reference

    async def look(self) -> None:
        """Foodics and OTO are asked now rather than in a few seconds."""
        await self.bridge.do("try-again")


@asynccontextmanager
async def at_work(shop: Shop) -> AsyncIterator[Shop]:
    """Set up and active; all is well again and the engine has ended afterwards."""
    shop.bridge.start()
    try:
        await until(lambda: shop.bridge._engine is not None)
        await shop.set_up()
        yield shop
    finally:
        shop.sandbox.faults.clear()
        await shop.bridge.close()


@asynccontextmanager
async def shop_in(folder: Path, sandbox: Sandbox) -> AsyncIterator[Shop]:
    """A shop at work, without a window."""
    async with at_work(Shop(folder, sandbox)) as shop:
        yield shop
