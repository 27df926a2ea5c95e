"""Twice absent at OTO, gone another way here, and then carried out there after all."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.core import moves
from app.core.dispatch import Outcome, State
from app.core.order import DeliveryStatus, OrderStatus
from app.store import choices, erasing, late, setup
from app.store.claims import LookUp, Send
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import Box, at_oto, numbered


def due(box: Box, limit: int = 4) -> list[LookUp]:
    return box.do(_looks, limit)


def _looks(txn: Txn, limit: int) -> list[LookUp]:
    return late.looks(txn.connection, txn.now, limit)


def absent(box: Box, send: Send) -> State:
    """Two look-ups find nothing, ten seconds apart."""
    box.looked_up(send.key)
    box.later(seconds=10)
    return box.looked_up(send.key)


def voided(box: Box) -> Send:
    """Sent without an answer, voided in Foodics, absent twice."""
    send = box.unknown()
    box.changed(samples.order(), status=OrderStatus.VOID)
    assert absent(box, send) is State.CANCELLED
    return send


class TestVoided:
    def test_it_is_looked_for_and_cancelled_there_when_it_comes(self, box: Box) -> None:
        send = voided(box)
        assert due(box) == []
        box.later(seconds=30)
        (look,) = due(box)
        assert (look.key, look.request, look.attempts) == (send.key, send.request, 1)
        assert due(box) == []  # on its way
        assert box.looked_up(send.key, at_oto()) is State.SENT
        record = box.record()
        assert (record.row.oto_id, record.row.wish, box.flags()) == ("900", "cancel", [])
        assert (record.row.late_until, record.row.accepted_at) == (None, box.now)
        (*_, note) = (event for event in box.events() if event["kind"] == "lookup")
        assert note["data"] == {"found": moves.Adopted.OURS}

    def test_one_that_never_comes_is_looked_for_five_minutes(self, box: Box) -> None:
        send, found = voided(box), 0
        for _ in range(40):
            box.later(seconds=10)
            for look in due(box):
                found += 1
                assert box.looked_up(look.key) is State.CANCELLED
        assert found == 10
        assert box.looked_up(send.key, at_oto()) is State.SENT  # a late answer counts all the same

    def test_looks_that_fail_go_on_until_one_is_answered_but_not_for_ever(self, box: Box) -> None:
        send = voided(box)
        box.later(minutes=30)
        for _ in range(3):
            assert len(due(box)) == 1
            assert box.looked_up(send.key, failed="oto_down") is State.CANCELLED
            assert due(box) == []
            box.later(seconds=30)
        assert len(due(box)) == 1
        box.looked_up(send.key)
        box.later(hours=1)
        assert due(box) == []

    @pytest.mark.parametrize("more", [{"status": "canceled"}, {"ref1": "other"}])
    def test_another_one_s_or_a_dead_one_is_not_it(self, box: Box, more: dict[str, str]) -> None:
        send = voided(box)
        box.later(seconds=30)
        assert len(due(box)) == 1
        assert box.looked_up(send.key, at_oto(**more)) is State.CANCELLED
        box.later(seconds=30)
        assert len(due(box)) == 1

    def test_a_look_that_was_lost_in_a_crash_is_made_again(self, box: Box) -> None:
        voided(box)
        box.later(seconds=30)
        assert len(due(box)) == 1
        box.later(seconds=60)
        assert len(due(box)) == 1

    def test_a_customer_who_is_forgotten_is_not_looked_for(self, box: Box) -> None:
        voided(box)
        box.do(_erase)
        box.later(seconds=60)
        assert due(box) == []


def _erase(txn: Txn) -> None:
    erasing.erase(txn.connection, [1], txn.now)


class TestOtherWays:
    def left(self, box: Box, way: str) -> Send:
        send = box.unknown()
        match way:
            case "branch off":
                box.do(setup.deactivate, ["B01"])
            case "recalled":
                box.changed(samples.order(), delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
            case "own driver":
                box.changed(samples.order(), driver_id="d1")
        absent(box, send)
        return send

    @pytest.mark.parametrize(
        ("way", "state", "flags"),
        [
            ("branch off", State.WAITING, ["came_late"]),
            ("recalled", State.WAITING, ["came_late"]),
            ("own driver", State.SKIPPED, ["own_driver_after_sending", "came_late"]),
        ],
    )
    def test_a_person_is_told(self, box: Box, way: str, state: State, flags: list[str]) -> None:
        send = self.left(box, way)
        assert box.state() is state
        box.later(seconds=30)
        assert len(due(box)) == 1
        assert box.looked_up(send.key, at_oto(amount=Decimal("70.00"))) is State.SENT
        record = box.record()
        assert (sorted(box.flags()), record.row.amount) == (sorted(flags), Decimal("70.00"))
        assert record.row.wish != "cancel"

    def test_what_is_sent_again_is_not_looked_for(self, box: Box) -> None:
        send = box.unknown()
        assert absent(box, send) is State.RETRYING
        box.later(seconds=60)
        assert due(box) == []
        (again,) = box.claim()
        assert box.looked_up(send.key, at_oto()) is State.SENDING
        assert box.ends(again, Outcome.ACCEPTED, oto_id="900") is State.SENT
        assert box.record().row.late_until is None
        box.later(seconds=60)
        assert due(box) == []

    def test_but_when_it_is_voided_before_that_went_through(self, box: Box) -> None:
        send = box.unknown()
        absent(box, send)
        (again,) = box.claim()
        assert box.ends(again, Outcome.NOT_ACCEPTED, code="connect") is State.RETRYING
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.later(seconds=30)
        assert box.state() is State.CANCELLED
        assert [look.key for look in due(box)] == [send.key]

    def test_a_person_s_skip_is_looked_after_too(self, box: Box) -> None:
        send = box.unknown()
        absent(box, send)
        box.do(choices.skip, samples.order().reference)
        box.later(seconds=30)
        assert len(due(box)) == 1
        assert box.looked_up(send.key, at_oto()) is State.SENT
        assert box.flags() == ["came_late"]


class TestWhatIsLookedAt:
    def test_one_at_a_time_the_longest_waiting_first_and_none_without_room(self, box: Box) -> None:
        box.see(numbered(1), numbered(2))
        for send in box.claim():
            box.ends(send, Outcome.UNKNOWN, code="timeout")
            box.changed(numbered(send.reference), status=OrderStatus.VOID)
            absent(box, send)
        box.later(seconds=60)
        assert due(box, 0) == []
        assert [[look.reference for look in due(box)] for _ in range(3)] == [[1], [2], []]

    def test_never_sent_is_never_looked_for(self, box: Box) -> None:
        box.see(samples.order(status=OrderStatus.VOID))
        box.later(minutes=1)
        assert due(box) == []
        assert box.looked_up(1, at_oto()) is State.CANCELLED

    def test_after_an_outage_of_the_look_ups_it_is_late_enough(self, box: Box) -> None:
        send = box.unknown()
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.later(seconds=moves.LATE.total_seconds() - 5)
        assert absent(box, send) is State.CANCELLED
        box.later(minutes=1)
        assert due(box) == []


def test_how_long_it_goes_on() -> None:
    until = samples.NOW
    second = timedelta(seconds=1)
    assert moves.late_look(until, until - second) == until - second + moves.LATE_LOOK
    assert moves.late_look(until, until) is None
    assert moves.late_look(until, until, failed=True) == until + moves.LATE_LOOK
    end = until + moves.LATE_GIVEN_UP
    assert moves.late_look(until, end - second, failed=True) is not None
    assert moves.late_look(until, end, failed=True) is None
