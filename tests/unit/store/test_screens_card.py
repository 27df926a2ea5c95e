"""The order panel: everything about one order, and the questions that are asked once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core.dispatch import Outcome
from app.core.order import DeliveryStatus, Order, OrderStatus, Payment
from app.store import choices, facts, setup
from app.store.screens.card import card
from app.store.screens.questions import questions
from app.store.screens.types.card import ItemRow, OrderCard, PaymentRow, Question, Refusal
from app.store.screens.types.queue import Why
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered
from tests.unit.store.box import _track as track
from tests.unit.store.looking import look

CASH = Payment(Decimal("86.25"), "m1", "Cash", method_type=1)
COD = Payment(Decimal("86.25"), "m9", "COD", method_type=7)


def panel(box: Box, reference: int = REFERENCE) -> OrderCard:
    found = look(box, card, reference)
    assert found is not None
    return found


def refused(box: Box, outcome: Outcome, field: str | None, code: str = "OTO1030") -> OrderCard:
    box.see(samples.order())
    (send,) = box.claim()
    box.ends(send, outcome, code=code, field=field, text="bad")
    return panel(box)


class TestTheOrder:
    def test_what_it_shows(self, box: Box) -> None:
        box.see(
            samples.order(payments=(CASH,), customer_notes="Ring twice", kitchen_notes="No salt")
        )
        found = panel(box)
        assert found.row.reference == REFERENCE
        assert (found.customer, found.phone) == (samples.CUSTOMER.name, "+966500000123")
        assert found.address.startswith(samples.ADDRESS.description)
        assert found.city == "Riyadh"
        assert found.items[0] == ItemRow(
            samples.order().items[0].name, "2", str(samples.order().items[0].total)
        )
        assert found.payments == (PaymentRow("Cash", "86.25", "paid"),)
        assert (found.delivery_fee, found.discount) == ("16.25", "0.00")
        assert found.notes == "Ring twice\nNo salt"
        assert (found.foodics_status, found.kitchen) == ("active", "ready")
        assert all(line.ok for line in found.conditions)
        assert found.conditions[0].code == "branch_inactive"
        assert [event.kind for event in found.events] == ["seen"]
        assert (found.mended, found.refusal, found.flags, found.wish) == ({}, None, (), None)
        assert (found.attempts, found.next_attempt_at, found.neighbours) == (0, None, ())
        assert (found.oto.order_id, found.oto.courier) == ("F922240-48210", None)
        assert "hold" in found.actions

    def test_not_there(self, box: Box) -> None:
        assert look(box, card, 77) is None

    def test_without_anything(self, box: Box) -> None:
        box.see(
            samples.order(customer=None, address=None, status=99, delivery_status=None, payments=())
        )
        found = panel(box)
        assert (found.customer, found.phone, found.address, found.city) == ("", "", "", "")
        assert (found.foodics_status, found.kitchen, found.payments) == ("99", None, ())
        failing = [line for line in found.conditions if not line.ok]
        assert [line.code for line in failing[:2]] == ["no_customer", "no_address"]
        assert failing[0].actor == "cashier"
        assert failing[-1].params == {"status": "99"}

    def test_a_phone_that_cannot_be_called_is_shown_as_typed(self, box: Box) -> None:
        box.see(samples.order(customer=samples.customer(phone="05-ask")))
        found = panel(box)
        assert (found.phone, found.fixes) == ("05-ask", ("phone",))

    def test_what_was_mended(self, box: Box) -> None:
        box.see(samples.order(customer=samples.customer(phone="05-ask")))
        box.do(choices.mend, REFERENCE, {"phone": "966500000777", "city": "Jeddah"})
        found = panel(box)
        assert found.mended == {"phone": "+966500000777", "city": "Jeddah"}
        assert (found.phone, found.city) == ("+966500000777", "Jeddah")

    def test_half_a_kilo(self, box: Box) -> None:
        item = replace(samples.order().items[0], quantity=Decimal("0.50"))
        box.see(samples.order(items=(item, replace(item, quantity=Decimal(10)))))
        assert [each.quantity for each in panel(box).items] == ["0.5", "10"]

    def test_at_oto(self, box: Box) -> None:
        box.accepted()
        seen = at_oto("waitingAssignment", courier="Fleet", driver_name="Ali", warehouse="W")
        box.do(track, {"F922240-48210": seen})
        found = panel(box)
        assert (found.oto.oto_id, found.oto.status) == ("900", "waitingAssignment")
        assert (found.oto.courier, found.oto.driver_name) == ("Fleet", "Ali")
        assert (found.oto.warehouse, found.oto.tracked_at) == ("W", box.now)
        assert found.flags == (Why("oto_problem", {"status": "waitingAssignment"}),)
        assert "acknowledge" in found.actions
        assert found.attempts == 1
        assert found.fixes == ()


class TestFixes:
    @pytest.mark.parametrize(
        ("outcome", "field", "fixes"),
        [
            (Outcome.ORDER_DATA, "phone", ("phone",)),
            (Outcome.ORDER_DATA, "short_address", ("address",)),
            (Outcome.ORDER_DATA, "country", ("phone", "address")),
            (Outcome.ORDER_DATA, "items", ()),
            (Outcome.ORDER_DATA, None, ("phone", "address", "city")),
            (Outcome.BRANCH_SETUP, "sender", ("pickup",)),
            (Outcome.BRANCH_SETUP, None, ("pickup",)),
            (Outcome.OURS, None, ()),
        ],
    )
    def test_of_what_oto_refused(
        self, box: Box, outcome: Outcome, field: str | None, fixes: Sequence[str]
    ) -> None:
        found = refused(box, outcome, field)
        assert found.refusal == Refusal("OTO1030", field, str(outcome), "bad")
        assert found.fixes == fixes

    def test_of_what_waits(self, box: Box) -> None:
        far = replace(samples.ADDRESS, description="", latitude=None, longitude=None)
        box.see(samples.order(address=far, customer=samples.customer(phone="")))
        assert panel(box).fixes == ("address", "phone")
        box.do(setup.save_pickups, [])
        box.see(numbered(2))
        assert panel(box, 2).fixes == ("pickup",)

    def test_none_once_a_person_said_again(self, box: Box) -> None:
        refused(box, Outcome.ORDER_DATA, "phone")
        box.do(choices.retry, REFERENCE)
        found = panel(box)
        assert (found.refusal, found.fixes) == (None, ())

    def test_none_of_a_refusal_without_words(self, box: Box) -> None:
        from app.store.screens import mendable

        refused(box, Outcome.ORDER_DATA, None)
        assert mendable.fixes(box.record(), None) == ()


class TestNeighbours:
    def of_phone(self, number: int, minutes: int, phone: str = "0500000123") -> Order:
        opened = samples.OPENED + timedelta(minutes=minutes)
        customer = samples.customer(id=f"c{number}", phone=phone)
        return numbered(number, customer=customer, opened_at=opened)

    def test_the_same_phone_within_three_hours(self, box: Box) -> None:
        box.see(samples.order(), self.of_phone(1, -9), self.of_phone(2, 20))
        box.see(self.of_phone(3, -200), self.of_phone(4, 5, "0500000999"))
        box.do(choices.skip, 1)
        found = panel(box).neighbours
        assert [(each.reference, each.minutes_earlier) for each in found] == [(2, -20), (1, 9)]
        assert [each.state for each in found] == ["queued", "skipped"]
        assert (found[0].number, found[0].check_number) == (2, 2)

    def test_none_without_a_phone(self, box: Box) -> None:
        box.see(samples.order(customer=samples.customer(phone="")), numbered(1))
        assert panel(box).neighbours == ()


class TestQuestions:
    def test_each_once_with_all_that_wait(self, box: Box) -> None:
        box.see(numbered(1, payments=(COD,)), numbered(2, payments=(COD,)), numbered(3))
        asked = Question(
            "payment",
            "m9",
            Why("payment_unclear", {"method": "m9", "name": "COD"}),
            ("paid", "collect", "not_for_oto"),
            "collect",
            (1, 2),
        )
        assert look(box, questions) == [asked]
        assert panel(box, 2).questions == (asked,)
        assert panel(box, 3).questions == ()
        assert panel(box, 2).fixes == ()
        box.do(choices.answer, "payment", "m9", "collect")
        assert look(box, questions) == []

    def test_of_senders_and_cities(self, box: Box) -> None:
        jeddah = replace(samples.ADDRESS, description="حي الروضة، جدة", latitude=None)
        box.do(setup.save_cities, ["Riyadh", "Jeddah"])
        marked = (("external_number", "Jahez"),)
        box.see(numbered(1, markers=marked), numbered(2, address=jeddah))
        found = {each.topic: each for each in look(box, questions)}
        assert (found["sender"].subject, found["sender"].suggestion) == ("marker:Jahez", None)
        assert (found["city"].subject, found["city"].suggestion) == (jeddah.id, "Jeddah")
        assert found["city"].answers == ()
        assert panel(box, 2).fixes == ("city",)

    def test_not_of_what_is_over(self, box: Box) -> None:
        box.see(numbered(1, payments=(COD,)))
        box.do(choices.skip, 1)
        assert look(box, questions) == []
        assert panel(box, 1).questions == ()

    def test_before_anything_is_connected(self, bare: Box) -> None:
        assert look(bare, questions) == []
        assert facts.OtoFact("v2", "r", None).generation == "v2"


class TestChangedAfterSending:
    """rules.md section 6: needs you, old → new. The ledger keeps that with the order alone."""

    @pytest.mark.parametrize(
        ("change", "name", "old_new"),
        [
            ({"total": Decimal("96.25")}, "amount", "86.25 → 96.25"),
            (
                {"customer": samples.customer(phone="500000777")},
                "phone",
                "966500000123 → 966500000777",
            ),
            ({"items": (samples.item(quantity="1"),)}, "items", "2 × {item} → 1 × {item}"),
            ({"items": ()}, "items", "2 × {item} → 1 × #27"),
            (
                {"address": samples.address("شارع التحلية 4")},
                "address",
                "{address} → شارع التحلية 4, Olaya, Home",
            ),
        ],
    )
    def test_is_told_old_and_new(
        self, box: Box, change: dict[str, Any], name: str, old_new: str
    ) -> None:
        old = box.accepted().told
        assert old is not None
        box.do(track, {"F922240-48210": at_oto("searchingDriver")})
        box.changed(samples.order(), **change)
        (flag,) = panel(box).flags
        expected = old_new.format(item=old.items[0].name, address=old.customer.address)
        assert (flag.code, flag.params[name]) == ("changed_after_sending", expected)

    def test_what_was_changed_back_is_named_only(self, box: Box) -> None:
        box.accepted()
        box.do(track, {"F922240-48210": at_oto("searchingDriver")})
        edited = box.changed(samples.order(), customer=samples.customer(phone="500000777"))
        box.changed(edited, customer=samples.order().customer)
        assert panel(box).flags == (Why("changed_after_sending", {"phone": ""}),)

    def test_other_flags_are_as_they_were_raised(self, box: Box) -> None:
        box.accepted()
        box.do(track, {"F922240-48210": at_oto("missingData")})
        assert panel(box).flags == (Why("oto_problem", {"status": "missingData"}),)


@pytest.mark.parametrize(
    ("status", "kitchen", "words"),
    [
        (OrderStatus.CLOSED, DeliveryStatus.SENT_TO_KITCHEN, ("closed", "sent_to_kitchen")),
        (OrderStatus.VOID, 9, ("void", "9")),
    ],
)
def test_words_of_foodics(box: Box, status: int, kitchen: int, words: tuple[str, str]) -> None:
    box.see(samples.order(status=status, delivery_status=kitchen))
    found = panel(box)
    assert (found.foodics_status, found.kitchen) == words
