"""The way to a service, rung by rung: proxy or name, connection, certificate, its own answer.

One call tells how far it goes; what lies behind the rung that fails is not known and not said.
"""

import asyncio

from app.core.errors import AppError
from app.doctor.check import Check, failed, ok
from app.proxies import proxy_for, shown_proxy

#: Which rung an error of a call means. Any other is about the caller, and the way is well.
_RUNGS = {
    "proxy": "proxy",
    "dns": "name",
    "no_connection": "connection",
    "timeout": "connection",
    "cut": "connection",
    "oto_silent": "connection",
    "tls": "certificate",
    "captive": "answer",
    "foodics_blocked": "answer",
    "foodics_down": "answer",
    "foodics_limit": "answer",
    "foodics_unreadable": "answer",
    "oto_down": "answer",
    "oto_limit": "answer",
    "oto_unreadable": "answer",
}


def is_of_way(error: AppError) -> bool:
    """Whether the service itself was not heard."""
    return error.code in _RUNGS


async def rungs(service: str, url: str, error: AppError | None) -> list[Check]:
    """Up to the one that `error` means, all if it means none; `url` is where it was called."""
    proxy = await asyncio.to_thread(_proxy, url)
    last = _RUNGS.get(error.code) if error is not None else None
    names = ["proxy"] if proxy else ["name"]
    names += ["connection"]
    names += ["certificate"] if url.startswith("https:") else []
    names += ["answer"]
    if last == "proxy" and not proxy:
        names[0] = "proxy"
    found = []
    for name in names:
        if name == last and error is not None:
            found.append(failed(name, error, service=service))
            break
        code = "by_proxy" if name == "proxy" else "ok"
        found.append(ok(name, code, service=service, proxy=proxy or ""))
    return found


def _proxy(url: str) -> str | None:
    found = proxy_for(url)
    return shown_proxy(found) if found else None
