"""An invented evening as the window is given it: the same rows, card and branches every time."""

from datetime import datetime, timedelta

from app.store.screens.types.branches import BranchRow
from app.store.screens.types.card import (
    AtOto,
    ConditionRow,
    EventRow,
    ItemRow,
    OrderCard,
    PaymentRow,
    Refusal,
)
from app.store.screens.types.queue import Group, QueueRow, Why
from app.store.screens.types.standing import ServiceRow, Standing
from tests.ui.fakes import NOW

CODES = (
    ("branch_inactive", "manager"),
    ("not_delivery", ""),
    ("no_customer", "cashier"),
    ("no_address", "cashier"),
    ("not_ready", "kitchen"),
    ("not_released", "cashier"),
)


def _ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def order(
    number: int,
    state: str,
    group: Group,
    minutes: float,
    customer: str,
    *,
    branch: tuple[str, str] = ("B01", "فرع الياسمين"),
    amount: str = "86.25",
    due: str | None = None,
    why: Why | None = None,
    need: str | None = None,
    stage: str | None = None,
) -> QueueRow:
    """One row."""
    sent = state == "sent"
    return QueueRow(
        key=number,
        reference=48_200 + number,
        number=number,
        check_number=103_350 + number,
        branch=branch[0],
        branch_name=branch[1],
        customer=customer,
        amount=amount,
        amount_due=amount if due is None else due,
        currency="SAR",
        state=state,
        group=group,
        why=why,
        need=need,
        need_at=_ago(minutes) if need else None,
        since=_ago(minutes),
        first_seen_at=_ago(minutes + 9),
        ready_at=None if state == "waiting" else _ago(minutes),
        accepted_at=_ago(minutes - 0.1) if sent else None,
        oto_order_id=f"F922240-{48_200 + number}",
        oto_id=str(5_081_200 + number) if sent else None,
        oto_status="searchingDriver" if sent else None,
        stage=stage,
        search="",
    )


OLAYA = ("B02", "Olaya")
REFUSED = order(
    31,
    "refused",
    Group.NEEDS_YOU,
    2,
    "نورة العتيبي",
    why=Why("OTO1030", {"field": "phone", "outcome": "order_data"}),
    need="OTO1030",
)
WAITING = order(
    30, "waiting", Group.WAITING, 1, "Sara Al Harbi", branch=OLAYA, amount="41.00",
    why=Why("not_ready", {"delivery_status": "1"}),
)  # fmt: skip
ROWS = (
    REFUSED,
    order(28, "held", Group.NEEDS_YOU, 64, "Omar Hassan", branch=OLAYA, amount="132.00",
          why=Why("too_old", {"minutes": "64"}), need="too_old"),
    WAITING,
    order(32, "sending", Group.SENDING, 0, "محمد القحطاني", amount="57.50", due="0.00"),
    order(27, "sent", Group.AT_OTO, 4, "أمل الزهراني", amount="99.75", stage="finding_driver"),
    order(26, "sent", Group.AT_OTO, 11, "Lina", branch=OLAYA, due="0.00", stage="driver_coming"),
    order(25, "sent", Group.AT_OTO, 19, "خالد", amount="210.00", stage="on_the_way"),
    order(24, "sent", Group.DONE, 35, "Hind Al Otaibi", due="0.00", stage="delivered"),
    order(23, "skipped", Group.NOT_SENT, 40, "ريم", why=Why("own_driver")),
)  # fmt: skip


def branch(
    reference: str, name: str, localized: str | None, *, active: bool = True, waiting: int = 0,
    needs_door: bool = False, ready_before: int = 0,
) -> BranchRow:  # fmt: skip
    """One branch."""
    return BranchRow(
        key=int(reference[1:]),
        reference=reference,
        name=name,
        name_localized=localized,
        active=active,
        pickup=None if needs_door else reference,
        pickup_name=None if needs_door else localized or name,
        city="Riyadh",
        starts_at=_ago(240) if active else None,
        waiting=waiting,
        sent_today=21 if active else 0,
        needs_door=needs_door,
        paused=False,
        paused_until=None,
        stopped=None,
        ready_before=ready_before,
        oldest_ready_at=_ago(35) if ready_before else None,
    )


BRANCHES = (
    branch("B01", "فرع الياسمين", "Al Yasmin", waiting=1),
    branch("B02", "Olaya", "العليا", waiting=1),
    branch("B03", "Malaz", "الملز", active=False, ready_before=7),
    branch("B04", "فرع العارض", None, needs_door=True),
)

GOOD = Standing(
    step=None,
    business="مطاعم نخلة الرياض",
    business_currency="SAR",
    currency="SAR",
    foodics=ServiceRow("ok", NOW, "مطاعم نخلة الرياض", "https://api.foodics.com"),
    oto=ServiceRow("ok", NOW, "Nakhla", ""),
    generation="v2",
    retailer_id="1005",
    credit="350.75",
    last_good_poll_at=NOW - timedelta(seconds=3),
    branches=4,
    active=3,
    sent_today=42,
    median_seconds=6,
    last_order_at=_ago(1),
    day_ends_at=NOW + timedelta(hours=6),
)


def card(row: QueueRow) -> OrderCard:
    """What the order panel shows of a row."""
    failing = row.why.code if row.why is not None else ""
    events = [
        EventRow(row.first_seen_at, "seen", {"state": "waiting"}),
        EventRow(row.since, "state", {"state": row.state, "was": "queued"}),
    ]
    refused = row.state == "refused"
    if refused:
        told = {"state": "refused", "outcome": "order_data", "code": "OTO1030"}
        events.insert(1, EventRow(row.since, "attempt", {"state": "sending"}))
        events[2] = EventRow(row.since, "answer", told)
    text = "Recipient phone number is missing or invalid"
    actions = {
        "waiting": ("hold", "skip", "own-driver", "another-way", "send-anyway"),
        "refused": ("retry", "hold", "skip", "own-driver", "another-way"),
        "held": ("release", "skip", "own-driver", "another-way"),
        "sent": ("cancel-at-oto", "send-again"),
    }
    return OrderCard(
        row=row,
        conditions=tuple(ConditionRow(code, code != failing, actor, {}) for code, actor in CODES),
        events=tuple(events),
        customer=row.customer,
        phone="+966501234567",
        address="شارع العليا، مبنى 12، شقة 4",
        city="Riyadh",
        items=(
            ItemRow("مندي دجاج", "2", "69.00"),
            ItemRow("Lemonade", "1", "0.00"),
        ),
        payments=() if row.amount_due != "0.00" else (PaymentRow("Mada", row.amount, "paid"),),
        delivery_fee="17.25",
        discount="0.00",
        notes="",
        foodics_status="active",
        kitchen="sent_to_kitchen" if row.state == "waiting" else "ready",
        mended={},
        refusal=Refusal("OTO1030", "phone", "order_data", text) if refused else None,
        flags=(),
        oto=AtOto(row.oto_order_id, row.oto_id, row.oto_status, row.stage),
        wish=None,
        attempts=1 if refused or row.state == "sent" else 0,
        next_attempt_at=None,
        questions=(),
        actions=actions.get(row.state, ()),
        fixes=("phone", "address", "city") if refused else (),
        neighbours=(),
    )
