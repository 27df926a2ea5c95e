"""The settings: every preference is there, set at once, and what is wrong is said in its place."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app import policy
from app.core.errors import AppError
from app.settings import SPECS, Settings
from app.store.screens.types.standing import ServiceRow
from app.ui import language
from app.ui.language import plain
from app.ui.settings import words
from app.ui.settings.controls import Choice, Text, YesNo
from app.ui.settings.dialog import SettingsDialog
from app.ui.settings.pages import PAGES
from tests.ui.assistive import filled_in
from tests.ui.setup.standin import HAS_OTO, STARTED, SlowBridge, quiet, until


@pytest.fixture
def bridge() -> SlowBridge:
    made = SlowBridge()
    made.reads["stored_settings"] = Settings(hold_seconds=20, foodics_client_id="9")
    return made


@pytest.fixture
def dialog(qtbot: QtBot, bridge: SlowBridge) -> SettingsDialog:
    made = SettingsDialog(bridge.as_bridge(), folder=Path("/data/oto"))
    qtbot.addWidget(made)
    return made


async def opened(dialog: SettingsDialog, page: str = "") -> None:
    dialog.show_standing(STARTED)
    dialog.show_page(page)
    dialog.open()
    await until(lambda: edit(dialog, "foodics_client_id").text() == "9")


def edit(dialog: SettingsDialog, key: str) -> QLineEdit:
    control = dialog.rows[key].control
    assert isinstance(control, Text)
    return control.edit


def type_in(dialog: SettingsDialog, key: str, text: str) -> None:
    line = edit(dialog, key)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def wrong(dialog: SettingsDialog, key: str) -> str:
    row = dialog.rows[key]
    return "" if row._wrong.isHidden() else plain(row._wrong.text())


def test_every_preference_has_a_row_a_name_and_words_for_its_choices(
    dialog: SettingsDialog,
) -> None:
    for name in PAGES:
        dialog.show_page(name)
    assert set(dialog.rows) == set(SPECS) == set(words.LABELS)
    for key, row in dialog.rows.items():
        assert row.control.inner().accessibleName() == words.LABELS[key][0]
        assert set(SPECS[key].choices) == set(words.CHOICES.get(key, ()))
        assert plain(words.default(SPECS[key])).startswith("Default: ")


def test_a_screen_reader_hears_the_name_of_each_control(dialog: SettingsDialog) -> None:
    # On Linux Qt names a list that drops down by what is chosen, and tells of its label besides.
    for name in PAGES:
        dialog.show_page(name)
    for key, row in dialog.rows.items():
        told = QAccessible.queryAccessibleInterface(row.control.inner())
        assert told is not None
        labels = [each.text(QAccessible.Text.Name) for each, _ in told.relations()]
        assert labels == [words.LABELS[key][0]]


async def test_a_number_is_set_at_once(dialog: SettingsDialog, bridge: SlowBridge) -> None:
    await opened(dialog, "sending")
    type_in(dialog, "too_old_minutes", "45")
    await until(lambda: bool(bridge.verbs()))
    assert bridge.asked == [("set", {"key": "too_old_minutes", "value": "45"})]
    await quiet()
    row = dialog.rows["too_old_minutes"]
    assert row.restore.isVisible()
    assert "60" in plain(row._default.text())
    row.restore.click()
    await until(lambda: len(bridge.verbs()) == 2)
    await quiet()
    assert bridge.arguments("set") == {"key": "too_old_minutes", "value": "60"}
    assert edit(dialog, "too_old_minutes").text() == "60"
    assert not row.restore.isVisible()


async def test_leaving_the_field_after_enter_asks_once(
    dialog: SettingsDialog, bridge: SlowBridge
) -> None:
    bridge.answers["set"] = AppError("bad_setting", key="x", why="y", allowed="1 to 1440 min")
    await opened(dialog, "sending")
    type_in(dialog, "too_old_minutes", "9999")
    edit(dialog, "hold_seconds").setFocus()
    await until(lambda: wrong(dialog, "too_old_minutes") != "")
    await quiet()
    assert len(bridge.verbs()) == 1
    assert "1 to 1440" in wrong(dialog, "too_old_minutes")
    assert edit(dialog, "too_old_minutes").text() == "9999"
    del bridge.answers["set"]
    type_in(dialog, "too_old_minutes", "30")
    await until(lambda: wrong(dialog, "too_old_minutes") == "")


async def test_a_number_filled_in_by_a_screen_reader_is_set_without_the_keyboard(
    dialog: SettingsDialog, bridge: SlowBridge
) -> None:
    await opened(dialog, "sending")
    line = edit(dialog, "too_old_minutes")
    assert not line.hasFocus()
    filled_in(line, "45")
    await until(lambda: bool(bridge.verbs()))
    assert bridge.asked == [("set", {"key": "too_old_minutes", "value": "45"})]


async def test_a_switch_shows_what_is_stored(dialog: SettingsDialog, bridge: SlowBridge) -> None:
    await opened(dialog, "sending")
    control = dialog.rows["kitchen_done_is_ready"].control
    assert isinstance(control, YesNo)
    bridge.slow = {"set"}
    control.switch.click()
    await until(lambda: bool(bridge.verbs()))
    assert not control.switch.isChecked()
    bridge.let_go("set")
    await until(control.switch.isChecked)
    bridge.answers["set"] = AppError("settings_unreadable", path="x", why="y")
    control.switch.click()
    await until(lambda: wrong(dialog, "kitchen_done_is_ready") != "")
    assert control.switch.isChecked()


async def test_two_changes_are_written_one_after_the_other(
    dialog: SettingsDialog, bridge: SlowBridge
) -> None:
    await opened(dialog, "sending")
    bridge.slow = {"set"}
    type_in(dialog, "too_old_minutes", "45")
    type_in(dialog, "driver_minutes", "5")
    type_in(dialog, "driver_minutes", "6")
    await quiet()
    assert len(bridge.verbs()) == 1, "the second waits for the first"
    bridge.let_go("set")
    await until(lambda: len(bridge.verbs()) == 2)
    await quiet()
    assert bridge.arguments("set") == {"key": "driver_minutes", "value": "6"}
    assert edit(dialog, "driver_minutes").text() == "6"


@pytest.mark.parametrize(
    ("key", "index", "value"),
    [("language", 2, "ar"), ("theme", 1, "light"), ("digits", 1, "arabic")],
)
async def test_the_look_changes_live(
    qtbot: QtBot, dialog: SettingsDialog, bridge: SlowBridge, key: str, index: int, value: str
) -> None:
    await opened(dialog, "look")
    control = dialog.rows[key].control
    assert isinstance(control, Choice)
    signals = {
        "language": dialog.language_chosen,
        "theme": dialog.theme_chosen,
        "digits": dialog.digits_chosen,
    }
    with qtbot.waitSignal(signals[key]) as told:
        control.combo.setCurrentIndex(index)
        control.combo.activated.emit(index)
    assert told.args == [value]
    await until(lambda: bool(bridge.verbs()))
    assert bridge.arguments("set") == {"key": key, "value": value}


async def test_disconnecting_is_asked_before_it_is_done(
    dialog: SettingsDialog, bridge: SlowBridge
) -> None:
    await opened(dialog)
    part = dialog.connections.foodics
    assert "Al Baik" in plain(part.state.text())
    part.disconnect_button.click()
    assert bridge.asked == []
    assert part.banner.isVisible()
    part._leave()
    assert not part.banner.isVisible()
    part.disconnect_button.click()
    part._go()
    await until(lambda: bool(bridge.verbs()))
    assert bridge.asked[0] == ("disconnect", {"service": "foodics"})
    await quiet()
    assert not part.banner.isVisible()


async def test_a_disconnection_that_fails_is_said(
    dialog: SettingsDialog, bridge: SlowBridge
) -> None:
    bridge.answers["disconnect"] = AppError("keyring_locked")
    await opened(dialog)
    part = dialog.connections.oto
    part.disconnect_button.click()
    part._go()
    await until(lambda: "keyring" in part.banner.title.text().lower())
    assert part.banner.isVisible()


async def test_pages_folder_and_app_id(dialog: SettingsDialog) -> None:
    await opened(dialog, "data")
    assert dialog.list.currentRow() == list(PAGES).index("data")
    assert dialog.folder is not None
    assert plain(dialog.folder.path.text()) == "/data/oto"
    for page in ("foodics", "oto", "currency"):
        dialog.show_page(page)
    assert dialog.list.currentRow() == 1
    dialog.show_page("foodics")
    assert dialog.connections.foodics_box.approve.isVisible()


async def test_another_language_keeps_what_is_being_typed(dialog: SettingsDialog) -> None:
    await opened(dialog, "sending")
    line = edit(dialog, "required_tag")
    line.setFocus()
    QTest.keyClicks(line, "vip")
    dialog.show_standing(HAS_OTO)
    language.apply("ar")
    await quiet()
    assert line.text() == "vip"
    assert dialog.layoutDirection() == Qt.LayoutDirection.RightToLeft


async def test_the_older_interface_says_what_it_does_not_show(dialog: SettingsDialog) -> None:
    await opened(dialog)
    note = dialog.connections.oto.note
    assert note.isHidden()
    dialog.show_standing(replace(STARTED, generation="v1"))
    assert not note.isHidden()
    assert "no list of orders" in note.text()
    dialog.show_standing(replace(STARTED, generation="v1", oto=ServiceRow()))
    assert note.isHidden()


async def test_what_it_locked_is_shown_and_cannot_be_changed(
    qtbot: QtBot, bridge: SlowBridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text('[lock]\nproxy = "none"\n')
    monkeypatch.setenv(policy.VARIABLE, str(rules))
    dialog = SettingsDialog(bridge.as_bridge(), folder=Path("/data/oto"))
    qtbot.addWidget(dialog)
    await opened(dialog)
    held, free = dialog.rows["proxy"], dialog.rows["foodics_client_id"]
    assert not held.control.isEnabled()
    assert str(rules) in plain(held._locked.text())
    assert str(rules) in plain(held.control.inner().accessibleDescription())
    assert free.control.isEnabled()
    assert free._locked.isHidden()
