"""A dialog in which Enter in a field decides nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog


class CalmDialog(QDialog):
    """Qt makes the first button of a dialog its default, which Enter in any field presses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A button that has the keyboard has had Enter before."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
