"""What is connected now, with the boxes of the set-up, and the way to let it go."""

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.store.screens.types.standing import ServiceRow, Standing
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import ltr, mark, one_line, tr
from app.ui.setup.fields import leading
from app.ui.setup.foodics_box import FoodicsBox
from app.ui.setup.oto_box import OtoBox

_STATES = {
    "not_connected": mark("Not connected"),
    "unknown": mark("Connected, not checked yet"),
    "ok": mark("Connected"),
    "unreachable": mark("Connected, but it cannot be reached now"),
    "refused": mark("It refuses the sign-in"),
    "limited": mark("Connected, but it asks for a pause"),
    "trouble": mark("Connected, but it has trouble now"),
    "keyring": mark("The keyring of this PC cannot be read"),
}
_ASK = {
    "foodics": mark("Disconnect Foodics?"),
    "oto": mark("Disconnect OTO?"),
}
_FOLLOWS = {
    "foodics": mark(
        "The access token is forgotten. New orders are not seen and nothing is sent until you connect "
        "again. Branches and history are kept."
    ),
    "oto": mark(
        "Retailer ID and Token are forgotten. Nothing is sent until you connect again. Branches and "
        "history are kept."
    ),
}
#: oto-api.md section 4: three calls, and no list of orders among them.
_OLDER = mark(
    "This is OTO's older interface. It shows no wallet and no list of orders: whether orders reach OTO "
    "from elsewhere too can only be seen in OTO's own window."
)
_YES = {"foodics": mark("Disconnect Foodics"), "oto": mark("Disconnect OTO")}
_NAMES = {"foodics": mark("Foodics"), "oto": mark("OTO")}


class Connection(Translated):
    """One service: `service` is foodics or oto."""

    def __init__(self, bridge: Bridge, service: str, box: FoodicsBox | OtoBox) -> None:
        super().__init__()
        self._bridge, self._service = bridge, service
        self._row, self._label_of, self._older = ServiceRow(), "", False
        self._asking = False
        self._error: AppError | None = None
        self._jobs = Jobs(self, self._failed)
        self.box = box
        self._title = Label(size="title", bold=True)
        self.state = Label()
        self.note = Label(size="small", tone="muted")
        self.note.hide()
        self._url = Label(size="small", tone="muted", selectable=True)
        self.disconnect_button = Button(kind="danger", icon_name="log-out")
        self.banner = Banner("warn")
        self.banner.hide()
        self.disconnect_button.clicked.connect(self._ask)
        card = Card()
        words = column(self._title, self.state, self._url, self.note, gap=2)
        top = row(words, self.disconnect_button, gap=16)
        top.setStretch(0, 1)
        card.setLayout(column(top, self.banner, box, margins=20, gap=16))
        self.setLayout(column(card))
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self._title.say(leading(tr(_NAMES[self._service])))
        # Not "disconnect": QObject has a method of that name.
        self.disconnect_button.say(tr("Disconnect"))
        self.disconnect_button.setAccessibleName(tr(_YES[self._service]))
        self._look()

    def show_service(self, found: ServiceRow, label: str, *, older: bool = False) -> None:
        """What is connected now; `label` is the business or the Retailer ID. `older`: it is OTO's
        older interface, which shows less."""
        self._row, self._label_of, self._older = found, label, older
        if found.state == "not_connected":
            self._asking = False
        self._look()

    def _look(self) -> None:
        state = tr(_STATES.get(self._row.state, _STATES["unknown"]))
        who = one_line(self._label_of, 80)
        connected = self._row.state != "not_connected"
        self.state.say(tr("{state}: {name}", state=state, name=who) if who and connected else state)
        self._url.say(leading(ltr(one_line(self._row.url, 120))))
        self._url.setVisible(bool(self._row.url) and connected)
        self.note.say(tr(_OLDER) if self._older else "")
        self.note.setVisible(self._older and connected)
        self.disconnect_button.setVisible(connected and not self._asking)
        self._look_banner()

    def _look_banner(self) -> None:
        self.banner.setVisible(self._asking or self._error is not None)
        if self._error is not None:
            title, remedy = texts.error(self._error)
            self.banner.say(title, remedy, "bad")
            self.banner.offer((tr("Close"), "normal", self._leave))
        elif self._asking:
            self.banner.say(tr(_ASK[self._service]), tr(_FOLLOWS[self._service]), "warn")
            self.banner.offer(
                (tr(_YES[self._service]), "danger", self._go),
                (tr("Keep it"), "normal", self._leave),
            )

    def _ask(self) -> None:
        self._asking, self._error = True, None
        self._look()

    def _leave(self) -> None:
        self._asking, self._error = False, None
        self._look()
        self.disconnect_button.setFocus()

    def _go(self) -> None:
        self._jobs.start("disconnect", self._disconnect)

    async def _disconnect(self) -> None:
        await self._bridge.do("disconnect", service=self._service)
        self._asking = False
        self.box.tell(None)
        self._bridge.refresh()
        self._look()

    def _failed(self, error: AppError) -> None:
        self._asking, self._error = False, error
        self._look()


class Connections(Translated):
    """Both services."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.foodics_box, self.oto_box = FoodicsBox(bridge), OtoBox(bridge)
        self.foodics = Connection(bridge, "foodics", self.foodics_box)
        self.oto = Connection(bridge, "oto", self.oto_box)
        for box in (self.foodics_box, self.oto_box):
            box.saved.connect(bridge.refresh)
        self.setLayout(column(self.foodics, self.oto, gap=16))

    def show_standing(self, standing: Standing) -> None:
        """How both stand."""
        self.foodics_box.show_standing(standing)
        self.oto_box.show_standing(standing)
        self.foodics.show_service(standing.foodics, standing.business or standing.foodics.name)
        label, older = standing.retailer_id or standing.oto.name, standing.generation == "v1"
        self.oto.show_service(standing.oto, label, older=older)
