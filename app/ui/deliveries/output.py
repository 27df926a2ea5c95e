"""Where the delivery list goes: to a printer, or into a PDF where there is none."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.store.screens.types.deliveries import DeliveryRow
from app.ui.deliveries import pages
from app.ui.language import tr

#: What is to be printed as of now.
Wanted = Callable[[], tuple[list[DeliveryRow], datetime]]
#: Kind, title, text of what came of it.
Tell = Callable[[str, str, str], None]


class Output:
    """Its dialogs stand before `owner`, and keep nothing waiting."""

    def __init__(self, owner: QWidget, wanted: Wanted, tell: Tell) -> None:
        self._owner, self._wanted, self._tell = owner, wanted, tell

    def print_list(self) -> None:
        """Asks for a printer."""
        rows, now = self._wanted()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: pages.paint(printer, rows, now))
        dialog.setModal(True)
        dialog.show()

    def ask_where(self) -> None:
        """Asks for the name of a PDF."""
        _, now = self._wanted()
        dialog = QFileDialog(self._owner, tr("Save as PDF…"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"delivery-list-{now:%Y-%m-%d}.pdf")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Writes the PDF, and tells what came of it."""
        try:
            pages.save_pdf(path, *self._wanted())
        except OSError as error:
            self._tell("bad", tr("The list could not be saved there"), error.strerror or "")
        else:
            self._tell("good", tr("Saved: {name}", name=path.name), "")
