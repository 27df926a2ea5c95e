"""What a change in Foodics means for an order that OTO has, or is just being told of.

The table is in `core.after` (rules.md section 6); here it meets the ledger.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.engine import Connection

from app.core import moves, request
from app.core.after import AfterSending, Flag, after_sending, at_end, ended, phase
from app.core.dispatch import OtoOrder, State
from app.core.order import DeliveryStatus, Order
from app.store import judging, records, sent
from app.store.codec import dump
from app.store.context import Context
from app.store.journal import Journal
from app.store.records import Record
from app.store.tables import dispatches


def changed(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    before: Order,
    now: datetime,
) -> None:
    """Foodics shows another version of an order that is at OTO; `before` is the one known so far."""
    if record.state is State.SENT:
        fresh = fresh_request(connection, context, record)
        _changed(connection, context, journal, record, before, fresh, now)


def _changed(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    before: Order,
    fresh: OtoOrder | None,
    now: datetime,
) -> None:
    told = record.told
    assert told is not None
    status = record.row.oto_status or ""
    found = after_sending(told, fresh, record.order, before, status, context.rules.methods)
    news = found.flags != () and _tells_otherwise(connection, context, record, before)
    _carry_out(connection, journal, record, found, now, news=news)


def accepted(
    connection: Connection, context: Context, journal: Journal, record: Record, now: datetime
) -> None:
    """OTO has just taken an order: what Foodics changed between the claim and this answer was not
    in what OTO was told, and no later poll shows it as a change again."""
    told = record.told
    assert told is not None
    order = record.order
    if any(record.returns.values()) or ended(order):
        code = "voided" if order.is_delivery else "not_delivery"
        code = "returned" if not ended(order) else code
        found = at_end(phase(record.row.oto_status or ""), code)
        _carry_out(connection, journal, record, found, now)
        return
    fresh = fresh_request(connection, context, record)
    before = _as_told(record, order, told, fresh)
    _changed(connection, context, journal, record, before, fresh, now)


def _tells_otherwise(
    connection: Connection, context: Context, record: Record, before: Order
) -> bool:
    """Whether OTO would be told something else now than of the version before, payments apart:
    every order is paid in the end."""
    old = fresh_request(connection, context, record.seen(before, record.ready_at, record.point))
    new = fresh_request(connection, context, record)
    if old is None or new is None:
        return False
    return replace(old, amount_due=new.amount_due) != new


def fresh_request(connection: Connection, context: Context, record: Record) -> OtoOrder | None:
    """What OTO would be told now; None while no currency is set."""
    if context.rules.currency is None:
        return None
    branch = judging.branch_of(context, record)
    known = judging.known_of(connection, record)
    order_id = record.row.oto_order_id
    return request.build(record.order, branch.rule, context.rules, known, order_id=order_id)


def returned(
    connection: Connection, context: Context, journal: Journal, order: Order, now: datetime
) -> None:
    """A return is a new order that names the old one (rules.md section 6). Each counts once."""
    original = records.of_foodics_ids(connection, [order.original_order_id or ""])
    for record in original.values():
        if order.id not in record.returns and record.row.erased_at is None:
            _returned(connection, context, journal, record, order, now)


def _returned(
    connection: Connection,
    context: Context,
    journal: Journal,
    record: Record,
    order: Order,
    now: datetime,
) -> None:
    told = record.told
    amount = abs(order.total)
    whole = amount >= (record.order.total if told is None else told.amount)
    values: dict[str, object] = {"returns": dump([*record.returns.items(), (order.id, whole)])}
    unsent = record.state in moves.JUDGED
    if unsent and not whole:
        # Less is to be delivered than the order says: a person decides.
        values["held"] = True
    connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )
    note = "returned" if whole else "part_returned"
    if record.state is not State.SENT:
        journal.note(now, "edited", record.key, record.reference, record.state, changes=[note])
        fresh = records.of_dispatch(connection, record.dispatch_key)
        assert fresh is not None
        judging.apply(connection, context, journal, fresh, now)
    elif whole:
        found = at_end(phase(record.row.oto_status or ""), note)
        _carry_out(connection, journal, record, found, now)
    else:
        found = AfterSending(flags=(Flag(note, {"amount": str(amount)}),))
        # Each return comes here once: a second one over the same amount is another one.
        _carry_out(connection, journal, record, found, now, news=True)


def _as_told(record: Record, order: Order, told: OtoOrder, fresh: OtoOrder | None) -> Order:
    """The order as it must have been when it was claimed, as far as flags depend on it."""
    allowed = record.allowed
    paid_since = fresh is not None and fresh.amount_due < told.amount_due
    elsewhere = "dispatched_elsewhere" in allowed
    return replace(
        order,
        driver_id=order.driver_id if "own_driver" in allowed else None,
        delivery_status=order.delivery_status if elsewhere else DeliveryStatus.READY,
        payments=() if paid_since else order.payments,
    )


def _carry_out(
    connection: Connection,
    journal: Journal,
    record: Record,
    found: AfterSending,
    now: datetime,
    *,
    news: bool = False,
) -> None:
    for flag in found.flags:
        sent.flag(connection, journal, record, flag, now, news=news)
    for note in found.notes:
        journal.note(now, "oto", record.key, record.reference, record.state, note=note)
    if found.withdraw:
        sent.withdraw(connection, journal, record, now)
    if found.wish:
        sent.wish(connection, journal, record, found.wish, now)
