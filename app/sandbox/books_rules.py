"""What ought to become of an order: the sandbox's own reading of the manual and the guards.

Written apart from the program's rules on purpose. Branch activation and the start line are not
known here; whoever asks for the truth names them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from app.sandbox.catalog import CASHIER_APP
from app.sandbox.order import ACTIVE, CLOSED, DELIVERY, READY, CloudOrder, Order

Expect = Literal["send", "never", "ask"]
TOO_OLD = timedelta(minutes=60)
UNCLEAR_TYPES = (3, 7, 8)
UNCLEAR_NAME = re.compile(r"delivery|\bcod\b|توصيل|استلام", re.IGNORECASE)
AGGREGATOR_KEYS = ("external_number", "external_source", "channelLink", "3rd_party_order_number",
                   "3rd_party_driver_name")  # fmt: skip
OTHER_CITIES = ("جدة", "مكة", "المدينة المنورة", "الدمام", "الخبر", "الخرج", "الطائف", "jeddah",
                "makkah", "madinah", "dammam", "khobar", "al kharj", "taif")  # fmt: skip


@dataclass
class Answers:
    """What a person has answered in the program, as far as the books are told."""

    methods: dict[str, str] = field(default_factory=dict)
    """Payment method's name -> paid, collect or not_for_oto."""
    aggregators: bool = False
    """Orders with an aggregator marker may go."""
    apps: set[str] = field(default_factory=set)
    pickups: dict[str, str | None] = field(
        default_factory=lambda: {"B01": "B01", "B02": "B02", "B03": "B03"}
    )
    """Branch reference -> pickup location code."""
    pickup_needed: bool = True
    """False with v1, which knows no pickup location."""


@dataclass
class Judgement:
    """`expect` and why; what the call ought to hold."""

    expect: Expect
    reason: str = ""
    sticky: bool = False
    amount: Decimal = Decimal(0)
    amount_due: Decimal | None = None
    """None: not clear before a person has answered."""
    payment_method: str | None = None
    phone: str | None = None
    pickup: str | None = None


def fold(text: str) -> str:
    """Arabic-Indic and Persian digits as ASCII."""
    return text.translate({0x0660 + n: str(n) for n in range(10)}).translate(
        {0x06F0 + n: str(n) for n in range(10)}
    )


def phone_digits(customer: Any) -> str | None:
    """The number as OTO wants it (966 and nine digits); None when it cannot be dialled."""
    if not isinstance(customer, dict) or not customer.get("phone"):
        return None
    given = fold(str(customer["phone"]))
    plain = re.sub(r"\D", "", given)
    code = re.sub(r"\D", "", fold(str(customer.get("dial_code") or "966")))
    international = given.strip().startswith(("+", "00"))
    plain = plain.removeprefix("00") if international else plain
    if plain.startswith(code) and (international or len(plain) > 10):
        plain = plain[len(code) :]
    elif international:
        return plain if 8 <= len(plain) <= 15 else None
    plain = plain.removeprefix("0")
    if code == "966":
        return f"966{plain}" if re.fullmatch(r"5\d{8}|1[1-7]\d{7}", plain) else None
    return f"{code}{plain}" if 6 <= len(plain) <= 12 else None


def has_address(address: Any) -> bool:
    """A description, or both coordinates (foodics-api 8)."""
    if not isinstance(address, dict):
        return False
    if str(address.get("description") or "").strip():
        return True
    return bool(address.get("latitude")) and bool(address.get("longitude"))


def amount_due(order: Order, answers: Answers) -> Decimal | None:
    """What the courier collects; None while a payment method is unclear."""
    counted = Decimal(0)
    for payment in order.payments:
        name, kind = payment.method["name"], payment.method["type"]
        names = f"{name} {payment.method.get('name_localized') or ''}"
        answer = answers.methods.get(name)
        if answer is None:
            if kind in UNCLEAR_TYPES or UNCLEAR_NAME.search(names):
                return None
            answer = "paid"
        if answer == "paid":
            counted += payment.amount
    due = max(Decimal(0), order.total_price - counted)
    if due < Decimal("0.01") or (
        order.status == CLOSED and due < 1 and not _collects(order, answers)
    ):
        return Decimal(0)
    return due


def _collects(order: Order, answers: Answers) -> bool:
    return any(answers.methods.get(one.method["name"]) == "collect" for one in order.payments)


def other_city(address: Any) -> bool:
    """Another city is named at the end of the address, and no point says otherwise."""
    if not isinstance(address, dict) or (address.get("latitude") and address.get("longitude")):
        return False
    parts = re.split(r"[،,\n\-]", str(address.get("description") or ""))
    last = parts[-1].strip().casefold()
    return last in OTHER_CITIES


def _waits(  # noqa: PLR0911 - one line per condition
    order: Order, phone: str | None, pickup: str | None, answers: Answers
) -> str | None:
    if order.type != DELIVERY:
        return "not_delivery"
    if order.status not in (ACTIVE, CLOSED):
        return f"status_{order.status}"
    if order.delivery_status != READY:
        return "not_ready"
    if order.customer is None:
        return "no_customer"
    if not has_address(order.address):
        return "no_address"
    if phone is None:
        return "bad_phone"
    if answers.pickup_needed and pickup is None:
        return "no_pickup"
    return None


def _asks(order: Order, due: Decimal | None, answers: Answers) -> str | None:
    meta = order.meta if isinstance(order.meta, dict) else {}
    if not answers.aggregators and any(meta.get(key) for key in AGGREGATOR_KEYS):
        return "aggregator"
    if order.source == 2 and order.app_id != CASHIER_APP and order.app_id not in answers.apps:
        return "aggregator"
    if due is None:
        return "payment_unclear"
    if any(answers.methods.get(one.method["name"]) == "not_for_oto" for one in order.payments):
        return "not_for_oto"
    if order.original_order is not None:
        return "return_or_split"
    return "city_unclear" if other_city(order.address) else None


def judge(held: CloudOrder, answers: Answers, *, first: bool, now: datetime) -> Judgement:
    """The cloud's state of one order, judged. `first`: it was not in the cloud before."""
    order = held.order
    due, phone = amount_due(order, answers), phone_digits(order.customer)
    pickup = answers.pickups.get(order.branch)
    method = None if due is None else ("cod" if due > 0 else "paid")
    judged = Judgement(
        "send", "", False, order.total_price, due, method, phone,
        pickup if answers.pickup_needed else None,
    )  # fmt: skip
    judged.expect, judged.reason = "send", ""
    if first and (order.delivery_status or 0) > READY:
        judged.expect, judged.reason, judged.sticky = "never", "dispatched_elsewhere", True
    elif order.driver is not None or order.driver_assigned_at is not None:
        judged.expect, judged.reason = "never", "own_driver"
    elif waits := _waits(order, phone, pickup, answers):
        judged.expect, judged.reason = "never", waits
    elif asks := _asks(order, due, answers):
        judged.expect, judged.reason = "ask", asks
    elif first and now - order.opened_at > TOO_OLD:
        judged.expect, judged.reason, judged.sticky = "ask", "late_upload", True
    elif first and order.kitchen_done_at and now - order.kitchen_done_at > TOO_OLD:
        judged.expect, judged.reason, judged.sticky = "ask", "too_old", True
    if order.expect in ("send", "never", "ask"):
        judged.expect, judged.reason, judged.sticky = order.expect, "told", False  # type: ignore[assignment]
    return judged
