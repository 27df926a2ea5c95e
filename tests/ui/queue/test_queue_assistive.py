"""What a screen reader reads of the queue, and does to it."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge
from app.ui.queue.cells import Column
from app.ui.queue.view import QueueView
from tests.ui.assistive import pressed
from tests.ui.fakes import FakeBridge
from tests.ui.queue.making import make_row


@pytest.fixture
def view(qtbot: QtBot) -> QueueView:
    bridge = FakeBridge()
    made = QueueView(cast(Bridge, bridge))
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    bridge.loaded.emit([make_row(1, customer="Sara"), make_row(2, 5)])
    return made


def places(view: QueueView) -> list[int]:
    """Where the cells are among the children of the table, row by row."""
    told = QAccessible.queryAccessibleInterface(view.table)
    every = range(told.childCount())
    return [at for at in every if told.child(at).role() is QAccessible.Role.Cell]


def cells(view: QueueView) -> list[tuple[str, bool]]:
    """The cells of the first row: each with whether it shows."""
    told = QAccessible.queryAccessibleInterface(view.table)
    found = [told.child(at) for at in places(view)[: len(Column)]]
    return [(one.text(QAccessible.Text.Name), not one.state().invisible) for one in found]


@pytest.mark.parametrize("width", [1000, 700, 560, 420])
def test_every_cell_can_be_read_in_any_width(view: QueueView, width: int) -> None:
    view.resize(width, 500)
    said = ["#1 · 103001", "Al Yasmin", "Sara", "86.25 SAR", "now", "Waiting"]
    assert cells(view) == [(each, True) for each in said]


def test_what_is_folded_takes_no_room(view: QueueView) -> None:
    wide = view.table.columnWidth(Column.CUSTOMER)
    view.resize(420, 500)
    assert view.table.columnWidth(Column.BRANCH) == 1
    assert 120 < view.table.columnWidth(Column.CUSTOMER) < wide
    view.resize(1000, 500)
    assert view.table.columnWidth(Column.BRANCH) == 120
    assert view.table.columnWidth(Column.CUSTOMER) == wide


def test_an_order_whose_panel_was_closed_is_chosen_again(view: QueueView) -> None:
    told: list[int] = []
    view.chosen.connect(told.append)
    first, second = places(view)[0], places(view)[len(Column)]
    for times in (1, 2):
        pressed(view.table, first)
        assert told == [48001] * times
        view.table.leave()
        assert not view.table.selectedIndexes()
    pressed(view.table, second)
    assert told[2:] == [48002]


def test_after_its_panel_was_closed_mouse_and_keys_go_on_from_an_order(view: QueueView) -> None:
    told: list[int] = []
    view.chosen.connect(told.append)
    at = view.table.visualRect(view.model.index(0, 0)).center()
    for times in (1, 2):
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert told == [48001] * times
        view.table.leave()
    # What changes meanwhile neither chooses it nor loses its place.
    cast(FakeBridge, view._bridge).changed.emit([make_row(3, 9)])
    assert not view.table.selectedIndexes()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert told[2:] == [48002]
