"""The top of the window: is it working, does anything need me, and what to do about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel

from app.core.errors import AppError
from app.store.screens.types.queue import Group
from app.store.screens.types.standing import Standing
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.header.facts import SILENT
from app.ui.header.menus import Bell, PauseMenu, TimeDialog
from app.ui.header.numbers import Numbers
from app.ui.header.sentence import HELP, Sentence, sentence, starting
from app.ui.header.since import next_step, since
from app.ui.icons import icon
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.menu import reachable
from app.ui.kit.words import Translated
from app.ui.language import tr
from app.ui.theme import theme

_TONES = {"good": "good", "warn": "warn", "bad": "bad", "info": ""}
#: An older check is from before the start; until this age the first look is merely awaited.
_FIRST_LOOK = SILENT
# Buttons that show an icon: the theme's padding is made for words.
_SLIM = """
QPushButton[slim="true"] { padding: 6px 7px; }
QPushButton[slim="true"]:focus { padding: 5px 6px; }
"""


class Header(Translated):
    """Follows the bridge by itself. `sentence` is what it says now."""

    help_wanted = Signal(str)
    settings_wanted = Signal()
    help_page_wanted = Signal()
    mute_wanted = Signal(int)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._standing: Standing | None = None
        self._trouble: AppError | None = None
        self._polled: datetime | None = None
        self._started = bridge.now()
        self.sentence: Sentence = starting()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._build()
        bridge.standing.connect(self._stands)
        bridge.trouble.connect(self._troubled)
        bridge.polled.connect(self._was_polled)
        theme.changed.connect(self._paint_icons)
        self.retranslate()

    def _build(self) -> None:
        self.setStyleSheet(_SLIM)
        self._icon = QLabel()
        self._icon.setFixedSize(32, 32)
        self.title = Label(size="hero", bold=True)
        self.detail = Label(size="small")
        self.help_button = Button()
        self.help_button.clicked.connect(lambda: self.help_wanted.emit(self.sentence.help))
        self.pause_button = Button()
        self.pause_button.clicked.connect(self._resume)
        self._menu = PauseMenu(self._bridge.now, self._day_ends_at, self.pause_button)
        reachable(self._menu, self.pause_button)
        self._menu.chosen.connect(self._pause)
        self._menu.time_wanted.connect(self._ask_time)
        self.bell = Bell(self._bridge.now, self._day_ends_at)
        self.bell.wanted.connect(self.mute_wanted)
        self.settings_button = Button(kind="quiet", icon_name="settings", key="Ctrl+,")
        self.settings_button.clicked.connect(self.settings_wanted)
        self.help_page_button = Button(kind="quiet", icon_name="circle-question-mark", key="F1")
        self.help_page_button.clicked.connect(self.help_page_wanted)
        for button in (self.bell.button, self.settings_button, self.help_page_button):
            button.setProperty("slim", True)
        self.numbers = Numbers()
        self.message = Banner("bad")
        self.message.hide()

        words = column(None, self.title, self.detail, None, gap=0)
        buttons = row(
            self.help_button,
            self.pause_button,
            self.bell,
            self.settings_button,
            self.help_page_button,
        )
        top = row(self._icon, words, buttons, gap=12)
        top.setStretch(1, 1)
        top.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(top, self.numbers, self.message, gap=4, margins=(16, 8, 16, 8)))

    # News

    def _stands(self, standing: Standing) -> None:
        self._standing = standing
        last = standing.last_good_poll_at
        if self._polled is None and last is not None and last > self._started:
            self._polled = last
        self._look()
        self.numbers.show_standing(standing)

    def _troubled(self, error: AppError | None) -> None:
        self._trouble = error
        self._look()

    def _was_polled(self, at: datetime) -> None:
        self._polled = at
        self._look()

    def set_counts(self, counts: Mapping[Group, int]) -> None:
        """How many orders are in each group of the queue."""
        self.numbers.show_counts(counts)

    def set_muted(self, until: datetime | None) -> None:
        """Until when no sound is made; None: it sounds."""
        self.bell.set_muted(until)

    # What is shown

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.settings_button.say("", tr("Settings"))
        self.help_page_button.say("", tr("Help"))
        self._look()
        if self.message.isVisible():
            self.message.hide()

    def _age(self) -> float | None:
        """Seconds since the last good check; None while the first one may still be on its way."""
        now, standing = self._bridge.now(), self._standing
        if self._polled is not None:
            return max(0.0, (now - self._polled).total_seconds())
        awake = (now - self._started).total_seconds()
        if standing is None or awake < _FIRST_LOOK:
            return None
        last = standing.last_good_poll_at
        return awake if last is None else max(0.0, (now - last).total_seconds())

    def _look(self) -> None:
        """The sentence and the age, as they are now; nothing is painted that stays the same."""
        age, now = self._age(), self._bridge.now()
        said = (
            starting()
            if self._standing is None and self._trouble is None
            else sentence(
                self._standing or Standing(), trouble=self._trouble, now=now, age_seconds=age
            )
        )
        self._say(said)
        self.numbers.say_checked(tr("Not checked yet") if age is None else since(age))
        self._sleep(age)

    def _say(self, said: Sentence) -> None:
        fresh = said != self.sentence or not self.title.text()
        self.sentence = said
        if not fresh:
            return
        self.title.say(said.title)
        self.title.tone(_TONES[said.kind])
        self.detail.say(said.detail)
        self.setAccessibleName(self.title.accessibleName())
        self.setAccessibleDescription(self.detail.accessibleName())
        # While it is paused, the button that pauses is the one that helps.
        self.help_button.setVisible(said.help not in ("", "resume"))
        self.help_button.say(tr(HELP[said.help]) if said.help else "")
        self.help_button.set_kind("primary" if said.kind in ("bad", "warn") else "normal")
        self._show_pause(resumes=said.help == "resume")
        self._paint_icons()

    def _show_pause(self, *, resumes: bool) -> None:
        button = self.pause_button
        paused = resumes or (self._standing is not None and self._standing.paused)
        # A button with a menu opens it instead of being clicked. (None takes it away again.)
        menu: Any = None if paused else self._menu
        button.setMenu(menu)
        button.set_kind("primary" if resumes else "normal")
        button.set_icon("play" if paused else "pause")
        button.say(tr("Resume") if paused else tr("Pause"))

    def _paint_icons(self) -> None:
        tone = _TONES[self.sentence.kind] or "accent"
        self._icon.setPixmap(icon(self.sentence.icon, tone).pixmap(32, 32))

    # Time

    def _sleep(self, age: float | None) -> None:
        """Until a text changes by time alone; not at all while nobody looks."""
        self._timer.stop()
        if not self.isVisible() or self._standing is None:
            return
        now = self._bridge.now()
        if age is None:
            waits = [_FIRST_LOOK - (now - self._started).total_seconds()]
        else:
            waits = [next_step(age)]
        until = self._standing.paused_until
        if self._standing.paused and until is not None and until > now:
            waits.append((until - now).total_seconds())
        self._timer.start(max(100, int(min(waits) * 1000) + 50))

    def showEvent(self, event: QShowEvent) -> None:
        """Looks at once: it may have been hidden for hours."""
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks unseen."""
        self._timer.stop()
        super().hideEvent(event)

    # What is done

    def _day_ends_at(self) -> datetime | None:
        return self._standing.day_ends_at if self._standing else None

    def _pause(self, arguments: dict[str, str]) -> None:
        self.message.hide()
        self._jobs.start("pause", lambda: self._bridge.do("pause", **arguments))

    def _resume(self) -> None:
        self.message.hide()
        self._jobs.start("pause", lambda: self._bridge.do("resume"))

    def _ask_time(self) -> None:
        offset = self._standing.utc_offset_minutes if self._standing else 180
        dialog = TimeDialog(self._bridge.now(), offset, self)
        dialog.chosen.connect(lambda text: self._pause({"until": text}))
        dialog.open()

    def _failed(self, error: AppError) -> None:
        self.message.say(*texts.error(error))
        self.message.offer((tr("Close"), "normal", self.message.hide))
        self.message.show()
