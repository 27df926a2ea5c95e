"""Above what a phone number finds: one sentence to say to the customer who calls."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.store.screens.types.card import Neighbour, OrderCard
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import ltr, plain, spoken, tr
from app.ui.order import sentences

#: So many other orders of the same phone are named.
_OTHERS = 2


class Caller(Translated):
    """Hidden unless a phone is searched for and one of its orders is recent."""

    #: Reference of the order that is to be opened.
    wanted = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._text = ""
        self._card: OrderCard | None = None
        self.banner = Banner("info")
        self.setLayout(column(self.banner))
        self.hide()

    def look_for(self, text: str) -> None:
        """What is searched for, as soon as it is found; "" once the search is over."""
        self._text = text
        if text:
            self._jobs.start("read", self._read, replace=True)
        else:
            self._jobs.cancel()
            self._show(None)

    async def _read(self) -> None:
        # Here: imports the ledger's libraries, which must not load before the first paint.
        from app.store.screens.calling import calling

        self._show(await self._bridge.read(calling, self._text))

    def _show(self, card: OrderCard | None) -> None:
        self._card = card
        self.setVisible(card is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Says the sentence anew."""
        card = self._card
        if card is None:
            return
        row = card.row
        said = sentences.for_customer(card)
        number = ltr(spoken(row.number, row.check_number))
        lines = [tr("Say this to the customer of {number}.", number=number)]
        lines += [_other(each) for each in card.neighbours[:_OTHERS]]
        self.banner.say(said, "\n".join(lines))
        reference, words = row.reference, plain(said)
        self.banner.offer(
            (tr("Copy"), "normal", lambda: QGuiApplication.clipboard().setText(words)),
            (tr("Open the order"), "normal", lambda: self.wanted.emit(reference)),
        )

    def _failed(self, _error: AppError) -> None:
        """The rows below stand without it."""
        self._show(None)


def _other(found: Neighbour) -> str:
    number = ltr(spoken(found.number, found.check_number))
    said = sentences.neighbour(found.minutes_earlier)
    state = texts.state(found.state)
    return tr("{sentence}: {number}, {state}", sentence=said, number=number, state=state)
