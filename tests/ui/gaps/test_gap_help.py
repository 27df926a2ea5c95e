"""Who is asked after an outage finds out what is asked, and stays where he was."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.paths import DataDir
from app.settings import Settings
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.dialogs import Dialogs
from app.ui.language import plain
from tests.ui.fakes import FakeBridge


@pytest.fixture
def dialogs(qtbot: QtBot, tmp_path: Path) -> Iterator[Dialogs]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Dialogs(cast(Bridge, FakeBridge()), DataDir(tmp_path), Settings(), window)
    yield made
    for each in (made.gap, made.help):
        if each is not None:
            each.close()


async def test_the_question_opens_its_page(dialogs: Dialogs) -> None:
    dialogs.open_gap()
    assert dialogs.gap is not None
    assert dialogs.gap.help_button.accessibleName() == "Help"
    dialogs.gap.help_button.click()
    assert dialogs.help is not None
    assert dialogs.help.isVisible()
    assert dialogs.help.pages.currentItem().text() == "After an outage or a pause"
    assert "Ready for longer than" in dialogs.help.page.toPlainText()
    assert dialogs.gap.isVisible()


def test_the_help_stays_where_it_was_turned_to(dialogs: Dialogs, qtbot: QtBot) -> None:
    dialogs.open_help("gap")
    found = dialogs.help
    assert found is not None
    QTest.keyClick(found.pages, Qt.Key.Key_Home)
    dialogs.open_help()
    assert found.pages.currentRow() == 0
    dialogs.open_help("gap")
    language.apply("ar")
    qtbot.waitUntil(lambda: found.pages.currentItem().text() == "بعد انقطاع أو إيقاف مؤقت")
    assert "يُعد متأخرًا بعد" in plain(found.page.toPlainText())
