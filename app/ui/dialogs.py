"""What opens beside the window: settings, help, practice. Made and imported when first asked for, so
that the first paint does not wait for it."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QWidget

from app.paths import DataDir
from app.settings import Settings
from app.store.screens.types.standing import Standing
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.theme import theme

if TYPE_CHECKING:
    from app.ui.gaps.dialog import GapDialog
    from app.ui.help.dialog import HelpDialog
    from app.ui.settings.dialog import SettingsDialog


class Dialogs(QObject):
    """`mirroring` comes before the direction may change, `mirrored` after it."""

    mirroring = Signal()
    mirrored = Signal()

    def __init__(self, bridge: Bridge, data: DataDir, chosen: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._data, self._window = bridge, data, window
        self._language: str = chosen.language
        self._digits: str = chosen.digits
        self._standing: Standing | None = None
        self.settings: SettingsDialog | None = None
        self.help: HelpDialog | None = None
        self.gap: GapDialog | None = None

    def show_standing(self, standing: Standing) -> None:
        """How everything stands, for the settings."""
        self._standing = standing
        if self.settings is not None:
            self.settings.show_standing(standing)

    def open_settings(self, page: str = "") -> None:
        """Opens the settings, on a page if one is named."""
        from app.ui.settings.dialog import SettingsDialog

        if self.settings is None:
            dialog = SettingsDialog(self._bridge, self._window, folder=self._data.path)
            dialog.language_chosen.connect(self.use_language)
            dialog.theme_chosen.connect(theme.apply)
            dialog.digits_chosen.connect(self.use_digits)
            self.settings = dialog
        if self._standing is not None:
            self.settings.show_standing(self._standing)
        self.settings.show_page(page)
        self.settings.open()

    def open_help(self, page: str = "") -> None:
        """Opens the help beside the window, on a page if one is named."""
        from app.ui.help.dialog import HelpDialog

        if self.help is None:
            self.help = HelpDialog(self._window)
        self.help.show_page(page)
        self.help.show()
        self.help.raise_()

    def open_gap(self) -> None:
        """Opens the question after an outage or a pause beside the window."""
        from app.ui.gaps.dialog import GapDialog

        if self.gap is None:
            self.gap = GapDialog(self._bridge, self._window)
            self.gap.help_wanted.connect(lambda: self.open_help("gap"))
        if self._standing is not None:
            self.gap.show_standing(self._standing)
        self.gap.show()
        self.gap.raise_()
        self.gap.activateWindow()

    def practise(self) -> None:
        """Another process on an invented restaurant: nothing of it can touch the real ledger."""
        program = [] if getattr(sys, "frozen", False) else ["-m", "app"]
        # From there it takes the language and the colours.
        where = ["--data-dir", str(self._data.path)]
        QProcess.startDetached(sys.executable, [*program, *where, "demo"])

    def use_language(self, code: str) -> None:
        """Shows another language at once: system, en or ar."""
        self._language = code
        self._look()

    def use_digits(self, digits: str) -> None:
        """Shows other digits at once: latin or arabic."""
        self._digits = digits
        self._look()

    def follow(self, chosen: Settings) -> None:
        """Shows preferences as they are stored now, whoever set them."""
        if self.settings is not None:
            if self.settings.writing:
                return  # what is chosen there is shown already, and is newer
            self.settings.show_settings(chosen)
        if chosen.theme != theme.chosen:
            theme.apply(chosen.theme)
        if (chosen.language, chosen.digits) != (self._language, self._digits):
            self._language, self._digits = chosen.language, chosen.digits
            self._look()

    def _look(self) -> None:
        self.mirroring.emit()
        language.apply(self._language, self._digits)
        self.mirrored.emit()
