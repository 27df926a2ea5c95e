"""The page: looks at everything when it is first shown, and again when asked."""

import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import AppError
from app.doctor.check import Check
from app.ui import texts
from app.ui.bridge import Bridge
from app.ui.checkup import words
from app.ui.checkup.line import Line
from app.ui.jobs import Jobs
from app.ui.kit.banner import Banner
from app.ui.kit.box import Card, clear, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.spinner import Spinner
from app.ui.kit.words import Translated
from app.ui.language import ltr, tr

_NUMBERS = re.compile(r"\d{1,18}")


class CheckUp(Translated):
    """Nothing of the window waits for it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._jobs = Jobs(self, self._failed)
        self._at_work: set[str] = set()
        self._checks: list[Check] | None = None
        self._error: AppError | None = None
        self._made: Path | None = None
        self._title = Label(size="title", bold=True)
        self.summary = Label(bold=True)
        self._spinner = Spinner()
        self.again = Button(icon_name="refresh-cw")
        self.copy = Button(icon_name="copy")
        self.lines = column(gap=12)
        self.told = Banner("info")
        self._help_title = Label(size="title", bold=True)
        self._help = Label()
        self._orders_label = Label()
        self.orders = QLineEdit()
        self.make = Button(icon_name="file-text")
        self._orders_label.setBuddy(self.orders)
        for button, act in (
            (self.again, self.look),
            (self.copy, self._copy),
            (self.make, self._make),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(act)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        card, helps = Card(), Card()
        buttons = row(self.again, self.copy, self._spinner, None)
        card.setLayout(column(self._title, self.summary, buttons, self.lines, margins=20, gap=12))
        parts = (self._help_title, self._help, self._orders_label, self.orders)
        helps.setLayout(column(*parts, row(self.make, None), self.told, margins=20, gap=12))
        self.setLayout(column(card, helps, gap=16))

    def retranslate(self) -> None:
        """All texts."""
        self._title.say(tr("Check-up"))
        self.again.say(tr("Run again"))
        self.copy.say(tr("Copy"))
        self._help_title.say(tr("File for support"))
        self._help.say(
            tr(
                "One file that tells whoever helps you how this PC and the program are doing. No "
                "customer's name, phone or address is in it, and no token."
            )
        )
        self._orders_label.say(tr("References of the orders it is about (optional)"))
        self.orders.setAccessibleName(tr("References of the orders it is about (optional)"))
        self.make.say(tr("Make the file"))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """What was found an hour ago helps nobody, but a page that is turned to again keeps it."""
        super().showEvent(event)
        if self._checks is None:
            self.look()

    def look(self) -> None:
        """Runs the check-up."""
        self._begin("look", self._look)

    def _begin(self, name: str, job: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if self._jobs.start(name, job, done=lambda: self._ended(name)):
            self._at_work.add(name)
            self._say()

    def _ended(self, name: str) -> None:
        self._at_work.discard(name)
        self._say()

    async def _look(self) -> None:
        self._error = None
        found = await self._bridge.check_up()
        # What needs somebody comes first; the rest stays in the order of the checks.
        self._checks = sorted(found, key=lambda check: check.ok)
        clear(self.lines)
        for check in self._checks:
            self.lines.addWidget(Line(check))

    def _say(self) -> None:
        busy = "look" in self._at_work
        self.again.setEnabled(not busy)
        self.copy.setEnabled(bool(self._checks))
        (self._spinner.start if busy else self._spinner.stop)()
        if busy:
            self.summary.say(tr("Looking at everything; this takes up to half a minute."))
        elif self._checks is not None:
            self.summary.say(words.summary(self._checks))
        making = "make" in self._at_work
        self.make.setEnabled(not making)
        self.told.setVisible(making or self._made is not None or self._error is not None)
        self.told.offer()
        if making:
            self.told.say(tr("The file is being made."), kind="info")
        elif self._error is not None:
            self.told.say(*texts.error(self._error), kind="bad")
        elif self._made is not None:
            self.told.say(tr("The file is there"), ltr(str(self._made)), kind="good")
            self.told.offer((tr("Open folder"), "normal", self._open))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(words.as_text(self._checks or []))

    def _make(self) -> None:
        self._begin("make", self._write)

    async def _write(self) -> None:
        self._error, self._made = None, None
        wanted = [int(found) for found in _NUMBERS.findall(self.orders.text())]
        self._made = await self._bridge.bundle(_folder(), list(dict.fromkeys(wanted)))

    def _open(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))

    def _failed(self, error: AppError) -> None:
        self._error = error
        self._say()


def _folder() -> Path:
    """Where people look for what a program saved for them."""
    kinds = QStandardPaths.StandardLocation
    for kind in (kinds.DownloadLocation, kinds.DocumentsLocation, kinds.HomeLocation):
        found = QStandardPaths.writableLocation(kind)
        if found and Path(found).is_dir():
            return Path(found)
    return Path.home()
