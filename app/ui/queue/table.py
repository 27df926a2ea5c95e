"""The table of the queue: one order a row; selection, scrolling and pointer survive every change."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.ui.queue import rows
from app.ui.queue.anchor import Anchor
from app.ui.queue.cells import Column
from app.ui.queue.delegate import QueueDelegate
from app.ui.queue.model import QueueModel
from app.ui.theme import ROW

#: A pointer that rests so long is no hand about to click; the queue goes on under it.
REST_MS = 3_000

#: Only a hand does these.
_HANDS = (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress)
_POINTS = (QEvent.Type.MouseMove, QEvent.Type.HoverMove, QEvent.Type.Enter, *_HANDS)


class QueueTable(QTableView):
    """Remembers the chosen order by its reference; Qt's own selection would slip to a neighbour when
    a row goes."""

    #: Reference of the order a person chose by pointer or key.
    chosen = Signal(int)
    #: Reference, and where on the screen.
    menu_wanted = Signal(int, QPoint)

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = model
        self._chosen: int | None = None
        self._left = False
        self._before: int | None = None
        self._quiet = False
        self._anchor = Anchor(model)
        self._top_key: int | None = None
        self._widths: dict[Column, int] | None = None
        self._delegate = QueueDelegate(self)
        self.setItemDelegate(self._delegate)
        self._pointer = QCursor.pos()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(lambda: model.hold(False))
        rows.set_up(self)
        self.setModel(model)
        header = self.horizontalHeader()
        header.setSectionResizeMode(Column.CUSTOMER, QHeaderView.ResizeMode.Stretch)
        self._fold_columns()
        model.placing.connect(self._about_to_place)
        model.placed.connect(self._placed)
        model.modelAboutToBeReset.connect(self._about_to_reset)
        model.modelReset.connect(self._was_reset)
        model.visible = self.visible_rows
        self.clicked.connect(self._clicked)

    # The chosen order

    def chosen_reference(self) -> int | None:
        """The order that is chosen, shown at the moment or not."""
        return self._chosen

    def choose(self, reference: int | None) -> bool:
        """Marks an order as chosen and brings it into sight, silently. False if it is not shown."""
        self._chosen, self._left = reference, False
        if not self._mark():
            return False
        self.updateGeometries()
        self.scrollTo(self.currentIndex())
        return True

    def leave(self) -> None:
        """Its panel was closed: keys go on from it, and whatever chooses it again is told. Nothing
        would tell of a screen reader that selects what is selected."""
        self._left = True
        self.clearSelection()

    def _mark(self) -> bool:
        key = None if self._chosen is None else self._queue.key_of(self._chosen)
        index = QModelIndex() if key is None else self._queue.index_of(key)
        chosen = self.selectionModel()
        same = index.isValid() and index.row() == self.currentIndex().row()
        if same and (self._left or chosen.isRowSelected(index.row())):
            return True
        self._quiet = True
        self.setAutoScroll(False)
        if not index.isValid():
            chosen.clear()
        elif self._left:
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self.setCurrentIndex(index)
        self.setAutoScroll(True)
        self._quiet = False
        return index.isValid()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A person went to another order; what changes by itself is no choice."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self._choose(current)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """A screen reader selects without going there."""
        super().selectionChanged(selected, deselected)
        chosen = selected.indexes()
        if chosen:
            self._choose(chosen[0])

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self._quiet or not index.isValid():
            return
        reference = self._queue.row_at(index).reference
        if reference != self._chosen or self._left:
            self._chosen, self._left = reference, False
            self.chosen.emit(reference)

    def _clicked(self, index: QModelIndex) -> None:
        # The row that was chosen already: its panel may have been closed meanwhile.
        reference = self._queue.row_at(index).reference
        if reference == self._before:
            self.chosen.emit(reference)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._before = None if self._left else self._chosen
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses again; Home and End go to the first and the last order."""
        key, last = event.key(), self._queue.rowCount() - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self._queue.row_at(self.currentIndex()).reference)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.setCurrentIndex(self._queue.index(0 if key == Qt.Key.Key_Home else last, 0))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By pointer where it is; by key at the chosen row."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.visualRect(index).center()
        else:
            at = self.viewport().mapFromGlobal(event.globalPos())
            index = self.indexAt(at)
        if index.isValid():
            reference = self._queue.row_at(index).reference
            self.menu_wanted.emit(reference, self.viewport().mapToGlobal(at))

    # Nothing jumps under the pointer

    def viewportEvent(self, event: QEvent) -> bool:
        """Rows stay where they are while a hand is at the pointer."""
        if event.type() in _POINTS:
            # Qt also tells of a pointer that rests while things move under it: that is no hand.
            at = QCursor.pos()
            if at != self._pointer or event.type() in _HANDS:
                self._pointer = at
                self._queue.hold(True)
                self._rest.start()
        elif event.type() == QEvent.Type.Leave:
            self._let_go()
        return super().viewportEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight there is no pointer over it."""
        self._let_go()
        super().hideEvent(event)

    def _let_go(self) -> None:
        self._rest.stop()
        self._queue.hold(False)

    # What is seen stays in sight

    def visible_rows(self) -> tuple[int, int]:
        """First and last row in sight; (0, -1) if there is none."""
        if not self.isVisible() or not self._queue.rowCount():
            return 0, -1
        last = self.rowAt(self.viewport().height() - 1)
        return max(0, self.rowAt(0)), last if last >= 0 else self._queue.rowCount() - 1

    def _about_to_place(self) -> None:
        self._quiet = True
        self._anchor.drop(self.verticalScrollBar().value())

    def _placed(self) -> None:
        scrolled = self._anchor.weigh()
        if scrolled is not None:
            self.updateGeometries()
            self.verticalScrollBar().setValue(scrolled)
        self._quiet = False
        self._mark()

    def _about_to_reset(self) -> None:
        self._quiet = True
        row = self.rowAt(0)
        scrolled = self.verticalScrollBar().value() > 0 and row >= 0
        self._top_key = self._queue.key_at(row) if scrolled else None

    def _was_reset(self) -> None:
        self._quiet = False
        self._mark()
        self.updateGeometries()
        row = None if self._top_key is None else self._queue.row_of(self._top_key)
        self.verticalScrollBar().setValue((row or 0) * ROW)

    # Columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window some columns go into second lines of others."""
        self._fold_columns()
        super().resizeEvent(event)

    def _fold_columns(self) -> None:
        widths = rows.widths(self.width())
        if widths is self._widths:
            return
        self._widths = widths
        self._delegate.folded = frozenset(Column) - widths.keys() - {Column.CUSTOMER}
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for column in set(Column) - {Column.CUSTOMER}:
            # Nobody drags open what is folded.
            header.setSectionResizeMode(
                column, mode.Interactive if column in widths else mode.Fixed
            )
            header.resizeSection(column, widths.get(column, rows.FOLDED))
        self.viewport().update()
