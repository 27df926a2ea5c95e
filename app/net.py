"""The only module that makes HTTP calls: TLS, proxy, agent, time-outs (design.md section 3).

Both services are reached through a `Link`. It sends one request and gives back one `Reply`,
whatever its status; it repeats nothing (that is the ledger's business). When there is no reply
it says which of two things happened, because an order may be sent again after the first and
never blindly after the second: `Unreached` or `NoReply`.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from app import __version__, proxy_choice
from app.core.errors import AppError
from app.proxies import build_transport, check_address, proxy_for, shown_proxy
from app.reply import Reply, http_date, reason

__all__ = ["USER_AGENT", "Link", "NoReply", "Reply", "Unreached", "check_address"]

#: Foodics' protection refuses bare library names (foodics-api.md section 3, User-Agent).
USER_AGENT = f"Mozilla/5.0 (compatible; OTO-Companion/{__version__}; desktop)"

#: Seconds to connect, TLS included (design.md section 3).
CONNECT_SECONDS = 5.0
#: Bytes of one reply. The largest honest page of orders is far below; the rest is a mistake.
MAX_BODY = 32 * 1024 * 1024

#: Awaited with names like "foodics GET /v5/orders?filter[type]:before" (see `_called`) and, once
#: the reply is there, ":after". Tests set it to stop the program, or to raise, at an exact place.
fault_hook: Callable[[str], Awaitable[None]] | None = None

# Their records hold whole addresses, and an address may hold a customer's phone.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

#: Everything printable but space, quotes, angle brackets and `#` goes as it is: Foodics answers
#: 400 to encoded brackets and commas (foodics-api.md section 3, query encoding).
_LITERAL = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"#<>')

_HEADERS = {
    b"User-Agent": USER_AGENT.encode(),
    b"Accept": b"*/*",
    b"Accept-Encoding": b"gzip, deflate",
    b"Connection": b"keep-alive",
}

_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class Unreached(AppError):  # noqa: N818 - reads as what happened
    """Surely nothing arrived: name, connection, TLS or proxy failed before the request went."""


class NoReply(AppError):  # noqa: N818 - as above
    """The request may have arrived: no answer in time, or the answer broke off."""


class Link:
    """One far side: its connections for the whole run, made in a thread at the first request.

    A transport, not a client: there is nothing here to be redirected, no cookie to be kept and no
    password to be asked for, and a client costs a third more per call.

    `service` is the name people read in errors. `base_url` may have a path and has no trailing
    slash. `on_date` is told each `Date` header with the monotonic time, in seconds, of the middle
    of its call. `transport` replaces the network in tests.
    """

    def __init__(
        self,
        service: str,
        base_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        on_date: Callable[[datetime, float], None] | None = None,
    ) -> None:
        self.service = service
        self.base_url = base_url.rstrip("/")
        parts = urlsplit(self.base_url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self.host = parts.hostname or ""
        self._on_date = on_date
        self._building = asyncio.Lock()
        self._proxy: str | None = None
        self._chosen = ""
        self._look_again = False
        self._retired: list[httpx.AsyncBaseTransport] = []
        self._transport = transport
        self._fixed = transport is not None

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = MappingProxyType({}),
        content: bytes | None = None,
        timeout: float = 15.0,  # noqa: ASYNC109 - part of the interface, kept with asyncio.timeout
        most: int = MAX_BODY,
    ) -> Reply:
        """Send one request and give back the reply, whatever its status; redirects too.

        `path` is literal text behind `base_url`: values in it are encoded by the caller, brackets
        and commas stay as they are. A whole address is taken when it has the same origin: headers
        hold the token, which must not travel elsewhere. `timeout` is a hard limit in seconds over
        connecting, sending and the whole body; a body of more than `most` bytes is no reply.

        Raises Unreached, NoReply, or AppError `other_origin`.
        """
        url = self._url(path)
        if fault_hook is not None:
            await fault_hook(f"{_called(self.service, method, url)}:before")
        progress = _Progress()
        connecting = min(CONNECT_SECONDS, timeout)
        try:
            async with asyncio.timeout(timeout):
                transport = await self._ready()
                if self._fixed:
                    progress.sent = None
                told = {key.encode(): _plain(value) for key, value in headers.items()}
                # Sending and reading end with the whole call, which has its limit above.
                waits = {"connect": connecting, "pool": timeout}
                request = httpx.Request(
                    method,
                    url,
                    headers=_HEADERS | told,
                    content=content,
                    extensions={"timeout": waits, "trace": progress.trace},
                )
                began = time.monotonic()
                reply = await _exchange(transport, request, most)
        except (TimeoutError, httpx.TransportError, httpx.DecodingError, _TooLargeError) as exc:
            raise self._trouble(exc, progress, timeout if progress.sent else connecting) from None
        if self._on_date is not None and reply.date is not None and reply.is_json:
            self._on_date(reply.date, (began + time.monotonic()) / 2)
        if fault_hook is not None:
            await fault_hook(f"{_called(self.service, method, url)}:after")
        return reply

    async def aclose(self) -> None:
        """Close every connection. A later request would open new ones."""
        transports = [*self._retired, *([self._transport] if self._transport else [])]
        self._retired.clear()
        if not self._fixed:
            self._transport = None
        for transport in transports:
            await transport.aclose()

    def _url(self, path: str) -> httpx.URL:
        if path.startswith("/"):
            path = self.base_url + path
        elif not path.startswith(f"{self._origin}/"):
            raise AppError("other_origin", service=self.service)
        return _literal(path)

    async def _ready(self) -> httpx.AsyncBaseTransport:
        if self._transport is not None and not self._is_stale():
            return self._transport
        async with self._building:
            if self._transport is None or self._is_stale():
                await asyncio.to_thread(self._build)
            assert self._transport is not None
            return self._transport

    def _is_stale(self) -> bool:
        """Whether the proxy is to be looked at again."""
        return self._look_again or (not self._fixed and self._chosen != proxy_choice.chosen())

    def _build(self) -> None:
        self._chosen = proxy_choice.chosen()
        proxy = proxy_for(self.base_url)
        self._look_again = False
        if self._transport is not None and proxy == self._proxy:
            return
        try:
            transport = build_transport(self.base_url, proxy)
        except (ValueError, ImportError, httpx.InvalidURL):
            self._look_again = True
            raise Unreached(
                "proxy", service=self.service, host=self.host, proxy=shown_proxy(proxy)
            ) from None
        if self._transport is not None:
            self._retired.append(self._transport)
        self._transport, self._proxy = transport, proxy

    def _trouble(self, exc: Exception, progress: "_Progress", seconds: float) -> AppError:
        """Say what went wrong, and whether the request may have arrived."""
        lost = isinstance(exc, _BEFORE_SENDING) if progress.sent is None else not progress.sent
        # The person may be mending the proxy settings right now: look at them before going on.
        self._look_again = lost and not self._fixed
        code = reason(exc, lost)
        if self._proxy is not None and code in ("dns", "no_connection"):
            code = "proxy"  # it is the proxy that we connect to
        return (Unreached if lost else NoReply)(
            code,
            service=self.service,
            host=self.host,
            proxy=shown_proxy(self._proxy),
            seconds=f"{seconds:g}",
        )


class _TooLargeError(Exception):
    """More than was asked for came."""


class _Progress:
    """How far one request got, as httpcore tells it; `sent` is None when nothing tells."""

    def __init__(self) -> None:
        self.sent: bool | None = False

    async def trace(self, event: str, info: Mapping[str, Any]) -> None:
        # What is said to a proxy to be let through is not yet the request.
        going = event.endswith(".send_request_headers.started")
        if going and info["request"].method != b"CONNECT":
            self.sent = True
        elif self.sent is None:
            self.sent = False


def _called(service: str, method: str, url: httpx.URL) -> str:
    """One name for one kind of call, whichever order it is about: service, method, path with its
    ids as "{id}", and the names of what is asked for, without their values."""
    place = "/".join("{id}" if len(part) > 30 else part for part in url.path.split("/"))
    asked = ",".join(dict.fromkeys(url.params))
    return f"{service.lower()} {method} {place}{'?' if asked else ''}{asked}"


def _plain(value: str) -> bytes:
    """Make a header value that can be sent. A token with odd letters is refused far away."""
    if not value.isprintable():
        value = "".join(c if c.isprintable() else "?" for c in value)
    return value.encode("utf-8", "replace")


@lru_cache(maxsize=64)
def _literal(address: str) -> httpx.URL:
    return httpx.URL(quote(address, safe=_LITERAL, errors="replace"))


async def _exchange(
    transport: httpx.AsyncBaseTransport, request: httpx.Request, most: int
) -> Reply:
    response = await transport.handle_async_request(request)
    try:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > most:
                raise _TooLargeError
    finally:
        await response.aclose()
    return Reply(
        status=response.status_code,
        headers=response.headers,
        body=bytes(body),
        date=http_date(response.headers.get("date", "")),
    )
