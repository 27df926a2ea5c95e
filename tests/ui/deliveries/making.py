"""Rows for the tests of the delivery list."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.store.screens.types.deliveries import DeliveryRow
from tests.ui.fakes import NOW

_ONE = DeliveryRow(
    reference=48001,
    number=1,
    check_number=103001,
    branch="B01",
    branch_name="Al Yasmin",
    customer="Sara",
    phone="+966500000123",
    address="King Fahd Road 12",
    city="Riyadh",
    amount="86.25",
    amount_due="86.25",
    currency="SAR",
    sure=True,
    state="retrying",
    maybe_at_oto=False,
    since=NOW - timedelta(minutes=12),
)


def make_delivery(key: int, **values: Any) -> DeliveryRow:
    """Reference 48000 + key, number key, check 103000 + key; the older the smaller the key."""
    given: dict[str, Any] = {
        "reference": 48000 + key,
        "number": key,
        "check_number": 103000 + key,
        "since": NOW - timedelta(minutes=60) + timedelta(seconds=key),
    }
    return replace(_ONE, **(given | values))
