"""The orders of the delivery list, by branch, with boxes to tick. Nothing in it moves or goes while it
is open: what left the list meanwhile stays where it was, and says where it is now."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidgetItem, QWidget

from app.store.screens.types.deliveries import DeliveryRow
from app.ui.deliveries import words
from app.ui.deliveries.cells import LAST, CutCells, fill, say
from app.ui.deliveries.look import style_sheet
from app.ui.deliveries.pick import PickTree
from app.ui.language import code, number, plain, tr
from app.ui.theme import font, theme

_REFERENCE = int(Qt.ItemDataRole.UserRole)
_TICKED, _NOT = Qt.CheckState.Checked, Qt.CheckState.Unchecked
#: Order, customer, phone, address, to collect, since Ready. The address takes what is left.
_WIDTHS = (212, 136, 136, 0, 160, 164)
_ADDRESS = 3
#: So many rows are written before the window goes on: a few milliseconds also on a slow PC.
BATCH = 40
_BASE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_BOX = Qt.ItemFlag.ItemIsUserCheckable


class DeliveryTree(PickTree):
    """`show_rows` sets what there is; `ticked` are references, kept through every update."""

    ticks_changed = Signal()
    #: Reference of an order that a person wants to see.
    order_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[int, QTreeWidgetItem] = {}
        self._tops: dict[str | None, QTreeWidgetItem] = {}
        self._written: dict[int, object] = {}
        self._work: Iterator[bool] | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(lambda: self._go_on(BATCH))
        self.setColumnCount(len(_WIDTHS))
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegate(CutCells(self))
        header = self.header()
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(64)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(_WIDTHS):
            if column == _ADDRESS:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.resizeSection(column, width)
        # A branch's box changes all of its rows, one after the other.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.ticks_changed)
        self.itemChanged.connect(lambda _item, _column: self._soon.start())
        self.itemActivated.connect(self._activated)
        theme.changed.connect(self._paint)
        self._paint()

    # What is shown

    def show_rows(
        self, rows: Iterable[DeliveryRow], left: Mapping[int, str], now: datetime
    ) -> None:
        """All rows by branch; those in `left` are no longer to be delivered, and say why.

        As long as the same orders stand there, only what is new of them is written: neither an eye
        nor a screen reader has to begin anew. Many at once are written in batches, the window going
        on between them; `is_whole` once all of them stand there.
        """
        self._work = self._steps(list(rows), dict(left), now)
        self._go_on(BATCH)

    @property
    def is_whole(self) -> bool:
        """True unless rows are still to be written."""
        return self._work is None

    def _go_on(self, most: int | None = None) -> None:
        """Writes so many rows, and the next ones after whatever else waits; None: all of them."""
        if self._work is None:
            return
        self.blockSignals(True)
        written = 0
        for is_new in self._work:
            written += is_new
            if written == most:
                self._next.start()
                break
        else:
            self._work = None
        self.blockSignals(False)
        self.ticks_changed.emit()

    def _steps(
        self, rows: list[DeliveryRow], left: Mapping[int, str], now: datetime
    ) -> Iterator[bool]:
        """Row by row; True for one that had to be written."""
        wanted: list[QTreeWidgetItem] = []
        seen: set[int] = set()
        for part in words.parts(rows):
            top = self._top(part, len(wanted))
            wanted.append(top)
            for at, row in enumerate(part.rows):
                seen.add(row.reference)
                gone = left.get(row.reference)
                item = self._item(top, at, row.reference)
                is_new = self._write(item, row, now, gone)
                self._give_box(item, wanted=gone is None and not part.doubtful)
                yield is_new
        for reference in self._items.keys() - seen:
            self._take(self._items.pop(reference))
            self._written.pop(reference, None)
        for branch in [key for key, top in self._tops.items() if top not in wanted]:
            top = self._tops.pop(branch)
            self.takeTopLevelItem(self.indexOfTopLevelItem(top))

    def _top(self, part: words.Part, at: int) -> QTreeWidgetItem:
        branch = None if part.doubtful else part.rows[0].branch
        top = self._tops.get(branch)
        if top is None:
            top = self._tops[branch] = QTreeWidgetItem()
            top.setFont(0, font("body", bold=True))
            with_box = _BASE | _BOX | Qt.ItemFlag.ItemIsAutoTristate
            top.setFlags(_BASE if part.doubtful else with_box)
            self.insertTopLevelItem(at, top)
            top.setFirstColumnSpanned(True)
            top.setExpanded(True)
        say(top, 0, tr("{name} ({count})", name=part.name, count=number(len(part.rows))))
        return top

    def _item(self, top: QTreeWidgetItem, at: int, reference: int) -> QTreeWidgetItem:
        """The row of this order, in its place."""
        item = self._items.get(reference)
        if item is None:
            item = self._items[reference] = QTreeWidgetItem()
            item.setFlags(_BASE)
            item.setData(0, _REFERENCE, reference)
        if top.child(at) is not item:
            self._take(item)
            top.insertChild(at, item)
        return item

    def _take(self, item: QTreeWidgetItem) -> None:
        if (above := item.parent()) is not None:
            above.removeChild(item)

    def _write(
        self, item: QTreeWidgetItem, row: DeliveryRow, now: datetime, gone: str | None
    ) -> bool:
        last = words.waited(row, now) if gone is None else gone
        say(item, LAST, last)
        # A language says the same order in other words.
        written = (row, gone is not None, code())
        if self._written.get(row.reference) == written:
            return False
        self._written[row.reference] = written
        fill(item, row, last, muted=gone is not None)
        return True

    def _give_box(self, item: QTreeWidgetItem, *, wanted: bool) -> None:
        if wanted == bool(item.flags() & _BOX):
            return
        box: Any = _NOT if wanted else None
        item.setFlags(_BASE | _BOX if wanted else _BASE)
        item.setData(0, Qt.ItemDataRole.CheckStateRole, box)

    def retranslate(self) -> None:
        """The words of the header; the rows come with the next `show_rows`."""
        self.setAccessibleName(plain(tr("Orders to deliver")))
        names = (
            tr("Order"),
            tr("Customer"),
            tr("Phone"),
            tr("Address"),
            tr("To collect"),
            tr("Since Ready"),
        )
        self.setHeaderLabels([plain(name) for name in names])

    def _paint(self) -> None:
        # With other colours everything is written anew.
        self._written.clear()
        self.setStyleSheet(style_sheet(theme.colours))

    # What is ticked

    def ticked(self) -> list[int]:
        """References of the ticked orders, as listed."""
        return [key for key, item in self._items.items() if item.checkState(0) is _TICKED]

    def can_be_ticked(self) -> list[int]:
        """References of the orders that have a box."""
        return [key for key, item in self._items.items() if item.flags() & _BOX]

    def tick_all(self, on: bool) -> None:
        """Ticks every box, or none; also those of rows that are still to be written."""
        self._go_on()
        self.blockSignals(True)
        for key in self.can_be_ticked():
            self._items[key].setCheckState(0, _TICKED if on else _NOT)
        self.blockSignals(False)
        self.viewport().update()
        self.ticks_changed.emit()

    # By hand

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the row whichever of its cells has the focus; Enter opens the order."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Qt would go on to press a button of the dialog.
            self._activated(item)
        elif event.key() != Qt.Key.Key_Space or item is None:
            super().keyPressEvent(event)
        else:
            self.toggle(item)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard finds a row to begin with."""
        super().focusInEvent(event)
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)

    def _activated(self, item: QTreeWidgetItem) -> None:
        reference = item.data(0, _REFERENCE)
        if reference is not None:
            self.order_wanted.emit(int(reference))
