"""OTO's old interface, v1: three calls, both credentials in each body (oto-api.md section 4)."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from app.core import answers
from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome
from app.core.errors import AppError, Kind
from app.core.order import PickupLocation
from app.net import Link
from app.oto import wire
from app.oto.calls import CREATE_SECONDS, OTHER_SECONDS, Calls, command
from app.oto.client import Account, Oto
from app.oto.errors import created, done, trouble, unreadable
from app.oto.reads import one_order
from app.oto.said import Said

#: An id that no order can have: ours begin with F and a number (design.md section 3).
PROBE = "companion-check"
#: What says that nothing is worth asking for now, and so much of the rest in a row says it too.
_OF_ALL = (Kind.LIMIT, Kind.SIGN_IN)
TROUBLES = 2
#: The four codes with a known meaning; only the last speaks of the order, and says it is there.
_KNOWN = frozenset({"1", "2", "3", "4"})


class OtoV1(Oto):
    """OTO's REST API v1. `base_url` has `/service/rest/v1` in it. `now` is not needed: v1 has no
    access token that could end."""

    generation = "v1"

    def __init__(
        self,
        base_url: str,
        retailer_id: str,
        token: str,
        *,
        link: Link | None = None,
        now: Callable[[], float] = time.monotonic,  # noqa: ARG002 - the same signature as v2
    ) -> None:
        self.retailer_id = retailer_id
        self._pair = {"retailerId": retailer_id, "retailerToken": token}
        self._calls = Calls(link or Link("OTO", base_url))

    async def check(self) -> Account:
        """Whether v1 takes the pair: it knows no such call, so an order that cannot exist is asked
        for, and any answer but "wrong pair" will do (oto-api.md section 2)."""
        said = await self._ask("/orderStatus", {"orderId": PROBE})
        if not _is_answer(said):
            raise trouble(said, "orderStatus", "v1") or unreadable("orderStatus")
        return Account()

    async def create_order(self, order: OtoOrder) -> Answer:
        return await command(
            lambda: self._ask("/createOrder", wire.legacy_body(order), CREATE_SECONDS),
            lambda said: created(said, "v1"),
        )

    async def cancel_order(self, order_id: str) -> Answer:
        return await command(
            lambda: self._ask("/cancelOrder", {"orderId": order_id}),
            lambda said: done(said, "v1"),
        )

    async def update_order(self, order: OtoOrder) -> Answer:  # noqa: ARG002 - as v2
        return _not_available()

    async def cancel_shipment(self, order_id: str, shipment_id: str) -> Answer:  # noqa: ARG002 - as v2
        return _not_available()

    async def order_status(self, order_id: str) -> OtoSeen | None:
        said = await self._ask("/orderStatus", {"orderId": order_id})
        if _no_such_order(said):
            return None
        return one_order(said, "orderStatus", "v1", order_id)

    async def order_details(self, order_id: str) -> OtoSeen | None:
        return await self.order_status(order_id)

    async def find_by_ref1(self, ref1: str) -> OtoSeen | None:  # noqa: ARG002 - as v2
        return None

    async def history(self, order_ids: Sequence[str]) -> dict[str, OtoSeen]:
        seen: dict[str, OtoSeen] = {}
        failed: AppError | None = None
        in_a_row = 0
        for order_id in dict.fromkeys(order_ids):
            try:
                order = await self.order_status(order_id)
            except AppError as error:
                failed = error  # of this one, perhaps: the others are still worth asking for
                in_a_row += 1
                if error.kind in _OF_ALL or in_a_row >= TROUBLES:
                    raise
                continue
            in_a_row = 0
            if order is not None:
                seen[order_id] = order
        if failed is not None and not seen:
            raise failed
        return seen

    async def orders(self, first_day: date, last_day: date) -> list[OtoSeen]:  # noqa: ARG002 - as v2
        return []

    async def pickup_locations(self) -> list[PickupLocation]:
        return []

    async def cities(self, country: str) -> list[str]:  # noqa: ARG002 - as v2
        return []

    async def why_silent(self, seconds: float = OTHER_SECONDS) -> AppError | None:
        """v1 has no health call: any answer of its own to the probe is a sign of life."""
        try:
            said = await self._ask("/orderStatus", {"orderId": PROBE}, seconds)
        except AppError as error:
            return error
        if _is_answer(said, refusals=True):
            return None
        return trouble(said, "orderStatus", "v1") or unreadable("orderStatus")

    async def aclose(self) -> None:
        await self._calls.aclose()

    async def _ask(
        self, path: str, body: Mapping[str, object], seconds: float = OTHER_SECONDS
    ) -> Said:
        return await self._calls.send(path, {**body, **self._pair}, seconds=seconds)


def _is_answer(said: Said, *, refusals: bool = False) -> bool:
    """True for a reply of v1 itself; a refusal of the pair counts only with `refusals`.

    A passing trouble is none: then nothing is known.
    """
    if said.web or said.http in {401, 429} or said.http >= 500:
        return False
    if said.code:
        outcome, _ = answers.classify(said.code, said.http, generation="v1")
        if outcome is Outcome.SIGN_IN:
            return refusals
        return outcome not in {Outcome.NOT_ACCEPTED, Outcome.UNKNOWN}
    return said.success is not None


def _no_such_order(said: Said) -> bool:
    """True when v1 does not know the order.

    Its code for that is not documented. Of its own refusals 1 to 3 speak of the pair and 4 says
    that the order is there; any other refusal of a question about one order means it is not.
    Should that be wrong, createOrder with the same id is answered with 4 and makes no second one.
    """
    numbered = said.code.isdigit() and said.code not in _KNOWN
    return numbered and said.failed and said.http != 403 and _is_answer(said)


def _not_available() -> Answer:
    return Answer(Outcome.ORDER_DATA, code="v1", text="not available in OTO's older interface (v1)")
