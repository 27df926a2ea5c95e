"""The chooser beside the window: all, some or none of the orders of one question go."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from app.core.errors import AppError
from app.store.screens.types.queue import QueueRow
from app.store.screens.types.standing import GapQuestion, Standing
from app.ui import texts
from app.ui.branches.look import style_sheet
from app.ui.bridge import Bridge
from app.ui.gaps import words
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.choices import Choices
from app.ui.kit.label import Label
from app.ui.language import plain, tr
from app.ui.theme import theme

_ROLE = Qt.ItemDataRole.UserRole
_TALLEST, _NARROWEST = 380, 640
#: Without room around, or the list would scroll by just that much; the help is but an icon.
_STYLE = """
QListWidget { padding: 0; }
QPushButton[slim="true"] { padding: 6px 7px; }
QPushButton[slim="true"]:focus { padding: 5px 6px; }
"""


class GapDialog(QDialog):
    """Follows the ledger: who leaves the question leaves the list. The sending never waits for it."""

    #: Somebody wants to know what is asked.
    help_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._asked: GapQuestion | None = None
        self._rows: list[QueueRow] = []
        #: What the last answer skipped, for whoever thinks again.
        self._skipped: list[int] = []
        self._build()
        bridge.standing.connect(self.show_standing)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _build(self) -> None:
        self.told = Banner("good")
        self.told.hide()
        self.title = Label(size="title", bold=True)
        self.text = Label()
        self.list = Choices(_TALLEST, ticks=True)
        # Not of the dialog: it has to grow with the words on its buttons.
        self.list.setMinimumWidth(_NARROWEST)
        self.list.itemChanged.connect(self._count)
        self.none_button = Button()
        self.none_button.clicked.connect(lambda: self._answer([]))
        self.all_button = Button()
        self.all_button.clicked.connect(lambda: self._answer(self._references()))
        self.some_button = Button(kind="primary")
        self.some_button.clicked.connect(lambda: self._answer(self.ticked()))
        self.later_button = Button(kind="quiet")
        self.later_button.clicked.connect(self.close)
        self.help_button = Button(kind="quiet", icon_name="circle-question-mark", key="F1")
        self.help_button.clicked.connect(self.help_wanted)
        self.help_button.setProperty("slim", True)
        buttons = (self.later_button, self.none_button, self.all_button, self.some_button)
        for button in (self.help_button, *buttons):
            # Enter on a list is not a decision.
            button.setAutoDefault(False)
        line = row(self.help_button, None, *buttons)
        self.setLayout(
            column(self.told, self.title, self.text, self.list, None, line, gap=12, margins=24)
        )
        self.list.setFocus()

    def _restyle(self) -> None:
        self.setStyleSheet(style_sheet(theme) + _STYLE)

    # What is asked

    def show_standing(self, standing: Standing) -> None:
        """The question as it stands now; the next one when it is answered."""
        known = {each.subject: each for each in standing.gaps}
        same = known.get(self._asked.subject) if self._asked is not None else None
        fresh = same or words.first(standing)
        if fresh == self._asked:
            return
        self._asked = fresh
        self._jobs.start("read", self._read, replace=True)

    async def _read(self) -> None:
        # Here: imports the ledger's libraries, which must not load before the first paint.
        from app.store.screens.gaps import gap_orders

        asked = self._asked
        rows = await self._bridge.read(gap_orders, asked.subject) if asked is not None else []
        self._show_rows(rows or [])

    def _show_rows(self, rows: list[QueueRow]) -> None:
        ticked = set(self.ticked())
        self._rows = rows
        self.list.blockSignals(True)
        self.list.clear()
        for each in rows:
            item = QListWidgetItem(self.list)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            on = each.reference in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setData(_ROLE, each.reference)
        self.list.blockSignals(False)
        if rows:
            self.list.choose(0)
        self.retranslate()
        self.list.fit()
        self.adjustSize()

    def ticked(self) -> list[int]:
        """References of the ticked orders, as listed."""
        items = (self.list.item(index) for index in range(self.list.count()))
        return [
            int(item.data(_ROLE)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def _references(self) -> list[int]:
        return [each.reference for each in self._rows]

    # What is shown

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        asked = self._asked if self._rows else None
        self.setWindowTitle(tr("Orders that were not sent"))
        self.title.say(
            words.title(asked) if asked is not None else tr("Nothing is asked any more.")
        )
        self.text.setVisible(asked is not None)
        if asked is not None:
            went = tr("%n younger order(s) go by themselves.", n=asked.waiting)
            rest = tr("What is not sent is skipped; that can be undone for each order.")
            self.text.say(f"{went} {rest}" if asked.waiting else rest)
        self.list.setVisible(asked is not None)
        self.list.setAccessibleName(tr("Orders that were not sent"))
        now = self._bridge.now()
        self.list.blockSignals(True)
        for index, each in enumerate(self._rows):
            text, item = words.lines(each, now), self.list.item(index)
            item.setText(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(text.replace("\n", ", ")))
        self.list.blockSignals(False)
        for button in (self.none_button, self.all_button, self.some_button):
            button.setVisible(asked is not None)
        self.help_button.say("", tr("Help"))
        self.none_button.say(tr("Send none"))
        self.all_button.say(tr("Send all (%n)", n=len(self._rows)))
        self.later_button.say(tr("Decide later") if asked is not None else tr("Close"))
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language. (`Translated` is a QWidget of its own: no two bases.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.told.hide()
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begins anew: what was answered before is of no interest."""
        if not event.spontaneous():
            self.told.hide()
            self.list.setFocus()
        super().showEvent(event)

    def _count(self) -> None:
        ticked = len(self.ticked())
        self.some_button.setEnabled(ticked > 0)
        self.some_button.say(
            tr("Send the chosen ones (%n)", n=ticked) if ticked else tr("Send the chosen ones")
        )

    # What a person decides

    def _answer(self, go: list[int]) -> None:
        stay = [reference for reference in self._references() if reference not in go]
        self._jobs.start("answer", lambda: self._decide(go, stay))

    async def _decide(self, go: list[int], stay: list[int]) -> None:
        answer = await self._bridge.do("answer-gap", go=go, stay=stay)
        done = set(answer.get("done", ()))
        self._skipped = [reference for reference in stay if reference in done]
        self._tell(len(done.intersection(go)), len(self._skipped), len(answer.get("failed", ())))
        self._bridge.refresh()

    def _tell(self, went: int, skipped: int, failed: int) -> None:
        said = [tr("%n order(s) go to OTO.", n=went)] if went else []
        if skipped:
            said.append(tr("%n order(s) are skipped.", n=skipped))
        text = ""
        if failed:
            text = tr(
                "%n order(s) did not go: they have changed meanwhile. See the queue.", n=failed
            )
        self.told.say(" ".join(said), text, "warn" if failed else "good")
        undo = ((tr("Undo"), "normal", self._undo),) if skipped else ()
        self.told.offer(*undo)
        self.told.show()

    def _undo(self) -> None:
        self._jobs.start("answer", self._unskip)

    async def _unskip(self) -> None:
        await self._bridge.do("orders", action="unskip", references=self._skipped)
        self.told.hide()
        self._bridge.refresh()

    def _failed(self, error: AppError) -> None:
        self.told.say(*texts.error(error), "bad")
        self.told.offer()
        self.told.show()
