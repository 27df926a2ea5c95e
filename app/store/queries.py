"""Reading the ledger for screens and reading commands: plain values, no locks, no services."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.engine import Connection

from app.core import eligibility, money, wording
from app.core.business_day import day_began
from app.core.dispatch import State
from app.core.eligibility import Reason
from app.core.patience import Need, Patience, needs_you
from app.settings import Settings
from app.store import context, judging, records
from app.store.codec import load_any, load_reasons
from app.store.context import Context
from app.store.records import Record
from app.store.tables import dispatches, events

Row = dict[str, Any]


def time_text(moment: datetime | None) -> str | None:
    """`2026-11-23T18:02:21Z`, or None."""
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Reader:
    """One reading: a connection with the context of that moment."""

    connection: Connection
    context: Context
    settings: Settings
    now: datetime
    patience: Patience = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "patience", _patience(self.settings))

    @classmethod
    def of(cls, connection: Connection, settings: Settings, now: datetime) -> "Reader":
        """Reads the context; `now` is Foodics' clock as well as it is known."""
        return cls(connection, context.read(connection, settings), settings, now)


def _patience(chosen: Settings) -> Patience:
    return Patience(
        not_accepted=timedelta(minutes=chosen.patience_not_accepted_minutes),
        closed_not_ready=timedelta(minutes=chosen.patience_not_ready_closed_minutes),
        kitchen=timedelta(minutes=chosen.patience_kitchen_minutes),
        unknown=timedelta(minutes=chosen.patience_unknown_minutes),
    )


def order_rows(
    reader: Reader, *, state: str | None = None, branch: str | None = None
) -> Iterator[Row]:
    """The rows of `orders`, newest first (design.md section 6)."""
    wanted: list[ColumnElement[bool]] = []
    if state is not None:
        wanted.append(dispatches.c.state == state)
    if branch is not None:
        keys = [
            found.key
            for found in reader.context.by_key.values()
            if found.rule.foodics.reference.casefold() == branch.casefold()
        ]
        wanted.append(dispatches.c.branch_key.in_(keys))
    found = records.where(reader.connection, *wanted)
    found.sort(key=lambda record: (record.row.first_seen_at, record.key), reverse=True)
    return (order_row(reader, record) for record in found)


def order_row(reader: Reader, record: Record) -> Row:
    """One order as `orders --json` shows it."""
    row, order = record.row, record.order
    branch = reader.context.by_key[row.branch_key]
    amount, due, currency = amounts(reader, record)
    reasons = [] if record.state not in _JUDGED else load_reasons(row.reasons)
    return {
        "id": order.id,
        "reference": record.reference,
        "number": order.number,
        "check_number": order.check_number,
        "branch": branch.rule.foodics.reference,
        "state": str(record.state),
        "reasons": [reason.code for reason in reasons],
        "amount": amount,
        "amount_due": due,
        "currency": currency,
        "oto_order_id": row.oto_order_id,
        "oto_id": row.oto_id,
        "oto_status": row.oto_status,
        "stage": row.stage,
        "attempts": row.attempts,
        "last_error": last_error(record),
        "first_seen_at": time_text(row.first_seen_at),
        "ready_at": time_text(row.ready_at),
        "accepted_at": time_text(row.accepted_at),
        "next_attempt_at": time_text(row.next_attempt_at),
    }


#: States in which OTO was told an amount; in the others it is what it would be told now.
_TOLD = (State.SENDING, State.UNKNOWN, State.SENT)
#: States whose reasons say why the order does not go.
_JUDGED = (State.WAITING, State.HELD, State.SKIPPED, State.CANCELLED)


def last_error(record: Record) -> Row | None:
    """The last trouble with OTO as code, title, remedy; None when there is none."""
    error = record.error
    if not error:
        return None
    title, remedy = wording.refusal(error["code"], error.get("field"), error.get("outcome"))
    return {"code": error["code"], "title": title, "remedy": remedy}


def order_details(reader: Reader, reference: int) -> Row | None:
    """One order as `order REFERENCE --json` shows it; None if the ledger does not have it."""
    record = records.of_reference(reader.connection, reference)
    if record is None:
        return None
    return order_row(reader, record) | {
        "conditions": conditions(reader, record),
        "events": history(reader, record.key),
        "needs_you": need_row(need_of(reader, record)),
    }


def conditions(reader: Reader, record: Record) -> list[Row]:
    """The verdict as a list: the five conditions always, then each guard that fails."""
    return [_condition(code, reason) for code, reason in verdict_lines(reader, record)]


def verdict_lines(reader: Reader, record: Record) -> list[tuple[str, Reason | None]]:
    """The same as codes, each with its reason if it fails."""
    branch = reader.context.by_key[record.row.branch_key]
    known = judging.known_of(reader.connection, record)
    if record.state in _JUDGED or record.row.erased_at is not None:
        reasons = load_reasons(record.row.reasons)
    else:
        verdict = eligibility.judge(
            record.order, branch.rule, reader.context.rules, known, reader.now
        )
        reasons = tuple(
            reason for reason in verdict.reasons if reason.code in eligibility.CONDITIONS
        )
    failing = {reason.code: reason for reason in reasons}
    lines = [(code, failing.get(code)) for code in eligibility.CONDITIONS]
    return lines + [
        (reason.code, reason) for reason in reasons if reason.code not in eligibility.CONDITIONS
    ]


def _condition(code: str, reason: Reason | None) -> Row:
    return {
        "code": code,
        "ok": reason is None,
        "actor": eligibility.ACTORS[code],
        "text": wording.condition(code, None if reason is None else reason.params),
    }


def history(reader: Reader, order_key: int) -> list[Row]:
    """The history of one order, oldest first."""
    found = reader.connection.execute(
        select(events).where(events.c.order_key == order_key).order_by(events.c.key)
    )
    return [
        {"at": time_text(row.at), "kind": row.kind, "data": load_any(row.data)} for row in found
    ]


def need_of(reader: Reader, record: Record) -> Need | None:
    """Whether this order needs a person, and why."""
    flags = [flag["code"] for flag in record.flags]
    return needs_you(
        record.state,
        need_codes(record),
        flags,
        record.order,
        record.row.state_at,
        reader.now,
        reader.patience,
    )


def need_codes(record: Record) -> list[str]:
    """What `core.patience` goes by: what OTO refused, else the reasons that fail."""
    if record.state is State.REFUSED and record.error:
        return [record.error["code"]]
    reasons = load_reasons(record.row.reasons)
    if record.state is State.HELD:
        found = eligibility.deciding(record.state, reasons)
        return [found.code] if found else []
    return [reason.code for reason in reasons]


def need_row(need: Need | None) -> Row | None:
    """A need as JSON."""
    return None if need is None else {"code": need.code, "since": time_text(need.since)}


def needing(reader: Reader) -> list[Record]:
    """All orders that need a person."""
    active = [key for key, branch in reader.context.by_key.items() if branch.rule.active]
    maybe = (State.HELD, State.REFUSED, State.UNKNOWN)
    found = records.where(reader.connection, dispatches.c.state.in_(maybe))
    # What waits for a branch that is off needs nobody, and may be a lot.
    waiting = (dispatches.c.state == State.WAITING) & dispatches.c.branch_key.in_(active)
    found += records.where(reader.connection, waiting)
    flagged = records.where(reader.connection, dispatches.c.flags.is_not(None))
    found += [record for record in flagged if record.state is State.SENT]
    return [record for record in found if need_of(reader, record) is not None]


def branch_rows(reader: Reader) -> list[Row]:
    """The rows of `branches`, by reference."""
    waiting = count_by_branch(reader, dispatches.c.state == State.WAITING)
    sent = sent_today(reader)
    rows = []
    for branch in reader.context.by_key.values():
        if branch.gone:
            continue
        rule = branch.rule
        rows.append(
            {
                "reference": rule.foodics.reference,
                "id": rule.foodics.id,
                "name": rule.foodics.name,
                "active": rule.active,
                "pickup": branch.pickup_code,
                "city": eligibility.branch_city(rule),
                "starts_at": time_text(rule.sends_from),
                "waiting": waiting.get(branch.key, 0),
                "sent_today": sent.get(branch.key, 0),
            }
        )
    return sorted(rows, key=lambda row: str(row["reference"]))


def sent_today(reader: Reader) -> dict[int, int]:
    """How many each branch has sent since its own day began, by branch key."""
    offset = reader.context.rules.utc_offset
    began = {
        key: day_began(reader.now, offset, branch.rule.foodics.end_of_day)
        for key, branch in reader.context.by_key.items()
    }
    counted: dict[int, int] = {}
    for start in set(began.values()):
        # As `dispatches_day` has it: what is sent entered its state when OTO accepted it.
        found = count_by_branch(
            reader,
            dispatches.c.state == State.SENT,
            dispatches.c.finished.in_((False, True)),
            dispatches.c.state_at >= start,
        )
        counted |= {key: found.get(key, 0) for key in began if began[key] == start}
    return counted


def count_by_branch(reader: Reader, *wanted: ColumnElement[bool]) -> dict[int, int]:
    """Live dispatches that fulfil the conditions, by branch key."""
    found = reader.connection.execute(
        select(dispatches.c.branch_key, func.count())
        .where(*wanted, dispatches.c.live)
        .group_by(dispatches.c.branch_key)
    )
    return {row[0]: row[1] for row in found}


def amounts(reader: Reader, record: Record) -> tuple[str, str, str | None]:
    """Total and what the courier collects, as texts, with the currency if one is set: as OTO was
    told once it was told, else what it would be told now."""
    rules = reader.context.rules
    row = record.row
    if record.state in _TOLD and row.amount is not None and row.currency:
        amount, due_then = row.amount, row.amount_due or Decimal(0)
        return money.text(amount, row.currency), money.text(due_then, row.currency), row.currency
    currency = rules.currency or "SAR"
    due = money.what_is_due(record.order, rules.methods, currency=currency, accept_guess=True)
    return money.text(due.amount, currency), money.text(due.amount_due, currency), rules.currency
