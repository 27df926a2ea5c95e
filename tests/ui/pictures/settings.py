"""Scenes of the settings, page by page."""

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.doctor.check import failed, ok, wrong
from app.ui.main_window import MainWindow
from tests.ui.fakes import FakeBridge
from tests.ui.pictures.staging import evening, settle

_CHECKS = [
    ok("directory", "can_be_written", path="C:\\Users\\nakhla\\AppData\\Local\\OTO Companion"),
    ok("disk", "free", megabytes=48_512),
    ok("backup", "backup_newest", name="ledger-2026-11-23.db"),
    wrong("door", "door_missing", branch="B04", option="--pickup CODE"),
    failed("name", AppError("dns", service="OTO", host="api.tryoto.com"), service="OTO"),
    ok("ledger", "ledger_read", version=14),
    ok("clock", "clock_behind", seconds=2),
    ok("certificate", service="Foodics"),
    ok("foodics_token", "token_accepted", business="مطاعم نخلة الرياض"),
]


async def connections(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """The page they open on: Foodics and OTO."""
    return await _opened(window, bridge)


async def sending(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """The settings of sending."""
    return await _opened(window, bridge, "sending")


async def look(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """Language, colours, digits."""
    return await _opened(window, bridge, "look")


async def this_pc(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """What the program is to this PC."""
    bridge.answers["pc"] = {"sign_in": "off", "system": "win32", "awake": False}
    return await _opened(window, bridge, "pc")


async def check_up(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """What the doctor found: two things to do."""
    bridge.checks = list(_CHECKS)
    return await _opened(window, bridge, "checkup")


async def _opened(window: MainWindow, bridge: FakeBridge, page: str = "") -> QWidget:
    evening(bridge)
    await settle()
    window.dialogs.open_settings(page)
    await settle()
    dialog = window.dialogs.settings
    assert dialog is not None
    return dialog
