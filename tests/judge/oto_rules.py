"""What createOrder would not take (oto-api.md section 5.1), one fault at a time."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

Body = dict[str, Any]

CITIES = ("Riyadh", "Jeddah", "Makkah", "Dammam", "Al Kharj", "Diriyah")


def wrong(body: Body) -> tuple[str, str] | None:  # noqa: PLR0911 - one line a rule
    """The first thing that createOrder would not take (oto-api.md section 5.1)."""
    if not isinstance(body.get("orderId"), str) or not body["orderId"]:
        return "OTO1001", "order id"
    for name in ("amount", "amount_due"):
        try:
            if not Decimal(str(body[name])) >= 0:
                return "OTO1010", name
        except (KeyError, InvalidOperation):
            return "OTO1010", name
    if not re.fullmatch(r"[A-Z]{3}", str(body.get("currency"))):
        return "OTO1010", "currency"
    customer = body.get("customer") or {}
    if not customer.get("name"):
        return "OTO1029", "Recipient name is missing or invalid"
    if not re.fullmatch(r"\d{8,15}", str(customer.get("mobile"))):
        return "OTO1030", "phone"
    if not customer.get("address"):
        return "OTO1021", "address"
    if str(customer.get("city")).casefold() not in {city.casefold() for city in CITIES}:
        return "OTO1022", "city"
    if not re.fullmatch(r"[A-Z]{2}", str(customer.get("country"))):
        return "OTO1024", "country"
    return wrong_contents(body)


def wrong_contents(body: Body) -> tuple[str, str] | None:
    """The first thing amiss with items, door and dates."""
    items = body.get("items") or []
    needed = {"name", "price", "sku", "quantity"}
    if not items or any(not needed <= item.keys() or not item["name"] for item in items):
        return "OTO1074", "items"
    if any(not Decimal(str(item["quantity"])) > 0 for item in items):
        return "OTO1074", "items"
    if not body.get("pickupLocationCode"):
        return "OTO1016", "sender"
    if not re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d", str(body.get("orderDate"))):
        return "OTO1107", "orderDate"
    for name in ("deliverySlotFrom", "deliverySlotTo"):
        slot = body.get(name)
        if slot is not None and not re.fullmatch(r"\d{1,2}(:\d\d)?[ap]m", slot):
            return "OTO1107", name
    return None
