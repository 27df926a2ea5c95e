"""Returns, and what Foodics changed while OTO was being told (rules.md section 6)."""

from decimal import Decimal
from typing import Any

import pytest

from app.core.dispatch import Outcome, State
from app.core.order import DeliveryStatus, OrderStatus, OrderType
from app.store import choices, facts
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto

MADA = samples.payment(name="Mada", kind=2, method="m2")


def a_return(number: int = 1, total: str = "86.25", **changes: Any) -> Any:
    """A return order that names the sample order."""
    return samples.order(
        id=f"ret-{number}", reference=48300 + number, status=OrderStatus.RETURNED,
        original_order_id=samples.order().id, total=Decimal(total), **changes,
    )  # fmt: skip


def said(box: Box, kind: str) -> list[dict[str, Any]]:
    """What lines of this kind say in the order's history, without its state."""
    lines = [event["data"] for event in box.events() if event["kind"] == kind]
    return [{name: of for name, of in line.items() if name != "state"} for line in lines]


class TestReturnBeforeSending:
    @pytest.mark.parametrize(
        ("total", "note", "whole", "state", "reason"),
        [
            ("86.25", "returned", True, State.CANCELLED, "returned"),
            ("-86.25", "returned", True, State.CANCELLED, "returned"),
            ("100.00", "returned", True, State.CANCELLED, "returned"),
            ("86.24", "part_returned", False, State.HELD, "held_by_person"),
        ],
    )
    def test_all_of_it_cancels_and_a_part_waits_for_a_yes(
        self, box: Box, total: str, note: str, whole: bool, state: State, reason: str
    ) -> None:
        box.see(samples.order())
        box.see(a_return(total=total))
        assert (box.state(), reason in box.reasons()) == (state, True)
        assert said(box, "edited") == [{"changes": [note]}]
        assert box.record().returns == {"ret-1": whole}

    def test_each_is_remembered(self, box: Box) -> None:
        box.see(samples.order())
        box.see(a_return(1, "20.00"))
        box.see(a_return(2, "30.00"))
        assert box.record().returns == {"ret-1": False, "ret-2": False}

    def test_a_part_while_oto_is_being_told_is_held_only_if_it_comes_back(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.see(a_return(total="20.00"))
        assert (box.state(), box.record().row.held) == (State.SENDING, False)
        assert said(box, "edited") == [{"changes": ["part_returned"]}]
        box.ends(send, Outcome.ACCEPTED, oto_id="1")
        assert box.state() is State.SENT


class TestReturnAfterSending:
    def test_all_of_it_is_cancelled_at_oto(self, box: Box) -> None:
        box.accepted()
        box.see(a_return())
        assert box.record().row.wish == "cancel"
        assert {"note": "returned"} in said(box, "oto")

    @pytest.mark.parametrize("status", ["pickedUp", "delivered"])
    def test_by_how_far_the_courier_is(self, box: Box, status: str) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto(status))
        box.see(a_return())
        record = box.record()
        assert record.row.wish is None
        if status == "pickedUp":
            assert record.flags == [{"code": "ended_after_pickup", "params": {"why": "returned"}}]
        else:
            assert (record.flags, said(box, "oto")) == ([], [{"note": "returned"}])

    def test_a_part_says_how_much(self, box: Box) -> None:
        box.accepted()
        box.see(a_return(total="-20.00"))
        assert box.record().flags == [{"code": "part_returned", "params": {"amount": "20.00"}}]
        assert (box.state(), box.record().row.held) == (State.SENT, False)

    def test_a_second_part_of_the_same_amount_is_news_though_the_first_was_seen(
        self, box: Box
    ) -> None:
        box.accepted()
        box.see(a_return(1, "20.00"))
        box.do(choices.acknowledge, REFERENCE)
        box.see(a_return(1, "20.00"))
        assert box.flags() == []
        box.see(a_return(2, "20.00"))
        assert box.flags() == ["part_returned"]

    def test_measured_by_what_oto_was_told(self, box: Box) -> None:
        """The total may have been changed since, which OTO does not know yet."""
        box.accepted()
        box.changed(samples.order(), total=Decimal("60.00"))
        box.see(a_return(total="60.00"))
        assert box.record().returns == {"ret-1": False}


class TestWhileOtoWasBeingTold:
    """No later poll shows as a change what came between the claim and the answer."""

    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"status": OrderStatus.VOID}, "voided"),
            ({"type": OrderType.DINE_IN}, "not_delivery"),
            ({"status": OrderStatus.VOID, "type": OrderType.DINE_IN}, "not_delivery"),
            ({}, "returned"),
        ],
    )
    @pytest.mark.parametrize("status", ["new", "pickedUp"])
    def test_what_ended_it(self, box: Box, changes: dict[str, Any], why: str, status: str) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        if changes:
            box.changed(samples.order(), **changes)
        else:
            box.see(a_return())
        box.ends(send, Outcome.UNKNOWN)
        box.looked_up(send.key, at_oto(status))
        record = box.record()
        if status == "new":
            assert (record.row.wish, said(box, "oto")[0]) == ("cancel", {"note": why})
        else:
            assert record.flags == [{"code": "ended_after_pickup", "params": {"why": why}}]

    @pytest.mark.parametrize(
        ("allowed", "changes", "flags"),
        [
            ("own_driver", {"driver_id": "d1"}, []),
            (None, {"driver_id": "d1"}, ["own_driver_after_sending"]),
            ("dispatched_elsewhere", {"delivery_status": DeliveryStatus.EN_ROUTE}, []),
            (None, {"delivery_status": DeliveryStatus.EN_ROUTE},
             ["dispatched_elsewhere_after_sending"]),
        ],
    )  # fmt: skip
    def test_who_else_brings_it_but_for_what_a_person_allowed(
        self, box: Box, allowed: str | None, changes: dict[str, Any], flags: list[str]
    ) -> None:
        if allowed is None:
            box.see(samples.order())
        else:
            box.see(samples.order(**changes))
            box.do(choices.unskip, REFERENCE)
            box.do(choices.read_done, samples.order().id, found=True)
        (send,) = box.claim()
        if allowed is None:
            box.changed(samples.order(), **changes)
        box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200)
        assert box.flags() == flags

    def test_paid_by_card_meanwhile_needs_a_person(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.changed(samples.order(), payments=(MADA,))
        box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200)
        assert box.flags() == ["already_paid"]

    def test_paid_by_card_before_is_known(self, box: Box) -> None:
        box.see(samples.order(payments=(MADA,)))
        (send,) = box.claim()
        box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200)
        assert (box.flags(), box.record().row.wish, said(box, "oto")) == ([], None, [])

    def test_without_a_currency_it_is_taken_all_the_same(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.do(lambda txn: facts.forget(txn.connection, facts.CurrencyFact))
        assert box.ends(send, Outcome.ACCEPTED, oto_id="1", http=200) is State.SENT


class TestAgain:
    """The same flag once a person has seen it: only if OTO would be told something else."""

    def test_another_phone_is_news_and_another_note_is_not(self, box: Box) -> None:
        send = box.unknown()
        box.looked_up(send.key, at_oto("goingToPickup"))
        order = box.changed(samples.order(), customer=samples.customer(phone="500000777"))
        assert box.flags() == ["changed_after_sending"]
        box.do(choices.acknowledge, REFERENCE)
        order = box.changed(order, payments=(samples.payment("10.00"),))
        assert box.flags() == []
        box.changed(order, customer=samples.customer(phone="500000778"))
        assert box.flags() == ["changed_after_sending"]

    def test_without_a_currency_nothing_can_be_told_otherwise(self, box: Box) -> None:
        box.accepted()
        order = box.changed(samples.order(), driver_id="d1")
        box.do(choices.acknowledge, REFERENCE)
        box.do(lambda txn: facts.forget(txn.connection, facts.CurrencyFact))
        order = box.changed(order, driver_id=None)
        box.changed(order, driver_id="d1")
        assert (box.flags(), len(box.record().raised)) == ([], 1)

    def test_a_void_of_what_was_voided_is_no_news(self, box: Box) -> None:
        box.accepted()
        order = box.changed(samples.order(), status=OrderStatus.VOID)
        lines = len(said(box, "oto"))
        box.changed(order, status=OrderStatus.DECLINED)
        assert len(said(box, "oto")) == lines
