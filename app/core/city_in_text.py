"""Which city an address names, and when a city's name in it is none (rules.md section 4).

Addresses are full of city names that are something else: "طريق مكة" is a road, "حي الرياض" a
district, "بنك الرياض" a bank. So a name counts in two places only: as the whole last part of the
address, and directly after مدينة or City.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.core.cities import spelling, words

#: What separates parts. A hyphen inside a Latin word does not: "Al-Khobar".
_BREAKS = re.compile(r"([,،;؛|/\r\n\v\f\x85\u2028\u2029–—]|(?<![A-Za-z])-|-(?![A-Za-z]))")
_DASHES = frozenset("-–—")
_CITY_WORDS = frozenset({"مدينه", "المدينه", "بمدينه", "city"})
#: After these a city's name is the name of a road, a district or an exit.
_NOT_AFTER = frozenset(
    {
        *("طريق", "شارع", "حي", "مخرج", "ميدان", "دوار", "جسر"),
        *("road", "rd", "street", "st", "exit", "district", "dist", "hay"),
    }
)
_ROADS = frozenset({"طريق", "شارع", "road", "rd"})
_POSTAL = frozenset(
    {
        *("ص", "ب", "صندوق", "بريد", "الرمز", "البريدي", "رمز", "بريدي"),
        *("po", "p", "o", "box", "zip", "postal", "postcode", "code"),
    }
)
_CODE = re.compile(r"\d{4,}|[a-z]{4}\d{4}")
_REGION_FIRST = frozenset({"منطقه", "المنطقه", "اماره"})
_REGION_LAST = frozenset({"province", "region", "emirate"})
_REGIONS = frozenset(
    {"الشرقيه", "القصيم", "عسير", "الجوف", "qassim", "al qassim", "asir", "aseer", "al jouf"}
)
_COUNTRIES = frozenset(
    {
        *("السعوديه", "المملكه", "العربيه السعوديه", "المملكه العربيه السعوديه"),
        *("saudi", "saudi arabia", "kingdom of saudi arabia", "ksa", "k s a", "sa"),
        *("الامارات", "الامارات العربيه المتحده", "دوله الامارات العربيه المتحده"),
        *("united arab emirates", "uae", "u a e", "emirates"),
        *("الكويت", "دوله الكويت", "kuwait", "state of kuwait"),
        *("البحرين", "مملكه البحرين", "bahrain", "kingdom of bahrain"),
        *("قطر", "دوله قطر", "qatar", "state of qatar"),
        *("عمان", "سلطنه عمان", "oman", "sultanate of oman"),
        *("مصر", "egypt", "الاردن", "jordan"),
    }
)
_LONGEST_COUNTRY = max(len(country.split()) for country in _COUNTRIES)
_LONGEST_CITY = 5


@dataclass(frozen=True, slots=True)
class _Part:
    words: Sequence[str]
    after_dash: bool


def named_city(description: str, cities: Collection[str]) -> str | None:
    """The city that an address names, in OTO's spelling; None when it names none.

    `cities` are OTO's own names (may be empty). Postal codes, regions and countries at the end of
    the address are passed over.
    """
    return _named_city(description, frozenset(cities))


@lru_cache(maxsize=2048)  # each order is judged many times
def _named_city(description: str, cities: frozenset[str]) -> str | None:
    parts = list(_parts(description))
    return _last_part(parts, cities) or _after_city_word(parts, cities)


def _parts(description: str) -> Iterator[_Part]:
    after_dash = False
    for piece in _BREAKS.split(description):
        found = words(piece)
        if found:
            yield _Part(found, after_dash)
            after_dash = False
        elif piece.strip():
            after_dash = piece in _DASHES


def _last_part(parts: Sequence[_Part], cities: Collection[str]) -> str | None:
    for index in range(len(parts) - 1, -1, -1):
        left = _without_codes(parts[index].words)
        if not left or _is_region(left):
            continue
        named = spelling(" ".join(left), cities)
        if named and index and parts[index].after_dash and _is_road(parts[index - 1], cities):
            return None  # "طريق الرياض - الدمام" is one road
        return named
    return None


def _after_city_word(parts: Sequence[_Part], cities: Collection[str]) -> str | None:
    for part in parts:
        for place, word in enumerate(part.words):
            if word not in _CITY_WORDS or (place and part.words[place - 1] in _NOT_AFTER):
                continue
            for length in range(_LONGEST_CITY, 0, -1):
                name = " ".join(part.words[place + 1 : place + 1 + length])
                named = spelling(name, cities)
                if named:
                    return named
    return None


def _is_road(part: _Part, cities: Collection[str]) -> bool:
    """True for a part that ends in a road called after a city."""
    tail = part.words[-_LONGEST_CITY - 1 :]
    return any(
        word in _ROADS and spelling(" ".join(tail[place + 1 :]), cities) is not None
        for place, word in enumerate(tail)
    )


def _is_region(left: Sequence[str]) -> bool:
    return (
        left[0] in _REGION_FIRST
        or left[0] in _POSTAL
        or left[-1] in _REGION_LAST
        or " ".join(left) in _REGIONS
    )


def _without_codes(found: Sequence[str]) -> list[str]:
    """The words of a part without postal codes at either end and country at its end."""
    left = list(found)
    while left and _CODE.fullmatch(left[0]):
        left.pop(0)
    while left:
        if _CODE.fullmatch(left[-1]) or left[-1] in _POSTAL:
            left.pop()
            continue
        country = _country_at_end(left)
        if not country:
            break
        del left[-country:]
    return left


def _country_at_end(left: Sequence[str]) -> int:
    """How many words at the end are a country's name; "مدينة الكويت" is a city, not a country."""
    for length in range(min(_LONGEST_COUNTRY, len(left)), 0, -1):
        before = left[-length - 1] if len(left) > length else ""
        if " ".join(left[-length:]) in _COUNTRIES and before not in _CITY_WORDS:
            return length
    return 0
