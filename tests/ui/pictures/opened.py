"""Scenes in which something has been opened in the window: questions, choosers."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.core.happenings import Happening, What
from app.store.screens.types.branches import DoorRow
from app.store.screens.types.card import Question
from app.store.screens.types.queue import Group, Why
from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import evening, settle

_DOORS = [
    DoorRow("B04", "العارض", "Riyadh", 180, True, "distance"),
    DoorRow("B01", "فرع الياسمين", "Riyadh", 6400, False, ""),
    DoorRow(
        "WH-7", "Central warehouse, second industrial city, gate 14", "Riyadh", None, False, ""
    ),
]


async def start_line(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """A branch was switched on, and orders were Ready before."""
    evening(bridge)
    await settle()
    item = window.branches.item("B03")
    assert item is not None
    item.switch.click()
    on = replace(item.row, active=True)
    await settle()
    bridge.branches.emit([on if row.key == on.key else row for row in here.BRANCHES])
    await settle()
    return window


async def earlier(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """Which of the orders that were Ready before shall go?"""
    bridge.reads["ready_before"] = [
        here.order(number, "skipped", Group.NOT_SENT, 5 * at + 3, name, branch=("B03", "Malaz"))
        for at, (number, name) in enumerate(
            ((21, "Sara Al Harbi"), (20, "محمد القحطاني"), (19, "Lina"))
        )
    ]
    await start_line(window, bridge)
    item = window.branches.item("B03")
    assert item is not None
    window.branches.flow.act(item, "earlier")
    await settle()
    return window


async def door(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """Where does the courier collect?"""
    bridge.reads["doors"] = _DOORS
    evening(bridge)
    await settle()
    window.branches.choose_door("B04")
    await settle()
    return window


async def city(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """The address names another city than the branch's."""
    why = Why("city_unclear", {"named": "Jeddah", "branch": "Riyadh"})
    row = replace(here.ROWS[1], why=why, need="city_unclear")
    question = Question("city", "48228", why, (), "Jeddah", (row.reference,))
    card = replace(here.card(row), questions=(question,))
    bridge.reads["card"] = lambda _reference: card
    evening(bridge)
    bridge.changed.emit([row])
    window.queue.select(row.reference)
    window.order.show(row.reference)
    await settle()
    return window


async def slept(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """What happened while nobody looked."""
    evening(bridge)
    ended = bridge.now() - timedelta(minutes=1)
    told = (Happening(What.SLEPT, ended - timedelta(minutes=34), ended),)
    bridge.standing.emit(replace(here.GOOD, happenings=told))
    await settle()
    return window
