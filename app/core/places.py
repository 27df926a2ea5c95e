"""Where from and where to: points, addresses, cities, pickup locations (rules.md section 4).

Coordinates are degrees, distances metres.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core import cities as known_cities
from app.core import city_in_text
from app.core.contact import clean, fold_digits, one_line, search_fold
from app.core.order import Address, FoodicsBranch, PickupLocation

Point = tuple[float, float]

#: A customer farther away than this is a wrong point, not a customer.
FARTHEST_M = 60_000
#: A customer this near is in the branch's city, whatever the address says.
SAME_CITY_M = 40_000
#: A pickup location this near may be the branch's door.
SAME_DOOR_M = 300
#: A pickup location farther away than this is not the branch's door, whatever its code says.
OTHER_DOOR_M = 1_000

_EARTH_M = 6_371_008.8
#: Points this near to 0,0 (in degrees) are a missing value, not a place in the sea.
_NOWHERE = 0.01
_SHORT_ADDRESS = re.compile(r"(?<!\w)([A-Za-z]{4}\d{4})(?!\w)")
#: Four letters that mean part of a building, not a national address: "FLAT1204".
_BUILDING = frozenset({"FLAT", "ROOM", "UNIT", "SHOP", "GATE", "BLDG", "BLOK", "ROAD", "EXIT"})


@dataclass(frozen=True, slots=True)
class CityFound:
    """The delivery city in OTO's spelling."""

    city: str


@dataclass(frozen=True, slots=True)
class CityUnclear:
    """The address names another city than the branch's; the manager says which holds."""

    named: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pickup location for a branch. `sure`: it may be taken without asking.

    `why`: code, name or near (how it was found); code_other_name or code_far (found by its code,
    but contradicted); ambiguous (several fit equally) or none, both without a location.
    """

    location: PickupLocation | None
    sure: bool
    why: str


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Metres between two points along the surface (haversine)."""
    north, east = math.radians(lat2 - lat1), math.radians(lon2 - lon1)
    across = math.cos(math.radians(lat1)) * math.cos(math.radians(lat2))
    chord = math.sin(north / 2) ** 2 + across * math.sin(east / 2) ** 2
    return 2 * _EARTH_M * math.asin(math.sqrt(min(1.0, chord)))


def usable_point(lat: float | None, lon: float | None, branch_point: Point | None) -> bool:
    """False for a point that must not be sent: missing, off the globe, 0,0, or over 60 km from the
    branch. A branch point that is itself no place is taken as not known."""
    point = _place(lat, lon)
    if point is None:
        return False
    branch = _place(*branch_point) if branch_point else None
    return branch is None or distance_m(*point, *branch) <= FARTHEST_M


def without_point(address: Address) -> Address:
    """The same address with its point taken away, for points that are not to be believed."""
    return replace(address, latitude=None, longitude=None)


def short_address(text: str) -> str | None:
    """The national short address in a text, such as "RRRD2929", upper-cased; None without one.

    Only as a word of its own, four letters and four digits.
    """
    for found in _SHORT_ADDRESS.finditer(fold_digits(clean(text))):
        code = found[1].upper()
        if code[:4] not in _BUILDING:
            return code
    return None


def address_text(address: Address, branch_point: Point | None = None) -> str:
    """The address in one line: description, then zone and name where they add something.

    A usable point stands in for a missing description, as "24.823612, 46.640155"; "" when there is
    nothing at all.
    """
    parts = [one_line(address.description)]
    if not _says_something(parts[0]):
        parts = []
    for more in (address.zone or "", address.name):
        added = one_line(more)
        if _says_something(added) and search_fold(added) not in search_fold(" ".join(parts)):
            parts.append(added)
    if not _says_something(address.description):
        parts += _point_text(address, branch_point)
    return ", ".join(parts)


def has_address(address: Address, branch_point: Point | None = None) -> bool:
    """True when there is something to find the customer by: a text or a usable point."""
    return (
        _says_something(address.description)
        or _says_something(address.name)
        or usable_point(address.latitude, address.longitude, branch_point)
    )


def same_city(one: str, other: str) -> bool:
    """True when both name one city, in whatever language and spelling."""
    return known_cities.same_city(one, other)


def city_for(
    address: Address,
    *,
    branch_city: str,
    branch_point: Point | None,
    cities: Collection[str],
    answers: Mapping[str, str],
) -> CityFound | CityUnclear:
    """The delivery city: the branch's, unless the address names another one.

    `branch_city` is in OTO's spelling, `cities` are OTO's own names (may be empty), `answers` maps
    address id → city the manager chose. A point within 40 km of the branch settles it.
    """
    answer = answers.get(address.id)
    if answer:
        return CityFound(answer)
    named = named_city(address.description, cities)
    if named is None or same_city(named, branch_city) or _near(address, branch_point):
        return CityFound(branch_city)
    return CityUnclear(named)


def named_city(description: str, cities: Collection[str]) -> str | None:
    """The city an address names, in OTO's spelling; None when it names none.

    A name counts only as the whole last part of the address (parts are split by commas, line breaks
    and dashes; postal codes, regions and countries at the end are passed over) or directly after
    مدينة or City. So neither "طريق مكة" nor "بنك الرياض" names a city.
    """
    return city_in_text.named_city(description, cities)


def propose_pickup(
    branch: FoodicsBranch,
    locations: Sequence[PickupLocation],
    other_names: Collection[str] = (),
) -> Proposal:
    """Which of OTO's pickup locations is this branch's door.

    By code = branch reference, then by name, then the only one within 300 m. Inactive ones never.
    Sure only by code, when nothing contradicts: the distance (over 1 km, where both points are
    known) or the name. A name contradicts when it is that of another branch (`other_names`, in any
    language) and not this one's; merely different words do not.
    """
    active = [location for location in locations if location.active and location.code.strip()]
    own = {_name(name) for name in (branch.name, branch.name_localized or "")} - {""}
    reference = _name(branch.reference)
    for location in active:
        if reference and _name(location.code) == reference:
            return _by_code(branch, location, {_name(name) for name in other_names} - own)
    named = [location for location in active if _name(location.name) in own]
    if len(named) == 1:
        return Proposal(named[0], sure=False, why="name")
    near = [location for location in active if apart_m(branch, location) <= SAME_DOOR_M]
    if len(near) == 1:
        return Proposal(near[0], sure=False, why="near")
    return Proposal(None, sure=False, why="ambiguous" if named or near else "none")


def _by_code(branch: FoodicsBranch, location: PickupLocation, others: set[str]) -> Proposal:
    if _name(location.name) in others:
        return Proposal(location, sure=False, why="code_other_name")
    apart = apart_m(branch, location)
    if OTHER_DOOR_M < apart < math.inf:
        return Proposal(location, sure=False, why="code_far")
    return Proposal(location, sure=True, why="code")


def _name(text: str) -> str:
    return " ".join(known_cities.words(text))


def apart_m(branch: FoodicsBranch, location: PickupLocation) -> float:
    """Metres between a branch and a door, infinite when one of the points is not known."""
    one = _place(branch.latitude, branch.longitude)
    other = _place(location.latitude, location.longitude)
    return distance_m(*one, *other) if one and other else math.inf


def _place(lat: float | None, lon: float | None) -> Point | None:
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    if abs(lat) > 90 or abs(lon) > 180 or (abs(lat) < _NOWHERE and abs(lon) < _NOWHERE):
        return None
    return lat, lon


def _near(address: Address, branch_point: Point | None) -> bool:
    point = _place(address.latitude, address.longitude)
    branch = _place(*branch_point) if branch_point else None
    return bool(point and branch and distance_m(*point, *branch) <= SAME_CITY_M)


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _point_text(address: Address, branch_point: Point | None) -> Iterator[str]:
    point = _place(address.latitude, address.longitude)
    if point and usable_point(*point, branch_point):
        yield f"{point[0]:.6f}, {point[1]:.6f}"
