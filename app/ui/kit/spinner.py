"""Something is being done: shown only if it takes longer than a moment, still when nobody looks."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import theme

#: Milliseconds until it shows, and between two of its steps.
DELAY, STEP = 300, 60


class Spinner(QWidget):
    """`start` and `stop` may be called at any time and in any order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._angle = 0
        self._shows = QTimer(self, singleShot=True, interval=DELAY)
        self._shows.timeout.connect(self._show)
        self._turns = QTimer(self, interval=STEP)
        self._turns.timeout.connect(self._turn)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def start(self) -> None:
        """Something began."""
        if not self._turns.isActive() and not self._shows.isActive():
            self._shows.start()

    def stop(self) -> None:
        """It is over."""
        self._shows.stop()
        self._turns.stop()
        self.hide()

    def _show(self) -> None:
        self.show()
        self._turns.start()

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing turns unseen."""
        self._turns.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.colours.accent), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        side = min(self.width(), self.height(), 20) - 4
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.drawArc(box, -self._angle * 16, 270 * 16)
        painter.end()
