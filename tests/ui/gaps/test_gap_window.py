"""The whole way in the window: paused, resumed, asked on top, chosen, sent. The real engine over real
HTTP."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.paths import DataDir
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.settings import Settings
from app.ui.language import plain
from app.ui.main_window import MainWindow
from tests.ui.shop import Shop, shop_in, until

#: The program's clock follows steps of so many seconds at once.
STEP = 50


async def passes(shop: Shop, steps: int) -> None:
    """Time passes for Foodics, which is looked at after each step."""
    polled: list[object] = []
    shop.bridge.polled.connect(polled.append)
    for _ in range(steps):
        seen = len(polled)
        shop.sandbox.clock.advance(STEP)
        await shop.look()
        await until(lambda: len(polled) > seen)  # noqa: B023
    shop.bridge.polled.disconnect(polled.append)


async def test_after_a_pause_the_younger_go_and_the_older_are_asked_about(
    qtbot: QtBot, tmp_path: Path
) -> None:
    switches = FoodicsSwitches(rate_limit=100_000)
    with Sandbox(foodics=switches, oto=OtoSwitches()) as sandbox:
        async with shop_in(tmp_path, sandbox) as shop:
            data = DataDir(tmp_path / "data")
            window = MainWindow(shop.bridge, data, Settings(), quit_asked=asyncio.Event())
            qtbot.addWidget(window)
            window.show()
            await shop.bridge.do("set", key="too_old_minutes", value="3")
            await until(lambda: window.header.title.text() == "Sending automatically")
            await shop.bridge.do("pause")
            older = [shop.order(), shop.order()]
            await passes(shop, 3)
            younger = shop.order()
            await passes(shop, 1)
            await until(lambda: all(shop.states.get(each) == "held" for each in older))
            assert plain(window.header.title.text()) == "Paused by you until you resume"

            window.header.pause_button.click()
            await until(lambda: shop.states.get(younger) == "sent")
            await until(lambda: "2 ready orders were not sent" in window.header.title.text())
            window.header.help_button.click()
            dialog = window.dialogs.gap
            assert dialog is not None
            assert dialog.isVisible()
            await until(lambda: dialog.list.count() == 2)
            dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
            dialog.some_button.click()
            await until(lambda: shop.states[older[1]] == "sent")
            await until(lambda: shop.states[older[0]] == "skipped")
            await until(lambda: plain(dialog.title.text()) == "Nothing is asked any more.")
            await until(lambda: window.header.title.text() == "Sending automatically")
            accepted = {each.rpartition("-")[2] for each in sandbox.oto.account.orders}
            assert accepted == {str(younger), str(older[1])}
            dialog.close()
            window.leave()
