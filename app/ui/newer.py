"""One calm line about a newer version, until somebody has read it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.store.screens.types.standing import NewerVersion, Standing
from app.ui.bridge import Bridge
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import code, ltr, one_line, tr


class Newer(Translated):
    """Follows the bridge by itself. Closed, it comes back with the next version or the next start."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner("info")
        self.setLayout(column(self.banner))
        self._known: NewerVersion | None = None
        self._read: NewerVersion | None = None
        self.hide()
        bridge.standing.connect(self._stands)

    def retranslate(self) -> None:
        """Says it anew; hidden while there is nothing to say."""
        found = self._known
        if found is None or found == self._read:
            self.hide()
            return
        arabic = code() == "ar" and found.arabic
        what = one_line(found.arabic if arabic else found.english, 500)
        where = tr("Get it from {address}.", address=ltr(one_line(found.url)))
        title = tr("There is a newer version: {version}.", version=ltr(found.version))
        self.banner.say(title, f"{what} {where}")
        self.banner.offer(
            (tr("Open the page"), "normal", self._open), (tr("Close"), "normal", self._close)
        )
        self.show()

    def _stands(self, standing: Standing) -> None:
        if standing.newer != self._known:
            self._known = standing.newer
            self.retranslate()

    def _open(self) -> None:
        if self._known is not None:
            QDesktopServices.openUrl(QUrl(self._known.url))

    def _close(self) -> None:
        self._read = self._known
        self.retranslate()
