"""A list whose items can be picked by a screen reader or dictation as by mouse and keyboard."""

from PySide6.QtCore import QEvent, QItemSelection, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QListWidget

from app.ui.kit.hand import Hand, Indexes, hide_items


class PickList(QListWidget):
    """Through accessibility Qt only selects an item, or takes that back: nothing follows it. Here
    an item with a box is ticked by that, or the tick taken away; any other becomes the current."""

    def __init__(self, *, ticks: bool = False) -> None:
        super().__init__()
        if ticks:
            # Qt lets nobody take back the only selection of a list of single ones.
            self.setSelectionMode(PickList.SelectionMode.ExtendedSelection)
        self._hand = Hand(self, self._pick)
        # Rows keep the height they had when they were measured, which may be before they show.
        self.ensurePolished()

    def event(self, event: QEvent) -> bool:
        """Keys and focus."""
        with self._hand:
            return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse."""
        with self._hand:
            return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """With the dialog or the page it is on."""
        super().hideEvent(event)
        hide_items(self, event)

    def choose(self, row: int) -> None:
        """The program's choice (`setCurrentRow`, which has two signatures)."""
        with self._hand:
            self.setCurrentRow(row)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """What was selected by none of these was picked through accessibility."""
        super().selectionChanged(selected, deselected)
        self._hand.note(selected, deselected)

    def _pick(self, selected: Indexes, left: Indexes) -> None:
        if self.selectionMode() is PickList.SelectionMode.SingleSelection:
            for item in self.selectedItems():
                self.setCurrentItem(item)
            return
        kept = [self.item(each.row()) for each in left]
        items = [self.item(each.row()) for each in selected] + kept
        for item in items:
            on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        with self._hand:
            for item in items:
                item.setSelected(item in kept)
