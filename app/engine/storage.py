"""Whether what happens can be written down: no call is made whose outcome could not be recorded."""

import asyncio
import logging
import math
import threading
import time
from collections.abc import Callable
from pathlib import Path

from app.core.errors import AppError
from app.core.events import Notice
from app.paths import free_space
from app.store.ledger import Ledger

log = logging.getLogger(__name__)

#: With less free space than this nothing new is sent, so that what is on its way is still recorded,
#: bytes; and with so much it goes on.
RESERVE, ENOUGH = 16_000_000, 20_000_000
#: How often the free space is looked at where nobody asks, seconds.
EVERY = 5.0
#: So long what was seen counts, seconds: in a rush the question comes eighty times a second.
COUNTS = 0.25


class Storage:
    """Holds what is wrong with disk and ledger. `on_change` is called from any thread."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        free: Callable[[Path], int | None] = free_space,
        counts: float = COUNTS,
    ) -> None:
        self._ledger = ledger
        self._free = free
        self._counts = counts
        self._looked_at = -math.inf
        self._lock = threading.Lock()
        self._failed: AppError | None = None
        self._full: AppError | None = None
        self._damaged: AppError | None = None
        #: The worst true thing, None while all is well.
        self.trouble: AppError | None = None
        self.on_change: list[Callable[[AppError | None], None]] = []
        ledger.on_write = self._wrote

    def can_record(self) -> bool:
        """True while a call may be made. Looks at the disk: it fills up between two looks."""
        if time.monotonic() - self._looked_at >= self._counts:
            self._look()
        return self._failed is None and self._full is None

    async def watch(self) -> None:
        """Says so when the disk fills up though nothing is to be sent, for as long as it runs."""
        while True:
            self._look()
            await asyncio.sleep(EVERY)

    def damaged(self, error: AppError | None) -> None:
        """What the check of a back-up found. Sending goes on: OTO refuses an order it has."""
        self._damaged = error
        self._tell()

    def _wrote(self, error: AppError | None) -> None:
        """On the store thread: how a transaction ended that had something to write."""
        if error is not None or self._failed is not None:
            self._failed = error
            self._tell()

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        free = self._free(self._ledger.path.parent)
        enough = RESERVE if self._full is None else ENOUGH
        if free is None or free >= enough:
            if self._full is None:
                return
            self._full = None
        elif self._full is None:
            megabytes = free // 1_000_000
            self._full = AppError("disk_full", path=self._ledger.path.parent, free=megabytes)
        else:
            return
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            was, self.trouble = self.trouble, self._failed or self._full or self._damaged
            now = self.trouble
        if (was and was.code) == (now and now.code):
            return
        if now is None:
            log.info("What happens can be written down again")
        else:
            log.warning("Nothing new is sent: %s", now)
        problem = now.code if now else ""
        self._ledger.tell(Notice(self._ledger.now(), "storage", {"problem": problem}))
        for tell in self.on_change:
            tell(now)
