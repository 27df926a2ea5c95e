"""The real window on the real engine, over real HTTP with the practice restaurant: what a manager does
on an evening, and what the sentence on top says when something breaks."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSystemTrayIcon, QWidget

from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.settings import Settings
from app.store.screens.types.queue import Group
from app.ui.attention import sound
from app.ui.kit.button import Button
from app.ui.language import plain
from app.ui.main_window import MainWindow
from tests.ui.shop import Shop, at_work, until

#: A fault is named within so many seconds (rules.md section 7).
NAMED = 40.0


@asynccontextmanager
async def evening(folder: Path) -> AsyncIterator[tuple[Shop, MainWindow, Sandbox]]:
    """A shop that is set up, with its window open."""
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches()) as sandbox:
        shop = Shop(folder, sandbox)
        chosen, quit_asked = Settings(), asyncio.Event()
        window = MainWindow(shop.bridge, shop.data, chosen, quit_asked=quit_asked)
        window.show()
        try:
            async with at_work(shop):
                await until(lambda: window.branches.item("B01") is not None)
                yield shop, window, sandbox
        finally:
            window.leave()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "ring", lambda: None)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)


def said(window: MainWindow) -> str:
    return plain(window.header.title.text())


def named(window: MainWindow, kind: type[QWidget], name: str) -> list[QWidget]:
    parts = window.findChildren(kind)
    return [part for part in parts if part.isVisible() and part.accessibleName() == name]


async def press(window: MainWindow, name: str) -> None:
    """Presses a button by its name, once it is there and may be pressed."""
    await until(lambda: any(part.isEnabled() for part in named(window, Button, name)))
    button = named(window, Button, name)[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def test_an_order_goes_and_a_refused_one_is_mended_in_place(tmp_path: Path) -> None:
    async with evening(tmp_path) as (shop, window, sandbox):
        await until(lambda: said(window) == "Sending automatically")
        first = shop.order()
        await shop.look()
        await until(lambda: shop.states.get(first) == "sent")

        sandbox.faults.add("oto", "createOrder", "oto_code", code="OTO1030")
        refused = shop.order()
        await shop.look()
        await until(lambda: shop.states.get(refused) == "refused")
        await until(lambda: window.queue.model.counts().get(Group.NEEDS_YOU) == 1)
        window.queue.select(refused)
        window.order.show(refused)
        await until(lambda: named(window, QLineEdit, "Phone number for this order"))
        field = named(window, QLineEdit, "Phone number for this order")[0]
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, "0507654321")
        await press(window, "Save and send")
        await until(lambda: shop.states[refused] == "sent")
        sent = next(
            order for key, order in sandbox.oto.account.orders.items() if key.endswith(str(refused))
        )
        assert "507654321" in str(sent)


async def test_pause_and_switches_hold_what_they_say(tmp_path: Path) -> None:
    async with evening(tmp_path) as (shop, window, _):
        item = window.branches.item("B01")
        assert item is not None
        # It may be there before the window has heard that it was switched on.
        await until(item.switch.isChecked)
        QTest.mouseClick(item.switch, Qt.MouseButton.LeftButton)
        await until(lambda: not item.switch.isChecked())
        left = shop.order()
        await shop.look()
        await until(lambda: shop.states.get(left) == "waiting")
        QTest.mouseClick(item.switch, Qt.MouseButton.LeftButton)
        await until(item.switch.isChecked)
        # It became Ready within the minute before the start line.
        await until(lambda: shop.states[left] == "sent")


@pytest.mark.parametrize(
    ("service", "endpoint", "sentence"),
    [
        ("foodics", "*", "Foodics does not answer."),
        ("oto", "*", "OTO does not answer."),
    ],
)
async def test_who_does_not_answer_is_said_and_taken_back(
    tmp_path: Path, service: str, endpoint: str, sentence: str
) -> None:
    async with evening(tmp_path) as (shop, window, sandbox):
        await until(lambda: said(window) == "Sending automatically")
        sandbox.faults.add(service, endpoint, "status", None, status=503)
        shop.order()
        began = time.monotonic()
        await until(lambda: said(window) == sentence)
        assert time.monotonic() - began < NAMED
        sandbox.faults.clear()
        await press(window, "Try again")
        await until(lambda: said(window) == "Sending automatically")
        await until(lambda: set(shop.states.values()) == {"sent"})


async def test_a_revoked_token_leads_to_its_box(tmp_path: Path) -> None:
    async with evening(tmp_path) as (_, window, sandbox):
        await until(lambda: said(window) == "Sending automatically")
        sandbox.foodics.auth.revoke(sandbox.foodics_token)
        await until(lambda: "Foodics" in said(window) and "token" in said(window).lower())
        await press(window, window.header.help_button.accessibleName())
        await until(lambda: window.dialogs.settings is not None)
        dialog = window.dialogs.settings
        assert dialog is not None
        assert dialog.connections.foodics_box.isVisible()
        fresh = sandbox.foodics.auth.issue()
        dialog.connections.foodics_box.token.edit.setText(fresh)
        dialog.connections.foodics_box.save.click()
        await until(lambda: said(window) == "Sending automatically")
        dialog.close()
