"""What is asked every few seconds goes by small indexes, however many orders were sent before."""

import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from app.core.dispatch import State
from app.core.order import OrderStatus
from app.store import claims, judging, sent
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box
from tests.unit.store.older import take_back


def _wishes(txn: Txn) -> list[int]:
    return [record.reference for record in sent.wishes(txn.connection, txn.now)]


def _by_the_hour(txn: Txn) -> int:
    return judging.by_the_hour(txn.connection, txn.context, txn.journal, txn.now)


def _claim(txn: Txn) -> int:
    found = (txn.connection, txn.context, txn.journal, txn.now, 4)
    return len(claims.claim(*found, any_time=False))


def _look_ups(txn: Txn) -> int:
    return len(claims.look_ups(txn.connection, txn.now, 4, any_time=True))


def _next_due(txn: Txn) -> object:
    return claims.next_due(txn.connection)


def _watched(txn: Txn, function: Any) -> list[tuple[str, Any]]:
    asked: list[tuple[str, Any]] = []

    def keep(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("SELECT") and "dispatches" in statement:
            asked.append((statement, parameters))

    event.listen(txn.connection, "before_cursor_execute", keep)
    try:
        function(txn)
    finally:
        event.remove(txn.connection, "before_cursor_execute", keep)
    return asked


@pytest.mark.parametrize(
    ("function", "index"),
    [
        (_wishes, "dispatches_wish"),
        (_by_the_hour, "dispatches_again"),
        (_claim, "dispatches_state"),
        (_look_ups, "dispatches_"),
        (_next_due, "dispatches_"),
    ],
)
def test_by_a_small_index(box: Box, function: Any, index: str) -> None:
    box.accepted()
    asked = box.do(_watched, function)
    connection = sqlite3.connect(box.path)
    plans = [
        str(row[3])
        for statement, parameters in asked
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
    connection.close()
    assert any(index in plan for plan in plans), plans
    assert not any(plan.startswith("SCAN dispatches") for plan in plans), plans


def test_the_hour_is_that_of_open_orders_alone(box: Box) -> None:
    """What is sent or over does not become too old: among many it would be looked at for ever."""
    order = samples.order()
    box.see(order)
    assert box.record().row.again_at is not None
    box.changed(order, status=OrderStatus.VOID)
    assert box.state() is State.CANCELLED
    assert box.record().row.again_at is None


def test_what_was_accepted_has_no_hour_any_more(box: Box) -> None:
    box.accepted()
    assert box.record().row.again_at is None
    box.later(hours=3)
    assert box.do(_by_the_hour) == 0


def test_a_wish_is_found_when_it_is_due(box: Box) -> None:
    order = samples.order()
    box.accepted(order)
    box.changed(order, status=OrderStatus.VOID)
    box.later(seconds=1)
    assert box.do(_wishes) == [REFERENCE]
    box.now -= timedelta(minutes=5)
    assert box.do(_wishes) == []


def test_a_ledger_of_before_is_rid_of_hours_that_move_nothing(box: Box) -> None:
    from sqlalchemy import create_engine, text

    box.accepted()
    box.ledger.close()
    engine = create_engine(f"sqlite:///{box.path}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE dispatches SET again_at = 1"))
    engine.dispose()
    take_back(box.path, "0002")
    fresh = Box(box.path.parent)
    assert fresh.record().row.again_at is None
    fresh.ledger.close()
