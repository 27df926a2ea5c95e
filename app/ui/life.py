"""The window's process from its start to its end: noted, and watched over."""

import logging

from PySide6.QtCore import QObject, QTimer

from app.paths import DataDir
from app.pc.notes import Notes
from app.pc.watchdog import Watchdog

log = logging.getLogger(__name__)

#: The window's own thread may be busy for so long, seconds.
PATIENCE = 10.0
_BEAT = 2_000


class Life:
    """Made at the start; `watch` once there is a window; `end` when it ended in good order."""

    def __init__(self, data: DataDir) -> None:
        self._notes = Notes(data)
        self._crashed = False
        #: How the run before this one ended, None if in good order.
        self.ended_before = self._notes.begin()
        if self.ended_before is not None:
            log.warning("%s", self.ended_before)
        self.watchdog = Watchdog(each_look=self._notes.beat)
        self._heart = self.watchdog.heart("The window", "", PATIENCE)

    def watch(self, owner: QObject) -> None:
        """Watches all that beats; the window beats by itself."""
        timer = QTimer(owner, interval=_BEAT)
        timer.timeout.connect(self._heart.beat)
        timer.start()
        self._heart.beat()
        self.watchdog.start()

    def crashed(self) -> None:
        """It does not end in good order, and is told of at the next start."""
        self._crashed = True

    def end(self) -> None:
        """It ended in good order. May be called again."""
        self._heart.rest()
        self.watchdog.stop()
        if not self._crashed:
            self._notes.end()
