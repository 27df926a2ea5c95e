"""Single calls of the dispatcher: what is recorded of each, and what it says of OTO."""

import asyncio
from typing import Any

import pytest

from app.core.dispatch import Answer, OtoSeen, Outcome, State
from app.core.errors import AppError
from app.core.order import DeliveryStatus
from app.engine import dispatcher as module
from app.engine import steps
from app.engine.steps import Step
from app.store.claims import Send
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import DOWN, SIGNED_OUT, FakeOto, Rig
from tests.unit.store.box import REFERENCE, numbered


def lines(rig: Rig, kind: str) -> list[dict[str, Any]]:
    return [event["data"] for event in rig.box.events() if event["kind"] == kind]


async def odd(_: object) -> Any:
    raise ArithmeticError("odd")


class TestSend:
    async def test_how_long_it_took_is_recorded(self, rig: Rig) -> None:
        def call() -> None:
            rig.monotonic += 1.5
            rig.watch.poke()

        rig.oto.on_call = call
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.state() is State.SENT)
        assert [line["seconds"] for line in lines(rig, "attempt")] == [1.5]

    async def test_a_retry_is_spread_by_chance(self, rig: Rig) -> None:
        rig.oto.answers.append(Answer(Outcome.NOT_ACCEPTED, code="OTO1143", http=400))
        rig.dispatcher._jitter = lambda: 0.0
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.state() is State.RETRYING)
            wait = rig.box.record().row.next_attempt_at - rig.box.now
        assert wait.total_seconds() < 10

    async def test_one_that_fails_in_its_own_way_is_our_fault_and_once(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rig.oto, "create_order", odd)
        rig.oto.take(samples.told())
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.state() is State.SENT)
        (line,) = lines(rig, "attempt")
        assert (line["code"], line["outcome"], line["seconds"]) == ("our fault", "unknown", 0.0)

    async def test_trouble_after_the_answer_takes_nothing_from_it(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        async def failing(*_: object) -> None:
            raise ArithmeticError("odd")

        monkeypatch.setattr(rig.dispatcher._signs, "answered", failing)
        async with rig.sending():
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.state() is State.SENT)
        assert "ended unexpectedly" in caplog.text
        assert len(lines(rig, "attempt")) == 1

    async def test_what_was_claimed_before_oto_went_down_is_given_back(self, rig: Rig) -> None:
        rig.oto.open.clear()
        rig.oto.always = DOWN
        async with rig.sending():
            rig.box.see(*[numbered(n) for n in range(1, 9)])
            await rig.watch.until(lambda: rig.box.state(8) is State.SENDING)
            rig.oto.open.set()
            await rig.watch.until(lambda: rig.box.state(8) is State.QUEUED)
            await rig.settled()
        assert len(rig.oto.created) == 4
        assert [rig.box.record(n).row.attempts for n in range(5, 9)] == [0, 0, 0, 0]

    async def test_before_the_call_it_is_asked_again_only_if_something_changed(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []
        right = steps.still_good

        def still_good(txn: Txn, key: int) -> Send | None:
            asked.append(key)
            return right(txn, key)

        monkeypatch.setattr(steps, "still_good", still_good)
        rig.gate = asyncio.Semaphore(0)
        async with rig.sending():
            rig.box.see(numbered(1))
            await rig.watch.until(lambda: rig.box.state(1) is State.SENDING)
            rig.gate.release()
            await rig.watch.until(lambda: rig.box.state(1) is State.SENT)
            assert asked == []
            await rig.gate.acquire()
            rig.box.see(numbered(2))
            await rig.watch.until(lambda: rig.box.state(2) is State.SENDING)
            rig.box.changed(numbered(2), delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
            await rig.settled()
            rig.gate.release()
            await rig.watch.until(lambda: rig.box.state(2) is State.WAITING)
            assert asked == [rig.box.record(2).dispatch_key]
            rig.gate.release()
        assert len(rig.oto.created) == 1


class TestLookUp:
    async def test_one_that_fails_in_its_own_way_comes_again(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rig.oto, "order_status", odd)
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
            await rig.settled()
        assert lines(rig, "lookup") == [{"state": "unknown", "failed": "our fault"}]
        assert rig.box.record().row.next_attempt_at is not None

    async def test_without_oto_the_step_that_is_missing_is_named(self, rig: Rig) -> None:
        rig.gate = asyncio.Semaphore(0)
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: rig.box.record().row.next_attempt_at is None)
            rig.connections.oto = None
            rig.gate.release()
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
        assert lines(rig, "lookup") == [{"state": "unknown", "failed": "step_oto"}]

    async def test_one_that_fails_names_the_trouble(self, rig: Rig) -> None:
        rig.oto.trouble = AppError("oto_down", status=503)
        rig.box.unknown()
        async with rig.sending():
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
        assert lines(rig, "lookup") == [{"state": "unknown", "failed": "oto_down"}]

    async def test_one_that_finds_it_settles_the_doubt_of_its_order(self, rig: Rig) -> None:
        rig.oto.answers.append(
            Answer(Outcome.UNKNOWN, code="OTO1009", http=400, breaks=True, doubtful=True)
        )
        rig.oto.take(samples.told())
        async with rig.sending() as dispatcher:
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.box.state() is State.SENT)
            await rig.settled()
            assert dispatcher._signs._doubts == set()

    @pytest.mark.parametrize("how", ["fails", "is answered"])
    async def test_what_an_earlier_oto_says_is_no_news(
        self, rig: Rig, how: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old, go_on = rig.oto, asyncio.Event()

        async def slow(id_: str) -> OtoSeen | None:
            begun.append(id_)
            rig.watch.poke()
            await go_on.wait()
            if how == "fails":
                raise AppError("oto_token_refused")
            return None

        begun: list[str] = []
        monkeypatch.setattr(old, "order_status", slow)
        rig.box.unknown()
        trouble = AppError("oto_down", status=503)
        async with rig.sending():
            await rig.watch.until(lambda: bool(begun))
            rig.use_oto(FakeOto())
            rig.connections.oto_trouble = None if how == "fails" else trouble
            go_on.set()
            await rig.watch.until(lambda: "lookup" in rig.box.kinds())
            await rig.settled()
            assert rig.connections.oto_trouble is (None if how == "fails" else trouble)


class TestRounds:
    async def test_each_looks_begins_waits_and_gathers(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        did: list[object] = []
        step = Step((), (), None, rig.box.now, 0, False)

        async def look() -> Step:
            did.append("look")
            return step

        async def wait(_: asyncio.Event, seconds: float) -> bool:
            did.append(seconds)
            return False

        async def gather() -> None:
            did.append("gather")
            if len(did) == 8:
                rig.dispatcher.end()

        dispatcher = rig.dispatcher
        monkeypatch.setattr(dispatcher, "_step", look)
        monkeypatch.setattr(dispatcher, "_start", did.append)
        monkeypatch.setattr(dispatcher, "_gather", gather)
        monkeypatch.setattr(module, "wait", wait)
        await dispatcher.run()
        await dispatcher.finish()
        assert did == ["look", step, module.TICK, "gather"] * 2

    async def test_the_probe_that_a_person_asks_for_goes_at_once(self, rig: Rig) -> None:
        rig.oto.always = SIGNED_OUT
        async with rig.sending() as dispatcher:
            rig.box.see(samples.order())
            await rig.watch.until(lambda: rig.connections.oto_trouble is not None)
            await rig.settled()
            rig.oto.always = None
            dispatcher.probe_soon()
            await rig.watch.until(lambda: rig.box.state(REFERENCE) is State.SENT)


class TestFinish:
    async def test_the_end_wakes_it(self, rig: Rig) -> None:
        rig.dispatcher.end()
        assert rig.dispatcher._wake.is_set()
        await rig.dispatcher.finish()

    async def test_a_call_in_flight_is_waited_for(self, rig: Rig) -> None:
        rig.oto.open.clear()
        task = asyncio.create_task(rig.dispatcher.run())
        rig.box.see(samples.order())
        await rig.watch.until(lambda: rig.oto.in_flight == 1)
        rig.dispatcher.end()
        await task
        finishing = asyncio.create_task(rig.dispatcher.finish())
        for _ in range(9):
            await asyncio.sleep(0)
        assert rig.oto.in_flight == 1
        rig.oto.open.set()
        await finishing
        assert rig.box.state() is State.SENT

    async def test_whatever_is_being_asked_of_oto_ends_with_it(self, rig: Rig) -> None:
        for _ in range(4):
            await rig.gate.acquire()
        dispatcher = rig.dispatcher
        dispatcher._signs._wonder(rig.oto)
        await dispatcher.finish()
        assert dispatcher._signs._wondering is None

    async def test_calls_that_do_not_end_are_given_up_and_waited_for(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "LAST_CALLS", 0.0)
        rig.oto.open.clear()
        task = asyncio.create_task(rig.dispatcher.run())
        rig.box.see(samples.order())
        await rig.watch.until(lambda: rig.oto.in_flight == 1)
        rig.dispatcher.end()
        await task
        await rig.dispatcher.finish()
        assert (rig.oto.in_flight, rig.dispatcher._tasks) == (0, {})
