"""What is written down: histories as they are read later, and what a verdict is made of.

Found missing by mutation testing (tests/long/mutation).
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from app.core.dispatch import Outcome, State
from app.core.events import Notice
from app.core.order import DeliveryStatus, OrderStatus
from app.store import setup
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, SECOND, Box, at_oto, numbered


class TestHistory:
    def test_an_attempt_says_how_it_ended(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.UNKNOWN, code="OTO1009", http=500, text="busy")
        (attempt,) = [event["data"] for event in box.events() if event["kind"] == "attempt"]
        assert attempt == {
            "outcome": "unknown", "code": "OTO1009", "http": 500, "text": "busy", "seconds": 0.2,
        }  # fmt: skip

    def test_a_look_up_says_what_it_found(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto())
        (look,) = [event["data"] for event in box.events() if event["kind"] == "lookup"]
        assert look == {"found": "ours"}

    def test_a_move_says_from_where_and_a_verdict_why(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        moved = box.events()[-1]["data"]
        assert (moved["was"], moved["state"], moved["reasons"]) == (
            "queued", "waiting", ["not_ready"],
        )  # fmt: skip
        box.see(replace(order, updated_at=order.updated_at + timedelta(seconds=5)))
        (send,) = box.claim()
        box.ends(send, Outcome.UNKNOWN)
        assert box.events()[-1]["data"]["was"] == "sending"

    def test_a_stopped_branch_is_told_with_its_key(self, box: Box) -> None:
        for number in range(1, 4):
            box.see(numbered(number))
            (send,) = box.claim()
            box.ends(send, Outcome.BRANCH_SETUP, code="OTO1070")
        (told,) = [each for each in box.told if getattr(each, "what", "") == "branch_stopped"]
        key = box.record(1).row.branch_key
        assert isinstance(told, Notice)
        assert told.data == {"branch_key": key, "code": "OTO1070"}


class TestAbsent:
    def test_the_first_time_it_is_due_at_once(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key)
        box.later(seconds=10)
        assert box.looked_up(send.key) is State.RETRYING
        assert box.record().row.next_attempt_at == box.now

    def test_the_second_time_after_the_first_delay(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key)
        box.later(seconds=10)
        box.looked_up(send.key)
        (send,) = box.claim()
        box.ends(send, Outcome.EXISTS)
        box.looked_up(send.key)
        box.later(seconds=10)
        assert box.looked_up(send.key) is State.RETRYING
        assert box.record().row.next_attempt_at == box.now + timedelta(seconds=10)


class TestSharedPoint:
    def test_three_customers_at_one_point_are_the_till_s(self, box: Box) -> None:
        for number in (1, 2):
            box.see(numbered(number))
        (first, _) = box.claim()
        assert first.request.customer.latitude == samples.ADDRESS.latitude
        box.see(numbered(3))
        (third,) = box.claim()
        assert third.request.customer.latitude is None

    def test_a_new_order_at_such_a_point_has_no_address_without_a_text(self, box: Box) -> None:
        for number in (1, 2):
            box.see(numbered(number))
        bare = samples.address("", zone=None, name="")
        box.see(numbered(3, address=bare), numbered(4, address=bare))
        assert "no_address" in box.reasons(4)


class TestReadyAt:
    def test_what_is_recalled_after_sending_stays_ready_since_then(self, box: Box) -> None:
        order = samples.order()
        record = box.accepted(order)
        assert record.row.ready_at == samples.READY
        box.changed(order, delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        assert box.record().row.ready_at == samples.READY

    def test_what_is_recalled_before_sending_is_ready_no_more(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        assert box.record().row.ready_at is None


class TestSeenAgain:
    def test_an_order_moved_to_another_branch_follows_its_rules(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, branch_id=SECOND.id)
        assert (box.state(), box.reasons()) == (State.WAITING, ["branch_inactive"])

    def test_what_waits_though_ready_was_read_when_it_is_seen_again(self, box: Box) -> None:
        order = samples.order(customer=samples.customer(phone=""))
        box.see(order)
        assert box.state() is State.WAITING
        box.later(minutes=2)
        box.see(order)
        assert box.record().row.last_read_at == box.now


class TestReturned:
    def test_an_order_split_off_is_no_return(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.see(numbered(7, original_order_id=order.id))
        assert (box.state(), box.record().returns) == (State.QUEUED, {})

    def test_a_return_is_one(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        returned = {"original_order_id": order.id, "status": OrderStatus.RETURNED}
        box.see(numbered(7, total=Decimal("-86.25"), **returned))
        assert box.state() is State.CANCELLED


def test_only_what_changed_its_data_when_refused_is_sent_again_though_too_old(box: Box) -> None:
    order = samples.order()
    box.see(order)
    (send,) = box.claim()
    box.ends(send, Outcome.ORDER_DATA, code="OTO1030", field="phone")
    box.later(minutes=70)
    box.do(setup.judge_all)
    assert box.state() is State.REFUSED
    box.changed(order, customer=samples.customer(phone="500000199"))
    assert (box.state(REFERENCE), box.reasons()) == (State.HELD, ["too_old"])
