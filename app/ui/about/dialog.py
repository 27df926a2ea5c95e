"""Which version this is, under which licence, and the parts it is made of with theirs."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QListWidgetItem, QPlainTextEdit, QWidget

from app import __version__, licences
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.pick import PickList
from app.ui.kit.room import opens_at
from app.ui.language import ltr, tr
from app.ui.theme import GRID


class AboutDialog(QDialog):
    """A list of the parts, and the licence of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.title = Label(size="title", bold=True)
        self.ours = Label()
        self.libraries = Label(tone="muted")
        self.parts = PickList()
        self.parts.setFixedWidth(300)
        self.heading = Label(bold=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        # Licences are English, whatever the window speaks.
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.close_button = Button()
        self._fill()
        shown = column(self.heading, self.text, gap=GRID)
        self.setLayout(
            column(
                self.title,
                self.ours,
                self.libraries,
                row(self.parts, shown, gap=GRID * 2),
                row(None, self.close_button),
                gap=GRID * 2,
                margins=GRID * 2,
            )
        )
        opens_at(self, 980, 640)
        self.parts.currentItemChanged.connect(self._show)
        self.close_button.clicked.connect(self.close)
        self.retranslate()
        self.parts.setCurrentRow(0)

    def _fill(self) -> None:
        self._all = [licences.ours(), *licences.parts()]
        for part in self._all:
            QListWidgetItem(f"{part.name} {part.version}".strip(), self.parts)

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.setWindowTitle(tr("About OTO Companion"))
        self.title.say(ltr(f"OTO Companion {__version__}"))
        self.ours.say(tr("Free software under the MIT licence, without any warranty."))
        self.libraries.say(
            tr(
                "It uses Qt under the LGPL, version 3: you may replace these libraries by others; "
                "their entry in the list says how, and where their source is."
            )
        )
        self.parts.setAccessibleName(tr("What the program is made of"))
        self.text.setAccessibleName(tr("Text of the licence"))
        self.close_button.say(tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language. (`Translated` is a QWidget of its own: no two bases.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        at = self.parts.currentRow()
        if 0 <= at < len(self._all):
            part = self._all[at]
            self.heading.say(ltr(f"{part.name} · {part.licence}"))
            self.text.setPlainText(part.text)
