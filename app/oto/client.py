"""OTO as the rest of the program sees it, and its present generation, v2."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from app.core.dispatch import Answer, OtoOrder, OtoSeen
from app.core.errors import AppError
from app.core.order import PickupLocation
from app.net import Link
from app.oto import reading, wire
from app.oto.calls import CREATE_SECONDS, OTHER_SECONDS, Calls, command
from app.oto.errors import created, done, trouble, unreadable
from app.oto.reads import all_cities, all_orders, histories, one_order
from app.oto.said import Said
from app.oto.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Account:
    """Whose credentials they are. None is what the generation does not tell; `credit` is the
    wallet, in the currency of the account's country."""

    name: str | None = None
    credit: Decimal | None = None
    plan: str | None = None


class Oto(Protocol):
    """One OTO account (design.md section 3). Reads raise AppError when nothing could be found out;
    commands give an Answer and raise nothing but CancelledError."""

    generation: str

    async def check(self) -> Account:
        """Whether OTO takes the credentials; raises `oto_token_refused` when it does not, another
        AppError when that could not be found out."""

    async def create_order(self, order: OtoOrder) -> Answer:
        """createOrder, once; within 30 s."""

    async def update_order(self, order: OtoOrder) -> Answer:
        """The whole order anew; ACCEPTED when OTO took it."""

    async def order_status(self, order_id: str) -> OtoSeen | None:
        """The order under our id; None when it is surely not there."""

    async def find_by_ref1(self, ref1: str) -> OtoSeen | None:
        """The order with this `ref1`; None when there is surely none, and always in v1."""

    async def order_details(self, order_id: str) -> OtoSeen | None:
        """Like order_status, with amounts, customer and history in v2."""

    async def history(self, order_ids: Sequence[str]) -> dict[str, OtoSeen]:
        """Many orders by our id; those that OTO does not know are missing."""

    async def orders(self, first_day: date, last_day: date) -> list[OtoSeen]:
        """All orders made between two days, both included; none in v1."""

    async def pickup_locations(self) -> list[PickupLocation]:
        """The doors OTO knows, inactive ones too; none in v1."""

    async def cities(self, country: str) -> list[str]:
        """City names of a country (ISO-2) in OTO's spelling; none in v1."""

    async def cancel_order(self, order_id: str) -> Answer:
        """ACCEPTED when OTO cancelled the order; refused while it has a shipment."""

    async def cancel_shipment(self, order_id: str, shipment_id: str) -> Answer:
        """ACCEPTED when OTO cancelled the shipment; not available in v1."""

    async def why_silent(self, seconds: float = OTHER_SECONDS) -> AppError | None:
        """Why OTO does not answer at all, None when it does. Says nothing about credentials."""

    async def health(self) -> bool:
        """Whether OTO answers at all."""
        return await self.why_silent() is None

    async def aclose(self) -> None:
        """Close the connections."""


class OtoV2(Oto):
    """OTO's REST API v2. The retailer id is a label: sent nowhere (oto-api.md section 2).

    `base_url` has `/rest/v2` in it; `token` is the permanent refresh token; `now` gives monotonic
    seconds.
    """

    generation = "v2"

    def __init__(
        self,
        base_url: str,
        retailer_id: str,
        token: str,
        *,
        link: Link | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.retailer_id = retailer_id
        self._calls = Calls(link or Link("OTO", base_url))
        self._tokens = Tokens(self._calls, token, now)

    async def check(self) -> Account:
        said = await self._read("/accountInfo")
        told = said.fields
        return Account(
            name=reading.first(told, "name") or None,
            credit=reading.number(told.get("remainingCredit")),
            plan=reading.first(told, "packageName") or None,
        )

    async def create_order(self, order: OtoOrder) -> Answer:
        return await command(
            lambda: self._ask("/createOrder", wire.order_body(order), CREATE_SECONDS),
            lambda said: created(said, "v2"),
        )

    async def update_order(self, order: OtoOrder) -> Answer:
        return await self._do("/updateOrder", wire.order_body(order))

    async def cancel_order(self, order_id: str) -> Answer:
        return await self._do("/cancelOrder", {"orderId": order_id})

    async def cancel_shipment(self, order_id: str, shipment_id: str) -> Answer:
        return await self._do("/cancelShipment", {"orderId": order_id, "shipmentId": shipment_id})

    async def order_status(self, order_id: str) -> OtoSeen | None:
        said = await self._ask("/orderStatus", {"orderId": order_id})
        return one_order(said, "orderStatus", "v2", order_id)

    async def order_details(self, order_id: str) -> OtoSeen | None:
        said = await self._ask(wire.query("/orderDetails", orderId=order_id))
        return one_order(said, "orderDetails", "v2", order_id)

    async def find_by_ref1(self, ref1: str) -> OtoSeen | None:
        said = await self._ask(wire.query("/orderDetails", ref1=ref1))
        seen = one_order(said, "orderDetails", "v2")
        if seen is not None and seen.ref1 not in {None, "", ref1}:
            raise unreadable("orderDetails")  # the search was not understood
        return seen

    async def history(self, order_ids: Sequence[str]) -> dict[str, OtoSeen]:
        return await histories(self._ask, order_ids)

    async def orders(self, first_day: date, last_day: date) -> list[OtoSeen]:
        return await all_orders(self._read, first_day, last_day)

    async def cities(self, country: str) -> list[str]:
        return await all_cities(self._read, country)

    async def pickup_locations(self) -> list[PickupLocation]:
        said = await self._read("/getPickupLocationList")
        found = reading.pickup_locations(said.value)
        if found is None:
            raise unreadable("getPickupLocationList")
        return found

    async def why_silent(self, seconds: float = OTHER_SECONDS) -> AppError | None:
        try:
            said = await self._calls.send("/healthCheck", seconds=seconds)
        except AppError as error:
            return error
        return trouble(said, "healthCheck", "v2")

    async def aclose(self) -> None:
        await self._tokens.aclose()
        await self._calls.aclose()

    async def _do(self, path: str, body: Mapping[str, object]) -> Answer:
        return await command(lambda: self._ask(path, body), lambda said: done(said, "v2"))

    async def _read(self, path: str, body: Mapping[str, object] | None = None) -> Said:
        """Ask for something that has to be there; raises AppError when it is not."""
        said = await self._ask(path, body)
        error = trouble(said, path.strip("/").partition("?")[0], "v2")
        if error is not None:
            raise error
        return said

    async def _ask(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        seconds: float = OTHER_SECONDS,
    ) -> Said:
        """Ask with an access token, and once more with a new one when OTO refuses it: a call
        answered with 401 had no effect (oto-api.md section 3)."""
        token = await self._tokens.get()
        said = await self._calls.send(path, body, token=token, seconds=seconds)
        if said.unauthorised:
            token = await self._tokens.get(refused=token)
            said = await self._calls.send(path, body, token=token, seconds=seconds)
        return said
