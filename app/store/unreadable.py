"""Rows of Foodics that could not be understood: visible faults, and nothing is sent on a guess."""

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from app.core.order import UnreadableOrder
from app.store.journal import Journal
from app.store.tables import dispatches, faults, orders


def note(connection: Connection, journal: Journal, row: UnreadableOrder, now: datetime) -> None:
    """Keeps the fault, once, until a readable version comes."""
    if row.id is None:
        journal.notice(now, "fault", problem=row.problem)
        return
    values = {"reference": row.reference, "at": now, "problem": row.problem}
    old = connection.execute(select(faults).where(faults.c.foodics_id == row.id)).first()
    if old is None:
        connection.execute(insert(faults).values(foodics_id=row.id, **values))
        journal.notice(now, "fault", problem=row.problem, reference=row.reference)
        _hold_back(connection, row.id)
    elif old.problem != row.problem:
        connection.execute(update(faults).where(faults.c.foodics_id == row.id).values(**values))


def _hold_back(connection: Connection, foodics_id: str) -> None:
    """A known order whose present state cannot be read does not go on the strength of an older
    one: it is read by id first."""
    of_order = select(orders.c.key).where(orders.c.foodics_id == foodics_id)
    connection.execute(
        update(dispatches)
        .where(dispatches.c.order_key.in_(of_order), dispatches.c.live)
        .values(read_first=True)
    )
