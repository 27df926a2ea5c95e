"""The items of the list: made a few at a time, kept and changed in place, never rebuilt."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.store.screens.types.branches import BranchRow
from app.ui.branches.item import BranchItem
from app.ui.kit.box import column, scrolling
from app.ui.theme import GRID

#: Items are made so many at a time, so that 200 of them never hold the window up.
_AT_ONCE = 4


class BranchList(QWidget):
    """`made`: a new item, before it is shown. `fits` says which rows are to be seen."""

    made = Signal(BranchItem)

    def __init__(self, now: Callable[[], datetime], fits: Callable[[BranchRow], bool]) -> None:
        super().__init__()
        self._now, self._fits = now, fits
        self._rows: Sequence[BranchRow] = ()
        self._items: dict[int, BranchItem] = {}
        self._order: list[int] = []
        self._v1 = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_some)
        self._column: QVBoxLayout = column(gap=4)
        self._inner = QWidget()
        self._inner.setLayout(column(self._column, None, gap=0))
        self.area: QScrollArea = scrolling(self._inner)
        self.setLayout(column(self.area))

    def __iter__(self) -> Iterator[BranchItem]:
        return iter([self._items[key] for key in self._order])

    def item(self, reference: str) -> BranchItem | None:
        """The item of a branch, once it is made."""
        return next((item for item in self if item.row.reference == reference), None)

    def show_rows(self, rows: Sequence[BranchRow]) -> None:
        """What the ledger holds now, in this order."""
        self._rows = rows
        by_key = {found.key: found for found in rows}
        for key in [key for key in self._items if key not in by_key]:
            self._remove(key)
        now = self._now()
        for key, item in self._items.items():
            item.show_row(by_key[key], now, v1=self._v1)
        self._make_some()

    def show_time(self) -> None:
        """Ages and ends of pauses, as they are now."""
        now = self._now()
        for item in self:
            item.show_row(item.row, now, v1=self._v1)

    def show_generation(self, *, v1: bool) -> None:
        """OTO's first generation lacks cities where the second lacks pickup locations."""
        if v1 != self._v1:
            self._v1 = v1
            self.show_time()

    def filter(self) -> None:
        """Shows the items that fit."""
        for item in self:
            item.setVisible(self._fits(item.row))

    def _make_some(self) -> None:
        made = [found for found in self._rows if found.key not in self._items]
        if len(made) > _AT_ONCE:
            self._later.start()
        fresh = []
        for found in made[:_AT_ONCE]:
            item = BranchItem(found, self._now())
            item.show_row(found, self._now(), v1=self._v1)
            self._items[found.key] = item
            fresh.append(item)
        order = [found.key for found in self._rows if found.key in self._items]
        if order != self._order:
            self._order = order
            self._arrange()
        for item in fresh:
            self.made.emit(item)

    def _arrange(self) -> None:
        for index, item in enumerate(self):
            there = self._column.itemAt(index)
            if there is None or there.widget() is not item:
                self._column.insertWidget(index, item)
                item.setVisible(self._fits(item.row))

    def _remove(self, key: int) -> None:
        item = self._items.pop(key)
        self._order.remove(key)
        self._column.removeWidget(item)
        item.hide()
        item.deleteLater()

    # Where one looks

    def see(self, part: QWidget) -> None:
        """Scrolls to a part, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._see(part))

    def _see(self, part: QWidget) -> None:
        layout = self._inner.layout()
        if layout is not None:
            layout.activate()
        # What is taller than the list is seen from its top.
        self.area.ensureWidgetVisible(part, 0, GRID)
        bar, top = self.area.verticalScrollBar(), part.mapTo(self._inner, QPoint()).y()
        bar.setValue(min(bar.value(), max(0, top - GRID)))

    def focus_first(self) -> None:
        """The focus goes to the branch that stands still, else to the first."""
        items = [item for item in self if not item.isHidden()]
        stopped = [item for item in items if item.row.active and item.row.stopped]
        for item in (stopped or items)[:1]:
            self.area.ensureWidgetVisible(item)
            item.switch.setFocus(Qt.FocusReason.ShortcutFocusReason)
