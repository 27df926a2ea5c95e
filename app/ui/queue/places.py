"""A table whose rows have sorted places: come, go and move with the signals Qt wants for each."""

from bisect import bisect_left
from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Signal

#: (0 needs a person / 1 not, newest first, -key): ascending is the order on screen.
Place = tuple[int, float, int]

NOWHERE = QModelIndex()


class Places(QAbstractTableModel):
    """The list of places is always sorted, whatever the rows say meanwhile: a row keeps the place it
    was put at until it is put elsewhere."""

    #: Rows are about to come, go or move; and did.
    placing = Signal()
    placed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: list[Place] = []
        self._places: dict[int, Place] = {}

    def wanted(self, key: int) -> Place | None:
        """Where a row belongs now; None if it is not to be seen."""
        raise NotImplementedError

    def row_of(self, key: int) -> int | None:
        """The row in which something is shown."""
        place = self._places.get(key)
        return None if place is None else bisect_left(self._order, place)

    def key_at(self, row: int) -> int:
        """What is shown in a row."""
        return -self._order[row][2]

    def is_misplaced(self, key: int) -> bool:
        """Whether it belongs elsewhere."""
        return self._places.get(key) != self.wanted(key)

    def place(self, keys: Iterable[int]) -> None:
        """Puts all of these where they belong; neighbours that come or go together share a signal."""
        self.placing.emit()
        gone: list[Place] = []
        come: list[Place] = []
        for key in keys:
            place, wanted = self._places.get(key), self.wanted(key)
            if place == wanted:
                continue
            if place is not None and wanted is not None:
                self._move(place, wanted)
            elif place is not None:
                gone.append(place)
            elif wanted is not None:
                come.append(wanted)
        self._take_out(sorted(gone, reverse=True))
        self._put_in(sorted(come))
        self.placed.emit()

    def place_all(self, keys: Iterable[int]) -> None:
        """Everything anew: another filter, another search."""
        self.beginResetModel()
        self._order = sorted(p for p in map(self.wanted, keys) if p is not None)
        self._places = {-place[2]: place for place in self._order}
        self.endResetModel()

    def _move(self, place: Place, wanted: Place) -> None:
        source, target = bisect_left(self._order, place), bisect_left(self._order, wanted)
        moves = target not in (source, source + 1)
        if moves:
            self.beginMoveRows(NOWHERE, source, source, NOWHERE, target)
        del self._order[source]
        self._order.insert(target - (target > source), wanted)
        self._places[-wanted[2]] = wanted
        if moves:
            self.endMoveRows()

    def _take_out(self, places: list[Place]) -> None:
        """`places` from the last to the first."""
        at = 0
        while at < len(places):
            last = first = bisect_left(self._order, places[at])
            at += 1
            while at < len(places) and first > 0 and self._order[first - 1] == places[at]:
                first, at = first - 1, at + 1
            self.beginRemoveRows(NOWHERE, first, last)
            for place in self._order[first : last + 1]:
                del self._places[-place[2]]
            del self._order[first : last + 1]
            self.endRemoveRows()

    def _put_in(self, places: list[Place]) -> None:
        """`places` from the first to the last."""
        at = 0
        while at < len(places):
            row, start = bisect_left(self._order, places[at]), at
            below = self._order[row] if row < len(self._order) else None
            while at < len(places) and (below is None or places[at] < below):
                at += 1
            block = places[start:at]
            self.beginInsertRows(NOWHERE, row, row + len(block) - 1)
            self._order[row:row] = block
            self._places.update((-place[2], place) for place in block)
            self.endInsertRows()
