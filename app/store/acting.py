"""What all actions on one order have in common: find it, write it down, judge it once more."""

from sqlalchemy import update

from app.core.dispatch import State
from app.core.errors import AppError
from app.store import context, judging, records, suitable
from app.store.ledger import Txn
from app.store.records import Record
from app.store.tables import dispatches


def find(txn: Txn, reference: int) -> Record:
    """The order of this reference. AppError `unknown_order`."""
    record = records.of_reference(txn.connection, reference)
    if record is None:
        raise AppError("unknown_order", reference=reference)
    return record


def find_for(txn: Txn, reference: int, action: str) -> Record:
    """The same, if the action fits it. AppError `wrong_state` otherwise."""
    record = find(txn, reference)
    suitable.require(record, action)
    return record


def note(txn: Txn, record: Record, action: str, **data: object) -> None:
    """Writes into the order's history what a person did."""
    state = record.state
    txn.journal.note(txn.now, "person", record.key, record.reference, state, action=action, **data)


def write(txn: Txn, record: Record, **values: object) -> None:
    """Sets columns of the dispatch."""
    txn.connection.execute(
        update(dispatches).where(dispatches.c.key == record.dispatch_key).values(**values)
    )


def again(txn: Txn, record: Record, action: str, **values: object) -> State:
    """Notes the action, sets the values and judges once more."""
    note(txn, record, action)
    return judge(txn, record, **values)


def judge(txn: Txn, record: Record, **values: object) -> State:
    """Sets the values and judges once more; returns the state afterwards."""
    if values:
        write(txn, record, **values)
    fresh = find(txn, record.reference)
    state = judging.apply(
        txn.connection,
        context.read(txn.connection, txn.settings),
        txn.journal,
        fresh,
        txn.now,
    )
    if state is fresh.state and state is not record.state:
        # The values themselves moved it and the verdict agrees: told all the same.
        txn.journal.note(txn.now, "state", record.key, record.reference, state, was=record.state)
    return state
