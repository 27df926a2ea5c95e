"""A tree whose boxes can be ticked by a screen reader or dictation as by mouse and keyboard."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

_TICKED, _NOT = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PickTree(QTreeWidget):
    """Through accessibility Qt only selects a cell, or takes that back: here it ticks the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # With whole rows Qt selects another row than the one that is pressed through accessibility.
        self.setSelectionBehavior(PickTree.SelectionBehavior.SelectItems)
        self._by_hand = False
        self._picked: list[QPersistentModelIndex] = []
        self._left: list[QPersistentModelIndex] = []

    def event(self, event: QEvent) -> bool:
        """Keys and focus: Qt selects as it should."""
        before, self._by_hand = self._by_hand, True
        try:
            return super().event(event)
        finally:
            self._by_hand = before

    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse, likewise."""
        before, self._by_hand = self._by_hand, True
        try:
            return super().viewportEvent(event)
        finally:
            self._by_hand = before

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """By hand whole rows are selected."""
        return super().selectionCommand(index, event) | QItemSelectionModel.SelectionFlag.Rows

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """What was selected by none of these was picked through accessibility."""
        super().selectionChanged(selected, deselected)
        if self._by_hand:
            return
        if not self._picked and not self._left:
            # Qt takes away a former selection first: only both together tell what was meant.
            QTimer.singleShot(0, self, self._pick)
        self._picked += [QPersistentModelIndex(each) for each in selected.indexes()]
        self._left += [QPersistentModelIndex(each) for each in deselected.indexes()]

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Only the program and a hand move it."""
        super().currentChanged(current, previous)
        self._picked, self._left = [], []

    def _pick(self) -> None:
        # Some may have gone meanwhile.
        meant = [each for each in self._picked or self._left[:1] if each.isValid()]
        self._picked, self._left = [], []
        if meant:
            self._by_hand = True
            # So that the next press selects again: to take that back is not always told.
            self.clearSelection()
            self._by_hand = False
        for each in meant:
            self.toggle(self.itemFromIndex(each))

    def toggle(self, item: QTreeWidgetItem) -> None:
        """Ticks the box of a row that has one, or takes the tick away."""
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            item.setCheckState(0, _NOT if item.checkState(0) is _TICKED else _TICKED)
