"""Who receives an order after an update, and what is never told by one.

Found missing by mutation testing (tests/long/mutation).
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core import after
from app.core.after import Flag
from app.core.dispatch import OtoOrder
from tests.unit.core.samples import order, told
from tests.unit.core.sent import CARD, SHIPMENT


def _for(**customer: object) -> OtoOrder:
    return told(customer=replace(told().customer, **customer))  # type: ignore[arg-type]


def test_a_new_name_is_told_with_a_new_address() -> None:
    said = after.updated(told(), _for(name="Sara", address="King Road 1")).customer
    assert (said.name, said.address) == ("Sara", "King Road 1")


def test_a_new_name_is_told_though_the_address_is_gone() -> None:
    said = after.updated(told(), _for(name="Sara", address="")).customer
    assert (said.name, said.address) == ("Sara", told().customer.address)


def test_the_country_stays() -> None:
    assert after.updated(told(), _for(country="KW", name="Sara")).customer.country == "SA"


def test_a_total_that_shrinks_below_what_was_due_collects_nothing() -> None:
    before = told(amount=Decimal("86.25"), amount_due=Decimal("10.00"))
    said = after.updated(before, told(amount=Decimal("70.00")))
    assert said.amount_due == 0
    assert said.payment_method == "paid"


def test_the_smallest_sum_is_collected() -> None:
    assert told(amount_due=Decimal("0.50")).payment_method == "cod"


def test_a_phone_that_is_gone_stays_with_a_new_address() -> None:
    said = after.updated(told(), _for(mobile="", address="King Road 1")).customer
    assert (said.mobile, said.address) == (told().customer.mobile, "King Road 1")


def test_a_paid_order_that_shrinks_collects_nothing_whatever_is_open() -> None:
    before = told(amount=Decimal("86.25"), amount_due=Decimal(0))
    fresh = told(amount=Decimal("70.00"), amount_due=Decimal("70.00"))
    assert after.updated(before, fresh).amount_due == 0


def test_a_small_sum_that_was_to_be_collected_grows_by_the_difference() -> None:
    before = told(amount=Decimal("86.25"), amount_due=Decimal("0.50"))
    fresh = told(amount=Decimal("96.25"), amount_due=Decimal("4.00"))
    assert after.updated(before, fresh).amount_due == Decimal("10.50")


def test_what_belongs_to_the_new_total_goes_with_it() -> None:
    fresh = told(
        amount=Decimal("90.00"),
        delivery_fee=Decimal("20.00"),
        discount=Decimal("3.00"),
        shipping_notes="#27 · 103377 | ring",
        items=(),
    )
    assert after.updated(told(), fresh) == replace(fresh, amount_due=Decimal("90.00"))


def test_the_door_and_the_references_stay() -> None:
    fresh = told(order_id="F1-1-2", ref2="B02", pickup_code="B02", currency="KWD")
    assert after.updated(told(), fresh) == told()


def test_a_new_phone_is_told_though_the_address_is_gone() -> None:
    said = after.updated(told(), _for(mobile="966500000999", address="")).customer
    assert (said.mobile, said.address) == ("966500000999", told().customer.address)
    said = after.updated(told(), _for(mobile="966500000999", city="")).customer
    assert (said.mobile, said.city) == ("966500000999", told().customer.city)


@pytest.mark.parametrize(
    ("was_due", "is_due", "total", "flag"),
    [
        # told as paid, and now something is open
        ("0", "86.25", "86.25", {"amount": "86.25"}),
        ("0", "0.50", "86.25", {"amount": "0.50"}),
        ("0", "0", "86.25", None),
        # the courier collects already
        ("0.50", "86.25", "86.25", None),
        # a new total is told by an update
        ("0", "96.25", "96.25", None),
    ],
)
def test_a_payment_that_was_taken_back(
    was_due: str, is_due: str, total: str, flag: dict[str, str] | None
) -> None:
    sent = told(amount_due=Decimal(was_due))
    fresh = told(amount=Decimal(total), amount_due=Decimal(is_due))
    found = after.after_sending(sent, fresh, order(), order(payments=(CARD,)), SHIPMENT, {})
    told_flags = {flag.code: dict(flag.params) for flag in found.flags}
    assert told_flags.get("not_paid_any_more") == flag


def test_a_move_names_the_new_branch() -> None:
    found = after.after_sending(told(), told(ref2="B02"), order(), order(), SHIPMENT, {})
    assert found.flags == (Flag("other_branch", {"branch": "B02"}),)
