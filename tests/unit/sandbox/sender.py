"""A small sender for tests: it knows just enough to send what the scenario makes."""

from __future__ import annotations

import re
from typing import Any

import httpx

from app.sandbox.server import Sandbox, SandboxAddress

INCLUDE = "branch,customer,customer_address,payments,payments.payment_method,driver,original_order"
AGENT = {"user-agent": "OTO-Companion-Test/1.0"}
ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def national(phone: str) -> str | None:
    """The nine digits of a Saudi mobile."""
    found = re.fullmatch(r"(?:966|0)?(5\d{8})", re.sub(r"\D", "", phone.translate(ARABIC)))
    return found.group(1) if found else None


class Sender:
    """Polls the sandbox's Foodics and sends to its OTO, once per call of `turn`."""

    def __init__(self, address: SandboxAddress) -> None:
        self._address = address
        self._client = httpx.Client(headers=AGENT, timeout=5)
        self._sent: set[str] = set()
        self._open: dict[str, Any] = {}
        self._cursor = "2026-01-01 00:00:00"
        reply = self._oto("refreshToken", {"refresh_token": address.oto_token})
        self._access = {"Authorization": f"Bearer {reply['access_token']}"}

    def close(self) -> None:
        """Ends its connections."""
        self._client.close()

    def _oto(self, name: str, body: Any, headers: dict[str, str] | None = None) -> Any:
        url = f"{self._address.oto_url}/rest/v2/{name}"
        return self._client.post(url, json=body, headers=headers).json()

    def turn(self) -> None:
        """One poll of what changed, and one createOrder for all that is fit."""
        changed, cursor = f"filter[updated_after]={self._cursor}", self._cursor
        page = 1
        while True:
            url = f"{self._address.foodics_url}/v5/orders?filter[type]=3&sort=updated_at&{changed}"
            headers = {"Authorization": f"Bearer {self._address.foodics_token}"}
            reply = self._client.get(f"{url}&include={INCLUDE}&page={page}", headers=headers)
            rows = reply.json()["data"]
            for row in rows:
                self._open[row["id"]] = row
                cursor = max(cursor, row["updated_at"])
            if len(rows) < 50:
                break
            page += 1
        # Whole seconds: what else changed within the last one must be seen again.
        self._cursor = cursor[:-2] + "00"
        for row in list(self._open.values()):
            if row["id"] not in self._sent and self._fit(row):
                self._send(row)

    @staticmethod
    def _fit(row: Any) -> bool:
        if row["branch"]["reference"] not in ("B01", "B02") or row["status"] not in (2, 4):
            return False
        if row["delivery_status"] != 2 or not row["customer"] or not row["customer_address"]:
            return False
        if row["driver"] or len(row["meta"]) > 1 or row["original_order"]:
            return False
        if any(one["payment_method"]["type"] == 3 for one in row["payments"]):
            return False
        return national(row["customer"]["phone"]) is not None

    def _send(self, row: Any) -> None:
        due = round(row["total_price"] - sum(one["amount"] for one in row["payments"]), 2)
        body = {
            "orderId": f"F922240-{row['reference']}",
            "ref1": row["id"],
            "amount": row["total_price"],
            "amount_due": due,
            "payment_method": "cod" if due else "paid",
            "currency": "SAR",
            "pickupLocationCode": row["branch"]["reference"],
            "customer": {
                "name": row["customer"]["name"],
                "mobile": f"966{national(row['customer']['phone'])}",
                "address": row["customer_address"]["description"],
                "city": "Riyadh",
                "country": "SA",
            },
            "items": [{"name": "order", "quantity": 1}],
        }
        try:
            reply = self._oto("createOrder", body, self._access)
        except httpx.TransportError:
            return  # lost reply: the next turn meets OTO1063
        if reply.get("success") or reply.get("otoErrorCode") == "OTO1063":
            self._sent.add(row["id"])


def drive(sandbox: Sandbox, sender: Sender, seconds: float, step: float = 5.0) -> None:
    """Lets so much time pass on the sandbox's clock, with a turn of the sender at each step."""
    passed = 0.0
    while passed < seconds:
        sandbox.clock.advance(step)
        sandbox.settle()
        sender.turn()
        passed += step
