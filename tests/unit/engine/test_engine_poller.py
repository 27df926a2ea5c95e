"""Polling and reconciling: real ledger, Foodics by hand (design.md section 3, "Cadence")."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.core.dispatch import State
from app.core.errors import AppError
from app.core.order import UnreadableOrder
from app.engine import branch_list
from app.engine import poller as module
from app.engine import reconciler as reconciling
from app.engine.clock import Stopwatch
from app.engine.poller import Poller
from app.engine.reconciler import Reconciler
from app.foodics.walk import Page
from app.pacing import Priority
from app.store import choices, facts, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import Rig
from tests.unit.store.box import REFERENCE, numbered

S = timedelta(seconds=1)


def polling(rig: Rig) -> Poller:
    watch = Stopwatch(wall=lambda: rig.wall, monotonic=lambda: rig.monotonic)
    return Poller(rig.box.ledger, rig.connections, rig.clock, stopwatch=watch)


def cursor(rig: Rig) -> Any:
    def look(txn: Txn) -> Any:
        return facts.get(txn.connection, facts.CursorFact)

    return rig.box.do(look)


def set_cursor(rig: Rig, at: Any) -> None:
    rig.box.do(lambda txn: facts.put(txn.connection, facts.CursorFact(at, at)))


async def polled(rig: Rig, poller: Poller) -> None:
    await poller._poll(rig.foodics)


class TestLive:
    async def test_a_page_and_its_cursor_are_one_transaction(self, rig: Rig) -> None:
        set_cursor(rig, samples.STARTED)
        rig.foodics.pages.append([Page((samples.order(),), samples.READY)])
        poller = polling(rig)
        await polled(rig, poller)
        assert rig.box.state() is State.QUEUED
        assert cursor(rig).at == samples.READY
        await polled(rig, poller)
        # After the gap before the start every type is looked at, then deliveries alone.
        assert rig.foodics.after == [
            (samples.STARTED - 15 * S, False, Priority.LIVE),
            (samples.READY - 15 * S, True, Priority.LIVE),
        ]

    async def test_a_new_ledger_looks_an_hour_back(self, rig: Rig) -> None:
        await polled(rig, polling(rig))
        assert rig.foodics.after[0][0] == rig.box.now - timedelta(minutes=60) - 15 * S
        assert cursor(rig).at == rig.box.now - timedelta(minutes=60)
        assert cursor(rig).last_good_poll_at == rig.box.now

    async def test_after_long_the_last_two_days_are_caught_up_with(self, rig: Rig) -> None:
        set_cursor(rig, rig.box.now - timedelta(days=9))
        await polled(rig, polling(rig))
        assert rig.foodics.after[0][0] == rig.box.now - timedelta(days=2) - 15 * S

    async def test_a_poll_cut_short_keeps_what_it_had(self, rig: Rig) -> None:
        set_cursor(rig, samples.STARTED)
        poller = polling(rig)

        async def broken(*_: Any, **__: Any) -> Any:
            yield Page((samples.order(),), samples.OPENED)
            yield Page((numbered(1),), None)
            raise AppError("foodics_down", status=502)

        rig.foodics.changes = broken  # type: ignore[method-assign]
        await polled(rig, poller)
        assert [rig.box.state(), rig.box.state(1)] == [State.QUEUED, State.QUEUED]
        assert cursor(rig).at == samples.OPENED
        assert (poller.is_fresh, poller.caught_up.is_set()) == (False, False)
        assert rig.connections.foodics_trouble is not None

    async def test_the_cursor_never_goes_back(self, rig: Rig) -> None:
        set_cursor(rig, samples.NOW)
        rig.foodics.pages.append([Page((), samples.READY), Page((), None)])
        await polled(rig, polling(rig))
        assert cursor(rig).at == samples.NOW

    async def test_an_unreadable_row_does_not_cost_the_page(self, rig: Rig) -> None:
        rig.foodics.pages.append(
            [Page((UnreadableOrder("u", 7, "total"), samples.order()), samples.READY)]
        )
        await polled(rig, polling(rig))
        assert rig.box.faults() == {"u": "total"}
        assert rig.box.state() is State.QUEUED

    async def test_the_clock_is_remembered_when_it_moved(self, rig: Rig) -> None:
        def offset(txn: Txn) -> float | None:
            found = facts.get(txn.connection, facts.ClockFact)
            return found.offset if found else None

        poller = polling(rig)
        await polled(rig, poller)
        assert rig.box.do(offset) == 0
        rig.clock.heard(samples.NOW + timedelta(seconds=30), rig.monotonic)
        await polled(rig, poller)
        assert rig.box.do(offset) == pytest.approx(30.5)
        await polled(rig, poller)

    async def test_polls_at_once_when_told_and_again_by_itself(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        poller = polling(rig)
        async with rig.running(poller.live()):
            await rig.watch.until(lambda: len(rig.foodics.after) == 1)
            poller.poll_soon()
            await rig.watch.until(lambda: len(rig.foodics.after) == 2)
        monkeypatch.setattr(module, "ACTIVE", 0.0)
        monkeypatch.setattr(rig.foodics.pacer, "spacing", lambda _: 0.0)
        async with rig.running(poller.live()):
            await rig.watch.until(lambda: len(rig.foodics.after) == 5)

    @pytest.mark.parametrize("active", [True, False])
    async def test_every_5_s_with_an_active_branch_and_else_every_30(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch, active: bool
    ) -> None:
        waits: list[float | None] = []

        async def wait(event: Any, seconds: float | None) -> bool:
            waits.append(seconds)
            rig.watch.poke()
            await event.wait()
            return True

        monkeypatch.setattr(module, "wait", wait)
        if not active:
            rig.box.do(setup.deactivate, ["B01"])
        async with rig.running(polling(rig).live()):
            await rig.watch.until(lambda: bool(waits))
        assert waits[0] == pytest.approx(5 if active else 30, abs=1.5)

    @pytest.mark.parametrize("code", ["foodics_token_refused", "foodics_scope"])
    async def test_a_refused_token_stops_all_calls_until_another_comes(
        self, rig: Rig, code: str
    ) -> None:
        poller = polling(rig)
        rig.connections.on_change.append(poller.poll_soon)
        rig.foodics.trouble = AppError(code, scope="orders.list")
        async with rig.running(poller.live()):
            await rig.watch.until(lambda: rig.connections.foodics_trouble is not None)
            for _ in range(3):
                poller.poll_soon()
                await rig.settled()
            assert len(rig.foodics.after) == 1
            rig.foodics.trouble = None
            rig.connections._use_foodics(rig.foodics)
            await rig.watch.until(lambda: len(rig.foodics.after) == 2)

    async def test_without_foodics_it_waits(self, rig: Rig) -> None:
        poller = polling(rig)
        rig.connections.foodics = None
        async with rig.running(poller.live()):
            await rig.settled()
        assert rig.foodics.after == []

    async def test_what_an_exchanged_client_says_is_no_news(self, rig: Rig) -> None:
        old = rig.foodics
        old.trouble = AppError("foodics_token_refused")
        rig.connections.foodics = None
        await polling(rig)._poll(old)
        assert rig.connections.foodics_trouble is None


class TestFreshness:
    async def test_lasts_sixty_seconds_from_the_last_good_poll(self, rig: Rig) -> None:
        poller = polling(rig)
        assert poller.is_fresh is False
        await polled(rig, poller)
        assert poller.is_fresh is True
        rig.monotonic += 60
        assert poller.is_fresh is True
        rig.monotonic += 1
        assert poller.is_fresh is False

    async def test_ends_with_the_sleep_of_the_pc(self, rig: Rig) -> None:
        poller = polling(rig)
        await polled(rig, poller)
        rig.wall += 3600
        assert poller.is_fresh is False

    async def test_a_failed_poll_does_not_renew_it(self, rig: Rig) -> None:
        poller = polling(rig)
        await polled(rig, poller)
        rig.monotonic += 61
        rig.foodics.trouble = AppError("foodics_down", status=500)
        await polled(rig, poller)
        assert poller.is_fresh is False


class TestWide:
    @pytest.fixture(autouse=True)
    def _at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "WIDE_EVERY", 0.0)

    async def test_sees_other_types_over_three_minutes(self, rig: Rig) -> None:
        poller = polling(rig)
        await polled(rig, poller)
        rig.box.see(samples.order())
        gone = replace(samples.order(), type=1, updated_at=samples.NOW)
        rig.foodics.pages.append([Page((gone,), samples.NOW)])
        async with rig.running(poller.wide()):
            await rig.watch.until(lambda: rig.box.reasons() == ["not_delivery"])
        after, delivery_only, priority = rig.foodics.after[1]
        assert (after, delivery_only, priority) == (
            rig.clock.now() - timedelta(seconds=180), False, Priority.REST,
        )  # fmt: skip
        assert cursor(rig).at < samples.READY

    async def test_trouble_is_noted_and_it_goes_on(self, rig: Rig) -> None:
        poller = polling(rig)
        await polled(rig, poller)
        rig.foodics.trouble = AppError("foodics_down", status=500)
        async with rig.running(poller.wide()):
            await rig.watch.until(lambda: len(rig.foodics.after) >= 3)
        assert rig.connections.foodics_trouble is not None

    async def test_not_while_the_live_poll_is_in_trouble(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        async with rig.running(poller.wide()):
            await rig.settled()
        assert rig.foodics.after == []


class TestById:
    async def test_what_a_person_let_go_is_read_at_once_and_then_goes(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        order = samples.order(original_order_id="x")
        rig.foodics.by_id[order.id] = order
        rig.box.see(order)
        async with rig.running(poller.by_id()):
            await rig.settled()
            rig.box.do(choices.release, REFERENCE)
            poller.read_soon()
            await rig.watch.until(lambda: not rig.box.record().row.read_first)
        assert rig.foodics.read == [(order.id, Priority.PERSON)]
        assert len(rig.box.claim()) == 1

    async def test_held_ones_every_minute_with_what_the_limit_leaves(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        order = samples.order(original_order_id="x")
        rig.box.see(order)
        rig.box.later(seconds=61)
        rig.foodics.by_id[order.id] = replace(order, original_order_id=None, updated_at=samples.NOW)
        async with rig.running(poller.by_id()):
            await rig.watch.until(lambda: rig.box.state() is State.QUEUED)
        assert rig.foodics.read == [(order.id, Priority.REST)]

    async def test_one_that_is_gone_is_held(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        rig.box.see(samples.order(original_order_id="x"))
        rig.box.do(choices.release, REFERENCE)
        async with rig.running(poller.by_id()):
            await rig.watch.until(lambda: rig.box.state() is State.HELD)

    async def test_trouble_lets_others_have_their_turn(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        for n in (1, 2):
            rig.box.see(numbered(n, original_order_id="x"))
            rig.box.do(choices.release, n)
            rig.box.later(seconds=1)
        rig.foodics.trouble = AppError("foodics_down", status=500)
        async with rig.running(poller.by_id()):
            for count in (1, 2):
                await rig.watch.until(lambda: len(rig.foodics.read) >= count)  # noqa: B023
                poller.read_soon()
        assert {read[0] for read in rig.foodics.read[:2]} == {"id-1", "id-2"}

    async def test_not_without_foodics(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        rig.connections.foodics = None
        rig.box.see(samples.order(original_order_id="x"))
        rig.box.do(choices.release, REFERENCE)
        async with rig.running(poller.by_id()):
            await rig.settled()
        assert rig.foodics.read == []


class TestBranchList:
    async def test_is_read_when_an_order_names_a_branch_nobody_knows(self, rig: Rig) -> None:
        poller = polling(rig)
        rig.foodics.pages.append([Page((samples.order(branch_id="new"),), samples.READY)])
        new = replace(samples.FOODICS_BRANCH, id="new", reference="B09")
        rig.foodics.found = [*rig.foodics.found, new]

        def named() -> bool:
            def look(txn: Txn) -> bool:
                branch = txn.context.by_id.get("new")
                return branch is not None and branch.rule.foodics.reference == "B09"

            return rig.box.do(look)

        async with rig.running(poller.branches()):
            await polled(rig, poller)
            await rig.watch.until(lambda: rig.foodics.lists == 1)
            await rig.settled()
            assert named()

    async def test_an_active_branch_that_it_leaves_out_is_given_up_the_second_time(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(branch_list, "AGAIN", 0.0)
        poller = polling(rig)
        poller.caught_up.set()
        rig.box.see(samples.order())
        whole, rig.foodics.found = rig.foodics.found, []
        states: list[str] = []
        rig.foodics.on_call = lambda: states.append(",".join(rig.box.reasons()))
        async with rig.running(poller.branches()):
            poller._branch_list.wake.set()
            while rig.foodics.lists < 3:
                await rig.settled()
            assert states[:3] == ["", "", "branch_inactive"]
            rig.foodics.found = whole
            while rig.box.reasons():
                await rig.settled()

    async def test_its_troubles_are_noted_but_a_missing_scope_stops_nothing(self, rig: Rig) -> None:
        poller = polling(rig)
        poller.caught_up.set()
        rig.foodics.trouble = AppError("foodics_scope", scope="general.read")
        async with rig.running(poller.branches()):
            poller._branch_list.wake.set()
            await rig.watch.until(lambda: rig.foodics.lists == 1)
            await rig.settled()
            assert rig.connections.foodics_usable
            rig.foodics.trouble = AppError("foodics_down", status=500)
            poller._branch_list.wake.set()
            await rig.watch.until(lambda: rig.connections.foodics_trouble is not None)
            rig.connections.foodics = None
            poller._branch_list.wake.set()
            await rig.settled()
            assert rig.foodics.lists == 2


class TestReconciler:
    TODAY = date(2026, 11, 23)
    YESTERDAY = date(2026, 11, 22)

    def made(self, rig: Rig) -> Reconciler:
        return Reconciler(rig.box.ledger, rig.connections, polling(rig), rig.clock)

    async def test_reads_today_and_yesterday_whole(self, rig: Rig) -> None:
        rig.foodics.day_pages[self.YESTERDAY] = [Page((samples.order(),), None)]
        assert await self.made(rig).reconcile() is True
        assert rig.foodics.days == [(self.TODAY, 0), (self.YESTERDAY, 0)]
        assert rig.box.state() is State.QUEUED

    async def test_by_the_businesss_date(self, rig: Rig) -> None:
        rig.box.later(hours=3)
        await self.made(rig).reconcile()
        assert rig.foodics.days[0][0] == date(2026, 11, 24)

    async def test_goes_on_where_it_stood(self, rig: Rig) -> None:
        reconciler = self.made(rig)

        async def broken(*_: Any, **__: Any) -> Any:
            yield Page((numbered(500), numbered(700)), None)
            raise AppError("foodics_limit", seconds=5)

        whole = rig.foodics.of_day
        rig.foodics.of_day = broken  # type: ignore[method-assign]
        assert await reconciler.reconcile() is False
        rig.foodics.of_day = whole  # type: ignore[method-assign]
        assert await reconciler.reconcile() is True
        assert rig.foodics.days == [(self.TODAY, 700), (self.YESTERDAY, 0)]
        rig.foodics.days.clear()
        assert await reconciler.reconcile() is True
        assert rig.foodics.days[0] == (self.TODAY, 0)

    async def test_yesterday_alone_when_it_stood_there(self, rig: Rig) -> None:
        fact = facts.ReconcileFact("2026-11-22", 90)
        rig.box.do(lambda txn: facts.put(txn.connection, fact))
        await self.made(rig).reconcile()
        assert rig.foodics.days == [(self.YESTERDAY, 90)]

    async def test_not_without_foodics(self, rig: Rig) -> None:
        rig.connections.foodics = None
        assert await self.made(rig).reconcile() is False

    async def test_begins_after_the_first_poll_and_comes_back(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reconciling, "EVERY", 0.0)
        poller = polling(rig)
        reconciler = Reconciler(rig.box.ledger, rig.connections, poller, rig.clock)
        async with rig.running(reconciler.run()):
            await rig.settled()
            assert rig.foodics.days == []
            await polled(rig, poller)
            await rig.watch.until(lambda: len(rig.foodics.days) >= 4)


class TestSleep:
    async def test_after_a_gap_it_looks_at_once_and_believes_the_first_date(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "BEAT", 0.001)
        poller = polling(rig)
        await polled(rig, poller)
        rig.clock.heard(rig.clock.now(), rig.monotonic)
        watching = asyncio.create_task(poller.awake())
        await asyncio.sleep(0)  # its first beat
        assert poller.is_fresh
        assert not poller._wake.is_set()
        rig.wall += 30  # asleep: the monotonic clock stood still
        await asyncio.wait_for(poller._wake.wait(), 10)
        assert (poller.is_fresh, rig.clock.known) == (False, False)
        await polled(rig, poller)
        assert poller.is_fresh
        watching.cancel()
