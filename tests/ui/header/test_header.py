"""The top of the window, through its real widgets."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTimeEdit
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.store.screens.types.queue import Group
from app.store.screens.types.standing import ServiceRow, Standing
from app.ui import language
from app.ui.header.header import Header
from app.ui.header.menus import TimeDialog
from app.ui.header.since import next_step, since
from app.ui.language import plain
from tests.ui.fakes import NOW, FakeBridge

WELL = Standing(
    step=None,
    business_currency="SAR",
    currency="SAR",
    foodics=ServiceRow("ok", NOW, "Noor"),
    oto=ServiceRow("ok", NOW),
    branches=3,
    active=2,
    sent_today=42,
    median_seconds=6,
    day_ends_at=NOW + timedelta(hours=7),
)


@pytest.fixture
def bridge() -> FakeBridge:
    return FakeBridge()


@pytest.fixture
def header(qtbot: QtBot, bridge: FakeBridge) -> Header:
    made = Header(bridge)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(960, 96)
    made.show()
    qtbot.waitExposed(made)
    return made


async def until(true: Callable[[], object]) -> None:
    """Lets Qt and the loop work until it is so."""
    async with asyncio.timeout(5):
        while not true():
            QApplication.processEvents()
            await asyncio.sleep(0)


def well(bridge: FakeBridge, **changes: Any) -> None:
    bridge.standing.emit(replace(WELL, **changes))
    bridge.polled.emit(bridge.time)


def test_before_any_news_it_is_starting(header: Header) -> None:
    assert header.title.text() == "Starting"
    assert header.sentence.kind == "info"


def test_until_which_time_is_asked_in_the_language_that_is_shown(
    header: Header, bridge: FakeBridge, qtbot: QtBot
) -> None:
    dialog = TimeDialog(NOW, 180, header)
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.open()
    assert (dialog.windowTitle(), dialog.pause.accessibleName()) == ("Pause until a time", "Pause")
    language.apply("ar")
    qtbot.waitUntil(lambda: dialog.windowTitle() != "Pause until a time")
    assert "Sending" not in dialog.words.text()
    # Hours before minutes in both: the first section is the one to the left.
    QTest.keyClick(dialog.time, Qt.Key.Key_Home)
    assert dialog.time.currentSection() is QTimeEdit.Section.HourSection
    assert not dialog.time.isRightToLeft()
    dialog.time.setTime(QTime(23, 30))
    dialog.pause.click()
    assert chosen == ["23:30"]
    qtbot.waitUntil(lambda: not header.findChildren(TimeDialog))


def test_sentence_numbers_and_services(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    header.set_counts({Group.WAITING: 4, Group.NEEDS_YOU: 1})
    assert header.title.text() == "Sending automatically"
    assert header.numbers.checked.text() == "Last check just now"
    shown = [
        plain(each.text())
        for each in (header.numbers.sent, header.numbers.waiting, header.numbers.needs)
    ]
    assert shown == ["At OTO today 42", "Waiting 4", "Needs you 1"]
    assert plain(header.numbers.median.text()).startswith("Ready → OTO usually 6")
    assert plain(header.numbers.foodics.label.text()) == "Foodics"
    assert "Noor" in header.numbers.foodics.toolTip()
    assert header.numbers.oto.accessibleName() == "OTO answers."


def test_the_button_that_helps(qtbot: QtBot, header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    assert not header.help_button.isVisible()
    well(bridge, oto=ServiceRow("refused", NOW))
    assert header.help_button.text() == "OTO settings"
    with qtbot.waitSignal(header.help_wanted) as asked:
        QTest.mouseClick(header.help_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["settings_oto"]
    assert plain(header.numbers.oto.label.text()) == "OTO: refused"
    well(bridge)
    assert not header.help_button.isVisible()


def test_trouble_of_the_engine_comes_first_and_goes(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    bridge.trouble.emit(AppError("ledger_unwritable", path="x", why="full"))
    assert header.sentence.kind == "bad"
    bridge.trouble.emit(None)
    assert header.sentence.kind == "good"


class _Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() == QEvent.Type.Paint
        return False


def test_a_good_poll_paints_nothing(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    paints = _Paints()
    QApplication.instance().installEventFilter(paints)  # type: ignore[union-attr]
    quiet = 0
    while quiet < 10:  # the first layout comes to rest
        paints.seen = 0
        QApplication.processEvents()
        quiet = 0 if paints.seen else quiet + 1
    try:
        for _ in range(20):
            bridge.time += timedelta(seconds=5.4)
            bridge.polled.emit(bridge.time)
            QApplication.processEvents()
    finally:
        QApplication.instance().removeEventFilter(paints)  # type: ignore[union-attr]
    assert paints.seen == 0


def test_silence_is_seen(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    bridge.time += timedelta(seconds=61)
    header._look()
    assert header.title.text() == "Nothing is being sent."
    assert "1" in header.numbers.checked.text()
    bridge.polled.emit(bridge.time)
    assert header.title.text() == "Sending automatically"


def test_an_old_check_is_no_alarm_while_the_first_look_is_awaited(
    header: Header, bridge: FakeBridge
) -> None:
    bridge.standing.emit(replace(WELL, last_good_poll_at=NOW - timedelta(hours=9)))
    assert header.sentence.kind == "info"
    bridge.time += timedelta(seconds=61)
    header._look()
    assert header.title.text() == "Nothing is being sent."
    assert "9" in header.numbers.checked.text()


def test_nothing_ticks_unseen(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    assert header._timer.isActive()
    header.hide()
    assert not header._timer.isActive()
    bridge.polled.emit(bridge.time)
    assert not header._timer.isActive()
    header.show()
    assert header._timer.isActive()


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (0, "Last check just now"),
        (4.9, "Last check just now"),
        (5, "Last check 5 s ago"),
        (14.9, "Last check 10 s ago"),
        (59, "Last check 55 s ago"),
        (60, "Last check 1 min ago"),
        (3599, "Last check 59 min ago"),
        (7200, "Last check 2 h ago"),
        (-3, "Last check just now"),
    ],
)
def test_the_age_goes_in_steps(age: float, text: str) -> None:
    assert since(age) == text


@pytest.mark.parametrize(("age", "wait"), [(0, 7.5), (5.5, 2.0), (7.5, 2.5), (59, 1), (70, 50)])
def test_when_it_changes_next(age: float, wait: float) -> None:
    assert next_step(age) == pytest.approx(wait)


async def test_pausing(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    menu = header.pause_button.menu()
    menu.aboutToShow.emit()
    texts = [plain(action.text()) for action in menu.actions()]
    assert texts[0] == "Until the end of the business day (04:02)"
    assert texts[-1] == "Until I resume"
    assert len(texts) == 6
    for action in (menu.actions()[0], menu.actions()[1], menu.actions()[-1]):
        before = len(bridge.asked)
        action.trigger()
        await until(lambda: len(bridge.asked) > before and not header._jobs.busy("pause"))  # noqa: B023
    assert bridge.asked == [
        ("pause", {"until_at": "2026-11-24T01:02:21Z"}),
        ("pause", {"until_at": "2026-11-23T18:17:21Z"}),
        ("pause", {}),
    ]


async def test_pausing_until_a_time(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    header._ask_time()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.windowTitle().startswith("Pause"))
    assert dialog.time.time().toString("HH:mm") == "22:00"  # type: ignore[attr-defined]
    dialog.pause.click()  # type: ignore[attr-defined]
    await until(lambda: bridge.asked)
    assert bridge.asked == [("pause", {"until": "22:00"})]


async def test_resuming(header: Header, bridge: FakeBridge) -> None:
    well(bridge, paused=True)
    assert header.pause_button.accessibleName() == "Resume"
    assert not header.help_button.isVisible()
    QTest.mouseClick(header.pause_button, Qt.MouseButton.LeftButton)
    await until(lambda: bridge.asked)
    assert bridge.asked == [("resume", {})]
    well(bridge)
    assert header.pause_button.accessibleName() == "Pause"
    assert header.pause_button.menu() is not None


async def test_a_refused_pause_is_said(header: Header, bridge: FakeBridge) -> None:
    well(bridge, paused=True)
    bridge.answers["resume"] = AppError("ledger_unwritable", path="x", why="full")
    header.pause_button.click()
    await until(header.message.isVisible)
    assert header.message.title.text()


def test_keys(qtbot: QtBot, header: Header) -> None:
    header.activateWindow()
    with qtbot.waitSignal(header.help_page_wanted):
        QTest.keyClick(header, Qt.Key.Key_F1)
    with qtbot.waitSignal(header.settings_wanted):
        QTest.keyClick(header, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert header.settings_button.accessibleName() == "Settings"


def test_mute(qtbot: QtBot, header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    assert header.bell.button.accessibleName() == "Sound is on"
    header.set_muted(NOW + timedelta(minutes=15))
    assert header.bell.button.accessibleName() == "Muted until 21:17"
    header.bell.menu.aboutToShow.emit()
    heard: list[int] = []
    header.mute_wanted.connect(heard.append)
    for action in header.bell.menu.actions():
        action.trigger()
    assert heard == [15, 60, 7 * 60, 0]


def test_the_language_changes_at_once(header: Header, bridge: FakeBridge) -> None:
    well(bridge)
    language.apply("ar")
    QApplication.processEvents()
    assert header.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert header.title.text()


def test_the_median_gives_way_where_there_is_no_room(header: Header, bridge: FakeBridge) -> None:
    down = ServiceRow("unreachable")
    well(bridge, foodics=down, oto=down)
    assert header.numbers.median.isVisible()
    header.resize(header.minimumSizeHint().width(), 96)
    QApplication.processEvents()
    assert not header.numbers.median.isVisible()
    header.resize(1200, 96)
    QApplication.processEvents()
    assert header.numbers.median.isVisible()


def test_the_wallet_is_shown_where_there_is_room_and_always_in_the_tool_tip(
    header: Header, bridge: FakeBridge
) -> None:
    well(bridge)
    assert not header.numbers.credit.isVisible()
    header.resize(1200, 96)
    well(bridge, credit="350.75")
    QApplication.processEvents()
    assert header.numbers.credit.isVisible()
    assert plain(header.numbers.credit.text()) == "Credit at OTO 350.75"
    header.resize(header.minimumSizeHint().width(), 96)
    QApplication.processEvents()
    assert not header.numbers.credit.isVisible()
    assert "Credit at OTO 350.75" in header.numbers.oto.toolTip()
    assert header.title.text() == "Sending automatically"


def test_a_wallet_that_is_low_is_said_on_top(header: Header, bridge: FakeBridge) -> None:
    well(bridge, credit="12.00", credit_low=True)
    assert plain(header.title.text()) == "Sending automatically; the credit at OTO is low"
