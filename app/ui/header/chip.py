"""How one service is doing: icon, word, colour, and more in the tool tip."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.store.screens.types.standing import ServiceRow
from app.ui.icons import icon
from app.ui.kit.box import row
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import clock, mark, one_line, plain, tip, tr
from app.ui.theme import theme

#: state -> (tone, icon, text, tool tip); texts take the service's name.
_STATES = {
    "ok": ("good", "check", mark("{service}"), mark("{service} answers.")),
    "unknown": (
        "muted",
        "circle-dashed",
        mark("{service}: not checked yet"),
        mark("{service} was not asked yet since the start."),
    ),
    "not_connected": (
        "muted",
        "plug",
        mark("{service}: not connected"),
        mark("{service} is not connected; see the settings."),
    ),
    "unreachable": (
        "bad",
        "cloud-off",
        mark("{service}: no answer"),
        mark("{service} cannot be reached from this PC now."),
    ),
    "trouble": (
        "bad",
        "cloud-off",
        mark("{service}: in trouble"),
        mark("{service} answers that it has trouble itself."),
    ),
    "limited": (
        "warn",
        "hourglass",
        mark("{service}: pausing"),
        mark("{service} asks for a pause; it goes on by itself."),
    ),
    "refused": (
        "bad",
        "key-round",
        mark("{service}: refused"),
        mark("{service} refuses the sign-in; see the settings."),
    ),
    "keyring": (
        "bad",
        "lock",
        mark("{service}: keyring locked"),
        mark("The secret for {service} cannot be read from this PC's keyring."),
    ),
}


class Chip(Translated):
    """`service` is a name that is the same in every language."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service
        self._row = ServiceRow(state="unknown")
        self._more = ""
        self._icon = QLabel()
        self.label = Label(size="small", wrap=False)
        self.setLayout(row(self._icon, self.label, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._paint_icon)
        self.retranslate()

    def show_service(self, found: ServiceRow) -> None:
        """What is known of the service now."""
        if found != self._row:
            self._row = found
            self.retranslate()

    def show_more(self, text: str) -> None:
        """One more line for the tool tip, translated already."""
        if text != self._more:
            self._more = text
            self.retranslate()

    def retranslate(self) -> None:
        """Says the state anew."""
        tone, _, text, hint = self._found()
        self.label.tone(tone if tone != "good" else "")
        self.label.say(tr(text, service=self._service))
        lines = [tr(hint, service=self._service)]
        if name := one_line(self._row.name, 80):
            lines.append(tr("Account: {name}", name=name))
        if self._row.checked_at is not None:
            lines.append(tr("Checked at {time}", time=clock(self._row.checked_at)))
        if self._more:
            lines.append(self._more)
        self.setToolTip(tip("\n".join(lines)))
        self.setAccessibleName(plain(lines[0]))
        self.setAccessibleDescription(plain(" ".join(lines[1:])))
        self._paint_icon()

    def _found(self) -> tuple[str, str, str, str]:
        return _STATES.get(self._row.state, _STATES["unknown"])

    def _paint_icon(self) -> None:
        tone, name, _, _ = self._found()
        self._icon.setPixmap(icon(name, tone).pixmap(16, 16))
