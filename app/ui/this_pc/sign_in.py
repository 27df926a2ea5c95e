"""What happens at the next sign-in, and how a PC signs in by itself after a power cut."""

from collections.abc import Mapping

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.kit.box import Card, column
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import mark, tr

STATES: Mapping[str, str] = {
    "on": mark("OTO Companion starts when you sign in to this PC."),
    "off": mark("OTO Companion does not start by itself; somebody has to open it every morning."),
    "switched_off": mark(
        "Its start was switched off in the settings of this PC. Switch Start at sign-in off and on "
        "again here to allow it."
    ),
}
#: How the PC signs in without anybody, by `sys.platform`.
WAYS: Mapping[str, str] = {
    "win32": mark(
        "Press Windows+R, type netplwiz and press Enter. Choose the user, untick “Users must enter a "
        "user name and password”, press OK and enter the password. If that box is missing, first "
        "switch off “Only allow Windows Hello sign-in” under Settings, Accounts, Sign-in options."
    ),
    "darwin": mark(
        "Open System Settings, Users & Groups, and choose the user under “Automatically log in as”. "
        "It is not offered while FileVault is on; ask IT then."
    ),
    "linux": mark(
        "Open Settings, Users, and switch on Automatic Login. The keyring then stays locked until "
        "its password is typed once, and nothing is sent before: ask IT to unlock it at sign-in."
    ),
}


class SignIn(Translated):
    """Asks the engine each time it is shown and after each change of the preferences."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._state, self._system = "", ""
        self._title = Label(size="title", bold=True)
        self.state = Label(bold=True)
        self._why = Label()
        self.way = Label()
        self._power = Label()
        self._risk = Label(size="small", tone="muted")
        card = Card()
        words = (self._title, self.state, self._why, self.way, self._power, self._risk)
        card.setLayout(column(*words, margins=20, gap=12))
        self.setLayout(column(card))
        bridge.preferences.connect(self._look)
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self._title.say(tr("There again after a power cut"))
        self.state.say(tr(STATES[self._state]) if self._state in STATES else "")
        self.state.setVisible(self._state in STATES)
        self._why.say(tr("For that the PC has to switch itself on and sign in by itself:"))
        self.way.say(tr(WAYS.get(self._system, WAYS["linux"])))
        self._power.say(
            tr("Ask IT to set “Restore on AC power loss: On” in the BIOS, so that it switches on.")
        )
        self._risk.say(
            tr(
                "Whoever stands at a PC that signs in by itself can use it: keep it in a locked room."
            )
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The system's own settings may have changed it meanwhile."""
        super().showEvent(event)
        self._look()

    def _look(self) -> None:
        self._jobs.start("pc", self._load)

    async def _load(self) -> None:
        found = await self._bridge.do("pc")
        self._state = str(found.get("sign_in", ""))
        self._system = str(found.get("system", ""))
        self.retranslate()

    def _failed(self, error: AppError) -> None:
        self.state.say(texts.error(error)[0])
        self.state.show()
