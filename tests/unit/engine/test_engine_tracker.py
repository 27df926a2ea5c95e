"""What became of orders at OTO, and the changes to be made there (rules.md section 6)."""

import asyncio
from collections import deque
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.core.dispatch import Answer, OtoSeen, Outcome, State
from app.core.errors import AppError
from app.core.order import OrderStatus
from app.engine import tracker as module
from app.engine.tracker import Tracker
from app.engine.wishes import Wishes
from app.oto.client import Account
from app.store import facts
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import FakeOto, Rig

ID = samples.ORDER_ID
REFUSED = Answer(Outcome.OURS, code="OTO1110", http=400)
LATER = Answer(Outcome.UNKNOWN, code="timeout", breaks=True)


def granting(rig: Rig) -> Wishes:
    return Wishes(rig.box.ledger, rig.connections, rig.gate)


def tracking(rig: Rig) -> Tracker:
    return Tracker(rig.box.ledger, rig.connections, rig.gate)


def at_oto(rig: Rig, status: str = "new", **more: Any) -> None:
    rig.box.accepted()
    rig.oto.at[ID] = OtoSeen(ID, "900", status, **more)


def put(rig: Rig, status: str, shipment_id: str | None = None) -> None:
    rig.oto.at[ID] = OtoSeen(ID, "900", status, shipment_id=shipment_id)


def wish(rig: Rig) -> str | None:
    found = rig.box.record().row.wish
    return None if found is None else str(found)


class TestLook:
    async def test_all_unfinished_in_one_call(self, rig: Rig) -> None:
        at_oto(rig, "pickedUp", driver_name="Ali")
        tracker = tracking(rig)
        await tracker.look_once()
        assert rig.oto.named("history") == [[ID]]
        row = rig.box.record().row
        assert (row.oto_status, row.stage) == ("pickedUp", "on_the_way")

    async def test_nothing_to_look_at_asks_nothing(self, rig: Rig) -> None:
        await tracking(rig).look_once()
        rig.box.accepted()
        rig.connections.oto = None
        await tracking(rig).look_once()
        assert rig.oto.calls == []

    @pytest.mark.parametrize("code", ["oto_down", "oto_limit", "oto_token_refused", "timeout"])
    async def test_with_nothing_to_send_it_notices_that_oto_is_in_trouble(
        self, rig: Rig, code: str
    ) -> None:
        at_oto(rig)
        rig.oto.trouble = AppError(code)
        tracker = tracking(rig)
        await tracker.look_once()
        assert rig.connections.oto_trouble is rig.oto.trouble
        await tracker.look_once()
        assert len(rig.oto.named("history")) == 1  # nobody asks any more until it is over

    async def test_trouble_of_this_one_call_waits_a_minute(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def answers(_seconds: float = 15.0) -> None:
            return None

        at_oto(rig)
        monkeypatch.setattr(rig.oto, "why_silent", answers)
        for code in ("oto_down", "oto_refused"):
            rig.oto.trouble = AppError(code)
            await tracking(rig).look_once()
            assert rig.connections.oto_trouble is None

    async def test_that_oto_takes_no_new_orders_does_not_stop_it(self, rig: Rig) -> None:
        at_oto(rig)
        await rig.connections.oto_failed(AppError("oto_account", answer="OTO1006"))
        await tracking(rig).look_once()
        assert rig.oto.named("history")

    async def test_again_and_again(self, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "EVERY", 0.0)
        at_oto(rig)
        async with rig.running(tracking(rig).look()):
            await rig.watch.until(lambda: len(rig.oto.named("history")) >= 2)

    async def test_one_that_the_list_leaves_out_is_looked_up_alone(self, rig: Rig) -> None:
        rig.box.accepted()
        tracker = tracking(rig)
        await tracker.look_once()
        assert rig.oto.named("order_status") == []
        rig.oto.trouble = None
        await tracker.look_once()
        assert (rig.oto.named("order_status"), rig.box.flags()) == ([ID], ["not_at_oto"])
        put(rig, "pickedUp")
        await tracker.look_once()
        assert rig.box.record().row.oto_status == "pickedUp"

    @pytest.mark.parametrize("down", [True, False])
    async def test_the_list_may_be_wrong(self, rig: Rig, down: bool) -> None:
        at_oto(rig, "pickedUp")

        async def nothing(_: Any) -> dict[str, OtoSeen]:
            return {}

        async def trouble(_: str) -> OtoSeen | None:
            raise AppError("oto_down", status=503)

        rig.oto.history = nothing  # type: ignore[method-assign, assignment]
        if down:
            rig.oto.order_status = trouble  # type: ignore[method-assign, assignment]
        tracker = tracking(rig)
        await tracker.look_once()
        await tracker.look_once()
        assert rig.box.record().row.oto_status == ("new" if down else "pickedUp")
        assert rig.box.flags() == []


class TestCancel:
    async def test_without_a_shipment_the_order_and_otos_word_for_it(self, rig: Rig) -> None:
        at_oto(rig)
        wishes = granting(rig)
        shown = deque(["new", "canceled"])
        status = rig.oto.order_status

        async def order_status(order_id: str) -> OtoSeen | None:
            put(rig, shown.popleft())
            return await status(order_id)

        rig.oto.order_status = order_status  # type: ignore[method-assign]
        async with rig.running(wishes.grant()):
            rig.box.changed(samples.order(), status=OrderStatus.VOID)
            await rig.watch.until(lambda: wish(rig) is None)
        row = rig.box.record().row
        assert rig.oto.named("cancel_order") == [ID]
        assert (row.oto_status, row.stage, row.finished) == ("canceled", "cancelled", True)

    async def cancelling(self, rig: Rig) -> None:
        """One round of wishes after a void."""
        wishes = granting(rig)
        async with rig.running(wishes.grant()):
            rig.box.changed(samples.order(), status=OrderStatus.VOID)
            await rig.watch.until(
                lambda: (
                    wish(rig) is None
                    or (rig.box.record().row.wish is not None and "later" in str(rig.box.events()))
                )
            )
            await rig.settled()
        wishes.close()

    async def test_it_is_never_cancelled_by_our_word_alone(self, rig: Rig) -> None:
        at_oto(rig)
        await self.cancelling(rig)
        assert (wish(rig), rig.box.record().row.oto_status) == ("cancel", "new")

    async def test_with_a_shipment_that_first_then_the_order(self, rig: Rig) -> None:
        at_oto(rig, "shipmentCreated", shipment_id="S1")
        await tracking(rig).look_once()
        await self.cancelling(rig)
        assert rig.oto.named("cancel_shipment") == [(ID, "S1")]
        # Whether OTO goes on showing the number of a cancelled shipment is not known.
        put(rig, "shipmentCanceled", shipment_id="S1")
        rig.box.later(seconds=5)
        async with rig.running(granting(rig).grant()):
            await rig.watch.until(lambda: rig.oto.named("cancel_order") == [ID])

    async def test_picked_up_meanwhile_needs_a_person(self, rig: Rig) -> None:
        at_oto(rig, "pickedUp")
        await self.cancelling(rig)
        assert (wish(rig), rig.box.flags()) == (None, ["ended_after_pickup"])

    async def test_finished_meanwhile_is_a_note(self, rig: Rig) -> None:
        at_oto(rig, "delivered")
        await self.cancelling(rig)
        assert (wish(rig), rig.box.flags()) == (None, [])

    async def test_not_at_oto_is_believed_the_second_time_and_needs_a_person(
        self, rig: Rig
    ) -> None:
        rig.box.accepted()
        async with rig.running(granting(rig).grant()):
            rig.box.changed(samples.order(), status=OrderStatus.VOID)
            await rig.watch.until(lambda: len(rig.oto.named("order_status")) == 1)
            await rig.settled()
            assert (wish(rig), rig.box.flags()) == ("cancel", [])
        wishes = granting(rig)
        for _ in range(2):
            rig.box.later(seconds=60)
            before = len(rig.oto.named("order_status"))
            async with rig.running(wishes.grant()):
                await rig.watch.until(lambda: len(rig.oto.named("order_status")) > before)  # noqa: B023
                await rig.settled()
        assert (wish(rig), rig.box.flags()) == (None, ["not_at_oto"])

    async def test_refused_needs_a_person_and_is_tried_again(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.does["cancel_order"] = deque([REFUSED])
        await self.cancelling(rig)
        assert (wish(rig), rig.box.flags()) == ("cancel", ["cancel_refused"])
        put(rig, "canceled")
        rig.box.later(seconds=60)
        async with rig.running(granting(rig).grant()):
            await rig.watch.until(lambda: wish(rig) is None)
        assert rig.box.flags() == []

    @pytest.mark.parametrize("where", ["status", "answer", "confirm"])
    async def test_trouble_is_tried_again_in_a_minute(self, rig: Rig, where: str) -> None:
        at_oto(rig)
        down = AppError("oto_down", status=503)
        match where:
            case "status":
                rig.oto.trouble = down
            case "answer":
                rig.oto.does["cancel_order"] = deque([LATER])
            case _:
                cancel = rig.oto.cancel_order

                async def cancel_order(order_id: str) -> Answer:
                    answer = await cancel(order_id)
                    rig.oto.trouble = down
                    return answer

                rig.oto.cancel_order = cancel_order  # type: ignore[method-assign]
        await self.cancelling(rig)
        assert (wish(rig), rig.box.flags()) == ("cancel", [])

    async def test_gone_at_the_confirmation_is_cancelled(self, rig: Rig) -> None:
        at_oto(rig)
        cancel = rig.oto.cancel_order

        async def cancel_order(order_id: str) -> Answer:
            del rig.oto.at[order_id]
            return await cancel(order_id)

        rig.oto.cancel_order = cancel_order  # type: ignore[method-assign]
        await self.cancelling(rig)
        assert wish(rig) is None

    async def test_waits_for_oto_to_be_connected(self, rig: Rig) -> None:
        at_oto(rig)
        rig.connections.oto = None
        rig.box.changed(samples.order(), status=OrderStatus.VOID)
        async with rig.running(granting(rig).grant()):
            await rig.settled()
        assert rig.oto.calls == []


class TestUpdate:
    async def updating(self, rig: Rig, **changes: Any) -> None:
        wishes = granting(rig)
        async with rig.running(wishes.grant()):
            rig.box.changed(samples.order(), **(changes or {"total": Decimal("90.25")}))
            await rig.watch.until(lambda: wish(rig) is None or "later" in str(rig.box.events()))
            await rig.settled()
        wishes.close()

    async def test_tells_the_new_total_and_keeps_what_was_told(self, rig: Rig) -> None:
        at_oto(rig)
        await self.updating(rig)
        (told,) = rig.oto.named("update")
        row = rig.box.record().row
        assert rig.box.record().told == told
        assert (row.amount, row.amount_due) == (Decimal("90.25"), Decimal("90.25"))

    async def test_too_late_needs_a_person(self, rig: Rig) -> None:
        at_oto(rig, "shipmentCreated")
        await self.updating(rig)
        assert rig.oto.named("update") == []
        assert rig.box.flags() == ["changed_after_sending"]

    async def test_refused_needs_a_person(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.does["update"] = deque([REFUSED])
        await self.updating(rig)
        assert (wish(rig), rig.box.flags()) == (None, ["changed_after_sending"])

    async def test_trouble_is_tried_again(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.does["update"] = deque([LATER])
        await self.updating(rig)
        assert (wish(rig), rig.box.flags()) == ("update", [])

    @pytest.mark.parametrize("answer", [Answer(Outcome.ACCEPTED), LATER])
    async def test_a_void_while_it_is_on_its_way_is_not_lost(
        self, rig: Rig, answer: Answer
    ) -> None:
        at_oto(rig)
        edited = samples.order(total=Decimal("90.25"), updated_at=samples.NOW)
        update = rig.oto.update_order

        async def update_order(order: Any) -> Answer:
            await update(order)
            await asyncio.to_thread(rig.box.changed, edited, status=OrderStatus.VOID)
            return answer

        rig.oto.update_order = update_order  # type: ignore[method-assign]
        async with rig.running(granting(rig).grant()):
            rig.box.see(edited)
            await rig.watch.until(lambda: rig.oto.named("cancel_order") == [ID])

    async def test_an_edit_while_it_is_on_its_way_is_told_too(self, rig: Rig) -> None:
        at_oto(rig)
        edited = samples.order(total=Decimal("90.25"), updated_at=samples.NOW)
        update = rig.oto.update_order
        edits = deque([Decimal("95.25")])

        async def update_order(order: Any) -> Answer:
            if edits:
                await asyncio.to_thread(rig.box.changed, edited, total=edits.popleft())
            return await update(order)

        rig.oto.update_order = update_order  # type: ignore[method-assign]
        async with rig.running(granting(rig).grant()):
            rig.box.see(edited)
            await rig.watch.until(lambda: len(rig.oto.named("update")) == 2)
            await rig.watch.until(lambda: wish(rig) is None)
        assert rig.box.record().row.amount == Decimal("95.25")


class TestAccount:
    def fact(self, rig: Rig) -> facts.OtoFact:
        def look(txn: Txn) -> facts.OtoFact | None:
            return facts.get(txn.connection, facts.OtoFact)

        found = rig.box.do(look)
        assert found is not None
        return found

    async def test_doors_and_wallet_are_read_at_the_start_and_half_hourly(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "ACCOUNT_EVERY", 0.0)
        monkeypatch.setattr(module, "EVERY", 0.0)
        rig.box.see(samples.order())
        rig.oto.doors = []
        async with rig.running(tracking(rig).account()):
            await rig.watch.until(lambda: len(rig.oto.named("check")) >= 2)
            await rig.settled()
        assert rig.box.reasons() == ["no_pickup"]
        assert (self.fact(rig).account, self.fact(rig).credit) == ("Nakhla", "100.50")

    async def test_a_door_that_a_list_leaves_out_is_given_up_the_second_time(
        self, rig: Rig
    ) -> None:
        rig.box.see(samples.order())
        tracker, doors = tracking(rig), rig.oto.doors
        for found, all_there, reasons in (
            ([], False, []),
            (doors, True, []),
            ([], False, []),
            ([], False, ["no_pickup"]),
            (doors, True, []),
        ):
            rig.oto.doors = found
            assert await tracker.account_once() is all_there
            assert rig.box.reasons() == reasons

    @pytest.mark.parametrize("denied", ["pickup_locations", "check"])
    async def test_what_the_plan_denies_hides_nothing_else(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch, denied: str
    ) -> None:
        async def no() -> None:
            raise AppError("oto_denied", what=denied)

        monkeypatch.setattr(rig.oto, denied, no)
        rig.box.see(samples.order())
        rig.oto.doors = [replace(samples.PICKUP, active=False)]
        assert await tracking(rig).account_once() is False
        shown = (self.fact(rig).credit, rig.box.reasons())
        assert shown == (("100.50", []) if denied == "pickup_locations" else (None, ["no_pickup"]))

    async def test_trouble_stops_nothing(self, rig: Rig) -> None:
        rig.oto.trouble = AppError("oto_denied", what="pickups")
        assert await tracking(rig).account_once() is False
        rig.connections.oto = None
        assert await tracking(rig).account_once() is False

    async def test_what_an_earlier_oto_says_is_not_kept(self, rig: Rig) -> None:
        rig.oto.doors = []
        rig.oto.open.clear()
        old = rig.oto
        reading = asyncio.create_task(tracking(rig).account_once())
        await rig.watch.until(lambda: bool(old.calls))
        rig.use_oto(FakeOto())
        old.open.set()
        await reading
        rig.box.see(samples.order())
        assert rig.box.state() is State.QUEUED

    async def test_without_a_wallet(self, rig: Rig) -> None:
        from app.oto.client import Account

        rig.oto.account = Account()
        await tracking(rig).account_once()
        assert self.fact(rig).credit is None

    async def test_of_an_account_that_was_forgotten(self, rig: Rig) -> None:
        rig.box.do(lambda txn: facts.forget(txn.connection, facts.OtoFact))
        assert await tracking(rig).account_once() is True


class TestBack:
    """OTO is back, and nothing is there to be sent that would show it."""

    DOWN = AppError("oto_silent", why="timeout")

    async def test_is_noticed(self, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "BACK_EVERY", 0.0)
        await rig.connections.oto_failed(self.DOWN)
        rig.oto.trouble = self.DOWN
        asked: list[int] = []

        async def health() -> bool:
            asked.append(1)
            rig.watch.poke()
            return rig.oto.trouble is None

        monkeypatch.setattr(rig.oto, "health", health)
        async with rig.running(tracking(rig).back()):
            await rig.watch.until(lambda: bool(asked))
            assert rig.connections.oto_trouble is self.DOWN
            rig.oto.trouble = None
            await rig.watch.until(lambda: rig.connections.oto_trouble is None)

    @pytest.mark.parametrize("code", ["oto_token_refused", "oto_account"])
    async def test_a_refusal_is_not_over_because_oto_answers(self, rig: Rig, code: str) -> None:
        await rig.connections.oto_failed(AppError(code))
        await tracking(rig).back_once()
        assert rig.connections.oto_trouble is not None

    async def test_whether_a_refused_token_is_taken_again_is_asked_now_and_then(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []

        async def check() -> Account:
            asked.append(1)
            if len(asked) == 1:
                raise AppError("oto_token_refused")
            return rig.oto.account

        monkeypatch.setattr(rig.oto, "check", check)
        tracker = tracking(rig)
        await rig.connections.oto_failed(AppError("oto_token_refused"))
        for _ in range(2 * module.REFUSED_TURNS):
            assert rig.connections.oto_trouble is not None
            await tracker.back_once()
        assert rig.connections.oto_trouble is None
        assert len(asked) == 2

    async def test_a_time_that_oto_names_is_kept(self, rig: Rig) -> None:
        tracker = tracking(rig)
        await rig.connections.oto_failed(AppError("oto_limit", seconds="60", retry_after=60.0))
        await tracker.back_once()
        assert rig.connections.oto_trouble is not None
        rig.monotonic += 60
        await tracker.back_once()
        assert rig.connections.oto_trouble is None

    async def test_an_order_on_its_way_knows_better(self, rig: Rig) -> None:
        rig.box.see(samples.order())
        await rig.connections.oto_failed(self.DOWN)
        await tracking(rig).back_once()
        assert rig.connections.oto_trouble is self.DOWN

    async def test_unless_it_cannot_go_and_tries_nothing(self, rig: Rig) -> None:
        rig.box.see(samples.order())
        await rig.connections.oto_failed(self.DOWN)
        rig.monotonic += module.UNTRIED - 1
        await tracking(rig).back_once()
        assert rig.connections.oto_trouble is self.DOWN
        rig.monotonic += 1
        await tracking(rig).back_once()
        assert rig.connections.oto_trouble is None

    async def test_without_trouble_or_oto_nothing_is_asked(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rig.oto, "health", None)
        await tracking(rig).back_once()
        await rig.connections.oto_failed(self.DOWN)
        rig.connections.oto = None
        await tracking(rig).back_once()

    async def test_news_that_came_meanwhile_count(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        newer = AppError("oto_down", status=503)

        async def health() -> bool:
            await rig.connections.oto_failed(newer)
            return True

        monkeypatch.setattr(rig.oto, "health", health)
        await rig.connections.oto_failed(self.DOWN)
        await tracking(rig).back_once()
        assert rig.connections.oto_trouble is newer
