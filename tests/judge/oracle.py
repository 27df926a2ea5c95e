"""What rules.md says must become of an order, read a second time and written down flat."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.judge.catalog import ADDRESSES, PAYMENTS, PHONES
from tests.judge.orders import Made, Spec

ACTIVE = {"B01": ("B01", "Riyadh"), "B02": ("B02", "Jeddah"), "B04": ("OLAYA-1", "Riyadh")}
#: Active, but without a door.
NO_DOOR = "B05"
INACTIVE = "B03"
#: Minutes before activation from which Ready orders go by themselves.
START = {"B01": 1, "B02": 1, "B04": 120, "B05": 1}
TOO_OLD = 60
_CENT = Decimal("0.01")
_UNCLEAR = frozenset({"other", "third", "external", "cod_cash", "card_at_door"})
_ENDS = {7: "voided", 3: "declined", 6: "joined", 5: "returned"}
_CONDITIONS = frozenset(
    {"branch_inactive", "no_customer", "no_address", "not_ready", "not_released"}
)
_HOLDS = frozenset(
    {
        *("too_old", "late_upload", "aggregator"),
        *("payment_unclear", "city_unclear", "return_or_split"),
    }
)
_SKIPS = frozenset({"before_start", "dispatched_elsewhere", "own_driver"})


@dataclass(frozen=True)
class Fate:
    """`states` that are right, `reasons` in the order of rules.md that must be there."""

    states: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def goes(self) -> bool:
        """True when OTO must get this order."""
        return self.states == ("sent",)


#: Reasons about which the rules leave room: whether an order that ended also counts as not
#: released, and what an inactive or doorless branch knows of cities.
MAY_BE = frozenset({"not_released", "city_unclear"})


def fate(spec: Spec) -> Fate | None:
    """None: not kept at all (no delivery, and never was one)."""
    if spec.type != 3:
        return None
    found = [*_conditions(spec), *_guards(spec), *_unsendable(spec)]
    ends = [reason for reason in found if reason in _ENDS.values()]
    conditions = [reason for reason in found if reason in _CONDITIONS]
    skips = [reason for reason in found if reason in _SKIPS]
    if ends:
        states: tuple[str, ...] = ("cancelled",)
    elif skips:
        # With a condition failing as well, either word is true.
        states = ("skipped", "waiting") if conditions else ("skipped",)
    elif conditions:
        states = ("waiting",)
    elif set(found) & {"no_phone", "bad_phone", "no_pickup"}:
        states = ("waiting", "held") if set(found) & set(_HOLDS) else ("waiting",)
    else:
        states = ("held",) if found else ("sent",)
    return Fate(states, tuple(found))


def _conditions(spec: Spec) -> list[str]:
    found = []
    if spec.branch == INACTIVE:
        found.append("branch_inactive")
    if spec.customer == "nobody":
        found.append("no_customer")
    if spec.address == "null" or ADDRESSES[spec.address][2] == "none":
        found.append("no_address")
    if spec.delivery_status != 2:
        found.append("not_ready")
    if spec.status not in (2, 4):
        found.append("not_released")
    return found


def _guards(spec: Spec) -> list[str]:
    found = []
    age = (spec.ready or 0) if spec.delivery_status == 2 else 0
    if age > START.get(spec.branch, 10**6):
        found.append("before_start")
    if age > TOO_OLD:
        found.append("too_old")
    if spec.late and spec.delivery_status == 2:
        found.append("late_upload")
    if spec.delivery_status in (3, 4, 5):
        found.append("dispatched_elsewhere")
    if spec.driver:
        found.append("own_driver")
    if spec.marker or spec.source == 2:
        found.append("aggregator")
    if any(name in _UNCLEAR for name, _ in PAYMENTS[spec.payment]):
        found.append("payment_unclear")
    if spec.branch in ACTIVE and spec.address != "null" and ADDRESSES[spec.address][2] == "city":
        found.append("city_unclear")
    if spec.original:
        found.append("return_or_split")
    if spec.delivery_status == 6 and spec.status != 7:
        found.append("voided")
    if spec.status in _ENDS:
        found.append(_ENDS[spec.status])
    return found


def _unsendable(spec: Spec) -> list[str]:
    found = []
    if spec.customer in ("none", "empty"):
        found.append("no_phone")
    if spec.customer == "short":
        found.append("bad_phone")
    if spec.branch == NO_DOOR:
        found.append("no_pickup")
    return found


def amounts(spec: Spec) -> tuple[Decimal, Decimal]:
    """Total and what is to be collected (rules.md section 3)."""
    total = Decimal(spec.total)
    due = max(Decimal(0), total - spec.paid)
    if due < (Decimal(1) if spec.status == 4 else _CENT):
        due = Decimal(0)
    return total.quantize(_CENT, ROUND_HALF_UP), due.quantize(_CENT, ROUND_HALF_UP)


def complaints(made: Made, body: dict[str, Any], business: int) -> list[str]:
    """What is wrong with what OTO was told about an order that had to go."""
    spec, row = made.spec, made.row
    amount, due = amounts(spec)
    pickup, city = ACTIVE[spec.branch]
    customer = body["customer"]
    wanted: dict[str, tuple[object, object]] = {
        "orderId": (body["orderId"], f"F{business}-{made.reference}"),
        "ref1": (body.get("ref1"), row["id"]),
        "ref2": (body.get("ref2"), spec.branch),
        "ref3": (body.get("ref3"), str(row["check_number"])),
        "amount": (Decimal(str(body["amount"])), amount),
        "amount_due": (Decimal(str(body["amount_due"])), due),
        "payment_method": (body.get("payment_method"), "cod" if due else "paid"),
        "currency": (body["currency"], "SAR"),
        "pickup": (body.get("pickupLocationCode"), pickup),
        "city": (customer["city"], city),
        "country": (customer["country"], "SA"),
        "mobile": (customer["mobile"], PHONES[spec.customer][2]),
        "point": (("lat" in customer), ADDRESSES[spec.address][2] == "good_point"),
        "slot": (("deliverySlotDate" in body), spec.due_in is not None),
    }
    found = [
        f"{name}: {is_!r}, not {must!r}" for name, (is_, must) in wanted.items() if is_ != must
    ]
    text = ADDRESSES[spec.address][0] or ""
    for line in text.splitlines():
        if line.strip() and line.strip() not in customer["address"]:
            found.append("address: a line is missing")
    if "\n" in customer["address"] or not customer["address"].strip():
        found.append("address: not one line of text")
    name = spec.name if any(c.isalnum() for c in spec.name) else f"#{row['number']}"
    if name not in customer["name"]:
        found.append("name")
    notes = body.get("shippingNotes", "")
    if f"#{row['number']}" not in notes or str(row["check_number"]) not in notes:
        found.append("notes: without the numbers people say")
    return [f"{made.reference} {spec.branch}: {one}" for one in found]
