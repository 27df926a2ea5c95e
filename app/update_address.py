"""The address at which a notice of a newer version is read: https, or http on this PC for tests."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def split(url: str) -> tuple[str, str]:
    """Scheme, host and port; and the path. ValueError saying why it cannot be used."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("it is no address") from None
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None else f"{shown}:{port}"
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise ValueError("it does not begin with https://")
    plain = parts.netloc.lower() == place and not parts.query and not parts.fragment
    if not plain or _HOST.fullmatch(shown) is None or not url.isprintable() or " " in url:
        raise ValueError("it is no plain address such as https://example.com/notice.json")
    return f"{parts.scheme}://{place}", parts.path or "/"
