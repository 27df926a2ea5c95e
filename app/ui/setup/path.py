"""The set-up path: one thing a screen, following what is stored (design.md section 1)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from app.store.screens.types.standing import Standing
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, level, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import mark, tr
from app.ui.setup.currency_box import CurrencyBox
from app.ui.setup.foodics_box import FoodicsBox
from app.ui.setup.form import Form
from app.ui.setup.oto_box import OtoBox
from app.ui.setup.screens import Intro, LastScreen, Screen
from app.ui.setup.start_box import StartBox
from app.ui.setup.step_row import ORDER, StepRow

if TYPE_CHECKING:
    from app.store.queries import Reader

#: Branches Activation and Start sending share the last screen.
_LAST = 3


class SetupPath(Translated):
    """`branches` is the widget with the switches. It goes on by itself when a step is done, here or
    elsewhere, and keeps what was typed."""

    #: "Try it first".
    practice_wanted = Signal()
    #: en or ar
    language_wanted = Signal(str)
    #: Sending has started.
    finished = Signal()

    def __init__(self, bridge: Bridge, branches: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, lambda _error: None)
        self._standing: Standing | None = None
        self._page = 0
        self._ended = False
        self._told_by: Form | None = None
        self.foodics = FoodicsBox(bridge)
        self.oto = OtoBox(bridge)
        self.currency = CurrencyBox(bridge, before_start=True)
        self.start = StartBox(bridge)
        self.intro = Intro()
        self.steps = StepRow()
        self.note = Banner("good")
        self.note.offer()
        self.note.hide()
        self.back = Button(key="Ctrl+PgUp")
        self.next = Button(key="Ctrl+PgDown")
        self._heading = Label(size="title", bold=True, wrap=False)
        self.english, self.arabic = Button("English", "chip"), Button("العربية", "chip")
        self._stack = QStackedWidget()
        self._fill(branches)
        self._connect()
        self.retranslate()
        self._show(0)

    def _fill(self, branches: QWidget) -> None:
        for screen in (
            Screen(
                mark("Foodics"),
                mark("Paste the access token of Foodics."),
                self.foodics,
                self.intro,
            ),
            Screen(mark("OTO"), mark("Enter OTO's Retailer ID and Token."), self.oto),
            Screen(mark("Currency"), mark("In which currency does OTO collect?"), self.currency),
            LastScreen(branches, self.start),
        ):
            self._stack.addWidget(screen)
        group = QButtonGroup(self)
        for button in (self.english, self.arabic):
            button.setCheckable(True)
            group.addButton(button)
        top = row(self._heading, None, level(self.english, self.arabic))
        bottom = row(self.back, None, self.next)
        layout = column(
            top, self.steps, self.note, self._stack, bottom, gap=8, margins=(24, 12, 24, 12)
        )
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.intro.practice_wanted.connect(self.practice_wanted)
        self.english.clicked.connect(lambda: self._want("en"))
        self.arabic.clicked.connect(lambda: self._want("ar"))
        self.steps.wanted.connect(self._wanted)
        self.back.clicked.connect(lambda: self._wanted(self._page - 1))
        self.next.clicked.connect(lambda: self._wanted(self._page + 1))
        for box in (self.foodics, self.oto, self.currency):
            box.saved.connect(lambda box=box: self._saved(box))
        self.start.started.connect(self._finish)

    @property
    def page(self) -> int:
        """Which screen is shown: 0 Foodics, 1 OTO, 2 currency, 3 branches and start."""
        return self._page

    def retranslate(self) -> None:
        """All texts of the frame."""
        self._heading.say(tr("Set up OTO Companion"))
        self.back.say(tr("Back"))
        self.next.say(tr("Next"))
        # Each language is named in itself, for who cannot read the other one.
        self.english.setChecked(language.code() == "en")
        self.arabic.setChecked(language.code() == "ar")
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        """The arrows of Back and Next follow the direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        """The app id may have been set meanwhile."""
        super().showEvent(event)
        self._look_for_app_id()

    def show_standing(self, standing: Standing) -> None:
        """Follows what is stored: starts where it stopped, goes on when a step is done."""
        before, self._standing = self._standing, standing
        for box in (self.foodics, self.oto, self.currency, self.start):
            box.show_standing(standing)
        was = _reached(before) if before is not None else -1
        now = _reached(standing)
        self._ended = self._ended and standing.step is None
        if before is None:
            self._look_for_app_id()
        if standing.step is None:
            self._finish()
        elif now != was:
            self._follow()
        self._mark()

    def _follow(self) -> None:
        """To the first step that is not done; not before a box has ended its work."""
        if self._standing is None or self.currency.busy:
            return
        target = min(_reached(self._standing), _LAST)
        if target != self._page:
            self._show(target)

    def _saved(self, box: Form) -> None:
        self._told_by = box
        index = (self.foodics, self.oto, self.currency).index(box)
        if self._standing is not None and _reached(self._standing) > index:
            # It was done before already, or the ledger's word came first.
            self._follow()
        self._bridge.refresh()

    def _finish(self) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit()

    def _wanted(self, index: int) -> None:
        page = min(index, _LAST)
        if 0 <= page <= min(self._done(), _LAST):
            self._show(page)

    def _show(self, page: int) -> None:
        came_on = page > self._page
        self._page = page
        self._stack.setCurrentIndex(page)
        self._say_note(came_on=came_on)
        self._mark()
        (self.foodics, self.oto, self.currency, self.start)[page].setFocus()

    def _say_note(self, *, came_on: bool) -> None:
        """What was just achieved stays in sight on the next screen."""
        outcome = self._told_by.outcome if self._told_by is not None and came_on else None
        self.note.setVisible(outcome is not None)
        if outcome is None:
            self._told_by = None
        else:
            self.note.say(outcome.title, outcome.text, outcome.kind)

    def _mark(self) -> None:
        done = self._done()
        here = done if self._page == _LAST and done >= _LAST else self._page
        self.steps.show_steps(done, min(here, len(ORDER) - 1))
        self.back.setVisible(self._page > 0)
        self.next.setVisible(self._page < _LAST)
        self.next.setEnabled(self._page < min(done, _LAST))
        rtl = language.is_rtl()
        self.back.set_icon("arrow-right" if rtl else "arrow-left")
        self.next.set_icon("arrow-left" if rtl else "arrow-right")
        # Its arrow stands behind the word.
        directions = Qt.LayoutDirection
        self.next.setLayoutDirection(directions.LeftToRight if rtl else directions.RightToLeft)
        if self._told_by is not None and self.note.isVisible():
            self._say_note(came_on=True)

    def _done(self) -> int:
        if self._standing is None:
            return 0
        return _reached(self._standing)

    def _want(self, code: str) -> None:
        # The choice is shown when it holds.
        self.retranslate()
        self.language_wanted.emit(code)

    def _look_for_app_id(self) -> None:
        async def look() -> None:
            self.foodics.show_client_id(await self._bridge.read(_app_id) or "")

        if self._standing is not None:
            self._jobs.start("app-id", look)


def _reached(standing: Standing) -> int:
    """How many steps are done."""
    return len(ORDER) if standing.step is None else ORDER.index(standing.step)


def _app_id(reader: "Reader") -> str:
    return reader.settings.foodics_client_id
