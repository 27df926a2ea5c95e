"""Widgets whose words follow the language."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Translated(QWidget):
    """Base of every screen part: put all texts into `retranslate`, and call it once when built."""

    def retranslate(self) -> None:
        """Says everything anew in the language that is shown."""

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
