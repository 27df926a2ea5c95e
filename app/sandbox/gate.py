"""The gate before each service: call log, faults, Date header.

Services answer plain values (`Reply`); the gate alone speaks ASGI, so that a connection can be
closed at any point of a call.
"""

from __future__ import annotations

import asyncio
import logging
from email.utils import format_datetime
from typing import Any, Protocol

from starlette.types import Receive, Scope, Send

from app.sandbox.calls import Call
from app.sandbox.faults import Fault
from app.sandbox.reply import Reply, Request
from app.sandbox.spoil import replaced, spoiled
from app.sandbox.world import World

TRANSPORT = "sandbox.transport"
"""Where `server.py` leaves the connection's transport in the ASGI state."""
TICK = 0.02
PIECES = 10
log = logging.getLogger(__name__)


class Service(Protocol):
    """What stands behind a gate."""

    name: str

    def endpoint(self, request: Request) -> str:
        """The endpoint's name, for faults and the call log."""

    def order_id(self, request: Request) -> str | None:
        """The order the call is about, if it can be told."""

    def answer(self, request: Request) -> Reply:
        """Carries the request out. Never blocks: the world's lock is held."""

    def always(self, request: Request, reply: Reply) -> None:
        """Headers that each reply carries, faults included."""

    def revoke(self, request: Request) -> None:
        """Revokes the token the request uses."""

    def shift(self, reply: Reply) -> None:
        """Changes the first row of a list while the client still reads it."""


def _close(scope: Scope, *, flush: bool) -> None:
    transport = scope.get("state", {}).get(TRANSPORT)
    if isinstance(transport, asyncio.Transport):
        if flush:
            transport.close()
        else:
            transport.abort()


class Gate:
    """The ASGI application of one service."""

    def __init__(self, world: World, service: Service) -> None:
        self._world = world
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = await _read(scope, receive)
        service, world = self._service, self._world
        endpoint, order_id = service.endpoint(request), service.order_id(request)
        world.calls.begin(service.name)
        began = world.clock.now()
        met = world.faults.take(service.name, endpoint, order_id)
        status: int | None = None
        try:
            status = await self._serve(request, met, scope, receive, send)
        finally:
            shown = request.query[:300]
            kinds = ",".join(fault.kind for fault in met) or None
            at = world.clock.now()
            world.calls.end(Call(service.name, endpoint, status, at, order_id, shown, kinds, began))

    async def _serve(  # noqa: PLR0911 - one per kind of fault
        self, request: Request, met: list[Fault], scope: Scope, receive: Receive, send: Send
    ) -> int | None:
        world = self._world
        for fault in met:
            if fault.kind == "latency":
                await self._wait(fault.seconds)
        main = next((fault for fault in met if fault.kind != "latency"), None)
        if main is None:
            return await self._send(self._carry_out(request), request, send)
        if main.kind == "drop_before":
            await _gone(scope, receive)
            return None
        if main.kind == "hang":
            done = self._carry_out(request) if main.after else None
            if await self._hang(receive):
                return None
            return await self._send(done or self._carry_out(request), request, send)
        if main.kind == "revoke":
            with world.lock:
                self._service.revoke(request)
        instead = replaced(main)
        if instead is not None:
            if main.after:
                self._carry_out(request)
            return await self._send(instead, request, send)
        reply = self._carry_out(request)
        if main.kind == "drop_after":
            await _gone(scope, receive)
            return None
        if main.kind == "slow":
            return await self._send(reply, request, send, seconds=main.seconds)
        if main.kind == "cut":
            await self._send(reply, request, send, cut=True)
            _close(scope, flush=True)
            await _until_disconnect(receive)
            return None
        return await self._send(self._spoiled(main, reply), request, send)

    def _spoiled(self, fault: Fault, reply: Reply) -> Reply:
        if fault.kind == "shift":
            with self._world.lock:
                self._service.shift(reply)
        return spoiled(fault, reply)

    def _carry_out(self, request: Request) -> Reply:
        with self._world.lock:
            self._world.timeline.settle()
            try:
                return self._service.answer(request)
            except Exception:
                log.exception("the sandbox failed at %s %s", request.method, request.path)
                return Reply(500, {"message": "Server Error"})

    async def _send(
        self, reply: Reply, request: Request, send: Send, *, cut: bool = False, seconds: float = 0
    ) -> int:
        with self._world.lock:
            self._service.always(request, reply)
            date = format_datetime(self._world.clock.now(), usegmt=True)
            body = reply.encoded()
        headers = {"content-type": reply.media_type, "date": date}
        headers |= {key.lower(): value for key, value in reply.headers.items()}
        headers["content-length"] = str(len(body))
        raw = [(key.encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
        await send({"type": "http.response.start", "status": reply.status, "headers": raw})
        if seconds:
            piece = max(1, len(body) // PIECES)
            while len(body) > piece and not self._world.stopping.is_set():
                await send({"type": "http.response.body", "body": body[:piece], "more_body": True})
                body = body[piece:]
                await self._wait(seconds / PIECES)
        sent = body[: len(body) // 2] if cut else body
        await send({"type": "http.response.body", "body": sent, "more_body": cut})
        return reply.status

    async def _wait(self, seconds: float) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while not self._world.stopping.is_set():
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                return
            await asyncio.sleep(min(left, 0.1))

    async def _hang(self, receive: Receive) -> bool:
        """Until the client gives up (True) or the faults are taken back (False)."""
        before = self._world.faults.cleared
        gone = asyncio.ensure_future(_until_disconnect(receive))
        try:
            while not gone.done() and not self._world.stopping.is_set():
                if self._world.faults.cleared != before:
                    return False
                await asyncio.wait([gone], timeout=TICK)
            return True
        finally:
            gone.cancel()


async def _read(scope: Scope, receive: Receive) -> Request:
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
    client: Any = scope.get("client") or ("127.0.0.1", 0)
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=body,
        address=str(client[0]),
        base_url=f"http://{headers.get('host', '127.0.0.1')}",
    )


async def _gone(scope: Scope, receive: Receive) -> None:
    _close(scope, flush=False)
    # Without this uvicorn would see a reply that never began and complain in its log.
    await _until_disconnect(receive)


async def _until_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
