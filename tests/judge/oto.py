"""OTO v2, read strictly from oto-api.md; it keeps every order it accepts in `accepted`."""

import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from tests.judge.oto_rules import CITIES, wrong
from tests.judge.serving import Answer, Asked, StandIn, default_agent

Body = dict[str, Any]

_ID = 30514281


@dataclass
class Accepted:
    """An order at OTO. `at` is the monotonic time of its acceptance."""

    body: Body
    oto_id: int
    at: float
    status: str = "assignedToWarehouse"
    shipment: str = ""
    history: list[str] = field(default_factory=lambda: ["new", "assignedToWarehouse"])

    def move(self, status: str) -> None:
        """OTO or its courier takes the order a step on."""
        self.status = status
        self.history.append(status)


class OtoStandIn(StandIn):
    """One account. `faults` are answered to createOrder before anything else, first come first.

    A fault is an Answer, "lose" (accepted, and the reply cut off) or "slow" (accepted, and the
    reply comes after 20 s).
    """

    def __init__(self, *, seconds: float = 0.05) -> None:
        super().__init__()
        self.seconds = seconds
        self.retailer_id = "RTL-77120"
        self.token = "AMf-" + uuid.uuid4().hex * 8
        self.pickups: list[Body] = []
        self.accepted: dict[str, Accepted] = {}
        self.creates: list[Body] = []
        self.faults: deque[Answer | str] = deque()
        self.bad_city: set[str] = set()
        self.access: dict[str, float] = {}
        self.life = 3600.0

    def calls(self, name: str) -> int:
        """How often an endpoint was called."""
        return sum(asked.path == f"/rest/v2/{name}" for asked in self.asked)

    def answer(self, asked: Asked) -> Answer:
        name = asked.path.removeprefix("/rest/v2/")
        if not asked.path.startswith("/rest/v2/") or default_agent(asked.headers):
            return Answer(403)
        try:
            body = asked.json() if asked.method == "POST" else dict(parse_qsl(asked.query))
        except ValueError:
            return refusal("OTO1075", "JSON is not valid")
        return self._unsigned(name, body) or self._signed_in(name, body, asked)

    def _unsigned(self, name: str, body: Body) -> Answer | None:
        """What needs no access token."""
        if name == "healthCheck":
            return Answer(200, {"status": "ok"})
        return self._refresh(body) if name == "refreshToken" else None

    def _signed_in(self, name: str, body: Body, asked: Asked) -> Answer:
        kind, _, jwt = asked.headers.get("authorization", "").partition(" ")
        if kind != "Bearer" or self.access.get(jwt, 0) < time.monotonic():
            words = "Jwt is expired" if jwt else "Jwt is missing"
            return Answer(401, {"message": words, "code": 401})
        handler = getattr(self, f"_{asked.method.lower()}_{name}", None)
        if handler is None:
            return Answer(403)
        answer: Answer = handler(body)
        answer.seconds = answer.seconds or self.seconds
        return answer

    def _refresh(self, body: Body) -> Answer:
        if body.get("refresh_token") != self.token:
            return refusal("OTO1083", "Refresh Token is required")
        jwt = f"{uuid.uuid4().hex}.{uuid.uuid4().hex}.{uuid.uuid4().hex}"
        self.access[jwt] = time.monotonic() + self.life
        told = {"access_token": jwt, "refresh_token": self.token, "success": True}
        return Answer(200, told | {"token_type": "Bearer", "expires_in": str(int(self.life))})

    def _get_accountInfo(self, _: Body) -> Answer:
        told = {"remainingCredit": 512.5, "remainingFreeShipments": "0", "name": "مطعم الحكم"}
        return Answer(200, told | {"packageName": "Starter", "accountType": "company"})

    def _get_getPickupLocationList(self, _: Body) -> Answer:
        return Answer(200, {"success": True, "warehouses": self.pickups, "branches": []})

    def _post_getCities(self, body: Body) -> Answer:
        if not body.get("country"):
            return Answer(409, {"success": False, "errorMsg": "country is null"})
        rows = [{"name": name} for name in CITIES] if int(body.get("page", 1)) == 1 else []
        told = {"totalCount": len(CITIES), "perPage": body.get("perPage", 100), "Cities": rows}
        return Answer(200, {"getCities": told})

    def _post_createOrder(self, body: Body) -> Answer:
        self.creates.append(body)
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, Answer):
            return fault
        problem = wrong(body)
        if problem is not None:
            return refusal(*problem)
        if str(body["customer"]["city"]).casefold() in self.bad_city:
            return refusal("OTO1022", "Recipient city is missing or invalid")
        order_id = body["orderId"]
        if order_id in self.accepted:
            merged = {"orderId": order_id, "otoErrorCode": "OTO1063", "success": False}
            merged |= {"errorCode": 14, "otoErrorMessage": "Order Id is already exist"}
            return Answer(400, merged | {"errorMsg": "This order exists."})
        kept = Accepted(body, _ID + 7 * len(self.accepted), time.monotonic() + self.seconds)
        self.accepted[order_id] = kept
        oto_id: object = kept.oto_id if len(self.accepted) % 3 else str(kept.oto_id)
        told = {"success": True, "otoId": oto_id}
        return Answer(200, told, cut=fault == "lose", seconds=20.0 if fault == "slow" else 0.0)

    def _post_updateOrder(self, body: Body) -> Answer:
        kept = self.accepted.get(body.get("orderId", ""))
        if kept is None:
            return refusal("OTO1002", "No such order", 404)
        if kept.shipment:
            return refusal("OTO1067", "Update is not allowed")
        problem = wrong(body)
        if problem is not None:
            return refusal(*problem)
        kept.body = body
        return Answer(200, {"success": True, "message": "Successfully updated"})

    def _post_cancelOrder(self, body: Body) -> Answer:
        kept = self._find(body)
        if kept is None:
            return refusal("OTO1002", "No such order", 404)
        if kept.shipment or kept.status == "canceled":
            merged = {"otoErrorCode": "OTO1103", "success": False, "errorCode": 5}
            words = f"Order Status {kept.status} not allowed for cancel"
            return Answer(400, merged | {"otoErrorMessage": "not suitable", "errorMsg": words})
        kept.move("canceled")
        return Answer(200, {"success": True})

    def _post_orderStatus(self, body: Body) -> Answer:
        kept = self._find(body)
        if kept is None:
            return refusal("OTO1002", "Order is not exist", 404)
        told = {
            "success": True,
            "orderId": kept.body["orderId"],
            "otoId": str(kept.oto_id),
            "status": kept.status,
            "date": "2026-11-23 12:42:07",
            "shipmentId": kept.shipment,
            "trackingUrl": "",
            "customerName": kept.body["customer"]["name"],
            "totalValue": kept.body["amount"],
        }
        return Answer(200, told)

    def _post_orderHistory(self, body: Body) -> Answer:
        ids = body.get("orderIds", [])
        if len(ids) > 50:
            return refusal("OTO1112", "Too many order ids")
        items = [self._history_item(self.accepted[one]) for one in ids if one in self.accepted]
        return Answer(200, {"success": True, "items": items})

    def _history_item(self, kept: Accepted) -> Body:
        steps = [{"date": "2026-11-23 12:42:07", "status": one} for one in kept.history]
        return {
            "orderId": kept.body["orderId"],
            "otoId": str(kept.oto_id),
            "amount": kept.body["amount"],
            "amount_due": str(kept.body["amount_due"]),
            "currency": kept.body["currency"],
            "status": kept.status,
            "shipmentId": kept.shipment,
            "orderDate": "23/11/2026 12:42:07",
            "history": steps,
        }

    def _get_orderDetails(self, query: Body) -> Answer:
        kept = self._find(query)
        if kept is None:
            return refusal("OTO1002", "Order is not exist", 404)
        body = kept.body
        told = {
            "success": True,
            "orderId": body["orderId"],
            "id": kept.oto_id,
            "status": kept.status,
            "amount": body["amount"],
            "amountDue": body["amount_due"],
            "paymentMethod": body.get("payment_method"),
            "currency": body["currency"],
            "ref1": body.get("ref1"),
            "customer": {"mobile": body["customer"]["mobile"], "name": body["customer"]["name"]},
            "statusHistory": [{"id": 1, "status": one} for one in kept.history],
        }
        return Answer(200, told)

    def _get_orders(self, query: Body) -> Answer:
        if "perPage" not in query or "page" not in query:
            return refusal("OTO1142", "perPage/page")
        rows = [
            {
                "orderId": kept.body["orderId"],
                "id": str(kept.oto_id),
                "status": kept.status,
                "amount": kept.body["amount"],
                "customerPhone": kept.body["customer"]["mobile"],
                "orderDate": "2026-11-23 12:42:07",
            }
            for kept in self.accepted.values()
        ]
        size, page = int(query["perPage"]), int(query["page"])
        told = {"success": True, "perPage": size, "totalPage": -(-len(rows) // size) or 1}
        return Answer(200, told | {"orders": rows[(page - 1) * size : page * size]})

    def _find(self, body: Body) -> Accepted | None:
        if "orderId" in body:
            return self.accepted.get(body["orderId"])
        for kept in self.accepted.values():
            if kept.body.get("ref1") == body.get("ref1", "?"):
                return kept
        return None


def refusal(code: str, words: str, status: int = 400) -> Answer:
    """The current shape of a refusal (oto-api.md section 11, shape 3)."""
    told = {"success": False, "otoErrorCode": code, "otoErrorMessage": words}
    return Answer(status, told)
