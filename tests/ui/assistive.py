"""What a screen reader or dictation does to the window, without the desktop's bus."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def filled_in(field: QWidget, text: str) -> None:
    """Sets the text of a field that has not the keyboard."""
    told = QAccessible.queryAccessibleInterface(field)
    assert told is not None
    told.setText(QAccessible.Text.Value, text)
