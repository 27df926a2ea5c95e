"""The ledger in numbers, and the way of single orders, for whoever helps from afar."""

from collections import Counter
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, select

from app.core.dispatch import State
from app.core.errors import AppError
from app.doctor.scrub import event_data, number_of, word_of
from app.store import facts, queries, records, status
from app.store.codec import load_any
from app.store.queries import Reader, time_text
from app.store.tables import branches, dispatches, events, orders

#: Days told one by one, orders looked at for them, and events told of one order.
DAYS, _MOST_ORDERS, _MOST_EVENTS, _MOST_REFUSED = 14, 200_000, 500, 10_000
#: What is told of an order beside its history: numbers, amounts, times, and codes.
_TOLD = (
    *("reference", "number", "check_number", "state", "amount", "amount_due", "currency"),
    *("oto_order_id", "stage", "attempts", "first_seen_at", "ready_at"),
    *("accepted_at", "next_attempt_at"),
)


def numbers(reader: Reader) -> dict[str, Any]:
    """Counts, pace, troubles and gaps."""
    read = reader.connection
    tables = (orders, dispatches, events, branches)
    health = facts.get(read, facts.HealthFact)
    gaps = facts.get(read, facts.GapsFact) or facts.GapsFact()
    happened = facts.get(read, facts.HappeningsFact) or facts.HappeningsFact()
    standing = status.status_row(reader, running=False)
    return {
        "rows": {
            table.name: read.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        },
        "active_branches": sum(each.rule.active for each in reader.context.by_key.values()),
        "standing": {
            name: standing[name]
            for name in (
                *("paused", "problem", "fault", "currency", "foodics", "oto", "counts"),
                *("needs_you", "faults", "last_good_poll_at"),
            )
        },
        "last_trouble": health.problem if health else None,
        "days": _days(reader),
        "refusals": _refusals(reader),
        "gaps": [
            {
                "cause": word_of(str(gap.cause)),
                "began_at": time_text(gap.began),
                "ended_at": time_text(gap.ended),
            }
            for gap in (*gaps.open, *gaps.over)
        ],
        "happenings": [
            {"what": str(each.what), "from": time_text(each.began), "to": time_text(each.ended)}
            for each in happened.items
        ],
    }


def _days(reader: Reader) -> list[dict[str, Any]]:
    """Orders by the business's date of their first sight: how many, sent, and how quickly."""
    offset = reader.context.rules.utc_offset
    found = reader.connection.execute(
        select(orders.c.first_seen_at, orders.c.ready_at, dispatches.c.accepted_at)
        .join(dispatches, dispatches.c.order_key == orders.c.key)
        .where(dispatches.c.live, orders.c.first_seen_at > reader.now - timedelta(days=DAYS))
        .order_by(orders.c.first_seen_at.desc())
        .limit(_MOST_ORDERS)
    )
    seen: Counter[str] = Counter()
    waits: dict[str, list[float]] = {}
    for row in found:
        day = f"{row.first_seen_at + offset:%Y-%m-%d}"
        seen[day] += 1
        if row.accepted_at is not None:
            began: datetime = row.ready_at or row.first_seen_at
            waits.setdefault(day, []).append((row.accepted_at - began).total_seconds())
    return [
        {
            "day": day,
            "seen": count,
            "sent": len(waits.get(day, ())),
            "median_seconds_ready_to_accepted": round(median(waits[day]), 1)
            if day in waits
            else None,
        }
        for day, count in sorted(seen.items())
    ]


def _refusals(reader: Reader) -> dict[str, int]:
    """What OTO refused, by its code, among the orders that stand refused."""
    wanted = (
        select(dispatches.c.error)
        .where(dispatches.c.state == State.REFUSED, dispatches.c.error.is_not(None))
        .limit(_MOST_REFUSED)
    )
    found = Counter(
        word_of(load_any(row.error).get("code")) or "?" for row in reader.connection.execute(wanted)
    )
    return dict(found.most_common(30))


def timeline(reader: Reader, reference: int) -> dict[str, Any]:
    """One order with its history; AppError `unknown_order`."""
    record = records.of_reference(reader.connection, reference)
    if record is None:
        raise AppError("unknown_order", reference=reference)
    row = queries.order_row(reader, record)
    lines = queries.verdict_lines(reader, record)
    history = queries.history(reader, record.key)
    error = row["last_error"] or {}
    return {
        **{name: row[name] for name in _TOLD},
        "branch": row["branch"],
        "oto_id": word_of(row["oto_id"]) or number_of(row["oto_id"]),
        "oto_status": word_of(row["oto_status"]),
        "reasons": row["reasons"],
        "last_error": word_of(error.get("code")),
        "conditions": [{"code": code, "ok": reason is None} for code, reason in lines],
        "events_left_out": max(0, len(history) - _MOST_EVENTS),
        "events": [{**each, "data": event_data(each["data"])} for each in history[-_MOST_EVENTS:]],
    }
