"""What is still to be changed at OTO, where it does not go smoothly (rules.md section 6)."""

import asyncio
from collections import deque
from decimal import Decimal

import pytest

from app.core.order import OrderStatus
from app.store import choices
from tests.unit.core import samples
from tests.unit.engine.fakes import Rig
from tests.unit.engine.test_engine_tracker import REFUSED, at_oto, granting, tracking, wish


class TestCancel:
    async def test_a_shipment_that_is_going_is_not_cancelled_twice(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """OTO would refuse that, and a person would be called for nothing."""
        monkeypatch.setattr("app.engine.wishes.SHIPMENT_LOOKS", 2)
        at_oto(rig, "shipmentCreated", shipment_id="S1")
        wishes = granting(rig)
        async with rig.running(wishes.grant()):
            rig.box.changed(samples.order(), status=OrderStatus.VOID)
            for look in (1, 2, 3):
                await rig.watch.until(lambda: len(rig.oto.named("order_status")) == look)  # noqa: B023
                await rig.settled()
                assert len(rig.oto.named("cancel_shipment")) == 1
                rig.box.later(seconds=5)
                wishes._wake.set()
            await rig.watch.until(lambda: len(rig.oto.named("cancel_shipment")) == 2)
        assert rig.box.flags() == []

    async def test_a_person_who_comes_too_late_is_told_so(self, rig: Rig) -> None:
        """Nothing was voided: the words of a void would be wrong."""
        at_oto(rig, "pickedUp")
        async with rig.running(granting(rig).grant()):
            rig.box.do(choices.cancel_at_oto, samples.order().reference)
            await rig.watch.until(lambda: wish(rig) is None)
        assert rig.box.flags() == ["cancel_too_late"]

    async def test_a_reply_that_was_on_its_way_rings_for_nothing(self, rig: Rig) -> None:
        """The bulk look was asked for before, and shows now what a person wished for."""
        at_oto(rig, "canceled")
        rig.oto.open.clear()
        looking = asyncio.create_task(tracking(rig).look_once())
        await rig.watch.until(lambda: bool(rig.oto.named("history")))
        rig.box.do(choices.cancel_at_oto, samples.order().reference)
        await asyncio.to_thread(rig.box.cancelled_at_oto)
        rig.oto.open.set()
        await looking
        assert (rig.box.flags(), rig.box.record().row.stage) == ([], "cancelled")


class TestUpdate:
    async def updating(self, rig: Rig) -> None:
        """One round of wishes after another total."""
        async with rig.running(granting(rig).grant()):
            rig.box.changed(samples.order(), total=Decimal("90.25"))
            await rig.watch.until(lambda: wish(rig) is None)

    async def test_finished_meanwhile_is_a_note(self, rig: Rig) -> None:
        at_oto(rig, "delivered")
        await self.updating(rig)
        assert (wish(rig), rig.box.flags(), rig.oto.named("update")) == (None, [], [])
        assert "changed" in [event["data"].get("note") for event in rig.box.events()]

    async def test_what_is_new_is_said_with_it(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.does["update"] = deque([REFUSED])
        await self.updating(rig)
        (flag,) = rig.box.record().flags
        assert flag["params"] == {"amount": "86.25 → 90.25", "code": "OTO1110"}

    async def test_each_change_rings_also_where_it_says_the_same(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.does["update"] = deque([REFUSED, REFUSED])
        edited = samples.order(customer=samples.customer(phone="500000777"))
        async with rig.running(granting(rig).grant()):
            edited = rig.box.changed(edited)
            await rig.watch.until(lambda: rig.box.flags() == ["changed_after_sending"])
            rig.box.do(choices.acknowledge, edited.reference)
            rig.box.changed(edited, customer=samples.customer(phone="500000888"))
            await rig.watch.until(lambda: len(rig.oto.named("update")) == 2)
            await rig.watch.until(lambda: wish(rig) is None)
        assert rig.box.flags() == ["changed_after_sending"]
