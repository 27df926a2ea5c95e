"""How look-ups at OTO ended: what the ledger says of it afterwards (rules.md section 5)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core.dispatch import Outcome, State
from app.store import choices, facts, setup
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto


def looks(box: Box) -> list[dict[str, Any]]:
    """What look-ups say in the order's history."""
    return [event["data"] for event in box.events() if event["kind"] == "lookup"]


class TestFailedLookUp:
    def test_comes_again_in_ten_seconds_and_says_why(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, failed="oto_down")
        assert box.record().row.next_attempt_at == box.now + timedelta(seconds=10)
        assert looks(box) == [{"state": "unknown", "failed": "oto_down"}]


class TestFound:
    def test_an_earlier_version_is_what_was_told_and_is_updated(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto(amount=Decimal("70.00"), amount_due=Decimal("60.00")))
        record = box.record()
        assert record.told is not None
        assert (record.told.amount, record.told.amount_due) == (Decimal("70.00"), Decimal("60.00"))
        assert (record.row.amount, record.row.amount_due) == (Decimal("70.00"), Decimal("60.00"))
        assert record.row.wish == "update"

    def test_what_it_does_not_tell_is_as_it_was_told(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto(amount=Decimal("70.00")))
        record = box.record()
        assert record.told is not None
        assert record.told.amount_due == record.row.amount_due == Decimal("86.25")

    @pytest.mark.parametrize("amount", [None, Decimal("86.25")])
    def test_the_same_version_needs_no_update(self, box: Box, amount: Decimal | None) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto(amount=amount, amount_due=Decimal("1.00")))
        record = box.record()
        assert (record.row.wish, record.row.amount_due) == (None, Decimal("86.25"))

    @pytest.mark.parametrize(
        ("seen", "code", "text"),
        [
            ({"status": "canceled"}, "cancelled_at_oto", "canceled"),
            ({"ref1": "other"}, "id_taken_at_oto", "new"),
        ],
    )
    def test_one_that_is_not_ours_or_dead_says_what_it_is_and_stays_so(
        self, box: Box, seen: dict[str, Any], code: str, text: str
    ) -> None:
        send = box.unknown()
        assert box.looked_up(send.key, at_oto(**seen)) is State.REFUSED
        record = box.record()
        assert record.error == {"code": code, "text": text, "field": None}
        assert record.row.next_attempt_at is None
        assert box.do(setup.judge_all) is None
        assert box.state() is State.REFUSED
        box.changed(samples.order(), customer=samples.customer(phone="500000999"))
        assert box.state() is State.QUEUED


class TestAnotherPc:
    """Never attempted by this ledger, and yet there (rules.md section 5, "already there")."""

    def exists(self, box: Box) -> int:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.EXISTS, code="OTO1063")
        return send.key

    def test_a_lost_reply_before_explains_it(self, box: Box) -> None:
        send = box.unknown()
        for _ in range(2):
            box.looked_up(send.key)
            box.later(seconds=10)
        (send,) = box.claim()
        box.ends(send, Outcome.EXISTS, code="OTO1063")
        box.looked_up(send.key, at_oto())
        assert box.flags() == []

    def test_a_first_call_that_did_not_say_so_explains_it(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto())
        assert (box.state(), box.flags()) == (State.SENT, [])

    @pytest.mark.parametrize(("seconds", "flags"), [(1, []), (-1, ["another_pc"])])
    def test_before_the_ledger_was_put_back_it_may_have_been_us(
        self, box: Box, seconds: int, flags: list[str]
    ) -> None:
        key = self.exists(box)
        at = samples.READY + timedelta(seconds=seconds)
        box.do(lambda txn: facts.put(txn.connection, facts.RestoredFact(at)))
        box.looked_up(key, at_oto())
        assert box.flags() == flags

    def test_one_sent_before_it_was_ready_may_have_been_us_too(self, box: Box) -> None:
        order = samples.order(delivery_status=None, kitchen_done_at=None)
        box.see(order)
        box.do(choices.send_anyway, REFERENCE)
        box.do(choices.read_done, order.id, found=True)
        (send,) = box.claim()
        assert box.record().row.ready_at is None
        box.ends(send, Outcome.EXISTS, code="OTO1063")
        box.do(lambda txn: facts.put(txn.connection, facts.RestoredFact(samples.OPENED)))
        box.looked_up(send.key, at_oto())
        assert box.flags() == []


class TestAbsent:
    def test_each_look_that_finds_nothing_is_counted_and_noted(self, box: Box) -> None:
        send = box.unknown()
        assert box.looked_up(send.key) is State.UNKNOWN
        row = box.record().row
        assert (row.absences, row.next_attempt_at) == (1, box.now + timedelta(seconds=10))
        box.later(seconds=10)
        assert box.looked_up(send.key) is State.RETRYING
        assert box.record().row.absences == 0
        assert looks(box) == [{"absent": 1}, {"absent": 2}]

    def test_exists_and_absent_by_turns_is_tried_ever_more_slowly(self, box: Box) -> None:
        send, waits = box.unknown(), []
        for _ in range(4):
            box.looked_up(send.key)
            box.looked_up(send.key)
            waits.append((box.record().row.next_attempt_at - box.now).total_seconds())
            box.later(seconds=waits[-1])
            (send,) = box.claim()
            box.ends(send, Outcome.EXISTS)
        assert waits == [0, 10, 20, 40]
