"""rules.md section 4: points, addresses, cities, pickup locations."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import places
from app.core.order import Address, FoodicsBranch, PickupLocation

YASMIN = (24.8265, 46.6389)
OLAYA = (24.6951, 46.6855)
JEDDAH = (21.5433, 39.1728)

lat = st.floats(-90, 90)
lon = st.floats(-180, 180)


def address(
    description: str = "",
    *,
    name: str = "",
    zone: str | None = None,
    point: tuple[float, float] | None = None,
) -> Address:
    return Address("a1", name, description, zone, *(point or (None, None)))


class TestDistance:
    def test_known_distances(self) -> None:
        assert places.distance_m(*YASMIN, *YASMIN) == 0
        assert places.distance_m(0, 0, 0, 1) == pytest.approx(111_195, abs=1)
        assert places.distance_m(*YASMIN, *JEDDAH) == pytest.approx(848_000, rel=0.01)

    def test_the_other_side_of_the_world_is_half_around_it(self) -> None:
        assert places.distance_m(0, 0, 0, 180) == pytest.approx(math.pi * 6_371_008.8)

    @pytest.mark.parametrize(("north", "east"), [(84.9, -73.1), (-81.3, -154.6), (-5.5, -81.3)])
    def test_rounding_does_not_make_it_farther_than_that(self, north: float, east: float) -> None:
        found = places.distance_m(north, east, -north, east + 180)
        assert found == pytest.approx(math.pi * 6_371_008.8)

    @given(lat, lon, lat, lon)
    def test_both_ways_are_equally_far(self, a: float, b: float, c: float, d: float) -> None:
        there = places.distance_m(a, b, c, d)
        assert there == pytest.approx(places.distance_m(c, d, a, b), abs=1e-3)
        assert 0 <= there <= 20_015_200


class TestUsablePoint:
    def test_a_point_near_the_branch_is_sent(self) -> None:
        assert places.usable_point(*OLAYA, YASMIN)

    def test_a_point_is_sent_when_the_branch_has_none(self) -> None:
        assert places.usable_point(*JEDDAH, None)
        assert places.usable_point(*JEDDAH, (0.0, 0.0))

    @pytest.mark.parametrize(
        "point", [(0.0, 46.0), (24.0, 0.0), (0.02, 0.0), (0.0, -0.02), (90.0, 0.0), (0.0, -180.0)]
    )
    def test_only_0_0_and_what_is_off_the_globe_are_no_place(
        self, point: tuple[float, float]
    ) -> None:
        assert places.usable_point(*point, None)

    def test_over_sixty_kilometres_is_not(self) -> None:
        assert not places.usable_point(*JEDDAH, YASMIN)
        assert places.usable_point(24.8265 + 59 / 111.2, 46.6389, YASMIN)
        assert not places.usable_point(24.8265 + 61 / 111.2, 46.6389, YASMIN)

    @pytest.mark.parametrize(
        ("latitude", "longitude"),
        [
            (0.0, 0.0),
            (0.00001, 0.0),
            (None, 46.6),
            (24.8, None),
            (91.0, 46.6),
            (24.8, 181.0),
            (math.nan, 46.6),
            (24.8, math.inf),
        ],
    )
    def test_what_is_no_place_is_not(self, latitude: float | None, longitude: float | None) -> None:
        assert not places.usable_point(latitude, longitude, None)

    def test_a_point_can_be_taken_away(self) -> None:
        bare = places.without_point(address("حي الياسمين", point=YASMIN))
        assert (bare.latitude, bare.longitude, bare.description) == (None, None, "حي الياسمين")


class TestShortAddress:
    @pytest.mark.parametrize(
        "text",
        [
            "RRRD2929",
            "rrrd2929",
            "حي الياسمين، RRRD2929، الرياض",
            "(rrrd٢٩٢٩)",
            "\u200eRRRD2929\u200e",
        ],
    )
    def test_four_letters_and_four_digits_as_a_word(self, text: str) -> None:
        assert places.short_address(text) == "RRRD2929"

    @pytest.mark.parametrize(
        "text",
        ["", "RRR2929", "RRRD292", "RRRD29290", "XRRRD2929", "RRRD 2929", "حيRRRD2929", "FLAT1204"],
    )
    def test_nothing_else(self, text: str) -> None:
        assert places.short_address(text) is None

    @pytest.mark.parametrize(
        "part", ["FLAT", "ROOM", "UNIT", "SHOP", "GATE", "BLDG", "BLOK", "ROAD", "EXIT"]
    )
    def test_part_of_a_building_is_none(self, part: str) -> None:
        assert places.short_address(f"{part}1204") is None
        assert places.short_address(f"{part.title()}1204, RRRD2929") == "RRRD2929"

    def test_a_flat_before_it_does_not_hide_it(self) -> None:
        assert places.short_address("flat1204, RRRD2929") == "RRRD2929"


class TestAddressText:
    def test_description_then_zone_then_name(self) -> None:
        full = address("حي الياسمين\nشقة 12", zone="شمال الرياض", name="المنزل")
        assert places.address_text(full) == "حي الياسمين, شقة 12, شمال الرياض, المنزل"

    def test_what_the_description_says_already_is_not_repeated(self) -> None:
        said = address("شقة 12، المَنزل، شمال الرياض", zone="شمال  الرياض", name="المنزل")
        assert places.address_text(said) == "شقة 12، المَنزل، شمال الرياض"

    def test_nor_what_zone_and_description_say_together(self) -> None:
        there = address("King Road", name="Road Olaya", zone="Olaya")
        assert places.address_text(there) == "King Road, Olaya"

    def test_a_point_without_text_becomes_text(self) -> None:
        assert places.address_text(address(point=(24.823612, 46.640155))) == "24.823612, 46.640155"

    def test_a_name_alone_is_helped_by_the_point(self) -> None:
        named = address("-", name="Home", point=(24.823612, 46.640155))
        assert places.address_text(named) == "Home, 24.823612, 46.640155"

    def test_a_point_that_is_not_to_be_believed_does_not(self) -> None:
        assert places.address_text(address(point=(0.0, 0.0))) == ""
        assert places.address_text(address(point=JEDDAH), YASMIN) == ""

    def test_nothing_is_nothing(self) -> None:
        assert places.address_text(address("  \n", name=".")) == ""

    @pytest.mark.parametrize(
        "there",
        [address("حي الياسمين"), address(name="المنزل"), address(point=YASMIN)],
    )
    def test_a_text_or_a_point_is_an_address(self, there: Address) -> None:
        assert places.has_address(there)

    @pytest.mark.parametrize(
        "there",
        [address(), address("-", name=" "), address(point=(0.0, 0.0)), address(zone="شمال الرياض")],
    )
    def test_without_both_there_is_none(self, there: Address) -> None:
        assert not places.has_address(there)

    def test_a_point_too_far_from_the_branch_is_none_either(self) -> None:
        assert not places.has_address(address(point=JEDDAH), YASMIN)


BRANCH = FoodicsBranch("b1", "B03", "فرع الياسمين", "Al Yasmin", *YASMIN)
DOOR = PickupLocation("B03", "Yasmin kitchen", "Riyadh", "SA", *YASMIN)


class TestProposePickup:
    def test_the_code_alone_makes_it_sure(self) -> None:
        other = replace(DOOR, code="B04", name="Al Yasmin")
        found = places.propose_pickup(BRANCH, [other, DOOR])
        assert (found.location, found.sure, found.why) == (DOOR, True, "code")

    def test_case_and_spaces_of_the_code_do_not_matter(self) -> None:
        assert places.propose_pickup(BRANCH, [replace(DOOR, code=" b03 ")]).sure

    @pytest.mark.parametrize("point", [(None, None), (0.0, 0.0), (24.834, 46.6389)])
    def test_an_unknown_or_small_distance_does_not_contradict(
        self, point: tuple[float | None, float | None]
    ) -> None:
        door = replace(DOOR, latitude=point[0], longitude=point[1])
        assert places.propose_pickup(BRANCH, [door]).sure

    def test_more_than_a_kilometre_contradicts(self) -> None:
        door = replace(DOOR, latitude=24.8365)
        found = places.propose_pickup(BRANCH, [door])
        assert (found.location, found.sure, found.why) == (door, False, "code_far")

    def test_the_name_of_another_branch_contradicts(self) -> None:
        door = replace(DOOR, name="OLAYA")
        found = places.propose_pickup(BRANCH, [door], other_names=["Olaya", "العليا"])
        assert (found.location, found.sure, found.why) == (door, False, "code_other_name")

    def test_the_branchs_own_name_never_contradicts(self) -> None:
        door = replace(DOOR, name="Al Yasmin")
        assert places.propose_pickup(BRANCH, [door], other_names=["al yasmin"]).sure

    @pytest.mark.parametrize("name", ["فرع الياسمين", "AL-YASMIN", "فَرع  الياسمين"])
    def test_by_name_it_is_only_a_proposal(self, name: str) -> None:
        door = replace(DOOR, code="X1", name=name, latitude=None, longitude=None)
        found = places.propose_pickup(BRANCH, [replace(DOOR, code="X2"), door])
        assert (found.location, found.sure, found.why) == (door, False, "name")

    def test_the_only_one_within_300_m_is_a_proposal(self) -> None:
        door = replace(DOOR, code="X1", latitude=24.8285)
        far = replace(DOOR, code="X2", latitude=24.84)
        found = places.propose_pickup(BRANCH, [far, door])
        assert (found.location, found.sure, found.why) == (door, False, "near")

    def test_two_near_ones_are_none(self) -> None:
        two = [replace(DOOR, code="X1"), replace(DOOR, code="X2")]
        found = places.propose_pickup(BRANCH, two)
        assert (found.location, found.sure, found.why) == (None, False, "ambiguous")

    def test_two_of_one_name_are_told_apart_by_distance(self) -> None:
        near = replace(DOOR, code="X1", name="Al Yasmin")
        far = replace(near, code="X2", latitude=24.9)
        assert places.propose_pickup(BRANCH, [far, near]).location == near

    def test_inactive_ones_and_ones_without_code_never(self) -> None:
        gone = [replace(DOOR, active=False), replace(DOOR, code=" ")]
        found = places.propose_pickup(replace(BRANCH, reference=""), gone)
        assert (found.location, found.sure, found.why) == (None, False, "none")

    def test_a_name_in_one_language_is_the_only_one(self) -> None:
        bare = FoodicsBranch("b9", "B09", "Olaya")
        assert places.propose_pickup(bare, [replace(DOOR, name="X")]).why == "none"

    def test_a_branch_without_point_or_names_gets_none(self) -> None:
        bare = FoodicsBranch("b9", "B09", "")
        door = replace(DOOR, name="")
        assert places.propose_pickup(bare, [door]).why == "none"
