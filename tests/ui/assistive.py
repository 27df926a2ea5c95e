"""What a screen reader or dictation does to the window, without the desktop's bus."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def filled_in(field: QWidget, text: str) -> None:
    """Sets the text of a field that has not the keyboard."""
    told = QAccessible.queryAccessibleInterface(field)
    assert told is not None
    told.setText(QAccessible.Text.Value, text)


def pressed(view: QWidget, at: int) -> None:
    """Does the only thing there is to do with an item of a list."""
    told = QAccessible.queryAccessibleInterface(view)
    assert told is not None
    action = told.child(at).actionInterface()
    action.doAction(action.actionNames()[0])
