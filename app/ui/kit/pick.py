"""A list whose items can be picked by a screen reader or dictation as by mouse and keyboard."""

from PySide6.QtCore import QEvent, QItemSelection, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem


class PickList(QListWidget):
    """Through accessibility Qt only selects an item, or takes that back: nothing follows it. Here
    an item with a box is ticked by that, or the tick taken away; any other becomes the current."""

    def __init__(self, *, ticks: bool = False) -> None:
        super().__init__()
        if ticks:
            # Qt lets nobody take back the only selection of a list of single ones.
            self.setSelectionMode(PickList.SelectionMode.ExtendedSelection)
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

    def choose(self, row: int) -> None:
        """The program's choice (`setCurrentRow`, which has two signatures)."""
        before, self._by_hand = self._by_hand, True
        try:
            self.setCurrentRow(row)
        finally:
            self._by_hand = before

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

    def _pick(self) -> None:
        # Some may have gone meanwhile.
        picked, left = self._there(self._picked), self._there(self._left)
        self._picked, self._left = [], []
        if self.selectionMode() is PickList.SelectionMode.SingleSelection:
            for item in self.selectedItems():
                self.setCurrentItem(item)
            return
        for item in picked + left:
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self._by_hand = True
        for item in picked + left:
            item.setSelected(item in left)
        self._by_hand = False

    def _there(self, indexes: list[QPersistentModelIndex]) -> list[QListWidgetItem]:
        return [self.item(each.row()) for each in indexes if each.isValid()]
