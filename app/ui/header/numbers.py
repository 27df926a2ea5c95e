"""The second line: today's numbers, how old the last check is, how the two services are doing."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from app.store.screens.types.queue import Group
from app.store.screens.types.standing import Standing
from app.ui.header.chip import Chip
from app.ui.icons import icon
from app.ui.kit.box import row
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import amount, number, tr
from app.ui.theme import GRID, font, theme

#: From so many seconds on the median is said in minutes.
_IN_MINUTES = 120


class Numbers(Translated):
    """`checked` is written by the header, which knows the time."""

    def __init__(self) -> None:
        super().__init__()
        self._standing = Standing()
        self._counts: Mapping[Group, int] = {}
        self.sent = Label(size="small", wrap=False)
        self.waiting = Label(size="small", wrap=False)
        self._icon = QLabel()
        self.needs = Label(size="small", wrap=False)
        self.median = Label(size="small", tone="muted", wrap=False)
        self.credit = Label(size="small", tone="muted", wrap=False)
        self.checked = Label(size="small", tone="muted", wrap=False)
        self.foodics, self.oto = Chip("Foodics"), Chip("OTO")
        needs = row(self._icon, self.needs, gap=4)
        numbers = row(self.sent, self.waiting, needs, self.median, self.credit, gap=2 * GRID)
        state = row(self.checked, self.foodics, self.oto, gap=2 * GRID)
        self.setLayout(row(numbers, None, state))
        theme.changed.connect(self._paint_icon)
        self._paint_icon()
        self.retranslate()

    def show_standing(self, standing: Standing) -> None:
        """Today's numbers and the services."""
        if standing != self._standing:
            self._standing = standing
            self.retranslate()

    def show_counts(self, counts: Mapping[Group, int]) -> None:
        """How many orders are in each group of the queue."""
        if counts != self._counts:
            self._counts = dict(counts)
            self.retranslate()

    def say_checked(self, text: str) -> None:
        """How old the last good check is."""
        if text != self.checked.text():
            self.checked.say(text)
            self._fit()

    def retranslate(self) -> None:
        """Says everything anew."""
        standing, counts = self._standing, self._counts
        self.sent.say(tr("At OTO today {count}", count=number(standing.sent_today)))
        waiting = counts.get(Group.WAITING, 0) + counts.get(Group.SENDING, 0)
        self.waiting.say(tr("Waiting {count}", count=number(waiting)))
        needs = counts.get(Group.NEEDS_YOU, 0)
        self.needs.say(tr("Needs you {count}", count=number(needs)))
        self.needs.tone("bad" if needs else "")
        self.needs.setFont(font("small", bold=needs > 0))
        self._icon.setVisible(needs > 0)
        seconds = standing.median_seconds
        if seconds is not None:
            soon = seconds < _IN_MINUTES
            time = tr("%n s", n=seconds) if soon else tr("%n min", n=seconds // 60)
            self.median.say(tr("Ready → OTO usually {time}", time=time))
        credit = ""
        if standing.credit is not None:
            credit = tr("Credit at OTO {credit}", credit=amount(standing.credit, None))
        self.credit.say(credit)
        self.credit.tone("warn" if standing.credit_low else "muted")
        self.oto.show_more(credit)
        self.foodics.show_service(standing.foodics)
        self.oto.show_service(standing.oto)
        self._fit()

    def _fit(self) -> None:
        """What matters least gives way where there is no room: the credit, then the median."""
        parts = (self.sent, self.waiting, self.needs, self.checked, self.foodics, self.oto)
        wanted = sum(part.sizeHint().width() + 2 * GRID for part in parts) + 3 * GRID
        for part, known in self._yielding():
            wanted += part.sizeHint().width() + 2 * GRID
            part.setVisible(known and wanted <= self.width())

    def _yielding(self) -> tuple[tuple[Label, bool], ...]:
        known = self._standing.median_seconds is not None
        return (self.median, known), (self.credit, self._standing.credit is not None)

    def minimumSizeHint(self) -> QSize:
        """What may give way never makes the window wider."""
        found = super().minimumSizeHint()
        shown = [part for part, _ in self._yielding() if not part.isHidden()]
        room = sum(part.sizeHint().width() + 2 * GRID for part in shown)
        return QSize(found.width() - room, found.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, more to read."""
        super().resizeEvent(event)
        self._fit()

    def _paint_icon(self) -> None:
        self._icon.setPixmap(icon("triangle-alert", "bad").pixmap(16, 16))
