"""Every test of the window begins in English, light, with the bundled fonts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.ui import language, theme
from app.ui.attention import sound
from app.ui.kit import room
from tests.ui.stage import Stage


@pytest.fixture(autouse=True)
def _as_shipped(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    theme.prepare(qapp)
    language.apply("en")
    language.use_offset(180)
    theme.theme.apply("light")
    # The virtual screen is smaller than any of a PC.
    monkeypatch.setattr(room, "of_screen", lambda _window: QSize(1920, 1040))
    yield
    language.apply("en")


@pytest.fixture
def stage(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(sound, "ring", lambda: None)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    return Stage(tmp_path, qapp)
