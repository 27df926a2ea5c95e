"""Reading orders and lists: one order, lumps of ids, and pages."""

from collections.abc import Awaitable, Mapping, Sequence
from datetime import date
from typing import Protocol

from app.core.dispatch import OtoSeen
from app.oto import reading, wire
from app.oto.errors import trouble, unreadable
from app.oto.said import Said

#: Ids in one orderHistory; halved while OTO finds them too many (oto-api.md section 6).
LUMP = 50
#: Rows a page: the most that OTO gives (oto-api.md section 11).
ORDERS_A_PAGE = 100
CITIES_A_PAGE = 500
#: Pages after which something is wrong: no restaurant has 20,000 orders in a few days.
MOST_PAGES = 200


class Ask(Protocol):
    """One signed-in call: POST with a body, GET without."""

    def __call__(
        self, path: str, body: Mapping[str, object] | None = None, /
    ) -> Awaitable[Said]: ...


def one_order(said: Said, what: str, generation: str, asked: str = "") -> OtoSeen | None:
    """The order in the reply to a question about one; None when it is surely not there.

    Raises AppError for anything else, also when another order than the one asked for came.
    """
    if said.absent:
        return None
    error = trouble(said, what, generation)
    if error is not None:
        raise error
    seen = reading.order(said.fields, asked)
    if seen is None or (asked and seen.order_id != asked):
        raise unreadable(what)
    return seen


async def histories(ask: Ask, order_ids: Sequence[str]) -> dict[str, OtoSeen]:
    """orderHistory of any number of our ids; those that OTO does not know are missing.

    Raises AppError when a lump could not be read: then nothing is known about any of them.
    """
    found: dict[str, OtoSeen] = {}
    lumps = _lumps(list(dict.fromkeys(order_ids)), LUMP)
    while lumps:
        lump, *rest = lumps
        said = await ask("/orderHistory", {"orderIds": lump})
        half = len(lump) // 2
        if half and said.failed and said.code == "OTO1112":
            lumps = _lumps([one for other in lumps for one in other], half)
        elif half and said.says_absent:
            # One unknown id must not hide the others.
            lumps = [lump[:half], lump[half:], *rest]
        else:
            lumps = rest
            found |= {} if said.says_absent else _of_lump(said, set(lump))
    return found


async def all_orders(ask: Ask, first_day: date, last_day: date) -> list[OtoSeen]:
    """Every order made from `first_day` to `last_day`, once. `ask` raises for a bad reply."""
    found: dict[str, OtoSeen] = {}
    for page in range(1, MOST_PAGES + 1):
        said = await ask(
            wire.query(
                "/orders",
                perPage=ORDERS_A_PAGE,
                page=page,
                minDate=first_day.isoformat(),
                maxDate=last_day.isoformat(),
            )
        )
        told = said.fields
        given = told.get("orders")
        if "orders" not in told or not isinstance(given or [], list):
            raise unreadable("orders")
        for row in reading.rows(given):
            seen = reading.order(row)
            if seen is not None:
                found.setdefault(seen.oto_id or seen.order_id, seen)
        length = len(given) if isinstance(given, list) else 0
        pages = reading.whole(told.get("totalPage"))
        full = length >= min(reading.whole(told.get("perPage")) or ORDERS_A_PAGE, ORDERS_A_PAGE)
        if not length or (page >= pages if pages else not full):
            return list(found.values())
    raise unreadable("orders")


async def all_cities(ask: Ask, country: str) -> list[str]:
    """Every city name of a country, once, in OTO's order. `ask` raises for a bad reply."""
    names: dict[str, None] = {}
    read = 0
    for page in range(1, MOST_PAGES + 1):
        body = {"country": country, "perPage": CITIES_A_PAGE, "page": page}
        said = await ask("/getCities", body)
        found = reading.city_names(said.value)
        if found is None:
            raise unreadable("getCities")
        cities, per_page, total = found
        names.update(dict.fromkeys(cities))
        read += len(cities)
        full = len(cities) >= min(per_page or CITIES_A_PAGE, CITIES_A_PAGE)
        if not cities or (read >= total if total else not full):
            return list(names)
    raise unreadable("getCities")


def _lumps(ids: list[str], size: int) -> list[list[str]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _of_lump(said: Said, asked: set[str]) -> dict[str, OtoSeen]:
    error = trouble(said, "orderHistory", "v2")
    if error is not None:
        raise error
    if "items" not in said.fields:
        raise unreadable("orderHistory")
    seen = (reading.order(row) for row in reading.rows(said.fields["items"]))
    return {one.order_id: one for one in seen if one is not None and one.order_id in asked}
