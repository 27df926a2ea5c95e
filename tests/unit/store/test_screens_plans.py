"""How SQLite goes about the window's questions: by small indexes, never through all rows."""

import sqlite3
from typing import Any

import pytest
from sqlalchemy import event

from app.settings import Settings
from app.store.reading import ReadOnly
from app.store.screens import branches, card, deliveries, queue, standing
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box

#: Small by nature; the flagged ones are an index of few rows.
_SMALL = ("facts", "branches", "pickups", "answers", "faults")
_INDEXES = ("COVERING", "dispatches_flagged")


def plans(box: Box, question: Any) -> list[str]:
    """One line for each step of each statement."""
    asked: list[tuple[str, Any]] = []
    ledger = ReadOnly(box.path)
    with ledger.reading(Settings()) as reader:

        def keep(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
            asked.append((statement, parameters))

        event.listen(reader.connection, "before_cursor_execute", keep)
        question(reader)
    ledger.close()
    connection = sqlite3.connect(box.path)
    found = [
        str(row[3])
        for statement, parameters in asked
        if statement.startswith("SELECT")
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
    connection.close()
    return found


@pytest.mark.parametrize(
    "question",
    [
        queue.queue_rows,
        lambda reader: queue.rows_of(reader, [1, 2, 3]),
        lambda reader: queue.search(reader, "نورة"),
        lambda reader: queue.search(reader, "27"),
        lambda reader: queue.search(reader, "F922240-48210"),
        lambda reader: standing.standing(reader, running=True),
        branches.branch_rows,
        lambda reader: branches.ready_before(reader, "B01"),
        lambda reader: card.card(reader, REFERENCE),
        deliveries.deliveries,
        deliveries.count,
    ],
)
def test_no_rows_are_gone_through(box: Box, question: Any) -> None:
    box.accepted(samples.order())
    found = plans(box, question)
    assert found
    scanned = [line for line in found if line.startswith("SCAN")]
    through = [line for line in scanned if not any(name in line for name in _INDEXES)]
    assert [line for line in through if line.split()[1] not in _SMALL] == []
