"""What is in sight stays where it is when rows come, go or move above it."""

from PySide6.QtCore import QModelIndex

from app.ui.queue.places import Places
from app.ui.theme import ROW


class Anchor:
    """Follows the row at the upper edge through one `placing` … `placed` of the model. At the very
    top there is none: what is new has to be seen there."""

    def __init__(self, model: Places) -> None:
        self._row: int | None = None
        self._offset = 0
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.rowsMoved.connect(self._moved)

    def drop(self, scrolled: int) -> None:
        """Rows are about to come, go or move; so many pixels are scrolled."""
        row, self._offset = divmod(scrolled, ROW)
        self._row = row if scrolled else None

    def weigh(self) -> int | None:
        """They did: so many pixels are to be scrolled now; None to leave it as it is."""
        row, self._row = self._row, None
        return None if row is None else row * ROW + self._offset

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        if self._row is not None and first <= self._row:
            self._row += last - first + 1

    def _removed(self, parent: QModelIndex, first: int, last: int) -> None:
        if self._row is not None and first < self._row:
            self._row -= min(last + 1, self._row) - first

    def _moved(
        self, parent: QModelIndex, first: int, last: int, there: QModelIndex, target: int
    ) -> None:
        if self._row is not None:
            self._row += (target <= self._row) - (first < self._row)
