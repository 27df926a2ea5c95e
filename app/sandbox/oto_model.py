"""What OTO holds: accounts, pickup locations, orders, shipments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from app.sandbox.world import Json

CITIES = (
    "Riyadh", "Jeddah", "Makkah", "Madinah", "Dammam", "Khobar", "Dhahran", "Taif", "Buraydah",
    "Unaizah", "Tabuk", "Hail", "Abha", "Khamis Mushait", "Jazan", "Najran", "Al Kharj", "Yanbu",
    "Jubail", "Hofuf", "Diriyah", "Al Majmaah", "Rabigh", "Al Bahah", "Arar", "Sakaka",
)  # fmt: skip
CLOSED = frozenset({"canceled", "deleted"})
FROM_PICKED_UP = frozenset(
    [
        "pickedUp",
        "arrivedOriginTerminal",
        "departedTerminal",
        "inTransit",
        "arrivedTerminal",
        "arrivedDestinationTerminal",
        "arrivedDestination",
        "shipmentInProgress",
        "outForDelivery",
        "undeliveredAttempt",
        "shipmentOnHold",
        "heldForPickup",
        "delivered",
        "returnProcessing",
        "returned",
        "confirmedReturn",
        "lostOrDamaged",
        "destroyed",
    ]
)
NOTE = "informationUpdate"
LOCAL = timedelta(hours=3)
"""12.13 [I]: stamps without a zone are taken to be Saudi local time."""


@dataclass
class Entry:
    """One line of an order's history."""

    at: datetime
    status: str
    description: str = ""
    shipment_id: str = ""
    company: str = ""
    id: int = 0


@dataclass
class Shipment:
    """The courier's job. `id` is "" until the courier has accepted it."""

    id: str = ""
    company: str = "bullet"
    display: str = "Bullet Delivery"
    tracking: str = ""
    canceled: bool = False
    price: Decimal = Decimal(0)

    @property
    def active(self) -> bool:
        """In progress or made, and not cancelled."""
        return not self.canceled


@dataclass
class OtoOrder:
    """One order at OTO. `body` is createOrder's as received."""

    order_id: str
    oto_id: int
    body: Json
    created_at: datetime
    generation: str
    status: str = "new"
    history: list[Entry] = field(default_factory=list)
    shipment: Shipment | None = None
    pickup: Json | None = None
    pickup_unknown: bool = False
    accepted: int = 1
    """How many createOrder calls for this id were answered with success."""
    bodies: list[Json] = field(default_factory=list)
    updates: list[Json] = field(default_factory=list)
    modified_at: datetime | None = None
    run: int = 0
    """Counts lifecycles: steps of an earlier one are ignored."""

    @property
    def live(self) -> bool:
        """Neither canceled nor deleted."""
        return self.status not in CLOSED

    @property
    def shipped(self) -> bool:
        """A shipment is attached or being made."""
        return self.shipment is not None and self.shipment.active

    @property
    def customer(self) -> Json:
        """The recipient, {} for transfers."""
        own = self.body.get("customer")
        return own if isinstance(own, dict) else {}

    def field(self, name: str, default: Any = "") -> Any:
        """A field of the latest body: createOrder's, changed by updateOrder."""
        return self.body.get(name, default)


@dataclass
class Account:
    """A retailer with its own orders, locations, wallet and plan."""

    retailer_id: str
    token: str
    """The v2 refresh token and the v1 retailerToken."""
    name: str = "Nakhla Riyadh Restaurants"
    plan: str = "Scale"
    credit: Decimal = Decimal("500")
    revoked: bool = False
    active: bool = True
    orders: dict[str, OtoOrder] = field(default_factory=dict)
    by_oto_id: dict[int, OtoOrder] = field(default_factory=dict)
    pickups: list[Json] = field(default_factory=list)
    refuse_orders: tuple[str, int] | None = None
    """createOrder is refused with this (code, HTTP) until taken back, e.g. OTO1006 or OTO1150."""
    refused_phones: dict[str, str] = field(default_factory=dict)
    """Last nine digits of a phone -> the code OTO refuses it with."""

    def find(self, asked: Json) -> OtoOrder | None:
        """By `orderId`, else `otoId` (number or text)."""
        if asked.get("orderId"):
            return self.orders.get(str(asked["orderId"]))
        try:
            return self.by_oto_id.get(int(str(asked.get("otoId") or asked.get("id") or "")))
        except ValueError:
            return None

    def pickup(self, code: object) -> Json | None:
        """The active pickup location with that code."""
        return next(
            (one for one in self.pickups if one["code"] == code and one["status"] == "active"),
            None,
        )


def number(value: object) -> Decimal | None:
    """A number or a numeric string (11); None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def flag(value: object) -> bool:
    """true or "true" (11)."""
    return value is True or str(value).casefold() == "true"


def error(status: int, code: str, text: str, **more: Any) -> tuple[int, Json]:
    """OTO's current form of a failure (11, shape 3), or the merged one with `more`."""
    return status, {"success": False, "otoErrorCode": code, "otoErrorMessage": text, **more}


def slashed(at: datetime) -> str:
    """`27/04/2026 12:42:07`: orderHistory's orderDate."""
    return (at + LOCAL).strftime("%d/%m/%Y %H:%M:%S")


def spaced(at: datetime) -> str:
    """`2026-04-27 12:42:07`."""
    return (at + LOCAL).strftime("%Y-%m-%d %H:%M:%S")


def teed(at: datetime) -> str:
    """`2026-04-27T12:42:07`: orderDetails' statusHistory."""
    return (at + LOCAL).strftime("%Y-%m-%dT%H:%M:%S")


def location(code: str, name: str, lat: str, lon: str, district: str, **more: Any) -> Json:
    """A pickup location as getPickupLocationList shows it (8)."""
    return {
        "id": int("".join(filter(str.isdigit, code)) or 0) + 1000,
        "code": code,
        "name": name,
        "type": "warehouse",
        "status": "active",
        "address": f"{district}, Riyadh",
        "district": district,
        "city": "Riyadh",
        "country": "SA",
        "contactPerson": "Branch manager",
        "contactEmail": "branch@example.com",
        "contactPhone": "966110000001",
        "lat": lat,
        "lon": lon,
        **more,
    }


def default_pickups() -> list[Json]:
    """Doors for B01-B03; B04 has none near it."""
    return [
        location("B01", "Al Yasmin", "24.8265", "46.6389", "Al Yasmin"),
        location("B02", "Olaya", "24.6951", "46.6855", "Al Olaya"),
        location("B03", "Malaz", "24.6640", "46.7360", "Al Malaz"),
    ]
