"""The pages of the settings that are made of preferences."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from app.settings import SPECS, locked
from app.ui.bridge import Bridge
from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import ltr, mark, one_line, tr
from app.ui.settings.row import SettingRow
from app.ui.setup.currency_box import CurrencyBox
from app.ui.setup.fields import leading

#: Pages by name, with their titles.
PAGES: Mapping[str, str] = {
    "connections": mark("Connections"),
    "currency": mark("Currency"),
    "sending": mark("Sending rules"),
    "look": mark("Appearance"),
    "pc": mark("This PC"),
    "data": mark("Data"),
    "checkup": mark("Check-up"),
}

#: The preferences of each group.
WHEN = (
    "hold_seconds",
    "too_old_minutes",
    "scheduled",
    "lead_minutes",
    "required_tag",
    "kitchen_done_is_ready",
)
NEEDS = (
    "patience_not_accepted_minutes",
    "patience_not_ready_closed_minutes",
    "patience_kitchen_minutes",
    "patience_unknown_minutes",
    "driver_minutes",
    "credit_warning",
)
WRITES = ("notes_language",)
LOOK = ("language", "theme", "digits")
PC = ("start_at_sign_in", "keep_awake")
DATA = ("retention_days", "log_level", "update_url")
ACCESS = ("proxy", "foodics_client_id", "foodics_redirect_uri")


class Group(Translated):
    """Preferences under one title (a marked text)."""

    def __init__(self, title: str, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._label = Label(size="title", bold=True)
        self.rows = {key: SettingRow(SPECS[key]) for key in keys}
        held, by = locked()
        for key in held.intersection(keys):
            self.rows[key].lock(by)
        card = Card()
        card.setLayout(column(self._label, *self.rows.values(), margins=20, gap=20))
        self.setLayout(column(card))
        self.retranslate()

    def retranslate(self) -> None:
        """The title."""
        self._label.say(tr(self._title))


class CurrencyPage(Translated):
    """The currency, with what it is for."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CurrencyBox(bridge)
        self.box.saved.connect(bridge.refresh)
        card = Card()
        card.setLayout(column(self.box, margins=20))
        self.setLayout(column(card))


class Folder(Translated):
    """Where this program keeps everything but secrets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._title = Label(size="title", bold=True)
        self._what = Label(size="small", tone="muted")
        self.path = Label(selectable=True)
        self.open_it = Button(icon_name="external-link")
        self.copy = Button(icon_name="copy")
        self.open_it.clicked.connect(self._open)
        self.copy.clicked.connect(self._copy)
        card = Card()
        card.setLayout(
            column(
                self._title,
                self._what,
                self.path,
                row(self.open_it, self.copy, None),
                margins=20,
                gap=12,
            )
        )
        self.setLayout(column(card))
        # Shown once the folder is known.
        self.setVisible(False)
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self._title.say(tr("Data folder"))
        self._what.say(
            tr("Orders, history and settings of this PC. Secrets are in the keyring, not here.")
        )
        self.open_it.say(tr("Open folder"))
        self.copy.say(tr("Copy path"))

    def show_folder(self, folder: Path) -> None:
        """Shows the path."""
        self._folder = folder
        self.path.say(leading(ltr(one_line(str(folder), 1000))))
        self.show()

    def _open(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))


def page(*parts: QWidget) -> QWidget:
    """Parts below each other."""
    made = QWidget()
    made.setLayout(column(*parts, None, gap=16, margins=(0, 0, 12, 0)))
    return made


TITLES = {
    "when": mark("When orders go"),
    "needs": mark("When an order needs you"),
    "writes": mark("What is written to orders"),
    "look": mark("Appearance"),
    "pc": mark("On this PC"),
    "data": mark("How long data is kept"),
    "access": mark("Approval in the browser"),
}
