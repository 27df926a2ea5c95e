"""What most people need not see: folded away behind a line that can be opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.kit.box import Card, column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import mark, plain, tr
from app.ui.setup.fields import AddressField


class Fold(Translated):
    """A line that opens and closes the part below it. `title` is a marked text."""

    toggled = Signal(bool)

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self.body = title, body
        self.button = Button(kind="link", icon_name="chevron-down")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._open)
        body.hide()
        self.setLayout(column(row(self.button, None), body, gap=4))
        self.retranslate()

    def retranslate(self) -> None:
        """The line."""
        self.button.say(tr(self._title))

    def _open(self, opened: bool) -> None:
        self.button.set_icon("chevron-up" if opened else "chevron-down")
        self.body.setVisible(opened)
        self.retranslate()
        self.toggled.emit(opened)


class AddressFold(Fold):
    """ "Other address": closed it still says which one is used."""

    def __init__(self, field: AddressField, parent: QWidget | None = None) -> None:
        self.field = field
        super().__init__(mark("Other address"), field, parent)
        field.edit.textChanged.connect(self.retranslate)

    def retranslate(self) -> None:
        """Closed, with an address typed, that address is shown."""
        typed = self.field.text()
        if typed and not self.button.isChecked():
            self.button.say(tr("Other address: {address}", address=typed[:80]))
        else:
            super().retranslate()


class HowTo(Fold):
    """ "Where do I get this?": an explanation, and a message ready to be copied (marked texts)."""

    def __init__(self, explanation: str, message: str, parent: QWidget | None = None) -> None:
        self._explanation, self._message = explanation, message
        self._explains = Label()
        self._says = Label(selectable=True)
        self._says.setTextInteractionFlags(
            self._says.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._copy = Button(icon_name="copy")
        self._copied = Label(tone="good")
        self._was_copied = False
        self._copy.clicked.connect(self._to_clipboard)
        letter = Card()
        letter.setLayout(
            column(self._says, row(self._copy, self._copied, None), margins=16, gap=12)
        )
        body = QWidget()
        body.setLayout(column(self._explains, letter, gap=12))
        super().__init__(mark("Where do I get this?"), body, parent)

    def retranslate(self) -> None:
        """Explanation, message and button."""
        super().retranslate()
        self._explains.say(tr(self._explanation))
        self._says.say(tr(self._message))
        self._copy.say(tr("Copy message"))
        self._copied.say(tr("Copied") if self._was_copied else "")

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(plain(tr(self._message)))
        self._was_copied = True
        self.retranslate()
