"""A list to choose from, with an arrow of ours; scrolling past it changes nothing."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from app.ui.icons import icon

_SIDE = 18
#: As far as a screen reader looks into a list that has not dropped down.
_REACH = QSize(640, 4000)


class Combo(QComboBox):
    """Used with and without typing."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(200)
        self.setStyleSheet(
            "QComboBox::drop-down { border: 0; width: 30px; } QComboBox::down-arrow { image: none; }"
            # What is typed into has no frame and no room of its own in here.
            "QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }"
        )
        self.view().selectionModel().selectionChanged.connect(self._selected)
        self.view().resize(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Its items can be read and chosen without dropping it down."""
        super().showEvent(event)
        self.view().resize(_REACH)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt goes by the size of the list: else its items would show on another page."""
        super().hideEvent(event)
        self.view().resize(0, 0)

    def _selected(self) -> None:
        # By mouse or keys Qt moves the current one along, after the selection.
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        """Through accessibility Qt only selects in the list: here the choice follows."""
        chosen = self.view().selectedIndexes()
        if chosen and chosen[0].row() != self.view().currentIndex().row():
            self.view().setCurrentIndex(chosen[0])
            self.setCurrentIndex(chosen[0].row())
            self.hidePopup()
            self.activated.emit(chosen[0].row())

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
