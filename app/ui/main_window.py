"""The frame: the sentence on top, then set-up path or the three columns. It decides nothing; its
parts hear the bridge, and it ties them together."""

import asyncio
import logging
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from app.core.errors import AppError
from app.paths import DataDir
from app.settings import Settings
from app.store.screens.types.queue import Group
from app.store.screens.types.standing import Standing
from app.ui import language, place
from app.ui.attention.warden import Warden
from app.ui.branches.panel import BranchesPanel
from app.ui.bridge import Bridge
from app.ui.deliveries.offer import DeliveryOffer
from app.ui.dialogs import Dialogs
from app.ui.header.header import Header
from app.ui.jobs import Jobs
from app.ui.kit.box import column
from app.ui.kit.label import Label
from app.ui.kit.room import opens_at
from app.ui.kit.words import Translated
from app.ui.language import tr
from app.ui.message import Message, without_keyring
from app.ui.newer import Newer
from app.ui.order.panel import OrderPanel
from app.ui.pages import Pages
from app.ui.queue.view import QueueView
from app.ui.quitting import Quitting
from app.ui.theme import GRID, theme
from app.ui.this_pc.told import Happened

log = logging.getLogger(__name__)

_SIZE, _SMALLEST = (1200, 760), (960, 600)


class MainWindow(QMainWindow):
    """`quit_asked` is set once somebody means to end the program."""

    def __init__(
        self,
        bridge: Bridge,
        data: DataDir,
        chosen: Settings,
        *,
        quit_asked: asyncio.Event,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._bridge, self._data = bridge, data
        self._quit_asked = quit_asked
        self._standing: Standing | None = None
        self._trouble: AppError | None = None
        self.message = Message(self._try_again)
        self.dialogs = Dialogs(bridge, data, chosen, self)
        self._jobs = Jobs(self, self.message.failed)
        self._session_ends = False
        self._practice = practice
        self._connected: tuple[bool, ...] = (False, False)

        self.header = Header(bridge)
        self.branches = BranchesPanel(bridge)
        self.queue = QueueView(bridge)
        self.order = OrderPanel(bridge)
        self.pages = Pages(bridge, self.branches, self.queue, self.order)
        self.quitting = Quitting(bridge)
        self.quitting.hide()
        self.happened = Happened(bridge, self.message)
        self.newer = Newer(bridge)
        self.deliveries = DeliveryOffer(bridge)
        self.practice = Label(size="body", bold=True, wrap=False)
        self.practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.practice.setVisible(practice)
        told = (self.message, self.quitting, self.happened, self.newer, self.deliveries)
        body = column(*told, self.pages, gap=GRID, margins=(12, 0, 12, 12))
        body.setStretch(len(told), 1)
        whole = Translated()
        layout = column(self.practice, self.header, body, gap=GRID)
        layout.setStretch(2, 1)
        whole.setLayout(layout)
        self.setCentralWidget(whole)
        self.setMinimumSize(*_SMALLEST)
        self.warden = Warden(bridge, self)
        self._connect()
        if not opens_at(self, *_SIZE):
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._restore()
        self.retranslate()

    def _connect(self) -> None:
        bridge, header = self._bridge, self.header
        bridge.standing.connect(self._stands)
        bridge.trouble.connect(self._troubled)
        bridge.raised.connect(self.bring_forward)
        bridge.preferences.connect(self.dialogs.follow)
        header.help_wanted.connect(self._help_out)
        header.settings_wanted.connect(self.dialogs.open_settings)
        header.help_page_wanted.connect(self.dialogs.open_help)
        header.mute_wanted.connect(self.warden.mute)
        self.warden.muted.connect(header.set_muted)
        self.branches.branch_chosen.connect(self.queue.show_branch)
        self.queue.chosen.connect(self.order.show)
        self.order.chosen.connect(self._show_order)
        self.queue.branch_shown.connect(self.branches.choose)
        self.queue.chosen.connect(self.warden.seen)
        self.queue.model.countsChanged.connect(self._count)
        self.order.closed.connect(lambda: self.order.show(None))
        self.order.closed.connect(self.queue.table.leave)
        self.order.door_wanted.connect(self.branches.choose_door)
        self.pages.practice_wanted.connect(self.dialogs.practise)
        self.pages.language_wanted.connect(self._choose_language)
        self.dialogs.mirroring.connect(self._keep_place)
        self.dialogs.mirrored.connect(self._restore)
        self.pages.finished.connect(bridge.refresh)
        self.pages.sign_in_failed.connect(self.message.failed)
        self.quitting.quit_wanted.connect(self._quit_asked.set)
        tray = self.warden.tray
        tray.open_wanted.connect(self.bring_forward)
        tray.quit_wanted.connect(self.ask_to_quit)
        tray.pause_wanted.connect(self._pause_or_resume)
        self.warden.order_wanted.connect(self._show_order)
        self.deliveries.order_wanted.connect(self._show_order)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Quit), self.ask_to_quit),
            (QKeySequence("Ctrl+B"), self.branches.setFocus),
            (QKeySequence("Ctrl+L"), self.queue.setFocus),
            (QKeySequence("Ctrl+D"), self.deliveries.open_list),
        ):
            QShortcut(keys, self).activated.connect(act)

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.setWindowTitle(tr("OTO Companion"))
        self.practice.say(
            tr("Practice: an invented restaurant. Nothing is sent to Foodics or OTO.")
        )
        self.pages.retranslate()
        colours = theme.colours
        self.practice.setStyleSheet(
            f"background: {colours.warn_soft}; color: {colours.warn}; padding: 6px;"
        )

    def changeEvent(self, event: Any) -> None:
        """Follows language and theme."""
        if event.type() in (event.Type.LanguageChange, event.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)

    # What is shown

    def _stands(self, standing: Standing) -> None:
        self._standing = standing
        language.use_offset(standing.utc_offset_minutes)
        self.pages.show_standing(standing)
        self.header.setVisible(not self.pages.in_path)
        self._say_trouble()
        connected = tuple(
            each.state != "not_connected" for each in (standing.foodics, standing.oto)
        )
        if any(connected) and connected != self._connected and not self._practice:
            self._jobs.start("keyring", self._look_at_keyring)
        self._connected = connected
        self.dialogs.show_standing(standing)

    async def _look_at_keyring(self) -> None:
        """Without one the tokens live as long as this process: that has to be known."""
        if (await self._bridge.do("keyring")).get("in_memory"):
            self.message.tell(without_keyring, "warn")

    def _troubled(self, error: AppError | None) -> None:
        self._trouble = error
        self._say_trouble()
        if error is None and self.pages.is_opening:
            self._bridge.refresh()

    def _say_trouble(self) -> None:
        """Where there is a sentence on top, that says it, and has the button that helps."""
        self.message.trouble(self._trouble if self.header.isHidden() else None)

    def _count(self, counts: dict[Group, int]) -> None:
        self.header.set_counts(counts)

    def _show_order(self, reference: int) -> None:
        self.bring_forward()
        self.queue.select(reference)
        self.order.show(reference)

    # What is done

    def _help_out(self, code: str) -> None:
        """The one helping button beside the sentence."""
        match code:
            case "try_again":
                self._try_again()
            case "settings_foodics" | "settings_oto" | "settings_currency":
                self.dialogs.open_settings(code.removeprefix("settings_"))
            case "resume":
                self._jobs.start("resume", lambda: self._bridge.do("resume"))
            case "branches" | "open_branch":
                self.branches.setFocus()
            case "gap":
                self.warden.asked()
                self.dialogs.open_gap()
            case "help":
                self.dialogs.open_help()

    def _try_again(self) -> None:
        self._jobs.start("try-again", lambda: self._bridge.do("try-again"))

    def _pause_or_resume(self) -> None:
        paused = self._standing is not None and self._standing.paused
        self._jobs.start("pause", lambda: self._bridge.do("resume" if paused else "pause"))

    def _choose_language(self, code: str) -> None:
        """Seen at once, kept by the engine."""
        self.dialogs.use_language(code)
        self._jobs.start("language", lambda: self._bridge.do("set", key="language", value=code))

    def bring_forward(self) -> None:
        """Shows the window above others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    # Leaving

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing keeps sending where a tray shows it; else it asks what is meant."""
        self._keep_place()
        if self._quit_asked.is_set() or self._session_ends:
            event.accept()
        elif self.warden.tray.is_there:
            self.warden.say_still_sending()
            event.accept()
        else:
            event.ignore()
            self.ask_to_quit()

    def session_ends(self, ending: bool) -> None:
        """Nobody is there to be asked; False once a log-off was called off."""
        self._session_ends = ending

    def ask_to_quit(self) -> None:
        """Quit says what it means first (window.md, "Attention")."""
        self.bring_forward()
        standing = self._standing
        if standing is None or standing.active == 0 or standing.step is not None:
            self._quit_asked.set()
            return
        self.quitting.ask(self.queue.model.counts())

    def say_goodbye(self) -> None:
        """The calls in flight are still to end."""
        self._keep_place()
        self.setEnabled(False)
        self.setWindowTitle(tr("OTO Companion: finishing what is on its way…"))

    def leave(self) -> None:
        """Takes everything off the screen."""
        self.warden.leave()
        self.hide()

    # Its place

    def _keep_place(self) -> None:
        place.keep(self._data, self, self.pages.columns)

    def _restore(self) -> None:
        if not place.restore(self._data, self, self.pages.columns):
            self.pages.give_widths()
