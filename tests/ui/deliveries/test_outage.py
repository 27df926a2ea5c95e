"""The whole way: OTO goes down, the list is opened, orders are marked, OTO comes back. The real engine
behind the real window parts, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.credentials import Credentials
from app.paths import DataDir
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.store.screens.types import QueueRow
from app.ui.bridge import Bridge
from app.ui.deliveries.dialog import DeliveryDialog
from app.ui.deliveries.offer import DeliveryOffer
from app.ui.kit.button import Button
from app.ui.language import plain
from tests.keyrings import Store

PATIENCE = 60.0


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            QApplication.processEvents()
            await asyncio.sleep(0.01)


class Shop:
    """The window's crossing with an engine at work behind it; `states` as the window hears them."""

    def __init__(self, folder: Path, sandbox: Sandbox) -> None:
        data = DataDir(folder / "data")
        data.prepare()
        self.sandbox = sandbox
        self.bridge = Bridge(data, credentials=Credentials("flow", backend=Store()))
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
async def shop_in(folder: Path, sandbox: Sandbox) -> AsyncIterator[Shop]:
    shop = Shop(folder, sandbox)
    shop.bridge.start()
    try:
        await until(lambda: shop.bridge._engine is not None)
        await shop.set_up()
        yield shop
    finally:
        sandbox.faults.clear()
        await shop.bridge.close()


def press(dialog: DeliveryDialog, name: str) -> None:
    (found,) = [
        each
        for each in dialog.asking.findChildren(Button)
        if each.isVisible() and each.accessibleName() == name
    ]
    found.click()


async def test_what_was_delivered_another_way_is_not_sent_when_oto_comes_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    switches = FoodicsSwitches(rate_limit=100_000)
    with Sandbox(foodics=switches, oto=OtoSwitches()) as sandbox:
        async with shop_in(tmp_path, sandbox) as shop:
            offer = DeliveryOffer(shop.bridge)
            qtbot.addWidget(offer)
            sandbox.faults.add("oto", "createOrder", "status", None, status=429)
            orders = [shop.order() for _ in range(6)]
            await shop.look()
            await until(lambda: set(orders) <= shop.states.keys())
            await until(lambda: offer._standing and offer._standing.oto_since)
            await until(lambda: offer._standing and offer._standing.undelivered == 6)

            offer.open_list()
            dialog = offer.list
            assert isinstance(dialog, DeliveryDialog)
            # A probe may be on its way: an order that is being told to OTO has no box meanwhile.
            await until(lambda: sorted(dialog.tree.can_be_ticked()) == sorted(orders))
            marked, kept = orders[:4], orders[4:]
            for reference in marked:
                dialog.tree._items[reference].setCheckState(0, Qt.CheckState.Checked)
            await until(dialog.done_button.isEnabled)
            dialog.done_button.click()
            press(dialog, "Delivered another way")
            await until(lambda: "are marked" in dialog.asking.banner.title.text())
            await until(lambda: all(shop.states[each] == "skipped" for each in marked))
            assert plain(dialog.asking.banner.title.text()).startswith("4 orders")

            sandbox.faults.clear()
            await shop.look()
            await until(lambda: all(shop.states[each] == "sent" for each in kept))
            await until(lambda: "do not bring them" in dialog.text.text())
            await until(lambda: offer._standing and offer._standing.oto_since is None)
            accepted = set(sandbox.oto.account.orders)
            assert {each.rpartition("-")[2] for each in accepted} == {str(ref) for ref in kept}

            press(dialog, "Undo")
            await until(lambda: all(shop.states[each] == "sent" for each in marked))
            books = sandbox.truth.account({"B01"}, grace=3600.0)
            assert (books["doubled"], books["lost"]) == ([], [])
            dialog.close()
