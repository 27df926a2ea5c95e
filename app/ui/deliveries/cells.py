"""What stands in the cells of one order of the list."""

from html import escape
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidgetItem

from app.store.screens.types.deliveries import DeliveryRow
from app.ui.deliveries import words
from app.ui.language import leading, plain
from app.ui.theme import theme

#: The column that tells how long it waits, or where it is now.
LAST = 5
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


def fill(item: QTreeWidgetItem, row: DeliveryRow, last: str, *, muted: bool) -> None:
    """Writes all cells of an order anew; `last` stands in the last one."""
    said = (
        words.number(row),
        words.customer(row),
        words.phone(row),
        words.address(row),
        words.collect(row),
        last,
    )
    # (None takes the colour away again.)
    colour: Any = QBrush(QColor(theme.colours.muted)) if muted else None
    for column, text in enumerate(said):
        say(item, column, text)
        item.setData(column, Qt.ItemDataRole.ForegroundRole, colour)


def say(item: QTreeWidgetItem, column: int, text: str) -> None:
    """Writes one cell; nothing is repainted or read out anew if it is the same."""
    shown = leading(text)
    if item.text(column) == shown:
        return
    item.setText(column, shown)
    item.setData(column, _ACCESSIBLE, plain(text))
    # A tool tip that looks like HTML would be taken for it.
    item.setToolTip(column, f"<p>{escape(text)}</p>")


class CutCells(QStyledItemDelegate):
    """Cuts a text before Qt does: that would place what is left of it as high as the whole text
    needs to stand, which with another script in the part that went is not where its row stands."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        style = option.widget.style()
        inside = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget)
        room = inside.width() - 2 * (margin + 1)
        if room > 0:
            option.text = option.fontMetrics.elidedText(option.text, option.textElideMode, room)
