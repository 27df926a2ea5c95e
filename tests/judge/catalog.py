"""The people, places and payments of the judge's orders."""

import uuid
from typing import Any

from tests.judge.foodics import Row

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
