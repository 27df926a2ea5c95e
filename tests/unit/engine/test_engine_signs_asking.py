"""Does OTO answer at all? Asked beside a call that is long in coming (design.md section 3)."""

import asyncio
from typing import Any

import pytest

from app.core.errors import AppError
from app.engine import signs as module
from app.engine.signs import Signs
from tests.unit.engine.fakes import LOST, FakeOto, Rig
from tests.unit.engine.test_engine_signs import ODD, asked, signs, trouble

__all__ = ["signs"]


class TestWondering:
    async def test_a_lost_reply_makes_us_ask_once(self, rig: Rig, signs: Signs) -> None:
        rig.oto.trouble = AppError("oto_limit", seconds="60", retry_after=60.0)
        await signs.answered(rig.oto, 1, LOST)
        assert not signs.breaker.is_open
        await asked(signs)
        assert (trouble(rig), rig.oto.why_asked) == ("oto_limit", 1)
        signs.breaker.hurry()
        assert signs.breaker.seconds_to_probe == 60

    async def test_a_time_is_named_only_by_oto(self, rig: Rig, signs: Signs) -> None:
        rig.oto.trouble = AppError("oto_down", status=503)
        await signs.answered(rig.oto, 1, LOST)
        await asked(signs)
        signs.breaker.hurry()
        assert signs.breaker.may_probe

    async def test_an_answer_that_came_needs_no_asking(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, ODD)
        await asked(signs)
        assert rig.oto.why_asked == 0

    async def test_an_oto_that_answers_is_in_no_trouble(self, rig: Rig, signs: Signs) -> None:
        await signs.answered(rig.oto, 1, LOST)
        await asked(signs)
        assert (trouble(rig), signs.breaker.is_open, rig.oto.why_asked) == (None, False, 1)

    async def test_again_only_after_a_while(self, rig: Rig, signs: Signs) -> None:
        for at, times in ((0.0, 1), (module.SLOW - 0.1, 1), (module.SLOW, 2)):
            rig.monotonic = at
            signs._wonder(rig.oto)
            await asked(signs)
            assert rig.oto.why_asked == times

    async def test_not_while_the_outage_is_known(self, rig: Rig, signs: Signs) -> None:
        signs.breaker.failed()
        signs._wonder(rig.oto)
        await asked(signs)
        assert rig.oto.why_asked == 0

    async def test_one_question_at_a_time(
        self, rig: Rig, signs: Signs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        go_on, within = asyncio.Event(), []

        async def slow(seconds: float) -> AppError | None:
            within.append(seconds)
            await go_on.wait()
            return None

        monkeypatch.setattr(rig.oto, "why_silent", slow)
        signs._wonder(rig.oto)
        rig.monotonic = 100.0
        signs._wonder(rig.oto)
        await asyncio.sleep(0)
        go_on.set()
        await asked(signs)
        assert within == [module.ANSWERS_WITHIN]

    @pytest.mark.parametrize("meanwhile", ["another oto", "known"])
    async def test_old_news_is_no_news(self, rig: Rig, signs: Signs, meanwhile: str) -> None:
        rig.oto.trouble = AppError("oto_down", status=503)
        old = rig.oto
        signs._wonder(old)
        if meanwhile == "known":
            signs.breaker.failed(300.0)
        else:
            rig.use_oto(FakeOto())
        await asked(signs)
        assert (old.why_asked, trouble(rig)) == (1, None)

    async def test_asked_beside_the_calls_but_through_the_same_gate(
        self, rig: Rig, signs: Signs
    ) -> None:
        for _ in range(4):
            await rig.gate.acquire()
        signs._wonder(rig.oto)
        for _ in range(5):
            await asyncio.sleep(0)
        assert rig.oto.why_asked == 0
        rig.gate.release()
        await asked(signs)
        assert rig.oto.why_asked == 1

    async def test_at_the_end_nothing_is_asked_any_more(
        self, rig: Rig, signs: Signs, caplog: pytest.LogCaptureFixture
    ) -> None:
        for _ in range(4):
            await rig.gate.acquire()
        signs._wonder(rig.oto)
        await signs.close()
        assert (signs._wondering, caplog.text) == (None, "")
        rig.gate.release()
        assert rig.oto.why_asked == 0

    async def test_a_call_that_is_quick_is_not_watched_any_more(
        self, rig: Rig, signs: Signs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        loop, begun = asyncio.get_running_loop(), []
        later = loop.call_later

        def call_later(delay: float, *rest: Any) -> asyncio.TimerHandle:
            begun.append((delay, later(delay, *rest)))
            return begun[-1][1]

        monkeypatch.setattr(loop, "call_later", call_later)
        with signs.watching(rig.oto):
            ((delay, timer),) = begun
            assert (delay, timer.cancelled()) == (15.0, False)
        assert timer.cancelled()
