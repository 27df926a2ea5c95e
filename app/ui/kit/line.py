"""A line to type in that knows a person's text from the program's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class Line(QLineEdit):
    """`typed`: a person changed it, by keyboard, paste or completion, or through a screen reader or
    dictation. For the last two Qt's own `textEdited` and `isModified` say nothing."""

    typed = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.touched = False
        self._by_program = False
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """The program's text, at which a person has not been yet."""
        with self.by_program():
            self.setText(text)
        self.touched = False

    def prefill(self, text: str) -> None:
        """The program's text from its beginning, unless a person has been at it."""
        if not self.touched and self.text() != text:
            self.show_text(text)
            self.setCursorPosition(0)

    @contextmanager
    def by_program(self) -> Iterator[None]:
        """What changes meanwhile was not typed."""
        self._by_program = True
        try:
            yield
        finally:
            self._by_program = False

    def _changed(self) -> None:
        if not self._by_program:
            self.touched = True
            self.typed.emit()
