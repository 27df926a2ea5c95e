"""A started sandbox for each test: it takes a few milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from app.sandbox.server import Sandbox, SandboxAddress
from app.sandbox.switches import FoodicsSwitches, OtoSwitches

AGENT = {"user-agent": "OTO-Companion-Test/1.0"}


class Box:
    """A sandbox and short ways to call its services over real HTTP."""

    def __init__(self, sandbox: Sandbox, address: SandboxAddress) -> None:
        self.sandbox = sandbox
        self.address = address
        self.http = httpx.Client(headers=AGENT, timeout=5)
        self.token = address.foodics_token
        self.access = ""

    def foodics(self, path: str, method: str = "GET", **more: Any) -> httpx.Response:
        """A call of `/v5/<path>`; the query is part of the path, literally."""
        headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        url = f"{self.address.foodics_url}/v5/{path}"
        return self.http.request(method, url, headers=headers, **more)

    def rows(self, query: str) -> list[Any]:
        """The `data` of /orders."""
        rows: list[Any] = self.foodics(f"orders?{query}").json()["data"]
        return rows

    def sign_in(self) -> None:
        """Fetches a v2 access token."""
        reply = self.oto("refreshToken", {"refresh_token": self.address.oto_token}, access="")
        self.access = reply.json()["access_token"]

    def oto(self, name: str, body: Any = None, *, access: str | None = None) -> httpx.Response:
        """POST with a body, GET without, at v2."""
        url = f"{self.address.oto_url}/rest/v2/{name}"
        token = self.access if access is None else access
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is None:
            return self.http.get(url, headers=headers)
        return self.http.post(url, json=body, headers=headers)

    def legacy(self, name: str, body: Any) -> httpx.Response:
        """POST at v1."""
        return self.http.post(f"{self.address.oto_url}/service/rest/v1/{name}", json=body)

    def control(self, method: str, path: str, body: Any = None, *, ok: bool = True) -> Any:
        """A call of the control service; its JSON."""
        reply = self.http.request(method, f"{self.address.control_url}{path}", json=body)
        assert reply.is_success == ok, reply.text
        return reply.json()

    def order(self, **fields: Any) -> Any:
        """Puts an order into the cloud."""
        return self.control("POST", "/orders", fields)

    def truth(self, **query: Any) -> Any:
        """The books' account."""
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        return self.control("GET", f"/truth?{asked}")


Make = Callable[..., Box]


@pytest.fixture
def make_box() -> Iterator[Make]:
    """Starts sandboxes with the switches a test wants; stops them afterwards."""
    made: list[Box] = []

    def make(
        *, foodics: FoodicsSwitches | None = None, oto: OtoSwitches | None = None, seed: int = 1
    ) -> Box:
        sandbox = Sandbox(seed=seed, foodics=foodics or FoodicsSwitches(rate_limit=10**6), oto=oto)
        box = Box(sandbox, sandbox.start())
        made.append(box)
        return box

    yield make
    for box in made:
        box.http.close()
        box.sandbox.stop()
        assert box.sandbox.world.timeline.errors == []


@pytest.fixture
def box(make_box: Make) -> Box:
    """A sandbox with the default switches and no rate limit to speak of."""
    made = make_box()
    if made.sandbox.oto_switches.generation != "v1":
        made.sign_in()
    return made


def create_body(order_id: str = "F922240-48201", **changes: Any) -> dict[str, Any]:
    """A createOrder body that OTO accepts."""
    return {
        "orderId": order_id,
        "amount": 86.25,
        "amount_due": 86.25,
        "currency": "SAR",
        "payment_method": "cod",
        "pickupLocationCode": "B01",
        "customer": {
            "name": "نورة العتيبي",
            "mobile": "966500000123",
            "address": "حي الياسمين، شارع أنس بن مالك",
            "city": "riyadh",
            "country": "SA",
        },
        "items": [{"name": "مندي دجاج", "quantity": 2, "price": 34.5, "sku": "sk-0001"}],
    } | changes
