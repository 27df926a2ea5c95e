"""How the table behaves: whole rows of one height, chosen one at a time, with a quiet header."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui.queue.cells import Column
from app.ui.theme import CONTROL, ROW

_C = Column
#: From so many pixels on: the columns with their widths. The customer takes what is left; what is
#: not named is folded into second lines.
_WIDTHS: tuple[tuple[int, dict[Column, int]], ...] = (
    (760, {_C.NUMBER: 128, _C.BRANCH: 120, _C.AMOUNT: 112, _C.TIME: 72, _C.STATE: 216}),
    (620, {_C.NUMBER: 120, _C.AMOUNT: 112, _C.TIME: 72, _C.STATE: 208}),
    (480, {_C.NUMBER: 120, _C.TIME: 72, _C.STATE: 208}),
    (0, {_C.NUMBER: 116, _C.STATE: 152}),
)
#: Of a folded column. Hidden ones would be hidden from screen readers too, though their words show.
FOLDED = 1


def widths(room: int) -> dict[Column, int]:
    """Pixels of each column that is shown as such in so many; without the customer's."""
    return next(widths for least, widths in _WIDTHS if room >= least)


def set_up(table: QTableView) -> None:
    """Before the table has its model."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setCornerButtonEnabled(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows, header = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(ROW)
    rows.setDefaultSectionSize(ROW)
    header.setFixedHeight(CONTROL)
    header.setHighlightSections(False)
    header.setSectionsMovable(False)
    header.setSectionsClickable(False)
    header.setMinimumSectionSize(FOLDED)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
