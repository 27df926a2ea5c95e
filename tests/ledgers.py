"""Big ledgers for benchmarks: a set-up business with months of finished orders and a day at work.

Rows are written by the real tables, in bulk; nobody's name, number or address is in them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from app.core import request
from app.core.dispatch import OtoSeen, State
from app.core.eligibility import BranchRule, Known, Reason, Rules
from app.core.order import (
    Address,
    Business,
    Customer,
    DeliveryStatus,
    FoodicsBranch,
    Item,
    Order,
    OrderStatus,
    OrderType,
    Payment,
    PickupLocation,
    Source,
)
from app.settings import Settings
from app.store import facts, setup
from app.store.codec import dump, dump_reasons
from app.store.ledger import Ledger, Txn
from app.store.order_rows import search_text
from app.store.tables import dispatches, events, orders

NAMES = ("نورة العتيبي", "Sara Ahmed", "محمد القحطاني", "Omar Hassan", "أمل الزهراني", "Lina")
STREETS = ("شارع العليا، مبنى", "Tahlia Street, villa", "حي الياسمين، شقة", "Olaya, tower")
ITEM = Item("Chicken Meal وجبة دجاج", "sk-1", Decimal(2), Decimal("70.00"))
#: What an open order is doing: the first of ten is …, each with the reasons that keep it there.
DAY: Sequence[tuple[State, tuple[Reason, ...]]] = (
    (State.WAITING, (Reason("not_ready", {"delivery_status": "1"}),)),
    (State.WAITING, (Reason("not_ready"), Reason("not_released", {"status": "1"}))),
    (State.WAITING, (Reason("not_ready", {"delivery_status": "1"}),)),
    (State.HELD, (Reason("too_old", {"minutes": "75"}),)),
    (State.REFUSED, ()),
    (State.SENT, ()),
    (State.SENT, ()),
    (State.SENT, ()),
    (State.SKIPPED, (Reason("before_start"),)),
    (State.CANCELLED, (Reason("voided"),)),
)
_CHUNK = 2_000
_A_DAY = 1_000

Row = dict[str, Any]


def fill(
    path: Path,
    orders: int = 100_000,
    open_: int = 300,
    branches: int = 3,
    now: datetime | None = None,
    url: str | None = None,
) -> datetime:
    """Makes the ledger at `path`; returns the moment it was made for (default: this one).

    `orders` in all; the newest `open_` are those of today, of all states, the others finished on
    the days before. Every branch is active and has its door. `url` is where both services are.
    """
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    ledger = Ledger(path, Settings(), lambda: now)
    try:
        keys = ledger.write_now(_set_up, branches, url)
        for first in range(1, orders + 1, _CHUNK):
            numbers = range(first, min(first + _CHUNK, orders + 1))
            ledger.write_now(_write, numbers, orders, open_, keys)
    finally:
        ledger.close()
    return now


def branch(count: int) -> FoodicsBranch:
    """The branch of this number, from 1."""
    return FoodicsBranch(
        f"b{count}", f"B{count:02}", f"Branch {count}", f"فرع {count}",
        latitude=24.7 + count / 100, longitude=46.68,
    )  # fmt: skip


def door(count: int) -> PickupLocation:
    """Its pickup location."""
    place = branch(count)
    return PickupLocation(
        place.reference, place.name, "Riyadh", "SA", place.latitude, place.longitude
    )


def multiply(path: Path, times: int) -> None:
    """Makes each order of the ledger at `path` so many: quicker than filling a big one."""
    connection = sqlite3.connect(path)
    (step,) = connection.execute("SELECT max(key) FROM orders").fetchone()
    with connection:
        for table, own in _OWN_OF_EACH.items():
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            chosen = ", ".join(own.get(name, name) for name in names)
            for count in range(1, times):
                connection.execute(
                    f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE {_THE_FIRST[table]}",
                    {"off": count * step, "step": step},
                )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


#: What is told of an order only once, shifted for each copy.
_OWN_OF_EACH = {
    "orders": {
        "key": "key + :off",
        "foodics_id": "lower(hex(randomblob(16)))",
        "reference": "reference + :off",
        "check_number": "check_number + :off",
        "point": "point || :off",
        "customer_id": "customer_id || :off",
        "search": "search || :off",
    },
    "dispatches": {
        "key": "key + :off",
        "order_key": "order_key + :off",
        "oto_order_id": "oto_order_id || '-' || :off",
        "oto_id": "oto_id || :off",
    },
    "events": {"key": "NULL", "order_key": "order_key + :off"},
}
_THE_FIRST = {
    "orders": "key <= :step",
    "dispatches": "key <= :step",
    "events": "order_key <= :step",
}


def _set_up(txn: Txn, count: int, url: str | None) -> list[int]:
    numbers = range(1, count + 1)
    business = Business("biz", "Nakhla", "922240", "SA", currency="SAR", utc_offset_minutes=180)
    setup.save_business(txn, business, url or "https://api.foodics.com")
    setup.save_branches(txn, [branch(number) for number in numbers])
    setup.save_pickups(txn, [door(number) for number in numbers])
    setup.save_cities(txn, ["Riyadh", "Jeddah", "Dammam"])
    setup.save_oto(txn, facts.OtoFact("v2", "1005", url, "Nakhla", "350.75", txn.now))
    setup.save_currency(txn, "SAR")
    fresh = txn_after(txn)
    references = [branch(number).reference for number in numbers]
    setup.activate(fresh, references, ready_since=timedelta(hours=12))
    facts.put(txn.connection, facts.CursorFact(txn.now, txn.now))
    good = facts.HealthFact("ok", txn.now, "ok", txn.now)
    facts.put(txn.connection, good)
    return sorted(fresh.context.by_key)


def txn_after(txn: Txn) -> Txn:
    """The same transaction, with what it wrote itself."""
    from app.store import context

    return replace(txn, context=context.read(txn.connection, txn.settings))


def _write(
    txn: Txn, numbers: Sequence[int], total: int, open_: int, branch_keys: Sequence[int]
) -> None:
    order_rows: list[Row] = []
    dispatch_rows: list[Row] = []
    event_rows: list[Row] = []
    for number in numbers:
        place = number % len(branch_keys)
        seen_at = _when(number, total, open_, txn.now)
        state, reasons = _state(number, total, open_)
        made = order(number, place + 1, seen_at, state)
        ready_at = None if state is State.WAITING else seen_at + timedelta(minutes=9)
        order_rows.append(
            {
                "key": number,
                "foodics_id": made.id,
                "reference": made.reference,
                "number": made.number,
                "check_number": made.check_number,
                "branch_key": branch_keys[place],
                "updated_at": made.updated_at,
                "ready_at": ready_at,
                "first_seen_at": seen_at,
                "first_seen_ready": False,
                "last_read_at": made.updated_at,
                "point": f"{24 + number % 9973 / 9973},46.6",
                "customer_id": f"c{number}",
                "data": dump(made),
                "search": search_text(made),
            }
        )
        finished = number <= total - open_
        dispatch_rows.append(
            _dispatch(number, branch_keys[place], made, place + 1, state, reasons, finished)
            | {"state_at": ready_at or seen_at, "ready_at": ready_at}
        )
        event_rows += _events(number, state, seen_at, ready_at)
    txn.connection.execute(insert(orders), order_rows)
    txn.connection.execute(insert(dispatches), dispatch_rows)
    txn.connection.execute(insert(events), event_rows)


def _when(number: int, total: int, open_: int, now: datetime) -> datetime:
    """First seen: those of today within the last three hours, the others back from yesterday."""
    if number > total - open_:
        return now - timedelta(seconds=(total - number) * 10_800 / max(1, open_))
    back = total - open_ - number
    days, place = divmod(back, _A_DAY)
    return now - timedelta(days=days + 1, seconds=place * 50 + 3600)


def _state(number: int, total: int, open_: int) -> tuple[State, tuple[Reason, ...]]:
    if number > total - open_:
        return DAY[number % len(DAY)]
    return (State.SENT, ()) if number % 20 else (State.SKIPPED, (Reason("own_driver"),))


def order(number: int, place: int, seen_at: datetime, state: State) -> Order:
    """The order of this number, at the branch of number `place`."""
    phone = f"5{number * 7_654_321 % 100_000_000:08}"
    ready = state is not State.WAITING
    return Order(
        id=f"9f0c5a5e-{number % 65_536:04x}-4000-8000-{number:012}",
        reference=number,
        number=number % 300 + 1,
        check_number=100_000 + number,
        branch_id=branch(place).id,
        type=OrderType.DELIVERY,
        source=Source.CASHIER,
        status=OrderStatus.ACTIVE,
        delivery_status=DeliveryStatus.READY if ready else DeliveryStatus.SENT_TO_KITCHEN,
        total=Decimal("86.25"),
        business_date=seen_at.date(),
        opened_at=seen_at - timedelta(minutes=1),
        created_at=seen_at,
        updated_at=seen_at + timedelta(minutes=9),
        kitchen_received_at=seen_at,
        customer=Customer(f"c{number}", f"{NAMES[number % 6]} {number}", "966", phone),
        address=Address(
            f"a{number}", "Home", f"{STREETS[number % 4]} {number % 90}", "Olaya",
            24 + number % 9973 / 9973, 46.6,
        ),
        payments=(Payment(Decimal("20.00"), "m1", "Cash", method_type=1),),
        items=(ITEM,) * (1 + number % 4),
        delivery_fee=Decimal("16.25"),
    )  # fmt: skip


def _dispatch(
    number: int,
    branch_key: int,
    order: Order,
    place: int,
    state: State,
    reasons: tuple[Reason, ...],
    finished: bool,
) -> Row:
    told = seen = oto_id = status = stage = accepted_at = None
    order_id = request.oto_order_id("922240", order.reference)
    if state in (State.SENT, State.REFUSED):
        rule = BranchRule(branch(place), active=True, pickup=door(place))
        told = request.build(order, rule, Rules(currency="SAR"), Known(), order_id=order_id)
    if state is State.SENT:
        oto_id, accepted_at = f"{9_000_000 + number}", order.updated_at + timedelta(seconds=6)
        status, stage = ("delivered", "delivered") if finished else ("new", "at_oto")
        seen = OtoSeen(order_id, oto_id, status, courier="Courier", tracking_number=f"T{number}")
    refused = {"code": "OTO1030", "text": "city", "field": "city", "outcome": "order_data"}
    flags = [{"code": "no_driver", "params": {}}] if not finished and number % 50 == 5 else None
    return {
        "order_key": number,
        "branch_key": branch_key,
        "seq": 1,
        "state": state,
        "reasons": dump_reasons(reasons),
        "oto_order_id": order_id,
        "attempts": 1 if told else 0,
        "amount": told.amount if told else None,
        "amount_due": told.amount_due if told else None,
        "currency": "SAR" if told else None,
        "request": dump(told) if told else None,
        "error": dump(refused) if state is State.REFUSED else None,
        "accepted_at": accepted_at,
        "oto_id": oto_id,
        "oto_status": status,
        "stage": stage,
        "seen": dump(seen) if seen else None,
        "tracked_at": accepted_at,
        "finished": finished and state is State.SENT,
        "flags": dump(flags) if flags and state is State.SENT else None,
    }


def _events(key: int, state: State, seen_at: datetime, ready_at: datetime | None) -> Iterator[Row]:
    def line(at: datetime, kind: str, **data: object) -> Row:
        return {"order_key": key, "at": at, "kind": kind, "data": dump(data)}

    yield line(seen_at, "seen", state="waiting", reasons=["not_ready"])
    if ready_at is not None:
        yield line(ready_at, "state", state="queued", was="waiting")
        yield line(ready_at, "attempt", outcome="accepted", seconds=0.4)
        yield line(ready_at, "state", state=str(state), was="sending")
