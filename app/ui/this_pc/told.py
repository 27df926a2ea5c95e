"""One calm line about what happened while nobody looked, or about who else has it open on this PC,
until somebody has read it."""

from PySide6.QtWidgets import QWidget

from app.core.happenings import Happening, What
from app.store.screens.types.standing import Standing
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import tr
from app.ui.message import Message
from app.ui.this_pc import words


class Happened(Translated):
    """Follows the bridge by itself; the newest is said, the others are counted."""

    def __init__(self, bridge: Bridge, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.banner = Banner("info")
        self.setLayout(column(self.banner))
        self._jobs = Jobs(self, message.failed)
        self._known: tuple[Happening, ...] = ()
        #: Who is beside us on this PC, and of whom a person has read.
        self._beside: tuple[str, ...] = ()
        self._met: tuple[str, ...] = ()
        self.hide()
        bridge.standing.connect(self._stands)

    def retranslate(self) -> None:
        """Says it anew; hidden while there is nothing to say."""
        if self._beside and self._beside != self._met:
            self.banner.say(*words.beside(self._beside), "warn")
            self.banner.offer((tr("Close"), "normal", self._meet))
            self.show()
            return
        if not self._known:
            self.hide()
            return
        newest = self._known[0]
        same = sum(each.what is newest.what for each in self._known)
        now = self._bridge.now()
        kind = "info" if newest.what is not What.STOOD_STILL else "warn"
        self.banner.say(words.title(newest, now), words.detail(newest, same - 1), kind)
        self.banner.offer((tr("Close"), "normal", self._read))
        self.show()

    def _stands(self, standing: Standing) -> None:
        told = (standing.happenings, standing.beside)
        if told != (self._known, self._beside):
            self._known, self._beside = told
            if not self._beside:
                self._met = ()
            self.retranslate()

    def _meet(self) -> None:
        self._met = self._beside
        self.retranslate()

    def _read(self) -> None:
        """A person has read it: all of them, for the others are older."""
        if self._known:
            until = max(each.ended for each in self._known).isoformat()
            self._jobs.start("told", lambda: self._bridge.do("told", until=until))
        self.hide()
