"""A list to choose from, with an arrow of ours; scrolling past it changes nothing."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.ui.icons import icon

_SIDE = 18


class Combo(QComboBox):
    """Used with and without typing."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(200)
        self.setStyleSheet(
            "QComboBox::drop-down { border: 0; width: 30px; } QComboBox::down-arrow { image: none; }"
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 10 if rtl else self.width() - _SIDE - 10
        tone = "text" if self.isEnabled() else "muted"
        where = QRect(x, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        icon("chevron-down", tone).paint(painter, where)
        painter.end()
