"""Questions after an outage or a pause, and their orders."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.store.screens.types.queue import Group, QueueRow, Why
from app.store.screens.types.standing import GapQuestion
from tests.ui.fakes import NOW
from tests.ui.pictures import restaurant as here

_NAMES = ("نورة العتيبي", "Omar Hassan", "محمد القحطاني", "Sara Al Harbi", "أمل الزهراني", "Lina")
#: Six orders, oldest first, of two branches by turns.
ROWS: tuple[QueueRow, ...] = tuple(
    here.order(
        20 + at, "held", Group.NEEDS_YOU, 112 - 6 * at, name, need="too_old",
        why=Why("too_old", {"minutes": str(112 - 6 * at)}),
        branch=("B02", "Olaya") if at % 2 else ("B01", "فرع الياسمين"),
    )
    for at, name in enumerate(_NAMES)
)  # fmt: skip
REFERENCES = tuple(row.reference for row in ROWS)
_ASKED = GapQuestion(
    subject="2026-11-23T16:46:21Z",
    branch="",
    branch_name="",
    causes=("foodics", "oto"),
    began_at=NOW - timedelta(minutes=76),
    ended_at=NOW - timedelta(minutes=1),
    waiting=3,
    orders=REFERENCES,
)


def question(**changes: Any) -> GapQuestion:
    """No internet for 75 min; six orders became too old."""
    return replace(_ASKED, **changes)
