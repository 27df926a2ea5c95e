"""When nothing can be sent is written down as it comes and goes (rules.md section 2)."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from app.core.errors import AppError
from app.core.gaps import Cause, Gap
from app.engine import gaps as module
from app.engine.clock import Stopwatch
from app.engine.gaps import Gaps
from app.engine.poller import Poller
from app.engine.tracker import Tracker
from app.store import facts, pausing
from app.store.ledger import Txn
from tests.unit.engine.fakes import Rig

STARTED = asyncio.Event()
MINUTE = timedelta(minutes=1)
NO_REPLY = AppError("no_connection", service="OTO", host="o")


def kept(rig: Rig) -> facts.GapsFact:
    def get(txn: Txn) -> facts.GapsFact:
        return facts.get(txn.connection, facts.GapsFact) or facts.GapsFact()

    return rig.box.do(get)


def watching(rig: Rig, full: Sequence[bool] = ()) -> Gaps:
    """The watch of a program that has caught up; `full` says whether its disk is."""
    STARTED.set()
    return Gaps(rig.box.ledger, lambda: not full)


def lasting(rig: Rig) -> list[Cause]:
    return [gap.cause for gap in kept(rig).open]


class TestWatch:
    async def test_a_pause_is_seen_when_it_begins_and_ends(self, rig: Rig) -> None:
        watch = watching(rig)
        async with rig.running(watch.watch(STARTED)):
            began = rig.box.now
            await rig.box.ledger.write(pausing.pause, None, None)
            await rig.watch.until(lambda: lasting(rig) == [Cause.PAUSE])
            ended = rig.box.later(minutes=10)
            await rig.box.ledger.write(pausing.resume)
            await rig.watch.until(lambda: kept(rig).over != ())
        assert kept(rig) == facts.GapsFact((), (Gap(Cause.PAUSE, began, ended),))
        watch.close()

    async def test_a_pause_that_ends_by_itself_needs_no_news(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slept: list[float] = []

        async def wait(_event: Any, seconds: float) -> None:
            slept.append(seconds)
            rig.box.later(seconds=seconds)
            if len(slept) == 4:
                raise EndError

        monkeypatch.setattr(module, "wait", wait)
        await rig.box.ledger.write(pausing.pause, None, rig.box.now + 1.5 * MINUTE)
        watch = watching(rig)
        with pytest.raises(EndError):
            await watch.watch(STARTED)
        watch.close()
        assert slept == [60.0, pytest.approx(30.01), 60.0, 60.0]
        assert [gap.cause for gap in kept(rig).over] == [Cause.PAUSE]

    async def test_a_disk_that_is_full_until_it_is_not(self, rig: Rig) -> None:
        full = [True]
        watch = watching(rig, full)
        async with rig.running(watch.watch(STARTED)):
            await rig.watch.until(lambda: lasting(rig) == [Cause.DISK])
            full.clear()
            rig.pass_time(0)
            await rig.watch.until(lambda: lasting(rig) == [])
        watch.close()

    async def test_until_foodics_has_answered_the_clock_may_be_wrong(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "FIRST_LOOK", 0.0)
        await rig.box.ledger.write(pausing.pause, None, None)
        watch = watching(rig)
        async with rig.running(watch.watch(asyncio.Event())):
            await rig.watch.until(lambda: lasting(rig) == [Cause.PAUSE])
        watch.close()

    async def test_oto_in_trouble_until_it_works_again(self, rig: Rig) -> None:
        watch = watching(rig)
        async with rig.running(watch.watch(STARTED)):
            await rig.connections.oto_failed(NO_REPLY)
            await rig.watch.until(lambda: lasting(rig) == [Cause.OTO])
            await rig.connections.oto_well()
            await rig.watch.until(lambda: lasting(rig) == [])
        watch.close()

    async def test_what_an_earlier_run_wrote_of_oto_ends_without_an_order(self, rig: Rig) -> None:
        await rig.connections.oto_failed(NO_REPLY)
        watch = watching(rig)
        # Another run: it knows of no trouble, and nothing is to be sent.
        rig.connections.oto_trouble = None
        async with rig.running(watch.watch(STARTED)):
            await rig.watch.until(lambda: lasting(rig) == [Cause.OTO])
            assert await Tracker(rig.box.ledger, rig.connections, rig.gate).account_once()
            await rig.watch.until(lambda: lasting(rig) == [])
        watch.close()


class EndError(Exception):
    """Enough."""


class TestBetweenPolls:
    def polling(self, rig: Rig) -> Poller:
        watch = Stopwatch(wall=lambda: rig.wall, monotonic=lambda: rig.monotonic)
        return Poller(rig.box.ledger, rig.connections, rig.clock, stopwatch=watch)

    async def poll(self, rig: Rig, poller: Poller, minutes: float = 0) -> list[Cause]:
        rig.pass_time(minutes * 60)
        await poller._poll(rig.foodics)
        return sorted(gap.cause for gap in kept(rig).over)

    async def test_the_program_was_off(self, rig: Rig) -> None:
        assert await self.poll(rig, self.polling(rig)) == []
        began = rig.box.now
        assert await self.poll(rig, self.polling(rig), 90) == [Cause.OFF]
        assert kept(rig).over == (Gap(Cause.OFF, began, rig.box.now),)

    async def test_started_again_while_foodics_did_not_answer(self, rig: Rig) -> None:
        await self.poll(rig, self.polling(rig))
        again = self.polling(rig)
        rig.foodics.trouble = AppError("no_connection", service="Foodics", host="f")
        assert await self.poll(rig, again, 1) == []
        rig.foodics.trouble = None
        assert await self.poll(rig, again, 1) == [Cause.FOODICS, Cause.OFF]

    async def test_foodics_did_not_answer(self, rig: Rig) -> None:
        poller = self.polling(rig)
        await self.poll(rig, poller)
        rig.foodics.trouble = AppError("no_connection", service="Foodics", host="f")
        await self.poll(rig, poller, 1)
        rig.foodics.trouble = None
        assert await self.poll(rig, poller, 1) == [Cause.FOODICS]
        assert await self.poll(rig, poller, 0.5) == [Cause.FOODICS]

    async def test_one_look_took_too_long(self, rig: Rig) -> None:
        poller = self.polling(rig)
        await self.poll(rig, poller)
        assert await self.poll(rig, poller, 2) == [Cause.FOODICS]

    async def test_a_token_that_was_refused(self, rig: Rig) -> None:
        poller = self.polling(rig)
        await self.poll(rig, poller)
        refused = AppError("foodics_token_refused")
        await rig.connections.foodics_failed(refused, rig.foodics)
        asked = len(rig.foodics.after)
        async with rig.running(poller.live()):
            await rig.settled()
            assert len(rig.foodics.after) == asked
            rig.pass_time(300)
            await rig.connections.foodics_well()
            poller.poll_soon()
            await rig.watch.until(lambda: kept(rig).over != ())
        assert [gap.cause for gap in kept(rig).over] == [Cause.FOODICS]
