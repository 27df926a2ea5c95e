"""The list of branches: a switch each, how many orders wait there, and what keeps them."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.store.screens.types import BranchRow, Standing
from app.ui import texts
from app.ui.branches.flow import Flow
from app.ui.branches.item import BranchItem
from app.ui.branches.look import style_sheet
from app.ui.bridge import Bridge
from app.ui.icons import icon
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, row, scrolling
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spinner import Spinner
from app.ui.kit.words import Translated
from app.ui.language import number, plain, tr
from app.ui.theme import GRID, theme

#: From so many branches on there is a field to search them.
SEARCH_FROM = 8
#: Items are made so many at a time, so that 200 of them never hold the window up.
_AT_ONCE = 4


class BranchesPanel(Translated):
    """`branch_chosen`: the reference whose orders alone are to be shown, None for all."""

    branch_chosen = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._rows: Sequence[BranchRow] | None = None
        self._items: dict[int, BranchItem] = {}
        self._order: list[int] = []
        self._chosen: str | None = None
        self._door_wanted: str | None = None
        self._minute = ""
        self.flow = Flow(bridge, self)
        self.flow.failed.connect(self._failed)
        self.flow.opened.connect(self._see_soon)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_some)
        self._build()
        bridge.branches.connect(self._show_rows)
        bridge.standing.connect(self._stands)
        bridge.polled.connect(self._was_polled)
        self.retranslate()

    def _build(self) -> None:
        self._look()
        theme.changed.connect(self._look)
        self.title = Label(size="small", bold=True, tone="muted", wrap=False)
        self.show_all = Button(kind="link")
        self.show_all.clicked.connect(lambda: self.choose(None))
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.message = Banner("bad")
        self.message.hide()
        self.nothing = Label(tone="muted")
        self.again = Button(icon_name="refresh-cw")
        self.again.clicked.connect(self._read_again)
        self.spinner = Spinner()
        self._list: QVBoxLayout = column(gap=4)
        self._inner = QWidget()
        self._inner.setLayout(column(self._list, None, gap=0))
        self.area = scrolling(self._inner)
        self.footer = Label(size="small", tone="muted")
        top = row(self.title, None, self.show_all, margins=(8, 0, 8, 0))
        self._empty = QWidget()
        words = column(self.nothing, row(self.again, self.spinner, None), gap=12, margins=8)
        self._empty.setLayout(words)
        foot = row(self.footer, margins=(8, 0, 8, 0))
        whole = column(top, self.search, self.message, self._empty, self.area, foot, gap=GRID)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.spinner.start()

    # News

    def _show_rows(self, rows: Sequence[BranchRow]) -> None:
        self._rows = rows
        by_key = {found.key: found for found in rows}
        for key in [key for key in self._items if key not in by_key]:
            self._remove(key)
        now = self._bridge.now()
        for key, item in self._items.items():
            item.show_row(by_key[key], now, v1=self.flow.v1)
            self.flow.updated(item)
        if self._chosen is not None and self._chosen not in {found.reference for found in rows}:
            self.choose(None)
        self._make_some()
        self._show_state()

    def _make_some(self) -> None:
        """Makes the next items, in the order of the rows; old ones keep their place in it."""
        rows, now, made = self._rows or (), self._bridge.now(), 0
        for found in rows:
            if found.key in self._items:
                continue
            if made == _AT_ONCE:
                self._later.start()
                break
            self._add(found, now)
            made += 1
        order = [found.key for found in rows if found.key in self._items]
        if order != self._order:
            self._order = order
            for index, key in enumerate(order):
                item = self._items[key]
                if (there := self._list.itemAt(index)) is None or there.widget() is not item:
                    self._list.insertWidget(index, item)
                    item.setVisible(self._fits(item))
        if self._door_wanted is not None:
            self.choose_door(self._door_wanted)

    def _add(self, found: BranchRow, now: datetime) -> None:
        item = BranchItem(found, now)
        item.show_row(found, now, v1=self.flow.v1)
        item.show_chosen(found.reference == self._chosen)
        item.pressed.connect(lambda: self._pressed(item))
        self.flow.follow(item)
        self._items[found.key] = item

    def _remove(self, key: int) -> None:
        item = self._items.pop(key)
        self._order.remove(key)
        self._list.removeWidget(item)
        item.hide()
        item.deleteLater()

    def _stands(self, standing: Standing) -> None:
        before, self.flow.standing = self.flow.standing, standing
        changed = before.generation != standing.generation
        for item in self._items.values():
            if changed:
                item.show_row(item.row, self._bridge.now(), v1=self.flow.v1)
            if item.parts():
                self.flow.updated(item)

    def _was_polled(self, _at: datetime) -> None:
        """Ages and ends of pauses go by minutes."""
        now = self._bridge.now()
        minute = now.strftime("%H:%M")
        if minute != self._minute:
            self._minute = minute
            for item in self._items.values():
                item.show_row(item.row, now, v1=self.flow.v1)

    # What is shown

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.title.say(tr("Branches"))
        self.show_all.say(tr("Show all"))
        self.search.setPlaceholderText(plain(tr("Search a branch")))
        self.search.setAccessibleName(plain(tr("Search a branch")))
        self.again.say(tr("Read again"))
        self.setAccessibleName(plain(tr("Branches")))
        self.message.hide()
        self._show_state()

    def _show_state(self) -> None:
        rows = self._rows
        found = any(self._fits_row(each) for each in rows or ())
        if rows is None:
            self.nothing.say(tr("Reading the branches…"))
        elif not rows:
            self.spinner.stop()
            self.nothing.say(
                tr("Foodics shows no branches. Make one in Foodics Console, then read again.")
            )
        else:
            self.spinner.stop()
            self.nothing.say(tr("No branch has this name."))
        self._empty.setVisible(not found)
        self.again.setVisible(rows is not None and not rows)
        self.search.setVisible(rows is not None and len(rows) >= SEARCH_FROM)
        self.show_all.setVisible(self._chosen is not None)
        self.footer.setVisible(bool(rows))
        active = sum(each.active for each in rows or ())
        self.footer.say(
            tr("{active} of {all} active", active=number(active), all=number(len(rows or ())))
        )

    def _filter(self) -> None:
        for item in self._items.values():
            item.setVisible(self._fits(item))
        self._show_state()

    def _fits(self, item: BranchItem) -> bool:
        return self._fits_row(item.row)

    def _fits_row(self, found: BranchRow) -> bool:
        rows = self._rows or ()
        wanted = self.search.text().strip()
        if not wanted or len(rows) < SEARCH_FROM:
            return True
        from app.core.contact import search_fold

        text = f"{found.name} {found.name_localized or ''} {found.reference}"
        return search_fold(wanted) in search_fold(text)

    def _see_soon(self, part: QWidget) -> None:
        """Scrolls to what has opened, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._see(part))

    def _see(self, part: QWidget) -> None:
        layout = self._inner.layout()
        if layout is not None:
            layout.activate()
        # What is taller than the list is seen from its top.
        self.area.ensureWidgetVisible(part, 0, GRID)
        bar, top = self.area.verticalScrollBar(), part.mapTo(self._inner, QPoint()).y()
        bar.setValue(min(bar.value(), max(0, top - GRID)))

    # What is done

    def _pressed(self, item: BranchItem) -> None:
        reference = item.row.reference
        self.choose(None if reference == self._chosen else reference)

    def choose(self, reference: str | None) -> None:
        """Shows the orders of one branch alone, or of all."""
        if reference == self._chosen:
            return
        self._chosen = reference
        for item in self._items.values():
            item.show_chosen(item.row.reference == reference)
        self._show_state()
        self.branch_chosen.emit(reference)

    def choose_door(self, reference: str) -> None:
        """Opens the chooser of pickup locations of a branch, from elsewhere in the window."""
        self._door_wanted = None
        self.search.clear()
        item = self.item(reference)
        if item is not None:
            self.flow.choose_door(item)
            item.switch.setFocus()
        elif any(found.reference == reference for found in self._rows or ()):
            self._door_wanted = reference

    def reveal(self, reference: str) -> None:
        """Scrolls to a branch and puts the focus on its switch."""
        if (item := self.item(reference)) is not None:
            self.area.ensureWidgetVisible(item)
            item.switch.setFocus()

    def item(self, reference: str) -> BranchItem | None:
        """The item of a branch."""
        items = self._items.values()
        return next((item for item in items if item.row.reference == reference), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus goes to the branch that stands still, else to the first."""
        super().focusInEvent(event)
        items = [self._items[key] for key in self._order if not self._items[key].isHidden()]
        stopped = [item for item in items if item.row.active and item.row.stopped]
        for item in (stopped or items)[:1]:
            self.area.ensureWidgetVisible(item)
            item.switch.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read_again(self) -> None:
        self.spinner.start()
        self._jobs.start("branches", lambda: self._bridge.do("branches"), done=self.spinner.stop)

    def _look(self) -> None:
        self.setStyleSheet(style_sheet(theme))

    def _failed(self, error: AppError) -> None:
        self.message.say(*texts.error(error))
        self.message.offer((tr("Close"), "normal", self.message.hide))
        self.message.show()
