"""OTO's calls that change something: orders and shipments (oto-api 5-8, 13)."""

from __future__ import annotations

from app.sandbox.books import Books
from app.sandbox.oto_create import Failure, validate
from app.sandbox.oto_lifecycle import Lifecycle
from app.sandbox.oto_model import FROM_PICKED_UP, Account, OtoOrder, error, flag, location
from app.sandbox.switches import OtoSwitches
from app.sandbox.world import Json, World

Answer = tuple[int, Json]
NOT_CANCELLABLE = frozenset({"needConfirmation", "delivered", "returned", "canceled", "deleted"})
FIRST_OTO_ID = 540789
LEGACY_CODES = {"OTO1029": (5, "customer name required"), "OTO1063": (14, "This order exists.")}


class Orders:
    """createOrder and all that follows. Used under the world's lock."""

    def __init__(
        self, world: World, lifecycle: Lifecycle, switches: OtoSwitches, books: Books
    ) -> None:
        self._world = world
        self._lifecycle = lifecycle
        self._switches = switches
        self._books = books
        self._next = FIRST_OTO_ID

    def create(self, account: Account, body: Json, generation: str = "v2") -> Answer:
        """createOrder: validated in a fixed order, one error at a time."""
        refuse = self._switches.unknown_pickup == "refuse" and generation == "v2"
        wrong = validate(account, body, unknown_pickup_refused=refuse)
        if wrong is None and account.refuse_orders is not None:
            code, status = account.refuse_orders
            wrong = error(status, code, "Please check your account")
        if wrong is not None:
            self._books.refused(str(body.get("orderId", "")), wrong[1]["otoErrorCode"])
            return self._legacy(wrong)
        order_id = str(body["orderId"]).strip()
        known = account.orders.get(order_id)
        if known is not None:
            return self._exists(known, body)
        order = self._store(account, order_id, body, generation)
        self._ship_at_birth(account, order)
        if self._switches.second_sender:
            self._send_too(account, body)
        return 200, {"success": True, "otoId": order.oto_id}

    def _legacy(self, wrong: Failure) -> Answer:
        if not self._switches.legacy_errors:
            return wrong
        number, text = LEGACY_CODES.get(wrong[1]["otoErrorCode"], (4, wrong[1]["otoErrorMessage"]))
        return wrong[0], {"success": False, "errorCode": number, "errorMsg": text}

    def _store(self, account: Account, order_id: str, body: Json, generation: str) -> OtoOrder:
        now = self._world.clock.now()
        order = OtoOrder(order_id, self._next, dict(body), now, generation, bodies=[dict(body)])
        self._next += 1 + self._world.chance.randrange(5)
        code = body.get("pickupLocationCode")
        order.pickup = account.pickup(code)
        if order.pickup is None and not body.get("senderInformation") and account.pickups:
            # OTO takes a door of its own choice when the code is unknown or missing (12.4).
            order.pickup = account.pickups[0]
            strict = self._switches.unknown_pickup == "assign_then_fail"
            order.pickup_unknown = bool(code) and strict
        account.orders[order_id] = order
        account.by_oto_id[order.oto_id] = order
        self._lifecycle.note(order, "new")
        if self._switches.new_status != "new":
            self._lifecycle.note(order, self._switches.new_status)
        self._books.accepted(order)
        return order

    def _send_too(self, account: Account, body: Json) -> None:
        """Somebody else sends the same order some seconds later (`second_sender`)."""
        own = ("amount", "amount_due", "currency", "payment_method", "items")
        theirs: Json = {name: body[name] for name in own if name in body}
        customer = dict(body.get("customer") or {})
        customer["mobile"] = str(customer.get("mobile", ""))[-9:]
        theirs |= {"customer": customer, "ref1": "foodics"}

        def send() -> None:
            order = self._store(account, f"{self._next * 7}", theirs, "v2")
            self._ship_at_birth(account, order)

        self._world.timeline.after(self._world.between((1.0, 3.0), self._world.chance), send)

    def _ship_at_birth(self, account: Account, order: OtoOrder) -> None:
        asked, how = flag(order.field("createShipment")), self._switches.create_shipment_flag
        if (asked and how == "honoured") or self._switches.auto_shipment:
            self._lifecycle.begin_shipment(account, order)
        elif asked and how == "fails_later":
            self._lifecycle.begin_shipment(account, order, fails=True)

    def _exists(self, known: OtoOrder, body: Json) -> Answer:
        self._books.duplicate(known.order_id)
        if self._switches.duplicate == "upsert":
            known.accepted += 1
            known.bodies.append(dict(body))
            if known.shipped or not known.live:
                text = f"Order Status {known.status} not allowed for update"
                return 200, {"success": True, "errorCode": 5, "errorMsg": text}
            known.body = dict(body)
            warning = "Order already exists, order information is updated"
            text = "Successfully updated"
            return 200, {"success": True, "warnings": [warning], "message": text}
        answer = {
            "orderId": known.order_id,
            "otoErrorCode": "OTO1063",
            "success": False,
            "errorCode": 14,
            "otoErrorMessage": "Order Id is already exist",
            "errorMsg": "This order exists.",
        }
        return self._switches.duplicate_status, answer

    def update(self, account: Account, body: Json) -> Answer:
        """updateOrder: createOrder's body; refused once a shipment exists."""
        wrong = validate(account, body, unknown_pickup_refused=False)
        if wrong is not None:
            return wrong
        order = account.find(body)
        if order is None:
            return error(404, "OTO1002", "No such order")
        if order.shipped or not order.live:
            return error(400, "OTO1067", "Update is not allowed")
        order.updates.append(dict(body))
        order.body = dict(body)
        order.pickup = account.pickup(body.get("pickupLocationCode")) or order.pickup
        self._lifecycle.note(order, "informationUpdate", "order updated")
        return 200, {"success": True, "message": "Successfully updated"}

    def cancel(self, account: Account, body: Json) -> Answer:
        """cancelOrder: only without a shipment (6)."""
        if not body.get("orderId") and not body.get("otoId"):
            return error(400, "OTO1001", "Order Id is missing")
        order = account.find(body)
        if order is None:
            return error(404, "OTO1002", "No such order")
        if order.shipped or order.status in NOT_CANCELLABLE:
            text = f"Order Status {order.status} not allowed for cancel"
            meaning = "Status of the order is not suitable for the action"
            return error(400, "OTO1103", meaning, errorCode=5, errorMsg=text)
        order.run += 1
        self._lifecycle.note(order, "canceled")
        self._books.cancelled(order)
        return 200, {"success": True}

    def create_shipment(self, account: Account, body: Json) -> Answer:
        """createShipment: an acknowledgement; the courier answers later (7)."""
        if not body.get("orderId") and not body.get("otoId"):
            return error(400, "OTO1001", "Order Id is missing")
        order = account.find(body)
        if order is None:
            return error(404, "OTO1002", "No such order")
        if order.shipped or not order.live:
            return error(400, "OTO1011", "Shipment already exists or is in progress")
        if float(account.credit) < self._switches.shipment_price:
            return error(400, "OTO1006", "Your credit is not enough")
        self._lifecycle.begin_shipment(account, order)
        return 200, {"success": True, "message": "create shipment request is received."}

    def cancel_shipment(self, account: Account, body: Json) -> Answer:
        """cancelShipment: 409 from pickedUp on (7)."""
        if not body.get("shipmentId"):
            return error(400, "OTO1079", "Shipment Id is missing")
        order = account.find(body)
        if order is None:
            return error(404, "OTO1002", "No such order")
        shipment = order.shipment
        fits = shipment is not None and shipment.id == str(body["shipmentId"])
        if not fits or not order.shipped or order.status in FROM_PICKED_UP:
            return error(409, "OTO1082", "Cancel shipment is not allowed for this status")
        self._lifecycle.cancel_shipment(account, order)
        return 200, {"success": True}

    def create_pickup(self, account: Account, body: Json) -> Answer:
        """createPickupLocation: a duplicate is HTTP 200 with success false (8)."""
        kind, code, name = body.get("type", "warehouse"), body.get("code"), body.get("name")
        if kind == "branch" and account.plan != "Enterprise":
            return error(403, "OTO1167", "Your plan does not allow branch locations")
        if any(code == one["code"] or name == one["name"] for one in account.pickups):
            text = "Pickup location code or name is already used"
            return error(200, "OTO1070", text, errorCode=10, errorMsg=text)
        lat, lon = str(body.get("lat", "")), str(body.get("lon", ""))
        made = location(str(code), str(name), lat, lon, str(body.get("district", "")), type=kind)
        made["city"] = str(body.get("city", "Riyadh"))
        account.pickups.append(made)
        text = "Pickup location is created"
        # The spelling is OTO's, for branches too.
        return 200, {
            "warhouseId": str(made["id"]),
            "pickupLocationCode": code,
            "success": True,
            "message": text,
        }
