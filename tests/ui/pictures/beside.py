"""Scenes of what opens beside the window: help, About, the delivery list."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.licences import Part
from app.paths import resource
from app.store.screens.types.deliveries import DeliveryRow
from app.ui.deliveries.dialog import DeliveryDialog
from app.ui.main_window import MainWindow
from tests.ui.deliveries.making import make_delivery
from tests.ui.fakes import NOW, FakeBridge
from tests.ui.pictures import restaurant as here
from tests.ui.pictures.staging import evening, settle

_LICENCE = resource().parent / "LICENSE"
_OLAYA = {"branch": "B02", "branch_name": "Olaya"}
_YASMIN = {"branch": "B01", "branch_name": "فرع الياسمين"}
_SHORT, _LONG = "شارع العليا، مبنى 12", "King Abdullah Financial District, tower 4.07, gate C"


def _delivery(key: int, minutes: int, **values: object) -> DeliveryRow:
    return make_delivery(key, since=NOW - timedelta(minutes=minutes), **values)


#: By branch, the oldest first, as the ledger gives them.
_DELIVERIES = [
    _delivery(29, 18, customer="Sara Al Harbi", address=_LONG, amount_due="0.00", **_OLAYA),
    _delivery(33, 9, customer="Omar Hassan", sure=False, **_OLAYA),
    _delivery(28, 21, customer="نورة العتيبي", address=_SHORT, **_YASMIN),
    _delivery(30, 14, customer="محمد القحطاني", address=_SHORT, amount_due="132.50", **_YASMIN),
    _delivery(34, 3, customer="", state="sending", **_YASMIN),
    _delivery(27, 24, customer="Lina", maybe_at_oto=True, state="unknown", **_YASMIN),
]


async def help_page(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """How to mark an order Ready."""
    return await _helped(window, bridge)


async def help_gap(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """What is asked after an outage or a pause."""
    return await _helped(window, bridge, "gap")


async def _helped(window: MainWindow, bridge: FakeBridge, page: str = "") -> QWidget:
    evening(bridge)
    await settle()
    window.dialogs.open_help(page)
    await settle()
    found = window.dialogs.help
    assert found is not None
    return found


async def about(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """What the program is made of; in other versions it looks the same."""
    await _helped(window, bridge)
    assert window.dialogs.help is not None
    ours = Part("OTO Companion", "1.0.0", "MIT", (_LICENCE,))
    parts = [
        Part(name, "1.0", "MIT", ()) for name in ("httpx", "keyring", "Lucide", "Noto Sans", "Qt")
    ]
    with (
        patch("app.licences.ours", lambda: ours),
        patch("app.licences.parts", lambda: parts),
        patch("app.ui.about.dialog.__version__", ours.version),
    ):
        window.dialogs.help.open_about()
        await settle()
    assert window.dialogs.help.about is not None
    return window.dialogs.help.about


async def deliveries(window: MainWindow, bridge: FakeBridge) -> QWidget:
    """OTO takes no orders; two of those that wait are chosen."""
    bridge.reads["deliveries"] = list(_DELIVERIES)
    down = replace(here.GOOD.oto, state="unreachable", checked_at=NOW)
    since = NOW - timedelta(minutes=12)
    evening(bridge, replace(here.GOOD, oto=down, oto_since=since, undelivered=len(_DELIVERIES)))
    await settle()
    window.deliveries.open_list()
    await settle()
    dialog = window.deliveries.list
    assert isinstance(dialog, DeliveryDialog)
    dialog.tree.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Space):  # the whole of the first branch
        QTest.keyClick(dialog.tree, key)
    await settle()
    return dialog
