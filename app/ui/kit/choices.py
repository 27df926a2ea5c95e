"""A list of choices of several lines each: every line is shortened for itself, none is lost."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.kit.pick import PickList
from app.ui.language import isolated
from app.ui.theme import font, theme

#: Heights of a first line and of each that follows: Arabic letters reach far below theirs.
_FIRST, _NEXT = 26, 22
_ABOVE, _BESIDE = 6, 10
_Index = QModelIndex | QPersistentModelIndex


class Choices(PickList):
    """The text of an item is its lines, parted by line breaks."""

    def __init__(self, tallest: int, *, ticks: bool = False) -> None:
        super().__init__(ticks=ticks)
        self._tallest = tallest
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(PickList.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(self))

    def fit(self) -> None:
        """As tall as its items, up to the tallest that was asked for."""
        height = sum(self.sizeHintForRow(index) for index in range(self.count())) + 4
        self.setFixedHeight(min(self._tallest, height))


class _Lines(QStyledItemDelegate):
    def __init__(self, view: PickList) -> None:
        super().__init__(view)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = str(index.data() or "").count("\n")
        return QSize(0, 2 * _ABOVE + _FIRST + lines * _NEXT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        lines = str(index.data() or "").split("\n")
        shown.text = ""
        widget: QWidget = shown.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        box: QRect = shown.rect.adjusted(_BESIDE, _ABOVE, -_BESIDE, -_ABOVE)
        if shown.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
            tick = style.subElementRect(part, shown, widget)
            if shown.direction == Qt.LayoutDirection.RightToLeft:
                box.setRight(tick.left() - _BESIDE)
            else:
                box.setLeft(tick.right() + _BESIDE)
        mirrored = shown.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        kind = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        kind.setTextDirection(shown.direction)
        kind.setWrapMode(QTextOption.WrapMode.NoWrap)
        for number, line in enumerate(lines):
            size, tone = ("small", "muted") if number else ("body", "text")
            top = box.top() + (_FIRST + (number - 1) * _NEXT if number else 0)
            place = QRect(box.left(), top, box.width(), _NEXT if number else _FIRST)
            face = font(size)
            painter.setFont(face)
            painter.setPen(QColor(getattr(theme.colours, tone)))
            cut = QFontMetrics(face).elidedText(line, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(QRectF(place), isolated(cut), kind)
