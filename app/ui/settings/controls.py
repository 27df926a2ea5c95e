"""One control for each type of preference, made from its declaration."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.setting_types import Spec, Value, jsonable
from app.ui.kit.box import row
from app.ui.kit.combo import Combo
from app.ui.kit.label import Label
from app.ui.kit.line import Line
from app.ui.kit.switch import Switch
from app.ui.kit.words import Translated
from app.ui.settings import words


class Control(Translated):
    """`wanted` is emitted with the text a person chose; `show_value` shows what is stored."""

    wanted = Signal(str)

    def __init__(self, spec: Spec) -> None:
        super().__init__()
        self.spec = spec

    def inner(self) -> QWidget:
        """The widget that has the focus and the name."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Shows a value without asking for anything."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """The name for screen readers."""
        self.inner().setAccessibleName(words.name(self.spec))
        self.inner().setAccessibleDescription(words.meaning(self.spec))

    def show_wrong(self, wrong: bool) -> None:
        """Marks it."""
        inner = self.inner()
        inner.setProperty("wrong", wrong)
        inner.style().unpolish(inner)
        inner.style().polish(inner)


class YesNo(Control):
    """A switch; it moves when the answer is stored."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.switch = Switch()
        self.switch.wanted.connect(lambda on: self.wanted.emit("true" if on else "false"))
        self.setLayout(row(self.switch, None))

    def inner(self) -> QWidget:
        """The switch."""
        return self.switch

    def show_value(self, value: Value) -> None:
        """On or off."""
        self.switch.show_stored(value is True)


class Choice(Control):
    """One of a few."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.combo = Combo()
        for value in spec.choices:
            self.combo.addItem(value, value)
        self.combo.activated.connect(lambda _: self.wanted.emit(str(self.combo.currentData())))
        self.setLayout(row(self.combo, None))

    def inner(self) -> QWidget:
        """The list."""
        return self.combo

    def show_value(self, value: Value) -> None:
        """The chosen one."""
        self.combo.setCurrentIndex(self.combo.findData(value))

    def retranslate(self) -> None:
        """Also the choices."""
        super().retranslate()
        for index, value in enumerate(self.spec.choices):
            self.combo.setItemText(index, words.choice(self.spec, value))


class Text(Control):
    """A text, a number or an amount; set when the field is left or Enter is pressed."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._stored = ""
        self._asked: str | None = None
        counts = spec.type in (int, Decimal)
        self.edit = Line()
        self.edit.setFixedWidth(112 if counts else 240)
        if counts or spec.key == "foodics_client_id":
            self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if counts:
            self.edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.edit.setMaxLength(200)
        self.edit.editingFinished.connect(self._left)
        self.edit.typed.connect(self._typed)
        self._unit = Label(tone="muted", wrap=False)
        self.setLayout(row(self.edit, self._unit, None))

    def inner(self) -> QWidget:
        """The line."""
        return self.edit

    def show_value(self, value: Value) -> None:
        """The stored text, unless another is being typed."""
        typing = self.edit.hasFocus() and self.edit.text().strip() != self._stored
        self._stored = str(jsonable(value))
        if not typing or self._asked == self._stored:
            self.edit.show_text(self._stored)

    def retranslate(self) -> None:
        """Also the unit."""
        super().retranslate()
        unit = words.unit(self.spec)
        self._unit.say(unit)
        self._unit.setHidden(not unit)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window closed, leaves the field as well."""
        self._left()
        super().hideEvent(event)

    def _typed(self) -> None:
        # Dictation and screen readers fill a field that has not the keyboard, and never leave it.
        if not self.edit.hasFocus():
            self._left()

    def _left(self) -> None:
        # Enter, and then leaving the field, is one wish.
        typed = self.edit.text().strip()
        if typed not in (self._stored, self._asked):
            self._asked = typed
            self.wanted.emit(typed)
        elif typed == self._stored:
            self._asked = None


def control(spec: Spec) -> Control:
    """The control that fits."""
    if spec.choices:
        return Choice(spec)
    return YesNo(spec) if spec.type is bool else Text(spec)
