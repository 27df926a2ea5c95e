"""createOrder's validation: a fixed order, one error at a time (oto-api 5, 13)."""

from __future__ import annotations

import re

from app.sandbox.oto_model import CITIES, Account, error, number
from app.sandbox.world import Json

Failure = tuple[int, Json]
CURRENCY = re.compile(r"^[A-Z]{3}$")
COUNTRY = re.compile(r"^[A-Z]{2}$")
SHORT_CODE = re.compile(r"^[A-Za-z]{4}\d{4}$")
# v1's known failures have no code for a field; anything else is "generic" (4).
_KNOWN_CITIES = {city.casefold() for city in CITIES}


def digits(value: object) -> str:
    """ASCII digits of a phone; Arabic-Indic ones are not understood by OTO."""
    return re.sub(r"[^0-9]", "", str(value or ""))


def _text(holder: Json, key: str) -> str:
    value = holder.get(key)
    return value.strip() if isinstance(value, str) else ""


def _phone(account: Account, customer: Json) -> Failure | None:
    mobile = customer.get("mobile")
    text = str(mobile).strip() if isinstance(mobile, str | int) else ""
    if not text:
        return error(400, "OTO1030", "Recipient phone number is missing or invalid")
    local = digits(text)
    refused = account.refused_phones.get(local[-9:])
    if refused is not None:
        what = "city" if refused == "OTO1022" else "phone number"
        return error(400, refused, f"Recipient {what} is missing or invalid")
    if not re.fullmatch(r"\+?[0-9]{8,15}", text):
        return error(400, "OTO1030", "Recipient phone number is missing or invalid")
    if local.startswith("966") and len(local) != 12:
        return error(400, "OTO1176", "Phone number is not valid for the country")
    return None


def _customer(  # noqa: PLR0911 - one per field
    account: Account, customer: object
) -> Failure | None:
    if not isinstance(customer, dict):
        return error(400, "OTO1029", "Recipient name is missing or invalid")
    if not _text(customer, "name"):
        return error(400, "OTO1029", "Recipient name is missing or invalid")
    wrong = _phone(account, customer)
    if wrong is not None:
        return wrong
    if not _text(customer, "address"):
        return error(400, "OTO1021", "Recipient address is missing or invalid")
    if _text(customer, "city").casefold() not in _KNOWN_CITIES:
        return error(400, "OTO1022", "Recipient city is missing or invalid")
    if not COUNTRY.match(_text(customer, "country")):
        return error(400, "OTO1024", "Recipient country is missing or invalid")
    short = customer.get("shortAddressCode")
    if short not in (None, "") and not SHORT_CODE.match(str(short)):
        return error(400, "OTO1178", "Short address code is not valid")
    for name in ("lat", "lon"):
        if customer.get(name) not in (None, "") and number(customer[name]) is None:
            return error(400, "OTO1010", f"{name} is not a number")
    return None


def _items(body: Json) -> Failure | None:
    items = body.get("items")
    if items is None and _text(body, "item_description"):
        return None
    if not isinstance(items, list) or not items:
        return error(400, "OTO1074", "Order items are missing")
    for item in items:
        quantity = number(item.get("quantity")) if isinstance(item, dict) else None
        if quantity is None or quantity <= 0:
            return error(400, "OTO1074", "Order item quantity is missing or invalid")
    return None


def _sender(account: Account, body: Json, unknown_refused: bool) -> Failure | None:
    code, sender = body.get("pickupLocationCode"), body.get("senderInformation")
    if code and sender:
        return error(400, "OTO1016", "Send pickupLocationCode or senderInformation, not both")
    if sender is not None:
        needed = ("senderFullName", "senderMobile", "senderCountry", "senderCity",
                  "senderAddressLine")  # fmt: skip
        if not isinstance(sender, dict) or not all(_text(sender, name) for name in needed):
            return error(400, "OTO1016", "Sender information is missing or invalid")
    if code and unknown_refused and account.pickup(code) is None:
        return error(400, "OTO1070", "Pickup location not found", errorCode=10)
    return None


def validate(  # noqa: PLR0911 - one per field
    account: Account, body: object, *, unknown_pickup_refused: bool
) -> Failure | None:
    """The first failure of a createOrder or updateOrder body, or None."""
    if not isinstance(body, dict):
        return error(400, "OTO1075", "JSON could not be parsed")
    order_id = body.get("orderId")
    if not isinstance(order_id, str | int) or not str(order_id).strip():
        return error(400, "OTO1001", "Order Id is missing")
    amount, due = number(body.get("amount")), number(body.get("amount_due"))
    if amount is None or amount < 0:
        return error(400, "OTO1010", "amount is missing or invalid")
    if due is None or due < 0:
        return error(400, "OTO1010", "amount_due is missing or invalid")
    if not CURRENCY.match(_text(body, "currency")):
        return error(400, "OTO1010", "currency is missing or invalid")
    method = body.get("payment_method")
    if method is not None and not isinstance(method, str):
        return error(400, "OTO1010", "payment_method is invalid")
    if body.get("destinationLocationCode"):
        if account.pickup(body["destinationLocationCode"]) is None:
            return error(400, "OTO1208", "Destination location not found")
    else:
        wrong = _customer(account, body.get("customer"))
        if wrong is not None:
            return wrong
    weight = body.get("packageWeight")
    if weight is not None and (number(weight) or 0) <= 0:
        return error(400, "OTO1049", "Weight is missing or invalid")
    return _items(body) or _sender(account, body, unknown_pickup_refused)
