"""The delivery list as simple HTML of our own, every name and address escaped. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape

from app.store.screens.types.deliveries import DeliveryRow
from app.ui.deliveries import words
from app.ui.language import clock, day_and_time, is_rtl, number, tr
from app.ui.theme import FAMILIES

#: Widths of the columns in per cent: order, customer and phone, address, collect, Ready, done.
_WIDTHS = (15, 21, 32, 17, 8, 7)
_RUN = re.compile(r"(\S{16})(?=\S)")
_BREAK = "\u200b"


def whole(body: str) -> str:
    """A body in our fonts and the direction of the language."""
    way = "rtl" if is_rtl() else "ltr"
    families = ", ".join(f"'{name}'" for name in FAMILIES)
    style = f"font-family: {families}; font-size: 9pt; color: #000000;"
    return f'<div dir="{way}" style="{style}">{body}</div>'


def top(now: datetime, page: int, pages: int) -> str:
    """What stands on top of each page."""
    title = tr("Delivery list, {time}", time=day_and_time(now, now))
    at = tr("Page {page} of {pages}", page=number(page), pages=number(pages))
    told = tr(
        "Tick off what you have brought to the customer yourselves, and mark it in OTO Companion as "
        "Delivered another way; otherwise OTO gets it as soon as it answers."
    )
    return f"{_bold(title, 14)}<p>{escape(told)}<br/>{escape(at)}</p>"


def heading(part: words.Part, count: int) -> str:
    """Above the orders of a part, of which there are `count` in all."""
    said = _bold(tr("{name} ({count})", name=part.name, count=number(count)), 11)
    return f"{said}<p><b>{escape(doubt())}</b></p>" if part.doubtful else said


def table(rows: Iterable[DeliveryRow]) -> str:
    """Orders under the names of the columns."""
    heads = (
        tr("Order"),
        tr("Customer"),
        tr("Address"),
        tr("To collect"),
        tr("Ready"),
        tr("Done"),
    )
    head = _cells("th", [escape(text) for text in heads])
    lines = [_cells("td", _row(row)) for row in rows]
    return (
        '<table border="1" cellspacing="0" cellpadding="4" width="100%" '
        f'style="border-collapse: collapse">{head}{"".join(lines)}</table>'
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


def _bold(text: str, points: int) -> str:
    # Qt counts the sizes of <h2> and <h3> in pixels of the screen.
    return f'<p style="font-size: {points}pt; font-weight: bold">{escape(text)}</p>'


def _text(text: str) -> str:
    """Escaped; very long words may break, so that none pushes the other columns off the page."""
    return escape(_RUN.sub(rf"\1{_BREAK}", text))


def _cells(tag: str, cells: list[str]) -> str:
    # From right to left the first column is the one on the right: Qt mirrors no table by itself.
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
