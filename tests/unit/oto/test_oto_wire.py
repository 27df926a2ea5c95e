"""What OTO is sent (oto-api.md sections 4 and 5.1)."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dispatch import OtoCustomer
from app.oto import wire
from tests.unit.oto.far import an_order, local


def test_amounts_are_json_numbers_digit_by_digit() -> None:
    body = wire.encode(wire.order_body(an_order(amount_due=Decimal(0))))
    assert b'"amount":86.25,"amount_due":0,' in body
    assert b'"price":43.125' in body


def test_nobody_is_sent_an_exponent() -> None:
    assert wire.encode({"a": Decimal("1E+2"), "b": [Decimal("1E-3")]}) == b'{"a":100,"b":[0.001]}'


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9))
def test_every_amount_comes_back_as_it_went(amount: Decimal) -> None:
    read = json.loads(wire.encode({"amount": amount}), parse_float=Decimal, parse_int=Decimal)
    assert read["amount"] == amount


@pytest.mark.parametrize("bad", [Decimal("NaN"), Decimal("Infinity"), float("inf")])
def test_what_json_does_not_have_is_not_sent(bad: object) -> None:
    with pytest.raises(wire.Unsendable):
        wire.encode({"amount": bad})


def test_half_a_letter_is_replaced() -> None:
    assert wire.encode({"name": "a\ud83d"}) == b'{"name":"a?"}'


def test_an_order_for_v2() -> None:
    assert wire.order_body(an_order()) == {
        "orderId": "F922240-48210",
        "ref1": "8d831d7b-2d5a-4e39-a1c0-6c7bb6e1a2b3",
        "ref2": "B01",
        "ref3": "103377",
        "amount": Decimal("86.25"),
        "amount_due": Decimal("86.25"),
        "currency": "SAR",
        "payment_method": "cod",
        "shippingAmount": Decimal(0),
        "discountAmount": Decimal(0),
        "packageCount": 1,
        "pickupLocationCode": "B01",
        "orderDate": "23/11/2026 21:05",
        "deliverySlotDate": None,
        "deliverySlotFrom": None,
        "deliverySlotTo": None,
        "shippingNotes": None,
        "customer": {
            "name": "عبدالله",
            "mobile": "966501234567",
            "email": None,
            "address": "حي النرجس، شارع 12",
            "district": None,
            "city": "Riyadh",
            "country": "SA",
            "lat": None,
            "lon": None,
            "shortAddressCode": None,
        },
        "items": [
            {
                "name": "Burger",
                "price": Decimal("43.125"),
                "quantity": Decimal(2),
                "sku": "sk-1",
                "rowTotal": Decimal("86.25"),
            }
        ],
    }


def test_what_is_not_known_is_left_out() -> None:
    sent = json.loads(wire.encode(wire.order_body(an_order(pickup_code=None))))
    assert "pickupLocationCode" not in sent
    assert "deliverySlotDate" not in sent
    assert sorted(sent["customer"]) == ["address", "city", "country", "mobile", "name"]


def test_what_is_known_of_the_place_is_sent() -> None:
    customer = OtoCustomer(
        name="A",
        mobile="966501234567",
        address="x",
        city="Riyadh",
        country="SA",
        email="a@b.c",
        district="Narjis",
        latitude=24.7136,
        longitude=46.6753,
        short_address="RRRD2929",
    )
    sent = json.loads(wire.encode(wire.order_body(an_order(customer=customer))))["customer"]
    assert sent["email"] == "a@b.c"
    assert sent["district"] == "Narjis"
    assert (sent["lat"], sent["lon"]) == (24.7136, 46.6753)
    assert sent["shortAddressCode"] == "RRRD2929"


@pytest.mark.parametrize(
    ("hour", "minute", "shown"),
    [(14, 30, "2:30pm"), (12, 0, "12pm"), (0, 0, "12am"), (9, 5, "9:05am"), (23, 59, "11:59pm")],
)
def test_a_delivery_slot_as_oto_writes_it(hour: int, minute: int, shown: str) -> None:
    at = local(2026, 11, 3, hour, minute)
    body = wire.order_body(an_order(slot_from=at, slot_to=at))
    assert body["deliverySlotDate"] == "03/11/2026"
    assert body["deliverySlotFrom"] == body["deliverySlotTo"] == shown


def test_a_slot_with_an_end_only_still_has_its_day() -> None:
    body = wire.order_body(an_order(slot_to=local(2026, 11, 3, 20, 0)))
    assert (body["deliverySlotDate"], body["deliverySlotFrom"]) == ("03/11/2026", None)


def test_items_are_never_empty() -> None:
    sent = json.loads(wire.encode(wire.order_body(an_order(items=()))), parse_float=Decimal)
    assert sent["items"] == [
        {
            "name": "F922240-48210",
            "price": Decimal("86.25"),
            "quantity": 1,
            "sku": "F922240-48210",
            "rowTotal": Decimal("86.25"),
        }
    ]


def test_a_paid_order_is_sent_as_paid() -> None:
    assert wire.order_body(an_order(amount_due=Decimal(0)))["payment_method"] == "paid"


def test_an_order_for_v1() -> None:
    assert wire.legacy_body(an_order(shipping_notes="B01 Olaya | #27")) == {
        "orderId": "F922240-48210",
        "payment_method": "cod",
        "amount": Decimal("86.25"),
        "amount_due": Decimal("86.25"),
        "currency": "SAR",
        "maxPackageSize": "small",
        "packageCount": 1,
        "shippingNotes": "B01 Olaya | #27",
        "customer": {
            "name": "عبدالله",
            "email": "",
            "mobile": "966501234567",
            "address": "حي النرجس، شارع 12",
            "city": "Riyadh",
            "country": "SA",
        },
        "items": [
            {
                "name": "Burger",
                "price": Decimal("43.125"),
                "quantity": Decimal(2),
                "sku": "sk-1",
                "image": "",
            }
        ],
    }


def test_values_in_a_query_are_encoded() -> None:
    assert (
        wire.query("/orderDetails", orderId="a/b &c=é")
        == "/orderDetails?orderId=a%2Fb%20%26c%3D%C3%A9"
    )
