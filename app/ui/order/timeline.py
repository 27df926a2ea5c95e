"""The history of an order: every event and attempt with its time."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.store.screens.types.card import EventRow
from app.ui import texts
from app.ui.kit.box import row
from app.ui.kit.button import Button
from app.ui.kit.label import level
from app.ui.language import day_and_time, ltr, plain, tr
from app.ui.order.parts import Pool, Section, Text

#: So many lines until somebody asks for all: an evening's retries fill pages.
AT_FIRST = 30


class EventLine(QWidget):
    """A time and what happened then."""

    def __init__(self) -> None:
        super().__init__()
        self._time = Text(size="small", tone="muted", wrap=False)
        self._time.setMinimumWidth(48)
        self._text = Text(size="small")
        layout = row(self._time, self._text, gap=8)
        layout.setStretch(1, 1)
        layout.setAlignment(self._time, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)

    def say(self, found: EventRow, now: datetime) -> None:
        """Shows it."""
        at, text = day_and_time(found.at, now), texts.event(found)
        self._time.say(ltr(at))
        self._text.say(text)
        level(self._time, self._text)
        self.setAccessibleName(plain(tr("{time}: {what}", time=at, what=text)))


class Timeline(Section):
    """Newest first; the older ones behind a button."""

    def __init__(self) -> None:
        self._lines: Pool[EventLine] = Pool(EventLine, gap=4)
        self.more = Button(kind="link")
        self.more.clicked.connect(self._show_all)
        super().__init__(self._lines.layout, row(self.more, None))
        self._all = False
        self._events: Sequence[EventRow] = ()
        self._now: datetime | None = None

    def start_over(self) -> None:
        """Another order: its newest lines first."""
        self._all = False

    def render_events(self, events: Sequence[EventRow], now: datetime) -> None:
        """Shows them; `events` is oldest first."""
        self._events, self._now = events, now
        self.name(tr("History"))
        shown = list(reversed(events))
        hidden = 0 if self._all else max(0, len(shown) - AT_FIRST)
        shown = shown[: len(shown) - hidden]
        for line, found in zip(self._lines.fit(len(shown)), shown, strict=True):
            line.say(found, now)
        self.more.setVisible(hidden > 0)
        self.more.say(tr("Show %n earlier line(s)", n=hidden))

    def _show_all(self) -> None:
        self._all = True
        if self._now is not None:
            self.render_events(self._events, self._now)
