"""Watches over what needs a person: rings, notifies, shows the tray's state. It hears the bridge and
decides by `episodes`; one timer, set only while something is still to ring."""

import time
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.store.screens.types.queue import Group, QueueRow
from app.store.screens.types.standing import Standing
from app.ui.attention import sound
from app.ui.attention.episodes import Episodes
from app.ui.attention.tray import Tray
from app.ui.bridge import Bridge
from app.ui.header.sentence import sentence
from app.ui.language import one_line, plain, spoken, tr

#: The need of orders that were Ready for too long.
_TOO_OLD = "too_old"
_ANSWERS = ("ok", "unknown")
#: Seconds within which the first good look is awaited.
_FIRST_LOOK = 60.0


class Warden(QObject):
    """`mute` takes minutes (0 = sound on); `muted` tells until when, None when it is over."""

    muted = Signal(object)
    order_wanted = Signal(int)

    def __init__(
        self, bridge: Bridge, window: QWidget, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(window)
        self._bridge, self._window = bridge, window
        self.tray = Tray(self)
        self._orders, self._whole = Episodes(), Episodes()
        self._rows: dict[int, QueueRow] = {}
        self._standing: Standing | None = None
        self._trouble: AppError | None = None
        self._polled: datetime | None = None
        self._muted_until: datetime | None = None
        self._told_closing = False
        self._clock = clock
        self._began = clock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        bridge.loaded.connect(self._loaded)
        bridge.changed.connect(self._changed)
        bridge.standing.connect(self._stands)
        bridge.trouble.connect(self._troubled)
        bridge.polled.connect(self._was_polled)

    def mute(self, minutes: int) -> None:
        """No sound for so many minutes; 0 lets it sound again."""
        until = self._bridge.now() + timedelta(minutes=minutes) if minutes else None
        self._muted_until = until
        self.muted.emit(until)
        self._look()

    def seen(self, reference: int) -> None:
        """Somebody opened this order: its alarm is acknowledged."""
        for key, row in self._rows.items():
            if row.reference == reference:
                self._orders.acknowledge(self._cause(key, row))

    def asked(self) -> None:
        """Somebody looks at the question after an outage or a pause."""
        for each in self._standing.gaps if self._standing is not None else ():
            self._orders.acknowledge(each.subject)

    def acknowledge(self) -> None:
        """Somebody has seen everything that rings."""
        self._orders.acknowledge()
        self._whole.acknowledge()

    def say_still_sending(self) -> None:
        """Said once, when the window is closed and the tray goes on."""
        if not self._told_closing:
            self._told_closing = True
            self.tray.notify(
                tr("Sending goes on"),
                tr("OTO Companion stays in the tray and keeps sending. Quit it from there."),
            )

    def leave(self) -> None:
        """The end."""
        self._timer.stop()
        self.tray.leave()

    def _loaded(self, rows: list[QueueRow]) -> None:
        self._rows = {row.key: row for row in rows if row.need is not None}
        self._look()

    def _changed(self, rows: list[QueueRow]) -> None:
        for row in rows:
            if row.need is None:
                self._rows.pop(row.key, None)
            else:
                self._rows[row.key] = row
        self._look()

    def _stands(self, standing: Standing) -> None:
        self._standing = standing
        self._look()

    def _troubled(self, error: AppError | None) -> None:
        self._trouble = error
        self._look()

    def _was_polled(self, at: datetime) -> None:
        self._polled = at

    def _look(self) -> None:
        """Takes stock, rings what is due, and sleeps until the next thing is."""
        now, tick = self._bridge.now(), self._clock()
        needing = {
            key: row for key, row in self._rows.items() if row.group_at(now) is Group.NEEDS_YOU
        }
        causes: dict[Hashable, list[QueueRow]] = {}
        for key, row in needing.items():
            causes.setdefault(self._cause(key, row), []).append(row)
        begun = self._orders.see(causes, tick)
        if begun:
            self._notify_orders([row for cause in begun for row in causes[cause]])
        self._look_at_whole(now, tick)
        due = self._orders.due(tick) + self._whole.due(tick)
        if self._muted_until is not None and self._muted_until <= now:
            self._muted_until = None
            self.muted.emit(None)
        if due and self._muted_until is None:
            sound.ring()
        self._sleep(now, tick)

    def _cause(self, key: int, row: QueueRow) -> Hashable:
        """What needs a person: the order, or what it has in common with others. Orders that become
        too old one after another in one outage are one alarm, and one more when it is over."""
        standing = self._standing
        if row.need != _TOO_OLD or standing is None:
            return key
        for each in standing.gaps:
            if row.reference in each.orders:
                return each.subject
        return _TOO_OLD if self._stands_still(standing) else key

    def _stands_still(self, standing: Standing) -> bool:
        services = (standing.foodics.state, standing.oto.state)
        return standing.paused or any(state not in _ANSWERS for state in services)

    def _look_at_whole(self, now: datetime, tick: float) -> None:
        standing = self._standing
        if standing is None:
            return
        # A look from before the start says nothing; the first one since has a minute's time.
        polled = self._polled
        if polled is None and tick - self._began > _FIRST_LOOK:
            polled = standing.last_good_poll_at
        age = None if polled is None else max(0.0, (now - polled).total_seconds())
        said = sentence(standing, trouble=self._trouble, now=now, age_seconds=age)
        if self._whole.see([said.title] if said.kind == "bad" else [], tick):
            self.tray.notify(said.title, said.detail)
        kind = "warn" if said.kind == "good" and self._orders.open() else said.kind
        self.tray.show_state(kind, said.title, paused=standing.paused)

    def _notify_orders(self, rows: list[QueueRow]) -> None:
        first = rows[0]
        name = one_line(first.branch_name, 60)
        if len(rows) == 1:
            title = tr("{order} needs you", order=spoken(first.number, first.check_number))
        else:
            title = tr("%n order(s) need you", n=len(rows))
        self.tray.notify(plain(title), plain(name))

    def _sleep(self, now: datetime, tick: float) -> None:
        waits = [
            (row.need_at - now).total_seconds()
            for row in self._rows.values()
            if row.need_at is not None and row.need_at > now
        ]
        for episodes in (self._orders, self._whole):
            at = episodes.next_at()
            if at is not None:
                waits.append(at - tick)
        if self._muted_until is not None:
            waits.append((self._muted_until - now).total_seconds())
        if self._standing is not None and self._standing.active:
            waits.append(30.0)  # silence is seen although nothing tells of it
        if waits:
            self._timer.start(min(max(int(min(waits) * 1000) + 50, 250), 86_400_000))
