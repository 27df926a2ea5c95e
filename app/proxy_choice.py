"""Which proxy the settings name: `system` = as this PC says, `none`, or an address.

Kept here for the whole process: it is asked for wherever a connection is made.
"""

import re
from urllib.parse import urlsplit

SYSTEM, NONE = "system", "none"
_SCHEMES = ("http", "https", "socks5", "socks5h")
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)

_chosen = SYSTEM


def use(text: str) -> None:
    """Holds from the next connection on. `text` is one that `check` let through."""
    global _chosen  # noqa: PLW0603 - see above
    _chosen = text or SYSTEM


def chosen() -> str:
    """What was chosen last."""
    return _chosen


def check(text: str) -> None:
    """ValueError saying why this is no proxy. One with a password would stand in a plain file."""
    if text in (SYSTEM, NONE):
        return
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError("it is no address of a proxy") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError("a name or password must not stand in a settings file")
    shown = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    place = shown if port is None else f"{shown}:{port}"
    if (
        parts.scheme not in _SCHEMES
        or _HOST.fullmatch(shown) is None
        or text.lower().removesuffix("/") != f"{parts.scheme}://{place}"
    ):
        raise ValueError("it is no address such as http://proxy.example:3128")
