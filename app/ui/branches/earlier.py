"""Orders that were Ready before the start line: those that are ticked go."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from app.store.screens.types.queue import QueueRow
from app.ui.kit.box import Card, column
from app.ui.kit.button import Button
from app.ui.kit.choices import Choices
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import ago, amount, isolated, ltr, one_line, plain, spoken, tr

_ROLE = Qt.ItemDataRole.UserRole
_TALLEST = 264


class EarlierOrders(Translated):
    """`wanted`: list[int] of references."""

    wanted = Signal(list)
    closed = Signal()

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now
        self._rows: Sequence[QueueRow] | None = None
        self._failed = 0
        self.text = Label(bold=True)
        self.failed = Label(size="small", tone="warn")
        self.failed.hide()
        self.list = Choices(_TALLEST, ticks=True)
        self.list.itemChanged.connect(self._count)
        self.list.hide()
        self.send = Button(kind="primary")
        self.send.clicked.connect(lambda: self.wanted.emit(self.ticked()))
        self.cancel = Button()
        self.cancel.clicked.connect(self.closed)
        card = Card()
        card.setLayout(
            column(
                self.text,
                self.failed,
                self.list,
                column(self.send, self.cancel),
                gap=12,
                margins=12,
            )
        )
        self.setLayout(column(card))
        self.retranslate()

    def show_orders(self, rows: Sequence[QueueRow], now: datetime) -> None:
        """The orders there are; none is ticked."""
        self._rows, self._now = rows, now
        self.list.clear()
        for each in rows:
            item = QListWidgetItem(self.list)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_ROLE, each.reference)
        self.retranslate()
        self.list.fit()

    def show_failed(self, count: int) -> None:
        """So many of the chosen ones could not be let go."""
        self._failed = count
        self.retranslate()

    def ticked(self) -> list[int]:
        """References of the ticked orders, as listed."""
        items = (self.list.item(index) for index in range(self.list.count()))
        return [
            int(item.data(_ROLE)) for item in items if item.checkState() is Qt.CheckState.Checked
        ]

    def retranslate(self) -> None:
        """Says everything anew."""
        rows = self._rows
        if rows is None:
            self.text.say(tr("Reading the orders…"))
        elif not rows:
            self.text.say(tr("No order was Ready before."))
        else:
            self.text.say(tr("Which of these should be sent?"))
        self.failed.setVisible(self._failed > 0)
        self.failed.say(
            tr(
                "%n order(s) did not go: they have changed meanwhile. See the queue.",
                n=self._failed,
            )
        )
        self.list.setVisible(bool(rows))
        self.list.setAccessibleName(plain(tr("Orders that were Ready before")))
        for index, each in enumerate(rows or ()):
            since = ago(each.ready_at or each.since, self._now)
            lines = (
                ltr(spoken(each.number, each.check_number)),
                f"{since} · {isolated(amount(each.amount, each.currency))}",
                isolated(one_line(each.customer, 60)),
            )
            said, item = "\n".join(filter(None, lines)), self.list.item(index)
            item.setText(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, plain(said).replace("\n", ", "))
        self.cancel.say(tr("Cancel"))
        self.send.setVisible(bool(rows))
        self._count()

    def _count(self) -> None:
        ticked = len(self.ticked())
        self.send.setEnabled(ticked > 0)
        self.send.say(
            tr("Send the chosen ones (%n)", n=ticked) if ticked else tr("Send the chosen ones")
        )
