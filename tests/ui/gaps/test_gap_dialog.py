"""All, some or none go, by mouse and by keyboard; whoever leaves the question leaves the list."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.queue import QueueRow
from app.store.screens.types.standing import GapQuestion
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.gaps.dialog import GapDialog
from app.ui.kit.button import Button
from app.ui.language import plain
from tests.ui.fakes import FakeBridge
from tests.ui.gaps.making import REFERENCES, ROWS, question
from tests.ui.pictures import restaurant as here

Key = Qt.Key


class Stage:
    """The dialog with its bridge; `rows` are what the ledger holds of each question."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bridge = FakeBridge()
        self.rows: dict[str, list[QueueRow]] = {question().subject: list(ROWS)}
        self.bridge.reads["gap_orders"] = lambda subject: self.rows.get(subject, [])
        self.dialog = GapDialog(cast(Bridge, self.bridge))
        qtbot.addWidget(self.dialog)

    async def open(self, *asked: GapQuestion) -> GapDialog:
        self.stands(*(asked or (question(),)))
        self.dialog.show()
        await self.listed(len(ROWS))
        return self.dialog

    def stands(self, *asked: GapQuestion) -> None:
        self.bridge.standing.emit(replace(here.GOOD, gaps=asked))

    async def listed(self, count: int) -> None:
        await self.until(lambda: self.dialog.list.count() == count)

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(60):
            while not true():
                QApplication.processEvents()
                await asyncio.sleep(0)

    async def answered(self, go: list[int], stay: list[int]) -> None:
        call = ("answer-gap", {"go": go, "stay": stay})
        await self.until(lambda: ("refresh", {}) in self.bridge.asked)
        assert self.bridge.asked == [call, ("refresh", {})]

    def will_answer(self, **failed: str) -> None:
        done = [each for each in REFERENCES if str(each) not in failed]
        self.bridge.answers["answer-gap"] = {"done": done, "failed": failed}

    def told(self) -> str:
        assert self.dialog.told.isVisible()
        return plain(self.dialog.told.title.text())


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.dialog.close()


def tick(dialog: GapDialog, *rows: int) -> None:
    for row in rows:
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked)


def answers(dialog: GapDialog) -> list[str]:
    """What the buttons offer, without the one that opens the help."""
    buttons = (each for each in dialog.findChildren(QPushButton) if each.isVisible())
    return [each.text().strip() for each in buttons if each is not dialog.help_button]


async def test_it_asks_with_the_orders_oldest_first(stage: Stage) -> None:
    dialog = await stage.open()
    assert plain(dialog.title.text()).startswith("Cut off for 75 minutes; 6 ready orders")
    assert plain(dialog.text.text()).startswith("3 younger orders go by themselves.")
    assert plain(dialog.list.item(0).text()).startswith("#20 · 103370 · فرع الياسمين\n112 min")
    assert dialog.ticked() == []
    assert not dialog.some_button.isEnabled()
    assert answers(dialog) == ["Decide later", "Send none", "Send all (6)", "Send the chosen ones"]


async def test_without_younger_ones_they_are_not_mentioned(stage: Stage) -> None:
    dialog = await stage.open(question(waiting=0))
    assert "younger" not in dialog.text.text()


async def test_all_go(stage: Stage) -> None:
    dialog = await stage.open()
    stage.will_answer()
    dialog.all_button.click()
    await stage.answered(list(REFERENCES), [])
    assert stage.told() == "6 orders go to OTO."
    assert [each for each in dialog.told.findChildren(Button) if each.isVisible()] == []


async def test_some_go_and_the_rest_can_be_undone(stage: Stage) -> None:
    dialog = await stage.open()
    stage.will_answer()
    tick(dialog, 1, 3)
    assert dialog.some_button.text() == "Send the chosen ones (2)"
    dialog.some_button.click()
    go = [REFERENCES[1], REFERENCES[3]]
    stay = [each for each in REFERENCES if each not in go]
    await stage.answered(go, stay)
    assert stage.told() == "2 orders go to OTO. 4 orders are skipped."
    stage.stands()
    await stage.listed(0)
    assert plain(dialog.title.text()) == "Nothing is asked any more."
    assert answers(dialog) == ["Undo", "Close"]
    stage.bridge.asked.clear()
    next(each for each in dialog.told.findChildren(Button) if each.text() == "Undo").click()
    undo: tuple[str, dict[str, Any]] = ("orders", {"action": "unskip", "references": stay})
    await stage.until(lambda: stage.bridge.asked == [undo, ("refresh", {})])
    assert not dialog.told.isVisible()


async def test_none_goes(stage: Stage) -> None:
    dialog = await stage.open()
    stage.will_answer()
    dialog.none_button.click()
    await stage.answered([], list(REFERENCES))
    assert stage.told() == "6 orders are skipped."


async def test_who_changed_meanwhile_is_counted(stage: Stage) -> None:
    dialog = await stage.open()
    stage.will_answer(**{str(REFERENCES[0]): "cancelled"})
    dialog.all_button.click()
    await stage.answered(list(REFERENCES), [])
    assert stage.told() == "5 orders go to OTO."
    assert plain(dialog.told.text.text()).startswith("1 order did not go")


async def test_what_did_not_work_is_said(stage: Stage) -> None:
    dialog = await stage.open()
    stage.bridge.answers["answer-gap"] = AppError("ledger_unwritable", path="/x", why="full")
    dialog.all_button.click()
    await stage.until(dialog.told.isVisible)
    assert dialog.list.count() == len(ROWS)


async def test_by_keyboard_and_enter_on_the_list_decides_nothing(stage: Stage) -> None:
    dialog = await stage.open()
    dialog.activateWindow()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Key.Key_Space)
    QTest.keyClick(dialog.list, Key.Key_Down)
    QTest.keyClick(dialog.list, Key.Key_Down)
    QTest.keyClick(dialog.list, Key.Key_Space)
    assert dialog.ticked() == [REFERENCES[0], REFERENCES[2]]
    QTest.keyClick(dialog.list, Key.Key_Return)
    await asyncio.sleep(0)
    assert stage.bridge.asked == []
    dialog.some_button.setFocus()
    QTest.keyClick(dialog.some_button, Key.Key_Space)
    stay = [REFERENCES[at] for at in (1, 3, 4, 5)]
    await stage.answered([REFERENCES[0], REFERENCES[2]], stay)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


async def test_a_screen_reader_hears_names_without_marks(stage: Stage) -> None:
    dialog = await stage.open()
    assert dialog.list.accessibleName() == "Orders that were not sent"
    heard = QAccessible.queryAccessibleInterface(dialog.list)
    texts = [
        child.text(QAccessible.Text.Name)
        for child in (heard.child(at) for at in range(heard.childCount()))
        if child is not None
    ]
    assert "#21 · 103371 · Olaya, 106 min · 86.25 SAR · Omar Hassan" in texts
    for button in (dialog.none_button, dialog.all_button, dialog.some_button):
        assert button.accessibleName()


async def test_who_leaves_the_question_leaves_the_list_and_ticks_stay(stage: Stage) -> None:
    dialog = await stage.open()
    tick(dialog, 0, 2)
    stage.rows[question().subject] = list(ROWS[1:])
    stage.stands(question(orders=REFERENCES[1:]))
    await stage.listed(5)
    assert dialog.ticked() == [REFERENCES[2]]
    assert "5 ready orders" in plain(dialog.title.text())


async def test_answered_elsewhere(stage: Stage) -> None:
    dialog = await stage.open()
    stage.stands()
    await stage.listed(0)
    assert answers(dialog) == ["Close"]


async def test_the_next_question_follows(stage: Stage) -> None:
    other = question(subject="later", causes=("pause",), orders=REFERENCES[:2])
    stage.rows["later"] = list(ROWS[:2])
    dialog = await stage.open(question(), other)
    stage.stands(other)
    await stage.listed(2)
    assert plain(dialog.title.text()).startswith("Sending was paused")


async def test_it_keeps_to_its_question_while_an_earlier_one_comes_up(stage: Stage) -> None:
    dialog = await stage.open()
    earlier = question(subject="earlier", orders=(1,))
    stage.stands(earlier, question())
    await asyncio.sleep(0)
    assert dialog.list.count() == len(ROWS)


async def test_in_another_language(stage: Stage) -> None:
    dialog = await stage.open()
    tick(dialog, 0)
    language.apply("ar")
    QApplication.processEvents()
    assert plain(dialog.title.text()).startswith("انقطع الاتصال 75 دقيقة، وهناك 6 طلبات")
    assert plain(dialog.list.item(0).text()).splitlines()[1].startswith("112 د · ")
    assert dialog.ticked() == [REFERENCES[0]]


async def test_opened_again_it_begins_anew(stage: Stage) -> None:
    dialog = await stage.open()
    stage.will_answer()
    dialog.all_button.click()
    await stage.answered(list(REFERENCES), [])
    dialog.close()
    dialog.show()
    assert not dialog.told.isVisible()
