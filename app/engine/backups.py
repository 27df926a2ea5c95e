"""A back-up of the ledger every day, beside the writer and off the loop."""

import asyncio
import logging
import sqlite3

from app.core.errors import AppError
from app.engine.clock import ServerClock
from app.engine.storage import Storage
from app.paths import DataDir
from app.store import backup, database

log = logging.getLogger(__name__)

#: How often it is looked whether today's is there, seconds.
EVERY = 600.0


class Backups:
    """Each copy is checked; a ledger that turns out to be damaged is said at once."""

    def __init__(self, data: DataDir, clock: ServerClock, storage: Storage) -> None:
        self._data = data
        self._clock = clock
        self._storage = storage

    async def run(self, caught_up: asyncio.Event) -> None:
        """Makes them for as long as the program runs; sending comes first."""
        await caught_up.wait()
        while True:
            await self.make()
            await asyncio.sleep(EVERY)

    async def make(self) -> bool:
        """Makes today's (by Foodics' clock) unless it is there; True if one was made."""
        day = self._clock.now().date()
        try:
            made = await asyncio.to_thread(backup.daily, self._data.ledger, self._data.backups, day)
        except AppError as error:
            log.warning("No back-up of the ledger: %s", error)
        except (sqlite3.Error, OSError) as error:
            trouble = database.trouble(error, self._data.ledger)
            log.warning("No back-up of the ledger: %s", trouble)
            if trouble.code == "ledger_broken":
                self._storage.damaged(trouble)
        else:
            if made:
                log.info("The ledger was backed up")
                self._storage.damaged(None)
            return made
        return False
