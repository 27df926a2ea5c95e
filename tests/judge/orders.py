"""Orders in all combinations, as Foodics would show them.

A `Spec` says what an order is in plain words; `row` writes it as Foodics would, with the oddities of
foodics-api.md sections 6 and 12. What must become of it is in `oracle.py`.
"""

import itertools
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.judge.foodics import Row, stamp

RIYADH = (24.7136, 46.6753)
JEDDAH = (21.4858, 39.1925)

#: name → (dial code, phone, digits for OTO or None)
PHONES: dict[str, tuple[object, object, str | None]] = {
    "local": (966, "500000123", "966500000123"),
    "zero": (966, "0551234567", "966551234567"),
    "plus": ("966", "+966 50 765 4321", "966507654321"),
    "arabic": (966, "٠٥٠٢٢٢٣٣٤٤", "966502223344"),
    "uae": (971, "501234567", "971501234567"),
    "none": (966, None, None),
    "empty": (966, "", None),
    "short": (966, "12345", None),
}
#: name → (description, point as latitude and longitude, what it means)
ADDRESSES: dict[str, tuple[str | None, tuple[object, object] | None, str]] = {
    "text": ("حي الياسمين، شارع أنس بن مالك، مبنى 7421", None, "good"),
    "lines": ("حي النرجس\nشقة 12\r\nالدور 3", None, "good"),
    "road": ("طريق مكة، بجوار بنك الرياض، محل 3", None, "good"),
    "point_and_text": ("Villa 8, gate code 12", ("near", "near"), "good_point"),
    "point_only": (None, ("near", "near"), "good_point"),
    "zero_point": ("Villa 9", ("0", "0"), "good"),
    "far_point": ("Villa 10", ("27.5114", "41.7208"), "good"),
    "other_city_near": ("حي السلامة، الدمام", ("near", "near"), "good_point"),
    "other_city": ("حي السلامة، الدمام", None, "city"),
    "city_word": ("مدينة الدمام حي الشاطئ مبنى 4", None, "city"),
    "nothing": (None, None, "none"),
    "only_zero": ("", ("0.0", "0.0"), "none"),
}
#: name → what was paid: (method key, share of the total or amount) each
PAYMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "unpaid": (),
    "cash": (("cash", "all"),),
    "card": (("card", "all"),),
    "wallet": (("wallet", "all"),),
    "gift": (("gift", "all"),),
    "house": (("house", "all"),),
    "part": (("cash", "10.25"),),
    "two": (("card", "5"), ("wallet", "6.50")),
    "over": (("cash", "all"), ("card", "3")),
    "nearly": (("card", "all-0.99"),),
    "one_short": (("card", "all-1.00"),),
    "dust": (("card", "all-0.005"),),
    "other": (("other", "all"),),
    "third_party": (("third", "all"),),
    "external": (("external", "5"),),
    "cod_cash": (("cod_cash", "all"),),
    "card_at_door": (("card_at_door", "all"),),
}
METHODS: dict[str, tuple[str, str | None, int]] = {
    "cash": ("نقدي", "Cash", 1),
    "card": ("Mada", "مدى", 2),
    "gift": ("Gift Card", None, 4),
    "house": ("على الحساب", None, 5),
    "wallet": ("STC Pay", None, 6),
    "other": ("Other", None, 3),
    "third": ("HungerStation", None, 7),
    "external": ("External", None, 8),
    "cod_cash": ("الدفع عند الاستلام", None, 1),
    "card_at_door": ("Card on delivery", None, 2),
}
METHOD_IDS = {name: str(uuid.uuid5(uuid.NAMESPACE_DNS, name)) for name in METHODS}
TOTALS = ("86.25", "100", "45.5", "33.333", "61.345", "1250", "19.99")
APP = "0a1b2c3d-0000-4000-8000-0000000000aa"
CASHIER_APP = "8f9eb3f6-7987-4f66-aa8c-478c34d0c568"


@dataclass(frozen=True)
class Spec:
    """What an order is. `ready` is how long ago the kitchen was done, in minutes; None: no stamp."""

    branch: str = "B01"
    type: int = 3
    status: int = 2
    delivery_status: int | None = 2
    customer: str = "local"
    name: str = "نورة العتيبي"
    address: str = "text"
    payment: str = "unpaid"
    total: str = "86.25"
    ready: int | None = None
    source: int = 1
    marker: str = ""
    original: bool = False
    driver: str = ""
    late: bool = False
    due_in: int | None = None

    @property
    def paid(self) -> Decimal:
        """Everything that was paid, by whatever method."""
        return sum((self.amount(share) for _, share in PAYMENTS[self.payment]), Decimal(0))

    def amount(self, share: str) -> Decimal:
        """An amount of `PAYMENTS`."""
        if share == "all":
            return Decimal(self.total)
        if share.startswith("all-"):
            return Decimal(self.total) - Decimal(share[4:])
        return Decimal(share)


@dataclass
class Made:
    """An order as it was made: its spec and its row."""

    spec: Spec
    row: Row
    put_at: float = 0.0

    @property
    def reference(self) -> int:
        """Foodics' number of the order."""
        return int(self.row["reference"])


@dataclass
class Maker:
    """Writes rows. `branches` are Foodics' branches by reference."""

    branches: dict[str, Row]
    points: dict[str, tuple[float, float]]
    seed: int = 7
    reference: int = 48000
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def make(self, spec: Spec, now: datetime) -> Made:
        """An order of this kind, not uploaded yet. `now` is Foodics' clock."""
        self.reference += 1
        opened = now - timedelta(minutes=95 if spec.late else 25 + (spec.ready or 0))
        done = None if spec.ready is None else now - timedelta(minutes=spec.ready)
        row: Row = {
            "id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "app_id": APP if spec.source == 2 else CASHIER_APP,
            "reference": self.reference,
            "number": self.reference % 900 + 1,
            "check_number": 100000 + self.reference,
            "type": self.odd(spec.type),
            "source": spec.source,
            "status": spec.status,
            "delivery_status": spec.delivery_status,
            "guests": 1,
            "kitchen_notes": None,
            "customer_notes": self.chance.choice([None, "الاتصال عند الوصول", "no\nonions"]),
            "business_date": (now + timedelta(hours=3)).date().isoformat(),
            "subtotal_price": 60,
            "discount_amount": 0,
            "rounding_amount": 0,
            "total_price": self.number(Decimal(spec.total)),
            "meta": self.meta(spec, done),
            "opened_at": stamp(opened),
            "accepted_at": None,
            "due_at": stamp(now + timedelta(minutes=spec.due_in)) if spec.due_in else None,
            "driver_assigned_at": stamp(now) if spec.driver == "assigned" else None,
            "closed_at": stamp(now) if spec.status == 4 else None,
            "branch": self.branches[spec.branch],
            "customer": self.customer(spec),
            "customer_address": self.address(spec),
            "payments": [self.payment(name, spec.amount(s)) for name, s in PAYMENTS[spec.payment]],
            "products": [self.product(spec)],
            "charges": [],
            "tags": [],
            "driver": {"id": str(uuid.uuid4()), "name": "D"} if spec.driver == "own" else None,
            "device": {"id": str(uuid.uuid4()), "name": "Cashier 1", "type": 1},
            "original_order": {"id": str(uuid.uuid4())} if spec.original else None,
        }
        if not spec.late:
            row["created_at"] = stamp(opened + timedelta(minutes=2))
        return Made(spec, row)

    def odd(self, value: int) -> object:
        """A whole number, sometimes as a string."""
        return str(value) if self.chance.random() < 0.1 else value

    def number(self, value: Decimal) -> object:
        """An amount as PHP writes it: whole ones as int, sometimes a string."""
        if self.chance.random() < 0.15:
            return str(value)
        return int(value) if value == value.to_integral_value() else float(value)

    def meta(self, spec: Spec, done: datetime | None) -> object:
        """`[]` when there is nothing in it."""
        meta: Row = {"external_number": spec.marker} if spec.marker else {}
        if done is not None:
            meta["foodics"] = {"kitchen_done_at": stamp(done), "products_kitchen": []}
        return meta or ([] if self.chance.random() < 0.5 else {"foodics": []})

    def customer(self, spec: Spec) -> object:
        """None, `[]`, or a customer."""
        if spec.customer == "nobody":
            return self.chance.choice([None, []])
        dial, phone, _ = PHONES[spec.customer]
        ident = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        return {"id": ident, "name": spec.name, "dial_code": dial, "phone": phone, "email": None}

    def address(self, spec: Spec) -> object:
        """None, `[]`, or an address."""
        if spec.address == "null":
            return self.chance.choice([None, []])
        text, point, _ = ADDRESSES[spec.address]
        latitude: object = None
        longitude: object = None
        if point == ("near", "near"):
            base = self.points.get(spec.branch, RIYADH)
            latitude, longitude = (f"{at + self.chance.uniform(-0.05, 0.05):.7f}" for at in base)
        elif point is not None:
            latitude, longitude = point
        ident = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        told = {"id": ident, "name": "المنزل", "description": text, "delivery_zone": None}
        return told | {"latitude": latitude, "longitude": longitude}

    def payment(self, method: str, amount: Decimal) -> Row:
        """A payment with change and a tip that must not count."""
        name, localized, kind = METHODS[method]
        return {
            "id": str(uuid.uuid4()),
            "amount": self.number(amount),
            "tendered": self.number(amount + 50),
            "tips": 7,
            "meta": [],
            "payment_method": {
                "id": METHOD_IDS[method],
                "name": name,
                "name_localized": localized,
                "type": kind,
            },
        }

    def product(self, spec: Spec) -> Row:
        """One line of two."""
        total = self.number(Decimal(spec.total))
        product = {"id": str(uuid.uuid4()), "sku": "sk-0014", "name": "مندي دجاج"}
        line = {"id": str(uuid.uuid4()), "quantity": 2, "returned_quantity": 0, "status": 2}
        return line | {"unit_price": 34.5, "total_price": total, "product": product}


def every_combination() -> Iterator[Spec]:
    """All of type, status and delivery_status; then everything else around an eligible order."""
    for kind, status, delivery in itertools.product(
        (1, 2, 3, 4), range(1, 9), (None, 1, 2, 3, 4, 5, 6)
    ):
        if kind == 3 or (status in (2, 4) and delivery in (None, 2)):
            yield Spec(type=kind, status=status, delivery_status=delivery)
    yield from around(Spec())


def around(base: Spec) -> Iterator[Spec]:
    """One thing at a time changed, with both eligible states."""
    for status, payment in itertools.product((2, 4), PAYMENTS):
        yield replace(base, status=status, payment=payment)
    for total in TOTALS:
        yield replace(base, total=total)
        yield replace(base, total=total, payment="card", status=4)
    for phone in (*PHONES, "nobody"):
        yield replace(base, customer=phone)
    for address in (*ADDRESSES, "null"):
        yield replace(base, address=address)
    for branch in ("B01", "B02", "B03", "B04", "B05"):
        yield replace(base, branch=branch, payment="part")
        for ready in (0, 10, 90):
            yield replace(base, branch=branch, ready=ready)
    yield replace(base, name="")
    yield replace(base, name=" - ")
    yield replace(base, source=2)
    yield replace(base, source=3)
    yield replace(base, marker="Jahez: 8813")
    yield replace(base, original=True)
    yield replace(base, driver="own")
    yield replace(base, driver="assigned")
    yield replace(base, late=True)
    yield replace(base, due_in=90)


def at_random(chance: random.Random, count: int) -> Iterator[Spec]:
    """Everything by chance, with enough that is eligible."""
    for _ in range(count):
        plain = chance.random() < 0.6
        yield Spec(
            branch=chance.choice(("B01", "B02", "B04") if plain else tuple_of_branches()),
            type=3 if plain else chance.choice((1, 2, 3, 3, 3, 4)),
            status=chance.choice((2, 4)) if plain else chance.randrange(1, 9),
            delivery_status=2 if plain else chance.choice((None, 1, 2, 3, 4, 5, 6)),
            customer=chance.choice(("local", "zero", "plus", "arabic", "uae"))
            if plain
            else chance.choice((*PHONES, "nobody")),
            address=chance.choice(("text", "lines", "road", "point_and_text", "point_only"))
            if plain
            else chance.choice((*ADDRESSES, "null")),
            payment=chance.choice(("unpaid", "cash", "card", "part", "two", "nearly"))
            if plain
            else chance.choice(tuple(PAYMENTS)),
            total=chance.choice(TOTALS),
        )


def tuple_of_branches() -> tuple[str, ...]:
    """All branches that have orders."""
    return ("B01", "B02", "B03", "B04", "B05")


def world() -> tuple[list[Row], dict[str, tuple[float, float]], list[dict[str, Any]]]:
    """Branches, their points and OTO's pickup locations.

    B03 stays inactive, B04 is tied by hand and takes the last two hours along, B05 has no door.
    """
    named = {
        "B01": ("فرع الياسمين", RIYADH),
        "B02": ("فرع جدة", None),
        "B03": ("Olaya", RIYADH),
        "B04": ("العليا", RIYADH),
        "B05": ("Stadium", RIYADH),
    }
    branches: list[Row] = [
        {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, reference)),
            "reference": reference,
            "name": name,
            "name_localized": None,
            "type": 1,
            "latitude": None if point is None else str(point[0]),
            "longitude": None if point is None else str(point[1]),
            "phone": None,
            "settings": {"sa_zatca_branch_address": []},
            "inventory_end_of_day_time": "02:00",
            "receives_online_orders": True,
            "deleted_at": "2025-01-01 10:00:00" if reference == "B99" else None,
            "address": None,
        }
        for reference, (name, point) in {**named, "B99": ("Closed down", None)}.items()
    ]
    doors = [
        door("B01", "الياسمين", "Riyadh", RIYADH),
        door("B02", "Jeddah door", "Jeddah", JEDDAH),
        door("B03", "Olaya", "Riyadh", RIYADH),
        door("OLAYA-1", "شارع العليا", "Riyadh", RIYADH),
    ]
    points = {name: point for name, (_, point) in named.items() if point is not None}
    return branches, points | {"B02": JEDDAH}, doors


def door(code: str, name: str, city: str, point: tuple[float, float]) -> dict[str, Any]:
    """A pickup location; latitude as a string, longitude as a number."""
    told = {"id": 11, "code": code, "name": name, "city": city, "country": "SA"}
    return told | {"address": "-", "lat": str(point[0]), "lon": point[1], "status": "active"}
