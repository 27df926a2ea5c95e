"""The dispatcher at work: real ledger, OTO by hand (design.md section 3)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from app.core.dispatch import Answer, Outcome, State
from app.core.errors import AppError
from app.core.order import DeliveryStatus, OrderStatus
from app.engine import dispatcher as module
from app.engine import signs
from app.engine.breaker import outage, stopped
from app.engine.steps import Step
from app.store import choices, claims, outcomes, pausing, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import DOWN, LOST, REFUSES_ALL, SIGNED_OUT, FakeOto, Rig
from tests.unit.store.box import REFERENCE, numbered

CUT = Answer(Outcome.UNKNOWN, code="cut", breaks=True, doubtful=True)
FAILS = Answer(Outcome.UNKNOWN, code="HTTP 500", http=500, breaks=True)
BUSY = AppError("oto_limit", seconds="60", retry_after=60.0)


def put_down(rig: Rig) -> None:
    rig.oto.always = DOWN


def sent(rig: Rig, *numbers: int) -> bool:
    return all(rig.box.state(number) is State.SENT for number in numbers)


class TestSending:
    async def test_what_is_queued_goes_once(self, rig: Rig) -> None:
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: sent(rig, REFERENCE))
            await rig.settled()
        assert [order.order_id for order in rig.oto.created] == [samples.ORDER_ID]
        assert rig.connections.oto_trouble is None

    async def test_what_was_queued_before_it_ran_goes_too(self, rig: Rig) -> None:
        rig.box.see(samples.order())
        async with rig.sending():
            await rig.watch.until(lambda: sent(rig, REFERENCE))

    async def test_a_lost_wake_up_loses_no_order(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "TICK", 0.01)
        async with rig.sending() as dispatcher:
            dispatcher._stop()  # nothing is heard any more
            rig.box.see(*[numbered(n) for n in range(1, 8)])
            await rig.watch.until(lambda: sent(rig, *range(1, 8)))
            dispatcher._stop = lambda: None
        assert len(rig.oto.created) == 7

    async def test_at_most_four_at_once_and_eight_ahead(self, rig: Rig) -> None:
        rig.oto.open.clear()
        numbers = range(1, 21)
        async with rig.sending():
            rig.box.see(*[numbered(n) for n in numbers])
            await rig.watch.until(lambda: len(rig.oto.created) == 4)
            await rig.settled()
            claimed = [n for n in numbers if rig.box.state(n) is State.SENDING]
            assert len(claimed) == 4 + 8
            rig.oto.open.set()
            await rig.watch.until(lambda: sent(rig, *numbers))
        assert rig.oto.most == 4
        assert len(rig.oto.created) == 20

    @pytest.mark.parametrize("what", ["off", "recalled", "paused", "stale"])
    async def test_what_was_claimed_ahead_is_looked_at_again(self, rig: Rig, what: str) -> None:
        rig.oto.open.clear()
        orders = [numbered(n) for n in range(1, 9)]
        async with rig.sending():
            rig.box.see(*orders)
            await rig.watch.until(lambda: rig.box.state(8) is State.SENDING)
            match what:
                case "off":
                    rig.box.do(setup.deactivate, ["B01"])
                case "recalled":
                    for order in orders[4:]:
                        rig.box.changed(order, delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
                case "paused":
                    rig.box.do(pausing.pause, None, None)
                case _:
                    rig.fresh = False  # the PC has slept
            await rig.settled()
            rig.oto.open.set()
            await rig.watch.until(lambda: sent(rig, 1, 2, 3, 4))
            await rig.watch.until(lambda: rig.box.state(8) is not State.SENDING)
            await rig.settled()
        assert len(rig.oto.created) == 4
        assert rig.box.record(8).row.attempts == 0

    async def test_an_edit_of_what_was_claimed_ahead_is_told(self, rig: Rig) -> None:
        rig.oto.open.clear()
        orders = [numbered(n) for n in range(1, 9)]
        async with rig.sending():
            rig.box.see(*orders)
            await rig.watch.until(lambda: rig.box.state(8) is State.SENDING)
            rig.box.changed(orders[7], customer=samples.customer(phone="500000888"))
            await rig.settled()
            rig.oto.open.set()
            await rig.watch.until(lambda: sent(rig, 8))
        assert rig.oto.created[-1].customer.mobile == "966500000888"

    async def test_nothing_is_claimed_while_the_ledger_is_not_fresh(self, rig: Rig) -> None:
        rig.fresh = False
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.settled()
            assert rig.box.state() is State.QUEUED
            rig.fresh = True
            rig.pass_time(1)
            await rig.watch.until(lambda: sent(rig, REFERENCE))

    async def test_nothing_is_claimed_without_oto(self, rig: Rig) -> None:
        rig.connections.oto = None
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.settled()
            assert rig.box.state() is State.QUEUED
            rig.use_oto(FakeOto())
            await rig.watch.until(lambda: sent(rig, REFERENCE))

    async def test_oto_disconnected_between_claim_and_call(self, rig: Rig) -> None:
        held = asyncio.Semaphore(0)
        rig.gate = held
        rig.box.see(samples.order())
        async with rig.sending():
            await rig.watch.until(lambda: rig.box.state() is State.SENDING)
            rig.connections.oto = None
            held.release()
            await rig.watch.until(lambda: rig.box.state() is State.QUEUED)
        assert rig.oto.created == []

    async def test_time_alone_lets_go(self, rig: Rig) -> None:
        from app.settings import Settings

        rig.box.ledger.settings = Settings(hold_seconds=120)
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.settled()
            assert rig.box.reasons() == ["hold_time"]
            rig.pass_time(61)
            await rig.watch.until(lambda: sent(rig, REFERENCE))


class TestRetries:
    async def test_surely_not_accepted_goes_again_in_its_time(self, rig: Rig) -> None:
        rig.oto.answers.append(Answer(Outcome.NOT_ACCEPTED, code="OTO1143", http=400))
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.state() is State.RETRYING)
            await rig.settled()
            assert len(rig.oto.created) == 1
            rig.pass_time(10)
            await rig.watch.until(lambda: sent(rig, REFERENCE))

    async def test_it_wakes_by_itself_when_a_retry_is_due(self, rig: Rig) -> None:
        rig.oto.answers.append(Answer(Outcome.NOT_ACCEPTED, code="OTO1143", http=400))
        step = Step((), (), rig.box.now + timedelta(seconds=2), rig.box.now, 0, False)
        assert rig.dispatcher._until_next(step) == 2.0
        past = Step((), (), rig.box.now, rig.box.now, 0, False)
        assert rig.dispatcher._until_next(past) == module.TICK
        rig.dispatcher._stop()

    async def test_a_lost_reply_is_looked_up_and_never_doubled(self, rig: Rig) -> None:
        rig.box.see(samples.order())
        told = samples.told()
        rig.oto.answers.append(Answer(Outcome.UNKNOWN, code="OTO1009", http=500))
        rig.oto.take(told)
        async with rig.sending():
            await rig.watch.until(lambda: sent(rig, REFERENCE))
        assert len(rig.oto.created) == 1
        assert rig.oto.named("order_details") == [samples.ORDER_ID]

    async def test_absent_twice_ten_seconds_apart_is_sent_again(self, rig: Rig) -> None:
        rig.oto.answers.append(Answer(Outcome.UNKNOWN, code="OTO1009", http=400))
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.record().row.absences == 1)
            await rig.settled()
            assert len(rig.oto.created) == 1
            rig.pass_time(10)
            await rig.watch.until(lambda: sent(rig, REFERENCE))
        assert len(rig.oto.created) == 2

    async def test_a_failing_look_up_stays_unknown(self, rig: Rig) -> None:
        rig.oto.answers.append(Answer(Outcome.UNKNOWN, code="OTO1009", http=400))
        rig.oto.trouble = AppError("oto_unreadable", what="orderStatus")
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
            await rig.settled()
            assert rig.box.state() is State.UNKNOWN
            assert len(rig.oto.named("order_status")) == 1

    async def test_a_look_up_without_oto_waits(self, rig: Rig) -> None:
        rig.gate = asyncio.Semaphore(0)
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: rig.box.record().row.next_attempt_at is None)
            rig.connections.oto = None
            rig.gate.release()
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
        assert rig.box.state() is State.UNKNOWN

    async def test_trouble_in_one_question_says_nothing_about_oto(self, rig: Rig) -> None:
        rig.oto.trouble = AppError("oto_refused", what="orderStatus", answer="OTO1001")
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: sent(rig, 1))


class TestBreaker:
    async def test_while_oto_is_down_one_probe_in_fifteen_seconds(self, rig: Rig) -> None:
        put_down(rig)
        async with rig.sending():
            rig.box.see(*[numbered(n) for n in range(1, 11)])
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            before = len(rig.oto.created)
            assert before <= 4
            for probe in range(1, 4):
                rig.pass_time(14.9)
                await rig.settled()
                assert len(rig.oto.created) == before + probe - 1
                rig.pass_time(0.1)
                wanted = before + probe
                await rig.watch.until(lambda: len(rig.oto.created) >= wanted)  # noqa: B023
                await rig.settled()
                assert len(rig.oto.created) == before + probe

    async def test_its_first_success_lets_all_go(self, rig: Rig) -> None:
        put_down(rig)
        numbers = range(1, 11)
        async with rig.sending():
            rig.box.see(*[numbered(n) for n in numbers])
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.oto.always = None
            rig.pass_time(15)
            await rig.watch.until(lambda: sent(rig, *numbers))
        assert rig.connections.oto_trouble is None

    async def test_one_lost_reply_does_not_make_the_others_wait(self, rig: Rig) -> None:
        rig.oto.answers.append(CUT)
        async with rig.sending():
            rig.box.see(numbered(1), numbered(2))
            await rig.watch.until(lambda: sent(rig, 2))
            rig.box.see(numbered(3))
            await rig.watch.until(lambda: sent(rig, 3))
        assert rig.connections.oto_trouble is None

    async def test_two_lost_replies_in_a_row_are_an_outage(self, rig: Rig) -> None:
        rig.oto.always = CUT
        rig.oto.trouble = AppError("oto_down", status=503)
        async with rig.sending():
            rig.box.see(numbered(1), numbered(2))
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            before = len(rig.oto.created)
            rig.box.see(numbered(3))
            await rig.settled()
            assert len(rig.oto.created) == before

    async def test_foodics_troubles_are_no_reason_to_try_oto(self, rig: Rig) -> None:
        put_down(rig)
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.connections.foodics_failed(AppError("foodics_down", status=500), rig.foodics)
            await rig.connections.foodics_well()
            await rig.settled()
        assert len(rig.oto.created) == 1

    async def test_a_time_that_oto_names_is_kept(self, rig: Rig) -> None:
        rig.oto.answers.append(
            Answer(
                Outcome.NOT_ACCEPTED,
                code="429",
                http=429,
                retry_after=60.0,
                breaks=True,
                trouble=BUSY,
            )
        )
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            assert rig.connections.oto_trouble is not None
            assert rig.connections.oto_trouble.code == "oto_limit"
            rig.pass_time(59)
            await rig.settled()
            assert len(rig.oto.created) == 1
            rig.pass_time(1)
            await rig.watch.until(lambda: sent(rig, REFERENCE))

    async def test_with_nothing_to_send_it_does_not_spin(self, rig: Rig) -> None:
        put_down(rig)
        async with rig.sending() as dispatcher:
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.box.changed(samples.order(), status=OrderStatus.VOID)
            rig.pass_time(60)
            await rig.settled()
            nothing = Step((), (), None, rig.box.now, 0, True)
            assert dispatcher._until_next(nothing) == module.TICK
        assert len(rig.oto.created) == 1

    async def test_the_probe_is_a_look_up_where_there_is_one(self, rig: Rig) -> None:
        rig.oto.always = LOST
        rig.oto.trouble = AppError("oto_down", status=503)
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.box.see(numbered(1))
            rig.pass_time(15)
            await rig.watch.until(lambda: len(rig.oto.named("order_status")) == 1)
            await rig.settled()
            assert len(rig.oto.created) == 1
            rig.oto.always, rig.oto.trouble = None, None
            rig.oto.take(samples.told())
            rig.pass_time(15)
            await rig.watch.until(lambda: sent(rig, REFERENCE, 1))
        assert len(rig.oto.created) == 2

    async def test_a_reply_that_never_came_does_not_close_it(self, rig: Rig) -> None:
        put_down(rig)
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.oto.always = Answer(Outcome.UNKNOWN, code="internal")
            rig.oto.trouble = AppError("oto_down", status=503)
            rig.pass_time(15)
            await rig.watch.until(lambda: len(rig.oto.created) == 2)
            await rig.settled()
            assert rig.connections.oto_trouble is not None

    async def test_a_reconnected_oto_is_tried_at_once(self, rig: Rig) -> None:
        put_down(rig)
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            rig.use_oto(FakeOto())
            await rig.watch.until(lambda: sent(rig, REFERENCE))

    async def test_what_an_earlier_oto_says_is_no_news(self, rig: Rig) -> None:
        rig.oto.open.clear()
        rig.oto.always = SIGNED_OUT
        old = rig.oto
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: len(old.created) == 1)
            rig.use_oto(FakeOto())
            old.open.set()
            await rig.watch.until(lambda: "attempt" in rig.box.kinds())
            await rig.settled()
            assert rig.connections.oto_trouble is None

    async def test_the_words_of_trouble(self) -> None:
        assert outage(Answer(Outcome.NOT_ACCEPTED, trouble=BUSY)) is BUSY
        assert outage(DOWN).code == "oto_silent"
        assert stopped(SIGNED_OUT).code == "oto_token_refused"
        assert stopped(REFUSES_ALL).code == "oto_account"
        assert stopped(Answer(Outcome.ACCOUNT, code="HTTP 403", http=403)).code == "oto_denied"
        assert stopped(Answer(Outcome.ACCOUNT, code="OTO1150", http=403)).code == "oto_account"

    async def test_that_look_ups_are_answered_does_not_say_that_orders_are_taken(
        self, rig: Rig
    ) -> None:
        """createOrder alone fails: one of them is tried every 15 s, and look-ups go on."""
        rig.oto.always = FAILS
        numbers = range(1, 9)
        async with rig.sending():
            rig.box.see(*[numbered(n) for n in numbers])
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            for _ in range(3):
                before = len(rig.oto.created)
                rig.pass_time(15)
                await rig.watch.until(lambda: len(rig.oto.created) > before)  # noqa: B023
                await rig.settled()
                assert len(rig.oto.created) == before + 1
                assert rig.connections.oto_trouble is not None
            assert len(rig.oto.named("order_status")) > 3
            rig.oto.always = None
            rig.pass_time(15)
            await rig.watch.until(lambda: rig.connections.oto_trouble is None)
            for _ in range(20):  # what is absent is looked up twice, 10 s apart
                rig.pass_time(15)
                await rig.settled()
            assert sent(rig, *numbers)

    async def test_one_order_that_cannot_be_taken_does_not_stop_the_others(self, rig: Rig) -> None:
        rig.oto.always = Answer(
            Outcome.UNKNOWN, code="OTO1009", http=400, breaks=True, doubtful=True
        )
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: rig.box.record(1).row.absences == 1)
            rig.pass_time(11)
            await rig.watch.until(lambda: len(rig.oto.created) == 2)
            await rig.settled()
            assert rig.connections.oto_trouble is None
            rig.box.see(numbered(2))
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)

    async def test_a_reply_that_is_long_in_coming_makes_us_ask_whether_oto_is_there(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(signs, "SLOW", 0.01)
        rig.oto.open.clear()
        rig.oto.trouble = AppError("timeout", service="OTO", host="h", seconds=8)
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            assert rig.connections.oto_trouble is rig.oto.trouble
            rig.oto.trouble = None
            rig.oto.open.set()
            await rig.watch.until(lambda: rig.connections.oto_trouble is None)

    async def test_a_lost_reply_of_an_oto_that_is_not_there_is_an_outage_at_once(
        self, rig: Rig
    ) -> None:
        rig.oto.always = CUT
        rig.oto.trouble = AppError("cut", service="OTO", host="h")
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
        assert rig.oto.why_asked == 1

    async def test_what_asking_meets_unforeseen_stops_nothing(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def broken(_: float) -> AppError | None:
            raise ValueError

        monkeypatch.setattr(rig.oto, "why_silent", broken)
        rig.oto.answers.append(CUT)
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: "Asking whether OTO answers failed" in caplog.text)
            rig.box.see(numbered(2))
            await rig.watch.until(lambda: sent(rig, 2))

    async def test_while_oto_rests_nothing_is_asked(self, rig: Rig) -> None:
        await rig.connections.oto_failed(BUSY)
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.settled()
            rig.pass_time(59)
            await rig.settled()
            assert rig.oto.created == []
            rig.pass_time(1)
            await rig.watch.until(lambda: sent(rig, 1))

    async def test_what_somebody_else_finds_to_work_is_tried_at_once(self, rig: Rig) -> None:
        rig.oto.always = SIGNED_OUT
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.oto.always = None
            await rig.connections.oto_well()
            await rig.watch.until(lambda: sent(rig, 1))


class TestStops:
    @pytest.mark.parametrize(
        ("answer", "code"), [(SIGNED_OUT, "oto_token_refused"), (REFUSES_ALL, "oto_account")]
    )
    async def test_all_sending_stops_and_resumes_by_itself(
        self, rig: Rig, answer: Answer, code: str
    ) -> None:
        rig.oto.always = answer
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            assert rig.connections.oto_trouble is not None
            assert rig.connections.oto_trouble.code == code
            rig.box.see(numbered(1))
            rig.pass_time(299)
            await rig.settled()
            assert len(rig.oto.created) == 1
            rig.oto.always = None
            rig.pass_time(1)
            await rig.watch.until(lambda: sent(rig, REFERENCE, 1))
        assert rig.connections.oto_trouble is None

    async def test_look_ups_go_on_and_do_not_let_sending_go(self, rig: Rig) -> None:
        rig.oto.always = REFUSES_ALL
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.box.do(_make_unknown)
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
            await rig.settled()
            assert rig.connections.oto_trouble is not None
            assert len(rig.oto.created) == 1

    async def test_refused_look_ups_do_not_hammer(self, rig: Rig) -> None:
        rig.oto.trouble = AppError("oto_token_refused")
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            await rig.settled()
            assert len(rig.oto.named("order_status")) == 1
            rig.pass_time(10)
            await rig.watch.until(lambda: len(rig.oto.named("order_status")) == 2)

    async def test_the_shared_trouble_of_reads_stops_all_too(self, rig: Rig) -> None:
        rig.oto.trouble = AppError("oto_down", status=503)
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            rig.box.see(numbered(1))
            await rig.settled()
            assert rig.oto.created == []


class TestUnforeseen:
    async def test_a_call_that_fails_in_its_own_way_is_looked_up(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def odd(_: Any) -> Answer:
            raise ArithmeticError("odd")

        monkeypatch.setattr(rig.oto, "create_order", odd)
        rig.oto.take(samples.told())
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: sent(rig, REFERENCE))
        assert "ended unexpectedly" in caplog.text

    async def test_what_ended_is_kept_when_the_disk_fails(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rig.oto.open.clear()
        task = asyncio.create_task(rig.dispatcher.run())
        rig.box.see(samples.order())
        await rig.watch.until(lambda: len(rig.oto.created) == 1)
        with monkeypatch.context() as patched:
            patched.setattr(outcomes, "record_all", _disk_full)
            rig.oto.open.set()
            with pytest.raises(AppError):
                await asyncio.wait_for(task, 10)
        assert rig.box.state() is State.SENDING
        task = asyncio.create_task(rig.dispatcher.run())
        await rig.watch.until(lambda: sent(rig, REFERENCE))
        rig.dispatcher.end()
        await task
        await rig.dispatcher.finish()
        assert len(rig.oto.created) == 1


class TestTheEnd:
    async def test_calls_in_flight_end_and_claims_ahead_go_back(self, rig: Rig) -> None:
        rig.oto.open.clear()
        task = asyncio.create_task(rig.dispatcher.run())
        rig.box.see(*[numbered(n) for n in range(1, 9)])
        await rig.watch.until(lambda: rig.box.state(8) is State.SENDING)
        rig.dispatcher.end()
        await task
        finishing = asyncio.create_task(rig.dispatcher.finish())
        await rig.watch.until(lambda: rig.box.state(8) is State.QUEUED)
        rig.oto.open.set()
        await finishing
        assert sent(rig, 1, 2, 3, 4)
        assert len(rig.oto.created) == 4

    async def test_a_call_that_does_not_end_is_looked_up_at_the_next_start(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "LAST_CALLS", 0.0)
        rig.oto.open.clear()
        task = asyncio.create_task(rig.dispatcher.run())
        rig.box.see(samples.order())
        await rig.watch.until(lambda: len(rig.oto.created) == 1)
        rig.dispatcher.end()
        await task
        await rig.dispatcher.finish()
        assert rig.box.state() is State.SENDING
        rig.box.do(lambda txn: claims.recover(txn.connection, txn.journal, txn.now))
        assert rig.box.state() is State.UNKNOWN

    async def test_nothing_new_begins_once_it_ends(self, rig: Rig) -> None:
        rig.dispatcher.end()
        rig.box.see(samples.order())
        await rig.dispatcher.run()
        await rig.dispatcher.finish()
        assert rig.oto.created == []

    async def test_what_was_claimed_by_the_last_step_goes_back(self, rig: Rig) -> None:
        rig.box.see(samples.order())
        dispatcher = rig.dispatcher
        step = await dispatcher._step()
        dispatcher.end()
        dispatcher._start(step)
        await dispatcher.finish()
        assert (rig.box.state(), rig.oto.created) == (State.QUEUED, [])


async def test_released_orders_wait_for_their_reading_and_go_at_once(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TICK", 3600.0)
    async with rig.sending():
        rig.box.see(samples.order(original_order_id="x"))
        rig.box.do(choices.release, REFERENCE)
        await rig.settled()
        assert rig.oto.created == []
        rig.box.do(choices.read_done, samples.order().id, found=True)
        await rig.watch.until(lambda: sent(rig, REFERENCE))


def _make_unknown(txn: Txn) -> None:
    from sqlalchemy import update

    from app.store.tables import dispatches

    txn.connection.execute(
        update(dispatches).values(state=State.UNKNOWN, next_attempt_at=txn.now, absences=0)
    )
    txn.journal.notice(txn.now, "test")


def _disk_full(*_: Any) -> Any:
    raise AppError("ledger_unwritable", path="x", why="disk full")
