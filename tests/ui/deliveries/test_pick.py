"""Boxes of a tree, ticked by a screen reader, by mouse, by keys and by nobody."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from app.ui.deliveries.pick import PickTree
from tests.ui.assistive import pressed

BOX = Qt.ItemFlag.ItemIsUserCheckable


@pytest.fixture
def tree(qtbot: QtBot) -> PickTree:
    """Two branches of two orders each; the last order has no box."""
    made = PickTree()
    qtbot.addWidget(made)
    made.setColumnCount(2)
    for name in ("A", "B"):
        top = QTreeWidgetItem(made, [name, ""])
        top.setFlags(top.flags() | BOX | Qt.ItemFlag.ItemIsAutoTristate)
        for number in ("1", "2"):
            item = QTreeWidgetItem(top, [name + number, "customer"])
            if name + number == "B2":
                item.setFlags(item.flags() & ~BOX)
            else:
                item.setCheckState(0, Qt.CheckState.Unchecked)
        top.setExpanded(True)
    made.show()
    return made


def items(tree: PickTree) -> list[QTreeWidgetItem]:
    tops = [tree.topLevelItem(at) for at in range(2)]
    every = [top.child(at) for top in tops if top is not None for at in range(top.childCount())]
    return [each for each in every if each is not None]


def ticked(tree: PickTree) -> list[str]:
    return [each.text(0) for each in items(tree) if each.checkState(0) is Qt.CheckState.Checked]


def press(tree: PickTree, name: str) -> None:
    """By a screen reader."""
    told = QAccessible.queryAccessibleInterface(tree)
    every = range(told.childCount())
    names = [told.child(at).text(QAccessible.Text.Name) for at in every]
    pressed(tree, names.index(name))


def test_each_press_ticks_its_own_row_and_takes_the_tick_away(tree: PickTree, qtbot: QtBot) -> None:
    so_far = [("B1", ["B1"]), ("A2", ["A2", "B1"]), ("B1", ["A2"]), ("A2", [])]

    def is_so(then: list[str]) -> bool:
        return ticked(tree) == then

    for name, then in so_far:
        press(tree, name)
        qtbot.waitUntil(partial(is_so, then))
    press(tree, "A")
    qtbot.waitUntil(lambda: ticked(tree) == ["A1", "A2"])
    assert not tree.selectedIndexes()


def test_a_row_without_a_box_gets_no_tick(tree: PickTree, qtbot: QtBot) -> None:
    press(tree, "B2")
    press(tree, "A1")
    qtbot.waitUntil(lambda: ticked(tree) == ["A1"])


def test_mouse_keys_and_the_program_select_whole_rows_and_tick_nothing(
    tree: PickTree, qtbot: QtBot
) -> None:
    first, second, third, _ = items(tree)
    beside = tree.visualItemRect(first).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert len(tree.selectedIndexes()) == 2
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentItem() is second
    tree.setCurrentItem(third)
    # Qt selects another one when the current one goes.
    above = tree.topLevelItem(1)
    assert above is not None
    above.removeChild(third)
    tree.doItemsLayout()
    press(tree, "A1")
    qtbot.waitUntil(lambda: ticked(tree) == ["A1"])
