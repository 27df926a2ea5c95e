"""The account of what should have happened and what did: `GET /truth`."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from app.sandbox.books import Books, Entry
from app.sandbox.books_rules import Judgement
from app.sandbox.oto_model import OtoOrder, number
from app.sandbox.world import Json, World

ORDER_ID = re.compile(r"^F\d+-(\d+)(?:-\d+)?$")
FRESHNESS = timedelta(seconds=20)
"""A state that was replaced less long ago than this may still be what was sent."""


class Truth:
    """Reads the books. Thread-safe."""

    def __init__(self, world: World, books: Books) -> None:
        self._world = world
        self._books = books

    def entry_of(self, order: OtoOrder) -> Entry | None:
        """The Foodics order an OTO order stands for: by ref1, else by the form of the id."""
        ref1 = order.bodies[0].get("ref1")
        if isinstance(ref1, str) and ref1 in self._books.by_id:
            return self._books.by_id[ref1]
        found = ORDER_ID.match(order.order_id)
        return self._books.entries.get(int(found.group(1))) if found else None

    def account(
        self,
        active: set[str] | None = None,
        *,
        grace: float = 15.0,
        since: datetime | None = None,
    ) -> Json:
        """What `GET /truth` answers. `active` None: every branch; `grace` in seconds."""
        with self._world.lock:
            self._world.timeline.settle()
            now = self._world.clock.now()
            sent: dict[int, list[OtoOrder]] = defaultdict(list)
            strangers = []
            for order in self._books.oto_orders.values():
                entry = self.entry_of(order)
                if entry is None:
                    strangers.append(order.order_id)
                else:
                    sent[entry.reference].append(order)
            eligible: list[int] = []
            lost: list[int] = []
            missed: list[int] = []
            asking: list[int] = []
            asked: list[int] = []
            unwanted: list[int] = []
            wrong: list[Json] = []
            for ref, entry in self._books.entries.items():
                counts = active is None or entry.branch in active
                ready = entry.ready_at
                before = since is not None and ready is not None and ready < since
                fit = counts and not before and entry.judgement.expect == "send"
                past = counts and not before and bool(entry.spells)
                if fit:
                    eligible.append(ref)
                if counts and entry.judgement.expect == "ask":
                    asking.append(ref)
                orders = sent.get(ref, [])
                limit = timedelta(seconds=grace)
                if not orders:
                    if fit and now - entry.spells[-1].start > limit:
                        lost.append(ref)
                    elif past and any(s.end and s.end - s.start > limit for s in entry.spells):
                        missed.append(ref)
                    continue
                first = min(order.created_at for order in orders)
                if not past or entry.spells[0].start > first:
                    person = any(j.expect == "ask" for _, j in entry.versions)
                    (asked if person and counts else unwanted).append(ref)
                for order in orders:
                    wrong += [{"reference": ref, **one} for one in differences(entry, order)]
            return {
                "seen": len(self._books.entries),
                "eligible": eligible,
                "accepted": {str(ref): len(orders) for ref, orders in sorted(sent.items())},
                "lost": lost,
                "doubled": [
                    ref for ref, orders in sorted(sent.items()) if sum(o.live for o in orders) > 1
                ],
                "wrong": wrong,
                "unwanted": unwanted,
                # Beyond what was asked for: helps when one of the above is not empty.
                "ask": asking,
                "asked_and_sent": asked,
                "missed": missed,
                "strangers": strangers,
                "duplicate_creates": dict(self._books.duplicates),
                "refusals": {key: codes[-5:] for key, codes in self._books.refusals.items()},
            }

    def page(self, key: int) -> Json | None:
        """All the books know of one order."""
        with self._world.lock:
            entry = self._books.entries.get(key)
            if entry is None:
                return None
            judged = entry.judgement
            return {
                "reference": entry.reference,
                "branch": entry.branch,
                "expect": judged.expect,
                "reason": judged.reason,
                "amount": str(judged.amount),
                "amount_due": None if judged.amount_due is None else str(judged.amount_due),
                "payment_method": judged.payment_method,
                "phone": judged.phone,
                "pickup": judged.pickup,
                "script": entry.note,
                "spells": [
                    [s.start.isoformat(), s.end and s.end.isoformat()] for s in entry.spells
                ],
            }


def differences(entry: Entry, order: OtoOrder) -> list[Json]:
    """Fields of the first createOrder that fit no version that was current when it came."""
    at = order.created_at
    current = []
    for n, (start, judged) in enumerate(entry.versions):
        end = entry.versions[n + 1][0] if n + 1 < len(entry.versions) else None
        if start <= at and (end is None or end + FRESHNESS >= at):
            current.append(judged)
    best: list[Json] | None = None
    for judged in current or [entry.judgement]:
        found = _compare(judged, order)
        if best is None or len(found) < len(best):
            best = found
    return best or []


def _compare(judged: Judgement, order: OtoOrder) -> list[Json]:
    body = order.bodies[0]
    found: list[Json] = []
    given = body.get("customer")
    customer: Json = given if isinstance(given, dict) else {}
    pairs: list[tuple[str, Any, Any]] = [
        ("amount", judged.amount, number(body.get("amount"))),
        ("amount_due", judged.amount_due, number(body.get("amount_due"))),
        ("payment_method", judged.payment_method, body.get("payment_method")),
        ("phone", judged.phone, re.sub(r"\D", "", str(customer.get("mobile", "")))),
    ]
    if order.generation == "v2":
        pairs.append(("pickup", judged.pickup, body.get("pickupLocationCode")))
    for name, expected, got in pairs:
        if expected is None:
            continue
        if isinstance(expected, Decimal) and got is not None:
            if abs(expected - got) < Decimal("0.005"):
                continue
        elif expected == got:
            continue
        found.append({"field": name, "expected": str(expected), "got": str(got)})
    return found
