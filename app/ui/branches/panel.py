"""The list of branches: a switch each, how many orders wait there, and what keeps them."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import AppError
from app.store.screens.types.branches import BranchRow
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.branches.flow import Flow
from app.ui.branches.item import BranchItem
from app.ui.branches.list import BranchList
from app.ui.branches.look import style_sheet
from app.ui.bridge import Bridge
from app.ui.icons import icon
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spinner import Spinner
from app.ui.kit.words import Translated
from app.ui.language import number, plain, tr
from app.ui.theme import GRID, theme

#: From so many branches on there is a field to search them.
SEARCH_FROM = 8


class BranchesPanel(Translated):
    """`branch_chosen`: the reference whose orders alone are to be shown, None for all."""

    branch_chosen = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._rows: Sequence[BranchRow] | None = None
        self._chosen: str | None = None
        self._door_wanted: str | None = None
        self._minute = ""
        self.flow = Flow(bridge, self)
        self.flow.failed.connect(self._failed)
        self.list = BranchList(bridge.now, self._fits)
        self.list.made.connect(self._made)
        self.flow.opened.connect(self.list.see)
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
        self._glass = self.search.addAction(
            icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._glass.triggered.connect(self.search.setFocus)
        self.search.textChanged.connect(self._filter)
        self.message = Banner("bad")
        self.message.hide()
        self.nothing = Label(tone="muted")
        self.again = Button(icon_name="refresh-cw")
        self.again.clicked.connect(self._read_again)
        self.spinner = Spinner()
        self.footer = Label(size="small", tone="muted")
        top = row(self.title, None, self.show_all, margins=(8, 0, 8, 0))
        self._empty = QWidget()
        words = column(self.nothing, row(self.again, self.spinner, None), gap=12, margins=8)
        self._empty.setLayout(words)
        foot = row(self.footer, margins=(8, 0, 8, 0))
        whole = column(top, self.search, self.message, self._empty, self.list, foot, gap=GRID)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.spinner.start()

    # News

    def _show_rows(self, rows: Sequence[BranchRow]) -> None:
        self._rows = rows
        self.list.show_rows(rows)
        for item in self.list:
            self.flow.updated(item)
        if self.search.text():
            self.list.filter()
        if self._chosen is not None and self._chosen not in {found.reference for found in rows}:
            self.choose(None)
        self._show_state()

    def _made(self, item: BranchItem) -> None:
        item.show_chosen(item.row.reference == self._chosen)
        item.pressed.connect(lambda: self._pressed(item))
        self.flow.follow(item)
        if item.row.reference == self._door_wanted:
            self.choose_door(self._door_wanted)

    def _stands(self, standing: Standing) -> None:
        self.flow.standing = standing
        self.list.show_generation(v1=self.flow.v1)
        for item in self.list:
            self.flow.updated(item)

    def _was_polled(self, _at: datetime) -> None:
        """Ages and ends of pauses go by minutes."""
        minute = self._bridge.now().strftime("%H:%M")
        if minute != self._minute:
            self._minute = minute
            self.list.show_time()

    # What is shown

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.title.say(tr("Branches"))
        self.show_all.say(tr("Show all"))
        self.search.setPlaceholderText(plain(tr("Search branches")))
        self.search.setAccessibleName(plain(tr("Search branches")))
        self._glass.setText(plain(tr("Search branches")))
        self.again.say(tr("Read again"))
        for part in (self, self.list.area):
            part.setAccessibleName(plain(tr("Branches")))
        self.message.hide()
        self._show_state()

    def _show_state(self) -> None:
        rows = self._rows
        found = any(self._fits(each) for each in rows or ())
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
        self.list.filter()
        self._show_state()

    def _fits(self, found: BranchRow) -> bool:
        rows = self._rows or ()
        wanted = self.search.text().strip()
        if not wanted or len(rows) < SEARCH_FROM:
            return True
        from app.core.contact import search_fold

        text = f"{found.name} {found.name_localized or ''} {found.reference}"
        return search_fold(wanted) in search_fold(text)

    # What is done

    def _pressed(self, item: BranchItem) -> None:
        reference = item.row.reference
        self.choose(None if reference == self._chosen else reference)

    def choose(self, reference: str | None) -> None:
        """Shows the orders of one branch alone, or of all."""
        if reference == self._chosen:
            return
        self._chosen = reference
        for item in self.list:
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

    def item(self, reference: str) -> BranchItem | None:
        """The item of a branch, once it is made."""
        return self.list.item(reference)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The panel itself has nothing to type on: a switch takes the focus."""
        super().focusInEvent(event)
        self.list.focus_first()

    def _read_again(self) -> None:
        self.spinner.start()
        self._jobs.start("branches", lambda: self._bridge.do("branches"), done=self.spinner.stop)

    def _look(self) -> None:
        self.setStyleSheet(style_sheet(theme))

    def _failed(self, error: AppError) -> None:
        self.message.say(*texts.error(error))
        self.message.offer((tr("Close"), "normal", self.message.hide))
        self.message.show()
