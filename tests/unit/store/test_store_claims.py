"""Claim, call, record: what a crash, a change and a pause do in between (design.md section 3)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.dispatch import Outcome, State
from app.core.order import DeliveryStatus
from app.store import claims, looked, pausing, setup
from app.store.claims import Send
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import Box, at_oto, numbered


def recover(txn: Txn) -> int:
    return claims.recover(txn.connection, txn.journal, txn.now)


def still_good(txn: Txn, key: int) -> Send | None:
    return claims.still_good(txn.connection, txn.context, txn.journal, key, txn.now)


def give_back(txn: Txn, keys: list[int]) -> None:
    claims.give_back(txn.connection, txn.journal, keys, txn.now)


class TestClaim:
    def test_oldest_ready_first_and_no_more_than_asked(self, box: Box) -> None:
        box.see(
            numbered(1, updated_at=samples.READY),
            numbered(2, updated_at=samples.READY - timedelta(minutes=2)),
            numbered(3, updated_at=samples.READY - timedelta(minutes=1)),
        )
        assert [send.reference for send in box.claim(2)] == [2, 3]
        assert box.claim(0) == []

    def test_the_amounts_told_are_kept_and_noted(self, box: Box) -> None:
        box.see(samples.order())
        box.claim()
        row = box.record().row
        assert (str(row.amount), str(row.amount_due), row.currency) == ("86.25", "86.25", "SAR")
        assert box.events()[-1]["data"]["amount_due"] == "86.25"
        told = box.record().told
        assert told is not None
        assert told.order_id == samples.ORDER_ID

    def test_nothing_is_claimed_twice(self, box: Box) -> None:
        box.see(samples.order())
        assert len(box.claim()) == 1
        assert box.claim(any_time=True) == []


class TestCrash:
    def test_between_claim_and_record_is_unknown_at_the_next_start(self, tmp_path: Path) -> None:
        before = Box(tmp_path).set_up()
        before.see(samples.order())
        before.claim()
        before.ledger.close()
        after = Box(tmp_path)
        after.now = samples.NOW + timedelta(minutes=2)
        assert after.do(recover) == 1
        assert after.state() is State.UNKNOWN
        assert after.claim(any_time=True) == []
        (look,) = after.due_look_ups()
        assert look.request.order_id == samples.ORDER_ID
        assert after.looked_up(look.key, at_oto()) is State.SENT
        assert after.flags() == []
        after.ledger.close()

    def test_a_pc_a_day_ahead_does_not_put_the_look_up_off_for_a_day(self, box: Box) -> None:
        box.see(samples.order())
        box.claim()
        box.now += timedelta(days=1)  # the PC's own clock, before Foodics has answered
        assert box.do(recover) == 1
        box.now -= timedelta(days=1)
        assert len(box.due_look_ups()) == 1

    def test_during_a_look_up_it_is_looked_up_again(self, box: Box) -> None:
        send = box.unknown()
        box.do(lambda txn: claims.taken(txn.connection, send.key))
        assert box.due_look_ups(any_time=True) == []
        assert box.do(recover) == 0
        assert len(box.due_look_ups()) == 1


class TestSecondLook:
    def claimed(self, box: Box) -> Send:
        box.see(samples.order())
        (send,) = box.claim()
        return send

    def test_goes_when_nothing_speaks_against_it(self, box: Box) -> None:
        send = self.claimed(box)
        assert box.do(still_good, send.key) == send
        assert (box.state(), box.record().row.attempts) == (State.SENDING, 1)

    def test_goes_as_things_stand_now(self, box: Box) -> None:
        send = self.claimed(box)
        box.changed(samples.order(), customer=samples.customer(phone="500000999"))
        again = box.do(still_good, send.key)
        assert again is not None
        assert again.request.customer.mobile == "966500000999"
        told = box.record().told
        assert told == again.request

    @pytest.mark.parametrize("what", ["recalled", "off", "paused", "branch paused", "unreadable"])
    def test_is_given_back_when_something_does(self, box: Box, what: str) -> None:
        from tests.unit.store.test_store_observing import TestUnreadable

        send = self.claimed(box)
        match what:
            case "recalled":
                box.changed(samples.order(), delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
            case "off":
                box.do(setup.deactivate, ["B01"])
            case "paused":
                box.do(pausing.pause, None, None)
            case "branch paused":
                box.do(pausing.pause, "B01", None)
            case _:
                box.see(TestUnreadable.ROW)
        assert box.do(still_good, send.key) is None
        assert box.state() in (State.WAITING, State.QUEUED)
        assert box.record().row.attempts == 0

    def test_of_a_claim_that_is_gone_is_no(self, box: Box) -> None:
        send = self.claimed(box)
        box.ends(send, Outcome.UNKNOWN)
        assert box.do(still_good, send.key) is None
        assert box.state() is State.UNKNOWN

    def test_given_back_at_the_end_of_the_program(self, box: Box) -> None:
        send = self.claimed(box)
        box.do(give_back, [send.key])
        box.do(give_back, [send.key])
        box.do(give_back, [])
        assert (box.state(), box.record().row.attempts) == (State.QUEUED, 0)


class TestDue:
    def test_all_are_due_when_oto_is_back_but_the_second_look(self, box: Box) -> None:
        box.see(numbered(1), numbered(2), numbered(3))
        one, two, three = box.claim()
        box.ends(one, Outcome.NOT_ACCEPTED, retry_after=300.0)
        for send in (two, three):
            box.ends(send, Outcome.UNKNOWN)
        box.looked_up(two.key)
        box.looked_up(three.key, failed="oto_down")
        box.do(lambda txn: claims.due_now(txn.connection, txn.now))
        assert [look.key for look in box.due_look_ups()] == [three.key]
        assert [send.key for send in box.claim()] == [one.key]

    def test_next_due(self, box: Box) -> None:
        def next_due(txn: Txn) -> Any:
            return claims.next_due(txn.connection)

        box.see(samples.order())
        assert box.do(next_due) is None
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        assert box.do(next_due) == box.now + timedelta(seconds=10)


def test_an_outcome_that_cannot_be_written_is_looked_up_once_more(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.see(numbered(1))
    (send,) = box.claim()

    def odd(*_: Any, **__: Any) -> Any:
        raise ArithmeticError("odd")

    with monkeypatch.context() as patched:
        patched.setattr(looked, "accept", odd)
        assert box.ends(send, Outcome.ACCEPTED) is State.UNKNOWN
    assert box.due_look_ups() == []
    box.later(seconds=61)
    assert len(box.due_look_ups()) == 1
    assert box.looked_up(send.key, at_oto(order_id="F922240-1", ref1="id-1")) is State.SENT


def test_trouble_of_the_disk_while_recording_is_no_outcome(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    from sqlalchemy.exc import OperationalError

    from app.core.errors import AppError

    def full(*_: Any, **__: Any) -> Any:
        raise OperationalError("", None, sqlite3.OperationalError("disk I/O error"))

    box.see(samples.order())
    (send,) = box.claim()
    with monkeypatch.context() as patched:
        patched.setattr(looked, "accept", full)
        with pytest.raises(AppError, match="disk I/O error"):
            box.ends(send, Outcome.ACCEPTED)
    assert box.state() is State.SENDING
