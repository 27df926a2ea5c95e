"""Foodics' list of branches: half-hourly, and when an order names a branch we do not know."""

import asyncio

from app.core.errors import AppError, Kind
from app.engine.connections import Connections
from app.engine.tasks import wait
from app.engine.vanished import AGAIN, Vanished
from app.store import setup
from app.store.ledger import Ledger

#: How often the list is read again, seconds.
EVERY = 1800.0


class BranchList:
    """Reads it; soon again where it could not be read or leaves out an active branch."""

    def __init__(self, ledger: Ledger, connections: Connections) -> None:
        self._ledger = ledger
        self._connections = connections
        self._vanished = Vanished()
        self.wake = asyncio.Event()

    async def run(self) -> None:
        """Reads it as often as it is due, for ever."""
        pause = EVERY
        while True:
            await wait(self.wake, pause)
            pause = EVERY if await self._read() else AGAIN

    async def _read(self) -> bool:
        foodics = self._connections.foodics
        if foodics is None or not self._connections.foodics_usable:
            return False
        try:
            found = await foodics.branches()
        except AppError as error:
            # The list alone stops nothing: orders may be readable where it is not.
            if error.kind is Kind.PERMISSION:
                return True
            await self._connections.foodics_failed(error, foodics)
            return False
        missing = await self._ledger.write(setup.missing_branches, found)
        keep = self._vanished.doubted(missing)
        await self._ledger.write(setup.save_branches, found, keep)
        return not missing
