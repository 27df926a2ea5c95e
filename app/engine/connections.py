"""The two services as this ledger is connected to them: connecting, disconnecting, their lists."""

import asyncio
import contextlib
import math
from collections.abc import Sequence

from app import credentials as secrets
from app.core import contact
from app.core.errors import AppError
from app.core.order import Business, FoodicsBranch, PickupLocation
from app.engine.clients import Clients
from app.engine.keyring import kept
from app.engine.tasks import whole
from app.engine.troubles import connected
from app.foodics.client import Foodics
from app.net import check_address
from app.oto import choose
from app.oto.client import Oto
from app.store import facts, setup
from app.store.ledger import Txn

#: Where a token belongs unless an address is given (foodics-api.md section 1).
FOODICS = "https://api.foodics.com"


class Connections(Clients):
    """What changes the connections; `Clients` holds them."""

    async def read_branches(self) -> bool:
        """Reads Foodics' branch list again; False if that was not possible."""
        try:
            await self.ensure()
            if self.foodics is None or not self.foodics_usable:
                return False
            await self._ledger.write(setup.save_branches, await self.foodics.branches())
        except AppError:
            return False
        return True

    async def read_doors(self) -> bool:
        """Reads OTO's pickup locations again; False if that was not possible."""
        try:
            await self.ensure()
            if self.oto is None:
                return False
            await self._ledger.write(setup.save_pickups, await self.oto.pickup_locations())
        except AppError:
            return False
        return True

    async def connect_foodics(self, token: str, url: str | None) -> str:
        """Checks token, scopes and branches, then saves; returns the business's name.

        AppError says what is wrong; nothing is changed then, the earlier token stays in force.
        """
        base = check_address(url or FOODICS, "Foodics")
        token = contact.strip_secret(token)
        client = self._foodics(base, token)
        try:
            business = await client.business()
            branches = await client.branches()
            await client.probe_orders()
            await self._ledger.write(setup.check_business, business)
        except BaseException:
            await client.aclose()
            raise

        async def take() -> None:
            try:
                async with kept(self._credentials, secrets.FOODICS_TOKEN, token):
                    offset = self._clock.offset
                    await self._ledger.write(_save_foodics, business, base, branches, offset)
            except BaseException:
                await client.aclose()
                raise
            await self._close(self.foodics)
            self._rest_until = -math.inf
            self._use_foodics(client)
            await self.foodics_well()

        await whole(take())
        return business.name

    async def connect_oto(self, retailer_id: str, token: str, url: str | None) -> facts.OtoFact:
        """Finds the generation, checks the pair, then saves. Not valid: the earlier pair stays."""
        retailer_id, token = choose.clean(retailer_id, token)
        base = check_address(url, "OTO") if url else None
        client, account = await choose.choose(retailer_id, token, base)
        try:
            doors = await client.pickup_locations()
            cities = await self._cities(client)
            fact = facts.OtoFact(
                generation=client.generation,
                retailer_id=retailer_id,
                url=base,
                account=account.name,
                credit=None if account.credit is None else str(account.credit),
                checked_at=self._clock.now(),
            )
        except BaseException:
            await client.aclose()
            raise

        async def take() -> None:
            try:
                async with kept(self._credentials, secrets.OTO_TOKEN, token):
                    await self._ledger.write(_save_oto, fact, doors, cities)
            except BaseException:
                await client.aclose()
                raise
            await self._close(self.oto)
            self._use_oto(client)
            await self.oto_well()

        await whole(take())
        return fact

    async def keyring(self) -> tuple[secrets.State, bool]:
        """How the keyring is (ok, locked, absent, unusable), and whether secrets are in memory only.

        Up to 10 s where it waits for a password.
        """
        state = await asyncio.to_thread(self._credentials.state)
        return state, self._credentials.in_memory

    async def disconnect(self, service: str) -> None:
        """Forgets the secret of "foodics" or "oto"; address and ledger are kept."""
        client: Foodics | Oto | None
        name = secrets.FOODICS_TOKEN if service == "foodics" else secrets.OTO_TOKEN
        await asyncio.to_thread(self._credentials.delete, name)
        if service == "foodics":
            client, self.foodics, self.foodics_trouble = self.foodics, None, None
        else:
            client, self.oto, self.oto_trouble = self.oto, None, None
        await self._close(client)
        await self._save_health(service)
        await self._ledger.write(_disconnected, service)
        self._changed()

    async def _cities(self, client: Oto) -> list[str]:
        """City names help to check what a person types; connecting does not fail without them."""
        business, _ = await self._ledger.write(connected)
        with contextlib.suppress(AppError):
            return await client.cities(business.country if business else "SA")
        return []


def _save_foodics(
    txn: Txn, business: Business, url: str, branches: Sequence[FoodicsBranch], offset: float
) -> None:
    setup.save_business(txn, business, url)
    setup.save_branches(txn, branches)
    facts.put(txn.connection, facts.ClockFact(offset))


def _save_oto(
    txn: Txn, fact: facts.OtoFact, doors: Sequence[PickupLocation], cities: Sequence[str]
) -> None:
    setup.save_pickups(txn, doors)
    setup.save_cities(txn, cities)
    setup.save_oto(txn, fact)


def _disconnected(txn: Txn, service: str) -> None:
    txn.journal.notice(txn.now, "disconnected", service=service)
