"""What a person decides about one order, and the answers that are remembered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.core import eligibility
from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.order import DeliveryStatus, OrderStatus, Source
from app.settings import Settings
from app.store import choices, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered


def to_read(box: Box, limit: int = 9) -> list[tuple[str, int, bool]]:
    return box.do(choices.to_read, older_than=box.now - timedelta(seconds=60), limit=limit)


class TestButtons:
    def test_an_unknown_order(self, box: Box) -> None:
        with pytest.raises(AppError) as raised:
            box.do(choices.hold, 1)
        assert raised.value.code == "unknown_order"

    def test_hold_and_release(self, box: Box) -> None:
        box.see(samples.order())
        assert box.do(choices.hold, REFERENCE) is State.HELD
        assert box.reasons() == ["held_by_person"]
        assert box.do(choices.release, REFERENCE) is State.QUEUED

    def test_hold_is_stronger_than_what_it_waits_for(self, box: Box) -> None:
        order = samples.order(delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        box.see(order)
        box.do(choices.hold, REFERENCE)
        assert box.do(choices.release, REFERENCE) is State.WAITING
        box.changed(order, delivery_status=DeliveryStatus.READY)
        assert (box.state(), box.claim()) == (State.QUEUED, [])
        assert to_read(box) == [(order.id, REFERENCE, True)]

    def test_release_lets_go_what_waits_for_its_hour(self, tmp_path: Any) -> None:
        box = Box(tmp_path, Settings(hold_seconds=600)).set_up()
        box.see(samples.order())
        assert (box.state(), box.reasons()) == (State.WAITING, ["hold_time"])
        assert box.do(choices.release, REFERENCE) is State.QUEUED
        box.ledger.close()

    def test_send_anyway_overrides_not_ready_alone(self, box: Box) -> None:
        box.see(samples.order(delivery_status=None))
        assert box.do(choices.send_anyway, REFERENCE) is State.QUEUED
        box.see(numbered(1, delivery_status=None, address=None))
        with pytest.raises(AppError, match="no_address, not_ready"):
            box.do(choices.send_anyway, 1)

    def test_undoing_a_guards_skip_lets_that_guard_through(self, box: Box) -> None:
        box.see(samples.order(driver_id="d1"))
        assert box.do(choices.unskip, REFERENCE) is State.QUEUED

    def test_retry_hurries_a_retry(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        assert box.do(choices.retry, REFERENCE) is State.RETRYING
        assert len(box.claim()) == 1

    def test_retry_hurries_a_look_up_but_not_the_second_one(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, failed="oto_down")
        box.do(choices.retry, REFERENCE)
        assert len(box.due_look_ups()) == 1
        box.looked_up(send.key)
        assert box.do(choices.retry, REFERENCE) is State.UNKNOWN
        assert box.due_look_ups() == []

    def test_mend_adds_to_what_was_mended_before(self, box: Box) -> None:
        box.see(samples.order(customer=samples.customer(phone="")))
        assert box.reasons() == ["no_phone"]
        box.do(choices.mend, REFERENCE, {"phone": "966500000001"})
        box.do(choices.mend, REFERENCE, {"address": "Gate 3", "city": "Riyadh"})
        (send,) = box.claim()
        told = send.request.customer
        assert (told.mobile, told.city) == ("966500000001", "Riyadh")
        assert "Gate 3" in told.address

    def test_cancel_at_oto_is_a_wish_until_it_is_finished(self, box: Box) -> None:
        box.accepted()
        assert box.do(choices.cancel_at_oto, REFERENCE) is State.SENT
        assert box.record().row.wish == "cancel"

    def test_cancel_at_oto_of_what_is_finished(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto("delivered"))
        with pytest.raises(AppError, match="sent and delivered at OTO"):
            box.do(choices.cancel_at_oto, REFERENCE)

    def test_send_again_is_a_new_order_under_the_next_id(self, box: Box) -> None:
        box.accepted()
        box.later(minutes=90)
        assert box.do(choices.send_again, REFERENCE) is State.QUEUED
        box.do(choices.read_done, samples.order().id, found=True)
        (send,) = box.claim()
        assert send.request.order_id == "F922240-48210-2"
        box.ends(send, Outcome.ACCEPTED, oto_id="901")
        box.do(choices.send_again, REFERENCE)
        assert box.record().row.oto_order_id == "F922240-48210-3"

    def test_send_again_waits_for_what_is_under_way_at_oto(self, box: Box) -> None:
        box.accepted()
        box.do(choices.cancel_at_oto, REFERENCE)
        with pytest.raises(AppError, match="its cancel at OTO is under way"):
            box.do(choices.send_again, REFERENCE)

    def test_send_again_not_of_what_is_over_in_foodics(self, box: Box) -> None:
        box.accepted()
        box.changed(samples.order(), status=OrderStatus.VOID)
        box.cancelled_at_oto()
        with pytest.raises(AppError, match="over in Foodics"):
            box.do(choices.send_again, REFERENCE)

    def test_undoing_a_skip_of_what_is_already_assigned(self, box: Box) -> None:
        box.see(samples.order(delivery_status=DeliveryStatus.ASSIGNED))
        assert box.state() is State.SKIPPED
        assert box.do(choices.unskip, REFERENCE) is State.QUEUED

    def test_send_again_of_what_was_cancelled_at_oto(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto("canceled"))
        assert box.do(choices.send_again, REFERENCE) is State.QUEUED

    def test_all_of_it_stands_in_the_history(self, box: Box) -> None:
        box.see(samples.order())
        box.do(choices.skip, REFERENCE)
        box.do(choices.unskip, REFERENCE)
        person = [each["data"]["action"] for each in box.events() if each["kind"] == "person"]
        assert person == ["skip", "unskip"]


class TestReading:
    def test_what_a_person_let_go_comes_first(self, box: Box) -> None:
        box.see(numbered(1, original_order_id="x"), numbered(2, original_order_id="x"))
        box.later(seconds=61)
        box.do(choices.release, 2)
        assert [row[1:] for row in to_read(box)] == [(2, True), (1, False)]
        assert len(to_read(box, limit=1)) == 1

    def test_refused_and_held_once_a_minute(self, box: Box) -> None:
        box.see(samples.order(original_order_id="x"))
        assert to_read(box) == []
        box.later(seconds=61)
        assert len(to_read(box)) == 1
        box.do(choices.read_done, samples.order().id, found=True)
        assert to_read(box) == []

    def test_not_for_ever(self, box: Box) -> None:
        box.see(samples.order(original_order_id="x"))
        box.later(days=3)
        assert to_read(box) == []

    def test_one_that_foodics_does_not_have_any_more_is_held(self, box: Box) -> None:
        box.see(samples.order(original_order_id="x"))
        box.do(choices.release, REFERENCE)
        box.do(choices.read_done, samples.order().id, found=False)
        assert (box.state(), to_read(box)) == (State.HELD, [])
        assert box.events()[-2]["data"] == {"problem": "not in Foodics any more"}

    def test_a_failed_reading_lets_others_have_their_turn(self, box: Box) -> None:
        box.see(numbered(1, original_order_id="x"), numbered(2, original_order_id="x"))
        box.do(choices.release, 1)
        box.do(choices.release, 2)
        first = to_read(box)[0]
        box.later(seconds=1)
        box.do(choices.read_failed, first[0])
        assert to_read(box)[0] != first

    def test_of_an_order_nobody_knows(self, box: Box) -> None:
        box.do(choices.read_done, "nobody", found=True)


class TestAnswers:
    @pytest.mark.parametrize(
        ("order", "reason", "answer", "state"),
        [
            (
                samples.order(payments=(samples.payment(name="Jahez", kind=7, method="j"),)),
                "payment_unclear",
                ("payment", "j", "paid"),
                State.QUEUED,
            ),
            (
                samples.order(payments=(samples.payment(name="Jahez", kind=7, method="j"),)),
                "payment_unclear",
                ("payment", "j", "not_for_oto"),
                State.SKIPPED,
            ),
            (
                samples.order(source=Source.API, app_id="app9"),
                "aggregator",
                ("sender", "app:app9", "send"),
                State.QUEUED,
            ),
            (
                samples.order(source=Source.API, app_id="app9"),
                "aggregator",
                ("sender", "app:app9", "never"),
                State.SKIPPED,
            ),
            (
                samples.order(address=samples.textual("شارع الملك، جدة")),
                "city_unclear",
                ("city", "a1", "Riyadh"),
                State.QUEUED,
            ),
        ],
    )
    def test_is_asked_once_and_remembered(
        self, box: Box, order: Any, reason: str, answer: tuple[str, str, str], state: State
    ) -> None:
        box.see(order)
        assert (box.state(), box.reasons()) == (State.HELD, [reason])
        box.do(choices.answer, *answer)
        assert box.state() is state
        box.see(replace(order, id="twin", reference=7))
        assert box.state(7) is state

    def test_can_be_changed(self, box: Box) -> None:
        order = samples.order(payments=(samples.payment(name="Jahez", kind=7, method="j"),))
        box.see(order)
        box.do(choices.answer, "payment", "j", "not_for_oto")
        box.do(choices.answer, "payment", "j", "collect")
        (send,) = box.claim()
        assert send.request.payment_method == "cod"

    @pytest.mark.parametrize(
        "answer",
        [
            ("payment", "j", "maybe"),
            ("weather", "x", "rain"),
            ("city", "a1", ""),
            ("payment", "", "paid"),
        ],
    )
    def test_an_answer_that_is_none(self, box: Box, answer: tuple[str, str, str]) -> None:
        with pytest.raises(AppError) as raised:
            box.do(choices.answer, *answer)
        assert raised.value.code == "unknown_answer"


class TestTheHour:
    def test_moves_what_time_alone_moves(self, tmp_path: Any) -> None:
        from app.store import judging

        def hour(txn: Txn) -> int:
            return judging.by_the_hour(txn.connection, txn.context, txn.journal, txn.now)

        box = Box(tmp_path, Settings(hold_seconds=120)).set_up()
        box.see(samples.order())
        assert box.do(hour) == 0
        box.later(seconds=60)
        assert box.do(hour) == 1
        assert box.state() is State.QUEUED
        assert box.do(hour) == 0
        box.ledger.close()

    def test_one_that_cannot_be_judged_stops_no_other(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        right = eligibility.judge

        def judge(order: Any, *rest: Any) -> Any:
            if order.reference == 1:
                raise ArithmeticError("odd")
            return right(order, *rest)

        box.see(numbered(1), numbered(2))
        monkeypatch.setattr(eligibility, "judge", judge)
        box.do(setup.deactivate, ["B01"])
        assert [box.state(n) for n in (1, 2)] == [State.QUEUED, State.WAITING]
        assert [send.reference for send in box.claim()] == []

    def test_a_setting_is_judged_at_once(self, box: Box) -> None:
        box.see(samples.order())
        box.ledger.settings = Settings(required_tag="oto")
        box.do(setup.judge_all)
        assert (box.state(), box.reasons()) == (State.SKIPPED, ["tag"])
