"""Fields of the set-up: a label above, one line to type in, secrets masked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.kit.box import column, level
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.line import Line
from app.ui.kit.words import Translated
from app.ui.language import is_rtl, mark, tr


def leading(text: str) -> str:
    """The text at the start of its line, also one in Latin letters in the Arabic window: a label
    takes its side from its first letter."""
    return f"\u200f{text}" if text and is_rtl() else text


class Field(Translated):
    """One line to type in. `name` and `hint` are marked texts; the name is also what a screen reader
    says. Ids, tokens and addresses run from left to right in both languages. What is `beside` stands
    behind the line."""

    entered = Signal()
    edited = Signal()

    def __init__(
        self,
        name: str,
        *,
        hint: str = "",
        beside: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._hint_text = name, hint
        self._label = Label(bold=True)
        self._hint = Label(size="small", tone="muted")
        self._hint.setVisible(bool(hint))
        self.edit = Line()
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.returnPressed.connect(self.entered)
        self.edit.typed.connect(self._edited)
        self._label.setBuddy(self.edit)
        line = level(self.edit, *beside, gap=4)
        self.setLayout(column(self._label, line, self._hint, gap=4))
        self.setFocusProxy(self.edit)
        self.retranslate()

    def retranslate(self) -> None:
        """Label, name and hint."""
        self._label.say(leading(tr(self._name)))
        self.edit.setAccessibleName(tr(self._name))
        if self._hint_text:
            self._hint.say(tr(self._hint_text))
            self.edit.setAccessibleDescription(tr(self._hint_text))

    def text(self) -> str:
        """What was typed, without spaces around it."""
        return self.edit.text().strip()

    def show_wrong(self, wrong: bool) -> None:
        """Marks the field to be mended."""
        if bool(self.edit.property("wrong")) != wrong:
            self.edit.setProperty("wrong", wrong)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)

    def lock(self, locked: bool) -> None:
        """While it is being checked it can be read, not changed."""
        self.edit.setReadOnly(locked)

    def empty(self) -> None:
        """As if nothing had been typed."""
        self.edit.show_text("")

    def _edited(self) -> None:
        self.show_wrong(False)
        self.edited.emit()


class SecretField(Field):
    """Masked; can be revealed and pasted into, never pre-filled. Masked again when it is hidden."""

    def __init__(self, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        self._reveal = Button(icon_name="eye")
        self._paste = Button(icon_name="clipboard")
        super().__init__(name, hint=hint, beside=(self._reveal, self._paste), parent=parent)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(self._show_it)
        self._paste.clicked.connect(self._take)

    def retranslate(self) -> None:
        """Also the two buttons."""
        super().retranslate()
        shown = self._reveal.isChecked()
        self._reveal.say("", tr("Hide what was typed") if shown else tr("Show what was typed"))
        self._paste.say(tr("Paste"))

    def lock(self, locked: bool) -> None:
        """Also no pasting."""
        super().lock(locked)
        self._paste.setEnabled(not locked)

    def forget(self) -> None:
        """Empties and masks it: the secret is kept elsewhere now."""
        self.empty()
        self._reveal.setChecked(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """A secret is not left open for the next who looks."""
        self._reveal.setChecked(False)
        super().hideEvent(event)

    def _show_it(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.edit.setEchoMode(modes.Normal if shown else modes.Password)
        self._reveal.set_icon("eye-off" if shown else "eye")
        self.retranslate()

    def _take(self) -> None:
        pasted = QGuiApplication.clipboard().text().strip()
        if pasted:
            self.edit.setText(pasted)
        self.edit.setFocus()


class AddressField(Field):
    """The address of a service, for the sandbox and for tests; empty means the usual one."""

    def __init__(self, name: str, usual: str, parent: QWidget | None = None) -> None:
        self._usual = usual
        super().__init__(name, hint=mark("Leave it empty for the usual address."), parent=parent)
        self.edit.setPlaceholderText(usual)

    def url(self) -> str | None:
        """The address that was typed; None for the usual one."""
        return self.text() or None

    def show_stored(self, url: str) -> None:
        """Shows the address in force if it is another than the usual one; what was typed stays."""
        self.edit.prefill("" if url == self._usual else url)
