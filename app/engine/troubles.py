"""How the two services are doing, as the calls of their clients show, and who is to blame."""

import asyncio
import logging
import math
import time
from collections.abc import Callable

from app.core.blame import party
from app.core.errors import AppError, Kind
from app.engine.blame import Blame
from app.engine.clock import ServerClock
from app.engine.health import Health
from app.foodics.client import Foodics
from app.net import CONNECT_SECONDS
from app.oto import choose
from app.oto.client import Oto
from app.store import facts
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: A block at Foodics is waited for at most so long, seconds (foodics-api.md section 4).
LONGEST_REST = 3600.0
#: Kinds of trouble after which a service is not asked again with the same token.
REFUSED = (Kind.SIGN_IN, Kind.PERMISSION)
#: A refused token is tried once more after so many seconds: the first refusal may be a slip. Then
#: never again by itself, as Foodics wants it (foodics-api.md section 4).
REFUSED_ONCE_MORE = 15.0
#: What the owner or Foodics can mend without a new token is looked at again so often, seconds.
SCOPE_AGAIN = 300.0
#: What OTO refuses createOrder alone for: all other calls go on.
_OF_NEW_ORDERS = Kind.PERMISSION


class Troubles:
    """Holds the clients and their troubles. `on_change` is called whenever a client is exchanged or
    a fault ends."""

    def __init__(
        self,
        ledger: Ledger,
        clock: ServerClock,
        blame: Blame,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._monotonic = monotonic
        self._rest_until = self._oto_rest_until = -math.inf
        #: When it was last known how OTO is doing.
        self._oto_heard = monotonic()
        #: When Foodics may be asked again although it refused the token.
        self._refused_until = math.inf
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
            self._rest_until = self._monotonic() + min(error.retry_after, LONGEST_REST)
        if error.kind in REFUSED and (before is None or before.kind not in REFUSED):
            for_good = error.code == "foodics_token_refused"
            wait = REFUSED_ONCE_MORE if for_good else SCOPE_AGAIN
            self._refused_until = self._monotonic() + wait
        await self._failed("foodics", error, before)

    async def oto_well(self) -> None:
        """OTO answered as it should."""
        was, self.oto_trouble = self.oto_trouble, None
        self._oto_rest_until, self._oto_heard = -math.inf, self._monotonic()
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
        self._oto_heard = self._monotonic()
        self._oto_rest_until = self._oto_heard + (error.retry_after or 0.0)
        await self._failed("oto", error, before)

    @property
    def foodics_usable(self) -> bool:
        """False without a token, and once it was refused: 60 refusals block the address."""
        trouble = self.foodics_trouble
        refused = trouble is not None and trouble.kind in REFUSED
        return self.foodics is not None and not refused and self._monotonic() >= self._rest_until

    def ask_foodics_again(self) -> bool:
        """True when a refused token may be tried once more now, by one poll: whoever asks does it."""
        trouble = self.foodics_trouble
        if self.foodics is None or trouble is None or trouble.kind not in REFUSED:
            return False
        if self._monotonic() < self._refused_until:
            return False
        for_good = trouble.code == "foodics_token_refused"
        self._refused_until = math.inf if for_good else self._monotonic() + SCOPE_AGAIN
        self.foodics.once_more()
        return True

    @property
    def oto_rests(self) -> bool:
        """OTO named a time before which it does not want to be called."""
        return self._monotonic() < self._oto_rest_until

    @property
    def oto_silent_for(self) -> float:
        """Seconds since it was last known how OTO is doing, well or not."""
        return self._monotonic() - self._oto_heard

    @property
    def oto_helps(self) -> bool:
        """False while OTO is in trouble: then the orders on their way try it, and nobody else."""
        trouble = self.oto_trouble
        well = trouble is None or trouble.kind is _OF_NEW_ORDERS
        return self.oto is not None and well and not self.oto_rests

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
            look = self._look(service, other, error)
            self._looking = asyncio.create_task(look, name="other service")

    async def _look(self, service: str, other: str, error: AppError) -> None:
        """Off the caller's way: an unreachable host takes seconds to be known for one."""
        url = _address(other, *await self._ledger.write(connected))
        if url is not None:
            # A portal that answers for one host takes connections for all of them.
            asks = error.code == "captive" and other == "oto"
            await self._blame.look(other, url, self._oto_answers if asks else None)
            await self._save_health(service)

    async def _oto_answers(self) -> bool:
        why = None if self.oto is None else await self.oto.why_silent(CONNECT_SECONDS)
        return why is None or why.kind is not Kind.NETWORK

    async def _save_health(self, service: str) -> None:
        client, trouble = (
            (self.foodics, self.foodics_trouble)
            if service == "foodics"
            else (self.oto, self.oto_trouble)
        )
        of = {"foodics": self.foodics_trouble, "oto": self.oto_trouble}
        shown = "foodics" if self.foodics_trouble is not None else "oto"
        if _is_pause(of[shown]) and not _is_pause(of[_OTHER[shown]] or of[shown]):
            shown = _OTHER[shown]  # a pause that was asked for is the least of all troubles
        worst, other = of[shown], of[_OTHER[shown]]
        # Two that cannot be reached at once: it is not the fault of both.
        cut_off = other is not None and other.kind is Kind.NETWORK
        fault = party(worst, shown, False if cut_off else self._blame.known(_OTHER[shown]))
        await self._health.save(
            service, connected=client is not None, trouble=trouble, worst=worst, fault=fault
        )


_OTHER = {"foodics": "oto", "oto": "foodics"}


def _is_pause(trouble: AppError | None) -> bool:
    return trouble is not None and trouble.kind is Kind.LIMIT


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
