"""From our types to what OTO is sent: bodies, queries, dates (oto-api.md sections 4 and 5.1)."""

import math
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote

import msgspec

from app.core.dispatch import OtoItem, OtoOrder

#: Decimals as JSON numbers, digit by digit: no float ever touches an amount.
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class Unsendable(ValueError):  # noqa: N818 - reads as what it is
    """Something in a body has no place in JSON."""


def encode(body: Mapping[str, object]) -> bytes:
    """A body as UTF-8 JSON. Fields that are None are left out.

    Raises Unsendable for a number that JSON does not have (not finite).
    """
    return _ENCODER.encode(_plain(dict(body)))


def query(path: str, **values: object) -> str:
    """A path with a query string; values are percent-encoded (orderId is a merchant's own text)."""
    pairs = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in values.items())
    return f"{path}?{pairs}"


def order_body(order: OtoOrder) -> dict[str, object]:
    """createOrder and updateOrder, v2 (oto-api.md section 5.1)."""
    customer = order.customer
    slot = order.slot_from or order.slot_to
    return {
        "orderId": order.order_id,
        "ref1": order.ref1 or None,
        "ref2": order.ref2 or None,
        "ref3": order.ref3 or None,
        "amount": order.amount,
        "amount_due": order.amount_due,
        "currency": order.currency,
        "payment_method": order.payment_method,
        "shippingAmount": order.delivery_fee,
        "discountAmount": order.discount,
        "packageCount": 1,
        "pickupLocationCode": order.pickup_code,
        "orderDate": f"{_day(order.order_date)} {order.order_date:%H:%M}",
        "deliverySlotDate": _day(slot) if slot else None,
        "deliverySlotFrom": _clock(order.slot_from) if order.slot_from else None,
        "deliverySlotTo": _clock(order.slot_to) if order.slot_to else None,
        "shippingNotes": order.shipping_notes or None,
        "customer": {
            "name": customer.name,
            "mobile": customer.mobile,
            "email": customer.email or None,
            "address": customer.address,
            "district": customer.district or None,
            "city": customer.city,
            "country": customer.country,
            "lat": customer.latitude,
            "lon": customer.longitude,
            "shortAddressCode": customer.short_address or None,
        },
        "items": [
            {
                "name": item.name,
                "price": item.price,
                "quantity": item.quantity,
                "sku": item.sku,
                "rowTotal": item.row_total,
            }
            for item in _items(order)
        ],
    }


def legacy_body(order: OtoOrder) -> dict[str, object]:
    """createOrder, v1, without the credentials (oto-api.md section 4)."""
    customer = order.customer
    return {
        "orderId": order.order_id,
        "payment_method": order.payment_method,
        "amount": order.amount,
        "amount_due": order.amount_due,
        "currency": order.currency,
        "maxPackageSize": "small",
        "packageCount": 1,
        "shippingNotes": order.shipping_notes,
        "customer": {
            "name": customer.name,
            "email": customer.email or "",
            "mobile": customer.mobile,
            "address": customer.address,
            "city": customer.city,
            "country": customer.country,
        },
        "items": [
            {
                "name": item.name,
                "price": item.price,
                "quantity": item.quantity,
                "sku": item.sku,
                "image": "",
            }
            for item in _items(order)
        ],
    }


def _items(order: OtoOrder) -> tuple[OtoItem, ...]:
    # OTO refuses an order without items (OTO1074), and the food has to be carried all the same.
    whole = OtoItem(order.order_id, order.order_id, order.amount, Decimal(1), order.amount)
    return order.items or (whole,)


def _day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}"


def _clock(moment: datetime) -> str:
    """Like `2:30pm` or `12pm`; written by hand, since %p follows the PC's language."""
    minutes = f":{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def _plain(value: object) -> object:
    if isinstance(value, str):
        if value.isprintable():
            return value
        return value.encode("utf-8", "replace").decode()  # half a letter cannot be sent
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, (float, Decimal)) and not math.isfinite(value):
        raise Unsendable("not a finite number")
    if isinstance(value, Decimal):
        return Decimal(format(value, "f"))  # 1E+2 is JSON too, but nobody expects it
    return value
