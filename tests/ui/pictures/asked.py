"""Scenes after an outage: the sentence on top asks, and the chooser is open."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeBridge
from tests.ui.gaps.making import ROWS, question
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import evening, settle


async def after_gap(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """No internet for 75 min; six orders became too old."""
    bridge.reads["gap_orders"] = list(ROWS)
    evening(bridge, replace(here.GOOD, gaps=(question(),)))
    bridge.loaded.emit([*here.ROWS, *ROWS])
    await settle()
    return window


async def gap_chooser(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """Which of them still go?"""
    await after_gap(window, bridge)
    window.header.help_button.click()
    await settle()
    dialog = window.dialogs.gap
    assert dialog is not None
    for row in (1, 3):
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked)
    await settle()
    return dialog
