"""Rows and a bridge for the tests of the queue."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.store.screens.types import Group, QueueRow

NOW = datetime(2026, 11, 23, 18, 0, 0, tzinfo=UTC)

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


class FakeBridge(QObject):
    """A bridge whose clock and answers the test sets."""

    loaded = Signal(list)
    changed = Signal(list)
    standing = Signal(object)
    branches = Signal(list)
    polled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.time = NOW
        self.asked: list[str] = []
        self.verbs: list[str] = []
        self.answer: Callable[[str], list[QueueRow] | None] = lambda _text: []
        self.devices: Callable[[], dict[str, Any]] = lambda: {"devices": []}

    def now(self) -> datetime:
        return self.time

    async def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        self.verbs.append(verb)
        return self.devices()

    async def read(self, function: Any, text: str) -> list[QueueRow] | None:
        assert function.__name__ == "search"
        self.asked.append(text)
        return self.answer(text)
