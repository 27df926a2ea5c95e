"""The address on this PC to which the browser returns after approving: one small web page.

Listens on loopback only, and only while somebody waits for an answer.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, urlsplit

from app.proxies import is_loopback

log = logging.getLogger(__name__)

#: A browser that says nothing is not waited for longer, seconds.
PATIENCE = 10.0
#: Bytes of one line of a request; a code has hundreds of digits.
_LONGEST = 16_384
#: Header lines of one request.
_MOST_LINES = 100

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>OTO Companion</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:1.25rem/1.6 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}}</style>
</head><body><p>{english}</p><p lang="ar" dir="rtl">{arabic}</p></body></html>
"""
_DONE = ("You can close this window.", "يمكنك إغلاق هذه النافذة.")
_STRANGE = ("There is nothing here.", "لا يوجد شيء هنا.")


class Callback:
    """Listens on the address `uri`. `heard` is told each path with query that is called there, and
    says whether it was the answer; any other gets a plain page and changes nothing."""

    def __init__(self, uri: str, heard: Callable[[str], bool]) -> None:
        self._place = _place(uri)
        self._heard = heard
        self._server: asyncio.Server | None = None

    async def open(self) -> bool:
        """Starts to listen; False where that is not possible: the person pastes the address then."""
        place = self._place
        if place is None:
            return False
        try:
            self._server = await asyncio.start_server(
                self._serve, place.hostname, place.port or 80, limit=_LONGEST
            )
        except OSError as error:
            log.warning("Nothing can be received at port %s: %s", place.port, error.strerror)
            return False
        return True

    def close(self) -> None:
        """Listens no longer; an answer that is being written is still written."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(OSError, ValueError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    target, headers = await _target(reader)
                    known = self._is_for_us(headers) and self._is_ours(target)
                    writer.write(_reply(known))
                    await writer.drain()
        finally:
            writer.close()

    def _is_for_us(self, headers: Mapping[str, str]) -> bool:
        """A browser that follows Foodics' answer names our address and no origin: a page that calls
        us from its scripts does, or comes under a name that it made lead here."""
        assert self._place is not None
        named = headers.get("host", "").removesuffix(":80")
        return "origin" not in headers and named == self._place.netloc.lower().removesuffix(":80")

    def _is_ours(self, target: str) -> bool:
        assert self._place is not None
        path = self._place.path or "/"
        return target.partition("?")[0] == path and self._heard(target)


def _place(uri: str) -> SplitResult | None:
    """The parts of an address of this PC; None for any other, and for what is none."""
    try:
        parts = urlsplit(uri.strip())
        good = parts.scheme == "http" and is_loopback(parts.hostname or "") and parts.port != 0
    except ValueError:
        return None
    return parts if good else None


async def _target(reader: asyncio.StreamReader) -> tuple[str, Mapping[str, str]]:
    """What a browser asks for, path and query, "" for anything but a GET; and its headers, in lower
    case. ValueError for no HTTP."""
    method, target, _ = (await reader.readline()).decode("ascii", "replace").split(" ", 2)
    headers: dict[str, str] = {}
    for _line in range(_MOST_LINES):
        line = (await reader.readline()).decode("ascii", "replace").strip().lower()
        if not line:
            return (target if method == "GET" else ""), headers
        name, _, value = line.partition(":")
        headers[name.strip()] = value.strip()
    raise ValueError("a request without end")


def _reply(known: bool) -> bytes:
    english, arabic = _DONE if known else _STRANGE
    body = _PAGE.format(english=english, arabic=arabic).encode()
    head = (
        f"HTTP/1.1 {'200 OK' if known else '404 Not Found'}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
    )
    return "\r\n".join((*head, "", "")).encode() + body
