"""An order as a row of the ledger's table, and what of it is written when it changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, update
from sqlalchemy.engine import Connection

from app.core import contact
from app.core.order import Order
from app.store.codec import dump
from app.store.context import Branch
from app.store.tables import orders

Row = dict[str, Any]

_COLUMNS = (
    *("number", "check_number", "branch_key", "updated_at"),
    *("ready_at", "customer_id", "data", "last_read_at"),
)
#: What an order is found by. It seldom changes, and SQLite writes an index anew for each column that
#: is set, changed or not.
_FOUND_BY = ("reference", "point", "search")


def _update(*names: str) -> Update:
    values: Row = {name: bindparam(f"to_{name}") for name in names}
    return update(orders).where(orders.c.key == bindparam("to_order_key")).values(values)


_UPDATE, _UPDATE_FOUND_BY = _update(*_COLUMNS), _update(*_FOUND_BY)


def make(order: Order, branch: Branch, ready_at: datetime | None, data: bytes | None = None) -> Row:
    """The columns that an order's own data fill; `data` is the dumped order, if that is at hand."""
    address, customer = order.address, order.customer
    has_point = address is not None and address.latitude is not None
    return {
        "foodics_id": order.id,
        "reference": order.reference,
        "number": order.number,
        "check_number": order.check_number,
        "branch_key": branch.key,
        "updated_at": order.updated_at,
        "ready_at": ready_at,
        "point": f"{address.latitude},{address.longitude}" if address and has_point else None,
        "customer_id": customer.id if customer else None,
        "data": data if data is not None else dump(order),
        "search": search_text(order),
    }


def search_text(order: Order) -> str:
    """One folded column for the window's search (design.md section 3)."""
    customer = order.customer
    parts = [f"#{order.number}", str(order.check_number), str(order.reference)]
    if customer is not None:
        parts += [contact.search_fold(customer.name), contact.last_nine(customer.phone)]
    return " ".join(part for part in parts if part)


def write(connection: Connection, changed: Sequence[tuple[Any, Row]]) -> None:
    """Writes rows that changed, each beside the one that the ledger holds, as `records` reads it."""
    connection.execute(_UPDATE, [_told(row, _COLUMNS) for _, row in changed])
    found_otherwise = [
        _told(row, _FOUND_BY)
        for held, row in changed
        if any(row[name] != getattr(held, name) for name in _FOUND_BY)
    ]
    if found_otherwise:
        connection.execute(_UPDATE_FOUND_BY, found_otherwise)


def _told(row: Row, names: Sequence[str]) -> Row:
    return {"to_order_key": row["order_key"], **{f"to_{name}": row[name] for name in names}}


def changes(before: Order, after: Order) -> list[str]:
    """The names of what changed, never the values: the history is shown, but also exported."""
    fields = (
        *("type", "status", "delivery_status", "total", "customer", "address", "payments"),
        *("items", "branch_id", "due_at", "driver_id", "driver_assigned_at", "customer_notes"),
        *("tags", "markers", "source", "app_id", "original_order_id"),
    )
    return [name for name in fields if getattr(before, name) != getattr(after, name)]
