"""The clients of the two services, made of what the ledger and the keyring hold."""

import asyncio
import math
import time
from collections.abc import Callable

from app import credentials as secrets
from app.core.errors import AppError, Kind
from app.credentials import Credentials
from app.engine.blame import Blame
from app.engine.clock import ServerClock
from app.engine.troubles import REFUSED, Troubles, connected
from app.foodics.client import Foodics
from app.oto import choose
from app.oto.client import Oto
from app.pacing import Pacer
from app.store.ledger import Ledger

#: A token that Foodics refused is tried again at most so often, however often a person asks: 60
#: refusals a minute block the address. Seconds.
REFUSED_AGAIN = 10.0


class Clients(Troubles):
    """Makes and exchanges the clients; `Troubles` says how they are doing."""

    def __init__(
        self,
        ledger: Ledger,
        credentials: Credentials,
        clock: ServerClock,
        *,
        blame: Blame | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(ledger, clock, blame or Blame(), monotonic)
        self._credentials = credentials
        #: One for all clients: a new token does not give a new address.
        self._pacer = Pacer()
        self._refused_again = 0.0

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
        if trouble is None or trouble.kind not in REFUSED or now < self._refused_again:
            return
        self._refused_again = now + REFUSED_AGAIN
        business, _ = await self._ledger.write(connected)
        token = await self.secret(secrets.FOODICS_TOKEN)
        if business is not None and token is not None:
            await self._close(self.foodics)
            self._use_foodics(self._foodics(business.url, token))

    async def _load_missing(self) -> None:
        """AppError of the keyring if it cannot be read; that is written down too."""
        business, oto = await self._ledger.write(connected)
        try:
            if business is not None and self.foodics is None:
                token = await self.secret(secrets.FOODICS_TOKEN)
                if token is not None:
                    self._use_foodics(self._foodics(business.url, token))
            if oto is not None and self.oto is None:
                token = await self.secret(secrets.OTO_TOKEN)
                if token is not None:
                    self._use_oto(choose.make(oto.generation, oto.retailer_id, token, oto.url))
        except AppError as error:
            if error.kind is Kind.KEYRING:
                await self.unread(error)
            raise
        await self.all_read()

    async def secret(self, name: str) -> str | None:
        """A secret of the keyring, read off the loop."""
        return await asyncio.to_thread(self._credentials.get, name)

    async def keep(self, name: str, secret: str) -> None:
        """Keeps a secret in the keyring, off the loop. AppError of the keyring."""
        await asyncio.to_thread(self._credentials.set, name, secret)

    async def close(self) -> None:
        """Closes both clients."""
        await self.end_looking()
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
        self._oto_rest_until = -math.inf
        self._changed()

    async def _close(self, client: Foodics | Oto | None) -> None:
        if client is not None:
            await client.aclose()
