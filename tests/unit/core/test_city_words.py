"""rules.md section 4: the words of an address that decide whether a name in it is its city.

Each word is tried alone: a list of them is a rule, and one that is lost changes what is sent.
"""

import pytest

from app.core import cities, places

NO_CITIES: frozenset[str] = frozenset()
SAUDI = (
    *("السعودية", "المملكة", "العربية السعودية", "المملكة العربية السعودية"),
    *("Saudi", "Saudi Arabia", "Kingdom of Saudi Arabia", "KSA", "K.S.A.", "SA"),
)
NEIGHBOURS = (
    *("الإمارات", "الإمارات العربية المتحدة", "دولة الإمارات العربية المتحدة"),
    *("United Arab Emirates", "UAE", "U.A.E.", "Emirates"),
    *("الكويت", "دولة الكويت", "Kuwait", "State of Kuwait"),
    *("البحرين", "مملكة البحرين", "Bahrain", "Kingdom of Bahrain"),
    *("قطر", "دولة قطر", "Qatar", "State of Qatar"),
    *("عمان", "سلطنة عمان", "Oman", "Sultanate of Oman"),
    *("مصر", "Egypt", "الأردن", "Jordan"),
)


def named(address: str) -> str | None:
    return places.named_city(address, NO_CITIES)


@pytest.mark.parametrize("word", ["مدينة", "المدينة", "بمدينة", "City"])
def test_directly_after_the_word_city_a_name_is_a_city(word: str) -> None:
    assert named(f"شقة 4 {word} الدمام خلف البنك") == "Dammam"
    assert named("شقة 4 الدمام خلف البنك") is None


@pytest.mark.parametrize("road", ["طريق", "شارع", "Road", "Rd"])
def test_a_road_may_be_called_after_two_cities(road: str) -> None:
    assert named(f"{road} الرياض - الدمام") is None
    assert named(f"شقة 4، {road} الرياض – الدمام") is None
    assert named(f"فيلا {road} الرياض - الدمام") is None
    assert named(f"{road} أبو ظبي - الدمام") is None
    assert named(f"{road} King Abdullah Economic City - Dammam") is None
    assert named(f"{road} الرياض، الدمام") == "Dammam"
    assert named(f"{road} الرياض\nالدمام") == "Dammam"
    assert named(f"{road} التحلية - الدمام") == "Dammam"


@pytest.mark.parametrize(
    "word",
    [
        *("طريق", "شارع", "حي", "مخرج", "ميدان", "دوار", "جسر"),
        *("Road", "Rd", "Street", "St.", "Exit", "District", "Dist.", "Hay"),
    ],
)
def test_never_after_road_street_district_or_exit(word: str) -> None:
    assert named(f"{word} المدينة الدمام، شقة 4") is None
    assert named(f"{word} الدمام") is None


@pytest.mark.parametrize(
    "word",
    [
        *("ص", "ب", "ص.ب", "صندوق", "بريد", "صندوق بريد", "الرمز البريدي", "البريدي"),
        *("الرمز", "رمز", "بريدي", "رمز بريدي"),
        *("P.O.", "Box", "PO Box", "zip", "postal code", "postcode", "code", "postal"),
    ],
)
def test_postal_codes_are_passed_over(word: str) -> None:
    assert named(f"الدمام {word} 31411") == "Dammam"
    assert named(f"الدمام {word}") == "Dammam"
    assert named(f"الدمام، {word} 12 أ") == "Dammam"


@pytest.mark.parametrize("code", ["31411", "3141", "31411-1234", "RRRD2929"])
def test_a_code_at_either_end_is_passed_over(code: str) -> None:
    assert named(f"{code} الدمام") == "Dammam"
    assert named(f"الدمام {code}") == "Dammam"
    assert named(f"الدمام، {code}") == "Dammam"


@pytest.mark.parametrize(
    "region",
    [
        *("المنطقة الشرقية", "منطقة الحدود", "إمارة المنطقة", "Eastern Province"),
        *("Dammam Region", "Emirate", "Dammam Emirate", "الشرقية", "القصيم", "عسير", "الجوف"),
        *("Qassim", "Al Qassim", "Asir", "Aseer", "Al Jouf", "al-Jouf"),
    ],
)
def test_regions_are_passed_over(region: str) -> None:
    assert named(f"شقة 4، الدمام، {region}") == "Dammam"


@pytest.mark.parametrize("country", SAUDI + NEIGHBOURS)
def test_countries_are_passed_over(country: str) -> None:
    assert named(f"شقة 4، الدمام، {country}") == "Dammam"
    assert named(f"شقة 4، الدمام {country}") == "Dammam"
    assert named(f"شقة 4، الدمام {country} 31411") == "Dammam"


def test_a_country_is_no_city() -> None:
    assert [country for country in SAUDI + NEIGHBOURS if named(country)] == []


@pytest.mark.parametrize("before", ["مدينة", "محافظة", "في", "City of", "in", "City"])
def test_what_may_stand_before_a_name(before: str) -> None:
    assert named(f"شقة 4، {before} الدمام") == "Dammam"
    assert cities.canonical(f"{before} Dammam") == "Dammam"


@pytest.mark.parametrize("article", ["Al", "El", "Ad", "Adh", "Ar", "As", "Ash", "At", "Az", "An"])
def test_an_english_article_makes_no_difference(article: str) -> None:
    assert cities.same_city(f"{article} Sulaimi", "Sulaimi")
    assert cities.same_city(f"{article}-Sulaimi", "Sulaimi")
    assert named(f"Flat 4, {article} Dammam") == "Dammam"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # a fused article goes, if enough of a name is left
        ("الدمام", "دمام", True),
        ("Aldammam", "Dammam", True),
        ("الرس", "رس", False),
        ("الخبر", "خبر", True),
        ("Alnas", "Nas", False),
        ("Alarar", "Arar", True),
        # "City" is no part of a name, unless it is all there is
        ("Dammam City", "Dammam", True),
        ("Al Dammam City", "Dammam", True),
        ("Ras Tanura City", "Ras Tanura", True),
        ("City", "", False),
        ("Al", "al", True),
        ("City", "city", True),
        # without its article it is a city, not Madinah
        ("المدينة", "Madinah", True),
        ("مدينة", "Madinah", False),
        ("مدينة المدينة", "Madinah", True),
        ("المدينة الدمام", "Dammam", False),
    ],
)
def test_what_spellings_share(one: str, other: str, same: bool) -> None:
    assert cities.same_city(one, other) is same


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "`", "´"])
def test_apostrophes_make_no_difference(apostrophe: str) -> None:
    assert cities.canonical(f"Ta{apostrophe}if") == "Taif"
    assert cities.canonical(f"Jed{apostrophe}dah") == "Jeddah"


def test_otos_own_name_comes_before_the_tables() -> None:
    oto = frozenset({"Ad Dammam", "Mecca", "Hofuf", "Al Mubarraz", "Tumair"})
    assert cities.spelling("الدمام", oto) == "Ad Dammam"
    assert cities.spelling("Makkah", oto) == "Mecca"
    # Where OTO tells two places of one city apart, its own word for the one that was written.
    assert cities.spelling("Al Mubarraz", oto) == "Al Mubarraz"
    assert cities.spelling("الهفوف", oto) == "Al Mubarraz"
    assert cities.spelling("Tumair", oto) == "Tumair"
    assert cities.spelling("Abha", oto) == "Abha"
    assert cities.spelling("Nowhere", oto) is None
    assert cities.spelling("", oto) is None


def test_the_longest_name_is_the_city() -> None:
    assert named("مدينة المدينة المنورة، شقة 4") == "Madinah"
    assert named("City King Abdullah Economic City, gate 2") == "King Abdullah Economic City"
    assert named("City Wadi Ad Dawasir gate 2") == "Wadi Ad Dawasir"
    assert named("City Abu Dhabi gate 2") == "Abu Dhabi"
    oto = frozenset({"Wadi Bin Hashbal Al Shamali"})
    assert places.named_city("City Wadi Bin Hashbal Al Shamali gate 2", oto) in oto
