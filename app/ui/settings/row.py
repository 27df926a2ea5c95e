"""One preference: its name, what it means, its control, its default, and what is wrong."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.setting_types import Spec, Value, jsonable
from app.ui import texts
from app.ui.kit.box import column, row
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.words import Translated
from app.ui.language import ltr, one_line, tr
from app.ui.settings import words
from app.ui.settings.controls import control
from app.ui.setup.fields import leading


class SettingRow(Translated):
    """`wanted` is emitted with key and text."""

    wanted = Signal(str, str)

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._value: Value = spec.default
        self._error: AppError | None = None
        self._name = Label(bold=True)
        self._meaning = Label(size="small", tone="muted")
        self._default = Label(size="small", tone="muted", wrap=False)
        self._wrong = Label(size="small", tone="bad")
        self._locked = Label(size="small", tone="muted")
        self._by: Path | None = None
        self.restore = Button(kind="link", icon_name="rotate-ccw")
        self.control = control(spec)
        self._name.setBuddy(self.control.inner())
        self.control.wanted.connect(lambda text: self.wanted.emit(spec.key, text))
        self.restore.clicked.connect(self._back)
        words_ = column(self._name, self._meaning, gap=2)
        self.setLayout(
            column(
                words_,
                row(self.control, self._default, self.restore, gap=12),
                self._wrong,
                self._locked,
                gap=4,
            )
        )
        self.control.show_value(spec.default)
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self._name.say(leading(words.name(self.spec)))
        self._meaning.say(words.meaning(self.spec))
        self._default.say(words.default(self.spec))
        self.restore.say(
            tr("Use default"), tr("Use the default of {name}", name=words.name(self.spec))
        )
        self.control.retranslate()
        if self._by is not None:
            path = ltr(one_line(str(self._by), 300))
            self._locked.say(tr("Set by IT for this PC: {path}", path=path))
            self.control.inner().setAccessibleDescription(self._locked.text())
        self._look()

    def lock(self, by: Path) -> None:
        """IT holds it, in this file: it is shown and cannot be changed."""
        self._by = by
        self.control.setEnabled(False)
        self.retranslate()

    def show_value(self, value: Value) -> None:
        """Shows what is stored; nothing is wrong then."""
        self._value, self._error = value, None
        self.control.show_value(value)
        self._look()

    def show_error(self, error: AppError) -> None:
        """Says what is wrong. What was typed stays; a switch or a choice shows what is stored."""
        self._error = error
        if self.spec.type is bool or self.spec.choices:
            self.control.show_value(self._value)
        self._look()

    def _look(self) -> None:
        usual = self._value == self.spec.default
        self.restore.setVisible(not usual and self._by is None)
        self._locked.setVisible(self._by is not None)
        self._default.setVisible(not usual)
        self.control.show_wrong(self._error is not None)
        self._wrong.setVisible(self._error is not None)
        if self._error is not None:
            title, remedy = texts.error(self._error)
            self._wrong.say(tr("{what}. {remedy}", what=title, remedy=remedy))

    def _back(self) -> None:
        self.control.inner().setFocus()
        self.wanted.emit(
            self.spec.key,
            str(jsonable(self.spec.default)).lower()
            if self.spec.type is bool
            else str(jsonable(self.spec.default)),
        )
