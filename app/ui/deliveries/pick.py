"""A tree whose boxes can be ticked by a screen reader or dictation as by mouse and keyboard."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from app.ui.kit.hand import Hand, Indexes, hide_items

_TICKED, _NOT = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class PickTree(QTreeWidget):
    """Through accessibility Qt only selects a cell, or takes that back: here it ticks the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # With whole rows Qt selects another row than the one that is pressed through accessibility.
        self.setSelectionBehavior(PickTree.SelectionBehavior.SelectItems)
        self._hand = Hand(self, self._pick)

    def event(self, event: QEvent) -> bool:
        """Keys and focus."""
        with self._hand:
            return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse."""
        with self._hand:
            return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """With the dialog it is in."""
        super().hideEvent(event)
        hide_items(self, event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """By hand whole rows are selected."""
        return super().selectionCommand(index, event) | QItemSelectionModel.SelectionFlag.Rows

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """What was selected by none of these was picked through accessibility."""
        super().selectionChanged(selected, deselected)
        self._hand.note(selected, deselected)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Only the program and a hand move it."""
        super().currentChanged(current, previous)
        self._hand.forget()

    def _pick(self, selected: Indexes, left: Indexes) -> None:
        meant = selected or left[:1]
        if meant:
            # So that the next press selects again: to take that back is not always told.
            with self._hand:
                self.clearSelection()
        for each in meant:
            self.toggle(self.itemFromIndex(each))

    def toggle(self, item: QTreeWidgetItem) -> None:
        """Ticks the box of a row that has one, or takes the tick away."""
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            item.setCheckState(0, _NOT if item.checkState(0) is _TICKED else _TICKED)
