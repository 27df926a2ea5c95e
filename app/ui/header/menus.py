"""The buttons with a menu on top of the window: Pause, and the bell."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

from PySide6.QtCore import QEvent, QTime, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.menu import reachable
from app.ui.kit.spin import TimeField
from app.ui.kit.words import Translated
from app.ui.language import clock, plain, tr

#: Minutes offered for a pause and for silence.
PAUSES = (15, 30, 60)
MUTES = (15, 60)


def utc_text(moment: datetime) -> str:
    """A moment as verbs of the engine take it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def length(minutes: int) -> str:
    """So many minutes, in words of a menu."""
    return tr("%n hour(s)", n=minutes // 60) if minutes % 60 == 0 else tr("%n minutes", n=minutes)


class PauseMenu(QMenu):
    """For how long; end of the business day first. `chosen` has the arguments of the verb."""

    chosen = Signal(dict)
    time_wanted = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        day_ends_at: Callable[[], datetime | None],
        parent: QWidget | None = None,
        *,
        lengths: tuple[int, ...] = PAUSES,
        until_time: bool = True,
    ) -> None:
        super().__init__(parent)
        self._now, self._ends = now, day_ends_at
        self._lengths, self._until_time = lengths, until_time
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """The offers as they hold now."""
        self.clear()
        now, ends = self._now(), self._ends()
        if ends is not None and ends > now:
            text = tr("Until the end of the business day ({time})", time=clock(ends))
            self._offer(text, {"until_at": utc_text(ends)})
        for minutes in self._lengths:
            # Counted from the choice, not from when the menu was opened.
            action = self.addAction(plain(length(minutes)))
            action.triggered.connect(lambda _=False, m=minutes: self._for(m))
        if self._until_time:
            self.addAction(tr("Until a time…")).triggered.connect(self.time_wanted)
        self._offer(tr("Until I resume"), {})

    def _offer(self, text: str, arguments: dict[str, str]) -> None:
        self.addAction(plain(text)).triggered.connect(lambda: self.chosen.emit(arguments))

    def _for(self, minutes: int) -> None:
        self.chosen.emit({"until_at": utc_text(self._now() + timedelta(minutes=minutes))})


class TimeDialog(QDialog):
    """Until which time of the business's day. `chosen` is HH:MM."""

    chosen = Signal(str)

    def __init__(self, now: datetime, offset_minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        local = now.astimezone(timezone(timedelta(minutes=offset_minutes)))
        proposed = local + timedelta(minutes=60 - local.minute % 30)
        self.time = TimeField()
        self.time.setTime(QTime(proposed.hour, proposed.minute))
        self.words = Label()
        self.pause = Button(kind="primary")
        self.pause.setDefault(True)
        self.pause.clicked.connect(self.accept)
        self._cancel = Button()
        self._cancel.clicked.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.time.time().toString("HH:mm")))
        self.finished.connect(self.deleteLater)
        buttons = row(None, self._cancel, self.pause)
        self.setLayout(column(self.words, self.time, buttons, gap=16, margins=24))
        self.setMinimumWidth(320)
        self.retranslate()

    def retranslate(self) -> None:
        """Says everything anew."""
        self.setWindowTitle(tr("Pause until a time"))
        self.words.say(tr("Sending pauses until this time and goes on by itself then."))
        self.time.setAccessibleName(tr("Pause until"))
        self.pause.say(tr("Pause"))
        self._cancel.say(tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language. (`Translated` is a QWidget of its own: no two bases.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class Bell(Translated):
    """Whether it rings, and the choice of silence. `wanted`: minutes without sound, 0 = sound on."""

    wanted = Signal(int)

    def __init__(
        self, now: Callable[[], datetime], day_ends_at: Callable[[], datetime | None]
    ) -> None:
        super().__init__()
        self._now, self._ends = now, day_ends_at
        self._until: datetime | None = None
        self.button = Button(kind="quiet", icon_name="bell")
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        reachable(self.menu, self.button)
        self.setLayout(row(self.button))
        self.retranslate()

    def set_muted(self, until: datetime | None) -> None:
        """Until when it is silent; None: it rings."""
        self._until = until
        self.retranslate()

    def retranslate(self) -> None:
        """Says how it stands."""
        self.button.set_icon("bell" if self._until is None else "bell-off")
        if self._until is None:
            self.button.say("", tr("Sound is on"))
        else:
            self.button.say(
                tr("Muted until {time}", time=clock(self._until)), tr("No sound until then")
            )

    def fill(self) -> None:
        """The offers as they hold now."""
        self.menu.clear()
        for minutes in MUTES:
            text = tr("No sound for {time}", time=length(minutes))
            self._offer(text, partial(int, minutes))
        self._offer(tr("No sound until tomorrow"), self._to_tomorrow)
        self.menu.addSeparator()
        self._offer(tr("Sound on"), lambda: 0)

    def _offer(self, text: str, minutes: Callable[[], int]) -> None:
        self.menu.addAction(plain(text)).triggered.connect(lambda: self.wanted.emit(minutes()))

    def _to_tomorrow(self) -> int:
        """To the end of the business day, which may lie after midnight; else twelve hours."""
        ends, now = self._ends(), self._now()
        left = (ends - now).total_seconds() if ends is not None else 0.0
        return max(1, round(left / 60)) if left > 0 else 12 * 60
