"""How OTO is asked, for both generations: JSON both ways, at most four calls at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError
from app.net import Link
from app.oto import wire
from app.oto.errors import no_reply
from app.oto.said import Said, understand

_log = logging.getLogger(__name__)

#: Seconds for createOrder and for every other call (design.md section 3).
CREATE_SECONDS = 30.0
OTHER_SECONDS = 15.0
#: OTO publishes no rate limit; this is what its reference advises (oto-api.md section 11).
AT_ONCE = 4


class Calls:
    """One OTO. Repeats nothing and signs in nowhere."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.host = link.host
        self._places = asyncio.Semaphore(AT_ONCE)

    async def send(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        token: str | None = None,
        seconds: float = OTHER_SECONDS,
    ) -> Said:
        """POST with a body, GET without; `token` is the access token, where one is needed.

        Gives back the reply whatever it says. Raises Unreached or NoReply, and Unsendable for a
        number that JSON does not have.
        """
        headers = {"Accept": "application/json"}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = wire.encode(body)
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        method = "GET" if body is None else "POST"
        async with self._places:
            reply = await self._link.request(
                method, path, headers=headers, content=content, timeout=seconds
            )
        return understand(reply)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._link.aclose()


async def command(call: Callable[[], Awaitable[Said]], read: Callable[[Said], Answer]) -> Answer:
    """Carry out one command; every way it can end becomes an Answer. Raises only CancelledError."""
    try:
        return read(await call())
    except AppError as error:
        return no_reply(error)
    except wire.Unsendable:
        return Answer(Outcome.OURS, code="unsendable")  # before anything was sent
    except Exception as error:  # noqa: BLE001 - a bug must not lose the order it happened to
        _log.error("unexpected %s in a call to OTO", type(error).__name__)
        return Answer(Outcome.UNKNOWN, code="internal")
