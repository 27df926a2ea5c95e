"""The clients of the two services, and how these are doing."""

import asyncio
import logging
import time
from collections.abc import Callable

from app import credentials as secrets
from app.core.errors import AppError, Kind
from app.credentials import Credentials
from app.engine.clock import ServerClock
from app.engine.health import Health
from app.foodics.client import Foodics
from app.oto import choose
from app.oto.client import Oto
from app.pacing import Pacer
from app.store import facts
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: A block at Foodics is waited for at most so long, seconds (foodics-api.md section 4).
LONGEST_REST = 3600.0
#: A token that Foodics refused is tried again at most so often, however often a person asks: 60
#: refusals a minute block the address. Seconds.
REFUSED_AGAIN = 10.0
_REFUSED = (Kind.SIGN_IN, Kind.PERMISSION)


class Clients:
    """Holds the clients. `on_change` is called whenever one is exchanged or a fault ends."""

    def __init__(self, ledger: Ledger, credentials: Credentials, clock: ServerClock) -> None:
        self._ledger = ledger
        self._credentials = credentials
        self._clock = clock
        #: One for all clients: a new token does not give a new address.
        self._pacer = Pacer()
        self._rest_until = 0.0
        self._refused_again = 0.0
        self.foodics: Foodics | None = None
        self.oto: Oto | None = None
        self.foodics_trouble: AppError | None = None
        self.oto_trouble: AppError | None = None
        #: Told whenever sending or polling may be possible again.
        self.on_change: list[Callable[[], None]] = []
        self._health = Health(ledger, clock)

    async def load(self) -> None:
        """Makes the clients of what is set up. AppError of the keyring if it cannot be read."""
        await self.close()
        await self._load_missing()

    async def ensure(self) -> None:
        """Makes the clients unless they are there: small commands start without."""
        if self.foodics is None and self.oto is None:
            await self.load()

    async def try_again(self) -> None:
        """A person asks to try again: secrets that could not be read, a token that was refused,
        OTO. A time that a service named is kept. AppError of the keyring if it cannot be read.
        """
        await self._load_missing()
        await self._forget_refusal()
        trouble = self.oto_trouble
        # About account and limit the light look says nothing: the next order tells.
        if self.oto is None or trouble is None or trouble.code in ("oto_account", "oto_limit"):
            return
        oto = self.oto
        try:
            await oto.check()
        except AppError as error:
            if oto is self.oto:
                await self.oto_failed(error)
        else:
            if oto is self.oto:
                await self.oto_well()

    async def _forget_refusal(self) -> None:
        """A token that Foodics refused gets one more chance: its permissions may be mended."""
        trouble, now = self.foodics_trouble, time.monotonic()
        if trouble is None or trouble.kind not in _REFUSED or now < self._refused_again:
            return
        self._refused_again = now + REFUSED_AGAIN
        business, _ = await self._ledger.write(connected)
        token = await self.secret(secrets.FOODICS_TOKEN)
        if business is not None and token is not None:
            await self._close(self.foodics)
            self._use_foodics(self._foodics(business.url, token))

    async def _load_missing(self) -> None:
        business, oto = await self._ledger.write(connected)
        if business is not None and self.foodics is None:
            token = await self.secret(secrets.FOODICS_TOKEN)
            if token is not None:
                self._use_foodics(self._foodics(business.url, token))
        if oto is not None and self.oto is None:
            token = await self.secret(secrets.OTO_TOKEN)
            if token is not None:
                self._use_oto(choose.make(oto.generation, oto.retailer_id, token, oto.url))

    async def secret(self, name: str) -> str | None:
        """A secret of the keyring, read off the loop."""
        return await asyncio.to_thread(self._credentials.get, name)

    async def keep(self, name: str, secret: str) -> None:
        """Keeps a secret in the keyring, off the loop. AppError of the keyring."""
        await asyncio.to_thread(self._credentials.set, name, secret)

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
        refused = trouble is not None and trouble.kind in _REFUSED
        return self.foodics is not None and not refused and time.monotonic() >= self._rest_until

    async def close(self) -> None:
        """Closes both clients."""
        await self._close(self.foodics)
        await self._close(self.oto)
        self.foodics = self.oto = None

    def _foodics(self, url: str, token: str) -> Foodics:
        return Foodics(url, token, pacer=self._pacer, on_date=self._clock.heard)

    def _use_foodics(self, client: Foodics) -> None:
        self.foodics = client
        self.foodics_trouble = None
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


def connected(txn: Txn) -> tuple[facts.BusinessFact | None, facts.OtoFact | None]:
    """What this ledger is connected to, None for what it is not."""
    return (
        facts.get(txn.connection, facts.BusinessFact),
        facts.get(txn.connection, facts.OtoFact),
    )
