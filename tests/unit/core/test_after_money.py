"""rules.md section 6: payments after sending, and what updateOrder says is collected."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import after
from app.core.after import AfterSending, Flag
from app.core.order import OrderStatus
from tests.unit.core.samples import (
    address,
    order,
    payment,
    told,
)
from tests.unit.core.sent import (
    CARD,
    CASH,
    COLUMNS,
    DOOR,
    FINISHED,
    NONE_YET,
    PICKED_UP,
    SHIPMENT,
    flags,
    meant,
)


class TestPaid:
    @pytest.mark.parametrize("status", COLUMNS)
    def test_cash_is_how_every_cod_order_ends(self, status: str) -> None:
        closed = order(status=OrderStatus.CLOSED, payments=(CASH,))
        assert meant(closed, status) == AfterSending(notes=("payment",))

    @pytest.mark.parametrize("status", COLUMNS)
    def test_so_does_a_collect_method(self, status: str) -> None:
        closed = order(status=OrderStatus.CLOSED, payments=(DOOR,))
        assert meant(closed, status, methods={"m7": "collect"}) == AfterSending(notes=("payment",))

    @pytest.mark.parametrize("status", [NONE_YET, SHIPMENT, PICKED_UP])
    @pytest.mark.parametrize("kind", [2, 4, 5, 6])
    def test_a_card_or_wallet_after_we_said_cod_needs_you(self, status: str, kind: int) -> None:
        paid = order(payments=(payment("86.25", "mada", kind),))
        found = meant(paid, status)
        assert found.flags == (Flag("already_paid", {"amount": "86.25"}),)
        assert found.wish is None

    @pytest.mark.parametrize("status", [NONE_YET, SHIPMENT, PICKED_UP])
    def test_so_does_a_method_classed_as_paid(self, status: str) -> None:
        assert flags(meant(order(payments=(DOOR,)), status, methods={"m7": "paid"})) == [
            "already_paid"
        ]

    def test_a_card_after_the_delivery_is_a_note(self) -> None:
        found = meant(order(payments=(CARD,)), FINISHED)
        assert found == AfterSending(notes=("payment", "already_paid"))

    def test_a_card_that_was_known_when_we_said_cod_is_no_news(self) -> None:
        before = order(payments=(payment("20", "mada", 2),))
        closed = order(payments=(payment("20", "mada", 2), payment("66.25", "Cash", 1)))
        sent = told(before)
        assert sent.payment_method == "cod"
        found = meant(closed, SHIPMENT, before=before, sent=sent)
        assert found == AfterSending(notes=("payment",))

    def test_cash_and_card_together_the_card_counts(self) -> None:
        both = order(payments=(payment("36.25"), payment("50", "mada", 2)))
        assert meant(both, SHIPMENT).flags == (Flag("already_paid", {"amount": "50"}),)

    @pytest.mark.parametrize("amount", ["-5", "0"])
    def test_a_reversed_or_empty_card_is_no_payment(self, amount: str) -> None:
        assert flags(meant(order(payments=(payment(amount, "mada", 2),)), SHIPMENT)) == []

    def test_even_a_riyal_to_collect_is_collected(self) -> None:
        before = order(payments=(payment("85.25", "mada", 2),))
        paid = order(payments=(payment("85.25", "mada", 2), payment("1", "mada", 2)))
        found = meant(paid, SHIPMENT, before=before, sent=told(before))
        assert flags(found) == ["already_paid"]

    def test_what_was_sent_as_paid_cannot_be_paid_twice(self) -> None:
        before = order(payments=(CARD,))
        again = order(payments=(CARD, payment("1", "mada", 2)))
        found = meant(again, SHIPMENT, before=before, sent=told(before))
        assert found == AfterSending(notes=("payment",))

    @pytest.mark.parametrize("status", [NONE_YET, SHIPMENT, PICKED_UP])
    def test_a_payment_never_changes_what_is_collected(self, status: str) -> None:
        # foodics-api.md section 8: the official test list says so.
        assert meant(order(payments=(CASH,)), status).wish is None
        assert meant(order(payments=(CARD,)), status).wish is None


class TestUpdated:
    """What updateOrder says: new contents, with what was agreed for collection."""

    def test_the_difference_is_collected(self) -> None:
        fresh = told(order(total=Decimal("96.25")))
        said = after.updated(told(), fresh)
        assert (said.amount, said.amount_due) == (Decimal("96.25"), Decimal("96.25"))

    def test_a_part_paid_order_collects_its_part_and_the_difference(self) -> None:
        first = told(order(payments=(payment("50", "mada", 2),)))
        said = after.updated(first, told(order(total=Decimal("96.25"))))
        assert said.amount_due == Decimal("46.25")

    def test_a_payment_meanwhile_changes_nothing(self) -> None:
        fresh = told(order(total=Decimal("96.25"), payments=(payment("96.25"),)))
        assert fresh.amount_due == 0
        assert after.updated(told(), fresh).amount_due == Decimal("96.25")

    def test_never_below_nothing(self) -> None:
        first = told(order(payments=(payment("80", "mada", 2),)))
        said = after.updated(first, told(order(total=Decimal("20.00"))))
        assert said.amount_due == 0

    def test_paid_stays_paid_while_nothing_is_open(self) -> None:
        first = told(order(payments=(CARD,)))
        more = replace(CARD, amount=Decimal("96.25"))
        said = after.updated(first, told(order(total=Decimal("96.25"), payments=(more,))))
        assert (said.amount_due, said.payment_method) == (Decimal(0), "paid")

    def test_what_a_paid_order_costs_more_is_collected(self) -> None:
        first = told(order(payments=(CARD,)))
        said = after.updated(first, told(order(total=Decimal("96.25"), payments=(CARD,))))
        assert (said.amount_due, said.payment_method) == (Decimal("10.00"), "cod")

    def test_contents_address_and_phone_are_fresh(self) -> None:
        fresh = told(order(address=address("شارع التحلية 4"), items=()))
        assert after.updated(told(), fresh) == fresh

    def test_what_the_new_version_has_not_stays_as_it_was_told(self) -> None:
        first = told()
        person = replace(first.customer, mobile="", address="")
        fresh = replace(first, customer=person, pickup_code=None, amount=Decimal("96.25"))
        said = after.updated(first, fresh)
        assert said.customer == first.customer
        assert said.pickup_code == first.pickup_code
        assert said.amount == Decimal("96.25")

    def test_an_order_of_another_branch_keeps_its_door_and_a_person_is_told(self) -> None:
        first = told()
        fresh = replace(first, ref2="B09", pickup_code="B09", amount=Decimal("96.25"))
        assert after.updated(first, fresh).pickup_code == first.pickup_code
        found = after.after_sending(first, fresh, order(), order(), "new", {})
        assert [flag.code for flag in found.flags] == ["other_branch"]

    def test_a_payment_taken_back_needs_a_person(self) -> None:
        paid = order(payments=(CARD,))
        found = after.after_sending(told(paid), told(order()), order(), paid, "new", {})
        assert [flag.code for flag in found.flags] == ["not_paid_any_more"]

    def test_a_void_taken_back_withdraws_the_cancel(self) -> None:
        void = order(status=7)
        assert after.after_sending(told(), told(), order(), void, "new", {}).withdraw

    @given(
        st.decimals(0, 500, places=2), st.decimals(0, 1, places=2), st.decimals(0, 500, places=2)
    )
    def test_what_is_collected_lies_between_nothing_and_the_total(
        self, old: Decimal, share: Decimal, new: Decimal
    ) -> None:
        first = told(amount=old, amount_due=(old * share).quantize(Decimal("0.01")))
        said = after.updated(first, told(amount=new, amount_due=new))
        assert 0 <= said.amount_due <= said.amount
