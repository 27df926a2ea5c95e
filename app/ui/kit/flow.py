"""Parts beside each other that go on in the next line where a column is too narrow."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from app.ui.theme import GRID


class Flow(QLayout):
    """From start to end of the line, then below; hidden widgets take no room."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            # All as tall as the tallest: Arabic letters need more room than three dots.
            policy = widget.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            widget.setSizePolicy(policy)
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        backwards = (
            parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )
        shown = [item for item in self._items if not item.isEmpty()]
        height = max((item.sizeHint().height() for item in shown), default=0)
        x = y = 0
        for item in shown:
            size = QSize(min(item.sizeHint().width(), rect.width()), height)
            if x and x + size.width() > rect.width():
                x, y = 0, y + height + GRID
            if move:
                start = rect.width() - x - size.width() if backwards else x
                item.setGeometry(QRect(rect.topLeft() + QPoint(start, y), size))
            x += size.width() + GRID
        return y + height
