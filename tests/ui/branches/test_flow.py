"""What follows from a switch: the ledger is asked at once, and everything can be taken back."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.branches import BranchRow
from app.store.screens.types.standing import Standing
from app.ui.branches.after import DoorQuestion, SwitchedOff, SwitchedOn
from app.ui.branches.doors import CityForm, DoorChooser, distance
from app.ui.branches.earlier import EarlierOrders
from app.ui.branches.item import BranchItem
from app.ui.branches.menu import made
from app.ui.branches.panel import BranchesPanel
from app.ui.branches.rule import RuleForm
from app.ui.header.menus import PauseMenu
from app.ui.language import plain
from tests.ui.branches.rows import DOORS, branch, order
from tests.ui.fakes import NOW, FakeBridge

OFF = branch(1, "Al Yasmin", ready_before=7, oldest_ready_at=NOW - timedelta(minutes=35))
ON = replace(OFF, active=True)
W = TypeVar("W", bound=QWidget)


class Stage:
    """The panel with its bridge, and short ways to what is on screen."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bridge = FakeBridge()
        self.bridge.reads = {"doors": DOORS, "ready_before": [order(i) for i in range(3)]}
        self.panel = BranchesPanel(self.bridge)  # type: ignore[arg-type]
        qtbot.addWidget(self.panel)
        self.panel.resize(240, 900)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.bridge.standing.emit(Standing(step=None, day_ends_at=NOW + timedelta(hours=7)))

    def show(self, *rows: BranchRow) -> None:
        self.bridge.branches.emit(list(rows))

    def item(self, reference: str = "B1") -> BranchItem:
        found = self.panel.item(reference)
        assert found is not None
        return found

    def find(self, kind: type[W], reference: str = "B1") -> W | None:
        return next((p for p in self.item(reference).parts() if isinstance(p, kind)), None)

    async def part(self, kind: type[W], reference: str = "B1") -> W:
        await self.until(lambda: self.find(kind, reference))
        found = self.find(kind, reference)
        assert found is not None
        return found

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(5):
            while not true():
                QApplication.processEvents()
                await asyncio.sleep(0)

    async def asked(self, *calls: tuple[str, dict[str, Any]]) -> None:
        await self.until(lambda: len(self.bridge.asked) >= len(calls))
        assert self.bridge.asked == list(calls)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


ACTIVATE = ("activate", {"references": ["B1"]})
DEACTIVATE = ("deactivate", {"references": ["B1"]})


async def test_the_switch_shows_what_is_stored_not_the_click(stage: Stage) -> None:
    stage.show(OFF)
    switch = stage.item().switch
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert not switch.isChecked()
    await stage.asked(ACTIVATE)
    stage.show(ON)
    assert switch.isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
async def test_by_keyboard(stage: Stage, key: Qt.Key) -> None:
    stage.show(ON)
    stage.item().switch.setFocus()
    QTest.keyClick(stage.item().switch, key)
    await stage.asked(DEACTIVATE)


async def test_what_was_ready_before_stays_unless_chosen(stage: Stage) -> None:
    stage.show(OFF)
    stage.item().switch.click()
    said = await stage.part(SwitchedOn)
    stage.show(ON)
    text = plain(said.text.text())
    assert text.startswith("Sending starts now for Al Yasmin. 7 ")
    assert text.endswith(" were Ready before; they go only if you choose them.")
    assert [said.none.text(), said.choose.text()] == ["None", "Choose…"]
    assert plain(said.all.text()) == "All of the last 60 min"
    said.none.click()
    await stage.until(lambda: stage.find(SwitchedOn) is None)
    await stage.asked(ACTIVATE)


async def test_without_earlier_orders_nothing_is_asked(stage: Stage) -> None:
    stage.show(replace(OFF, ready_before=0, oldest_ready_at=None))
    stage.item().switch.click()
    said = await stage.part(SwitchedOn)
    assert plain(said.text.text()) == "Sending starts now for Al Yasmin."
    assert not said.choose.isVisible()
    assert not said.all.isVisible()
    assert said.undo.isVisible()


async def test_all_of_the_last_minutes(stage: Stage) -> None:
    stage.show(OFF)
    stage.item().switch.click()
    said = await stage.part(SwitchedOn)
    said.minutes.setValue(90)
    assert plain(said.all.text()) == "All of the last 90 min"
    said.all.click()
    await stage.asked(ACTIVATE, ("activate", {"references": ["B1"], "ready_since_minutes": 90}))
    await stage.until(lambda: stage.find(SwitchedOn) is None)


async def test_choosing_which_of_the_earlier_ones_go(stage: Stage) -> None:
    stage.show(OFF)
    stage.item().switch.click()
    said = await stage.part(SwitchedOn)
    said.choose.click()
    chooser = await stage.part(EarlierOrders)
    await stage.until(lambda: chooser.list.count() == 3)
    assert not said.isVisible()
    chooser.cancel.click()
    await stage.until(said.isVisible)
    await stage.until(lambda: stage.find(EarlierOrders) is None)
    said.choose.click()
    chooser = await stage.part(EarlierOrders)
    await stage.until(lambda: chooser.list.count() == 3)
    assert plain(chooser.list.item(1).text()) == "#21 · 103371\n5 min · 86.25 SAR\nSara"
    assert not chooser.send.isEnabled()
    chooser.list.item(0).setCheckState(Qt.CheckState.Checked)
    chooser.list.item(2).setCheckState(Qt.CheckState.Checked)
    chooser.send.click()
    await stage.asked(ACTIVATE, ("orders", {"action": "unskip", "references": [1000, 1002]}))
    await stage.until(lambda: not stage.item().parts())


async def test_earlier_orders_that_do_not_go_are_named(stage: Stage) -> None:
    stage.bridge.answers["orders"] = {"done": [], "failed": {"1000": "sent"}}
    stage.show(ON)
    stage.panel.flow.act(stage.item(), "earlier")
    chooser = await stage.part(EarlierOrders)
    await stage.until(lambda: chooser.list.count() == 3)
    chooser.list.item(0).setCheckState(Qt.CheckState.Checked)
    chooser.send.click()
    await stage.until(chooser.failed.isVisible)
    assert stage.find(EarlierOrders) is chooser


async def test_undoing_a_switch(stage: Stage) -> None:
    stage.show(OFF)
    stage.item().switch.click()
    (await stage.part(SwitchedOn)).undo.click()
    await stage.asked(ACTIVATE, DEACTIVATE)
    await stage.until(lambda: not stage.item().parts())


async def test_switching_off_says_what_waits(stage: Stage) -> None:
    stage.show(replace(ON, waiting=3))
    stage.item().switch.click()
    said = await stage.part(SwitchedOff)
    text = plain(said.text.text())
    assert text.startswith("Al Yasmin is off: 3")
    assert text.endswith("and are not sent.")
    stage.show(replace(OFF, waiting=5))
    assert "5" in plain(said.text.text())
    said.undo.click()
    await stage.asked(DEACTIVATE, ACTIVATE)
    await stage.part(SwitchedOn)


async def test_what_somebody_else_undid_is_not_said_any_more(stage: Stage) -> None:
    stage.show(OFF)
    stage.item().switch.click()
    await stage.part(SwitchedOn)
    stage.show(ON)
    assert stage.find(SwitchedOn) is not None
    stage.show(OFF)
    assert stage.find(SwitchedOn) is None


async def test_a_refused_switch_stays_as_it_was(stage: Stage) -> None:
    stage.bridge.answers["activate"] = AppError("step_currency")
    stage.show(OFF)
    stage.item().switch.click()
    await stage.until(stage.panel.message.isVisible)
    assert not stage.item().switch.isChecked()
    assert not stage.item().parts()


async def test_while_paused_it_is_not_said_that_sending_starts(stage: Stage) -> None:
    stage.bridge.standing.emit(Standing(step=None, paused=True))
    stage.show(OFF)
    stage.item().switch.click()
    said = await stage.part(SwitchedOn)
    assert plain(said.text.text()) == "Al Yasmin is on. Its orders go when the pause ends."
    assert said.earlier.isVisible()
    stage.bridge.standing.emit(Standing(step="step_start", paused=True))
    assert plain(said.text.text()) == "Al Yasmin is on. Its orders go after Start sending."
    assert not said.choose.isVisible()


async def test_where_oto_chooses_the_door_it_stays_off_without_a_yes(stage: Stage) -> None:
    stage.bridge.answers["activate"] = {"oto_chooses_door": True}
    stage.show(OFF)
    stage.item().switch.click()
    asked = await stage.part(DoorQuestion)
    await stage.asked(ACTIVATE, DEACTIVATE)
    asked.no.click()
    await stage.until(lambda: not stage.item().parts())
    assert len(stage.bridge.asked) == 2
    await stage.until(lambda: not stage.panel.flow._jobs.busy("switch 1"))
    stage.item().switch.click()
    asked = await stage.part(DoorQuestion)
    await stage.until(lambda: len(stage.bridge.asked) == 4)
    asked.yes.click()
    await stage.part(SwitchedOn)
    await stage.asked(ACTIVATE, DEACTIVATE, ACTIVATE, DEACTIVATE, ACTIVATE)


async def test_without_a_pickup_location_the_chooser_opens(stage: Stage) -> None:
    stage.bridge.answers["activate"] = {"without_pickup": ["B1"]}
    stage.show(replace(OFF, pickup=None, needs_door=True))
    stage.item().switch.click()
    chooser = await stage.part(DoorChooser)
    await stage.until(lambda: chooser.list.count() == 3)
    assert plain(chooser.list.item(0).text()) == (
        "Olaya (P2)\nRiyadh · 180 m\n✓ Proposed: it has this branch's code"
    )
    assert plain(chooser.list.item(1).text()) == "Warehouse (X9)\nRiyadh · 2.4 km"
    assert chooser.list.currentRow() == 0
    chooser.list.setCurrentRow(1)
    chooser.save.click()
    await stage.asked(ACTIVATE, ("pickup", {"reference": "B1", "code": "X9"}))
    await stage.until(lambda: stage.find(DoorChooser) is None)


async def test_the_list_of_doors_is_read_again(stage: Stage) -> None:
    stage.bridge.reads["doors"] = []
    stage.show(replace(ON, pickup=None, needs_door=True))
    stage.panel.choose_door("B1")
    chooser = await stage.part(DoorChooser)
    await stage.until(lambda: "no pickup location" in chooser.hint.text())
    assert not chooser.save.isVisible()
    stage.bridge.reads["doors"] = DOORS
    chooser.again.click()
    await stage.until(lambda: chooser.list.count() == 3)
    await stage.asked(("pickups", {}))


async def test_a_refused_door_leaves_the_chooser_open(stage: Stage) -> None:
    stage.bridge.answers["pickup"] = AppError("unknown_pickup", pickup="P2", known="none")
    stage.show(replace(ON, pickup=None, needs_door=True))
    stage.panel.choose_door("B1")
    chooser = await stage.part(DoorChooser)
    await stage.until(chooser.save.isEnabled)
    chooser.save.click()
    await stage.until(stage.panel.message.isVisible)
    assert stage.find(DoorChooser) is chooser


async def test_oto_of_the_first_generation_asks_for_a_city(stage: Stage) -> None:
    stage.bridge.reads["cities"] = ("Jeddah", "Riyadh")
    stage.bridge.standing.emit(Standing(step=None, generation="v1"))
    stage.show(replace(ON, pickup=None, city=None, needs_door=True))
    stage.panel.choose_door("B1")
    form = await stage.part(CityForm)
    QTest.keyClicks(form.city, "Jeddah")
    form.save.click()
    await stage.asked(("pickup", {"reference": "B1", "city": "Jeddah"}))


async def test_a_stopped_branch_goes_on(stage: Stage) -> None:
    stage.show(replace(ON, stopped="OTO1016"))
    item = stage.item()
    assert item._below is not None
    assert item._below.button.text() == "Go on"
    item._below.button.click()
    await stage.asked(("resume", {"branch": "B1"}))


async def test_the_menu_pauses_one_branch(stage: Stage) -> None:
    stage.show(ON)
    menu = made(stage.panel.flow, stage.item())
    pauses = menu.findChild(PauseMenu)
    assert pauses is not None
    pauses.aboutToShow.emit()
    texts = [plain(action.text()) for action in pauses.actions()]
    assert texts[0].startswith("Until the end of the business day")
    assert len(texts) == 4
    pauses.actions()[0].trigger()
    await stage.asked(("pause", {"branch": "B1", "until_at": "2026-11-24T01:02:21Z"}))
    stage.show(replace(ON, paused=True))
    assert made(stage.panel.flow, stage.item()).actions()[0].text() == "Resume this branch"


async def test_rules_of_a_branch(stage: Stage) -> None:
    stage.show(replace(ON, hold_seconds=30, only_tag="oto"))
    stage.panel.flow.open_rules(stage.item())
    form = await stage.part(RuleForm)
    assert (form.hold.value(), form.only.text(), form.ask.isChecked()) == (30, "oto", False)
    form.ask.click()
    form.hold.setValue(-1)
    form.never.setText(" pick up ")
    form.save.click()
    await stage.asked(
        (
            "branch-rule",
            {"reference": "B1", "ask_each": True, "hold_seconds": -1, "never_tag": "pick up"},
        )
    )
    await stage.until(lambda: not stage.item().parts())


async def test_rules_without_a_change_ask_nothing(stage: Stage) -> None:
    stage.show(ON)
    stage.panel.flow.open_rules(stage.item())
    (await stage.part(RuleForm)).save.click()
    await stage.until(lambda: not stage.item().parts())
    assert stage.bridge.asked == []


async def test_reading_the_branches_again(stage: Stage) -> None:
    stage.show()
    stage.panel.again.click()
    await stage.asked(("branches", {}))


async def test_a_branch_that_vanishes_meanwhile_breaks_nothing(stage: Stage) -> None:
    stage.show(OFF)
    stage.item().switch.click()
    stage.show()
    await stage.asked(ACTIVATE)
    await stage.until(lambda: not stage.panel.flow._jobs.busy("switch 1"))
    assert not stage.panel.message.isVisible()


@pytest.mark.parametrize(("metres", "text"), [(0, "0 m"), (180, "180 m"), (2440, "2.4 km")])
def test_distances(metres: int, text: str) -> None:
    assert plain(distance(metres)) == text
