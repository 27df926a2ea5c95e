"""Who receives an order after an update, and what is never told by one.

Found missing by mutation testing (tests/long/mutation).
"""

from dataclasses import replace
from decimal import Decimal

from app.core import after
from app.core.dispatch import OtoOrder
from tests.unit.core.samples import told


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
