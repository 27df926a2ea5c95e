"""The order panel: one order, followed live, with what a person can do about it."""

from collections.abc import Callable, Coroutine, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.core.errors import AppError
from app.store.screens.types.card import OrderCard
from app.store.screens.types.queue import QueueRow
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.box import Card, column
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import tr
from app.ui.order import deeds
from app.ui.order.asked import Asked
from app.ui.order.buttons import ASKED_AT_OTO, ASKED_TWICE, Buttons
from app.ui.order.cities import KnownCities
from app.ui.order.column import OrderColumn
from app.ui.order.told import Told

#: Milliseconds between two looks at the clock while an order is shown: minutes are counted.
MINUTES = 20_000


class _Keep(Enum):
    KEEP = 0


class OrderPanel(Translated):
    """`show(reference)` chooses an order, `show(None)` none; `show()` is Qt's own.

    It follows `bridge.changed`. Nothing that is typed is lost by an update.
    """

    closed = Signal()
    #: The branch (its reference) for which a pickup location is to be chosen.
    door_wanted = Signal(str)
    #: Another order was chosen from inside the panel, by its reference.
    chosen = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self.reference: int | None = None
        self.card: OrderCard | None = None
        self._stale = self._missing = False
        self._cities = KnownCities(bridge, self._jobs, self._offer_cities)
        self.banner = Told()
        self.asked = Asked()
        self.column = OrderColumn()
        self.buttons = Buttons()
        self._empty = Label(tone="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clock = QTimer(self, interval=MINUTES)
        self._clock.timeout.connect(self._render)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        full = QWidget()
        above = column(self.banner, self.asked, margins=(12, 12, 12, 0))
        below = column(self.buttons, margins=(16, 8, 16, 12))
        full.setLayout(column(above, self.column, below, gap=0))
        nothing = QWidget()
        nothing.setLayout(column(None, self._empty, None, margins=24))
        self._pages = QStackedLayout()
        self._pages.addWidget(nothing)
        self._pages.addWidget(full)
        # Inside, not as a second base: PySide makes no object of two of Qt's classes.
        surface = Card()
        surface.setLayout(self._pages)
        self.setLayout(column(surface))

    def _connect(self) -> None:
        self._bridge.changed.connect(self._changed)
        self._bridge.loaded.connect(self._loaded)
        self.column.head.closed.connect(self.closed)
        self.column.customer.neighbour_wanted.connect(self._other)
        self.column.fix.mended.connect(self._mend)
        self.column.fix.asked.connect(self._ask)
        self.column.fix.door_wanted.connect(self.door_wanted)
        self.column.fix.cities_wanted.connect(self._cities.want)
        self.column.questions.cities_wanted.connect(self._cities.want)
        self.column.questions.answered.connect(self._answer)
        self.buttons.asked.connect(self._ask)
        self.asked.confirmed.connect(self._do)

    def show(self, reference: int | _Keep | None = _Keep.KEEP) -> None:
        """Chooses the order to be shown; without an argument shows the widget itself."""
        if isinstance(reference, _Keep):
            super().show()
            return
        if reference == self.reference:
            self._reload()
            return
        self.reference, self.card, self._missing = reference, None, False
        self.banner.forget()
        self.asked.hide()
        self.column.start_over()
        self._render()
        if reference is not None:
            self._jobs.start("read", self._read, replace=True)

    def retranslate(self) -> None:
        for part in (self, self.column.area):
            part.setAccessibleName(tr("Order"))
        self._render()
        self.banner.retranslate()

    # What is shown

    def _changed(self, rows: Sequence[QueueRow]) -> None:
        if any(row.reference == self.reference for row in rows):
            self._reload()

    def _loaded(self, _rows: object) -> None:
        self._reload()

    def _reload(self) -> None:
        if self.reference is not None and not self._jobs.start("read", self._read):
            # One reading at a time; what changes meanwhile is read once more.
            self._stale = True

    async def _read(self) -> None:
        # Here: imports the ledger's libraries, which must not load before the first paint.
        from app.store.screens.card import card

        while self.reference is not None:
            self._stale = False
            reference = self.reference
            found = await self._bridge.read(card, reference)
            if reference != self.reference:
                continue
            self.card, self._missing = found, found is None
            self._render()
            if not self._stale:
                return

    def _render(self) -> None:
        found = self.card
        self._pages.setCurrentIndex(0 if found is None else 1)
        if found is None:
            self._clock.stop()
            self._empty.say(self._nothing())
            return
        offered = self.column.render_card(found, self._bridge.now())
        self.buttons.render_actions(found.actions, offered)
        self.asked.render_card(found)
        if self.isVisible():
            self._clock.start()

    def _nothing(self) -> str:
        if self._missing:
            return texts.error(AppError("unknown_order", reference=self.reference))[1]
        # While it is being read nothing is said: that takes less than a blink.
        return "" if self.reference else tr("Choose an order to see why it is where it is.")

    def showEvent(self, event: QShowEvent) -> None:
        self._render()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        super().hideEvent(event)

    # What a person does

    def _other(self, reference: int) -> None:
        self.show(reference)
        self.chosen.emit(reference)

    def _ask(self, verb: str) -> None:
        if self.card is None:
            return
        if verb in ASKED_TWICE or (verb in ASKED_AT_OTO and self.card.row.state == "sent"):
            self.asked.ask(verb, self.card)
        else:
            self._do(verb)

    def _do(self, verb: str) -> None:
        if self.reference is not None:
            reference = self.reference
            self._work(lambda: deeds.press(self._bridge, reference, verb))

    def _mend(self, fields: dict[str, str]) -> None:
        if self.card is None:
            return
        row = self.card.row

        async def work() -> None:
            await deeds.mend(self._bridge, row.reference, fields, row.state)
            if self.reference == row.reference:
                self.column.fix.start_over()
                self.banner.tell(lambda: ("good", tr("Saved for this order."), ""))

        self._work(work)

    def _answer(self, topic: str, subject: str, value: str) -> None:
        async def work() -> None:
            await deeds.answer(self._bridge, topic, subject, value)
            self.banner.tell(lambda: ("good", tr("Your answer is remembered."), ""))

        self._work(work)

    def _work(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """One thing at a time; then the order is read anew."""
        self.asked.hide()
        if self._jobs.busy("work"):
            return
        self.banner.forget()
        self._show_busy(True)
        self._jobs.start("work", work, done=self._worked)

    def _worked(self) -> None:
        self._show_busy(False)
        self._reload()

    def _show_busy(self, busy: bool) -> None:
        self.column.show_busy(busy)
        self.buttons.show_busy(busy)

    def _offer_cities(self, names: Sequence[str]) -> None:
        self.column.fix.offer_cities(names)
        self.column.questions.offer_cities(names)

    # What is told

    def _failed(self, found: AppError) -> None:
        if found.code in ("phone_unusable", "unknown_city"):
            self.column.fix.refuse()
        self.banner.tell(lambda: ("bad", *texts.error(found)))
