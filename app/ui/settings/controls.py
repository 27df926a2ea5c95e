"""One control for each type of preference, made from its declaration."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from app.setting_types import Spec, Value, jsonable
from app.ui.kit.box import row
from app.ui.kit.label import Label
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


class _Combo(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change anything."""
        event.ignore()


class Choice(Control):
    """One of a few."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.combo = _Combo()
        for value in spec.choices:
            self.combo.addItem(value, value)
        self.combo.setMinimumWidth(200)
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


class _Spin(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling past must not change anything."""
        event.ignore()


class Number(Control):
    """A whole number within its bounds, with its unit."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.spin = _Spin()
        self.spin.setKeyboardTracking(False)
        low, high = spec.about.low, spec.about.high
        self.spin.setRange(0 if low is None else low, 1_000_000_000 if high is None else high)
        self.spin.setMinimumWidth(112)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._unit = Label(tone="muted", wrap=False)
        self.spin.valueChanged.connect(lambda value: self.wanted.emit(str(value)))
        self.setLayout(row(self.spin, self._unit, None))

    def inner(self) -> QWidget:
        """The number field."""
        return self.spin

    def show_value(self, value: Value) -> None:
        """The number."""
        if isinstance(value, int):
            self.spin.blockSignals(True)
            self.spin.setValue(value)
            self.spin.blockSignals(False)

    def retranslate(self) -> None:
        """Also the unit."""
        super().retranslate()
        self._unit.say(words.unit(self.spec))


class Text(Control):
    """A text or an amount; set when the field is left or Enter is pressed."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self._stored = ""
        self.edit = QLineEdit()
        self.edit.setMinimumWidth(112 if spec.type is Decimal else 200)
        if spec.type is Decimal or spec.key == "foodics_client_id":
            self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.edit.setMaxLength(200)
        self.edit.editingFinished.connect(self._left)
        self.setLayout(row(self.edit, None))

    def inner(self) -> QWidget:
        """The line."""
        return self.edit

    def show_value(self, value: Value) -> None:
        """The stored text, unless another is being typed."""
        typing = self.edit.hasFocus() and self.edit.text().strip() != self._stored
        self._stored = str(jsonable(value))
        if not typing:
            self.edit.setText(self._stored)

    def _left(self) -> None:
        if self.edit.text().strip() != self._stored:
            self.wanted.emit(self.edit.text().strip())


def control(spec: Spec) -> Control:
    """The control that fits."""
    if spec.choices:
        return Choice(spec)
    if spec.type is bool:
        return YesNo(spec)
    return Number(spec) if spec.type is int else Text(spec)
