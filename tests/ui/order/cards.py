"""Order cards as the ledger would give them, and a bridge that notes what it is asked for."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.store.screens.types.card import (
    AtOto,
    ConditionRow,
    EventRow,
    ItemRow,
    Neighbour,
    OrderCard,
    PaymentRow,
    Question,
    Refusal,
)
from app.store.screens.types.queue import Group, QueueRow, Why
from app.ui.bridge import Bridge

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
_CONDITIONS = (
    ("branch_inactive", "manager"),
    ("not_delivery", ""),
    ("no_customer", "cashier"),
    ("no_address", "cashier"),
    ("not_ready", "kitchen"),
    ("not_released", "cashier"),
)


class FakeBridge(Bridge):
    """Answers from `cards`; `done` is what it was asked to do. `refuses` verbs with an error."""

    def __init__(self, *cards: OrderCard) -> None:
        QObject.__init__(self)
        self.cards = {card.row.reference: card for card in cards}
        self.done: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, dict[str, Any]] = {}
        self.refuses: dict[str, AppError] = {}
        self.reads = 0

    def now(self) -> datetime:
        return NOW

    async def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        self.done.append((verb, arguments))
        await asyncio.sleep(0)
        if verb in self.refuses:
            raise self.refuses[verb]
        return self.answers.get(verb, {})

    async def read(self, function: Callable[..., Any], *args: Any, **_: Any) -> Any:
        self.reads += 1
        await asyncio.sleep(0)
        if function.__name__ == "cities":
            return ("Riyadh", "Jeddah", "Al Khobar")
        return self.cards.get(args[0])

    def put(self, card: OrderCard) -> None:
        """The order changed."""
        self.cards[card.row.reference] = card
        self.changed.emit([card.row])


async def until(condition: Callable[[], bool]) -> None:
    """Lets the loop and Qt work until it holds."""
    for _ in range(2_000):
        QApplication.processEvents()
        if condition():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came true")


def row(**changes: Any) -> QueueRow:
    made = QueueRow(
        key=1,
        reference=48210,
        number=27,
        check_number=103377,
        branch="B01",
        branch_name="Al Yasmin",
        customer="نورة العتيبي",
        amount="86.25",
        amount_due="86.25",
        currency="SAR",
        state="waiting",
        group=Group.WAITING,
        why=Why("not_ready"),
        need=None,
        need_at=None,
        since=NOW - timedelta(minutes=18),
        first_seen_at=NOW - timedelta(minutes=18),
        ready_at=None,
        accepted_at=None,
        oto_order_id="F922240-48210",
        oto_id=None,
        oto_status=None,
        stage=None,
        search="",
    )
    return replace(made, **changes)


def conditions(*failing: str, **params: Mapping[str, str]) -> tuple[ConditionRow, ...]:
    """The five conditions, and guards besides; those named fail."""
    known = dict(_CONDITIONS)
    shown = [
        ConditionRow(code, code not in failing, actor, params.get(code, {}))
        for code, actor in _CONDITIONS
    ]
    guards = [
        ConditionRow(code, False, "manager", params.get(code, {}))
        for code in failing
        if code not in known
    ]
    return (*shown, *guards)


def at(minutes: int, kind: str, **data: object) -> EventRow:
    return EventRow(NOW - timedelta(minutes=minutes), kind, data)


def card(of: QueueRow | None = None, **changes: Any) -> OrderCard:
    made = OrderCard(
        row=of or row(),
        conditions=conditions("not_ready"),
        events=(
            at(18, "seen", reasons=["not_ready"], state="waiting"),
            at(6, "edited", changes=["items", "total"], state="waiting"),
        ),
        customer="نورة العتيبي",
        phone="+966500000123",
        address="شارع الأمير محمد بن سعد، حي الياسمين، مبنى 14، شقة 3",
        city="Riyadh",
        items=(
            ItemRow("برجر دجاج", "2", "58.00"),
            ItemRow("Fries, large", "1", "13.25"),
        ),
        payments=(PaymentRow("Cash", "86.25", "collect"),),
        delivery_fee="15.00",
        discount="0.00",
        notes="",
        foodics_status="active",
        kitchen="sent_to_kitchen",
        mended={},
        refusal=None,
        flags=(),
        oto=AtOto("F922240-48210", None, None, None),
        wish=None,
        attempts=0,
        next_attempt_at=None,
        questions=(),
        actions=("hold", "skip", "send-anyway"),
        fixes=(),
        neighbours=(Neighbour(48201, 26, 103376, 9, "sent"),),
    )
    return replace(made, **changes)


def refused(**changes: Any) -> OrderCard:
    """OTO refused the phone number."""
    found = row(
        state="refused",
        group=Group.NEEDS_YOU,
        need="OTO1030",
        need_at=NOW - timedelta(minutes=4),
        why=Why("OTO1030", {"field": "phone", "outcome": "order_data"}),
    )
    made = card(
        found,
        conditions=conditions(),
        refusal=Refusal("OTO1030", "phone", "order_data", "Customer mobile is not valid"),
        actions=("retry", "hold", "skip"),
        fixes=("phone", "address", "city"),
        kitchen="ready",
        attempts=1,
        events=(
            at(18, "seen", reasons=["not_ready"], state="waiting"),
            at(4, "state", was="waiting", state="queued"),
            at(4, "state", was="queued", state="sending", attempt=1),
            at(
                4,
                "attempt",
                outcome="order_data",
                code="OTO1030",
                http=400,
                text="Customer mobile is not valid",
                seconds=0.4,
            ),
            at(4, "state", was="sending", state="refused"),
        ),
    )
    return replace(made, **changes)


def asking(**changes: Any) -> OrderCard:
    """A payment method that nobody has classed yet."""
    params = {"method": "m7", "name": "الدفع عند التوصيل"}
    found = row(
        state="held",
        group=Group.NEEDS_YOU,
        need="payment_unclear",
        need_at=NOW - timedelta(minutes=2),
        why=Why("payment_unclear", params),
    )
    question = Question(
        "payment",
        "m7",
        Why("payment_unclear", params),
        ("paid", "collect", "not_for_oto"),
        "collect",
        (48210, 48211, 48215),
    )
    made = card(
        found,
        conditions=conditions("payment_unclear", payment_unclear=params),
        questions=(question,),
        actions=("release", "skip"),
        payments=(PaymentRow("الدفع عند التوصيل", "86.25", "unclear"),),
        kitchen="ready",
    )
    return replace(made, **changes)


def too_old(**changes: Any) -> OrderCard:
    """Ready for 75 min."""
    found = row(
        state="held",
        group=Group.NEEDS_YOU,
        need="too_old",
        need_at=NOW - timedelta(minutes=15),
        since=NOW - timedelta(minutes=75),
        ready_at=NOW - timedelta(minutes=75),
    )
    made = card(
        found,
        conditions=conditions("too_old", too_old={"minutes": "75"}),
        actions=("release", "skip"),
        kitchen="ready",
    )
    return replace(made, **changes)


def sent(flags: Sequence[Why] = (), **changes: Any) -> OrderCard:
    """At OTO with a driver."""
    found = row(
        state="sent",
        group=Group.AT_OTO,
        why=flags[0] if flags else None,
        need=flags[0].code if flags else None,
        need_at=NOW if flags else None,
        accepted_at=NOW - timedelta(minutes=12),
        ready_at=NOW - timedelta(minutes=13),
        since=NOW - timedelta(minutes=13),
        oto_id="41877203",
        oto_status="outForDelivery",
        stage="on_the_way",
    )
    made = card(
        found,
        conditions=conditions(),
        foodics_status="closed",
        kitchen="ready",
        actions=("acknowledge", "cancel-at-oto", "send-again") if flags else ("cancel-at-oto",),
        flags=tuple(flags),
        oto=AtOto(
            order_id="F922240-48210",
            oto_id="41877203",
            status="outForDelivery",
            stage="on_the_way",
            courier="Barq",
            driver_name="محمد الحربي",
            driver_phone="+966555000777",
            tracking_url="https://track.example/41877203",
            warehouse="Al Yasmin",
            tracked_at=NOW - timedelta(seconds=40),
        ),
        attempts=1,
        events=(
            at(18, "seen", reasons=["not_ready"], state="waiting"),
            at(13, "state", was="waiting", state="queued"),
            at(12, "state", was="queued", state="sending", attempt=1),
            at(12, "attempt", outcome="accepted", code="", http=200, text="", seconds=0.6),
            at(12, "state", was="sending", state="sent"),
            at(9, "oto", status="searchingDriver"),
            at(5, "oto", status="outForDelivery"),
        ),
    )
    return replace(made, **changes)
