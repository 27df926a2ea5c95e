"""OTO's legacy API: three calls, credentials in the body, integer error codes (oto-api 4)."""

from __future__ import annotations

from app.sandbox.oto_model import Account
from app.sandbox.oto_orders import Orders
from app.sandbox.switches import OtoSwitches
from app.sandbox.world import Json

Answer = tuple[int, Json]
EMPTY, NO_MATCH, NOT_ACTIVE, EXISTS, GENERIC = 1, 2, 3, 4, 5


class LegacyApi:
    """v1. It knows no pickup location: OTO chooses the door. Used under the world's lock."""

    def __init__(self, accounts: dict[str, Account], orders: Orders, switches: OtoSwitches) -> None:
        self._accounts = accounts
        self._orders = orders
        self._switches = switches

    def _failed(self, code: int) -> Answer:
        return self._switches.v1_failure_status, {"success": False, "errorCode": code}

    def answer(self, name: str, asked: object) -> Answer | None:  # noqa: PLR0911 - a table
        """None for an unknown call: 403, empty, as everywhere."""
        if name not in ("createOrder", "cancelOrder", "orderStatus"):
            return None
        if not isinstance(asked, dict):
            return self._failed(GENERIC)
        retailer, token = str(asked.get("retailerId") or ""), str(asked.get("retailerToken") or "")
        if not retailer or not token:
            return self._failed(EMPTY)
        account = self._accounts.get(retailer)
        known = account is not None and account.token == token and not account.revoked
        if account is None or not known or self._switches.generation == "v2":
            return self._failed(NO_MATCH)
        if not account.active:
            return self._failed(NOT_ACTIVE)
        body = {key: value for key, value in asked.items() if not key.startswith("retailer")}
        if name == "createOrder":
            return self._create(account, body)
        order = account.find(body)
        if order is None:
            return self._failed(GENERIC)
        if name == "orderStatus":
            return 200, {"success": True, "status": order.status}
        status, _ = self._orders.cancel(account, body)
        return (200, {"success": True}) if status == 200 else self._failed(GENERIC)

    def _create(self, account: Account, body: Json) -> Answer:
        status, reply = self._orders.create(account, body, generation="v1")
        if status == 200 and "otoId" in reply:
            return 200, reply
        return self._failed(EXISTS if reply.get("otoErrorCode") == "OTO1063" else GENERIC)
