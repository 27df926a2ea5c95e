"""Which addresses are good, which proxy leads there, and the certificates of this PC.

Helpers of `net.py`, which is what the rest of the program imports.
"""

import functools
import ipaddress
import re
import ssl
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
import truststore

from app import proxy_choice, streams
from app.core.errors import AppError

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)


def check_address(url: str, service: str) -> str:
    """Give back the address of a service as scheme, host and port, without a trailing slash.

    Plain http goes to this PC only, since the token travels along. Anything else beside scheme,
    host and port (user, path, query) is refused rather than dropped.

    Raises AppError `bad_address`.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AppError("bad_address", service=service) from None
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None else f"{shown}:{port}"
    good = (
        parts.scheme in {"https", "http"}
        and _HOST.fullmatch(shown) is not None
        and parts.netloc.lower() == place
        and f"{parts.scheme}://{place}" == url.lower().removesuffix("/")
        and (parts.scheme == "https" or is_loopback(host))
    )
    if not good:
        raise AppError("bad_address", service=service)
    return f"{parts.scheme}://{place}"


def is_loopback(host: str) -> bool:
    """True for this PC itself: `localhost`, 127.0.0.0/8 and ::1."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@functools.cache
def certificates() -> ssl.SSLContext:
    """Give the operating system's certificates, read once: it takes 130–200 ms.

    Company certificates stand there too (dependencies.md section 5.24).
    """
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def proxy_for(base_url: str) -> str | None:
    """Name the proxy that the settings, the environment or the system set for this address.

    Exceptions are decided here per host, because httpx overlooks those of Windows
    (dependencies.md section 5.21). May look up names: not for the event loop.
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    chosen = proxy_choice.chosen()
    if is_loopback(host) or chosen == proxy_choice.NONE:
        return None
    if chosen != proxy_choice.SYSTEM:
        return chosen
    if proxy_bypass(host):
        return None
    found = getproxies()
    proxy = found.get(parts.scheme) or found.get("all")
    if not proxy:
        return None
    if "://" not in proxy:
        return f"http://{proxy}"
    # Desktops write `socks://` for what httpx knows as SOCKS 5.
    return re.sub(r"^socks://", "socks5://", proxy, flags=re.IGNORECASE)


def shown_proxy(proxy: str | None) -> str:
    """Write a proxy for an error text: without user and password."""
    try:
        parts = urlsplit(proxy or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "?"
    return f"{parts.scheme}://{parts.hostname or '?'}{port}"


def build_transport(base_url: str, proxy: str | None) -> httpx.AsyncHTTPTransport:
    """Make the connections to one far side. Slow the first time: not for the event loop.

    Raises ValueError or ImportError when the proxy setting cannot be used.
    """
    secure = base_url.startswith("https:")
    transport = httpx.AsyncHTTPTransport(
        verify=certificates() if secure else False,
        proxy=httpx.Proxy(proxy) if proxy else None,
        trust_env=False,
        # Below the 5 s after which common servers close an idle connection: a request written
        # into a connection that is just being closed would end without anybody knowing its fate.
        limits=httpx.Limits(max_connections=20, keepalive_expiry=4.0),
    )
    # httpx hands nothing through to httpcore here; `tests/unit/test_streams.py` sees that it is so.
    transport._pool._network_backend = streams.Backend()
    return transport
