"""Somebody else sends the same orders (rules.md section 2): the list, the flags, the pause."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core import second_sender as rule
from app.core.dispatch import OtoSeen, State
from app.core.errors import AppError
from app.core.order import Order
from app.engine import second_sender as module
from app.engine.second_sender import SecondSender
from app.store import choices, facts, pausing, queries, starting, status
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import FakeOto, Rig
from tests.unit.store.box import REFERENCE, numbered

#: Saudi time, as OTO's list has it.
OFFSET = timedelta(hours=3)


def looking(rig: Rig) -> SecondSender:
    return SecondSender(rig.box.ledger, rig.connections)


def stamp(at: datetime) -> str:
    return f"{at + OFFSET:%Y-%m-%d %H:%M:%S}"


def at_oto(rig: Rig, order: Order | None = None) -> Order:
    """An order of ours that OTO has and lists."""
    order = order or samples.order()
    record = rig.box.accepted(order)
    told = record.told
    assert told is not None
    rig.oto.at[told.order_id] = OtoSeen(
        told.order_id, f"9{order.reference}", "new", amount=told.amount,
        phone=told.customer.mobile, created_text=stamp(rig.box.now),
    )  # fmt: skip
    return order


def elsewhere(rig: Rig, order_id: str = "7001", minutes: float = 0, **more: Any) -> None:
    """The same order comes to OTO from somebody else."""
    fields: dict[str, Any] = {
        "order_id": order_id, "oto_id": f"8{order_id}", "status": "new",
        "amount": Decimal("86.25"), "phone": "500000123",
        "created_text": stamp(rig.box.now + timedelta(minutes=minutes)),
    }  # fmt: skip
    rig.oto.strangers.append(OtoSeen(**{**fields, **more}))


async def look(rig: Rig, minutes: float = 1) -> None:
    """The next look, that much later."""
    rig.box.later(minutes=minutes)
    await looking(rig).look_once()


def fact(rig: Rig) -> facts.SecondSenderFact:
    def get(txn: Txn) -> facts.SecondSenderFact | None:
        return facts.get(txn.connection, facts.SecondSenderFact)

    found = rig.box.do(get)
    assert found is not None
    return found


def pause(rig: Rig) -> facts.PauseFact | None:
    return rig.box.do(lambda txn: txn.context.pause)


def problem(rig: Rig) -> str | None:
    def get(txn: Txn) -> str | None:
        reader = queries.Reader(txn.connection, txn.context, txn.settings, txn.now)
        return status.problem_of(reader, running=True)[0]

    return rig.box.do(get)


class TestLook:
    async def test_the_first_one_is_told_and_stops_nothing(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig)
        await look(rig)
        assert rig.box.flags() == ["second_sender"]
        assert rig.box.record().flags[0]["params"] == {"other": "87001"}
        assert (pause(rig), problem(rig)) == (None, None)

    async def test_two_within_an_hour_pause_all_sending(self, rig: Rig) -> None:
        at_oto(rig)
        second = at_oto(rig, numbered(2))
        elsewhere(rig)
        elsewhere(rig, "7002")
        await look(rig)
        found = pause(rig)
        assert found is not None
        assert (found.why, found.until) == ("second_sender", None)
        assert problem(rig) == "second_sender"
        flagged = [*rig.box.flags(), *rig.box.flags(second.reference)]
        assert flagged.count("second_sender") == len(flagged) > 0
        rig.box.see(numbered(3))
        assert rig.box.claim() == []

    async def test_two_hours_apart_only_ring(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig)
        await look(rig)
        rig.box.later(hours=1, minutes=5)
        at_oto(rig, numbered(2, updated_at=rig.box.now, kitchen_done_at=rig.box.now))
        elsewhere(rig, "7002")
        await look(rig)
        assert rig.box.flags(2) == ["second_sender"]
        assert pause(rig) is None

    async def test_the_same_one_counts_once(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig)
        await look(rig)
        await look(rig)
        assert (len(rig.oto.named("orders")), pause(rig)) == (2, None)
        assert rig.box.kinds().count("flag") == 1

    async def test_what_this_ledger_sent_is_ours_whatever_oto_calls_it(self, rig: Rig) -> None:
        """OTO's list may show ids otherwise than it was told them: no alarm about ourselves."""
        at_oto(rig)
        rig.box.later(minutes=5)
        first = rig.box.record()
        at_oto(rig, numbered(2))
        rig.oto.at.clear()
        for order_id, oto_id in (("48210", first.row.oto_id), ("2", "900")):
            elsewhere(rig, order_id, oto_id=oto_id)
        await look(rig)
        assert (rig.box.flags(), rig.box.flags(2), pause(rig)) == ([], [], None)

    async def test_another_pc_of_the_shop_is_no_second_sender(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig, "F922240-99", oto_id="1")
        await look(rig)
        assert rig.box.flags() == []

    @pytest.mark.parametrize("how", ["cancelled", "wished"])
    async def test_one_of_ours_that_is_cancelled_has_no_second(self, rig: Rig, how: str) -> None:
        """Cancelled, and typed in by hand in OTO's own window."""
        at_oto(rig)
        rig.box.do(choices.cancel_at_oto, REFERENCE)
        if how == "cancelled":
            rig.box.cancelled_at_oto()
        elsewhere(rig)
        await look(rig)
        assert rig.box.flags() == []

    async def test_the_days_that_are_asked_for(self, rig: Rig) -> None:
        """Both by UTC's date and by the business's."""
        rig.box.now = samples.NOW.replace(hour=21, minute=10)
        fresh = samples.order(updated_at=rig.box.now, kitchen_done_at=rig.box.now)
        at_oto(rig, fresh)
        await look(rig)
        day = samples.NOW.date()
        assert rig.oto.named("orders") == [(day, day + timedelta(days=1))]


class TestWhenItLooks:
    async def test_not_before_something_of_ours_is_there(self, rig: Rig) -> None:
        await looking(rig).look_once()
        rig.box.see(samples.order())
        await looking(rig).look_once()
        assert rig.oto.calls == []

    async def test_each_minute_on_the_first_day_and_later_every_ten(self, rig: Rig) -> None:
        at_oto(rig)
        await look(rig)
        await look(rig, minutes=0.9)
        assert len(rig.oto.named("orders")) == 1
        await look(rig, minutes=0.1)
        assert len(rig.oto.named("orders")) == 2
        rig.box.later(hours=24)
        at_oto(rig, numbered(2, updated_at=rig.box.now, kitchen_done_at=rig.box.now))
        await look(rig)
        await look(rig, minutes=9)
        assert len(rig.oto.named("orders")) == 3
        await look(rig)
        assert len(rig.oto.named("orders")) == 4

    async def test_not_while_nothing_of_ours_could_meet_a_second(self, rig: Rig) -> None:
        at_oto(rig)
        await look(rig, minutes=36)
        await look(rig, minutes=1)
        assert len(rig.oto.named("orders")) == 1

    async def test_what_could_not_be_read_is_made_up_for(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig, minutes=3)
        rig.oto.trouble = AppError("oto_denied", what="orders")
        await look(rig)
        assert (fact(rig).trouble, fact(rig).looked_at) == ("oto_denied", None)
        since = fact(rig).trouble_since
        await look(rig, minutes=300)
        assert fact(rig).trouble_since == since
        rig.oto.trouble = None
        await look(rig)
        assert rig.box.flags() == ["second_sender"]
        assert fact(rig).trouble is None

    async def test_trouble_with_the_list_stops_nothing(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.trouble = AppError("oto_denied", what="orders")
        await look(rig)
        assert (rig.connections.oto_trouble, pause(rig), problem(rig)) == (None, None, None)
        rig.box.see(numbered(2))
        assert len(rig.box.claim()) == 1

    async def test_a_list_without_times_is_trouble_too(self, rig: Rig) -> None:
        at_oto(rig)
        (seen,) = rig.oto.at.values()
        rig.oto.at = {seen.order_id: replace(seen, created_text=None)}
        await look(rig)
        assert (fact(rig).trouble, fact(rig).looked_at) == ("oto_unreadable", None)

    async def test_not_without_oto_nor_while_it_is_in_trouble(self, rig: Rig) -> None:
        at_oto(rig)
        await rig.connections.oto_failed(AppError("oto_down", status=503))
        await look(rig)
        rig.connections.oto = None
        await look(rig)
        assert rig.oto.named("orders") == []

    async def test_the_older_interface_has_no_list(self, rig: Rig) -> None:
        at_oto(rig)
        rig.oto.generation = "v1"
        await look(rig)
        assert rig.oto.named("orders") == []

    async def test_what_an_earlier_oto_shows_is_not_taken(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig)
        old = rig.oto
        old.on_call = lambda: rig.connections._use_oto(FakeOto())
        await look(rig)
        assert (old.calls[-1][0], rig.box.flags()) == ("orders", [])

    async def test_again_and_again(self, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "EVERY", 0.0)
        monkeypatch.setattr(rule, "OFTEN", timedelta(0))
        at_oto(rig)
        async with rig.running(looking(rig).watch()):
            await rig.watch.until(lambda: len(rig.oto.named("orders")) >= 2)


class TestAnswered:
    async def suspected(self, rig: Rig) -> None:
        at_oto(rig)
        at_oto(rig, numbered(2))
        elsewhere(rig)
        elsewhere(rig, "7002")
        await look(rig)
        assert problem(rig) == "second_sender"

    async def test_resume_ends_it_and_the_same_ones_never_ring_again(self, rig: Rig) -> None:
        await self.suspected(rig)
        rig.box.do(pausing.resume)
        assert (pause(rig), problem(rig)) == (None, None)
        assert (rig.box.flags(), rig.box.flags(2)) == ([], [])
        for _ in range(3):
            await look(rig)
        assert (pause(rig), rig.box.flags(), rig.box.flags(2)) == (None, [], [])

    async def test_a_list_read_while_a_person_answered_rings_for_nothing(self, rig: Rig) -> None:
        """Its comparison began before the answer, and so knows nothing of it."""
        await self.suspected(rig)
        rig.oto.on_call = lambda: rig.box.do(pausing.resume)
        await look(rig)
        rig.oto.on_call = lambda: None
        assert (pause(rig), rig.box.flags(), rig.box.flags(2)) == (None, [], [])
        await look(rig)
        assert (pause(rig), rig.box.flags(), rig.box.flags(2)) == (None, [], [])

    async def test_those_that_are_new_do(self, rig: Rig) -> None:
        await self.suspected(rig)
        rig.box.do(pausing.resume)
        for number in (3, 4):
            rig.box.later(minutes=1)
            at_oto(rig, numbered(number, customer=samples.customer(phone=f"50000090{number}")))
            elsewhere(rig, f"700{number}", phone=f"50000090{number}")
            await look(rig)
            assert rig.box.flags(number) == ["second_sender"]
            assert (pause(rig) is None) == (number == 3)

    async def test_a_pause_by_a_person_does_not_put_an_end_to_it(self, rig: Rig) -> None:
        await self.suspected(rig)
        rig.box.do(pausing.pause, None, rig.box.now + timedelta(minutes=5))
        rig.box.later(minutes=6)
        assert problem(rig) == "second_sender"
        rig.box.see(numbered(5))
        assert rig.box.claim() == []

    async def test_it_outlasts_a_pause_by_a_person(self, rig: Rig) -> None:
        at_oto(rig)
        at_oto(rig, numbered(2))
        rig.box.do(pausing.pause, None, rig.box.now + timedelta(minutes=5))
        elsewhere(rig)
        elsewhere(rig, "7002")
        await look(rig)
        rig.box.later(minutes=6)
        assert problem(rig) == "second_sender"

    async def test_a_pause_of_its_own_is_over_without_an_answer_to_this(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig)
        await look(rig)
        rig.box.do(pausing.pause, None, None)
        rig.box.do(pausing.resume)
        assert rig.box.flags() == ["second_sender"]

    async def test_before_sending_was_started_it_stands_still_anyway(self, rig: Rig) -> None:
        at_oto(rig)
        at_oto(rig, numbered(2))
        setup = facts.PauseFact(rig.box.now, None, "setup")
        rig.box.do(lambda txn: facts.put(txn.connection, setup))
        elsewhere(rig)
        elsewhere(rig, "7002")
        await look(rig)
        assert pause(rig) == setup
        rig.box.do(starting.start)
        assert pause(rig) is None

    async def test_what_a_person_has_seen_still_counts_as_the_first(self, rig: Rig) -> None:
        at_oto(rig)
        elsewhere(rig)
        await look(rig)
        rig.box.do(choices.acknowledge, REFERENCE)
        assert rig.box.state() is State.SENT
        at_oto(rig, numbered(2))
        elsewhere(rig, "7002")
        await look(rig)
        assert problem(rig) == "second_sender"
