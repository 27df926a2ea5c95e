"""How the two services are doing, as the calls of their clients show, and who is to blame."""

import asyncio
import logging
import time
from collections.abc import Callable

from app.core.blame import party
from app.core.errors import AppError, Kind
from app.engine.blame import Blame
from app.engine.clock import ServerClock
from app.engine.health import Health
from app.foodics.client import Foodics
from app.oto import choose
from app.oto.client import Oto
from app.store import facts
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: A block at Foodics is waited for at most so long, seconds (foodics-api.md section 4).
LONGEST_REST = 3600.0
#: Kinds of trouble after which a service is not asked again with the same token.
REFUSED = (Kind.SIGN_IN, Kind.PERMISSION)


class Troubles:
    """Holds the clients and their troubles. `on_change` is called whenever a client is exchanged or
    a fault ends."""

    def __init__(self, ledger: Ledger, clock: ServerClock, blame: Blame) -> None:
        self._ledger = ledger
        self._clock = clock
        self._rest_until = 0.0
        self.foodics: Foodics | None = None
        self.oto: Oto | None = None
        self.foodics_trouble: AppError | None = None
        self.oto_trouble: AppError | None = None
        #: Told whenever sending or polling may be possible again.
        self.on_change: list[Callable[[], None]] = []
        self._health = Health(ledger, clock)
        self._blame = blame
        self._looking: asyncio.Task[None] | None = None

    async def foodics_well(self) -> None:
        """Foodics answered as it should."""
        was, self.foodics_trouble = self.foodics_trouble, None
        self._blame.answers("foodics")
        await self._save_health("foodics")
        if was is not None:
            log.info("Foodics answers again")
            self._changed()

    async def foodics_failed(self, error: AppError, client: Foodics) -> None:
        """Foodics did not answer `client` as it should. A refused token stops all calls."""
        if client is not self.foodics:
            return  # what a client says that was exchanged meanwhile is no news
        if error.kind is Kind.STORAGE:
            return  # a ledger that cannot be written is no fault of theirs; `storage` tells
        if self.foodics_trouble is None or self.foodics_trouble.code != error.code:
            log.warning("Foodics: %s", error)
        before, self.foodics_trouble = self.foodics_trouble, error
        if error.code in ("foodics_blocked", "foodics_down") and error.retry_after:
            # Calls while it lasts would only prolong it. A person who connects anew ends it.
            self._rest_until = time.monotonic() + min(error.retry_after, LONGEST_REST)
        await self._failed("foodics", error, before)

    async def oto_well(self) -> None:
        """OTO answered as it should."""
        was, self.oto_trouble = self.oto_trouble, None
        self._blame.answers("oto")
        await self._save_health("oto")
        if was is not None:
            log.info("OTO answers again")
            self._changed()

    async def oto_failed(self, error: AppError) -> None:
        """OTO is down, refuses the sign-in or the account."""
        if self.oto_trouble is None or self.oto_trouble.code != error.code:
            log.warning("OTO: %s", error)
        before, self.oto_trouble = self.oto_trouble, error
        await self._failed("oto", error, before)

    @property
    def foodics_usable(self) -> bool:
        """False without a token, and once it was refused: 60 refusals block the address."""
        trouble = self.foodics_trouble
        refused = trouble is not None and trouble.kind in REFUSED
        return self.foodics is not None and not refused and time.monotonic() >= self._rest_until

    async def unread(self, error: AppError) -> None:
        """The keyring does not give a secret: whoever has no client now is not there for it."""
        if self.foodics is None:
            self.foodics_trouble = error
            await self._save_health("foodics")
        else:
            self.oto_trouble = error
            await self._save_health("oto")

    async def all_read(self) -> None:
        """The keyring gives its secrets."""
        if self.foodics_trouble is not None and self.foodics_trouble.kind is Kind.KEYRING:
            self.foodics_trouble = None
            await self._save_health("foodics")
        if self.oto_trouble is not None and self.oto_trouble.kind is Kind.KEYRING:
            self.oto_trouble = None
            await self._save_health("oto")

    async def end_looking(self) -> None:
        """No look is on its way after this."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    def _changed(self) -> None:
        for tell in self.on_change:
            tell()

    async def _failed(self, service: str, error: AppError, before: AppError | None) -> None:
        """Says so at once, and looks at the other service where that tells who is to blame."""
        other = _OTHER[service]
        by_network = error.kind is Kind.NETWORK
        if by_network and (before is None or before.kind is not Kind.NETWORK):
            self._blame.begins(other)
        await self._save_health(service)
        idle = self._looking is None or self._looking.done()
        if by_network and idle and self._blame.is_due(other):
            self._looking = asyncio.create_task(self._look(service, other), name="other service")

    async def _look(self, service: str, other: str) -> None:
        """Off the caller's way: an unreachable host takes seconds to be known for one."""
        url = _address(other, *await self._ledger.write(connected))
        if url is not None:
            await self._blame.look(other, url)
            await self._save_health(service)

    async def _save_health(self, service: str) -> None:
        client, trouble = (
            (self.foodics, self.foodics_trouble)
            if service == "foodics"
            else (self.oto, self.oto_trouble)
        )
        worst = self.foodics_trouble or self.oto_trouble
        shown = "foodics" if self.foodics_trouble is not None else "oto"
        fault = party(worst, shown, self._blame.known(_OTHER[shown]))
        await self._health.save(
            service, connected=client is not None, trouble=trouble, worst=worst, fault=fault
        )


_OTHER = {"foodics": "oto", "oto": "foodics"}


def _address(
    service: str, business: facts.BusinessFact | None, oto: facts.OtoFact | None
) -> str | None:
    """The address of a service; None while it is not connected."""
    if service == "foodics":
        return business.url if business is not None else None
    return None if oto is None else oto.url or choose.PRODUCTION[oto.generation]


def connected(txn: Txn) -> tuple[facts.BusinessFact | None, facts.OtoFact | None]:
    """What this ledger is connected to, None for what it is not."""
    return (
        facts.get(txn.connection, facts.BusinessFact),
        facts.get(txn.connection, facts.OtoFact),
    )
