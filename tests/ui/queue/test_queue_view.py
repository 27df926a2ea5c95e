"""The queue as a person meets it: choosing, scrolling, filters, search, empty states."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.queue import Group, QueueRow
from app.store.screens.types.standing import Standing
from app.ui import language, theme
from app.ui.bridge import Bridge
from app.ui.queue.cells import Column
from app.ui.queue.view import QueueView
from app.ui.theme import ROW
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.queue.making import make_row

G = Group
Key = Qt.Key


@pytest.fixture
def bridge(qapp: QApplication) -> FakeBridge:
    return FakeBridge()


@pytest.fixture
def view(qtbot: QtBot, bridge: FakeBridge) -> QueueView:
    made = QueueView(cast(Bridge, bridge))
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show()
    return made


def fill(bridge: FakeBridge, count: int = 60) -> list[QueueRow]:
    rows = [make_row(key, key) for key in range(1, count + 1)]
    bridge.loaded.emit(rows)
    return rows


def chosen_by(view: QueueView) -> list[int]:
    told: list[int] = []
    view.chosen.connect(told.append)
    return told


def shown(view: QueueView) -> list[int]:
    model = view.model
    return [model.row_at(model.index(row, 0)).key for row in range(model.rowCount())]


def marked(view: QueueView) -> list[int]:
    """Keys of the rows that are painted as chosen."""
    return [view.model.row_at(index).key for index in view.table.selectionModel().selectedRows()]


def top(view: QueueView) -> tuple[int, int]:
    """Key of the topmost row in sight, and how much of it is cut off."""
    table = view.table
    row = table.rowAt(0)
    return view.model.key_at(row), table.rowViewportPosition(row)


def click(view: QueueView, row: int) -> None:
    at = view.table.visualRect(view.model.index(row, Column.CUSTOMER)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    leave(view)


def enter(view: QueueView) -> None:
    QTest.mouseMove(view.table.viewport(), QPoint(200, 120))
    QTest.mouseMove(view.table.viewport(), QPoint(200, 100))


def leave(view: QueueView) -> None:
    QApplication.sendEvent(view.table.viewport(), QEvent(QEvent.Type.Leave))


async def until(condition: Callable[[], object]) -> None:
    """Runs both loops until it holds."""
    async with asyncio.timeout(5):
        while not condition():
            QApplication.processEvents()
            await asyncio.sleep(0.005)


# Choosing


def test_a_click_and_the_keys_choose(view: QueueView, bridge: FakeBridge) -> None:
    rows = fill(bridge)
    told = chosen_by(view)
    click(view, 2)
    assert told == [rows[2].reference]
    QTest.keyClick(view.table, Key.Key_Down)
    QTest.keyClick(view.table, Key.Key_Up)
    QTest.keyClick(view.table, Key.Key_Return)
    assert told[1:] == [rows[3].reference, rows[2].reference, rows[2].reference]
    QTest.keyClick(view.table, Key.Key_Right)
    assert len(told) == 4
    QTest.keyClick(view.table, Key.Key_End)
    QTest.keyClick(view.table, Key.Key_Home)
    assert told[4:] == [rows[-1].reference, rows[0].reference]


def test_a_click_on_the_chosen_row_chooses_it_again(view: QueueView, bridge: FakeBridge) -> None:
    fill(bridge)
    told = chosen_by(view)
    click(view, 1)
    click(view, 1)
    assert len(told) == 2


def test_the_choice_follows_the_order_and_never_slips_to_a_neighbour(
    view: QueueView, bridge: FakeBridge
) -> None:
    fill(bridge)
    view.bar.chips[G.WAITING].click()
    click(view, 5)
    told = chosen_by(view)
    bridge.changed.emit([make_row(6, 0, customer="Ready now")])
    assert marked(view) == [6]
    assert view.table.currentIndex().row() == 0
    bridge.changed.emit([make_row(6, 0, state="sent", group=G.AT_OTO)])
    assert 6 not in shown(view)
    assert marked(view) == []
    assert not view.table.currentIndex().isValid()
    view.bar.chips[None].click()
    assert marked(view) == [6]
    bridge.loaded.emit([make_row(key, key) for key in range(3, 9)])
    assert marked(view) == [6]
    assert told == []


def test_select_brings_an_order_into_sight_through_filters(
    view: QueueView, bridge: FakeBridge
) -> None:
    rows = fill(bridge)
    told = chosen_by(view)
    left: list[object] = []
    view.branch_shown.connect(left.append)
    view.show_branch("elsewhere")
    view.show_group(G.SENDING)
    assert shown(view) == []
    view.select(rows[50].reference)
    assert marked(view) == [51]
    first, last = view.table.visible_rows()
    assert first <= 50 <= last
    assert left == [None]
    view.select(99999)
    assert marked(view) == []
    assert told == []


def test_an_order_selected_before_it_is_there_is_marked_when_it_comes(
    view: QueueView, bridge: FakeBridge
) -> None:
    fill(bridge, 3)
    view.select(48009)
    bridge.changed.emit([make_row(9, 0)])
    assert marked(view) == [9]


# Nothing jumps


def test_nothing_moves_under_the_pointer(view: QueueView, bridge: FakeBridge) -> None:
    fill(bridge, 5)
    enter(view)
    bridge.changed.emit([make_row(4, 0), make_row(9, 0)])
    assert shown(view) == [1, 2, 3, 4, 5]
    leave(view)
    assert shown(view) == [9, 4, 1, 2, 3, 5]


def test_a_pointer_at_rest_does_not_hold_for_ever(
    view: QueueView, bridge: FakeBridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bridge, 5)
    view.table._rest.setInterval(50)
    enter(view)
    bridge.changed.emit([make_row(9, 0)])
    assert 9 not in shown(view)
    qtbot.waitUntil(lambda: 9 in shown(view))


def test_what_is_seen_stays_when_rows_come_above_unless_at_the_top(
    view: QueueView, bridge: FakeBridge
) -> None:
    fill(bridge)
    bar = view.table.verticalScrollBar()
    bar.setValue(10 * ROW + 13)
    before = top(view)
    bridge.changed.emit([make_row(key, 0) for key in range(100, 107)])
    assert top(view) == before
    bridge.changed.emit([make_row(50, 0), make_row(51, 0), make_row(2, 80)])
    assert top(view) == before
    bridge.changed.emit([make_row(before[0] + 1, 0)])
    assert top(view) == before
    bar.setValue(0)
    bridge.changed.emit([make_row(200, -1)])
    assert top(view) == (200, 0)


def test_a_new_load_keeps_the_place(view: QueueView, bridge: FakeBridge) -> None:
    rows = fill(bridge)
    view.table.verticalScrollBar().setValue(20 * ROW)
    before = top(view)
    bridge.loaded.emit([make_row(99, 0), *rows])
    assert top(view) == before


# Filters


def test_chips_are_named_counted_and_filter(view: QueueView, bridge: FakeBridge) -> None:
    bridge.loaded.emit(
        [
            make_row(1, 1),
            make_row(2, 2, state="sent", group=G.AT_OTO),
            make_row(3, 3, need="no_phone", need_at=NOW),
        ]
    )
    names = [chip.accessibleName() for chip in view.bar.chips.values()]
    assert names == [
        "Needs you 1",
        "Waiting 1",
        "Sending 0",
        "At OTO 1",
        "Finished 0",
        "Not sent 0",
        "All",
    ]
    view.bar.chips[G.AT_OTO].click()
    assert shown(view) == [2]
    assert [chip.isChecked() for chip in view.bar.chips.values()].count(True) == 1
    view.bar.chips[None].click()
    assert shown(view) == [3, 1, 2]


def test_the_branch_from_outside_is_a_chip_that_leads_back(
    view: QueueView, bridge: FakeBridge
) -> None:
    bridge.loaded.emit([make_row(1, 1), make_row(2, 2, branch="B2", branch_name="Olaya")])
    told: list[object] = []
    view.branch_shown.connect(told.append)
    view.show_branch("B2")
    assert shown(view) == [2]
    assert view.bar.branch.isVisible()
    assert "Olaya" in view.bar.branch.accessibleName()
    view.bar.branch.click()
    assert shown(view) == [1, 2]
    assert not view.bar.branch.isVisible()
    assert told == [None]


# Time


def test_patience_runs_out_by_itself_with_one_timer(
    view: QueueView, bridge: FakeBridge, qtbot: QtBot
) -> None:
    due = NOW + timedelta(seconds=0.2)
    bridge.loaded.emit([make_row(1, 1), make_row(2, 9, need="kitchen_late", need_at=due)])
    assert shown(view) == [1, 2]
    assert view._timer.isSingleShot()
    assert view._timer.remainingTime() <= 300
    bridge.time = due
    qtbot.waitUntil(lambda: shown(view) == [2, 1])
    assert view.bar.chips[G.NEEDS_YOU].accessibleName() == "Needs you 1"


def test_hidden_and_with_nothing_due_no_timer_runs(view: QueueView, bridge: FakeBridge) -> None:
    fill(bridge)
    assert view._timer.isActive()
    view.hide()
    assert not view._timer.isActive()
    bridge.time = NOW + timedelta(minutes=7)
    view.show()
    assert view.model.index(0, Column.TIME).data() == "8 min"
    assert view._timer.isActive()


# Empty states


def said(view: QueueView) -> list[str]:
    empty = view.empty
    labels = (empty.title, empty.text, empty.more, empty.button)
    return [language.plain(each.text()) for each in labels if each.isVisible()]


def test_every_empty_state_says_what_it_is(view: QueueView, bridge: FakeBridge) -> None:
    assert said(view) == ["The orders are being read."]
    bridge.loaded.emit([])
    assert said(view) == ["No orders yet"]
    bridge.standing.emit(Standing(last_order_at=NOW - timedelta(minutes=25)))
    assert said(view) == ["No orders yet", "The last order came 25 min ago."]
    bridge.changed.emit([make_row(1, 3, state="sent", group=G.AT_OTO)])
    assert said(view) == []
    view.show_group(G.WAITING)
    assert said(view)[:2] == ["Everything is sent.", "The last order came 25 min ago."]
    bridge.changed.emit([make_row(2, 3, state="queued", group=G.SENDING)])
    assert said(view)[0] == "No orders here"
    view.show_group(G.NEEDS_YOU)
    assert said(view)[0] == "Nothing needs you."
    view.empty.button.click()
    assert shown(view) == [2, 1]


# Search


def type_in(view: QueueView, text: str) -> None:
    view.bar.focus_search()
    QTest.keyClicks(view.bar.search, text)


async def test_a_search_is_asked_once_and_shows_the_whole_ledger(
    view: QueueView, bridge: FakeBridge
) -> None:
    asked: list[str] = []

    def search(text: str) -> list[QueueRow]:
        asked.append(text)
        return [make_row(700, 9000, state="sent", group=G.DONE)]

    bridge.reads["search"] = search
    fill(bridge)
    view.bar.chips[G.WAITING].click()
    type_in(view, " 05012")
    await until(lambda: shown(view) == [700])
    assert asked == ["05012"]
    assert not any(chip.isChecked() for chip in view.bar.chips.values())
    QTest.keyClick(view.bar.search, Key.Key_Escape)
    assert len(shown(view)) == 60
    assert view.bar.chips[G.WAITING].isChecked()
    QTest.keyClick(view.bar.search, Key.Key_Escape)
    assert not view.bar.search.hasFocus()


async def test_nothing_found_says_why_and_which_tills_are_silent(
    view: QueueView, bridge: FakeBridge
) -> None:
    fill(bridge)
    bridge.reads["search"] = []
    bridge.answers["devices"] = {
        "devices": [
            {"name": "Cashier 1", "branch": "B1", "last_seen_at": "2026-11-23T18:01:00Z"},
            {"name": "Cashier 2", "branch": "B1", "last_seen_at": "2026-11-23T17:44:00Z"},
            {"name": "<b>Old</b>\n", "branch": None, "last_seen_at": "2026-11-23T15:00:00Z"},
            {"name": "Retired", "branch": "B1", "last_seen_at": "2026-05-01T15:00:00Z"},
            {"name": "Never", "branch": "B1", "last_seen_at": None},
            {"name": "Odd", "branch": "B1", "last_seen_at": "yesterday"},
        ]
    }
    type_in(view, "#99")
    await until(view.empty.more.isVisible)
    title, text, tills, _ = said(view)
    assert title == "No order found"
    assert text.startswith("We don't have this order from Foodics. It may be open on a cashier's")
    assert tills.split("\n") == [
        "Cashier 2, Al Yasmin, not seen for 18 min",
        "<b>Old</b>, not seen for 3 h",
    ]


async def test_silent_foodics_leaves_the_answer_standing(
    view: QueueView, bridge: FakeBridge
) -> None:
    fill(bridge)
    bridge.reads["search"] = []
    bridge.answers["devices"] = AppError("foodics_silent")
    type_in(view, "#99")
    await until(lambda: ("devices", {}) in bridge.asked)
    await until(lambda: said(view)[:1] == ["No order found"])
    assert not view.message.isVisible()
    assert not view.empty.more.isVisible()


async def test_an_order_that_comes_while_it_is_looked_for_appears(
    view: QueueView, bridge: FakeBridge
) -> None:
    fill(bridge)
    bridge.reads["search"] = []
    type_in(view, "Maha")
    await until(lambda: said(view)[:1] == ["No order found"])
    late = make_row(90, 0, customer="Maha")
    bridge.reads["search"] = [late]
    bridge.changed.emit([late])
    await until(lambda: shown(view) == [90])


async def test_a_search_that_fails_says_so_and_the_queue_stays(
    view: QueueView, bridge: FakeBridge
) -> None:
    def search(text: str) -> Any:
        raise AppError("our_fault", what="test")

    fill(bridge)
    bridge.reads["search"] = search
    type_in(view, "x")
    await until(view.message.isVisible)
    assert len(shown(view)) == 60
    view.bar.search.clear()
    assert not view.message.isVisible()


# Everyone


def test_rows_are_named_cells_for_screen_readers(view: QueueView, bridge: FakeBridge) -> None:
    bridge.loaded.emit([make_row(27, 4, customer="Sara", amount_due="86.25")])
    table = QAccessible.queryAccessibleInterface(view.table)
    assert table.text(QAccessible.Text.Name) == "Orders"
    names = [
        table.child(number).text(QAccessible.Text.Name) for number in range(table.childCount())
    ]
    told = [
        table.child(number).text(QAccessible.Text.Description)
        for number in range(table.childCount())
    ]
    sentence = "Order #27 · 103027, Al Yasmin, Sara, 86.25 SAR, cash on delivery 86.25 SAR, "
    assert sentence + "4 min, Waiting" in told
    assert "#27 · 103027" in names
    assert "Sara" in names
    assert "Waiting" in names


def test_the_menu_key_opens_a_menu_at_the_chosen_row(view: QueueView, bridge: FakeBridge) -> None:
    fill(bridge, 3)
    click(view, 1)
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(view.table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    assert QApplication.clipboard().text() == "#2 · 103002"
    menu.close()


@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 500, 640, 1000])
def test_nothing_from_outside_breaks_the_painting(
    view: QueueView, bridge: FakeBridge, code: str, look: str, width: int
) -> None:
    language.apply(code)
    theme.theme.apply(look)
    view.resize(width, 500)
    nasty = "<img src=x>\n\u202e😀 نورة " + "م" * 300
    values: dict[str, Any] = {"customer": nasty, "branch_name": nasty, "amount": "99999.99"}
    bridge.loaded.emit(
        [
            make_row(1, 1, **values, amount_due="99999.99", need="no_phone", need_at=NOW),
            make_row(2, 2, **values, state="new state", stage="new stage", currency=None),
            make_row(3, 3, customer="", branch_name="", amount="0.00", number=0, check_number=0),
        ]
    )
    view.table.setCurrentIndex(view.model.index(0, 0))
    assert not view.grab().isNull()
    assert view.table.horizontalHeader().length() <= view.table.viewport().width()


def test_the_language_changes_all_words_at_once(view: QueueView, bridge: FakeBridge) -> None:
    fill(bridge, 2)
    told: list[object] = []
    view.model.dataChanged.connect(lambda *_: told.append(1))
    language.apply("ar")
    QApplication.processEvents()
    assert told
    assert view.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_tab_leaves_the_table(view: QueueView, bridge: FakeBridge, qtbot: QtBot) -> None:
    fill(bridge, 3)
    view.table.setFocus()
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.table, event)
    assert not view.table.hasFocus() or not event.isAccepted()
