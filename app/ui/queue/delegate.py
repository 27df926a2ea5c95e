"""How a row of the queue is painted: two quiet lines at most, icon and word, nothing that moves."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.store.screens.types.queue import Group, QueueRow
from app.ui import icons
from app.ui.language import amount, digits, isolated, ltr, one_line, tr
from app.ui.queue import cells
from app.ui.queue.cells import Column
from app.ui.queue.model import FRESH, GROUP, ROW
from app.ui.queue.words import look, words
from app.ui.theme import ROW as HEIGHT
from app.ui.theme import font, theme

#: Space at either side of a cell's text, and the icon before the state.
PAD, ICON = 8, 18
_BAR = 3

_State = QStyle.StateFlag


@lru_cache(maxsize=8)
def _font(size: str, bold: bool) -> QFont:
    return font(size, bold=bold)


@lru_cache(maxsize=8)
def _metrics(size: str, bold: bool) -> QFontMetrics:
    return QFontMetrics(_font(size, bold))


@lru_cache(maxsize=4096)
def _elided(text: str, width: int, size: str, bold: bool) -> str:
    return _metrics(size, bold).elidedText(text, Qt.TextElideMode.ElideRight, width)


class QueueDelegate(QStyledItemDelegate):
    """`folded` columns have no room of their own: time and branch go under the number, the amount
    under the customer."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.folded: frozenset[Column] = frozenset()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: QueueRow = index.data(ROW)
        # A group is a str, and comes out of Qt as a mere one.
        group = Group(index.data(GROUP))
        painter.save()
        painter.setClipRect(option.rect)
        self._ground(painter, option, index, group)
        brush = _Brush(painter, option)
        column = Column(index.column())
        match None if column in self.folded else column:
            case Column.NUMBER:
                under = [one_line(row.branch_name)] if Column.BRANCH in self.folded else []
                if Column.TIME in self.folded:
                    under.insert(0, index.sibling(index.row(), Column.TIME).data())
                brush.number(row, under)
            case Column.BRANCH:
                brush.lines((one_line(row.branch_name), "body", "text"))
            case Column.CUSTOMER:
                brush.customer(row, Column.AMOUNT in self.folded)
            case Column.AMOUNT:
                brush.money(row)
            case Column.TIME:
                brush.lines((str(index.data()), "small", "muted"))
            case Column.STATE:
                brush.state(row, group)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        group: Group,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = theme.colours
        selected = bool(state & _State.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        elif index.data(FRESH):
            needs = group is Group.NEEDS_YOU
            painter.fillRect(rect, QColor(colours.warn_soft if needs else colours.good_soft))
        elif state & _State.State_MouseOver:
            painter.fillRect(rect, QColor(colours.raised))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == 0:
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
            at = QStyle.visualRect(_direction(option), rect, bar)
            painter.fillRect(at, QColor(colours.accent))
        current = self._view.currentIndex()
        if self._view.hasFocus() and current.isValid() and current.row() == index.row():
            self._focus(painter, rect)

    def _focus(self, painter: QPainter, rect: QRect) -> None:
        """A line above and below the whole row: it is rows that are chosen, not cells."""
        painter.setPen(QPen(QColor(theme.colours.focus), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())


def _direction(option: QStyleOptionViewItem) -> Qt.LayoutDirection:
    found: Qt.LayoutDirection = option.direction
    return found


#: A line of text: what, in which size ("bold" is a bold body), in which tone.
Line = tuple[str, str, str]


class _Brush:
    """Writes into one cell, from the start of the line to its end in either direction."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self._painter = painter
        self._cell: QRect = option.rect
        self._direction = _direction(option)

    def number(self, row: QueueRow, under: list[str]) -> None:
        daily, check = digits(f"#{row.number}"), digits(str(row.check_number or ""))
        line = self._box(0 if under else None)
        used = self._write(ltr(daily), "bold", "text", line)
        if check:
            self._write(ltr(check), "small", "muted", line.adjusted(used + 6, 0, 0, 0))
        if under:
            *first, last = under
            box = self._box(1)
            for text in first:
                used = self._write(isolated(text), "small", "muted", box)
                box = box.adjusted(used + 8, 0, 0, 0)
            self._name(last, "small", "muted", box)

    def customer(self, row: QueueRow, with_amount: bool) -> None:
        name = one_line(row.customer)
        first = (name, "body", "text") if name else (tr("No name"), "body", "muted")
        if not with_amount:
            self.lines(first)
        elif cells.is_cod(row):
            # Little room: what is to be collected counts more than the total.
            self.lines(first, (_collected(row), "small", "warn"))
        else:
            self.lines(first, (amount(row.amount, row.currency), "small", "muted"))

    def money(self, row: QueueRow) -> None:
        total = amount(row.amount, row.currency)
        if cells.is_cod(row):
            cod = tr("COD") if row.amount_due == row.amount else _collected(row)
            self.lines((total, "body", "text"), (cod, "small", "warn"))
        else:
            self.lines((total, "body", "text"))

    def state(self, row: QueueRow, group: Group) -> None:
        name, tone = look(row, group)
        box = QRect(0, (self._cell.height() - ICON) // 2, ICON, ICON).translated(PAD, 0)
        at = self._visual(box)
        ratio = self._painter.device().devicePixelRatio()
        picture = icons.pixmap(name, getattr(theme.colours, tone), ICON, ratio)
        self._painter.drawPixmap(at.topLeft(), picture)
        state, reason = words(row, group)
        toned = "bad" if group is Group.NEEDS_YOU else "text"
        size = "bold" if group is Group.NEEDS_YOU else "body"
        said = (
            ((state, size, toned), (reason, "small", "muted"))
            if reason
            else ((state, size, toned),)
        )
        self.lines(*said, indent=ICON + PAD)

    def lines(self, *said: Line, indent: int = 0) -> None:
        """One line in the middle, or two, one under the other."""
        for number, (text, size, tone) in enumerate(said):
            box = self._box(None if len(said) == 1 else number)
            self._name(text, size, tone, box.adjusted(indent, 0, 0, 0))

    def _box(self, line: int | None) -> QRect:
        """A line's rectangle within the cell, as if the cell ran from left to right from 0."""
        height = self._cell.height()
        # Taller than the line's place: Arabic letters reach far below, and nothing may be cut off.
        top, tall = (0, height) if line is None else (line * 18, 27)
        return QRect(PAD, top, self._cell.width() - 2 * PAD, tall)

    def _visual(self, box: QRect) -> QRect:
        placed = box.translated(self._cell.topLeft())
        return QStyle.visualRect(self._direction, self._cell, placed)

    def _name(self, text: str, size: str, tone: str, box: QRect) -> None:
        """Words of unknown direction, shortened to the room there is."""
        face, bold = ("body", True) if size == "bold" else (size, False)
        self._write(isolated(_elided(text, box.width(), face, bold)), size, tone, box)

    def _write(self, text: str, size: str, tone: str, box: QRect) -> int:
        face, bold = ("body", True) if size == "bold" else (size, False)
        self._painter.setFont(_font(face, bold))
        self._painter.setPen(QColor(getattr(theme.colours, tone)))
        mirrored = self._direction == Qt.LayoutDirection.RightToLeft
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if mirrored else flags.AlignLeft
        option = QTextOption(side | flags.AlignAbsolute | flags.AlignVCenter)
        option.setTextDirection(self._direction)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self._painter.drawText(QRectF(self._visual(box)), text, option)
        return _metrics(face, bold).horizontalAdvance(text)


def _collected(row: QueueRow) -> str:
    """The number first: if something has to be cut off, then the word."""
    return f"{amount(row.amount_due, None)} · {tr('COD')}"
