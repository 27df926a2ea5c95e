"""The middle of the window: the live queue with its filters, its search and its empty states."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.errors import AppError
from app.store.screens.types.branches import BranchRow
from app.store.screens.types.queue import Group, QueueRow
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import tr
from app.ui.queue import states
from app.ui.queue.bar import FilterBar
from app.ui.queue.caller import Caller
from app.ui.queue.empty import Empty
from app.ui.queue.menu import menu
from app.ui.queue.model import QueueModel
from app.ui.queue.search import Search
from app.ui.queue.table import QueueTable
from app.ui.theme import GRID

#: Time columns are renewed so often.
MINUTE = timedelta(minutes=1)
_OPEN = (Group.NEEDS_YOU, Group.WAITING, Group.SENDING)


class QueueView(Translated):
    """Listens to the bridge by itself. `model.countsChanged` tells the numbers of the chips."""

    #: Reference of the order a person chose.
    chosen = Signal(int)
    #: str | None: the branch (by reference) that is shown alone, when the queue itself changed it.
    branch_shown = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._loaded = False
        self._group: Group | None = None
        self._branch: str | None = None
        self._names: dict[str, str] = {}
        self._last_order_at: datetime | None = None
        self._silent_tills = ""
        self._minute = bridge.now() + MINUTE
        self.model = QueueModel(bridge.now, self)
        self.bar = FilterBar()
        self.message = Banner("warn")
        self.message.hide()
        self.caller = Caller(bridge)
        self.table = QueueTable(self.model)
        self.empty = Empty(self._show_all)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        layout = column(self.bar, self.message, self.caller, self._pages, gap=GRID)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.table)
        self._search = Search(bridge, self._failed, self._name_of, self)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tick)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._bridge.loaded.connect(self._load)
        self._bridge.changed.connect(self._change)
        self._bridge.standing.connect(self._stands)
        self._bridge.branches.connect(self._name)
        self.model.countsChanged.connect(self.bar.show_counts)
        self.model.countsChanged.connect(self._show)
        self.model.placed.connect(self._show)
        self.model.modelReset.connect(self._show)
        self.bar.group_wanted.connect(self.show_group)
        self.bar.branch_left.connect(self._leave_branch)
        self.bar.search.textChanged.connect(self._search.look_for)
        self.bar.search.left.connect(self.table.setFocus)
        self._search.found.connect(self._found)
        self._search.tills.connect(self._tills)
        self.caller.wanted.connect(self._open)
        self.table.chosen.connect(self.chosen)
        self.table.menu_wanted.connect(self._menu)

    # From outside

    def show_branch(self, reference: str | None) -> None:
        """Shows one branch only; None shows all."""
        self._branch = reference
        self.bar.show_branch(None if reference is None else self._name_of(reference))
        self.model.set_filter(self._group, reference)

    def show_group(self, group: Group | None) -> None:
        """Shows one group only; None shows all. A search ends."""
        self._group = group
        self.bar.search.clear()
        self.bar.show_group(group)
        self.model.set_filter(group, self._branch)

    def select(self, reference: int) -> None:
        """Marks an order and brings it into sight, through filters if need be. Emits nothing."""
        if not self.table.choose(reference) and self.model.key_of(reference) is not None:
            self._show_all()
            self.table.choose(reference)

    def retranslate(self) -> None:
        """All words anew."""
        self.table.setAccessibleName(tr("Orders"))
        self.model.retold()
        self._show()

    # From the bridge

    def _load(self, rows: list[QueueRow]) -> None:
        self._loaded = True
        self.model.load(rows)
        self._plan()

    def _change(self, rows: list[QueueRow]) -> None:
        # A change before the load is part of the load.
        if self._loaded:
            self.model.upsert(rows)
            self._search.again()
            self._plan()

    def _stands(self, standing: Standing) -> None:
        if standing.last_order_at != self._last_order_at:
            self._last_order_at = standing.last_order_at
            self._show()

    def _name(self, branches: list[BranchRow]) -> None:
        self._names = {branch.reference: branch.name for branch in branches}
        if self._branch is not None:
            self.bar.show_branch(self._name_of(self._branch))

    def _name_of(self, reference: str) -> str:
        known = self._names.get(reference) or self.model.orders().branch_name(reference)
        return known or reference

    # Time

    def _plan(self) -> None:
        """One timer to the next moment at which something changes on screen."""
        now = self._bridge.now()
        moments = [at for at in (self.model.orders().next_due(),) if at is not None]
        if self.isVisible():
            moments.append(self._minute)
        if not moments:
            self._timer.stop()
            return
        # Never far ahead: the clock may be set, and the PC may have slept.
        wait = min(max(min(moments) - now, timedelta(milliseconds=50)), 60 * MINUTE)
        self._timer.start(round(wait.total_seconds() * 1000))

    def _tick(self) -> None:
        now = self._bridge.now()
        if now >= self._minute or self._minute - now > MINUTE:
            self._minute = now + MINUTE
        self.model.tick(now)
        self._show()
        self._plan()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not seen was not renewed."""
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is renewed for nobody."""
        super().hideEvent(event)
        self._plan()

    # Search

    def _found(self, rows: list[QueueRow] | None) -> None:
        self.message.hide()
        self.bar.show_group(self._group, searching=rows is not None)
        self.model.set_found(rows)
        self.caller.look_for(self._search.text if rows else "")
        self._show()

    def _tills(self, lines: str) -> None:
        self._silent_tills = lines
        self._show()

    def _open(self, reference: int) -> None:
        self.table.choose(reference)
        self.chosen.emit(reference)

    def _failed(self, error: AppError) -> None:
        title, remedy = texts.error(error)
        self.message.say(title, remedy)
        self.message.show()

    # What is seen

    def _show(self) -> None:
        """The table, or why there is none."""
        if self._loaded and self.model.rowCount():
            self.empty.spinner.stop()
            self._pages.setCurrentWidget(self.table)
            return
        self._say_empty()
        self._pages.setCurrentWidget(self.empty)

    def _say_empty(self) -> None:
        counts = self.model.counts()
        if not self._loaded:
            states.loading(self.empty)
        elif self._search.text:
            states.not_found(self.empty, self._silent_tills)
        elif not len(self.model.orders()):
            states.no_orders(self.empty, self._last_order())
        elif self._group in (None, *_OPEN) and not any(counts[group] for group in _OPEN):
            states.all_sent(self.empty, self._last_order())
        elif self._group is Group.NEEDS_YOU:
            states.no_trouble(self.empty)
        else:
            states.none_here(self.empty)

    def _last_order(self) -> str:
        latest = self._last_order_at or self.model.orders().latest()
        return states.last_order(latest, self._bridge.now())

    def _show_all(self) -> None:
        if self._branch is not None:
            self._leave_branch()
        self.show_group(None)
        self.table.setFocus()

    def _leave_branch(self) -> None:
        self.show_branch(None)
        self.branch_shown.emit(None)

    def _menu(self, reference: int, at: QPoint) -> None:
        key = self.model.key_of(reference)
        index = self.model.index_of(key) if key is not None else None
        if index is None or not index.isValid():
            return
        row = self.model.row_at(index)
        only = None if row.branch == self._branch else partial(self._only, row.branch)
        menu(self, row, only).popup(at)

    def _only(self, branch: str) -> None:
        self.show_branch(branch)
        self.branch_shown.emit(branch)
