"""What is due and in which order: claims and look-ups (design.md section 3)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.core import request
from app.core.dispatch import Outcome, State
from app.store import claims, pausing
from app.store.claims import LookUp, Send
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered


def recover(txn: Txn) -> int:
    return claims.recover(txn.connection, txn.journal, txn.now)


def due_now(txn: Txn) -> None:
    claims.due_now(txn.connection, txn.now)


def next_due(txn: Txn) -> datetime | None:
    return claims.next_due(txn.connection)


def look_ups(box: Box, limit: int, *, any_time: bool = False) -> list[LookUp]:
    return box.do(lambda txn: claims.look_ups(txn.connection, txn.now, limit, any_time=any_time))


def waits(box: Box, reference: int) -> float:
    """Seconds until this one is due."""
    return float((box.record(reference).row.next_attempt_at - box.now).total_seconds())


class TestClaims:
    def test_what_is_queued_and_what_is_tried_again_by_age_alone(self, box: Box) -> None:
        def ready(ago: int) -> datetime:
            return samples.READY - timedelta(seconds=ago)

        box.see(numbered(1, updated_at=ready(10)), numbered(3, updated_at=ready(30)))
        for send in box.claim():
            box.ends(send, Outcome.NOT_ACCEPTED)
        box.see(numbered(2, updated_at=ready(20)), numbered(4, updated_at=ready(40)))
        assert [send.reference for send in box.claim(1)] == [4]
        box.later(seconds=10)
        assert [send.reference for send in box.claim(2)] == [3, 2]
        assert [send.reference for send in box.claim(4)] == [1]

    def test_a_retry_goes_when_its_time_has_come_and_a_probe_before(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.later(seconds=9)
        assert box.claim() == []
        box.later(seconds=1)
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        assert len(box.claim(any_time=True)) == 1

    @pytest.mark.parametrize("any_time", [False, True])
    def test_what_is_unknown_is_never_claimed(self, box: Box, any_time: bool) -> None:
        box.unknown()
        box.later(minutes=1)
        assert box.claim(any_time=any_time) == []
        assert box.state() is State.UNKNOWN

    def test_of_two_that_are_ready_at_once_the_one_that_came_first(self, box: Box) -> None:
        box.see(numbered(2), numbered(1))
        assert [send.reference for send in box.claim(1)] == [2]

    @pytest.mark.parametrize("limit", [0, -1])
    def test_none_is_none(self, box: Box, limit: int) -> None:
        box.see(numbered(1))
        assert box.claim(limit) == []

    def test_a_claim_says_what_oto_is_told_and_is_noted(self, box: Box) -> None:
        box.see(samples.order())
        box.later(seconds=5)
        (send,) = box.claim()
        record = box.record()
        assert send == Send(record.dispatch_key, REFERENCE, samples.told())
        assert (record.row.state_at, record.row.next_attempt_at, record.row.absences) == (
            box.now, None, 0,
        )  # fmt: skip
        assert box.events()[-1]["data"] == {
            "state": "sending", "was": "queued", "attempt": 1,
            "amount": "86.25", "amount_due": "86.25",
        }  # fmt: skip

    def test_a_retry_is_noted_as_one(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.later(seconds=10)
        box.claim()
        line = box.events()[-1]
        assert (line["kind"], line["data"]["was"], line["data"]["attempt"]) == (
            "state", "retrying", 2,
        )  # fmt: skip
        assert box.record().row.next_attempt_at is None

    def test_while_all_is_paused_nothing_is_claimed(self, box: Box) -> None:
        box.see(samples.order())
        box.do(pausing.pause, None, None)
        assert box.claim() == []

    def test_one_that_cannot_be_built_is_our_fault(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def build(*_: Any, **__: Any) -> Any:
            raise ArithmeticError("secret")

        box.see(samples.order())
        monkeypatch.setattr(request, "build", build)
        assert box.claim() == []
        assert box.record().error == {
            "code": "our_fault", "text": "", "field": None, "outcome": "ours",
        }  # fmt: skip


class TestLookUps:
    def three(self, box: Box) -> list[int]:
        """Three lost replies, the oldest first."""
        keys = []
        for number in (2, 1, 3):
            keys.append(box.unknown(numbered(number)).key)
            box.later(seconds=1)
        return keys

    def test_the_oldest_first_and_no_more_than_asked(self, box: Box) -> None:
        keys = self.three(box)
        assert [look.key for look in look_ups(box, 2)] == keys[:2]
        assert [look.key for look in look_ups(box, 1)] == keys[:1]

    @pytest.mark.parametrize("limit", [0, -1])
    def test_none_is_none(self, box: Box, limit: int) -> None:
        self.three(box)
        assert look_ups(box, limit, any_time=True) == []

    def test_says_what_was_told_and_how_often(self, box: Box) -> None:
        send = box.unknown()
        assert look_ups(box, 1) == [LookUp(send.key, REFERENCE, send.request, 1)]

    def test_one_that_is_on_its_way_is_not_due(self, box: Box) -> None:
        one, two, _ = self.three(box)
        box.do(lambda txn: claims.taken(txn.connection, one))
        assert look_ups(box, 1)[0].key == two
        assert one not in [look.key for look in look_ups(box, 4, any_time=True)]

    @pytest.mark.parametrize(("ahead", "due"), [(600, False), (601, True)])
    def test_none_is_put_off_by_more_than_ten_minutes(
        self, box: Box, ahead: int, due: bool
    ) -> None:
        """A time further ahead was written by a PC whose clock was wrong."""
        send = box.unknown()
        box.later(seconds=ahead - 10)
        box.looked_up(send.key, failed="oto_down")
        box.later(seconds=10 - ahead)
        assert bool(look_ups(box, 1)) is due

    def test_only_what_is_unknown(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.later(seconds=60)
        assert look_ups(box, 4, any_time=True) == []


class TestRecovered:
    def test_is_looked_up_at_once_and_its_absence_counts_from_nought(self, box: Box) -> None:
        box.see(numbered(1), numbered(2))
        box.claim(1)
        assert box.do(recover) == 1
        assert (box.state(1), box.state(2), waits(box, 1)) == (State.UNKNOWN, State.QUEUED, 0)
        (look,) = look_ups(box, 4)
        assert box.looked_up(look.key) is State.UNKNOWN

    def test_what_was_being_looked_up_is_so_again_and_nothing_else(self, box: Box) -> None:
        one = box.unknown(numbered(1))
        two = box.unknown(numbered(2))
        box.looked_up(two.key, failed="oto_down")
        box.accepted(numbered(3))
        box.do(lambda txn: claims.taken(txn.connection, one.key))
        assert box.do(recover) == 0
        assert [look.key for look in look_ups(box, 4)] == [one.key]
        assert box.record(3).row.next_attempt_at is None


class TestOtoIsBack:
    def test_all_that_waits_is_due(self, box: Box) -> None:
        box.see(numbered(1), numbered(2), numbered(3))
        retry, first, second = box.claim()
        box.ends(retry, Outcome.NOT_ACCEPTED)
        for send in (first, second):
            box.ends(send, Outcome.UNKNOWN)
        box.looked_up(first.key, failed="oto_down")
        box.looked_up(second.key)  # absent: looked at again 10 s later, not before
        box.later(seconds=3)
        box.do(due_now)
        assert [waits(box, number) for number in (1, 2, 3)] == [0, 0, 7]

    def test_what_is_due_already_keeps_its_time(self, box: Box) -> None:
        send = box.unknown()
        box.later(seconds=3)
        box.do(due_now)
        assert waits(box, REFERENCE) == -3
        assert look_ups(box, 1)[0].key == send.key


class TestNextDue:
    def test_is_that_of_the_next_retry_or_look_up(self, box: Box) -> None:
        box.see(numbered(1), numbered(2))
        one, two = box.claim()
        assert box.do(next_due) is None
        box.ends(one, Outcome.NOT_ACCEPTED, retry_after=60.0)
        assert box.do(next_due) == box.now + timedelta(seconds=60)
        box.ends(two, Outcome.UNKNOWN)
        box.looked_up(two.key, failed="oto_down")
        assert box.do(next_due) == box.now + timedelta(seconds=10)
        box.do(lambda txn: claims.taken(txn.connection, two.key))
        assert box.do(next_due) == box.now + timedelta(seconds=60)

    def test_what_oto_has_is_never_due(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto())
        assert box.do(next_due) is None
