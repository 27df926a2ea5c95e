"""Whether a host can be reached at all: a light look, without a token and without a question.

It tells a service that is down from an internet connection that is (rules.md section 7).
"""

import asyncio
from urllib.parse import urlsplit

from app.core.errors import AppError
from app.net import CONNECT_SECONDS, Link, NoReply
from app.proxies import certificates, proxy_for


async def reachable(url: str) -> bool:
    """True when the host of this address takes a connection (https: a secure one) within 5 s.

    Through the proxy where one is set; there a bare question without a token is needed to know.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            if await asyncio.to_thread(proxy_for, url):
                return await _through_proxy(f"{parts.scheme}://{parts.netloc}")
            context = await asyncio.to_thread(certificates) if secure else None
            _, writer = await asyncio.open_connection(parts.hostname, port, ssl=context)
    except (OSError, ValueError, TimeoutError):  # TLS trouble is an OSError too
        return False
    writer.transport.abort()  # nothing was said, so nothing has to be said at the end
    return True


async def _through_proxy(origin: str) -> bool:
    link = Link("-", origin)
    try:
        reply = await link.request("HEAD", "/", timeout=CONNECT_SECONDS)
    except NoReply:
        return True  # the question left for the host, and that is all
    except AppError:
        return False
    finally:
        await link.aclose()
    return reply.status < 500  # the proxy's own words for a host that it does not reach
