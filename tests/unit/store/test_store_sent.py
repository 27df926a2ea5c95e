"""Wishes and flags of orders that OTO has: noted once, taken back when their cause is over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core.after import Flag
from app.core.dispatch import OtoOrder
from app.core.events import Event
from app.store import sent
from app.store.ledger import Txn
from app.store.records import Record
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, numbered

Work = Callable[[Txn, Record], Any]


def do(box: Box, work: Work) -> Any:
    """One transaction on the sample order as it is then."""
    record = box.record()
    return box.do(lambda txn: work(txn, record))


def flag(box: Box, code: str, params: dict[str, str] | None = None, *, news: bool = False) -> None:
    found = Flag(code, params or {})
    do(box, lambda txn, record: sent.flag(
        txn.connection, txn.journal, record, found, txn.now, news=news
    ))  # fmt: skip


def settle(box: Box, *codes: str) -> None:
    do(box, lambda txn, record: sent.settle(txn.connection, txn.journal, record, txn.now, *codes))


def seen_by_person(box: Box, code: str) -> None:
    do(box, lambda txn, record: sent.seen_by_person(
        txn.connection, txn.journal, record, txn.now, code
    ))  # fmt: skip


def wish(box: Box, what: str) -> None:
    do(box, lambda txn, record: sent.wish(txn.connection, txn.journal, record, what, txn.now))


def withdraw(box: Box) -> None:
    do(box, lambda txn, record: sent.withdraw(txn.connection, txn.journal, record, txn.now))


def over(box: Box, what: str, told: OtoOrder | None = None) -> None:
    do(box, lambda txn, record: sent.wish_over(
        txn.connection, txn.journal, record, txn.now, what=what, told=told, note="done"
    ))  # fmt: skip


def later(box: Box, again: timedelta | None) -> None:
    do(box, lambda txn, record: sent.wish_later(
        txn.connection, txn.journal, record, txn.now, again=again, why="oto_down"
    ))  # fmt: skip


def wishes(box: Box) -> list[int]:
    return [record.reference for record in box.do(lambda txn: sent.wishes(txn.connection, txn.now))]


def last(box: Box) -> tuple[str, dict[str, Any]]:
    """The last line of the order's history, without its state."""
    event = box.events()[-1]
    return event["kind"], {name: of for name, of in event["data"].items() if name != "state"}


@pytest.fixture
def taken(box: Box) -> Box:
    """OTO has the sample order; and another one, which nothing here concerns."""
    box.accepted(numbered(7))
    box.accepted()
    box.later(seconds=1)
    return box


class TestFlags:
    def test_is_kept_with_what_it_says_and_noted(self, taken: Box) -> None:
        flag(taken, "other_door", {"door": "B02"})
        assert taken.record().raised == [{"code": "other_door", "params": {"door": "B02"}}]
        assert last(taken) == ("flag", {"code": "other_door"})
        assert taken.record(7).raised == []

    def test_the_same_again_is_no_news(self, taken: Box) -> None:
        flag(taken, "other_door", {"door": "B02"})
        lines = len(taken.events())
        flag(taken, "other_door", {"door": "B02"})
        flag(taken, "other_door", {"door": "B02"}, news=True)
        assert len(taken.events()) == lines

    def test_saying_something_else_it_takes_the_place_of_the_old_one(self, taken: Box) -> None:
        flag(taken, "no_driver")
        flag(taken, "other_door", {"door": "B02"})
        flag(taken, "other_door", {"door": "B03"})
        assert [(each["code"], each["params"]) for each in taken.record().raised] == [
            ("no_driver", {}), ("other_door", {"door": "B03"}),
        ]  # fmt: skip

    def test_what_a_person_has_seen_needs_nobody(self, taken: Box) -> None:
        flag(taken, "no_driver")
        flag(taken, "other_door")
        taken.told.clear()
        seen_by_person(taken, "no_driver")
        assert taken.flags() == ["other_door"]
        assert taken.record().raised[0] == {"code": "no_driver", "params": {}, "seen": True}
        assert [each.kind for each in taken.told if isinstance(each, Event)] == ["shown"]
        taken.told.clear()
        seen_by_person(taken, "no_driver")
        assert taken.told == []

    def test_seen_once_it_is_not_raised_again_but_for_news(self, taken: Box) -> None:
        flag(taken, "no_driver")
        seen_by_person(taken, "no_driver")
        flag(taken, "no_driver")
        assert taken.flags() == []
        flag(taken, "no_driver", news=True)
        assert taken.flags() == ["no_driver"]
        assert len(taken.record().raised) == 1

    def test_over_with_its_cause(self, taken: Box) -> None:
        flag(taken, "no_driver")
        flag(taken, "other_door")
        taken.told.clear()
        settle(taken, "no_driver", "oto_problem")
        assert taken.flags() == ["other_door"]
        assert [each.kind for each in taken.told if isinstance(each, Event)] == ["shown"]
        settle(taken, "other_door")
        assert taken.record().row.flags is None

    def test_without_one_there_is_nothing_to_take_back(self, taken: Box) -> None:
        flag(taken, "other_door")
        taken.told.clear()
        settle(taken, "no_driver")
        assert (taken.flags(), taken.told) == (["other_door"], [])


class TestWishes:
    def test_is_due_at_once_and_noted(self, taken: Box) -> None:
        wish(taken, "update")
        row = taken.record().row
        assert (row.wish, last(taken)) == ("update", ("oto", {"wish": "update"}))
        assert wishes(taken) == [REFERENCE]

    def test_an_update_gives_way_to_a_cancel_never_the_other_way(self, taken: Box) -> None:
        wish(taken, "update")
        wish(taken, "cancel")
        wish(taken, "update")
        assert taken.record().row.wish == "cancel"

    def test_a_cancel_that_is_not_made_yet_can_be_withdrawn(self, taken: Box) -> None:
        wish(taken, "cancel")
        withdraw(taken)
        assert (taken.record().row.wish, wishes(taken)) == (None, [])
        assert last(taken) == ("oto", {"note": "withdrawn"})

    def test_an_update_stays_when_there_is_no_cancel_to_withdraw(self, taken: Box) -> None:
        wish(taken, "update")
        withdraw(taken)
        assert (taken.record().row.wish, wishes(taken)) == ("update", [REFERENCE])

    @pytest.mark.parametrize(
        ("again", "seconds"), [(None, 60), (timedelta(seconds=5), 5), (timedelta(minutes=5), 300)]
    )
    def test_one_that_was_not_granted_comes_again(
        self, taken: Box, again: timedelta | None, seconds: int
    ) -> None:
        wish(taken, "update")
        later(taken, again)
        assert last(taken) == ("oto", {"later": "oto_down"})
        taken.later(seconds=seconds - 1)
        assert wishes(taken) == []
        taken.later(seconds=1)
        assert wishes(taken) == [REFERENCE]

    def test_granted_it_is_over_and_what_oto_was_told_is_kept(self, taken: Box) -> None:
        wish(taken, "update")
        told = replace(samples.told(), amount=Decimal("90.00"), amount_due=Decimal("80.00"))
        over(taken, "update", told)
        record = taken.record()
        assert (record.row.wish, wishes(taken), record.told) == (None, [], told)
        assert (record.row.amount, record.row.amount_due) == (Decimal("90.00"), Decimal("80.00"))
        assert last(taken) == ("oto", {"note": "done"})

    def test_a_cancel_wished_for_while_an_update_was_made_stays(self, taken: Box) -> None:
        wish(taken, "cancel")
        before = taken.record().told
        over(taken, "update")
        record = taken.record()
        assert (record.row.wish, wishes(taken), record.told) == ("cancel", [REFERENCE], before)

    def test_a_cancel_changes_nothing_of_what_was_told(self, taken: Box) -> None:
        wish(taken, "cancel")
        before = taken.record().told
        over(taken, "cancel")
        assert (taken.record().row.wish, taken.record().told) == (None, before)

    def test_of_an_order_that_is_not_at_oto_there_is_none(self, taken: Box) -> None:
        """One that was given up and goes again has to be there first."""
        from sqlalchemy import update

        from app.store.tables import dispatches

        wish(taken, "update")
        taken.do(lambda txn: txn.connection.execute(update(dispatches).values(state="queued")))
        assert wishes(taken) == []
