"""rules.md section 4: which city an address is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import cities, places
from app.core.order import Address
from app.core.places import CityFound, CityUnclear

YASMIN = (24.8265, 46.6389)
OLAYA = (24.6951, 46.6855)
JEDDAH = (21.5433, 39.1728)
#: As OTO might list them: its spelling is its own.
OTO = frozenset(
    {"Riyadh", "Jeddah", "Mecca", "Al Khobar", "Dammam", "Hofuf", "Ad Diriyah", "Tumair"}
)


class TestSameCity:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Riyadh", "الرياض"),
            ("riyadh", "Ar Riyadh"),
            ("Riyadh City", "مدينة الرياض"),
            ("Jeddah", "جده"),
            ("Mecca", "مكة المكرمة"),
            ("Al Khobar", "الخبر"),
            ("Alkhobar", "Al-Khobar"),
            ("Khobar", "Al Khobar"),
            ("Al Ahsa", "الهفوف"),
            ("Ha'il", "حائل"),
            ("المدينة", "Madinah"),
            ("Kuwait City", "مدينة الكويت"),
            ("Tumair", "TUMAIR"),
        ],
    )
    def test_spellings_of_one_city(self, one: str, other: str) -> None:
        assert places.same_city(one, other)
        assert places.same_city(other, one)

    @pytest.mark.parametrize(
        ("one", "other"), [("Riyadh", "Jeddah"), ("", ""), ("", "Riyadh"), ("الرس", "رأس تنورة")]
    )
    def test_different_cities(self, one: str, other: str) -> None:
        assert not places.same_city(one, other)

    def test_no_spelling_belongs_to_two_cities(self) -> None:
        names = [line.split("|") for line in cities._TABLE.strip().splitlines()]
        for line in names:
            for name in line:
                assert cities.canonical(name) == line[0].strip(), name


class TestNamedCity:
    @pytest.mark.parametrize(
        ("description", "named"),
        [
            ("حي الياسمين، شارع أنس بن مالك، شقة 12، الرياض", "Riyadh"),
            ("حي الصفا، جدة", "Jeddah"),
            ("حي الصفا\nجدة", "Jeddah"),
            ("حي الصفا - جدة.", "Jeddah"),
            ("حي العليا-الخبر", "Al Khobar"),
            ("Al Olaya, Al-Khobar", "Al Khobar"),
            ("King Fahd Rd, Al Olaya, Riyadh 12345, Saudi Arabia", "Riyadh"),
            ("Riyadh 12345 Saudi Arabia", "Riyadh"),
            ("King Fahd Rd, Riyadh 12345-6789, KSA", "Riyadh"),
            ("حي الروضة، 23434 جدة، المملكة العربية السعودية", "Jeddah"),
            ("Villa 3, Dammam, Eastern Province", "Dammam"),
            ("فيلا 3، الدمام، المنطقة الشرقية، ص.ب 123", "Dammam"),
            ("شقة 5، محافظة جدة", "Jeddah"),
            ("RRRD2929 Riyadh", "Riyadh"),
            ("الدرعية", "Ad Diriyah"),
            ("شقة 5, Tumair", "Tumair"),
            ("مكة", "Mecca"),
            ("مدينة جدة حي الصفا شقة 2", "Jeddah"),
            ("المدينة: جدة، شقة 2", "Jeddah"),
            ("City of Jeddah, flat 2", "Jeddah"),
            ("Flat 2, City: Al Khobar, gate 3", "Al Khobar"),
            ("Block 5, Kuwait City, Kuwait", "Kuwait City"),
            ("قطعة 5، مدينة الكويت", "Kuwait City"),
            ("Marina, Dubai, UAE", "Dubai"),
        ],
    )
    def test_as_the_last_part_or_after_the_word_city(self, description: str, named: str) -> None:
        assert places.named_city(description, OTO) == named

    @pytest.mark.parametrize(
        "description",
        [
            "",
            " ، ",
            "حي الياسمين، شقة 12",
            "طريق مكة",
            "شارع جدة",
            "حي الرياض",
            "مخرج الدمام",
            "بجوار بنك الرياض",
            "الرياض، حي الياسمين",
            "طريق مدينة جدة",
            "طريق المدينة المنورة",
            "طريق الرياض - الدمام",
            "Makkah Road",
            "St. Jeddah",
            "Exit 5 Dammam",
            "مدينة الملك فهد الطبية",
            "شقة 3، مدينة",
            "Salmiya, Kuwait",
            "السعودية",
            "12345",
        ],
    )
    def test_never_after_road_street_district_exit(self, description: str) -> None:
        assert places.named_city(description, OTO) is None

    def test_a_district_after_a_dash_does_not_hide_the_city(self) -> None:
        assert places.named_city("حي الرياض - جدة", OTO) == "Jeddah"

    def test_otos_spelling_holds_where_it_is_known(self) -> None:
        assert places.named_city("مكة المكرمة", OTO) == "Mecca"
        assert places.named_city("مكة المكرمة", ()) == "Makkah"
        assert places.named_city("الأحساء", OTO) == "Hofuf"
        assert places.named_city("الأحساء", {"Al Ahsa", "Hofuf"}) == "Al Ahsa"
        assert places.named_city("الهفوف", {"Al Ahsa", "Hufuf"}) == "Al Ahsa"
        assert places.named_city("Hofuf", {"Al Ahsa", "Hofuf"}) == "Hofuf"

    def test_a_town_only_oto_knows_needs_its_list(self) -> None:
        assert places.named_city("شقة 5, Tumair", ()) is None

    @given(st.text())
    def test_any_text_can_be_asked(self, text: str) -> None:
        named = places.named_city(text, OTO)
        assert named is None or named

    def test_a_very_long_text_is_no_trouble(self) -> None:
        assert places.named_city("طريق " * 20_000 + "- الدمام", OTO) == "Dammam"


class TestCityFor:
    def city(
        self,
        description: str,
        *,
        point: tuple[float, float] | None = None,
        branch_point: tuple[float, float] | None = YASMIN,
        answers: dict[str, str] | None = None,
    ) -> CityFound | CityUnclear:
        return places.city_for(
            Address("a1", "", description, None, *(point or (None, None))),
            branch_city="Riyadh",
            branch_point=branch_point,
            cities=OTO,
            answers=answers or {},
        )

    @pytest.mark.parametrize(
        "description", ["حي الياسمين", "شقة 12، الرياض", "x, Riyadh 12345", ""]
    )
    def test_the_branchs_city_unless_another_is_named(self, description: str) -> None:
        assert self.city(description) == CityFound("Riyadh")

    def test_another_city_is_unclear(self) -> None:
        assert self.city("حي الصفا، جدة") == CityUnclear("Jeddah")

    def test_a_point_within_forty_kilometres_settles_it(self) -> None:
        assert self.city("حي الصفا، جدة", point=OLAYA) == CityFound("Riyadh")

    @pytest.mark.parametrize("point", [(25.3, 46.6389), JEDDAH, (0.0, 0.0)])
    def test_a_point_farther_away_does_not(self, point: tuple[float, float]) -> None:
        assert self.city("حي الصفا، جدة", point=point) == CityUnclear("Jeddah")

    def test_nor_does_a_point_when_the_branch_has_none(self) -> None:
        found = self.city("حي الصفا، جدة", point=OLAYA, branch_point=None)
        assert found == CityUnclear("Jeddah")

    def test_the_managers_answer_holds_for_that_address(self) -> None:
        assert self.city("حي الصفا، جدة", answers={"a1": "Jeddah"}) == CityFound("Jeddah")
        assert self.city("حي الصفا، جدة", answers={"a2": "Jeddah"}) == CityUnclear("Jeddah")
