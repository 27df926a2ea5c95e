"""The list of branches: it shows what is stored, in place, whatever the names are."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.branches import BranchRow
from app.store.screens.types.standing import Standing
from app.ui import language
from app.ui.branches.item import BranchItem
from app.ui.branches.note import note
from app.ui.branches.panel import SEARCH_FROM, BranchesPanel
from app.ui.language import plain
from tests.ui.branches.rows import branch
from tests.ui.fakes import NOW, FakeBridge

ROWS = [branch(1, "Al Yasmin", active=True, waiting=3), branch(2, "Olaya"), branch(3, "Malaz")]


@pytest.fixture
def bridge() -> FakeBridge:
    return FakeBridge()


@pytest.fixture
def panel(qtbot: QtBot, bridge: FakeBridge) -> BranchesPanel:
    made = BranchesPanel(bridge)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(240, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(panel: BranchesPanel, reference: str) -> BranchItem:
    item = panel.item(reference)
    assert item is not None
    return item


def fill(qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge, rows: list[BranchRow]) -> None:
    bridge.branches.emit(rows)
    qtbot.waitUntil(lambda: all(panel.item(row.reference) is not None for row in rows))


def test_each_branch_is_a_real_check_box_with_its_exact_name(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    odd = [*ROWS, branch(4, "<b>Fish & Chips</b>\n😀"), branch(5, "N" * 300), branch(6, "")]
    fill(qtbot, panel, bridge, odd)
    boxes = panel.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == [row.name for row in odd]
    assert [box.isChecked() for box in boxes] == [row.active for row in odd]
    assert shown(panel, "B4").name.name == "<b>Fish & Chips</b> 😀"
    assert shown(panel, "B6").name.name == "B6"
    assert plain(panel.footer.text()) == "1 of 6 active"
    assert panel.width() == 240
    assert panel.minimumSizeHint().width() <= 240


def test_loading_then_nothing_then_branches(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    assert panel.nothing.text() == "Reading the branches…"
    assert not panel.again.isVisible()
    bridge.branches.emit([])
    assert "Foodics shows no branches" in panel.nothing.text()
    assert panel.again.isVisible()
    fill(qtbot, panel, bridge, ROWS)
    assert not panel.nothing.isVisible()


def test_rows_change_in_place(qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge) -> None:
    fill(qtbot, panel, bridge, ROWS)
    before = [shown(panel, row.reference) for row in ROWS]
    shown(panel, "B2").switch.setFocus()
    changed = [replace(ROWS[0], waiting=4), replace(ROWS[1], active=True), ROWS[2]]
    bridge.branches.emit(changed)
    assert [shown(panel, row.reference) for row in ROWS] == before
    assert before[0].count.text() == "4"
    assert before[1].switch.isChecked()
    assert before[1].switch.hasFocus()
    assert plain(panel.footer.text()) == "2 of 3 active"


def test_a_branch_comes_and_one_goes(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    fill(qtbot, panel, bridge, ROWS)
    kept = shown(panel, "B3")
    fill(qtbot, panel, bridge, [branch(4, "New"), ROWS[2], ROWS[0]])
    assert panel.item("B2") is None
    assert shown(panel, "B3") is kept
    QApplication.processEvents()
    order = [shown(panel, reference).y() for reference in ("B4", "B3", "B1")]
    assert order == sorted(order)


def test_a_name_filters_the_queue_and_again_shows_all(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    fill(qtbot, panel, bridge, ROWS)
    heard: list[str | None] = []
    panel.branch_chosen.connect(heard.append)
    assert not panel.show_all.isVisible()
    QTest.mouseClick(shown(panel, "B2").name, Qt.MouseButton.LeftButton)
    assert shown(panel, "B2").name.strong
    QTest.keyClick(shown(panel, "B3").name, Qt.Key.Key_Space)
    assert not shown(panel, "B2").name.strong
    QTest.mouseClick(shown(panel, "B3").name, Qt.MouseButton.LeftButton)
    panel.choose("B1")
    panel.show_all.click()
    assert heard == ["B2", "B3", None, "B1", None]


def test_a_chosen_branch_that_vanishes_is_chosen_no_more(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    fill(qtbot, panel, bridge, ROWS)
    panel.choose("B2")
    with qtbot.waitSignal(panel.branch_chosen) as heard:
        bridge.branches.emit([ROWS[0]])
    assert heard.args == [None]


def test_search_from_eight_branches_on(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    fill(qtbot, panel, bridge, ROWS)
    assert not panel.search.isVisible()
    names = [branch(i, f"Branch {i}", name_localized=f"فرع {i}") for i in range(SEARCH_FROM)]
    fill(qtbot, panel, bridge, names)
    assert panel.search.isVisible()
    QTest.keyClicks(panel.search, "branch 7")
    visible = [row.reference for row in names if shown(panel, row.reference).isVisible()]
    assert visible == ["B7"]
    panel.search.setText("فرع ٣")
    visible = [row.reference for row in names if shown(panel, row.reference).isVisible()]
    assert visible == ["B3"]
    panel.search.setText("nowhere")
    assert panel.nothing.text() == "No branch has this name."
    panel.search.clear()
    assert all(shown(panel, row.reference).isVisible() for row in names)


def test_two_hundred_branches_stay_quick_and_where_they_are(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    many = [branch(i, f"Branch {i}", active=i % 2 == 0, waiting=i % 5) for i in range(200)]
    fill(qtbot, panel, bridge, many)
    bar = panel.list.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 3000)
    bar.setValue(2000)
    item = shown(panel, "B150")
    for turn in range(20):
        changed = [replace(row, waiting=turn) if row.key % 40 == 0 else row for row in many]
        began = time.process_time()
        bridge.branches.emit(changed)
        assert time.process_time() - began < 0.1
        QApplication.processEvents()
    assert bar.value() == 2000
    assert shown(panel, "B150") is item
    assert plain(panel.footer.text()) == "100 of 200 active"


@pytest.mark.parametrize(
    ("changes", "text", "act", "button"),
    [
        ({"active": True}, None, "", ""),
        (
            {"active": True, "ready_before": 7, "oldest_ready_at": NOW - timedelta(minutes=35)},
            "7 ready, oldest 35 min; they stay unless you choose them",
            "earlier",
            "Choose…",
        ),
        (
            {"ready_before": 7, "oldest_ready_at": NOW - timedelta(minutes=35)},
            "7 ready, oldest 35 min; they stay unless you choose them",
            "",
            "",
        ),
        (
            {"ready_before": 1, "oldest_ready_at": NOW - timedelta(seconds=59)},
            "1 ready before; it stays unless you choose it",
            "",
            "",
        ),
        (
            {"active": True, "needs_door": True, "pickup": None},
            "No pickup location",
            "door",
            "Choose pickup location",
        ),
        ({"needs_door": True, "pickup": None}, None, "", ""),
        (
            {"active": True, "needs_door": True, "city": None},
            "No city for OTO",
            "door",
            "Enter the city",
        ),
        (
            {"active": True, "paused": True, "paused_until": NOW + timedelta(minutes=30)},
            "Paused until 21:32",
            "resume",
            "Resume",
        ),
        ({"active": True, "paused": True}, "Paused until you resume", "resume", "Resume"),
        (
            {"active": True, "paused": True, "paused_until": NOW - timedelta(minutes=1)},
            None,
            "",
            "",
        ),
        (
            {"active": True, "stopped": "OTO1016", "needs_door": True},
            "Stopped by its set-up: OTO refused three of its orders in a row.",
            "resume",
            "Go on",
        ),
    ],
)
def test_the_line_under_a_branch(
    changes: dict[str, object], text: str | None, act: str, button: str
) -> None:
    found = note(branch(1, "Al Yasmin", **changes), NOW)
    if text is None:
        assert found is None
    else:
        assert found is not None
        said = plain(found.text).replace("min(s)", "min")
        assert (said, found.act, found.button) == (text, act, button)


def test_ages_go_on_with_the_polls(qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge) -> None:
    oldest = NOW - timedelta(minutes=35)
    fill(qtbot, panel, bridge, [branch(1, "A", ready_before=2, oldest_ready_at=oldest)])
    bridge.time += timedelta(minutes=2)
    bridge.polled.emit(bridge.time)
    below = shown(panel, "B1")._note
    assert below is not None
    assert "37" in below.text


def test_the_focus_goes_where_a_branch_stands_still(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    fill(qtbot, panel, bridge, ROWS)
    panel.setFocus()
    assert shown(panel, "B1").switch.hasFocus()
    bridge.branches.emit([*ROWS[:2], replace(ROWS[2], active=True, stopped="OTO1016")])
    shown(panel, "B1").name.setFocus()
    panel.setFocus()
    assert shown(panel, "B3").switch.hasFocus()


def test_direction_and_words_follow_the_language(
    qtbot: QtBot, panel: BranchesPanel, bridge: FakeBridge
) -> None:
    bridge.standing.emit(Standing(step=None))
    fill(qtbot, panel, bridge, ROWS)
    item = shown(panel, "B1")
    language.apply("ar")
    qtbot.waitUntil(lambda: item.switch.x() > item.name.x())
    assert item.switch.accessibleName() == "Al Yasmin"


def test_a_failure_is_said_and_can_be_closed(panel: BranchesPanel) -> None:
    panel.flow.failed.emit(AppError("step_currency"))
    assert panel.message.isVisible()
    assert panel.message.title.text()
