"""rules.md sections 1 and 4: when an order became Ready, whose it is, where it goes."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from app.core import contact, particulars
from app.core.order import DeliveryStatus, Order, Source
from app.core.places import CityFound, CityUnclear
from tests.unit.core.samples import (
    FOODICS_BRANCH,
    OPENED,
    PICKUP,
    READY,
    address,
    branch,
    customer,
    known,
    minutes,
    order,
    rules,
    textual,
)

#: About 90 km from the branch.
FAR = {"latitude": 25.5, "longitude": 46.68}
KITCHEN = DeliveryStatus.SENT_TO_KITCHEN


def ready_at(of: Order, before: datetime | None = None, **under: bool) -> datetime | None:
    return particulars.ready_at(of, rules(**under), before)


class TestReadyAt:
    """`meta.foodics.kitchen_done_at` if given, else `updated_at` of the first version seen Ready."""

    def test_the_kitchens_stamp(self) -> None:
        done = order(kitchen_done_at=READY - minutes(3))
        assert ready_at(done) == READY - minutes(3)

    def test_else_the_first_version_seen_ready(self) -> None:
        assert ready_at(order()) == READY

    def test_later_versions_do_not_make_it_younger(self) -> None:
        closed = order(updated_at=READY + minutes(9))
        assert ready_at(closed, before=READY) == READY

    def test_a_stamp_that_comes_later_counts(self) -> None:
        late = order(kitchen_done_at=READY - minutes(1), updated_at=READY + minutes(1))
        assert ready_at(late, before=READY) == READY - minutes(1)

    def test_not_ready_none(self) -> None:
        assert ready_at(order(delivery_status=KITCHEN), before=READY) is None
        assert ready_at(order(delivery_status=None)) is None

    def test_recalled_and_ready_again_it_counts_anew(self) -> None:
        recalled = ready_at(order(delivery_status=KITCHEN), before=READY)
        again = order(updated_at=READY + minutes(8))
        assert ready_at(again, before=recalled) == READY + minutes(8)

    def test_a_wrong_clock_in_the_kitchen_is_not_believed(self) -> None:
        wrong = READY + minutes(30)
        assert ready_at(order(kitchen_done_at=wrong)) == READY
        assert ready_at(order(kitchen_done_at=wrong), before=READY - minutes(1)) == READY - minutes(
            1
        )

    def test_a_stamp_before_the_order_was_opened_counts_as_it_stands(self) -> None:
        early = OPENED - minutes(30)
        assert ready_at(order(kitchen_done_at=early)) == early

    def test_without_an_opening_time_the_stamp_counts(self) -> None:
        done = order(opened_at=None, kitchen_done_at=READY - minutes(3))
        assert ready_at(done) == READY - minutes(3)

    @pytest.mark.parametrize("status", [3, 4, 5])
    def test_once_others_deliver_it_stays_what_it_was(self, status: int) -> None:
        assert ready_at(order(delivery_status=status), before=READY) == READY
        assert ready_at(order(delivery_status=status)) is None

    def test_cancelled_it_is_not_ready(self) -> None:
        assert ready_at(order(delivery_status=6), before=READY) is None


class TestIsReady:
    @pytest.mark.parametrize("status", [None, KITCHEN])
    def test_the_kitchens_stamp_by_opt_in(self, status: int | None) -> None:
        done = order(delivery_status=status, kitchen_done_at=READY)
        assert not particulars.is_ready(done, rules())
        assert particulars.is_ready(done, rules(kitchen_done_is_ready=True))
        assert ready_at(done, kitchen_done_is_ready=True) == READY

    @pytest.mark.parametrize("status", [3, 4, 5, 6])
    def test_never_past_ready(self, status: int) -> None:
        done = order(delivery_status=status, kitchen_done_at=READY)
        assert not particulars.is_ready(done, rules(kitchen_done_is_ready=True))

    def test_opted_in_without_a_stamp(self) -> None:
        assert not particulars.is_ready(
            order(delivery_status=KITCHEN), rules(kitchen_done_is_ready=True)
        )


def test_who_may_own_the_delivery() -> None:
    of = order(
        markers=(("external_number", "Jahez"), ("channelLink", "")),
        source=Source.API,
        app_id="app-9",
    )
    assert particulars.senders(of) == ["marker:Jahez", "marker:channelLink", "app:app-9"]
    assert particulars.senders(order(app_id="app-9")) == []


class TestBranch:
    def test_the_city_is_the_managers_else_the_pickup_locations(self) -> None:
        assert particulars.branch_city(branch(city="Diriyah")) == "Diriyah"
        assert particulars.branch_city(branch()) == "Riyadh"
        assert particulars.branch_city(branch(pickup=None)) is None

    def test_a_pickup_location_without_a_city_has_none(self) -> None:
        assert particulars.branch_city(branch(pickup=replace(PICKUP, city=""))) is None

    @pytest.mark.parametrize(
        ("pickup", "foodics", "point"),
        [
            ((24.7, 46.68), (21.5, 39.2), (24.7, 46.68)),
            ((None, None), (21.5, 39.2), (21.5, 39.2)),
            ((24.7, None), (21.5, 39.2), (21.5, 39.2)),
            ((0.0, 0.0), (21.5, 39.2), (21.5, 39.2)),
            ((None, None), (0.0, 0.0), None),
        ],
    )
    def test_the_point_is_the_pickup_locations_else_foodics(
        self, pickup: Any, foodics: Any, point: Any
    ) -> None:
        at = branch(
            pickup=replace(PICKUP, latitude=pickup[0], longitude=pickup[1]),
            foodics=replace(FOODICS_BRANCH, latitude=foodics[0], longitude=foodics[1]),
        )
        assert particulars.branch_point(at) == point


class TestPoint:
    """0,0, over 60 km away, or shared by three or more customers: not believed."""

    @pytest.mark.parametrize(
        "changes",
        [
            {"latitude": None},
            {"longitude": None},
            {"latitude": 0.0, "longitude": 0.0},
            FAR,
            {"latitude": 124.0},
        ],
    )
    def test_not_believed(self, changes: dict[str, Any]) -> None:
        of = order(address=address(**changes))
        assert particulars.usable_point(of, branch(), known()) is None
        shown = particulars.address_of(of, branch(), known())
        assert shown is not None
        assert (shown.latitude, shown.longitude) == (None, None)

    def test_believed(self) -> None:
        assert particulars.usable_point(order(), branch(), known()) == (24.7136, 46.6753)
        assert particulars.address_of(order(), branch(), known()) == order().address

    def test_shared_it_is_the_tills(self) -> None:
        assert particulars.usable_point(order(), branch(), known(point_shared=True)) is None

    def test_without_an_address_there_is_none(self) -> None:
        assert particulars.usable_point(order(address=None), branch(), known()) is None
        assert particulars.address_of(order(address=None), branch(), known()) is None


class TestAddress:
    def has(self, of: Order, **changes: Any) -> bool:
        return particulars.has_address(particulars.address_of(of, branch(), known(**changes)))

    def test_a_text_or_a_point(self) -> None:
        assert self.has(order())
        assert self.has(order(address=textual("شارع العليا")))
        assert self.has(order(address=address("")))

    @pytest.mark.parametrize("description", ["", "  ", "\u200f", "-", ".", "🏠"])
    def test_nothing_to_find_the_door_by(self, description: str) -> None:
        assert not self.has(order(address=textual(description)))
        assert not self.has(order(address=address(description, **FAR)))
        assert not self.has(order(address=address(description)), point_shared=True)

    def test_mended_here(self) -> None:
        assert self.has(order(address=None), address="شارع العليا 9")
        mended = particulars.address_of(order(), branch(), known(address="شارع التحلية 4"))
        assert mended is not None
        assert mended.description == "شارع التحلية 4"
        # Zone and name were said of the old text, the customer's point still holds.
        assert (mended.zone, mended.name) == (None, "")
        assert mended.latitude == 24.7136


class TestCity:
    def test_the_branchs(self) -> None:
        assert particulars.city_of(order(), branch(), rules(), known()) == CityFound("Riyadh")

    def test_in_otos_spelling(self) -> None:
        jeddah = order(address=textual("حي النهضة، جدة"))
        under = rules(known_cities=frozenset({"JEDDAH", "Riyadh"}))
        assert particulars.city_of(jeddah, branch(), under, known()) == CityUnclear("JEDDAH")

    def test_the_answer_for_that_address(self) -> None:
        jeddah = order(address=textual("حي النهضة، جدة"))
        under = rules(cities={"a1": "Jeddah"})
        assert particulars.city_of(jeddah, branch(), under, known()) == CityFound("Jeddah")

    def test_mended_here_it_needs_no_branch(self) -> None:
        found = particulars.city_of(order(), branch(pickup=None), rules(), known(city="Abha"))
        assert found == CityFound("Abha")

    def test_not_known_without_address_or_branch_city(self) -> None:
        assert particulars.city_of(order(address=None), branch(), rules(), known()) is None
        assert particulars.city_of(order(), branch(pickup=None), rules(), known()) is None


class TestPhone:
    def test_foodics_number_in_e164(self) -> None:
        assert particulars.phone_of(order(), rules(), known()) == contact.Phone("966500000123")

    def test_without_a_dial_code_the_businesss_country_holds(self) -> None:
        emirati = order(customer=customer(dial_code="", phone="0501234567"))
        found = particulars.phone_of(emirati, rules(country="AE"), known())
        assert found == contact.Phone("971501234567")

    def test_mended_here(self) -> None:
        found = particulars.phone_of(order(customer=None), rules(), known(phone="966500000999"))
        assert found == contact.Phone("966500000999")

    def test_no_customer_no_phone(self) -> None:
        assert particulars.phone_of(order(customer=None), rules(), known()) is None
