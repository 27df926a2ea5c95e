"""Tells what is selected by hand from what is selected through accessibility.

A screen reader or dictation can only select a cell of a Qt list, or take that back; to whoever asks
for it this means a press. A view enters `Hand` while it handles its own events, and notes here each
change of its selection: what was selected outside of all events was pressed.
"""

from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QItemSelection, QPersistentModelIndex, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractItemView

Indexes = list[QPersistentModelIndex]


class Hand:
    """`pressed` gets the cells that were selected and those no longer so, as far as they still are
    there; it may select in its turn only inside of `with`, or that counts as a press too."""

    def __init__(
        self, view: QAbstractItemView, pressed: Callable[[Indexes, Indexes], None]
    ) -> None:
        self._view, self._pressed = view, pressed
        self._deep = 0
        self._selected: Indexes = []
        self._left: Indexes = []

    def __enter__(self) -> None:
        """From here on Qt selects as it should: keys, mouse, the program."""
        self._deep += 1

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._deep -= 1

    def note(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """The selection has changed."""
        if self._deep:
            return
        if not self._selected and not self._left:
            # Qt takes away a former selection first: only both together tell what was meant.
            QTimer.singleShot(0, self._view, self._tell)
        self._selected += [QPersistentModelIndex(each) for each in selected.indexes()]
        self._left += [QPersistentModelIndex(each) for each in deselected.indexes()]

    def forget(self) -> None:
        """What was noted last was no press after all."""
        self._selected, self._left = [], []

    def _tell(self) -> None:
        # Some may have gone meanwhile.
        both = [[each for each in part if each.isValid()] for part in (self._selected, self._left)]
        self.forget()
        self._pressed(*both)


def hide_items(view: QAbstractItemView, event: QHideEvent) -> None:
    """To a screen reader the items of a hidden view show as long as it has a size: that is all Qt
    goes by. What lays the view out gives it its size back once it is shown again."""
    if not event.spontaneous():
        view.resize(0, 0)
        view.updateGeometry()
