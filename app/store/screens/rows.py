"""One order as the queue shows it: plain values, codes instead of sentences."""

import logging
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from app.core import contact, eligibility, patience
from app.core.dispatch import State
from app.core.eligibility import Reason
from app.core.patience import Need
from app.store import queries
from app.store.codec import load_reasons
from app.store.queries import Reader
from app.store.records import Record
from app.store.screens.types.queue import Group, QueueRow, Why

log = logging.getLogger(__name__)

#: Over, and never sent.
OVER = (State.SKIPPED, State.CANCELLED)
#: What is said of an order that cannot be shown for a reason nobody foresaw.
ODD = "our_fault"
#: States whose last trouble with OTO still stands in the way.
_TROUBLED = (State.UNKNOWN, State.RETRYING, State.REFUSED)
#: States in which nothing speaks against sending any more.
_GOING = (State.QUEUED, State.SENDING)
_GROUPS: Mapping[State, Group] = MappingProxyType(
    {
        State.WAITING: Group.WAITING,
        State.QUEUED: Group.SENDING,
        State.SENDING: Group.SENDING,
        State.UNKNOWN: Group.SENDING,
        State.RETRYING: Group.SENDING,
        State.REFUSED: Group.NEEDS_YOU,
        State.HELD: Group.NEEDS_YOU,
        State.SKIPPED: Group.NOT_SENT,
        State.CANCELLED: Group.NOT_SENT,
    }
)


def row_of(reader: Reader, record: Record) -> QueueRow:
    """The row of one order. One that cannot be read is a row all the same: nothing is silent."""
    try:
        order = record.order
        customer = contact.clean(order.customer.name) if order.customer is not None else ""
        money = queries.amounts(reader, record)
        reasons = load_reasons(record.row.reasons)
        return _row(reader, record, customer, money, why(record, reasons), _need(reader, record))
    except Exception as error:  # noqa: BLE001 - one odd order must not empty the screen
        # Without its text, which may hold what the order holds.
        log.warning("Order %d cannot be shown: %s", record.reference, type(error).__name__)
    settled = record.state in (State.SENT, *OVER)
    need = None if settled else Need(ODD, record.row.state_at)
    return _row(reader, record, "", ("", "", None), None if settled else Why(ODD), need)


def _row(
    reader: Reader,
    record: Record,
    customer: str,
    money: tuple[str, str, str | None],
    reason: Why | None,
    need: Need | None,
) -> QueueRow:
    row = record.row
    branch = reader.context.by_key[row.branch_key].rule.foodics
    return QueueRow(
        key=record.key,
        reference=record.reference,
        number=row.number,
        check_number=row.check_number,
        branch=branch.reference,
        branch_name=branch.name,
        customer=customer,
        amount=money[0],
        amount_due=money[1],
        currency=money[2],
        state=str(record.state),
        group=_group(record),
        why=reason,
        need=need.code if need else None,
        need_at=need.since if need else None,
        since=_since(record),
        first_seen_at=row.first_seen_at,
        ready_at=row.ready_at,
        accepted_at=row.accepted_at,
        oto_order_id=row.oto_order_id,
        oto_id=row.oto_id,
        oto_status=row.oto_status,
        stage=row.stage,
        search=row.search,
    )


def why(record: Record, reasons: tuple[Reason, ...]) -> Why | None:
    """What stands in the way: OTO's trouble, the reason that decides, or the first flag."""
    state, error = record.state, record.error
    if state is State.SENT:
        flags = record.flags
        return Why(flags[0]["code"], flags[0]["params"]) if flags else None
    if state in _TROUBLED and error:
        params = {name: str(error.get(name) or "") for name in ("field", "outcome")}
        return Why(str(error["code"]), params)
    found = eligibility.deciding(state, reasons) if state not in _GOING else None
    return Why(found.code, found.params) if found else None


def _need(reader: Reader, record: Record) -> Need | None:
    """Also one that lies ahead, so that the row need not be read again for it."""
    return patience.need_to_come(
        record.state,
        queries.need_codes(record),
        [flag["code"] for flag in record.flags],
        record.order,
        record.row.state_at,
        reader.patience,
    )


def _group(record: Record) -> Group:
    if record.state is State.SENT:
        return Group.DONE if record.row.finished else Group.AT_OTO
    return _GROUPS[record.state]


def _since(record: Record) -> datetime:
    row = record.row
    found: datetime = row.ready_at or row.first_seen_at
    if record.state in OVER:
        found = row.state_at
    elif record.state is State.SENT and row.finished:
        # The look that showed it finished is the last one that was made.
        found = max(row.state_at, row.tracked_at or row.state_at)
    return found
