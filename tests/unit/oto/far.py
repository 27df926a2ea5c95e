"""A far side for the OTO clients: says what it is told to say, remembers what it was asked."""

import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

import httpx

from app.core.dispatch import OtoCustomer, OtoItem, OtoOrder
from app.net import Link
from app.oto.client import OtoV2
from app.oto.legacy import OtoV1
from app.oto.said import Said, understand
from app.reply import Reply

PERMANENT = "AMf-permanent-and-secret"
HTML = "<!DOCTYPE html><html><body>Bad gateway</body></html>"
JWT_EXPIRED = {"message": "Jwt is expired", "code": 401}
UNKNOWN_ORDER = {"success": False, "otoErrorCode": "OTO1002", "otoErrorMessage": "No such order"}


@dataclass(frozen=True)
class Asked:
    """One request as it arrived. `body` is its JSON, numbers exact."""

    method: str
    path: str
    query: dict[str, str]
    headers: httpx.Headers
    body: Any
    raw: bytes


@dataclass(frozen=True)
class Says:
    """A reply to be given; `body` is JSON, or text or bytes as they are."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> httpx.Response:
        if isinstance(self.body, (str, bytes)):
            return httpx.Response(self.status, content=self.body, headers=self.headers)
        return httpx.Response(self.status, json=self.body, headers=self.headers)

    def said(self) -> Said:
        """The same, understood."""
        response = self.response()
        return understand(Reply(response.status_code, response.headers, response.content, None))


Given = Says | Exception | Callable[[Asked], "Says | Awaitable[Says]"]


class Far:
    """Replies are given by path, in order; the last one again and again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Given]] = defaultdict(list)
        self.tokens = 0
        self.expires_in: object = "3600"
        self.says("/refreshToken", self._token)

    def says(self, path: str, *replies: Given) -> None:
        self._replies[path] = list(replies)

    def link(self, base: str) -> Link:
        return Link("OTO", base, transport=httpx.MockTransport(self._answer))

    def v2(self, now: Callable[[], float] = lambda: 0.0) -> OtoV2:
        link = self.link("https://oto.test/rest/v2")
        return OtoV2("https://oto.test/rest/v2", "R-1", PERMANENT, link=link, now=now)

    def v1(self) -> OtoV1:
        link = self.link("https://oto.test/service/rest/v1")
        return OtoV1("https://oto.test/service/rest/v1", "R-1", "secret", link=link)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def last(self, path: str) -> Asked:
        return next(asked for asked in reversed(self.asked) if asked.path == path)

    def _token(self, _: Asked) -> Says:
        self.tokens += 1
        body = {
            "access_token": f"jwt-{self.tokens}",
            "refresh_token": PERMANENT,
            "success": True,
            "token_type": "Bearer",
        }
        return Says(
            body=body | ({} if self.expires_in is None else {"expires_in": self.expires_in})
        )

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/rest/v2").removeprefix("/service/rest/v1")
        asked = Asked(
            request.method,
            path,
            dict(parse_qsl(request.url.query.decode())),
            request.headers,
            json.loads(request.content, parse_float=Decimal) if request.content else None,
            request.content,
        )
        self.asked.append(asked)
        replies = self._replies[path]
        if not replies:
            return httpx.Response(403)  # as OTO answers an unknown path
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, Exception):
            raise reply
        if callable(reply):
            result = reply(asked)
            reply = result if isinstance(result, Says) else await result
        return reply.response()


def local(*parts: int) -> datetime:
    """A business-local time without a zone, as OTO takes them."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def an_order(**changes: Any) -> OtoOrder:
    """An order as a restaurant has it every evening."""
    order = OtoOrder(
        order_id="F922240-48210",
        ref1="8d831d7b-2d5a-4e39-a1c0-6c7bb6e1a2b3",
        ref2="B01",
        ref3="103377",
        amount=Decimal("86.25"),
        amount_due=Decimal("86.25"),
        currency="SAR",
        customer=OtoCustomer(
            name="عبدالله",
            mobile="966501234567",
            address="حي النرجس، شارع 12",
            city="Riyadh",
            country="SA",
        ),
        items=(OtoItem("Burger", "sk-1", Decimal("43.125"), Decimal(2), Decimal("86.25")),),
        pickup_code="B01",
        order_date=local(2026, 11, 23, 21, 5),
    )
    return replace(order, **changes)


def oto_error(code: str, text: str = "no", status: int = 400) -> Says:
    """A refusal in the current shape."""
    return Says(status, {"success": False, "otoErrorCode": code, "otoErrorMessage": text})
