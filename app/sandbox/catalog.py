"""What the sandbox's restaurant group owns: branches, tills, payment methods, menu, people.

Invented data in Foodics' real field names and types (foodics-api 5, 6.2, 12.6).
"""

from __future__ import annotations

from decimal import Decimal

from app.sandbox.world import Json, World

CASHIER_APP = "8f9eb3f6-7987-4f66-aa8c-478c34d0c568"
"""6.1: the cashier app's id, seen in two unrelated businesses."""
BUSINESS_REFERENCE = 922240
CREATED = "2024-02-11 09:10:00"
NULL_STAMPS = {"created_at": CREATED, "updated_at": "2026-10-02 08:00:11", "deleted_at": None}

BRANCHES: tuple[tuple[str, str, str | None, str | None, str | None], ...] = (
    ("B01", "فرع الياسمين", "Al Yasmin", "24.8265000", "46.6389000"),
    ("B02", "Olaya", "العليا", "24.6951000", "46.6855000"),
    ("B03", "Malaz", "الملز", None, None),
    ("B04", "فرع العارض", None, "24.9132000", "46.5901000"),
)
METHODS: tuple[tuple[str, str | None, int], ...] = (
    ("Cash", "نقدي", 1),
    ("Mada", "مدى", 2),
    ("Visa", None, 2),
    ("Gift Card", "بطاقة هدية", 4),
    ("House Account", None, 5),
    ("STC Pay", "اس تي سي باي", 6),
    ("Cash on delivery", "الدفع عند الاستلام", 3),
    ("Jahez", "جاهز", 7),
)
MENU: tuple[tuple[str, str, str], ...] = (
    ("مندي دجاج", "Chicken mandi", "34.50"),
    ("كبسة لحم", "Lamb kabsa", "51.75"),
    ("مشاوي مشكلة", "Mixed grill", "69.00"),
    ("حمص", "Hummus", "11.50"),
    ("فتوش", "Fattoush", "16.10"),
    ("كنافة", "Kunafa", "20.70"),
    ("لبن", "Laban", "4.60"),
    ("Lemonade", "عصير ليمون", "9.20"),
)
ZONES = (("شمال الرياض", "dz01"), ("وسط الرياض", "dz02"), ("شرق الرياض", "dz03"))


class Catalog:
    """The master data, as Foodics' JSON."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.business: Json = {
            "id": world.uuid(),
            "name": "مطاعم نخلة الرياض",
            "reference": BUSINESS_REFERENCE,
            "country_iso_code": "SA",
        }
        self.user: Json = {"id": world.uuid(), "name": "Owner", "email": "owner@example.com"}
        self.branches = {row[0]: self._branch(*row) for row in BRANCHES}
        self.devices = {code: self._device(code) for code in self.branches}
        self.methods: dict[str, Json] = {}
        for name, localized, kind in METHODS:
            self.method(name, kind=kind, localized=localized)
        self.tags: dict[str, Json] = {}
        self.zones = {ref: self._zone(name, ref) for name, ref in ZONES}
        self.products = [self._product(n, *row) for n, row in enumerate(MENU, start=1)]
        self.charge: Json = {
            "id": world.uuid(),
            "name": "رسوم التوصيل",
            "name_localized": "Delivery fee",
            "type": 1,
            "value": Decimal("17.25"),
        }
        self.cashier = self.person("Cashier One", "500000001")
        self.driver = self.person("سائق الفرع", "500000777")
        self.settings: Json = {
            "business_currency": "SAR",
            "business_timezone": "+03:00",
            "tax_inclusive_pricing": True,
            "cashier_final_price_rounding_method": None,
            "cashier_final_price_rounding_level": None,
            "cashier_tendered_amount_currencies": [],
        }

    def _branch(
        self, ref: str, name: str, localized: str | None, lat: str | None, lon: str | None
    ) -> Json:
        return {
            "id": self._world.uuid(),
            "name": name,
            "name_localized": localized,
            "reference": ref,
            "type": 1,
            "latitude": lat,
            "longitude": lon,
            "phone": None if ref == "B03" else f"01100000{ref[1:]}",
            "opening_from": "12:00",
            "opening_to": "02:00",
            "inventory_end_of_day_time": "02:00",
            "receipt_header": None,
            "receipt_footer": None,
            "settings": {
                "sa_zatca_branch_address": [],
                "branch_tax_number": "300000000000003",
            },
            "receives_online_orders": True,
            "accepts_reservations": False,
            "reservation_duration": 30,
            "reservation_times": None,
            "address": None,
            **NULL_STAMPS,
        }

    def _device(self, branch: str) -> Json:
        number = int(branch[1:])
        return {
            "id": self._world.uuid(),
            "name": f"Cashier {number}",
            "code": str(23126 + number),
            "reference": f"C{number:02d}",
            "type": 1,
            "model": "iPad13,18",
            "app_version": "5.4.1",
            "is_online_receiver": True,
            "in_use": True,
            "is_blocked": False,
        }

    def _zone(self, name: str, ref: str) -> Json:
        return {
            "id": self._world.uuid(),
            "name": name,
            "name_localized": None,
            "reference": ref,
            "coordinates": [],
        }

    def _product(self, number: int, name: str, localized: str, price: str) -> Json:
        return {
            "id": self._world.uuid(),
            "sku": f"sk-{number:04d}",
            "name": name,
            "name_localized": localized,
            "price": Decimal(price),
            "is_ready": True,
            "category": {"id": self._world.uuid(), "name": "Menu", "name_localized": "القائمة"},
        }

    def person(self, name: str, phone: str) -> Json:
        """A Foodics user: cashier or driver. The pin is masked (12.6)."""
        return {
            "id": self._world.uuid(),
            "name": name,
            "phone": phone,
            "email": None,
            "pin": "*****",
            **NULL_STAMPS,
        }

    def method(self, name: str, *, kind: int = 3, localized: str | None = None) -> Json:
        """The payment method of that name, made (type 3 = Other) if it is not there yet."""
        known = self.methods.get(name)
        if known is None:
            known = {
                "id": self._world.uuid(),
                "name": name,
                "name_localized": localized,
                "type": kind,
                "code": None,
                "is_active": True,
                "auto_open_drawer": kind == 1,
            }
            self.methods[name] = known
        return known

    def tag(self, name: str) -> Json:
        """The order tag (type 4) of that name, made if it is not there yet."""
        if name not in self.tags:
            self.tags[name] = {
                "id": self._world.uuid(),
                "name": name,
                "name_localized": None,
                "type": 4,
            }
        return self.tags[name]

    def add_branch(self, ref: str, name: str, localized: str | None = None) -> Json:
        """One more branch, for tests of chains with more than a page of them."""
        self.branches[ref] = self._branch(ref, name, localized, None, None)
        self.devices[ref] = self._device(ref)
        return self.branches[ref]
