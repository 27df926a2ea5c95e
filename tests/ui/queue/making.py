"""Rows for the tests of the queue."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.store.screens.types.queue import Group, QueueRow
from tests.ui.fakes import NOW

_AS_WAITING = QueueRow(
    key=1,
    reference=1,
    number=1,
    check_number=0,
    branch="B1",
    branch_name="Al Yasmin",
    customer="Sara",
    amount="86.25",
    amount_due="0.00",
    currency="SAR",
    state="waiting",
    group=Group.WAITING,
    why=None,
    need=None,
    need_at=None,
    since=NOW,
    first_seen_at=NOW,
    ready_at=None,
    accepted_at=None,
    oto_order_id="F922240-1",
    oto_id=None,
    oto_status=None,
    stage=None,
    search="",
)


def make_row(key: int, ago: float = 0, **values: Any) -> QueueRow:
    """An order that is `ago` minutes old; reference 48000 + key, number key, check 103000 + key."""
    since = NOW - timedelta(minutes=ago)
    given: dict[str, Any] = {
        "key": key,
        "reference": 48000 + key,
        "number": key,
        "check_number": 103000 + key,
        "since": since,
        "first_seen_at": since,
    }
    return replace(_AS_WAITING, **(given | values))
