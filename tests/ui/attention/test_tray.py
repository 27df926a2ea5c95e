"""What the tray gives to the desktop: names of branches are text, whatever they look like."""

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.ui.attention.tray import Tray, unmarked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Olaya", "Olaya"),
        ("Fish & Chips", "Fish & Chips"),
        ("AT&T; R&D", "AT＆T; R&D"),
        ("<b>Free</b>", "‹b›Free‹/b›"),
        ('<a href="https://evil.example">Log in</a>', '‹a href="https://evil.example"›Log in‹/a›'),
        ("<img src=x>", "‹img src=x›"),
        ("&lt;b&gt; &#60;", "＆lt;b＆gt; ＆#60;"),
        ("\u2067فرع <العليا>\u2069", "فرع ‹العليا›"),
    ],
)
def test_nothing_in_a_notice_or_tool_tip_is_markup(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, shown: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *told: said.extend(told[:2]))
    monkeypatch.setattr(QSystemTrayIcon, "setToolTip", lambda _, text: said.append(text))
    tray = Tray()
    said.clear()
    tray.notify(name, name)
    tray.show_state("bad", name)
    tray.leave()
    assert said == [shown, shown, f"OTO Companion — {shown}"]
    assert not any(Qt.mightBeRichText(each) for each in said)
    assert unmarked(shown) == shown
