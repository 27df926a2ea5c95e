"""Quit says what it means, and offers to come back by itself (window.md, "Attention")."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.store.screens.types.queue import Group
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import tr

#: A pause offered in place of ending the program, minutes.
SHORT = 15


class Quitting(Translated):
    """Shown inside the window, never above the sending. `quit_wanted` when it is meant."""

    quit_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._counts: dict[Group, int] = {}
        self._banner = Banner("warn")
        self.setLayout(column(self._banner))
        self.retranslate()

    def ask(self, counts: dict[Group, int]) -> None:
        """Shows the question; `counts` is the queue's. The keyboard is where nothing ends: a
        screen reader tells of it, and Enter does no harm."""
        self._counts = counts
        self.retranslate()
        self.show()
        self._stay.setFocus()

    def retranslate(self) -> None:
        """Says the question anew."""
        under_way = self._counts.get(Group.SENDING, 0)
        means = tr(
            "Nothing is sent until OTO Companion is started again. Orders that become Ready "
            "meanwhile wait in Foodics."
        )
        if under_way:
            means = f"{tr('%n order(s) are on their way to OTO now.', n=under_way)} {means}"
        self._banner.say(tr("Quit and stop sending?"), means)
        self._stay, *_ = self._banner.offer(
            (tr("Keep sending"), "primary", self.hide),
            (tr("Pause for 15 min"), "normal", lambda: self._pause(SHORT)),
            (tr("Pause until tomorrow"), "normal", self._until_tomorrow),
            (tr("Quit"), "danger", self.quit_wanted.emit),
        )

    def _pause(self, minutes: int) -> None:
        until = self._bridge.now() + timedelta(minutes=minutes)
        self._jobs.start(
            "pause",
            lambda: self._bridge.do("pause", until_at=until.strftime("%Y-%m-%dT%H:%M:%SZ")),
            done=self.hide,
        )

    def _until_tomorrow(self) -> None:
        self._jobs.start("pause", lambda: self._bridge.do("pause", until="06:00"), done=self.hide)

    def _failed(self, error: AppError) -> None:
        title, remedy = texts.error(error)
        self._banner.say(title, remedy, "bad")
        self.show()
