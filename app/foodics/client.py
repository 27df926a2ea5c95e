"""Foodics v5 as this program uses it (foodics-api.md). All times are aware UTC.

Every call may raise, beside what it names: Unreached and NoReply (net.py), and AppError
`foodics_token_refused`, `foodics_scope`, `foodics_blocked`, `foodics_other_environment`,
`foodics_limit`, `foodics_down`, `foodics_unreadable`, `foodics_query`, `captive`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import quote

from app.core.errors import AppError
from app.core.order import Business, Device, FoodicsBranch, Order, OrderType, UnreadableOrder
from app.foodics.calls import Calls
from app.foodics.errors import unreadable
from app.foodics.places import read_branch, read_business, read_device, with_settings
from app.foodics.query import INCLUDE, INCLUDE_CORE, stamp, target
from app.foodics.rows import read_row
from app.foodics.walk import Changes, Fetch, Fetched, Page, Pairs, by_reference
from app.net import Link
from app.pacing import Pacer, Priority

__all__ = ["Foodics", "Page"]

T = TypeVar("T")


class Foodics:
    """One business at Foodics, through one token.

    `base_url` is scheme, host and port, as `net.check_address` gives it. `on_date` is told the
    `Date` of each reply with the monotonic time in seconds at the middle of its call. After a
    refused token (401) every call raises at once, until `once_more` or a new client.
    """

    def __init__(
        self,
        base_url: str,
        token: str,
        *,
        pacer: Pacer | None = None,
        link: Link | None = None,
        on_date: Callable[[datetime, float], None] | None = None,
    ) -> None:
        link = link or Link("Foodics", f"{base_url.rstrip('/')}/v5", on_date=on_date)
        self.pacer = pacer or Pacer()
        self._calls = Calls(link, token, self.pacer)
        self._list_only = False
        self._include = INCLUDE

    async def whoami(self) -> Business:
        """Tell whose token it is, with its scopes. The cheapest check of a token."""
        return read_business(await self._general("/whoami"))

    async def business(self) -> Business:
        """`whoami` with currency and offset; AppError `foodics_scope` without general.read."""
        business = await self.whoami()
        return with_settings(business, await self._general("/settings"))

    async def branches(self) -> list[FoodicsBranch]:
        """All branches that are not deleted."""
        rows = await self._all("/branches", [("sort", "reference")])
        return [branch for row in rows if (branch := read_branch(row))]

    async def devices(self) -> list[Device]:
        """All tills."""
        rows = await self._all("/devices", [])
        devices = [device for row in rows if (device := read_device(row))]
        if any(device.branch_id is None for device in devices):
            # The branch is a relation, and whether it has to be asked for is not documented.
            try:
                rows = await self._all("/devices", [("include", "branch")])
            except AppError as error:
                if error.code != "foodics_query":
                    raise
        return [device for row in rows if (device := read_device(row))]

    async def changes(
        self, after: datetime, *, delivery_only: bool, priority: Priority = Priority.LIVE
    ) -> AsyncIterator[Page]:
        """Read what changed after a moment, oldest change first; see `walk.py`.

        With `delivery_only` other types are not asked for, and dropped if they come all the same.
        A status filter is never used: a void must be seen (rules.md section 1).
        """
        fixed: Pairs = [("filter[type]", int(OrderType.DELIVERY))] if delivery_only else []
        run = Changes(self._fetch(priority), after, fixed)
        async for page in run.pages():
            kept = tuple(row for row in page.orders if not delivery_only or _may_be_delivery(row))
            yield Page(kept, page.complete_to)

    async def of_day(
        self, day: date, *, reference_after: int = 0, priority: Priority = Priority.REST
    ) -> AsyncIterator[Page]:
        """Read all delivery orders of a business day by reference.

        Can be taken up again behind the highest reference that was read. `complete_to` is None.
        """
        fixed: Pairs = [
            ("filter[business_date]", day.isoformat()),
            ("filter[type]", int(OrderType.DELIVERY)),
        ]
        async for got, _ in by_reference(self._fetch(priority), fixed, reference_after):
            yield Page(tuple(row for row, _ in got.rows if _may_be_delivery(row)), None)

    async def order(
        self, order_id: str, reference: int, *, priority: Priority = Priority.PERSON
    ) -> Order | UnreadableOrder | None:
        """Read one order as it is now; None when it really is not there.

        Without the scope orders.get Foodics answers 403, and has answered 404 instead
        (foodics-api.md section 2.4): then, and from then on, the list is asked.
        """
        if not self._list_only:
            path = f"/orders/{quote(order_id, safe='')}"
            try:
                value = await self._including(
                    lambda include: self._calls.one(
                        "GET", target(path, [include]), scope="orders.get", priority=priority
                    )
                )
            except AppError as error:
                if error.code not in ("foodics_scope", "foodics_not_found"):
                    raise
                found = await self._from_list(order_id, reference, priority)
                self._list_only = error.code == "foodics_scope" or found is not None
                return found
            row, _ = read_row(value)
            if row.id in (order_id, None):
                return row
            raise unreadable("GET /orders/{id}: another order came")
        return await self._from_list(order_id, reference, priority)

    async def write_delivery(
        self,
        order_id: str,
        *,
        delivery_status: int | None = None,
        driver_assigned_at: datetime | None = None,
        dispatched_at: datetime | None = None,
        driver_collected_at: datetime | None = None,
        delivered_at: datetime | None = None,
    ) -> Order:
        """Write delivery fields and give back the order as it is then (foodics-api.md section 9).

        Raises `foodics_scope`, `foodics_not_found` and `foodics_invalid` besides; all are final.
        """
        times = {
            "driver_assigned_at": driver_assigned_at,
            "dispatched_at": dispatched_at,
            "driver_collected_at": driver_collected_at,
            "delivered_at": delivered_at,
        }
        body: dict[str, object] = {name: stamp(at) for name, at in times.items() if at is not None}
        if delivery_status is not None:
            body["delivery_status"] = int(delivery_status)
        value = await self._calls.one(
            "PUT",
            f"/orders/{quote(order_id, safe='')}",
            scope="orders.limited.deliver",
            priority=Priority.PERSON,
            body=body,
        )
        row, _ = read_row(value)
        if isinstance(row, UnreadableOrder):
            raise unreadable(f"PUT /orders: {row.problem}")
        return row

    async def probe_orders(self) -> None:
        """Check that orders may be listed; AppError `foodics_scope` with orders.list if not."""
        await self._calls.orders(
            target("/orders", [("filter[reference]", 0)]), priority=Priority.PERSON
        )

    def once_more(self) -> None:
        """The next calls are made although the token was refused; refused again they end as before."""
        self._calls.once_more()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._calls.aclose()

    async def _general(self, path: str) -> Any:
        return await self._calls.one("GET", path, scope="general.read", priority=Priority.PERSON)

    async def _all(self, path: str, pairs: Pairs) -> list[Any]:
        """Read every page of a small list; a list that repeats itself ends."""
        rows: list[Any] = []
        number = 1
        while True:
            numbered = [*pairs, ("page", number)] if number > 1 else pairs
            got, more, _ = await self._calls.rows(
                target(path, numbered), scope="general.read", priority=Priority.PERSON
            )
            fresh = [row for row in got if row not in rows]
            rows += fresh
            if not more or not fresh:
                return rows
            number += 1

    def _fetch(self, priority: Priority) -> Fetch:
        async def fetch(pairs: Pairs) -> Fetched:
            return await self._including(
                lambda include: self._calls.orders(
                    target("/orders", [*pairs, include]), priority=priority
                )
            )

        return fetch

    async def _including(self, ask: Callable[[tuple[str, str]], Awaitable[T]]) -> T:
        """Ask with all relations; where Foodics refuses the question, with the proven ones only.

        One include that it no longer knows must not end the sending of every order.
        """
        try:
            return await ask(("include", self._include))
        except AppError as error:
            if error.code != "foodics_query" or self._include == INCLUDE_CORE:
                raise
        answer = await ask(("include", INCLUDE_CORE))
        self._include = INCLUDE_CORE
        return answer

    async def _from_list(
        self, order_id: str, reference: int, priority: Priority
    ) -> Order | UnreadableOrder | None:
        """Find one order in the list, though Foodics may overlook a filter (section 3.2)."""
        fetch = self._fetch(priority)
        ways: tuple[Pairs, ...] = (
            [("filter[reference]", reference)],
            [("filter[reference_after]", reference - 1), ("sort", "reference")],
        )
        for pairs in ways:
            got = await fetch(pairs)
            for row, _ in got.rows:
                if row.id == order_id:
                    return row
            if all(row.reference in (reference, None) for row, _ in got.rows):
                return None
        return None


def _may_be_delivery(row: Order | UnreadableOrder) -> bool:
    return isinstance(row, UnreadableOrder) or row.is_delivery
