"""Orders put in and changed by control: JSON with sensible defaults -> the till's order."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.sandbox.catalog import Catalog
from app.sandbox.clock import parse_stamp
from app.sandbox.cloud import Cloud
from app.sandbox.order import CLOSED, READY, CloudOrder, Line, Order, Payment
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.till import Till
from app.sandbox.world import Json, World

ABSENT = "__absent__"
TIMES = (
    "opened_at", "closed_at", "accepted_at", "due_at", "kitchen_received_at", "kitchen_done_at",
    "driver_assigned_at", "dispatched_at", "driver_collected_at", "delivered_at",
)  # fmt: skip
PLAIN = (
    "type", "source", "status", "delivery_status", "number", "check_number", "app_id",
    "customer_notes", "kitchen_notes", "business_date", "reference_x", "auto_closed", "meta",
    "raw", "omit", "expect", "joined_orders",
)  # fmt: skip
MONEY = {"delivery_fee": "delivery_fee", "discount": "discount", "rounding": "rounding",
         "total": "total_override", "total_price": "total_override"}  # fmt: skip
ELSEWHERE = {"branch", "customer", "address", "customer_address", "items", "payments", "tags",
             "driver", "original_order", "reference", "on_screen", "created_ago",
             "updated_ago", "ready_at", "id"}  # fmt: skip
KNOWN = {*TIMES, *PLAIN, *MONEY, *ELSEWHERE}


class BadOrderError(ValueError):
    """The control service's caller has sent something we cannot make an order of."""


class OrdersIn:
    """Makes and changes orders. Thread-safe."""

    def __init__(
        self, world: World, catalog: Catalog, till: Till, cloud: Cloud, switches: FoodicsSwitches
    ) -> None:
        self._world = world
        self._catalog = catalog
        self._till = till
        self._cloud = cloud
        self._switches = switches

    def add(self, **fields: Any) -> CloudOrder | Order:
        """An order straight in the cloud; by default delivery, cash on delivery, Ready, in B01.

        With `on_screen: true` it is only on the till, and the till's `Order` is returned.
        """
        with self._world.lock:
            unknown = sorted(set(fields) - KNOWN)
            if unknown:
                raise BadOrderError(f"unknown field: {unknown[0]}")
            on_screen = bool(fields.get("on_screen"))
            branch = str(fields.get("branch") or "B01")
            start: Json = {"delivery_fee": Decimal("17.25")}
            if "id" in fields:
                start["id"] = fields["id"]
            order = self._till.open(branch, on_screen=on_screen, **start)
            base: Json = {"customer": {}, "address": {}, "items": [{}]}
            if not on_screen:
                base["delivery_status"] = READY
            self._set(order, base | fields)
            if order.status == CLOSED and order.closed_at is None:
                order.closed_at = self._world.clock.now()
            if on_screen:
                return order
            reference = fields.get("reference")
            return self._till.upload(
                order.id, reference=None if reference is None else int(reference)
            )

    def change(self, held: CloudOrder, fields: Json) -> CloudOrder:
        """Any of the fields, in the cloud at once; `updated_at` moves."""
        with self._world.lock:
            unknown = sorted(set(fields) - KNOWN)
            if unknown:
                raise BadOrderError(f"unknown field: {unknown[0]}")
            order = self._till.get(held.id) or held.order
            self._set(order, fields)
            return self._till.upload(order.id)

    def _set(self, order: Order, fields: Json) -> None:
        was_ready = order.delivery_status == READY
        if "branch" in fields and fields["branch"] not in self._catalog.branches:
            raise BadOrderError(f"no such branch: {fields['branch']}")
        for name in PLAIN:
            if name in fields:
                setattr(order, name, fields[name])
        for name in TIMES:
            if name in fields:
                setattr(order, name, self._time(fields[name]))
        for name, own in MONEY.items():
            if name in fields:
                setattr(order, own, _money(fields[name]))
        order.branch = str(fields.get("branch") or order.branch)
        self._set_relations(order, fields)
        self._stamp_ready(order, fields, was_ready)

    def _set_relations(self, order: Order, fields: Json) -> None:
        if "customer" in fields:
            order.customer = self._customer(fields["customer"], order.customer)
        for name in ("address", "customer_address"):
            if name in fields:
                order.address = self._address(fields[name], order.address)
        if "items" in fields:
            order.lines = [self._line(one) for one in fields["items"]]
        if "payments" in fields:
            order.payments = [self._payment(one, order) for one in fields["payments"]]
        if "tags" in fields:
            order.tags = [self._catalog.tag(str(name)) for name in fields["tags"]]
        if "driver" in fields:
            order.driver = self._driver(fields["driver"])
        if "original_order" in fields:
            order.original_order = self._original(fields["original_order"])

    def _stamp_ready(self, order: Order, fields: Json, was_ready: bool) -> None:
        if "ready_at" in fields:
            order.kitchen_done_at = self._time(fields["ready_at"])
        elif "kitchen_done_at" in fields:
            return
        elif order.delivery_status == READY and not was_ready:
            given = self._switches.kitchen_done_given
            order.kitchen_done_at = self._world.clock.now() if given else None
        elif order.delivery_status in (None, 1) and was_ready:
            order.kitchen_done_at = None

    @staticmethod
    def _time(value: Any) -> datetime | None:
        return None if value is None else parse_stamp(str(value))

    def _customer(self, given: Any, known: Json | None) -> Json | None:
        if given is None:
            return None
        base = known or {
            "id": self._world.uuid(),
            "name": "نورة العتيبي",
            "dial_code": 966,
            "phone": "500000123",
        }
        return {**base, **_object(given, "customer")}

    def _address(self, given: Any, known: Json | None) -> Json | None:
        if given is None:
            return None
        base = known or {
            "id": self._world.uuid(),
            "name": "المنزل",
            "description": "حي الياسمين، شارع أنس بن مالك، مبنى 7421، شقة 12، الرياض",
            "latitude": None,
            "longitude": None,
            "delivery_zone": None,
        }
        fields = dict(_object(given, "address"))
        if "zone" in fields:
            zone = fields.pop("zone")
            fields["delivery_zone"] = self._zone(zone)
        return {**base, **fields}

    def _zone(self, zone: Any) -> Any:
        if zone is None or isinstance(zone, dict):
            return zone
        known = {one["name"]: one for one in self._catalog.zones.values()}
        if zone in self._catalog.zones:
            return self._catalog.zones[zone]
        made: Json = {"name_localized": None, "reference": None, "coordinates": []}
        return known.get(str(zone)) or {"id": self._world.uuid(), "name": str(zone), **made}

    def _line(self, given: Any) -> Line:
        fields = _object(given, "items")
        product = self._catalog.products[0]
        if "name" in fields:
            own = {
                "id": self._world.uuid(),
                "sku": fields.get("sku", "sk-x"),
                "name": fields["name"],
            }
            product = {**product, "name_localized": None, **own}
        price = _money(fields["price"]) if "price" in fields else None
        quantity = int(fields.get("quantity", 2))
        return self._till.line(product, quantity, price, fields.get("notes"))

    def _payment(self, given: Any, order: Order) -> Payment:
        fields = _object(given, "payments")
        amount = _money(fields.get("amount", order.total_price))
        method, kind = str(fields.get("method", "Cash")), int(fields.get("type", 3))
        tips = str(fields.get("tips", "0"))
        made = self._till.payment(method, amount or Decimal(0), kind=kind, tips=tips)
        made.tendered = _money(fields.get("tendered", made.amount)) or made.amount
        return made

    def _driver(self, given: Any) -> Json | None:
        if not given:
            return None
        return self._catalog.driver if given is True else {**self._catalog.driver, **given}

    def _original(self, given: Any) -> Json | None:
        if given is None or isinstance(given, dict):
            return given
        held = self._cloud.find(given)
        named = held.id if held else self._world.uuid()
        return {"id": named, "reference": given, "number": held.order.number if held else None}


def _object(given: Any, name: str) -> Json:
    if not isinstance(given, dict):
        raise BadOrderError(f"{name} must be an object")
    return given


def _money(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        raise BadOrderError(f"not an amount: {value}") from None
