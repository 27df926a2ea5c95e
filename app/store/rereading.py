"""Orders that are read by id: what a person let go, and what needs somebody (rules.md 1 and 5)."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.core.dispatch import State
from app.store import acting, records
from app.store.ledger import Txn
from app.store.tables import branches, dispatches, faults, orders

#: So long a refused or held order is read again and again.
READ_FOR = timedelta(days=2)


def read_done(txn: Txn, foodics_id: str, *, found: bool) -> None:
    """An order was read by id: what a person let go may be claimed now.

    One that Foodics does not have any more, or that cannot be understood, is not sent: it is held
    for a person.
    """
    faulty = select(faults.c.foodics_id).where(faults.c.foodics_id == foodics_id)
    unclear = txn.connection.execute(faulty).first() is not None
    for record in records.of_foodics_ids(txn.connection, [foodics_id]).values():
        txn.connection.execute(
            update(orders).where(orders.c.key == record.key).values(last_read_at=txn.now)
        )
        if record.row.read_first:
            acting.write(txn, record, read_first=False)
            # A person waits: the dispatcher is to look now, not at its next tick.
            txn.journal.read(txn.now, record.key, record.reference, record.state)
            if not found or unclear:
                problem = "unreadable" if found else "not in Foodics any more"
                txn.journal.note(
                    txn.now, "fault", record.key, record.reference, None, problem=problem
                )
                acting.judge(txn, record, held=True)


def read_failed(txn: Txn, foodics_id: str) -> None:
    """An order could not be read by id: others have their turn before it is tried again."""
    txn.connection.execute(
        update(orders).where(orders.c.foodics_id == foodics_id).values(last_read_at=txn.now)
    )


def to_read(txn: Txn, *, older_than: datetime, limit: int) -> list[tuple[str, int, bool]]:
    """Orders to read by id: (Foodics id, reference, a person waits). First what a person let go,
    then refused and held ones that were not read for a while, longest first.

    Those that nobody cared for in two days are left to the polls: they must not use up the limit.
    """
    wanted = (dispatches.c.read_first & dispatches.c.state.in_((State.QUEUED, State.RETRYING))) | (
        (
            dispatches.c.state.in_((State.REFUSED, State.HELD))
            # Ready and waiting: a customer card that was mended does not change the order's stamp.
            | (
                (dispatches.c.state == State.WAITING)
                & dispatches.c.ready_at.is_not(None)
                & dispatches.c.branch_key.in_(_ACTIVE)
            )
        )
        & (orders.c.last_read_at < older_than)
        & (dispatches.c.state_at > older_than - READ_FOR)
    )
    found = txn.connection.execute(
        _READ.where(wanted)
        .order_by(dispatches.c.read_first.desc(), orders.c.last_read_at)
        .limit(limit)
    )
    return [(row.foodics_id, row.reference, row.read_first) for row in found]


_ACTIVE = select(branches.c.key).where(branches.c.active)
_READ = (
    orders.join(dispatches, (dispatches.c.order_key == orders.c.key) & dispatches.c.live)
    .select()
    .with_only_columns(orders.c.foodics_id, orders.c.reference, dispatches.c.read_first)
)
