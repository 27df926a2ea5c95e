"""The help beside the window; the sending never waits for it."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from app.ui.help.content import PAGES, Page
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.pick import PickList
from app.ui.kit.room import opens_at
from app.ui.language import is_rtl, tr
from app.ui.theme import FAMILIES, GRID, theme

if TYPE_CHECKING:
    from app.ui.about.dialog import AboutDialog


class HelpDialog(QDialog):
    """A list of pages, the page, and a button that prints it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Window)
        self.about: AboutDialog | None = None
        self.pages = PickList()
        self.pages.setFixedWidth(240)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.print_button = Button(icon_name="printer", key="Ctrl+P")
        self.about_button = Button(icon_name="info")
        self.close_button = Button()
        self.setLayout(
            column(
                row(self.pages, self.page, gap=GRID * 2),
                row(self.print_button, self.about_button, None, self.close_button),
                gap=GRID * 2,
                margins=GRID * 2,
            )
        )
        opens_at(self, 860, 600)
        self.pages.currentRowChanged.connect(self._show)
        self.print_button.clicked.connect(self._print)
        self.about_button.clicked.connect(self.open_about)
        self.close_button.clicked.connect(self.close)
        theme.changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""
        self.setWindowTitle(tr("Help"))
        at = max(0, self.pages.currentRow())
        self.pages.clear()
        self.pages.addItems([tr(page.title) for page in PAGES])
        self.pages.setAccessibleName(tr("Pages of the help"))
        self.page.setAccessibleName(tr("Help page"))
        self.print_button.say(tr("Print this page"))
        self.about_button.say(tr("About OTO Companion"))
        self.close_button.say(tr("Close"))
        self.pages.setCurrentRow(at)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language. (`Translated` is a QWidget of its own: no two bases.)"""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_page(self, name: str) -> None:
        """Turns to the page of that name; an unknown one changes nothing."""
        for at, page in enumerate(PAGES):
            if name and page.name == name:
                self.pages.setCurrentRow(at)

    def open_about(self) -> None:
        """Opens what the program is made of, in a window of its own."""
        if self.about is None:
            from app.ui.about.dialog import AboutDialog

            self.about = AboutDialog(self)
        self.about.show()
        self.about.raise_()

    def _show(self, _row: int = 0) -> None:
        at = self.pages.currentRow()
        if 0 <= at < len(PAGES):
            self.page.setHtml(html(PAGES[at], theme.colours.text))

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def print_it() -> None:
            document = QTextDocument()
            document.setHtml(html(PAGES[max(0, self.pages.currentRow())], "#000000"))
            document.print_(printer)

        dialog.accepted.connect(print_it)
        dialog.setModal(True)
        dialog.show()


def html(page: Page, colour: str) -> str:
    """One page as simple HTML of our own words, in the direction of the language."""
    families = ", ".join(f"'{name}'" for name in FAMILIES)
    parts = [f"<h2>{escape(tr(page.title))}</h2>"]
    steps = 0
    for kind, words, meaning in page.parts:
        if kind == "step":
            steps += 1
            parts.append(f"<p><b>{steps}.</b> {escape(tr(words))}</p>")
        elif kind == "term":
            parts.append(f"<p><b>{escape(tr(words))}</b><br/>{escape(tr(meaning))}</p>")
        else:
            parts.append(f"<p>{escape(tr(words))}</p>")
    way = "rtl" if is_rtl() else "ltr"
    style = f"font-family: {families}; font-size: 15px; color: {colour};"
    return f'<div dir="{way}" style="{style}">{"".join(parts)}</div>'
