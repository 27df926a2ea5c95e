"""OTO's reading calls (oto-api 6, 8, 13); `oto_rows` has the shapes."""

from __future__ import annotations

import re

from app.sandbox.oto_model import CITIES, Account, Shipment, error, number
from app.sandbox.oto_rows import (
    LABEL,
    details_row,
    history_row,
    list_row,
    listed,
    made_shipment,
    status_row,
)
from app.sandbox.switches import OtoSwitches
from app.sandbox.world import Json

Answer = tuple[int, Json]
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


class Reads:
    """Reading endpoints of v2. Used under the world's lock."""

    def __init__(self, switches: OtoSwitches) -> None:
        self._switches = switches

    def account_info(self, account: Account, _: Json) -> Answer:
        """GET accountInfo: no `success`; remainingFreeShipments is a string."""
        return 200, {
            "remainingCredit": account.credit,
            "remainingFreeShipments": "0",
            "name": account.name,
            "email": "owner@example.com",
            "mobileNumber": "966500000000",
            "packageName": account.plan,
            "accountType": "retailer",
            "CRDocStatus": "approved",
            "freelanceDocStatus": "",
        }

    def cities(self, _: Account, asked: Json) -> Answer:
        """POST getCities: no `success`; without a country 409."""
        country = asked.get("country")
        if not country:
            return 409, {"success": False, "errorMsg": "country is null"}
        size = min(500, int(number(asked.get("perPage", 100)) or 100))
        page = max(1, int(number(asked.get("page", 1)) or 1))
        names = list(CITIES) if str(country).upper() in ("SA", "KSA") else []
        shown = names[(page - 1) * size : page * size]
        listed = {"totalCount": len(names), "perPage": size, "Cities": [{"name": n} for n in shown]}
        return 200, {"getCities": listed}

    def pickup_list(self, account: Account, asked: Json) -> Answer:
        """GET getPickupLocationList: warehouses[] and branches[], or flat by switch (12.3)."""
        status, code = asked.get("status"), asked.get("pickupLocationCode")
        if status not in (None, "", "active", "inactive"):
            return 400, {"success": False, "errorCode": 4, "errorMsg": "status is invalid"}
        rows = [
            row
            for row in account.pickups
            if status in (None, "", row["status"]) and code in (None, "", row["code"])
        ]
        if self._switches.flat_pickup_list:
            names = ("type", "code", "name", "city", "status")
            flat = [{name: row[name] for name in names} for row in rows]
            return 200, {"success": True, "pickupLocations": flat}
        bare = [{key: value for key, value in row.items() if key != "type"} for row in rows]
        kinds = [row["type"] for row in rows]
        return 200, {
            "success": True,
            "warehouses": [one for one, kind in zip(bare, kinds, strict=True) if kind != "branch"],
            "branches": [one for one, kind in zip(bare, kinds, strict=True) if kind == "branch"],
        }

    def _unknown(self) -> Answer:
        return error(self._switches.unknown_order_status, "OTO1002", "No such order")

    def order_status(self, account: Account, asked: Json) -> Answer:
        """POST orderStatus: otoId is a string, printAWBURL, trackingUrl."""
        if not asked.get("orderId") and not asked.get("otoId"):
            return error(400, "OTO1001", "Order Id is missing")
        order = account.find(asked)
        if order is None:
            return self._unknown()
        return 200, status_row(order)

    def order_history(self, account: Account, asked: Json) -> Answer:
        """POST orderHistory: bulk; unknown ids are missing; too many: OTO1112."""
        lists = [asked.get(name) or [] for name in ("orderIds", "otoIds", "shipmentIds")]
        if not any(lists) or not all(isinstance(one, list) for one in lists):
            return error(400, "OTO1001", "Order ids are missing")
        if sum(map(len, lists)) > self._switches.history_limit:
            return error(400, "OTO1112", "Too many ids")
        found = [account.orders.get(str(one)) for one in lists[0]]
        found += [account.find({"otoId": one}) for one in lists[1]]
        wanted = {str(one) for one in lists[2]}
        if wanted:
            found += [one for one in account.orders.values() if made_shipment(one).id in wanted]
        return 200, {
            "success": True,
            "items": [history_row(order) for order in found if order is not None],
        }

    def order_details(self, account: Account, asked: Json) -> Answer:
        """GET orderDetails by orderId, otoId or ref1: `id` is a number, trackingURL, amountDue."""
        order = account.find(asked)
        if order is None and asked.get("ref1"):
            # The newest wins: what the live service does with several is not known.
            same = [o for o in account.orders.values() if o.field("ref1") == asked["ref1"]]
            order = same[-1] if same else None
        if order is None:
            return self._unknown()
        return 200, details_row(order)

    def orders(self, account: Account, asked: Json) -> Answer:
        """GET orders: pages of at most 100, newest first; bad dates OTO1107."""
        size, page = number(asked.get("perPage")), number(asked.get("page"))
        if size is None or page is None or size < 1 or page < 1:
            return error(400, "OTO1142", "perPage and page are required")
        for name in ("minDate", "maxDate", "modifiedDate"):
            if asked.get(name) and not DAY.match(asked[name]):
                return error(400, "OTO1107", f"{name} is invalid")
        per, first = min(100, int(size)), int(page) - 1
        rows = [order for order in account.orders.values() if listed(order, asked)][::-1]
        total = max(1, -(-len(rows) // per))
        shown = [list_row(one, len(rows), total) for one in rows[first * per : (first + 1) * per]]
        return 200, {"success": True, "perPage": per, "totalPage": total, "orders": shown}

    def print(self, account: Account, asked: Json) -> Answer:
        """GET print/{orderId}: 404 before a shipment exists (7)."""
        order = account.find(asked)
        made = made_shipment(order) if order is not None else Shipment()
        if not made.id:
            return error(404, "OTO1113", "Shipment not found")
        return 200, {
            "success": True,
            "printAWBURL": f"{LABEL}{made.id}",
            "deliveryCompany": made.company,
            "trackingNumber": made.id,
            "dcTrackingNumber": made.tracking,
        }

    def shipment_transactions(self, account: Account, asked: Json) -> Answer:
        """GET shipmentTransactions: an unknown order is HTTP 200 with success false (8)."""
        order = account.find(asked)
        if order is None:
            return error(200, "OTO1002", "No such order")
        made = made_shipment(order)
        row = {"shipmentNumber": made.id, "orderId": order.order_id, "status": order.status}
        return 200, {"success": True, "shipments": [row] if made.id else []}
