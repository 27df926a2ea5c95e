"""rules.md sections 3 and 4, oto-api.md section 5.1: what OTO is told about an order."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core import request
from app.core.dispatch import OtoOrder
from app.core.eligibility import BranchRule, Known, Rules
from app.core.order import Order, OrderStatus
from tests.unit.core.samples import (
    NOW,
    ORDER_ID,
    PICKUP,
    address,
    branch,
    customer,
    item,
    known,
    minutes,
    order,
    payment,
    rules,
    textual,
)


def told(
    of: Order,
    at: BranchRule | None = None,
    under: Rules | None = None,
    with_: Known | None = None,
) -> OtoOrder:
    return request.build(of, at or branch(), under or rules(), with_ or known(), order_id=ORDER_ID)


class TestIds:
    """design.md section 3: the same order gets the same id, after any crash, on any PC."""

    def test_from_business_and_order_reference(self) -> None:
        assert request.oto_order_id("922240", 48210) == "F922240-48210"

    def test_sent_again_it_gets_the_next_suffix(self) -> None:
        assert request.oto_order_id("922240", 48210, 2) == "F922240-48210-2"

    def test_references(self) -> None:
        found = told(order())
        assert found.order_id == ORDER_ID
        assert found.ref1 == order().id
        assert found.ref2 == "B01"
        assert found.ref3 == "103377"


class TestMoney:
    def test_unpaid_is_cod(self) -> None:
        found = told(order())
        assert (found.amount, found.amount_due) == (Decimal("86.25"), Decimal("86.25"))
        assert found.payment_method == "cod"
        assert found.currency == "SAR"

    def test_paid_by_card(self) -> None:
        found = told(order(payments=(payment("86.25", "mada", 2),)))
        assert (found.amount, found.amount_due) == (Decimal("86.25"), Decimal(0))
        assert found.payment_method == "paid"

    def test_partly_paid(self) -> None:
        found = told(order(payments=(payment("50", "mada", 2),)))
        assert found.amount_due == Decimal("36.25")

    def test_closed_with_a_rounding_difference_is_paid(self) -> None:
        closed = order(status=OrderStatus.CLOSED, payments=(payment("86.00", "Cash", 1),))
        assert told(closed).amount_due == 0

    def test_collected_at_the_door(self) -> None:
        door = order(payments=(payment("86.25", "Other", 3, "m7"),))
        assert told(door, under=rules(methods={"m7": "collect"})).amount_due == Decimal("86.25")
        assert told(door, under=rules(methods={"m7": "paid"})).amount_due == 0

    def test_released_without_an_answer_the_likelier_class_counts(self) -> None:
        yes = known(allowed=frozenset({"payment_unclear"}))
        unclear = order(payments=(payment("86.25", "Wallet X", 3, "m7"),))
        assert told(unclear, with_=yes).amount_due == 0
        courier = order(payments=(payment("86.25", "Cash on delivery", 3, "m7"),))
        assert told(courier, with_=yes).amount_due == Decimal("86.25")

    def test_extras(self) -> None:
        found = told(order(discount=Decimal("5.00")))
        assert (found.delivery_fee, found.discount) == (Decimal("16.25"), Decimal("5.00"))

    def test_three_minor_digits(self) -> None:
        found = told(order(total=Decimal("8.6255")), under=rules(currency="KWD"))
        assert str(found.amount) == "8.626"


class TestCustomer:
    def test_name_phone_and_mail(self) -> None:
        found = told(order()).customer
        assert found.name == "نورة العتيبي"
        assert found.mobile == "966500000123"
        assert found.email == "noura@example.com"

    @pytest.mark.parametrize(("language", "name"), [("ar", "عميل #27"), ("en", "Customer #27")])
    def test_an_empty_name(self, language: str, name: str) -> None:
        nameless = order(customer=customer(name=" ", email=""))
        found = told(nameless, under=rules(notes_language=language)).customer
        assert (found.name, found.email) == (name, None)

    def test_mended_phone_and_address(self) -> None:
        found = told(
            order(), with_=known(phone="966500000999", address="RRRD2929\nشارع التحلية 4")
        ).customer
        assert found.mobile == "966500000999"
        assert found.address == "RRRD2929, شارع التحلية 4"
        assert found.short_address == "RRRD2929"
        assert found.district is None

    def test_address_with_zone_name_and_point(self) -> None:
        found = told(order(address=address("شارع العليا\nمبنى 12"))).customer
        assert found.address == "شارع العليا, مبنى 12, Olaya, Home"
        assert found.district == "Olaya"
        assert (found.latitude, found.longitude) == (24.7136, 46.6753)
        assert found.short_address is None

    def test_a_point_without_text_stands_for_it(self) -> None:
        bare = replace(address(""), name="", zone=None)
        assert told(order(address=bare)).customer.address == "24.713600, 46.675300"

    @pytest.mark.parametrize(
        ("changes", "shared"),
        [
            ({"latitude": 0.0, "longitude": 0.0}, False),
            ({"latitude": 21.5, "longitude": 39.2}, False),
            ({}, True),
        ],
    )
    def test_a_point_that_is_not_believed_is_not_sent(
        self, changes: dict[str, Any], shared: bool
    ) -> None:
        found = told(order(address=address(**changes)), with_=known(point_shared=shared)).customer
        assert (found.latitude, found.longitude) == (None, None)
        assert "24." not in found.address
        assert "0.0" not in found.address

    def test_the_city_of_the_pickup_location(self) -> None:
        assert told(order()).customer.city == "Riyadh"

    def test_the_answered_and_the_mended_city(self) -> None:
        jeddah = order(address=textual("حي النهضة، جدة"))
        assert told(jeddah, under=rules(cities={"a1": "Jeddah"})).customer.city == "Jeddah"
        assert told(jeddah, with_=known(city="Abha")).customer.city == "Abha"

    def test_released_without_an_answer_the_branchs_city(self) -> None:
        yes = known(allowed=frozenset({"city_unclear"}))
        jeddah = order(address=textual("حي النهضة، جدة"))
        assert told(jeddah, with_=yes).customer.city == "Riyadh"

    @pytest.mark.parametrize(
        ("country", "sent"), [("SA", "SA"), ("ae", "AE"), ("Saudi", "BH"), (None, "BH")]
    )
    def test_the_country_is_iso_2(self, country: str | None, sent: str) -> None:
        at = branch(pickup=replace(PICKUP, country=country))
        assert told(order(), at, rules(country="BH")).customer.country == sent

    def test_what_is_not_there_is_empty(self) -> None:
        # Asked for after sending, when Foodics may have lost anything (rules.md section 6).
        found = told(order(customer=None, address=None), branch(pickup=None)).customer
        assert (found.mobile, found.address, found.city) == ("", "", "")
        assert found.name == "عميل #27"
        assert (found.district, found.email, found.country) == (None, None, "SA")


class TestItems:
    def test_price_per_unit(self) -> None:
        (line,) = told(order()).items
        assert (line.name, line.sku) == ("Chicken Meal", "sk-1")
        assert (line.price, line.quantity, line.row_total) == (
            Decimal("35.00"),
            Decimal(2),
            Decimal("70.00"),
        )

    def test_a_price_that_does_not_divide(self) -> None:
        (line,) = told(order(items=(item(quantity="3", total="10.00"),))).items
        assert str(line.price) == "3.3333"
        assert line.row_total == Decimal("10.00")

    def test_without_name_or_sku(self) -> None:
        (line,) = told(order(items=(item(name="\n", sku=""),))).items
        assert (line.name, line.sku) == ("#27", "-")

    def test_an_order_without_lines_still_has_one(self) -> None:
        (line,) = told(order(items=())).items
        assert line.sku == "-"
        assert (line.name, line.quantity, line.row_total) == ("#27", Decimal(1), Decimal("86.25"))

    def test_lines_that_come_to_nothing_are_not_carried(self) -> None:
        found = told(order(items=(item(quantity="0"), item(name="Cola", quantity="1")))).items
        assert [line.name for line in found] == ["Cola"]

    def test_absurd_numbers_do_not_stop_it(self) -> None:
        huge = item(quantity="0.000000000001", total="1000000000000")
        (line,) = told(order(items=(huge,))).items
        assert line.price > 0

    def test_nor_do_totals_of_thirty_digits(self) -> None:
        total = f"1{'0' * 30}"
        (line,) = told(order(items=(item(quantity="1", total=total),))).items
        assert line.price == Decimal(total)
        (line,) = told(order(items=(item(quantity="3", total=total),))).items
        assert str(line.price) == f"{'3' * 30}.3333"


class TestTimes:
    def test_the_order_date_is_the_businesss_time(self) -> None:
        assert told(order()).order_date == datetime(2026, 11, 23, 21, 2, 21)  # noqa: DTZ001
        late = rules(utc_offset=timedelta(hours=4))
        assert told(order(), under=late).order_date.hour == 22

    def test_without_an_opening_time_the_clouds(self) -> None:
        created = order(opened_at=None)
        assert told(created).order_date == datetime(2026, 11, 23, 21, 3, 1)  # noqa: DTZ001

    def test_an_ahead_order_has_a_slot(self) -> None:
        found = told(order(due_at=NOW + minutes(60)))
        assert found.slot_from == datetime(2026, 11, 23, 22, 21)  # noqa: DTZ001
        assert found.slot_to == datetime(2026, 11, 23, 23, 21)  # noqa: DTZ001

    def test_an_order_for_now_has_none(self) -> None:
        found = told(order())
        assert (found.slot_from, found.slot_to) == (None, None)


class TestPickupAndNotes:
    def test_v2_names_the_door(self) -> None:
        found = told(order())
        assert found.pickup_code == "B01"
        assert found.shipping_notes == "#27 · 103377"

    def test_v1_knows_no_door_the_notes_name_the_branch(self) -> None:
        found = told(order(), branch(city="Riyadh"), rules(generation="v1"))
        assert found.pickup_code is None
        assert found.customer.city == "Riyadh"
        assert found.shipping_notes == "B01 Olaya | #27 · 103377"

    def test_the_customers_words_follow_in_one_line(self) -> None:
        found = told(order(customer_notes="لا تطرق\nالباب", kitchen_notes="no onions"))
        assert found.shipping_notes == "#27 · 103377 | لا تطرق, الباب"

    def test_empty_words_leave_no_trace(self) -> None:
        assert told(order(customer_notes=" \n ")).shipping_notes == "#27 · 103377"


class TestFingerprint:
    """A refused order whose data changed goes again by itself (rules.md section 5)."""

    def test_it_is_as_long_as_the_ledger_keeps(self) -> None:
        assert len(request.fingerprint(told(order()))) == 32

    def test_the_same_order_has_the_same(self) -> None:
        assert request.fingerprint(told(order())) == request.fingerprint(told(order()))

    def test_what_oto_is_not_told_changes_nothing(self) -> None:
        later = order(updated_at=NOW, tags=("vip",), kitchen_notes="x")
        assert request.fingerprint(told(later)) == request.fingerprint(told(order()))

    @pytest.mark.parametrize(
        "changes",
        [
            {"customer": customer(phone="500000124")},
            {"customer": customer(name="سارة")},
            {"address": address("شارع التحلية")},
            {"total": Decimal("86.26")},
            {"items": ()},
            {"payments": (payment(),)},
            {"due_at": NOW},
            {"customer_notes": "ring"},
        ],
    )
    def test_whatever_oto_is_told_changes_it(self, changes: dict[str, Any]) -> None:
        assert request.fingerprint(told(order(**changes))) != request.fingerprint(told(order()))

    def test_the_branchs_door_and_city_too(self) -> None:
        moved = branch(pickup=replace(PICKUP, code="B02"))
        assert request.fingerprint(told(order(), moved)) != request.fingerprint(told(order()))
        named = told(order(), with_=known(city="Jeddah"))
        assert request.fingerprint(named) != request.fingerprint(told(order()))

    def test_broken_characters_do_not_stop_it(self) -> None:
        broken = told(order())
        assert request.fingerprint(replace(broken, shipping_notes="\ud83d"))
