"""What the verbs work with, and what all of them share."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from app import logs, proxy_choice, settings
from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.paths import DataDir
from app.store import facts, setup
from app.store.ledger import Ledger, Txn

Answer = dict[str, Any]
#: Verbs by name; each takes named arguments.
Verbs = Mapping[str, Callable[..., Awaitable[Answer]]]


def _nothing() -> None:
    return


class Desk:
    """`poll_soon`, `read_soon` and `probe_soon` are set by the engine while it works, `show` by a
    window."""

    def __init__(
        self, data: DataDir, ledger: Ledger, connections: Connections, clock: ServerClock
    ) -> None:
        self.data = data
        self.ledger = ledger
        use(ledger.settings)
        self.connections = connections
        self.clock = clock
        #: Foodics is asked at once instead of in a few seconds.
        self.poll_soon: Callable[[], None] = _nothing
        #: What a person let go is read at once.
        self.read_soon: Callable[[], None] = _nothing
        #: OTO is tried at once instead of when the next probe is due.
        self.probe_soon: Callable[[], None] = _nothing
        self.show: Callable[[], None] | None = None
        #: Two writers of one settings file could lose a change.
        self._preferring = asyncio.Lock()

    async def prefer(self, key: str, value: str) -> None:
        """Sets a preference; open orders are judged anew. AppError as of `settings.set_value`."""
        async with self._preferring:
            self.ledger.settings = await asyncio.to_thread(
                settings.set_value, self.data.settings, key, value
            )
        use(self.ledger.settings)
        await self.ledger.write(_preferred)


def use(chosen: settings.Settings) -> None:
    """What of the preferences holds for the whole process."""
    proxy_choice.use(chosen.proxy)
    logs.set_level(chosen.log_level)


def _preferred(txn: Txn) -> None:
    setup.judge_all(txn)
    txn.journal.notice(txn.now, "settings")


def business(txn: Txn) -> facts.BusinessFact | None:
    """The business of this ledger, None before Foodics was connected."""
    return facts.get(txn.connection, facts.BusinessFact)


def offset(found: facts.BusinessFact | None) -> timedelta:
    """How far the business's clocks are ahead of UTC; Saudi Arabia's before it is known."""
    return timedelta(minutes=found.utc_offset_minutes if found else 180)
