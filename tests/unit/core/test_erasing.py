"""README, Privacy: of a finished order whose customer is forgotten, counts and money stay."""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.core import erasing
from app.core.dispatch import OtoSeen
from app.core.order import Address, Customer, OrderStatus
from tests.unit.core.samples import NOW, order, payment

FULL = order(
    payments=(payment(),),
    tags=("vip",),
    driver_id="d1",
    driver_assigned_at=NOW,
    markers=(("external_number", "Jahez"),),
    customer_notes="ring twice",
    kitchen_notes="for Sara",
    discount=Decimal("3.00"),
)
SEEN = OtoSeen(
    order_id="F922240-48210",
    oto_id="540789",
    status="delivered",
    amount=Decimal("86.25"),
    amount_due=Decimal("10.00"),
    ref1="9f0c",
    phone="966500000123",
    customer_name="Sara",
    warehouse="Olaya",
    pickup_code="B01",
    courier="Fast",
    driver_name="Omar",
    driver_phone="966500000124",
    shipment_id="s1",
    tracking_number="t1",
    tracking_url="https://track.example/t1",
    created_text="2026-11-23 21:02:21",
    history=(("new", "2026-11-23 21:02:21", "by Sara"),),
)


def test_the_order_keeps_numbers_times_dishes_and_money() -> None:
    left = erasing.without_person(FULL)
    gone = {
        "customer": Customer("", "", "", ""),
        "address": Address("", "", ""),
        "driver_id": None,
        "markers": (),
        "tags": (),
        "customer_notes": None,
        "kitchen_notes": None,
    }
    for each in fields(FULL):
        expected = gone.get(each.name, getattr(FULL, each.name))
        assert getattr(left, each.name) == expected, each.name


def test_where_there_was_nobody_there_still_is_nobody() -> None:
    left = erasing.without_person(replace(FULL, customer=None, address=None))
    assert (left.customer, left.address) == (None, None)


def test_what_oto_showed_keeps_its_state_money_and_door() -> None:
    assert erasing.seen_without_person(SEEN) == OtoSeen(
        order_id="F922240-48210",
        oto_id="540789",
        status="delivered",
        amount=Decimal("86.25"),
        amount_due=Decimal("10.00"),
        warehouse="Olaya",
        pickup_code="B01",
        courier="Fast",
    )


@pytest.mark.parametrize(
    ("status", "over"),
    [
        (OrderStatus.PENDING, False),
        (OrderStatus.ACTIVE, False),
        (OrderStatus.DRAFT, False),
        (OrderStatus.DECLINED, True),
        (OrderStatus.CLOSED, True),
        (OrderStatus.RETURNED, True),
        (OrderStatus.JOINED, True),
        (OrderStatus.VOID, True),
    ],
)
def test_when_foodics_is_done_with_an_order(status: OrderStatus, over: bool) -> None:
    assert erasing.is_over(order(status=status)) is over


@pytest.mark.parametrize(
    ("apart", "sure"),
    [
        (timedelta(), True),
        (timedelta(days=1), True),
        (timedelta(days=-1), True),
        (timedelta(days=1, seconds=1), False),
        (timedelta(days=-1, seconds=-1), False),
        (timedelta(days=3650), False),
    ],
)
def test_two_clocks_make_the_day_sure(apart: timedelta, sure: bool) -> None:
    assert erasing.day_is_sure(NOW, NOW + apart) is sure
