"""The baselines: what the same work costs when nothing is decided and nothing is kept.

    python -m tests.bench.bare httpx|sockets URL FILE   posts the bodies in FILE, four at a time
    python -m tests.bench.bare poll URL [OTO TOKEN]   asks for orders every 5 s

The first prints the seconds of CPU that it took. The second posts each Ready order it sees to OTO,
where one is given.
"""

import asyncio
import json
import socket
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.bench import watched

AT_ONCE = 4
EVERY = 5.0
_HEADERS = {
    "Accept": "application/json",
    "Content-Type": "application/json",
    "Authorization": "Bearer a.b.c",
}


def client() -> httpx.AsyncClient:
    """One with the program's own settings (`app.proxies.build_transport`)."""
    return httpx.AsyncClient(
        verify=False,
        trust_env=False,
        headers={"User-Agent": "Mozilla/5.0 (compatible; bare loop)"},
        limits=httpx.Limits(max_connections=20, keepalive_expiry=4.0),
    )


async def by_httpx(url: str, bodies: deque[bytes]) -> None:
    """Four at a time, each reply read as JSON."""
    async with client() as web:

        async def post() -> None:
            while bodies:
                reply = await web.post(
                    f"{url}/rest/v2/createOrder", content=bodies.popleft(), headers=_HEADERS
                )
                assert reply.json()["success"]

        await asyncio.gather(*(post() for _ in range(AT_ONCE)))


def by_sockets(url: str, bodies: deque[bytes]) -> None:
    """Four connections, each in a thread; whatever is answered counts as read."""
    parts = urlsplit(url)
    head = "".join(f"{name}: {value}\r\n" for name, value in _HEADERS.items())

    def post() -> None:
        with socket.create_connection((parts.hostname or "", parts.port or 80)) as line:
            while bodies:
                body = bodies.popleft()
                line.sendall(
                    f"POST /rest/v2/createOrder HTTP/1.1\r\nHost: {parts.netloc}\r\n{head}"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                assert b'"success"' in line.recv(65536)

    threads = [threading.Thread(target=post) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def poll(url: str, oto: str, token: str) -> None:
    """Asks for what changed every 5 s, and posts what is Ready; `oto` is "" for none."""
    after = datetime.now(UTC) - timedelta(seconds=15)
    sent: set[str] = set()
    async with client() as web, client() as other:
        while True:
            began = time.monotonic()
            rows = await _changes(web, url, token, after)
            after = datetime.now(UTC) - timedelta(seconds=EVERY + 15)
            ready = [row for row in rows if row["delivery_status"] == 2 and row["id"] not in sent]
            sent |= {row["id"] for row in ready}
            if oto:
                await _send(other, oto, deque(row["id"] for row in ready))
            await asyncio.sleep(max(0.0, EVERY - (time.monotonic() - began)))


async def _changes(
    web: httpx.AsyncClient, url: str, token: str, after: datetime
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    stamp = after.strftime("%Y-%m-%d%%20%H:%M:%S")
    asked = f"{url}/v5/orders?filter[updated_after]={stamp}&sort=updated_at"
    number = 1
    while True:
        headers = _HEADERS | {"Authorization": f"Bearer {token}"}
        reply = await web.get(f"{asked}&page={number}", headers=headers)
        if reply.status_code != 200:
            return found  # too many requests: as if nothing had changed
        told = reply.json()
        found += told["data"]
        if not told["links"]["next"]:
            return found
        number += 1


async def _send(web: httpx.AsyncClient, oto: str, ids: deque[str]) -> None:
    async def post() -> None:
        while ids:
            body = json.dumps({"orderId": ids.popleft()})
            await web.post(f"{oto}/rest/v2/createOrder", content=body, headers=_HEADERS)

    await asyncio.gather(*(post() for _ in range(AT_ONCE)))


def main(how: str, url: str, *more: str) -> None:
    """As the command line says."""
    if how == "poll":
        watched.answer()
        asyncio.run(poll(url, *(more or ("", "token"))))
        return
    bodies = deque(Path(more[0]).read_bytes().splitlines())
    began = time.process_time()
    if how == "httpx":
        asyncio.run(by_httpx(url, bodies))
    else:
        by_sockets(url, bodies)
    print(time.process_time() - began, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
