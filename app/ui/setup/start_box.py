"""The last step: the other way to OTO is switched off, then sending starts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.store.screens.types.standing import Standing
from app.ui.bridge import Bridge
from app.ui.kit.box import column
from app.ui.kit.label import Label
from app.ui.language import tr
from app.ui.setup.form import Form
from app.ui.setup.tick import Tick


class StartBox(Form):
    """`started` once sending has begun. It needs the tick and at least one active branch."""

    started = Signal()
    #: AppError: sending goes on, but this PC does not start the program at sign-in.
    sign_in_failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.tick = Tick()
        self.at_sign_in = Tick()
        self.at_sign_in.setChecked(True)
        self._way = Label(tone="muted")
        self._missing = Label(size="small", tone="muted", wrap=False)
        self.save.set_icon("send")
        self.tick.toggled.connect(self._look)
        buttons = self.buttons()
        buttons.insertWidget(1, self._missing)
        self.setLayout(
            column(
                column(self.tick, self._way, gap=4),
                self.at_sign_in,
                buttons,
                self.banner,
                gap=12,
            )
        )
        self.setFocusProxy(self.tick)
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        super().retranslate()
        self.tick.setText(tr("The OTO app is switched off in the Foodics Marketplace"))
        self.tick.setAccessibleName(tr("The OTO app is switched off in the Foodics Marketplace"))
        self._way.say(
            tr(
                "In the Foodics console: Marketplace, OTO, Disconnect. Otherwise each order reaches "
                "OTO twice, and two couriers may come."
            )
        )
        self.at_sign_in.setText(tr("Start OTO Companion whenever I sign in to this PC"))
        self.at_sign_in.setAccessibleName(self.at_sign_in.text())
        self.save.say(tr("Start sending"))
        self._look()

    def show_standing(self, standing: Standing) -> None:
        """How many branches are active."""
        super().show_standing(standing)
        self._look()

    def set_busy(self, busy: bool) -> None:
        """The button again, if it may be."""
        super().set_busy(busy)
        self._look()

    def submit(self) -> None:
        """Sending starts."""
        if self.save.isEnabled():
            self.check("start", self._start)

    def kept_words(self) -> str:
        """Nothing goes by halves."""
        return tr("Sending has not started.")

    def _look(self) -> None:
        active = self._standing.active > 0
        self.save.setEnabled(active and self.tick.isChecked() and not self._busy)
        if not active:
            self._missing.say(tr("Switch on at least one branch first."))
        elif not self.tick.isChecked():
            self._missing.say(tr("Tick the box above first."))
        else:
            self._missing.say(tr("From then on, what becomes Ready is sent by itself."))

    async def _start(self) -> None:
        await self._bridge.do("start")
        if self.at_sign_in.isChecked():
            try:
                await self._bridge.do("set", key="start_at_sign_in", value="true")
            except AppError as error:
                self.sign_in_failed.emit(error)
        self.settled(None)
        self.started.emit()
