"""What is opened beside the window and is no part of it."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.commands.arguments import parser
from app.paths import DataDir
from app.settings import Settings
from app.ui.bridge import Bridge
from app.ui.dialogs import Dialogs
from tests.ui.fakes import FakeBridge


@pytest.mark.parametrize("frozen", [False, True])
def test_the_practice_restaurant_is_told_whose_language_it_speaks(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, frozen: bool
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("sys.frozen", frozen, raising=False)
    monkeypatch.setattr(QProcess, "startDetached", lambda _program, words: started.append(words))
    window = QWidget()
    qtbot.addWidget(window)
    Dialogs(cast(Bridge, FakeBridge()), DataDir(tmp_path), Settings(), window).practise()
    (words,) = started
    if not frozen:
        assert words[:2] == ["-m", "app"]
        words = words[2:]
    found = parser().parse_args(words)
    assert (found.does, found.data_dir) == ("demo:demo", tmp_path)
