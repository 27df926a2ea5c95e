"""What a far side answered, and why it did not.

Helpers of `net.py`, which is what the rest of the program imports.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from socket import gaierror
from ssl import SSLError

import httpx


@dataclass(frozen=True, slots=True)
class Reply:
    """What the far side answered. `date` is its `Date` header, aware UTC, None when unreadable."""

    status: int
    headers: httpx.Headers
    body: bytes
    date: datetime | None

    @property
    def content_type(self) -> str:
        """The media type in lower case without parameters, "" when not told."""
        kind: str = self.headers.get("content-type", "")
        return kind.partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """True when the reply calls itself JSON."""
        return self.content_type == "application/json" or self.content_type.endswith("+json")

    @property
    def is_html(self) -> bool:
        """True for a web page: it calls itself one, or begins like one."""
        return self.content_type == "text/html" or self.body[:64].lstrip().startswith(b"<")

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait from `Retry-After`, both of its forms; None when absent or unreadable."""
        text: str = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        until = http_date(text)
        if until is None or self.date is None:
            return None
        return max(0.0, (until - self.date).total_seconds())


@lru_cache(maxsize=8)
def http_date(text: str) -> datetime | None:
    """Read an HTTP date as aware UTC; None when it is none."""
    try:
        when = parsedate_to_datetime(text)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def reason(exc: BaseException, lost: bool) -> str:
    """Name the error code (core/errors.py) for a call without a reply.

    `lost` is True when the request surely did not arrive.
    """
    if isinstance(exc, httpx.ProxyError):
        return "proxy"
    if isinstance(exc, (TimeoutError, httpx.TimeoutException)):
        return "timeout"
    if lost:
        for cause in _causes(exc):
            if isinstance(cause, SSLError):
                return "tls"
            if isinstance(cause, gaierror):
                return "dns"
        return "no_connection"
    return "cut"


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    while exc is not None:
        yield exc
        exc = exc.__cause__ or exc.__context__
