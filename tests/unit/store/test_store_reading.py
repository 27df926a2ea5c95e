"""Reading beside the writer: one state, no transaction left open, errors that people can read."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.errors import AppError
from app.settings import Settings
from app.store import facts
from app.store.ledger import Txn
from app.store.reading import ReadOnly
from app.store.tables import orders
from tests.unit.core import samples
from tests.unit.store.box import Box


def test_it_sees_what_is_committed_and_nothing_later(box: Box) -> None:
    ledger = ReadOnly(box.path)
    with ledger.reading(Settings()) as reader:
        assert reader.connection.execute(select(orders)).all() == []
        box.see(samples.order())
        assert reader.connection.execute(select(orders)).all() == []
    with ledger.reading(Settings()) as reader:
        assert len(reader.connection.execute(select(orders)).all()) == 1
    ledger.close()
    ledger.close()


def test_now_is_the_clock_of_foodics(box: Box) -> None:
    def remember(txn: Txn) -> None:
        facts.put(txn.connection, facts.ClockFact(7200.0))

    ledger = ReadOnly(box.path)
    with ledger.reading(Settings()) as reader:
        before = reader.now
    box.do(remember)
    with ledger.reading(Settings()) as reader:
        assert 7199 < (reader.now - before).total_seconds() < 7300


def test_no_reading_keeps_the_log_growing(box: Box) -> None:
    ledger = ReadOnly(box.path)
    with pytest.raises(ValueError, match="odd"), ledger.reading(Settings()):
        raise ValueError("odd")
    connection = sqlite3.connect(box.path)
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()
    assert busy == 0


def test_a_ledger_that_is_not_there_yet(tmp_path: Path) -> None:
    ledger = ReadOnly(tmp_path / "ledger.db")
    with pytest.raises(AppError, match="cannot be read"), ledger.reading(Settings()):
        pass
    box = Box(tmp_path)
    with ledger.reading(Settings()) as reader:
        assert reader.context.rules.currency is None
    box.ledger.close()


@pytest.mark.parametrize(
    ("damage", "code"),
    [("file is not a database", "ledger_broken"), ("disk I/O error", "ledger_unreadable")],
)
def test_trouble_while_reading(box: Box, damage: str, code: str) -> None:
    from sqlalchemy.exc import DatabaseError

    ledger = ReadOnly(box.path)
    with pytest.raises(AppError) as caught, ledger.reading(Settings()):
        raise DatabaseError("select", {}, sqlite3.DatabaseError(damage))
    assert caught.value.code == code
    with ledger.reading(Settings()) as reader:
        assert reader.context.by_key
