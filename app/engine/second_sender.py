"""Reads OTO's own list of orders for those that somebody else sends too (rules.md section 2)."""

import asyncio

from app.core.errors import AppError
from app.engine.connections import Connections
from app.store import second_sender as store
from app.store.ledger import Ledger

#: How often it is looked whether a reading is due, seconds; `core.second_sender` says when.
EVERY = 15.0


class SecondSender:
    """Optional, like all reading of lists: trouble here never stops sending."""

    def __init__(self, ledger: Ledger, connections: Connections) -> None:
        self._ledger = ledger
        self._connections = connections

    async def watch(self) -> None:
        """Looks as often as it is due, for ever."""
        while True:
            await self.look_once()
            await asyncio.sleep(EVERY)

    async def look_once(self) -> None:
        """One look at OTO's list, if one is due. OTO's older interface has none (oto-api.md 4).

        The gate of the sending is not used: a list of many pages would keep a place of four for its
        whole length, while each page waits for its turn in `oto.calls` anyway.
        """
        oto = self._connections.oto
        if oto is None or oto.generation == "v1" or self._connections.oto_trouble is not None:
            return
        look = await self._ledger.write(store.due)
        if look is None:
            return
        try:
            listed = await oto.orders(look.first_day, look.last_day)
        except AppError as error:
            await self._ledger.write(store.failed, error.code)
            return
        if oto is self._connections.oto:
            await self._ledger.write(store.seen, look, listed)
