"""Branches, doors and orders as the window is given them."""

from datetime import timedelta
from typing import Any

from app.store.screens.types.branches import BranchRow, DoorRow
from app.store.screens.types.queue import Group, QueueRow
from tests.ui.fakes import NOW


def branch(key: int, name: str, **changes: Any) -> BranchRow:
    """A branch that is off and lacks nothing."""
    values: dict[str, Any] = {
        "key": key,
        "reference": f"B{key}",
        "name": name,
        "name_localized": None,
        "active": False,
        "pickup": f"P{key}",
        "pickup_name": name,
        "city": "Riyadh",
        "starts_at": None,
        "waiting": 0,
        "sent_today": 0,
        "needs_door": False,
        "paused": False,
        "paused_until": None,
        "stopped": None,
        "ready_before": 0,
        "oldest_ready_at": None,
    }
    return BranchRow(**(values | changes))


def order(key: int, **changes: Any) -> QueueRow:
    """An order that was Ready before the start line."""
    values: dict[str, Any] = {
        "key": key,
        "reference": 1000 + key,
        "number": 20 + key,
        "check_number": 103370 + key,
        "branch": "B1",
        "branch_name": "Al Yasmin",
        "customer": "Sara",
        "amount": "86.25",
        "amount_due": "0.00",
        "currency": "SAR",
        "state": "skipped",
        "group": Group.NOT_SENT,
        "why": None,
        "need": None,
        "need_at": None,
        "since": NOW,
        "first_seen_at": NOW,
        "ready_at": NOW - timedelta(minutes=5 * key),
        "accepted_at": None,
        "oto_order_id": f"F1-{key}",
        "oto_id": None,
        "oto_status": None,
        "stage": None,
        "search": "",
    }
    return QueueRow(**(values | changes))


DOORS = [
    DoorRow("P2", "Olaya", "Riyadh", 180, True, "code"),
    DoorRow("X9", "Warehouse", "Riyadh", 2400, False, ""),
    DoorRow("X10", "Jeddah", "", None, False, ""),
]
