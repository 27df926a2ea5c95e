"""Orders in all combinations, as Foodics would show them.

A `Spec` says what an order is in plain words; `row` writes it as Foodics would, with the oddities of
foodics-api.md sections 6 and 12. What must become of it is in `oracle.py`.
"""

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from tests.judge.catalog import (
    ADDRESSES,
    APP,
    CASHIER_APP,
    METHOD_IDS,
    METHODS,
    PAYMENTS,
    PHONES,
    RIYADH,
)
from tests.judge.foodics import Row, stamp


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
