"""The queue as a table: sorted, filtered, changed row by row.

While the pointer is over the queue (`hold`) rows change in place and keep the place they have; what
has to move, come or go is remembered and done when the hold ends.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.store.screens.types.queue import Group, QueueRow
from app.ui.language import tip, tr
from app.ui.queue import cells
from app.ui.queue.cells import HEADERS, Column
from app.ui.queue.fresh import Fresh
from app.ui.queue.orders import Orders
from app.ui.queue.places import NOWHERE, Place, Places

Index = QModelIndex | QPersistentModelIndex

_ROLE = int(Qt.ItemDataRole.UserRole)
#: The QueueRow, its Group now, and whether it came a moment ago.
ROW, GROUP, FRESH = _ROLE + 1, _ROLE + 2, _ROLE + 3
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
#: The whole order in one sentence, at its first cell; a cell's name is just what it shows.
_SENTENCE = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_TEXTS = (_DISPLAY, _ACCESSIBLE, _SENTENCE, _TOOL_TIP)


class QueueModel(Places):
    """`clock` tells Foodics' time; time alone moves rows only in `tick`."""

    #: dict[Group, int]: the numbers per group changed (of the branch that is shown).
    countsChanged = Signal(object)  # noqa: N815 - named as Qt names what it belongs to

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._orders = Orders()
        self._found: dict[int, QueueRow] | None = None
        self._late: set[int] = set()
        self._counts = dict.fromkeys(Group, 0)
        self._group: Group | None = None
        self._branch: str | None = None
        self._held = False
        self._fresh = Fresh(self._past, self)
        #: First and last row that can be seen; the view sets it. Only their time cells are renewed.
        self.visible: Callable[[], tuple[int, int]] = lambda: (0, self.rowCount() - 1)

    # What comes in

    def load(self, rows: Iterable[QueueRow]) -> None:
        """The queue as a whole, instead of what was there."""
        self._orders.replace(rows, self._clock())
        self._anew()

    def upsert(self, rows: Iterable[QueueRow]) -> None:
        """Orders that changed or are new, as they are now."""
        now = self._clock()
        changed: dict[int, None] = {}
        for row in rows:
            if self._orders.row(row.key) == row:
                continue
            before = self._orders.group(row.key)
            self._orders.put(row, now)
            after = self._orders.group(row.key)
            if before is None or (after is Group.NEEDS_YOU and before is not after):
                self._fresh.add(row.key)
            changed[row.key] = None
        self._apply(list(changed))

    def set_filter(self, group: Group | None, branch: str | None) -> None:
        """Shows one group, one branch (by reference), both, or all."""
        if (group, branch) != (self._group, self._branch):
            self._group, self._branch = group, branch
            self._anew()

    def set_found(self, rows: Iterable[QueueRow] | None) -> None:
        """Shows what a search over the whole ledger found, unfiltered; None ends that."""
        if rows is not None or self._found is not None:
            self._found = None if rows is None else {row.key: row for row in rows}
            self._anew()

    def tick(self, now: datetime) -> None:
        """Time went on: rows whose patience ran out move, time cells are renewed."""
        due = self._orders.fall_due(now)
        for key in due:
            self._fresh.add(key)
        self._apply(due)
        first, last = self.visible()
        last = min(last, self.rowCount() - 1)
        if 0 <= first <= last:
            begin, end = self.index(first, Column.TIME), self.index(last, Column.TIME)
            self.dataChanged.emit(begin, end, [_DISPLAY])

    def hold(self, held: bool) -> None:
        """While held no row moves, comes or goes."""
        self._held = held
        if self._late and not held:
            late, self._late = self._late, set()
            self.place(late)

    def retold(self) -> None:
        """The language changed: every text is another one."""
        last = len(Column) - 1
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, last))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    # What is asked

    def counts(self) -> dict[Group, int]:
        """How many orders each group has (of the branch that is shown), whatever is filtered."""
        return dict(self._counts)

    def orders(self) -> Orders:
        """All that are known, shown or not; to be read only."""
        return self._orders

    def row_at(self, index: Index) -> QueueRow:
        """The order in a row of the table."""
        return self._row(self.key_at(index.row()))

    def index_of(self, key: int) -> QModelIndex:
        """The first cell of an order; not valid if it is not shown."""
        row = self.row_of(key)
        return NOWHERE if row is None else self.index(row, 0)

    def key_of(self, reference: int) -> int | None:
        """The key of an order by its reference, shown or not."""
        known = self._orders.key_of(reference)
        if known is None and self._found:
            known = next((k for k, row in self._found.items() if row.reference == reference), None)
        return known

    # The table

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Plain texts; the order itself, its group and freshness under roles of their own."""
        if not index.isValid():
            return None
        key = self.key_at(index.row())
        if role in _TEXTS:
            row, group, now = self._row(key), self._group_of(key), self._clock()
            whole = role == _SENTENCE and index.column() == Column.NUMBER
            told = cells.sentence if whole else partial(cells.text, column=index.column())
            said = told(row, group, now=now)
            return tip(said) if role == _TOOL_TIP else said
        own = _OWN.get(role)
        return None if own is None else own(self, key)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Names of the columns."""
        named = role in (_DISPLAY, _ACCESSIBLE) and orientation is Qt.Orientation.Horizontal
        return tr(HEADERS[Column(section)]) if named and 0 <= section < len(Column) else None

    # Places

    def wanted(self, key: int) -> Place | None:
        row, group = self._row(key), self._group_of(key)
        if self._found is not None:
            if key not in self._found:
                return None
        elif self._group not in (None, group) or self._branch not in (None, row.branch):
            return None
        needed = group is Group.NEEDS_YOU
        moment = (row.need_at if needed else None) or row.since
        return (0 if needed else 1, -moment.timestamp(), -key)

    def _row(self, key: int) -> QueueRow:
        known = self._orders.row(key)
        return known if known is not None else (self._found or {})[key]

    def _group_of(self, key: int) -> Group:
        return self._orders.group(key) or self._row(key).group_at(self._clock())

    def _apply(self, changed: list[int]) -> None:
        misplaced = [key for key in changed if self.is_misplaced(key)]
        # A row that comes is read when it is put in; only what was there has to be told of.
        seen = [key for key in changed if self.row_of(key) is not None]
        if self._held:
            self._late.update(misplaced)
        elif misplaced:
            self.place(misplaced)
        self._tell(seen)
        self._count()

    def _tell(self, keys: list[int], roles: list[int] | None = None) -> None:
        """One signal for each run of neighbours."""
        rows = sorted(row for row in map(self.row_of, keys) if row is not None)
        for at, row in enumerate(rows):
            if at == 0 or rows[at - 1] != row - 1:
                first = row
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                end = self.index(row, len(Column) - 1)
                self.dataChanged.emit(self.index(first, 0), end, roles or [])

    def _anew(self) -> None:
        self._late.clear()
        self.place_all(self._orders.keys() if self._found is None else self._found)
        self._count()

    def _count(self) -> None:
        counts = self._orders.counts(self._branch)
        if counts != self._counts:
            self._counts = counts
            self.countsChanged.emit(dict(counts))

    def _past(self, keys: list[int]) -> None:
        self._tell(keys, [FRESH])


_OWN: dict[int, Callable[[QueueModel, int], object]] = {
    ROW: QueueModel._row,
    GROUP: QueueModel._group_of,
    FRESH: lambda model, key: key in model._fresh,
}
