"""The delivery list on pages: no order is cut in two by the end of a page, and each page can be given
to another driver."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from app.store.screens.types.deliveries import DeliveryRow
from app.ui.deliveries import paper, words
from app.ui.deliveries.words import Part
from app.ui.language import is_rtl, tr

_MARGIN = 14.0
#: Lines that meet are measured apart.
_SPARE = 0.97


def documents(
    rows: Iterable[DeliveryRow], now: datetime, device: QPaintDevice, width: float, height: float
) -> list[QTextDocument]:
    """A document for each page; width and height are those of the device."""

    def laid_out(body: str) -> QTextDocument:
        made = QTextDocument()
        made.setDocumentMargin(0)
        option = QTextOption()
        right_to_left = Qt.LayoutDirection.RightToLeft
        option.setTextDirection(right_to_left if is_rtl() else Qt.LayoutDirection.LeftToRight)
        made.setDefaultTextOption(option)
        made.documentLayout().setPaintDevice(device)
        made.setHtml(paper.whole(body))
        made.setTextWidth(width)
        return made

    def height_of(body: str) -> float:
        return laid_out(body).size().height()

    parts = words.parts(rows)
    counts = {part.name: len(part.rows) for part in parts}
    room = height * _SPARE - height_of(paper.top(now, 99, 99))
    pages = broken(parts, room, height_of)
    return [
        laid_out(
            paper.top(now, number, len(pages))
            + "".join(
                paper.heading(part, counts[part.name]) + paper.table(part.rows) for part in page
            )
        )
        for number, page in enumerate(pages, 1)
    ]


def broken(
    parts: Sequence[Part], room: float, height_of: Callable[[str], float]
) -> list[list[Part]]:
    """The parts as they fit on pages with so much room; a part goes on under the same heading."""
    empty = height_of(paper.table(()))
    pages: list[list[Part]] = [[]]
    left = room
    for part in parts:
        above = height_of(paper.heading(part, len(part.rows))) + empty
        begun = False
        for row in part.rows:
            tall = height_of(paper.table((row,))) - empty
            needed = tall if begun else above + tall
            if needed > left and pages[-1]:
                pages.append([])
                left, begun, needed = room, False, above + tall
            if not begun:
                pages[-1].append(replace(part, rows=()))
            pages[-1][-1] = replace(part, rows=(*pages[-1][-1].rows, row))
            left, begun = left - needed, True
    return pages


def paint(device: QPagedPaintDevice, rows: Iterable[DeliveryRow], now: datetime) -> int:
    """Prints the list on a printer or into a PDF; returns how many pages it has."""
    painter = QPainter(device)
    area = painter.viewport()
    made = documents(rows, now, device, area.width(), area.height())
    for number, page in enumerate(made):
        if number:
            device.newPage()
        page.drawContents(painter)
    painter.end()
    return len(made)


def save_pdf(path: Path, rows: Iterable[DeliveryRow], now: datetime) -> None:
    """Writes the list as a PDF. OSError if it cannot be written there."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter
    )
    writer.setTitle(tr("Delivery list"))
    writer.setCreator(tr("OTO Companion"))
    paint(writer, rows, now)
    del writer  # the file is whole once its writer is gone
    buffer.close()
    path.write_bytes(buffer.data().data())
