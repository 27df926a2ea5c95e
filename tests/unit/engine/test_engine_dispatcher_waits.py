"""How long the dispatcher waits before it looks again (design.md section 3)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.core.dispatch import Answer, Outcome, State
from app.engine import dispatcher as module
from app.engine.dispatcher import Dispatcher
from app.engine.steps import Step
from tests.unit.core import samples
from tests.unit.engine.busy import ENDED, in_flight
from tests.unit.engine.fakes import Rig
from tests.unit.store.box import numbered


class TestUntilNext:
    def step(self, due: float | None) -> Step:
        at = None if due is None else samples.NOW + timedelta(seconds=due)
        return Step((), (), at, samples.NOW, 0, False)

    @pytest.mark.parametrize(
        ("due", "seconds"),
        [(None, 5.0), (2.0, 2.0), (0.5, 0.5), (0.0, 5.0), (-1.0, 5.0), (60, 5.0)],
    )
    async def test_what_is_due_or_the_slow_tick(
        self, idle: Dispatcher, due: float | None, seconds: float
    ) -> None:
        assert idle._until_next(self.step(due)) == seconds

    @pytest.mark.parametrize(("passed", "seconds"), [(0, 5.0), (12, 3.0), (15, 5.0)])
    async def test_while_oto_is_down_the_next_probe(
        self, rig: Rig, idle: Dispatcher, passed: float, seconds: float
    ) -> None:
        idle._breaker.failed()
        rig.monotonic += passed
        assert idle._until_next(self.step(1.0)) == seconds

    async def test_what_ended_is_recorded_at_once(self, idle: Dispatcher) -> None:
        idle._ended = [ENDED]
        assert idle._until_next(self.step(2.0)) == 0.0


class TestGathers:
    """In a backlog it waits for a call to end, and a moment for others."""

    @pytest.fixture
    def waits(
        self, idle: Dispatcher, monkeypatch: pytest.MonkeyPatch
    ) -> tuple[list[float], list[Callable[[], bool]]]:
        """How long it waited each time, and what happens meanwhile."""
        lefts: list[float] = []
        happens: list[Callable[[], bool]] = []

        async def wait(_: asyncio.Event, seconds: float) -> bool:
            lefts.append(round(seconds, 3))
            return happens.pop(0)()

        self.now = 100.0
        clock: Any = type("Clock", (), {"time": lambda _: self.now})()
        monkeypatch.setattr(module, "wait", wait)
        monkeypatch.setattr(idle, "_loop", clock)
        in_flight(idle, 4, ahead=4)
        return lefts, happens

    def passes(self, seconds: float, *, woken: bool = True) -> Callable[[], bool]:
        def happen() -> bool:
            self.now += seconds
            return woken

        return happen

    async def test_until_one_has_ended_and_others_with_it(
        self, idle: Dispatcher, waits: tuple[list[float], list[Callable[[], bool]]]
    ) -> None:
        lefts, happens = waits

        def ends() -> bool:
            idle._ended.append(ENDED)
            return self.passes(1.0)()

        happens += [self.passes(1.0), ends, self.passes(0.04), self.passes(0.06)]
        await idle._gather()
        assert lefts == [5.0, 4.0, 0.1, 0.06]

    async def test_no_longer_than_the_slow_tick(
        self, idle: Dispatcher, waits: tuple[list[float], list[Callable[[], bool]]]
    ) -> None:
        lefts, happens = waits
        happens += [self.passes(4.5), self.passes(0.5, woken=False)]
        await idle._gather()
        assert lefts == [5.0, 0.5]

    @pytest.mark.parametrize("what", ["nothing ahead", "ends", "mended", "down"])
    async def test_not_at_all(
        self,
        idle: Dispatcher,
        waits: tuple[list[float], list[Callable[[], bool]]],
        what: str,
    ) -> None:
        lefts, _ = waits
        match what:
            case "nothing ahead":
                idle._ahead.clear()
            case "ends":
                idle._finishing = True
            case "mended":
                idle._signs.mended = True
            case _:
                idle._breaker.failed()
        await idle._gather()
        assert lefts == []


async def test_calls_go_on_by_what_was_claimed_ahead_though_the_disk_is_slow(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.oto.open.clear()
    disk = asyncio.Event()
    async with rig.sending() as dispatcher:
        rig.box.see(*[numbered(n) for n in range(1, 9)])
        await rig.watch.until(lambda: rig.box.state(8) is State.SENDING)
        right = dispatcher._step

        async def slow() -> Step:
            await disk.wait()
            return await right()

        monkeypatch.setattr(dispatcher, "_step", slow)
        rig.oto.open.set()
        await rig.watch.until(lambda: len(rig.oto.created) == 8)
        disk.set()
        await rig.watch.until(lambda: rig.box.state(8) is State.SENT)


async def test_whatever_a_call_came_to_is_recorded_at_once(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it says nothing of OTO, so that nothing else wakes the dispatcher."""
    monkeypatch.setattr(module, "TICK", 3600.0)
    rig.oto.answers.append(Answer(Outcome.UNKNOWN, code="internal"))
    async with rig.sending():
        rig.box.see(numbered(1))
        await rig.watch.until(lambda: "attempt" in rig.box.kinds(1))
