"""The dispatcher's single decisions: what it asks of the ledger, and what wakes it."""

import asyncio
import math
from typing import Any, ClassVar

import pytest

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.core.events import Event, Notice
from app.engine import steps
from app.engine.dispatcher import Dispatcher
from app.engine.steps import Step
from app.store.claims import Send
from app.store.outcomes import Sent
from tests.unit.core import samples
from tests.unit.engine.busy import ENDED, in_flight
from tests.unit.engine.fakes import FakeOto, Rig


def event(kind: str) -> Event:
    return Event(samples.NOW, kind, 1, 1, None, {})


class TestHears:
    @pytest.mark.parametrize(
        ("told", "wakes", "speaks"),
        [
            ([event("attempt")], False, 0),
            ([event("lookup")], False, 0),
            ([event("shown")], False, 0),
            ([event("attempt"), event("shown")], False, 0),
            ([event("seen")], True, 0),
            ([event("state")], True, 0),
            ([event("attempt"), event("state")], True, 0),
            ([event("edited")], True, 1),
            ([event("person")], True, 1),
            ([event("state"), event("edited")], True, 1),
            ([Notice(samples.NOW, "settings", {})], True, 1),
        ],
    )
    async def test_what_gives_it_something_to_do_and_what_speaks_against_claims(
        self, idle: Dispatcher, told: list[Event | Notice], wakes: bool, speaks: int
    ) -> None:
        before = idle._changes
        idle._heard(told)
        # At once: a call may begin before the loop hears of anything.
        assert idle._changes - before == speaks
        await asyncio.sleep(0)
        assert idle._wake.is_set() is wakes

    async def test_after_the_end_it_hears_nothing(self, rig: Rig) -> None:
        dispatcher = rig.dispatcher
        await dispatcher.finish()
        dispatcher._wake.clear()
        rig.box.see(samples.order())
        await asyncio.sleep(0)
        await rig.connections.oto_well()
        rig.use_oto(FakeOto())
        assert not dispatcher._wake.is_set()
        assert dispatcher._signs.mended is False

    async def test_another_oto_is_a_new_start_once(self, rig: Rig, idle: Dispatcher) -> None:
        idle._breaker.failed(300.0)
        rig.use_oto(FakeOto())
        assert (idle._signs.take_mended(), idle._wake.is_set()) == (True, True)
        idle._connection_changed()
        assert idle._signs.mended is False

    async def test_a_trouble_that_somebody_else_found_over_is_tried_at_once(
        self, rig: Rig, idle: Dispatcher
    ) -> None:
        idle._breaker.failed(300.0)
        rig.connections.oto_trouble = AppError("oto_down", status=503)
        idle._connection_changed()
        assert (idle._breaker.may_probe, idle._wake.is_set()) == (False, True)
        rig.connections.oto_trouble = None
        idle._connection_changed()
        assert idle._breaker.may_probe

    async def test_a_person_asks_to_try_now(self, idle: Dispatcher) -> None:
        idle._breaker.failed(300.0)
        idle.probe_soon()
        assert (idle._breaker.may_probe, idle._wake.is_set()) == (True, True)


class TestAsksTheLedger:
    """What a step may claim, by how OTO is doing."""

    @pytest.fixture
    def asked(self, idle: Dispatcher, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        """What the last step said."""
        said: dict[str, Any] = {"gives": 0}

        async def write(work: object, ended: object, **told: Any) -> Step:
            assert work is steps.step
            said.update(told, ended=ended)
            return Step([None] * said["gives"], (), None, samples.NOW, 0, False)  # type: ignore[list-item]

        monkeypatch.setattr(idle._ledger, "write", write)
        return said

    def put(self, how: str, rig: Rig, dispatcher: Dispatcher) -> None:
        """OTO and the dispatcher are so."""
        calls, ahead, down = self.HOW.get(how, (0, 0, None))
        in_flight(dispatcher, calls, ahead)
        dispatcher._backlog = "backlog" in how
        rig.fresh = how != "not fresh"
        if how == "no oto":
            rig.connections.oto = None
        if how == "rests":
            rig.connections._oto_rest_until = math.inf
        if down is not None:
            dispatcher._breaker.failed()
            rig.monotonic += down
        if how == "answers look-ups":
            dispatcher._breaker.looked_up()
        dispatcher._signs._refused = how == "refuses"

    #: Calls in flight, claims ahead, seconds since OTO is down.
    HOW: ClassVar[dict[str, tuple[int, int, float | None]]] = {
        "down": (0, 0, 14),
        "probe due": (0, 0, 15),
        "probe on its way": (1, 0, 15),
        "answers look-ups": (0, 0, 1),
        "refuses": (0, 0, 1),
        "two calls": (2, 0, None),
        "four calls": (4, 0, None),
        "backlog at work": (2, 6, None),
        "backlog and full": (4, 9, None),
    }

    @pytest.mark.parametrize(
        ("how", "claims", "probing", "any_time"),
        [
            ("well", (4, 4), False, False),
            ("not fresh", (0, 4), False, False),
            ("no oto", (0, 0), False, False),
            ("rests", (0, 0), False, False),
            ("down", (0, 0), True, True),
            ("probe due", (1, 1), True, True),
            ("probe on its way", (0, 0), True, True),
            ("answers look-ups", (1, 4), False, True),
            ("refuses", (0, 4), False, True),
            ("two calls", (2, 2), False, False),
            ("four calls", (0, 0), False, False),
            ("backlog", (12, 4), False, False),
            ("backlog at work", (4, 0), False, False),
            ("backlog and full", (0, 0), False, False),
        ],
    )
    async def test_how_much(
        self,
        rig: Rig,
        idle: Dispatcher,
        asked: dict[str, Any],
        how: str,
        claims: tuple[int, int],
        probing: bool,
        any_time: bool,
    ) -> None:
        self.put(how, rig, idle)
        await idle._step()
        assert (asked["sends"], asked["look_ups"]) == claims
        assert (asked["probing"], asked["any_time"]) == (probing, any_time)

    async def test_with_what_ended_and_what_it_knew(
        self, idle: Dispatcher, asked: dict[str, Any]
    ) -> None:
        idle._ended, idle._changes, idle._signs.mended = [ENDED], 7, True
        await idle._step()
        assert (asked["ended"], asked["seen"], asked["mended"]) == ([ENDED], 7, True)
        await idle._step()
        assert (asked["ended"], asked["mended"]) == ([], False)

    @pytest.mark.parametrize(
        ("calls", "gives", "backlog"), [(0, 4, True), (0, 3, False), (3, 1, True), (0, 0, False)]
    )
    async def test_whoever_takes_all_that_may_be_claimed_has_a_backlog(
        self, idle: Dispatcher, asked: dict[str, Any], calls: int, gives: int, backlog: bool
    ) -> None:
        in_flight(idle, calls)
        asked["gives"] = gives
        await idle._step()
        assert idle._backlog is backlog

    async def test_a_full_house_says_nothing_of_it(
        self, idle: Dispatcher, asked: dict[str, Any]
    ) -> None:
        idle._backlog = True
        in_flight(idle, 4, ahead=8)
        await idle._step()
        assert (asked["sends"], idle._backlog) == (0, True)

    async def test_while_the_ledger_is_not_fresh_there_is_none(
        self, rig: Rig, idle: Dispatcher, asked: dict[str, Any]
    ) -> None:
        idle._backlog, rig.fresh = True, False
        in_flight(idle, 4, ahead=4)
        await idle._step()
        assert (asked["sends"], idle._backlog) == (0, False)

    async def test_what_cannot_be_written_is_kept_in_its_order(
        self, idle: Dispatcher, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meanwhile = Sent(2, Answer(Outcome.UNKNOWN), 0.0, 0.0)

        async def full(*_: Any, **__: Any) -> Step:
            idle._ended.append(meanwhile)
            raise AppError("ledger_unwritable", path="x", why="disk full")

        idle._ended, idle._signs.mended = [ENDED], True
        monkeypatch.setattr(idle._ledger, "write", full)
        with pytest.raises(AppError):
            await idle._step()
        assert (idle._ended, idle._signs.mended) == ([ENDED, meanwhile], True)


@pytest.mark.parametrize(("calls", "begun"), [(4, 0), (3, 1), (0, 4)])
async def test_no_more_than_four_are_begun_whatever_is_claimed(
    idle: Dispatcher, monkeypatch: pytest.MonkeyPatch, calls: int, begun: int
) -> None:
    async def call(_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(idle, "_send", call)
    send = Send(1, 1, samples.told())
    in_flight(idle, calls)
    idle._start(Step([send] * 6, (), None, samples.NOW, 0, False))
    assert (len(idle._tasks) - calls, len(idle._ahead)) == (begun, 6 - begun)
    for task in list(idle._tasks)[calls:]:
        task.cancel()
    await asyncio.gather(*list(idle._tasks)[calls:], return_exceptions=True)
