"""Fields for a number and for a time of the day: without arrows, which are too small to be hit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QTimeEdit

#: As far as a text stands from the border in other fields (theme.py).
_BESIDE = 10


class Spin(QSpinBox):
    """A whole number from least to most. Scrolling past it changes nothing."""

    def __init__(self, least: int, most: int, value: int) -> None:
        super().__init__(minimum=least, maximum=most, value=value)
        _plain(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not by accident."""
        event.ignore()


class TimeField(QTimeEdit):
    """Hours and minutes. Scrolling past it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        # Qt would put the minutes before the hours in an Arabic window.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        _plain(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not by accident."""
        event.ignore()


def _plain(box: QAbstractSpinBox) -> None:
    # Qt lays the text over the room that a style sheet leaves beside it.
    box.lineEdit().setTextMargins(_BESIDE, 0, _BESIDE, 0)
