"""Other orders of the customer who calls: same phone, about the same time (rules.md section 7)."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.core import contact
from app.core.order import Order
from app.store import records
from app.store.queries import Reader
from app.store.records import Record
from app.store.screens.types.card import Neighbour
from app.store.tables import dispatches, orders

#: How far apart two orders of one customer may be.
NEAR = timedelta(hours=3)
#: A till that was offline shows an order much later than it was opened.
_SEEN_WITHIN = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def neighbours(reader: Reader, record: Record, phone: str) -> tuple[Neighbour, ...]:
    """Orders with the same last nine digits opened within three hours, the latest first."""
    nine = contact.last_nine(phone)
    if not nine:
        return ()
    seen_at: datetime = record.row.first_seen_at
    keys = select(orders.c.key).where(
        orders.c.first_seen_at.between(seen_at - _SEEN_WITHIN, seen_at + _SEEN_WITHIN),
        orders.c.search.endswith(f" {nine}"),
        orders.c.key != record.key,
    )
    here = _opened(record.order)
    others = records.where(reader.connection, dispatches.c.order_key.in_(keys))
    near = [other for other in others if abs(_opened(other.order) - here) <= NEAR]
    near.sort(key=lambda other: (_opened(other.order), other.key), reverse=True)
    return tuple(
        Neighbour(
            reference=other.reference,
            number=other.order.number,
            check_number=other.order.check_number,
            minutes_earlier=round((here - _opened(other.order)) / _MINUTE),
            state=str(other.state),
        )
        for other in near
    )


def _opened(order: Order) -> datetime:
    return order.opened_at or order.created_at
