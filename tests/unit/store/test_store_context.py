"""The context is what the ledger holds, though it is not read anew for every transaction."""

from datetime import datetime

import pytest
from sqlalchemy import update

from app.settings import Settings
from app.store import facts, setup
from app.store.context import Context
from app.store.ledger import Ledger, Txn
from app.store.tables import branches
from tests.unit.store.box import Box


def _context(txn: Txn) -> Context:
    return txn.context


def _rename(txn: Txn, reference: str) -> None:
    txn.connection.execute(update(branches).values(reference=reference, city="Jeddah"))


def _pause(txn: Txn) -> None:
    facts.put(txn.connection, facts.PauseFact(txn.now))


def _pause_and_fail(txn: Txn) -> None:
    _pause(txn)
    raise ZeroDivisionError


def test_the_same_one_serves_while_nothing_of_it_changes(box: Box) -> None:
    first = box.do(_context)
    box.do(facts_put_cursor, box.now)
    assert box.do(_context) == first
    assert box.do(_context) is box.do(_context)


def facts_put_cursor(txn: Txn, at: datetime) -> None:
    """What every poll writes."""
    facts.put(txn.connection, facts.CursorFact(at, at))


def test_what_this_ledger_writes_is_seen_by_its_next_transaction(box: Box) -> None:
    assert box.do(_context).rules.currency == "SAR"
    box.do(setup.save_currency, "KWD")
    assert box.do(_context).rules.currency == "KWD"
    box.do(_rename, "B77")
    assert {branch.rule.city for branch in box.do(_context).by_key.values()} == {"Jeddah"}
    box.do(_pause)
    assert box.do(_context).paused(box.now)


def test_what_was_taken_back_is_not_believed(box: Box) -> None:
    assert box.do(_context).pause is None
    with pytest.raises(ZeroDivisionError):
        box.do(_pause_and_fail)
    assert box.do(_context).pause is None


def test_what_another_program_writes_is_seen_too(box: Box) -> None:
    assert box.do(_context).pause is None
    other = Ledger(box.path, Settings(), lambda: box.now)
    other.write_now(_pause)
    other.close()
    assert box.do(_context).paused(box.now)


def test_settings_are_part_of_it(box: Box) -> None:
    assert box.do(_context).rules.hold_seconds == 0
    box.ledger.settings = Settings(hold_seconds=30)
    assert box.do(_context).rules.hold_seconds == 30
