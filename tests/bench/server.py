"""Foodics and OTO in a process of their own, as light as can be: they must not be what is measured.

    python -m tests.bench.server

prints its address and serves until its input ends. Foodics has nothing new; OTO accepts every order
50 ms after it was asked, and keeps a book (`GET /book`, `POST /clear`).
"""

import asyncio
import hashlib
import json
import sys
import time
from collections import Counter
from email.utils import formatdate
from typing import Any

#: Seconds that OTO takes over an order.
ANSWERS_AFTER = 0.05
_EMPTY = {"data": [], "links": {"next": None}, "meta": {"current_page": 1, "per_page": 50}}
_FIXED: dict[str, object] = {
    "/v5/orders": _EMPTY,
    "/v5/branches": _EMPTY,
    "/v5/devices": _EMPTY,
    "/rest/v2/refreshToken": {"success": True, "access_token": "a.b.c", "expires_in": "3600"},
    "/rest/v2/accountInfo": {"name": "Nakhla", "remainingCredit": 350.75},
    "/rest/v2/getPickupLocationList": {"success": True, "warehouses": [], "branches": []},
    "/rest/v2/healthCheck": {"status": "ok"},
    "/rest/v2/orderHistory": {"success": True, "items": []},
    "/rest/v2/orders": {"success": True, "perPage": 100, "totalPage": 1, "orders": []},
}


class Book:
    """What was asked. Times are those of the PC's clock, to be compared between processes."""

    def __init__(self) -> None:
        self.ids: Counter[str] = Counter()
        self.bodies: dict[str, str] = {}
        self.first = self.last = 0.0
        self.polls: list[float] = []

    def told(self) -> dict[str, Any]:
        """As JSON; `digest` is the same for the same bodies, in whatever order they came."""
        whole = hashlib.sha256("".join(sorted(self.bodies.values())).encode())
        return {
            "accepted": len(self.ids),
            "calls": self.ids.total(),
            "digest": whole.hexdigest(),
            "seconds": self.last - self.first,
            "polls": self.polls,
        }


class Service(asyncio.Protocol):
    """One connection."""

    book = Book()

    def __init__(self) -> None:
        self._rest = b""
        self._transport: asyncio.Transport | None = None
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while True:
            head, mark, rest = self._rest.partition(b"\r\n\r\n")
            length = _length(head)
            if not mark or len(rest) < length:
                return
            self._rest = rest[length:]
            self._asked(head.split(b" ", 2)[1].decode().partition("?")[0], rest[:length])

    def _asked(self, path: str, body: bytes) -> None:
        now = time.time()
        if path == "/rest/v2/createOrder":
            order_id = json.loads(body)["orderId"]
            Service.book.first = Service.book.first or now
            Service.book.ids[order_id] += 1
            Service.book.bodies[order_id] = hashlib.sha256(body).hexdigest()
            self._loop.call_later(ANSWERS_AFTER, self._accepted, order_id)
        elif path == "/book":
            self._reply(Service.book.told())
        elif path == "/clear":
            Service.book = Book()
            self._reply({})
        else:
            if path == "/v5/orders":
                Service.book.polls.append(now)
            known = path in _FIXED
            self._reply(
                _FIXED.get(path, {"success": False}), "200 OK" if known else "404 Not Found"
            )

    def _accepted(self, order_id: str) -> None:
        self._reply({"success": True, "otoId": f"9{order_id[-5:]}"})
        Service.book.last = time.time()

    def _reply(self, value: object, status: str = "200 OK") -> None:
        body = json.dumps(value).encode()
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
            f"Date: {formatdate(usegmt=True)}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        assert self._transport is not None
        self._transport.write(head.encode() + body)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


async def main() -> None:
    """Serves until the input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Service, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
