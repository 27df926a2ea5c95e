"""A ledger on a real file, set up as after the first-time set-up, with a clock that tests set."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from app.core.dispatch import Answer, OtoSeen, Outcome, State
from app.core.events import Event, Notice
from app.core.order import Business, Order, UnreadableOrder
from app.settings import Settings
from app.store import claims, facts, observing, outcomes, queries, records, sent, setup
from app.store.claims import LookUp, Send
from app.store.codec import load_reasons
from app.store.ledger import Ledger, Txn
from app.store.looked import LookedUp
from app.store.outcomes import Sent
from app.store.records import Record
from app.store.tables import faults
from tests.unit.core import samples

P = ParamSpec("P")
T = TypeVar("T")

BUSINESS = Business(
    id="biz", name="Nakhla", reference="922240", country="SA", currency="SAR",
    utc_offset_minutes=180,
)  # fmt: skip
SECOND = replace(
    samples.FOODICS_BRANCH, id="b2", reference="B02", name="Malaz", latitude=24.66, longitude=46.73
)
SECOND_DOOR = replace(samples.PICKUP, code="B02", name="Malaz", latitude=24.66, longitude=46.73)
REFERENCE = 48210


class Box:
    """`now` is what the ledger takes for Foodics' time. All actions are whole transactions."""

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        self.now: datetime = samples.STARTED
        self.path = folder / "ledger.db"
        self.ledger = Ledger(
            self.path, settings or Settings(), lambda: self.now, backups=folder / "backups"
        )
        self.told: list[Event | Notice] = []
        self.ledger.listen(self.told.extend)

    def do(
        self, function: Callable[Concatenate[Txn, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """One transaction."""
        return self.ledger.write_now(function, *args, **kwargs)

    def set_up(self, *, generation: str = "v2", active: bool = True) -> "Box":
        """Business, OTO, currency, two branches with doors; the first is active since an hour."""
        self.do(setup.save_business, BUSINESS, "https://api.foodics.com")
        self.do(setup.save_branches, [samples.FOODICS_BRANCH, SECOND])
        self.do(setup.save_oto, facts.OtoFact(generation, "r1", None))
        if generation == "v2":
            self.do(setup.save_pickups, [samples.PICKUP, SECOND_DOOR])
        self.do(setup.save_currency, "SAR")
        if active:
            self.do(setup.activate, ["B01"], city=None if generation == "v2" else "Riyadh")
        self.now = samples.NOW
        return self

    def later(self, **parts: float) -> datetime:
        """Lets time pass: `later(seconds=10)`."""
        self.now += timedelta(**parts)
        return self.now

    def see(self, *rows: Order | UnreadableOrder) -> set[str]:
        """Foodics shows these rows on one page."""
        return self.do(_observe, rows)

    def changed(self, order: Order, **changes: Any) -> Order:
        """Foodics shows a newer version of an order a second later."""
        newer = replace(order, updated_at=order.updated_at + timedelta(seconds=1), **changes)
        self.see(newer)
        return newer

    def claim(self, limit: int = 4, *, any_time: bool = False) -> list[Send]:
        """What the dispatcher would send now."""
        return self.do(_claim, limit, any_time)

    def ends(self, send: Send, outcome: Outcome, **more: Any) -> State:
        """A call ended so."""
        answer = Answer(outcome, **{"code": str(outcome), **more})
        return self.do(_record, Sent(send.key, answer, 0.2, 0.5))

    def accepted(self, order: Order | None = None) -> Record:
        """An order goes the whole way."""
        order = order or samples.order()
        self.see(order)
        (send,) = self.claim()
        assert self.ends(send, Outcome.ACCEPTED, oto_id="900", http=200) is State.SENT
        return self.record(order.reference)

    def cancelled_at_oto(self) -> None:
        """OTO confirmed what was asked for: the order is cancelled there, and no wish is left."""
        record = self.record()
        seen = {record.row.oto_order_id: OtoSeen(record.row.oto_order_id, "900", "canceled")}
        self.do(_track, seen)
        self.do(_wish_over)

    def unknown(self, order: Order | None = None) -> Send:
        """An order whose reply was lost."""
        self.see(order or samples.order())
        (send,) = self.claim()
        assert self.ends(send, Outcome.UNKNOWN, code="timeout") is State.UNKNOWN
        return send

    def due_look_ups(self, *, any_time: bool = False) -> list[LookUp]:
        """Look-ups that are due now."""
        return self.do(_look_ups, any_time)

    def looked_up(self, key: int, seen: OtoSeen | None = None, failed: str | None = None) -> State:
        """A look-up ended so."""
        return self.do(_record, LookedUp(key, seen, failed))

    def record(self, reference: int = REFERENCE) -> Record:
        """One order as the ledger holds it."""
        found = self.do(_of_reference, reference)
        assert found is not None
        return found

    def state(self, reference: int = REFERENCE) -> State:
        """Its state."""
        return self.record(reference).state

    def reasons(self, reference: int = REFERENCE) -> list[str]:
        """The codes that speak against sending."""
        return [reason.code for reason in load_reasons(self.record(reference).row.reasons)]

    def flags(self, reference: int = REFERENCE) -> list[str]:
        """The codes of its flags."""
        return [flag["code"] for flag in self.record(reference).flags]

    def events(self, reference: int = REFERENCE) -> list[dict[str, Any]]:
        """Its history."""
        return self.do(_history, self.record(reference).key)

    def kinds(self, reference: int = REFERENCE) -> list[str]:
        """The kinds of its history's lines."""
        return [event["kind"] for event in self.events(reference)]

    def faults(self) -> dict[str, str]:
        """Faults by Foodics id."""
        return self.do(_faults)


def at_oto(status: str = "new", **more: Any) -> OtoSeen:
    """Our order as OTO shows it."""
    told = samples.told()
    fields: dict[str, Any] = {
        "order_id": told.order_id, "oto_id": "900", "status": status, "ref1": told.ref1,
        "amount": Decimal("86.25"), "phone": "966500000123",
    }  # fmt: skip
    return OtoSeen(**{**fields, **more})


def numbered(count: int, **changes: Any) -> Order:
    """One of many good orders, each with its own customer."""
    changes.setdefault("customer", samples.customer(id=f"c{count}"))
    changes.setdefault("id", f"id-{count}")
    return samples.order(reference=count, number=count, check_number=count, **changes)


def _observe(txn: Txn, rows: Sequence[Order | UnreadableOrder]) -> set[str]:
    return observing.observe(txn.connection, txn.context, txn.journal, rows, txn.now)


def _claim(txn: Txn, limit: int, any_time: bool) -> list[Send]:
    found = (txn.connection, txn.context, txn.journal, txn.now, limit)
    return claims.claim(*found, any_time=any_time)


def _record(txn: Txn, call: Sent | LookedUp) -> State:
    return outcomes.record(txn.connection, txn.context, txn.journal, call, txn.now)


def _look_ups(txn: Txn, any_time: bool) -> list[LookUp]:
    return claims.look_ups(txn.connection, txn.now, 4, any_time=any_time)


def _of_reference(txn: Txn, reference: int) -> Record | None:
    return records.of_reference(txn.connection, reference)


def _history(txn: Txn, key: int) -> list[dict[str, Any]]:
    reader = queries.Reader(txn.connection, txn.context, txn.settings, txn.now)
    return queries.history(reader, key)


def _faults(txn: Txn) -> dict[str, str]:
    return {row.foodics_id: row.problem for row in txn.connection.execute(select(faults))}


def _track(txn: Txn, seen: dict[str, OtoSeen]) -> None:
    sent.track(
        txn.connection, txn.journal, seen, txn.now, driver_wait=timedelta(minutes=10), doors={}
    )


def _wish_over(txn: Txn) -> None:
    record = records.of_reference(txn.connection, REFERENCE)
    assert record is not None
    sent.wish_over(
        txn.connection, txn.journal, record, txn.now, what="cancel", told=None, note="cancelled"
    )
