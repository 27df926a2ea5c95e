"""The two services as this ledger is connected to them, and how they are doing."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence

from app import credentials as secrets
from app.core import contact
from app.core.errors import AppError, Kind
from app.core.order import Business, FoodicsBranch, PickupLocation
from app.credentials import Credentials
from app.engine.clock import ServerClock
from app.engine.health import Health
from app.foodics.client import Foodics
from app.net import check_address
from app.oto import choose
from app.oto.client import Oto
from app.pacing import Pacer
from app.store import facts, setup
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: Where a token belongs unless an address is given (foodics-api.md section 1).
FOODICS = "https://api.foodics.com"

#: A block at Foodics is waited for at most so long, seconds (foodics-api.md section 4).
LONGEST_REST = 3600.0


class Connections:
    """Holds the clients. `on_change` is called whenever one is exchanged or a fault ends."""

    def __init__(self, ledger: Ledger, credentials: Credentials, clock: ServerClock) -> None:
        self._ledger = ledger
        self._credentials = credentials
        self._clock = clock
        #: One for all clients: a new token does not give a new address.
        self._pacer = Pacer()
        self._rest_until = 0.0
        self.foodics: Foodics | None = None
        self.oto: Oto | None = None
        self.foodics_trouble: AppError | None = None
        self.oto_trouble: AppError | None = None
        #: Told whenever sending or polling may be possible again.
        self.on_change: list[Callable[[], None]] = []
        self._health = Health(ledger, clock)

    async def load(self) -> None:
        """Makes the clients of what is set up. AppError of the keyring if it cannot be read."""
        business, oto = await self._ledger.write(_connected)
        await self.close()
        if business is not None:
            token = await self.secret(secrets.FOODICS_TOKEN)
            if token is not None:
                self._use_foodics(self._foodics(business.url, token))
        if oto is not None:
            token = await self.secret(secrets.OTO_TOKEN)
            if token is not None:
                self._use_oto(choose.make(oto.generation, oto.retailer_id, token, oto.url))

    async def ensure(self) -> None:
        """Makes the clients unless they are there: small commands start without."""
        if self.foodics is None and self.oto is None:
            await self.load()

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

    async def secret(self, name: str) -> str | None:
        """A secret of the keyring, read off the loop."""
        return await asyncio.to_thread(self._credentials.get, name)

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
            async with self._kept(secrets.FOODICS_TOKEN, token):
                offset = self._clock.offset
                await self._ledger.write(_save_foodics, business, base, branches, offset)
        except BaseException:
            await client.aclose()
            raise
        await self._close(self.foodics)
        self._use_foodics(client)
        await self.foodics_well()
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
            async with self._kept(secrets.OTO_TOKEN, token):
                await self._ledger.write(_save_oto, fact, doors, cities)
        except BaseException:
            await client.aclose()
            raise
        await self._close(self.oto)
        self._use_oto(client)
        await self.oto_well()
        return fact

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
        self._changed()

    async def foodics_well(self) -> None:
        """Foodics answered as it should."""
        was, self.foodics_trouble = self.foodics_trouble, None
        await self._save_health("foodics")
        if was is not None:
            log.info("Foodics answers again")
            self._changed()

    async def foodics_failed(self, error: AppError, client: Foodics) -> None:
        """Foodics did not answer `client` as it should. A refused token stops all calls."""
        if client is not self.foodics:
            return  # what a client says that was exchanged meanwhile is no news
        if self.foodics_trouble is None or self.foodics_trouble.code != error.code:
            log.warning("Foodics: %s", error)
        self.foodics_trouble = error
        if error.code in ("foodics_blocked", "foodics_down") and error.retry_after:
            # Calls while it lasts would only prolong it. A person who connects anew ends it.
            self._rest_until = time.monotonic() + min(error.retry_after, LONGEST_REST)
        await self._save_health("foodics")

    async def oto_well(self) -> None:
        """OTO answered as it should."""
        was, self.oto_trouble = self.oto_trouble, None
        await self._save_health("oto")
        if was is not None:
            log.info("OTO answers again")
            self._changed()

    async def oto_failed(self, error: AppError) -> None:
        """OTO is down, refuses the sign-in or the account."""
        if self.oto_trouble is None or self.oto_trouble.code != error.code:
            log.warning("OTO: %s", error)
        self.oto_trouble = error
        await self._save_health("oto")

    @property
    def foodics_usable(self) -> bool:
        """False without a token, and once it was refused: 60 refusals block the address."""
        trouble = self.foodics_trouble
        refused = trouble is not None and trouble.kind in (Kind.SIGN_IN, Kind.PERMISSION)
        return self.foodics is not None and not refused and time.monotonic() >= self._rest_until

    async def close(self) -> None:
        """Closes both clients."""
        await self._close(self.foodics)
        await self._close(self.oto)
        self.foodics = self.oto = None

    @contextlib.asynccontextmanager
    async def _kept(self, name: str, secret: str) -> AsyncIterator[None]:
        """Keeps a secret for what is written inside; should that fail, the earlier one stays."""
        before = None
        with contextlib.suppress(AppError):
            before = await self.secret(name)
        await asyncio.to_thread(self._credentials.set, name, secret)
        try:
            yield
        except BaseException:
            with contextlib.suppress(AppError):
                if before is None:
                    await asyncio.to_thread(self._credentials.delete, name)
                else:
                    await asyncio.to_thread(self._credentials.set, name, before)
            raise

    def _foodics(self, url: str, token: str) -> Foodics:
        return Foodics(url, token, pacer=self._pacer, on_date=self._clock.heard)

    async def _cities(self, client: Oto) -> list[str]:
        """City names help to check what a person types; connecting does not fail without them."""
        business, _ = await self._ledger.write(_connected)
        with contextlib.suppress(AppError):
            return await client.cities(business.country if business else "SA")
        return []

    def _use_foodics(self, client: Foodics) -> None:
        self.foodics = client
        self.foodics_trouble = None
        self._rest_until = 0.0
        self._changed()

    def _use_oto(self, client: Oto) -> None:
        self.oto = client
        self.oto_trouble = None
        self._changed()

    def _changed(self) -> None:
        for tell in self.on_change:
            tell()

    async def _close(self, client: Foodics | Oto | None) -> None:
        if client is not None:
            await client.aclose()

    async def _save_health(self, service: str) -> None:
        client, trouble = (
            (self.foodics, self.foodics_trouble)
            if service == "foodics"
            else (self.oto, self.oto_trouble)
        )
        worst = self.foodics_trouble or self.oto_trouble
        await self._health.save(service, connected=client is not None, trouble=trouble, worst=worst)


def _connected(txn: Txn) -> tuple[facts.BusinessFact | None, facts.OtoFact | None]:
    return (
        facts.get(txn.connection, facts.BusinessFact),
        facts.get(txn.connection, facts.OtoFact),
    )


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
