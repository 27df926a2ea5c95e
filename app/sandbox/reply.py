"""Replies as plain values, so that a fault can change them before they are sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]


@dataclass
class Request:
    """One request as both services see it: nothing of it is awaited any more."""

    method: str
    path: str
    query: str
    """The raw query string, still encoded."""
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes
    address: str
    base_url: str = ""

    def params(self) -> dict[str, str]:
        """The decoded query; the last of equal names wins."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def json(self) -> Any:
        """The body. ValueError if it is not JSON; None if it is empty."""
        return json.loads(self.body) if self.body.strip() else None


@dataclass
class Reply:
    """Status, body and headers of one answer. `body` bytes go out as they are, else as JSON."""

    status: int
    body: Any = b""
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json"

    def encoded(self) -> bytes:
        """The bytes for the wire: UTF-8, Arabic intact."""
        if isinstance(self.body, bytes):
            return self.body
        return json.dumps(self.body, ensure_ascii=False, default=plain).encode()


def plain(value: Any) -> Any:
    """Money for JSON: whole values come as ints, as PHP writes them (foodics-api 6.1)."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"not for JSON: {type(value).__name__}")


def text_reply(status: int, text: str, **headers: str) -> Reply:
    """A plain text answer, such as Cloudflare's."""
    return Reply(status, text.encode(), dict(headers), "text/plain; charset=UTF-8")


HTML = """<!DOCTYPE html>
<html><head><title>{status} {title}</title></head>
<body><center><h1>{status} {title}</h1></center><hr><center>nginx</center></body></html>
"""


def html_reply(status: int, title: str = "Bad Gateway") -> Reply:
    """An error page as a gateway writes it."""
    return Reply(status, HTML.format(status=status, title=title).encode(), {}, "text/html")
