"""One call to Foodics: paced, signed, and with its reply understood or raised."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.core.errors import AppError
from app.foodics.errors import check, pause, unreadable
from app.foodics.query import PAGE_ROWS, shape
from app.foodics.rows import read_row
from app.foodics.walk import Fetched
from app.foodics.wire import Json, decode, decode_rows, whole
from app.net import Link, Reply
from app.pacing import Pacer, Priority


class Calls:
    """The token, the link and the budget that belong together.

    After Foodics refused the token once, nothing more is asked with it: many refusals in a minute
    block the address for an hour (foodics-api.md section 4).
    """

    def __init__(self, link: Link, token: str, pacer: Pacer) -> None:
        self._link = link
        self._pacer = pacer
        self._prefix = "" if link.base_url.endswith("/v5") else "/v5"
        # What is no printable ASCII cannot be a token and could not even be sent.
        self._hopeless = not token or not token.isascii() or not token.isprintable() or " " in token
        self._refused = self._hopeless
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Accept": "application/json",
            "Content-Type": "application/json",
        }

    async def one(
        self,
        method: str,
        path: str,
        *,
        scope: str,
        priority: Priority,
        body: Mapping[str, object] | None = None,
    ) -> Any:
        """Ask for one thing and give back the decoded reply, an object."""
        reply = await self._call(method, path, scope, priority, body)
        try:
            value = decode(reply.body)
        except ValueError:
            raise unreadable(f"{shape(method, path)}: no JSON") from None
        if not isinstance(value, dict):
            raise unreadable(f"{shape(method, path)}: not an object")
        return value

    async def rows(
        self, path: str, *, scope: str, priority: Priority
    ) -> tuple[list[Any], bool, Reply]:
        """Ask for one page of a list: its rows, whether more follow, and the reply.

        More follow when `links.next` says so; where it says nothing, when the page is full.
        """
        reply = await self._call("GET", path, scope, priority, None)
        try:
            rows, links, meta = decode_rows(reply.body)
        except ValueError:
            raise unreadable(f"{shape('GET', path)}: no list") from None
        return rows, bool(rows) and _follows(len(rows), links, meta), reply

    async def orders(self, path: str, *, priority: Priority) -> Fetched:
        """Ask for one page of orders."""
        rows, more, reply = await self.rows(path, scope="orders.list", priority=priority)
        return Fetched([read_row(row) for row in rows], more, reply.date)

    def once_more(self) -> None:
        """Ask again with a token that was refused: the refusal may have been a slip."""
        self._refused = self._hopeless

    async def aclose(self) -> None:
        """Close the connections."""
        await self._link.aclose()

    async def _call(
        self,
        method: str,
        path: str,
        scope: str,
        priority: Priority,
        body: Mapping[str, object] | None,
    ) -> Reply:
        self._still_good()
        ticket = await self._pacer.turn(priority)
        try:
            self._still_good()
            reply = await self._link.request(
                method,
                self._prefix + path,
                headers=self._headers,
                content=None if body is None else msgspec.json.encode(body),
            )
            if reply.status == 429:
                self._pacer.stop_for(pause(reply))
            else:
                self._pacer.heard(ticket, reply.headers)
        finally:
            self._pacer.finished(ticket)
        self._refused = self._refused or reply.status == 401
        check(reply, what=shape(method, path), scope=scope, host=self._link.host)
        return reply

    def _still_good(self) -> None:
        if self._refused:
            raise AppError("foodics_token_refused")


def _follows(count: int, links: Json, meta: Json) -> bool:
    if "next" in links:
        return bool(links["next"])
    return count >= (whole(meta.get("per_page")) or PAGE_ROWS)
