"""Below the sentence on top: OTO has not answered for a while, and there is a list of what waits."""

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.store.screens.types.standing import Standing
from app.ui.bridge import Bridge
from app.ui.kit.banner import Banner
from app.ui.kit.box import column
from app.ui.kit.words import Translated
from app.ui.language import minutes, tr

#: So long OTO may be silent before people are told to help themselves (rules.md section 7).
AFTER = timedelta(minutes=5)
#: While orders wait, OTO is asked at least every 5 min: older news are of before the start.
_NEWS = timedelta(minutes=6)
_MINUTE = timedelta(minutes=1)


class DeliveryOffer(Translated):
    """Hidden while there is nothing to offer. `open_list` opens the list at any time."""

    order_wanted = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._standing: Standing | None = None
        #: The outage for which nobody wants to see this.
        self._put_off: datetime | None = None
        self.list: QWidget | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self.banner = Banner("warn")
        self.setLayout(column(self.banner))
        self.hide()
        bridge.standing.connect(self._stands)
        self.retranslate()

    def open_list(self) -> None:
        """Opens the delivery list beside the window."""
        # Here: printing is not needed for the first paint.
        from app.ui.deliveries.dialog import DeliveryDialog

        if not isinstance(self.list, DeliveryDialog):
            self.list = dialog = DeliveryDialog(self._bridge, self.window())
            dialog.order_wanted.connect(self.order_wanted)
            if self._standing is not None:
                dialog.show_standing(self._standing)
        self.list.show()
        self.list.raise_()
        self.list.activateWindow()

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.banner.offer(
            (tr("Delivery list"), "primary", self.open_list),
            (tr("Not now"), "normal", self._not_now),
        )
        self._look()

    def _stands(self, standing: Standing) -> None:
        self._standing = standing
        self._look()

    def _look(self) -> None:
        """Whether to offer it, and when to look again because of the time alone."""
        self._timer.stop()
        standing = self._standing
        since = standing.oto_since if standing is not None else None
        if standing is None or since is None or not standing.undelivered:
            self.hide()
            return
        down = self._bridge.now() - since
        offered = down >= AFTER and since != self._put_off and self._is_news(standing)
        if offered:
            self._say(standing.undelivered, down)
        self.setVisible(offered)
        # Nothing ticks but during an outage, and then once a minute.
        if since != self._put_off:
            wait = _MINUTE - down % _MINUTE if down >= AFTER else AFTER - down
            # Never far ahead: the clock may be set, and the PC may have slept.
            self._timer.start(round(min(wait, _MINUTE) / timedelta(milliseconds=1)) + 50)

    def _is_news(self, standing: Standing) -> bool:
        checked = standing.oto.checked_at
        return checked is not None and self._bridge.now() - checked <= _NEWS

    def _say(self, count: int, down: timedelta) -> None:
        time = minutes(int(down / _MINUTE))
        self.banner.say(
            tr("OTO has taken no orders for {time}; %n order(s) wait.", n=count, time=time),
            tr(
                "You can bring them to the customers yourselves: the list has names, phones, "
                "addresses and what to collect."
            ),
        )

    def _not_now(self) -> None:
        self._put_off = self._standing.oto_since if self._standing is not None else None
        self._look()
