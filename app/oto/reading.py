"""From OTO's replies to our types, tolerant of everything oto-api.md sections 6, 8 and 11 show.

Nothing here raises: what cannot be read is None, "" or left out, and the caller decides whether
enough is there. All texts are untrusted plain text: control characters and lone surrogates are
taken out (neither a database nor a screen wants them), lengths are limited.
"""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from app.core.dispatch import OtoSeen
from app.core.order import PickupLocation

#: Longest text kept of one field, in characters; a tracking link may be long.
LONGEST = 2000
#: No amount has more digits before or behind the point; more would be an attack or a mistake.
MOST_DIGITS = 15
#: What is neither JSON nor empty.
UNREADABLE = object()


def parse(body: bytes) -> object:
    """JSON with exact Decimals, None for an empty body, UNREADABLE for anything else.

    Wrong bytes in a name must not make the whole answer unreadable, so they are replaced.
    """
    content = body.decode("utf-8-sig", "replace").strip()
    if not content:
        return None
    try:
        return json.loads(content, parse_float=_exact, parse_constant=str)
    except (ValueError, RecursionError):
        return UNREADABLE


def decoded(body: bytes) -> str:
    """A body as clean text, for people."""
    return text(body.decode("utf-8-sig", "replace")) or ""


def text(value: object, limit: int = LONGEST) -> str | None:
    """A string or number as clean text; None for null, booleans, objects and lists."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return None
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else value
    raw = str(value).encode("utf-8", "replace").decode()
    return "".join(c if c >= " " and c != "\x7f" else " " for c in raw).strip()[:limit]


def number(value: object) -> Decimal | None:
    """A number, or a string that is one; None when it is not finite, absurd, or no number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return None
    try:
        read = Decimal(value)
    except InvalidOperation:
        return None
    if not read.is_finite():
        return None
    return (read if abs(read.adjusted()) <= MOST_DIGITS else None) if read else Decimal(0)


def truth(value: object) -> bool | None:
    """True or False as boolean, 0/1 or word; None when it says neither (oto-api.md section 11)."""
    word = str(value).strip().lower()
    return {"true": True, "1": True, "false": False, "0": False}.get(word)


def first(row: Mapping[str, object], *names: str) -> str | None:
    """The first of several spellings that says something; "" told empty, None not told."""
    told = [said for name in names if (said := text(row.get(name))) is not None]
    return next((said for said in told if said), "" if told else None)


def fields(value: object) -> dict[str, object]:
    """An object's fields; none for anything else, also for the `[]` some servers write for `{}`."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[dict[str, object]]:
    """The objects of a list; what is not an object is left out, so that it never costs the rest."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def link(row: Mapping[str, object], *names: str) -> str | None:
    """A web address a person may open; any other scheme counts as not told."""
    found = first(row, *names)
    return found if not found or found.lower().startswith(("https://", "http://")) else None


def order(row: Mapping[str, object], asked: str = "") -> OtoSeen | None:
    """An order from any of the four reads, whatever their spellings (oto-api.md section 6).

    `asked` is the id in the question, for v1 and older replies that do not repeat it.
    None when neither a status nor an OTO id is there: then it is no order.
    """
    customer = fields(row.get("customer"))
    place = fields(row.get("pickupLocation"))
    oto_id = first(row, "otoId", "id") or None
    status = first(row, "status")
    order_id = first(row, "orderId") or asked
    if not order_id or not (oto_id or status):
        return None
    return OtoSeen(
        order_id=order_id,
        oto_id=oto_id,
        status=status or "",
        amount=_first_number(row, "amount", "grandTotal", "totalValue"),
        amount_due=_first_number(row, "amount_due", "amountDue", "totalDue"),
        ref1=first(row, "ref1"),
        phone=_either(
            first(row, "customerPhone", "customerMobile"), first(customer, "mobile", "phone")
        ),
        customer_name=_either(first(row, "customerName"), first(customer, "name")),
        warehouse=_either(
            first(row, "warehouseName", "branchName", "pickupLocation", "pickupLocationName"),
            first(place, "name"),
        ),
        pickup_code=_either(first(row, "pickupLocationCode"), first(place, "code")),
        courier=first(row, "deliveryCompany", "dcName", "deliveryName"),
        driver_name=first(row, "driverName"),
        driver_phone=first(row, "driverPhone"),
        shipment_id=first(row, "shipmentId", "shipmentNumber"),
        tracking_number=first(row, "dcTrackingNumber", "trackingNumber"),
        tracking_url=link(row, "trackingUrl", "trackingURL", "brandedTrackingURL"),
        created_text=first(row, "orderDate"),
        history=_history(row),
    )


def pickup_locations(value: object) -> list[PickupLocation] | None:
    """Any of the three shapes of oto-api.md section 12.3; None when it is none of them.

    The difference matters: an empty list says that every code has vanished.
    """
    if isinstance(value, list):
        return _locations(value)
    lists = [
        fields(value)[name]
        for name in ("warehouses", "branches", "pickupLocations")
        if name in fields(value)
    ]
    return [place for one in lists for place in _locations(one)] if lists else None


def city_names(value: object) -> tuple[list[str], int | None, int | None] | None:
    """One page of getCities: names, how many a page holds, how many there are in all.

    None when no list of cities is there (oto-api.md section 8).
    """
    outer = fields(value)
    inner = outer.get("getCities", outer)
    if inner == []:
        return [], None, None
    found = fields(inner).get("Cities", fields(inner).get("cities"))
    if not isinstance(found, list):
        return None
    names = [
        name for city in found if (name := text(fields(city).get("name")) or _bare(city) or "")
    ]
    told = fields(inner)
    return names, whole(told.get("perPage")), whole(told.get("totalCount"))


def whole(value: object) -> int | None:
    """A positive whole number, for pages and counts."""
    read = number(value)
    return int(read) if read is not None and read > 0 else None


def _exact(literal: str) -> object:
    try:
        return Decimal(literal)
    except InvalidOperation:  # an exponent beyond all bounds
        return literal


def _bare(value: object) -> str | None:
    return text(value) if isinstance(value, str) else None


def _either(one: str | None, other: str | None) -> str | None:
    return one or other or (one if one is not None else other)


def _first_number(row: Mapping[str, object], *names: str) -> Decimal | None:
    return next((read for name in names if (read := number(row.get(name))) is not None), None)


def _history(row: Mapping[str, object]) -> tuple[tuple[str, str, str], ...]:
    entries = rows(row.get("history")) or rows(row.get("statusHistory"))
    return tuple(
        (status, first(entry, "date") or "", first(entry, "description") or "")
        for entry in entries
        if (status := first(entry, "status"))
    )


def _locations(value: object) -> list[PickupLocation]:
    return [
        PickupLocation(
            code=code,
            name=first(row, "name") or code,
            city=first(row, "city") or "",
            country=first(row, "country") or None,
            latitude=_degrees(row.get("lat"), 90),
            longitude=_degrees(row.get("lon"), 180),
            # A location that does not say is in use (oto-api.md section 12.3).
            active=_in_use(row.get("status")),
        )
        for row in rows(value)
        if (code := first(row, "code", "pickupLocationCode"))
    ]


def _in_use(status: object) -> bool:
    said = truth(status)
    if said is not None:
        return said
    return (text(status) or "active").lower() in {"active", "enabled"}


def _degrees(value: object, most: int) -> float | None:
    read = number(value)
    return float(read) if read is not None and abs(read) <= most else None
