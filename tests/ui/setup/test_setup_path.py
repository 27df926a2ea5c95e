"""The path: it follows what is stored, and loses nothing that was typed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.store.screens.types.standing import Standing
from app.ui import language
from app.ui.language import plain
from app.ui.setup.path import SetupPath
from tests.ui.setup.standin import (
    HAS_BRANCH,
    HAS_CURRENCY,
    HAS_FOODICS,
    HAS_OTO,
    NOTHING,
    STARTED,
    SlowBridge,
    quiet,
    until,
)


@pytest.fixture
def bridge() -> SlowBridge:
    return SlowBridge()


@pytest.fixture
def path(qtbot: QtBot, bridge: SlowBridge) -> SetupPath:
    switches = QWidget()
    layout = QVBoxLayout(switches)
    layout.addWidget(QCheckBox("Al Yasmin"))
    made = SetupPath(bridge.as_bridge(), switches)
    qtbot.addWidget(made)
    made.resize(960, 600)
    made.show()
    return made


@pytest.mark.parametrize(
    ("standing", "page"),
    [(NOTHING, 0), (HAS_FOODICS, 1), (HAS_OTO, 2), (HAS_CURRENCY, 3), (HAS_BRANCH, 3)],
)
async def test_it_goes_on_where_it_stopped(path: SetupPath, standing: Standing, page: int) -> None:
    path.show_standing(standing)
    assert path.page == page
    assert path.next.isEnabled() is False


async def test_the_whole_way(qtbot: QtBot, path: SetupPath, bridge: SlowBridge) -> None:
    bridge.answers = {
        "connect-foodics": {"business": "Al Baik"},
        "connect-oto": {"generation": "v2", "account": "Al Baik Co", "credit": "10.00"},
        "currency": {"currency": "SAR", "differs": None},
    }
    path.show_standing(NOTHING)
    QTest.keyClicks(path.foodics.token.edit, "token")
    QTest.keyClick(path.foodics.token.edit, Qt.Key.Key_Return)
    await until(lambda: "connect-foodics" in bridge.verbs() and not path.foodics.busy)
    path.show_standing(HAS_FOODICS)
    assert path.page == 1
    assert "Al Baik" in plain(path.note.title.text())
    QTest.keyClicks(path.oto.retailer.edit, "77")
    QTest.keyClicks(path.oto.token.edit, "AMf-")
    path.oto.save.click()
    await until(lambda: not path.oto.busy)
    path.show_standing(HAS_OTO)
    assert path.page == 2
    assert path.note.title.text() == "Token accepted"
    path.currency.save.click()
    await until(lambda: not path.currency.busy)
    path.show_standing(HAS_CURRENCY)
    assert path.page == 3
    assert not path.start.save.isEnabled()
    path.show_standing(HAS_BRANCH)
    path.start.tick.click()
    with qtbot.waitSignal(path.finished, timeout=0, raising=False) as finished:
        path.start.save.click()
        await until(lambda: not path.start.busy)
        path.show_standing(STARTED)
    assert finished.signal_triggered
    assert bridge.verbs() == [
        "connect-foodics",
        "connect-oto",
        "currency",
        "start",
        "set",
    ]
    assert bridge.arguments("set") == {"key": "start_at_sign_in", "value": "true"}


async def test_the_page_is_not_left_while_its_box_works(
    path: SetupPath, bridge: SlowBridge
) -> None:
    bridge.slow = {"currency"}
    bridge.answers["currency"] = {"currency": "SAR", "differs": None}
    path.show_standing(HAS_OTO)
    path.currency.save.click()
    await until(lambda: "currency" in bridge.verbs())
    # The ledger's word of the currency is quicker.
    path.show_standing(HAS_CURRENCY)
    assert path.page == 2
    bridge.let_go("currency")
    await until(lambda: not path.currency.busy)
    await quiet()
    assert path.page == 3


async def test_a_step_done_elsewhere_moves_on_and_what_was_typed_stays(
    path: SetupPath, bridge: SlowBridge
) -> None:
    path.show_standing(NOTHING)
    QTest.keyClicks(path.foodics.token.edit, "half a tok")
    path.show_standing(HAS_FOODICS)
    assert path.page == 1
    QTest.keyClicks(path.oto.retailer.edit, "77")
    path.back.click()
    assert path.page == 0
    assert path.foodics.token.edit.text() == "half a tok"
    # The same again: a person who went back is left where they are.
    path.show_standing(replace(HAS_FOODICS, sent_today=1))
    assert path.page == 0
    path.next.click()
    assert path.page == 1
    assert path.oto.retailer.edit.text() == "77"


async def test_one_step_back_and_forth_by_key(path: SetupPath) -> None:
    path.show_standing(HAS_OTO)
    path.activateWindow()
    await until(path.isActiveWindow)
    QTest.keyClick(path, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: path.page == 1)
    QTest.keyClick(path, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: path.page == 2)


async def test_a_step_of_the_row_is_chosen_if_it_is_done(path: SetupPath) -> None:
    path.show_standing(HAS_OTO)
    names = [button.accessibleName() for button in path.steps.buttons]
    assert names == [
        "Foodics: done",
        "OTO: done",
        "Currency: this step",
        "Branches Activation: to come",
        "Start sending: to come",
    ]
    assert not path.steps.buttons[3].isEnabled()
    path.steps.buttons[0].click()
    assert path.page == 0


async def test_a_token_saved_again_leads_back_to_where_one_was(
    path: SetupPath, bridge: SlowBridge
) -> None:
    bridge.answers["connect-foodics"] = {"business": "Al Baik"}
    path.show_standing(HAS_OTO)
    path.steps.buttons[0].click()
    QTest.keyClicks(path.foodics.token.edit, "newer")
    path.foodics.save.click()
    await until(lambda: not path.foodics.busy)
    assert path.page == 2


async def test_another_language_in_the_middle_keeps_everything(path: SetupPath) -> None:
    wanted: list[str] = []
    path.language_wanted.connect(wanted.append)
    path.show_standing(HAS_FOODICS)
    QTest.keyClicks(path.oto.retailer.edit, "77")
    QTest.keyClicks(path.oto.token.edit, "AMf-half")
    path.arabic.click()
    assert wanted == ["ar"]
    assert path.english.isChecked(), "it shows what holds, not the click"
    language.apply("ar")
    await quiet()
    assert path.arabic.isChecked()
    assert path.page == 1
    assert (path.oto.retailer.edit.text(), path.oto.token.edit.text()) == ("77", "AMf-half")
    path.english.click()
    assert wanted == ["ar", "en"]


async def test_trying_first_is_offered_at_once(qtbot: QtBot, path: SetupPath) -> None:
    assert path.intro.practice.isVisible()
    with qtbot.waitSignal(path.practice_wanted):
        path.intro.practice.click()


async def test_the_app_id_is_looked_for(path: SetupPath, bridge: SlowBridge) -> None:
    bridge.reads["_app_id"] = "4711"
    path.show_standing(NOTHING)
    await until(path.foodics.approve.isVisible)


async def test_finished_is_told_once(path: SetupPath, bridge: SlowBridge) -> None:
    ends: list[bool] = []
    path.finished.connect(lambda: ends.append(True))
    path.show_standing(HAS_BRANCH)
    path.start.tick.click()
    path.start.save.click()
    await until(lambda: bool(ends))
    path.show_standing(STARTED)
    path.show_standing(STARTED)
    assert ends == [True]


@pytest.mark.parametrize("code", ["en", "ar"])
async def test_every_screen_fits_the_smallest_window(path: SetupPath, code: str) -> None:
    language.apply(code)
    for standing in (NOTHING, HAS_FOODICS, HAS_OTO, HAS_CURRENCY, HAS_BRANCH):
        path.show_standing(standing)
        await quiet()
        assert path.minimumSizeHint().width() <= 960
        assert path.minimumSizeHint().height() <= 560
