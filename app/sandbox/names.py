"""People, streets and phones of Riyadh, invented, in the spellings that cashiers really type."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from app.sandbox.world import Json

FIRST = (
    "نورة", "محمد", "عبدالله", "سارة", "فهد", "ريم", "خالد", "لطيفة", "سلطان", "هند",
    "Ahmed", "Maha", "Yousef", "Priya", "Daniel", "Aisha", "Omar", "Grace", "أم ناصر", "Bilal",
)  # fmt: skip
LAST = (
    "العتيبي", "القحطاني", "الدوسري", "الشهري", "الغامدي", "الحربي", "الزهراني", "المطيري",
    "Khan", "Al-Harbi", "Mathew", "Saleh", "Al Otaibi", "Reyes", "Hassan", "",
)  # fmt: skip
DISTRICTS: tuple[tuple[str, str, str, float, float], ...] = (
    ("حي الياسمين", "Al Yasmin", "dz01", 24.8236, 46.6402),
    ("حي النرجس", "An Narjis", "dz01", 24.8480, 46.6720),
    ("حي الصحافة", "As Sahafah", "dz01", 24.8050, 46.6400),
    ("حي العليا", "Al Olaya", "dz02", 24.6960, 46.6850),
    ("حي السليمانية", "As Sulimaniyah", "dz02", 24.7040, 46.7030),
    ("حي الملز", "Al Malaz", "dz03", 24.6640, 46.7350),
    ("حي الروضة", "Ar Rawdah", "dz03", 24.7330, 46.7750),
)
STREETS = (
    ("شارع أنس بن مالك", "Anas Ibn Malik St"),
    ("طريق الملك فهد", "King Fahd Rd"),
    ("شارع التحلية", "Tahlia St"),
    # A road named after another city is no other city.
    ("طريق مكة المكرمة", "Makkah Rd"),
    ("شارع الأمير سلطان", "Prince Sultan St"),
)
NOTES = (None, None, None, "الاتصال عند الوصول", "Leave at the door", "بدون جرس\nالطفل نائم")
# Saudi mobiles that are really given out: 52 and 57 are not, or only in part.
PREFIXES = ("50", "53", "54", "55", "56", "58", "59")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def phone(random: Random) -> str:
    """Nine national digits, `5…`."""
    return random.choice(PREFIXES) + f"{random.randrange(10_000_000):07d}"


def spelled(random: Random, national: str) -> str:
    """One of the ways a cashier types the nine digits."""
    ways = (
        national,
        national,
        f"0{national}",
        f"0{national}",
        f"+966{national}",
        f"966{national}",
        f"0{national[:2]} {national[2:5]} {national[5:]}",
        f"0{national}".translate(ARABIC_INDIC),
        national.translate(ARABIC_INDIC),
    )
    return random.choice(ways)


class People:
    """A pool of customers who order again and again; endless and the same for a seed."""

    def __init__(self, random: Random, size: int = 60) -> None:
        self._random = random
        self._app = self._uuid()
        self._pool = [self._customer() for _ in range(size)]

    def _uuid(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _customer(self) -> Json:
        random = self._random
        name = f"{random.choice(FIRST)} {random.choice(LAST)}".strip()
        number = spelled(random, phone(random))
        return {"id": self._uuid(), "name": name, "dial_code": 966, "phone": number}

    def customer(self) -> Json:
        """Someone of the pool, or sometimes a new one."""
        return (
            dict(self._random.choice(self._pool))
            if self._random.random() < 0.6
            else self._customer()
        )

    def address(self, zones: dict[str, Json]) -> Json:
        """A customer's address: Arabic or English, on one line or several, with a point or not."""
        random = self._random
        arabic, english, zone, lat, lon = random.choice(DISTRICTS)
        street_ar, street_en = random.choice(STREETS)
        house, flat = random.randrange(1000, 9999), random.randrange(1, 40)
        text = random.choice(
            (
                f"{arabic}، {street_ar}، مبنى {house}، شقة {flat}، الرياض",
                f"{arabic}\n{street_ar}\nمبنى {house} - الدور {flat % 5}",
                f"{english}, {street_en}, Bldg {house}, Flat {flat}, Riyadh",
                f"{arabic} {street_ar} فيلا {house}",
                f"{english}\nVilla {house}\n{street_en}",
            )
        )
        point = random.random() < 0.5
        return {
            "id": self._uuid(),
            "name": random.choice(("المنزل", "Home", "العمل", "Work")),
            "description": text,
            "latitude": f"{lat + random.uniform(-0.02, 0.02):.7f}" if point else None,
            "longitude": f"{lon + random.uniform(-0.02, 0.02):.7f}" if point else None,
            "delivery_zone": zones[zone] if random.random() < 0.5 else None,
        }

    @property
    def app_id(self) -> str:
        """The aggregator's app."""
        return self._app

    def note(self) -> Any:
        """A customer's note, or none."""
        return self._random.choice(NOTES)
