"""Clock, stopwatch, breaker, long tasks, the look-up."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.dispatch import OtoSeen
from app.core.errors import AppError
from app.engine import tasks
from app.engine.breaker import Breaker
from app.engine.clock import ServerClock, Stopwatch
from app.engine.lookup import look_up
from tests.unit.core import samples
from tests.unit.engine.fakes import FakeOto
from tests.unit.store.box import at_oto

AT = datetime(2026, 11, 23, 18, tzinfo=UTC)


class Times:
    """Both clocks of a PC."""

    def __init__(self) -> None:
        self.wall = AT.timestamp()
        self.monotonic = 50.0

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        self.wall += seconds
        self.monotonic += 0 if asleep else seconds

    @property
    def both(self) -> dict[str, Any]:
        return {"wall": lambda: self.wall, "monotonic": lambda: self.monotonic}


class TestServerClock:
    def test_is_this_pcs_until_foodics_has_answered(self) -> None:
        times = Times()
        clock = ServerClock(**times.both)
        times.pass_time(5)
        assert (clock.now(), clock.known) == (AT + timedelta(seconds=5), False)

    def test_remembers_how_far_off_this_pc_was(self) -> None:
        times = Times()
        clock = ServerClock(**times.both)
        clock.remember(-90.0)
        assert clock.now() == AT - timedelta(seconds=90)
        assert clock.offset == pytest.approx(-90)

    def test_foodics_decides_and_this_pc_only_carries_on(self) -> None:
        times = Times()
        clock = ServerClock(**times.both)
        clock.heard(AT + timedelta(minutes=7), times.monotonic)
        times.wall += 3600  # somebody sets the PC's clock
        times.monotonic += 10
        assert clock.now() == AT + timedelta(minutes=7, seconds=10.5)
        clock.remember(5.0)
        assert clock.now() == AT + timedelta(minutes=7, seconds=10.5)

    def test_whole_seconds_do_not_make_it_jump(self) -> None:
        times = Times()
        clock = ServerClock(**times.both)
        clock.heard(AT, times.monotonic)
        before = clock.now()
        clock.heard(AT + timedelta(seconds=1), times.monotonic)
        assert clock.now() == before
        clock.heard(AT + timedelta(seconds=3), times.monotonic)
        assert clock.now() == before + timedelta(seconds=3)

    def test_one_odd_reply_does_not_make_every_order_too_old(self) -> None:
        times = Times()
        clock = ServerClock(**times.both)
        clock.heard(AT, times.monotonic)
        before = clock.now()
        clock.heard(AT + timedelta(hours=5), times.monotonic)
        assert clock.now() == before
        clock.heard(AT, times.monotonic)
        clock.heard(AT + timedelta(hours=5), times.monotonic)
        assert clock.now() == before
        clock.heard(AT + timedelta(hours=5), times.monotonic)
        assert clock.now() == before + timedelta(hours=5)

    def test_after_a_sleep_the_first_reply_decides(self) -> None:
        times = Times()
        clock = ServerClock(**times.both)
        clock.heard(AT, times.monotonic)
        asked = times.monotonic
        times.pass_time(7200, asleep=True)
        times.monotonic += 0.1
        clock.doubt()
        clock.heard(AT, asked)  # was on its way when the PC fell asleep
        assert not clock.known
        clock.heard(AT + timedelta(hours=2), times.monotonic)
        assert clock.known
        assert clock.now() == AT + timedelta(hours=2, seconds=0.5)


class TestStopwatch:
    def test_never_started_has_no_age(self) -> None:
        assert Stopwatch().age is None

    def test_counts_the_sleep_of_the_pc(self) -> None:
        times = Times()
        watch = Stopwatch(**times.both)
        watch.start(watch.mark())
        times.pass_time(3600, asleep=True)
        assert watch.age == timedelta(hours=1)

    def test_a_clock_set_back_does_not_make_it_young(self) -> None:
        times = Times()
        watch = Stopwatch(**times.both)
        watch.start(watch.mark())
        times.monotonic += 100
        times.wall -= 500
        assert watch.age == timedelta(seconds=100)

    def test_beating_on_is_no_gap(self) -> None:
        times = Times()
        watch = Stopwatch(**times.both)
        watch.start(watch.mark())
        for _ in range(30):
            assert watch.beat() is False
            times.pass_time(1)
        assert watch.age == timedelta(seconds=30)

    @pytest.mark.parametrize("asleep", [True, False])
    @pytest.mark.parametrize("noticed_by", ["beat", "age", "mark"])
    def test_a_short_sleep_ends_every_age_until_a_look_that_began_after_it(
        self, asleep: bool, noticed_by: str
    ) -> None:
        times = Times()
        watch = Stopwatch(**times.both)
        watch.beat()
        under_way = watch.mark()
        watch.start(under_way)
        times.pass_time(20, asleep=asleep)
        if noticed_by == "age":
            assert watch.age is None
        if noticed_by == "mark":
            watch.mark()
        assert watch.beat() is True
        assert watch.beat() is False
        assert watch.age is None
        watch.start(under_way)  # a look that was on its way ends now, with old news
        assert watch.age is None
        watch.start(watch.mark())
        assert watch.age == timedelta(0)


class TestBreaker:
    def test_is_closed_until_something_fails(self) -> None:
        breaker = Breaker(lambda: 100.0)
        assert (breaker.is_open, breaker.may_probe, breaker.seconds_to_probe) == (
            False, False, None,
        )  # fmt: skip
        assert breaker.succeeded() is False

    def test_probes_every_fifteen_seconds(self) -> None:
        now = 100.0
        breaker = Breaker(lambda: now)
        breaker.failed()
        assert (breaker.is_open, breaker.may_probe, breaker.seconds_to_probe) == (True, False, 15)
        now = 115.0
        assert (breaker.may_probe, breaker.seconds_to_probe) == (True, 0)
        assert breaker.succeeded() is True
        assert breaker.is_open is False

    def test_a_longer_wait_is_not_shortened(self) -> None:
        now = 100.0
        breaker = Breaker(lambda: now)
        breaker.failed(300.0)
        breaker.failed(0.0)
        assert breaker.seconds_to_probe == 300

    def test_a_person_hurries_it_but_not_past_a_time_that_oto_named(self) -> None:
        now = 100.0
        breaker = Breaker(lambda: now)
        breaker.hurry()
        assert not breaker.is_open
        breaker.failed(300.0)
        breaker.hurry()
        assert breaker.may_probe
        breaker.failed(asked=60.0)
        breaker.failed()
        breaker.hurry()
        assert breaker.seconds_to_probe == 60
        now = 150.0
        breaker.hurry()
        assert breaker.seconds_to_probe == 10


class TestTasks:
    async def test_a_loop_that_fails_is_started_again_and_logged(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(tasks, "RESTART", 0.0)
        runs = []

        async def run() -> None:
            runs.append(1)
            if len(runs) < 3:
                raise ArithmeticError("odd")

        await tasks.keep("test loop", run)
        assert len(runs) == 3
        assert "test loop failed unexpectedly" in caplog.text

    async def test_it_ends_when_it_is_cancelled(self) -> None:
        begun = asyncio.Event()

        async def run() -> None:
            begun.set()
            await asyncio.Event().wait()

        task = asyncio.create_task(tasks.keep("test", run))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def test_waits_for_an_event_or_the_time(self) -> None:
        event = asyncio.Event()
        assert await tasks.wait(event, 0.0) is False
        event.set()
        assert await tasks.wait(event, 5.0) is True
        assert not event.is_set()


class TestLookUp:
    def holding(self, **fields: Any) -> FakeOto:
        oto = FakeOto()
        seen = at_oto(**fields)
        oto.at[seen.order_id] = seen
        return oto

    async def test_by_id_with_what_each_call_tells(self) -> None:
        seen = await look_up(self.holding(), samples.told())
        assert seen is not None
        assert (seen.status, seen.ref1, seen.phone) == ("new", samples.order().id, "966500000123")

    async def test_by_ref1_when_the_id_is_not_there(self) -> None:
        seen = await look_up(self.holding(order_id="other-program-7"), samples.told())
        assert seen is not None
        assert seen.order_id == "other-program-7"

    @pytest.mark.parametrize(
        ("there", "asked"), [("", "-2"), ("-2", "-3"), ("-3", "-2"), ("-2", "")]
    )
    async def test_another_number_of_send_again_is_not_this_one(
        self, there: str, asked: str
    ) -> None:
        from dataclasses import replace

        again = replace(samples.told(), order_id=f"{samples.ORDER_ID}{asked}")
        assert await look_up(self.holding(order_id=f"{samples.ORDER_ID}{there}"), again) is None

    async def test_surely_absent(self) -> None:
        assert await look_up(FakeOto(), samples.told()) is None

    @pytest.mark.parametrize("code", ["oto_denied", "oto_refused"])
    async def test_a_question_oto_does_not_take_proves_nothing_more(
        self, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def refused(_: str) -> OtoSeen | None:
            raise AppError(code, what="orderDetails", answer="x")

        oto = FakeOto()
        monkeypatch.setattr(oto, "find_by_ref1", refused)
        assert await look_up(oto, samples.told()) is None
        oto = self.holding()
        monkeypatch.setattr(oto, "order_details", refused)
        seen = await look_up(oto, samples.told())
        assert seen is not None
        assert seen.ref1 is None

    async def test_trouble_is_passed_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def down(_: str) -> OtoSeen | None:
            raise AppError("oto_down", status=503)

        oto = FakeOto()
        monkeypatch.setattr(oto, "find_by_ref1", down)
        with pytest.raises(AppError):
            await look_up(oto, samples.told())
        oto = self.holding()
        monkeypatch.setattr(oto, "order_details", down)
        with pytest.raises(AppError):
            await look_up(oto, samples.told())

    async def test_details_that_are_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def none(_: str) -> OtoSeen | None:
            return None

        oto = self.holding()
        monkeypatch.setattr(oto, "order_details", none)
        seen = await look_up(oto, samples.told())
        assert seen is not None
        assert seen.status == "new"
