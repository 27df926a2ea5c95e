"""The state table of design.md section 2, row by row, against a real ledger."""

from datetime import timedelta

import pytest

from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.order import DeliveryStatus, OrderStatus, OrderType
from app.store import choices, setup
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto


class TestWaiting:
    def test_is_queued_once_the_last_condition_holds(self, box: Box) -> None:
        order = samples.order(delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        box.see(order)
        assert (box.state(), box.reasons()) == (State.WAITING, ["not_ready"])
        box.changed(order, delivery_status=DeliveryStatus.READY)
        assert (box.state(), box.reasons()) == (State.QUEUED, [])

    def test_is_held_skipped_or_cancelled_by_a_guard(self, box: Box) -> None:
        order = samples.order(delivery_status=None)
        box.see(order)
        order = box.changed(order, original_order_id="x", delivery_status=DeliveryStatus.READY)
        assert box.state() is State.HELD
        order = box.changed(order, original_order_id=None, driver_id="d1")
        assert box.state() is State.SKIPPED
        box.changed(order, status=OrderStatus.VOID)
        assert box.state() is State.CANCELLED


class TestQueued:
    def test_goes_to_sending_by_a_claim(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        assert send.request.order_id == samples.ORDER_ID
        assert (box.state(), box.record().row.attempts) == (State.SENDING, 1)

    def test_goes_back_when_recalled(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        assert (box.state(), box.claim()) == (State.WAITING, [])

    def test_goes_back_when_its_branch_is_switched_off(self, box: Box) -> None:
        box.see(samples.order())
        box.do(setup.deactivate, ["B01"])
        assert (box.state(), box.reasons()) == (State.WAITING, ["branch_inactive"])
        assert box.claim() == []

    def test_too_old_at_the_claim_is_held_and_not_claimed(self, box: Box) -> None:
        box.see(samples.order())
        box.later(minutes=61)
        assert box.claim() == []
        assert (box.state(), box.reasons()) == (State.HELD, ["too_old"])


class TestSending:
    @pytest.mark.parametrize(
        ("outcome", "state"),
        [
            (Outcome.ACCEPTED, State.SENT),
            (Outcome.EXISTS, State.UNKNOWN),
            (Outcome.UNKNOWN, State.UNKNOWN),
            (Outcome.NOT_ACCEPTED, State.RETRYING),
            (Outcome.SIGN_IN, State.RETRYING),
            (Outcome.ACCOUNT, State.RETRYING),
            (Outcome.BRANCH_SETUP, State.REFUSED),
            (Outcome.ORDER_DATA, State.REFUSED),
            (Outcome.OURS, State.REFUSED),
        ],
    )
    def test_leaves_by_what_oto_answered(self, box: Box, outcome: Outcome, state: State) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        assert box.ends(send, outcome) is state
        assert box.state() is state

    def test_is_not_touched_by_what_foodics_shows(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.claim()
        box.changed(order, delivery_status=None)
        assert box.state() is State.SENDING

    def test_an_answer_counts_once(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ACCEPTED, oto_id="900")
        assert box.ends(send, Outcome.UNKNOWN) is State.SENT


class TestRetrying:
    def test_is_claimed_when_its_time_has_come(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        assert box.claim() == []
        box.later(seconds=10)
        assert [again.key for again in box.claim()] == [send.key]
        assert box.record().row.attempts == 2

    def test_a_probe_takes_it_before_its_time(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        assert [again.key for again in box.claim(any_time=True)] == [send.key]

    def test_waits_again_when_recalled(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.changed(order, delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        assert box.state() is State.WAITING
        assert box.record().row.next_attempt_at is None

    def test_is_cancelled_when_voided(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.changed(order, status=OrderStatus.VOID)
        assert box.state() is State.CANCELLED

    def test_is_held_when_too_old(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        box.later(minutes=61)
        assert box.claim() == []
        assert box.state() is State.HELD

    def test_was_voided_while_the_call_was_under_way(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.changed(order, status=OrderStatus.VOID)
        assert box.ends(send, Outcome.NOT_ACCEPTED) is State.CANCELLED

    def test_schedule_is_10_20_40_80_160_then_300(self, box: Box) -> None:
        box.see(samples.order())
        waits = []
        for _ in range(7):
            (send,) = box.claim(any_time=True)
            box.ends(send, Outcome.NOT_ACCEPTED)
            due = box.record().row.next_attempt_at
            waits.append(round((due - box.now).total_seconds()))
        assert waits == [10, 20, 40, 80, 160, 300, 300]

    def test_waits_at_least_as_long_as_oto_asks(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED, retry_after=90.0)
        assert box.record().row.next_attempt_at == box.now + timedelta(seconds=90)


class TestRefused:
    def refuse(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA, code="OTO1030", field="phone")

    def test_stays_while_nothing_changes(self, box: Box) -> None:
        self.refuse(box)
        box.changed(samples.order(), kitchen_notes="no onions")
        assert box.state() is State.REFUSED

    def test_goes_again_by_itself_when_the_data_is_mended(self, box: Box) -> None:
        self.refuse(box)
        box.changed(samples.order(), customer=samples.customer(phone="500000999"))
        assert box.state() is State.QUEUED
        (send,) = box.claim()
        assert send.request.customer.mobile == "966500000999"
        assert send.request.order_id == samples.ORDER_ID

    def test_goes_again_when_a_person_says_so(self, box: Box) -> None:
        self.refuse(box)
        box.later(seconds=5)
        assert box.do(choices.retry, REFERENCE) is State.QUEUED
        assert box.record().row.state_at == box.now

    def test_goes_again_when_mended_here(self, box: Box) -> None:
        self.refuse(box)
        assert box.do(choices.mend, REFERENCE, {"phone": "966555555555"}) is State.QUEUED
        (send,) = box.claim()
        assert send.request.customer.mobile == "966555555555"


class TestHeld:
    def hold(self, box: Box) -> None:
        box.see(samples.order(original_order_id="x"))

    def test_goes_after_a_yes_but_is_read_first(self, box: Box) -> None:
        self.hold(box)
        assert box.do(choices.release, REFERENCE) is State.QUEUED
        assert box.claim() == []
        box.do(choices.read_done, samples.order().id, found=True)
        assert len(box.claim()) == 1

    def test_can_be_skipped(self, box: Box) -> None:
        self.hold(box)
        assert box.do(choices.skip, REFERENCE) is State.SKIPPED

    def test_is_cancelled_when_voided(self, box: Box) -> None:
        self.hold(box)
        box.changed(samples.order(original_order_id="x"), status=OrderStatus.DECLINED)
        assert box.state() is State.CANCELLED


class TestEnds:
    def test_a_skip_can_be_undone(self, box: Box) -> None:
        box.see(samples.order())
        box.do(choices.skip, REFERENCE)
        assert box.do(choices.unskip, REFERENCE) is State.QUEUED

    def test_cancelled_is_judged_again_when_foodics_revives_it(self, box: Box) -> None:
        order = samples.order(status=OrderStatus.VOID)
        box.see(order)
        assert box.state() is State.CANCELLED
        box.changed(order, status=OrderStatus.ACTIVE)
        assert box.state() is State.QUEUED

    def test_sent_stays_sent(self, box: Box) -> None:
        box.accepted()
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.do(setup.deactivate, ["B01"])
        assert box.state() is State.SENT

    def test_another_type_before_sending_waits(self, box: Box) -> None:
        box.see(samples.order())
        box.changed(samples.order(), type=OrderType.PICK_UP)
        assert (box.state(), box.reasons()) == (State.WAITING, ["not_delivery"])


class TestUnknown:
    def test_found_and_ours_is_sent(self, box: Box) -> None:
        send = box.unknown()
        assert box.looked_up(send.key, at_oto("searchingDriver")) is State.SENT
        row = box.record().row
        assert (row.oto_id, row.oto_status, row.stage) == (
            "900", "searchingDriver", "finding_driver",
        )  # fmt: skip
        assert box.flags() == []

    def test_found_finished_is_finished(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto("delivered"))
        row = box.record().row
        assert (row.finished, row.stage) == (True, "delivered")

    def test_found_cancelled_needs_a_person(self, box: Box) -> None:
        send = box.unknown()
        assert box.looked_up(send.key, at_oto("canceled")) is State.REFUSED
        assert box.record().error["code"] == "cancelled_at_oto"

    def test_found_and_a_strangers_needs_a_person(self, box: Box) -> None:
        send = box.unknown()
        assert box.looked_up(send.key, at_oto(ref1="other")) is State.REFUSED
        assert box.record().error["code"] == "id_taken_at_oto"

    def test_already_there_at_the_first_attempt_means_another_pc(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.EXISTS, code="OTO1063")
        box.looked_up(send.key, at_oto())
        assert box.flags() == ["another_pc"]

    def test_absent_is_believed_the_second_time_ten_seconds_later(self, box: Box) -> None:
        send = box.unknown()
        assert [look.key for look in box.due_look_ups()] == [send.key]
        assert box.looked_up(send.key) is State.UNKNOWN
        assert box.due_look_ups() == box.due_look_ups(any_time=True) == []
        box.later(seconds=10)
        assert [look.key for look in box.due_look_ups()] == [send.key]
        assert box.looked_up(send.key) is State.RETRYING
        assert len(box.claim()) == 1

    def test_exists_and_absent_by_turns_slows_down(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key)
        box.looked_up(send.key)
        (send,) = box.claim()
        box.ends(send, Outcome.EXISTS)
        box.looked_up(send.key)
        box.looked_up(send.key)
        assert box.claim() == []
        box.later(seconds=10)
        assert len(box.claim()) == 1

    def test_a_failed_look_up_comes_again(self, box: Box) -> None:
        send = box.unknown()
        assert box.looked_up(send.key, failed="oto_down") is State.UNKNOWN
        assert box.due_look_ups() == []
        assert len(box.due_look_ups(any_time=True)) == 1
        box.later(seconds=10)
        assert len(box.due_look_ups()) == 1

    def test_a_late_look_up_changes_nothing(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto())
        assert box.looked_up(send.key) is State.SENT

    def test_is_never_claimed(self, box: Box) -> None:
        box.unknown()
        box.later(minutes=10)
        assert box.claim(any_time=True) == []

    def test_voided_while_unknown_and_absent_is_cancelled(self, box: Box) -> None:
        send = box.unknown()
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.looked_up(send.key)
        assert box.looked_up(send.key) is State.CANCELLED


@pytest.mark.parametrize(
    ("action", "states"),
    [
        (choices.retry, "waiting"),
        (choices.hold, "sent"),
        (choices.release, "waiting"),
        (choices.skip, "sent"),
        (choices.unskip, "waiting"),
        (choices.send_anyway, "sent"),
        (choices.cancel_at_oto, "waiting"),
        (choices.send_again, "waiting"),
    ],
)
def test_a_button_in_an_unsuitable_state_names_it(box: Box, action, states) -> None:  # type: ignore[no-untyped-def]
    if states == "sent":
        box.accepted()
    else:
        box.see(samples.order(delivery_status=None, address=None))
    before = box.events()
    with pytest.raises(AppError, match=states) as raised:
        box.do(action, REFERENCE)
    assert raised.value.code == "wrong_state"
    assert box.events() == before
