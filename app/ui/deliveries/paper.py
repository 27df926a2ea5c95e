"""The delivery list on paper: simple HTML of our own, every name and address escaped."""

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument, QTextOption

from app.store.screens.types import DeliveryRow
from app.ui.deliveries import words
from app.ui.language import clock, day_and_time, is_rtl, number, tr
from app.ui.theme import FAMILIES

#: Widths of the columns in per cent: order, customer and phone, address, collect, Ready, done.
_WIDTHS = (15, 21, 32, 17, 8, 7)
_MARGIN = 12.0
_RUN = re.compile(r"(\S{16})(?=\S)")
_BREAK = "\u200b"


def html(rows: Iterable[DeliveryRow], now: datetime) -> str:
    """The list as it is now, in the direction of the language."""
    way = "rtl" if is_rtl() else "ltr"
    families = ", ".join(f"'{name}'" for name in FAMILIES)
    title = tr("Delivery list, {time}", time=day_and_time(now, now))
    told = tr(
        "Tick off what you have brought to the customer yourselves, and mark it in OTO Companion as "
        "Delivered another way; otherwise OTO gets it as soon as it answers."
    )
    body = [f"<h2>{escape(title)}</h2><p>{escape(told)}</p>"]
    body += [_part(part) for part in words.parts(rows)]
    style = f"font-family: {families}; font-size: 9pt; color: #000000;"
    return f'<div dir="{way}" style="{style}">{"".join(body)}</div>'


def _part(part: words.Part) -> str:
    name = tr("{name} ({count})", name=part.name, count=number(len(part.rows)))
    said = f"<h3>{escape(name)}</h3>"
    if part.doubtful:
        said += f"<p><b>{escape(doubt())}</b></p>"
    heads = (
        tr("Order"),
        tr("Customer"),
        tr("Address"),
        tr("To collect"),
        tr("Ready"),
        tr("Done"),
    )
    # From right to left the first column is the one on the right: Qt mirrors no table by itself.
    head = _cells("th", [escape(text) for text in heads])
    lines = [_cells("td", _row(row)) for row in part.rows]
    return (
        f'{said}<table border="1" cellspacing="0" cellpadding="4" width="100%">'
        f"<thead>{head}</thead>{''.join(lines)}</table>"
    )


def _row(row: DeliveryRow) -> list[str]:
    return [
        f"<b>{_text(words.number(row))}</b>",
        f"{_text(words.customer(row))}<br/>{_text(words.phone(row))}",
        _text(words.address(row)),
        f"<b>{_text(words.collect(row))}</b>",
        escape(clock(row.since)),
        "☐",
    ]


def _text(text: str) -> str:
    """Escaped; very long words may break, so that none pushes the other columns off the page."""
    return escape(_RUN.sub(rf"\1{_BREAK}", text))


def _cells(tag: str, cells: list[str]) -> str:
    made = [
        f'<{tag} width="{width}%">{text or "&nbsp;"}</{tag}>'
        for width, text in zip(_WIDTHS, cells, strict=True)
    ]
    return f"<tr>{''.join(reversed(made) if is_rtl() else made)}</tr>"


def doubt() -> str:
    """What is to be known of orders that OTO may have."""
    return tr(
        "Perhaps at OTO already: it is not known whether OTO has these orders, and a courier may come "
        "as well. Ask OTO before you bring them yourselves."
    )


def document(rows: Iterable[DeliveryRow], now: datetime) -> QTextDocument:
    """Ready to be printed."""
    made = QTextDocument()
    option = QTextOption()
    right_to_left = Qt.LayoutDirection.RightToLeft
    option.setTextDirection(right_to_left if is_rtl() else Qt.LayoutDirection.LeftToRight)
    made.setDefaultTextOption(option)
    made.setHtml(html(rows, now))
    return made


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
    document(rows, now).print_(writer)
    del writer  # the file is whole once its writer is gone
    buffer.close()
    path.write_bytes(buffer.data().data())
