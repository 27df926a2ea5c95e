"""The frame: which page is shown, what the helping button does, what closing and quitting mean."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.errors import AppError
from app.settings import Settings
from app.store.screens.types.queue import Group
from app.store.screens.types.standing import Standing
from app.ui import language
from app.ui.kit.button import Button
from app.ui.main_window import MainWindow
from app.ui.theme import theme
from tests.ui.fakes import FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import settle
from tests.ui.stage import Stage


def shown(window: MainWindow) -> object:
    return window.pages.currentWidget()


def press(window: MainWindow, text: str) -> None:
    found = [b for b in window.findChildren(Button) if b.isVisible() and b.accessibleName() == text]
    assert found, text
    found[0].click()


def test_a_new_installation_begins_with_the_path_and_ends_in_the_columns(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(Standing())
        assert shown(window) is window.pages.setup
        assert not window.header.isVisible()
        bridge.standing.emit(replace(here.GOOD, step="step_start", active=1))
        assert shown(window) is window.pages.setup
        assert window.branches.isVisible()
        bridge.standing.emit(here.GOOD)
        await settle()
        assert shown(window) is window.pages.columns
        assert window.header.isVisible()
        assert window.pages.columns.indexOf(window.branches) == 0

    stage.play(story)


def test_what_the_command_line_has_set_up_needs_only_its_switches(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.branches.emit([replace(row, active=False) for row in here.BRANCHES])
        bridge.standing.emit(replace(here.GOOD, step="step_branch", active=0))
        assert shown(window) is window.pages.columns
        assert window.header.isVisible()

    stage.play(story)


def test_the_engine_s_trouble_is_said_once_until_it_is_over(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.trouble.emit(AppError("keyring_locked"))
        assert "locked" in window.header.title.text()
        assert not window.message.isVisible()
        # The set-up path has no sentence on top.
        bridge.standing.emit(Standing(step="step_foodics"))
        assert window.message.isVisible()
        assert "locked" in window.message.accessibleName()
        window.message.failed(AppError("bad_time", text="x"))
        assert "locked" in window.message.accessibleName()
        language.apply("ar")
        await settle()
        assert "locked" not in window.message.accessibleName()
        language.apply("en")
        await settle()
        press(window, "Try again")
        await settle()
        assert ("try-again", {}) in bridge.asked
        bridge.trouble.emit(None)
        assert not window.message.isVisible()

    stage.play(story)


def test_what_did_not_work_is_said_until_it_is_closed(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        window.message.failed(AppError("bad_time", text="x"))
        said = window.message.accessibleName()
        language.apply("ar")
        await settle()
        assert window.message.accessibleName() != said
        assert window.message.isVisible()
        language.apply("en")
        await settle()
        press(window, "Close")
        assert not window.message.isVisible()

    stage.play(story)


def test_a_session_without_a_keyring_is_told_once_connected(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.answers["keyring"] = {"state": "absent", "in_memory": True}
        bridge.standing.emit(Standing())
        await settle()
        assert not window.message.isVisible()
        bridge.standing.emit(here.GOOD)
        await settle()
        assert "no keyring" in window.message.accessibleName()
        press(window, "Close")
        bridge.standing.emit(here.GOOD)
        await settle()
        assert not window.message.isVisible()

    stage.play(story)


def test_language_and_direction_change_live(stage: Stage, qapp: QApplication) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(Standing())
        window.pages.setup.language_wanted.emit("ar")
        await settle()
        assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert ("set", {"key": "language", "value": "ar"}) in bridge.asked
        assert window.pages.setup.foodics.isVisible()
        window.dialogs.use_language("en")
        assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight

    stage.play(story)


def test_preferences_set_elsewhere_are_followed(stage: Stage, qapp: QApplication) -> None:
    async def story(_window: MainWindow, bridge: FakeBridge) -> None:
        bridge.preferences.emit(Settings(language="ar", theme="dark"))
        assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert theme.is_dark
        bridge.preferences.emit(Settings(language="en", theme="light"))
        assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert not theme.is_dark

    stage.play(story)


def test_closing_without_a_tray_asks_and_sends_on(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.loaded.emit(list(here.ROWS))
        bridge.standing.emit(here.GOOD)
        event = QCloseEvent()
        window.closeEvent(event)
        assert not event.isAccepted()
        assert window.quitting.isVisible()
        assert not stage.quit_asked.is_set()
        stays = window.focusWidget()
        assert isinstance(stays, QPushButton)
        assert stays.accessibleName() == "Keep sending"
        press(window, "Keep sending")
        assert not window.quitting.isVisible()
        window.ask_to_quit()
        press(window, "Pause for 15 min")
        await settle()
        assert ("pause", {"until_at": "2026-11-23T18:17:21Z"}) in bridge.asked
        window.ask_to_quit()
        press(window, "Quit")
        assert stage.quit_asked.is_set()

    stage.play(story)


def test_quit_says_what_is_on_its_way(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        window.quitting.ask({Group.SENDING: 2})
        assert "2 orders are on their way" in window.quitting._banner.text.text()

    stage.play(story)


def test_nothing_to_send_nothing_to_ask(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(Standing())
        window.ask_to_quit()
        assert stage.quit_asked.is_set()

    stage.play(story)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_it_fits_a_small_screen(stage: Stage, code: str) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        window.dialogs.use_language(code)
        bridge.loaded.emit(list(here.ROWS))
        bridge.branches.emit(list(here.BRANCHES))
        bridge.standing.emit(here.GOOD)
        await settle()
        window.resize(960, 600)
        await settle()
        assert (window.width(), window.height()) == (960, 600)
        for part in (window.branches, window.queue, window.order):
            assert part.geometry().right() <= window.pages.columns.width()
            assert part.width() >= 200

    stage.play(story)


def test_its_place_is_remembered_per_direction(stage: Stage) -> None:
    async def first(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        window.resize(1111, 701)
        await settle()
        window.say_goodbye()

    async def second(window: MainWindow, bridge: FakeBridge) -> None:
        # The virtual screen is narrower than the window may be: its height tells.
        assert window.height() == 701

    stage.play(first)
    stage.play(second)


def test_practice_is_clearly_marked(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        assert window.practice.isVisible()
        assert "Nothing is sent" in window.practice.text()

    stage.play(story, practice=True)


def test_the_helping_button_opens_what_helps(stage: Stage) -> None:
    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        window.header.help_wanted.emit("settings_oto")
        await settle()
        assert window.dialogs.settings is not None
        assert window.dialogs.settings.isVisible()
        window.dialogs.settings.close()
        window.header.help_wanted.emit("resume")
        await settle()
        assert ("resume", {}) in bridge.asked

    stage.play(story)
