"""A newer version is said in one line, in the language of the window, until it was read."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices

from app.store.screens.types.standing import NewerVersion
from app.ui import language
from app.ui.kit.button import Button
from app.ui.language import plain
from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import settle
from tests.ui.stage import Stage

NEWER = NewerVersion("9.1", "https://example.com/get", "Faster.\nAnd more.", "أسرع.")


def test_it_is_said_until_it_was_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))

    async def story(window: MainWindow, bridge: FakeBridge) -> None:
        bridge.standing.emit(here.GOOD)
        assert not window.newer.isVisible()
        bridge.standing.emit(replace(here.GOOD, newer=NEWER))
        banner = window.newer.banner
        assert plain(banner.title.text()) == "There is a newer version: 9.1."
        text = plain(banner.text.text())
        assert text == "Faster. And more. Get it from https://example.com/get."
        language.apply("ar")
        await settle()
        assert "أسرع" in plain(banner.text.text())
        assert "9.1" in plain(banner.title.text())
        language.apply("en")
        open_it, close = window.newer.findChildren(Button)[-2:]
        open_it.click()
        assert opened == ["https://example.com/get"]
        close.click()
        assert not window.newer.isVisible()
        bridge.standing.emit(replace(here.GOOD, newer=NEWER, sent_today=5))
        assert not window.newer.isVisible()
        bridge.standing.emit(replace(here.GOOD, newer=replace(NEWER, version="9.2")))
        assert window.newer.isVisible()

    stage.play(story)
