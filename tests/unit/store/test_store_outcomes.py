"""How calls at OTO ended: what the ledger says of it afterwards (rules.md section 5)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app import logs
from app.core.dispatch import Answer, Outcome, State
from app.core.order import OrderStatus
from app.redactor import Redactor
from app.store import choices, looked, outcomes
from app.store.ledger import Txn
from app.store.looked import LookedUp
from app.store.outcomes import Sent
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered

ACCEPTED = Answer(Outcome.ACCEPTED, oto_id="900", http=200)


def record_all(txn: Txn, *calls: Sent | LookedUp) -> list[State]:
    return outcomes.record_all(txn.connection, txn.context, txn.journal, calls, txn.now)


def data(box: Box, kind: str, reference: int = REFERENCE) -> list[dict[str, Any]]:
    """What lines of this kind say in the order's history."""
    return [event["data"] for event in box.events(reference) if event["kind"] == kind]


class TestTogether:
    def test_one_call_reported_twice_counts_once(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        call = Sent(send.key, ACCEPTED, 0.2, 0.5)
        assert box.do(record_all, call, call) == [State.SENT, State.SENT]
        assert box.kinds().count("attempt") == 1

    def test_an_odd_one_is_looked_up_in_a_minute_and_the_others_are_recorded(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        right = looked.accept

        def accept(*given: Any) -> None:
            if any(each.record.reference == 2 for each in given[3]):
                raise ArithmeticError("odd")
            right(*given)

        box.see(numbered(1), numbered(2), numbered(3))
        calls = [Sent(send.key, ACCEPTED, 0.2, 0.5) for send in box.claim()]
        monkeypatch.setattr(looked, "accept", accept)
        assert box.do(record_all, *calls) == [State.SENT, State.UNKNOWN, State.SENT]
        assert [box.state(number) for number in (1, 2, 3)] == [
            State.SENT, State.UNKNOWN, State.SENT,
        ]  # fmt: skip
        assert box.record(2).row.next_attempt_at == box.now + timedelta(seconds=60)
        assert box.kinds(1).count("attempt") == box.kinds(3).count("attempt") == 1


class TestSent:
    def test_the_attempt_says_all_that_oto_said_but_no_secret(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(logs, "redactor", Redactor())
        logs.redactor.hide("tok-verysecret")
        box.see(samples.order())
        (send,) = box.claim()
        answer = Answer(
            Outcome.ORDER_DATA, code="OTO1030", http=400, field="phone",
            text="tok-verysecret is no phone",
        )  # fmt: skip
        box.do(record_all, Sent(send.key, answer, 1.23456, 0.5))
        said = {"outcome": "order_data", "code": "OTO1030", "text": "*** is no phone"}
        assert data(box, "attempt") == [said | {"http": 400, "seconds": 1.235}]
        assert box.record().error == said | {"field": "phone"}

    def test_accepted_is_all_over_with_what_was_before(self, box: Box) -> None:
        """A retry that goes through leaves no error, no time and no reason behind."""
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.UNKNOWN)
        box.looked_up(send.key)
        box.later(seconds=10)
        box.looked_up(send.key)
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.later(seconds=30)
        (send,) = box.claim()
        box.later(seconds=2)
        box.ends(send, Outcome.ACCEPTED, oto_id="901")
        row = box.record().row
        assert (row.oto_id, row.accepted_at, row.state_at) == ("901", box.now, box.now)
        assert (row.oto_status, row.stage, row.finished) == ("new", "at_oto", False)
        assert (row.error, row.next_attempt_at, row.again_at) == (None, None, None)
        assert (row.reasons, row.absences) == (b"[]", 0)

    def test_found_after_a_doubt_is_over_with_it_too(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key)
        box.later(seconds=10)
        assert box.record().row.absences == 1
        box.looked_up(send.key, at_oto())
        row = box.record().row
        assert (row.error, row.next_attempt_at, row.absences) == (None, None, 0)

    def test_no_hour_is_left_at_which_it_would_be_judged(self, box: Box) -> None:
        """An open order is judged again by the hour; one that OTO has is not."""
        box.see(samples.order())
        assert box.record().row.again_at is not None
        (send,) = box.claim()
        box.ends(send, Outcome.ACCEPTED, oto_id="1")
        assert box.record().row.again_at is None

    def test_not_accepted_keeps_the_trouble_for_the_screens(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED, code="OTO1143", text="busy")
        assert box.record().error == {
            "code": "OTO1143", "text": "busy", "field": None, "outcome": "not_accepted",
        }  # fmt: skip

    def test_refused_and_then_voided_during_the_call_is_cancelled(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.changed(order, status=OrderStatus.VOID)
        assert box.ends(send, Outcome.ORDER_DATA) is State.CANCELLED

    def test_mended_during_the_call_that_refused_it_goes_again(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.changed(order, customer=samples.customer(phone="500000999"))
        assert box.ends(send, Outcome.ORDER_DATA) is State.QUEUED


class TestBranchSetup:
    def refused(self, box: Box, number: int) -> None:
        box.see(numbered(number))
        (send,) = box.claim()
        assert send.reference == number
        box.ends(send, Outcome.BRANCH_SETUP, code="OTO1070")

    def failures(self, box: Box) -> tuple[int, str | None]:
        branch = box.do(lambda txn: txn.context.by_id["b1"])
        return branch.setup_failures, branch.stopped

    def test_three_orders_in_a_row_stop_the_branch_and_nothing_of_it_goes(self, box: Box) -> None:
        for number, after in ((1, (1, None)), (2, (2, None)), (3, (3, "OTO1070"))):
            self.refused(box, number)
            assert self.failures(box) == after
        box.see(numbered(4))
        assert box.claim() == []

    def test_one_order_three_times_does_not(self, box: Box) -> None:
        self.refused(box, 1)
        for _ in range(2):
            box.do(choices.retry, 1)
            (send,) = box.claim()
            box.ends(send, Outcome.BRANCH_SETUP, code="OTO1070")
        assert self.failures(box) == (1, None)

    def test_one_that_is_accepted_in_between_starts_the_count_anew(self, box: Box) -> None:
        self.refused(box, 1)
        self.refused(box, 2)
        box.accepted(numbered(3))
        assert self.failures(box) == (0, None)
        self.refused(box, 4)
        assert self.failures(box) == (1, None)

    def test_another_trouble_in_between_does_not_count(self, box: Box) -> None:
        self.refused(box, 1)
        box.see(numbered(2))
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA)
        assert self.failures(box) == (1, None)
        assert not [each for each in box.told if getattr(each, "what", "") == "branch_stopped"]


def test_a_retry_is_put_off_and_a_move_of_it_is_looked_at_at_once(box: Box) -> None:
    """What Foodics changed while the call was on its way is judged with the outcome."""
    order = samples.order()
    box.see(order)
    (send,) = box.claim()
    box.see(replace(order, updated_at=box.now, original_order_id="x"))
    assert box.ends(send, Outcome.NOT_ACCEPTED) is State.HELD
    assert box.record().row.next_attempt_at is None
