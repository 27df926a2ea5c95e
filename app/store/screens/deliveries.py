"""The delivery list: what waits for OTO, for those who bring it themselves (rules.md section 7)."""

import logging

from sqlalchemy import func, select

from app.core import contact
from app.core.dispatch import State
from app.store import judging, queries, records
from app.store.codec import load_reasons
from app.store.queries import Reader
from app.store.records import Record
from app.store.screens.card import address_of, city_of, phone_of
from app.store.screens.types.deliveries import DeliveryRow
from app.store.tables import dispatches

log = logging.getLogger(__name__)

#: Nothing but OTO keeps them here. While it is down, a probe is `sending` for a moment.
_GOING = (State.QUEUED, State.SENDING, State.RETRYING, State.UNKNOWN)
#: It was kept here until it became too old.
_LATE = "too_old"
_NOT_CLASSED = "payment_unclear"


def deliveries(reader: Reader) -> list[DeliveryRow]:
    """All orders that OTO would have by now if it answered, by branch, the oldest first.

    Queued, tried again, and held because they waited too long; also those of which it is not known
    whether OTO has them, which say so.
    """
    found = records.where(reader.connection, dispatches.c.state.in_((*_GOING, State.HELD)))
    rows = [_row(reader, record) for record in found if _belongs(record)]
    return sorted(rows, key=lambda row: (row.branch_name, row.branch, row.since, row.reference))


def count(reader: Reader) -> int:
    """How many there are."""
    here = dispatches.c.live
    going = reader.connection.execute(
        select(func.count()).select_from(dispatches).where(dispatches.c.state.in_(_GOING), here)
    ).scalar_one()
    held = reader.connection.execute(
        select(dispatches.c.reasons).where(dispatches.c.state == State.HELD, here)
    )
    return int(going) + sum(_is_late(row.reasons) for row in held)


def _belongs(record: Record) -> bool:
    return record.state is not State.HELD or _is_late(record.row.reasons)


def _is_late(reasons: bytes) -> bool:
    # Most held orders wait for something else: they need not be decoded.
    return _LATE.encode() in reasons and _LATE in {each.code for each in load_reasons(reasons)}


def _row(reader: Reader, record: Record) -> DeliveryRow:
    """One that cannot be read is on the list all the same, by its numbers."""
    try:
        return _whole(reader, record)
    except Exception as error:  # noqa: BLE001 - one odd order must not empty the list
        log.warning("Order %d cannot be listed: %s", record.reference, type(error).__name__)
    return _made(reader, record, ("", "", "", ""), ("", "", None), sure=False)


def _whole(reader: Reader, record: Record) -> DeliveryRow:
    order = record.order
    branch = judging.branch_of(reader.context, record)
    known = judging.known_of(reader.connection, record)
    return _made(
        reader,
        record,
        (
            contact.clean(order.customer.name) if order.customer is not None else "",
            phone_of(reader, order, known),
            address_of(order, branch, known),
            city_of(reader, order, branch, known),
        ),
        queries.amounts(reader, record),
        sure=_NOT_CLASSED not in {each.code for each in load_reasons(record.row.reasons)},
    )


def _made(
    reader: Reader,
    record: Record,
    who: tuple[str, str, str, str],
    money: tuple[str, str, str | None],
    *,
    sure: bool,
) -> DeliveryRow:
    row = record.row
    foodics = reader.context.by_key[row.branch_key].rule.foodics
    return DeliveryRow(
        reference=record.reference,
        number=row.number,
        check_number=row.check_number,
        branch=foodics.reference,
        branch_name=foodics.name,
        customer=who[0],
        phone=who[1],
        address=who[2],
        city=who[3],
        amount=money[0],
        amount_due=money[1],
        currency=money[2],
        sure=sure,
        state=str(record.state),
        maybe_at_oto=record.state is State.UNKNOWN,
        since=row.ready_at or row.first_seen_at,
    )
