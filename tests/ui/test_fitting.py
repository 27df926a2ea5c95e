"""In the smallest window, at 150 and 200 %, in both languages nothing is cut off or without a name."""

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.box import column
from app.ui.kit.label import Label
from tests.ui import fitting
from tests.ui.nameless import nameless

#: One of each kind: columns, a long question, a chooser, a form, a page of text, the set-up.
SCENES = ("refused", "start-line", "door", "settings", "help", "switches")


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_nothing_is_cut_off_or_without_a_name(scale: str) -> None:
    command = [sys.executable, "-m", "tests.ui.fitting", *SCENES]
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout == ""
    assert ran.returncode == 0, ran.stderr


def test_what_has_no_name_is_found(qtbot: QtBot) -> None:
    window, label, button = QWidget(), Label(), QPushButton()
    window.setLayout(column(label, button))
    qtbot.addWidget(window)
    window.show()
    assert len(nameless(window)) == 2
    label.say("Token accepted")
    button.setAccessibleName("Close")
    assert nameless(window) == []


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    window, label, button = QWidget(), Label(), QPushButton("Choose pickup location")
    label.say(
        "A sentence of many words that needs more than one line in a window as narrow as this"
    )
    window.setLayout(QVBoxLayout())
    layout = window.layout()
    assert layout is not None
    layout.addWidget(label)
    layout.addWidget(button)
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    assert fitting.cut_off(window) == []
    label.setFixedHeight(12)
    button.setMaximumWidth(60)
    window.resize(301, 200)
    assert len(fitting.cut_off(window)) == 2
