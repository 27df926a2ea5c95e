"""Customers of finished orders are forgotten: every day in the background, or when a person asks.

In small steps, between which everything else goes on; the file is written anew only while nothing
is to be sent.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app import logs_kept
from app.core import contact
from app.core.erasing import day_is_sure
from app.core.errors import AppError
from app.core.events import Notice
from app.engine.tasks import whole
from app.paths import DataDir
from app.settings import Settings
from app.store import erasing, erasing_copies
from app.store.erasing_copies import Done, Request
from app.store.ledger import Ledger, Txn
from app.store.reading import ReadOnly

log = logging.getLogger(__name__)

#: How often it is looked for orders that are due, seconds.
EVERY = 60.0
#: So many orders are erased at once: a step is to take about as long as writing a page of orders.
STEP = 50
#: Pause between two steps, seconds: other writing comes first.
PAUSE = 0.02
#: Without a new order for so long nobody minds waiting for the file to be written anew …
QUIET = timedelta(minutes=30)
#: … for at most so many seconds; and while orders come in, for so many.
LONGEST, SHORT = 20.0, 1.0
#: What could not be cleaned (a full disk) is tried again after so many seconds.
AGAIN = 600.0
#: Fewer digits may be anybody's.
_FEWEST = 7


@dataclass(frozen=True, slots=True)
class Round:
    """How many orders one round erased, and how many it found open still."""

    erased: int
    left: int


class Erasing:
    """One at a time, for as long as the program runs."""

    def __init__(
        self,
        data: DataDir,
        ledger: Ledger,
        pc: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._data = data
        self._ledger = ledger
        self._pc = pc
        self._doubted = False
        self._one = asyncio.Lock()
        self._looked_on: date | None = None
        self._not_before = 0.0
        self._ends = threading.Event()

    async def run(self, caught_up: asyncio.Event) -> None:
        """Looks once a minute; begins when Foodics' clock is known and sending is under way."""
        await caught_up.wait()
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> Round:
        """Erases what is due; once a day, and after erasing as soon as it is quiet, what lies in
        back-ups, logs and free space follows."""
        async with self._one:
            now = self._hour()
            due = await self._round(self._before(now)) if self._is_sure() else Round(0, 0)
            asked = await self._round(None)
            unclean, quiet = await self._ledger.write(_standing)
            again = unclean and quiet and time.monotonic() > self._not_before
            if self._looked_on != now.date() or again:
                self._looked_on, self._not_before = now.date(), time.monotonic() + AGAIN
                await self._tidy(LONGEST if quiet else SHORT, "")
            if due.erased:
                log.info("The customers of %d finished orders were erased", due.erased)
        return Round(due.erased + asked.erased, due.left)

    async def of_phone(self, phone: str) -> dict[str, Any]:
        """Forgets everybody of this number: finished orders now, open ones when they are finished.

        `erased` and `later` are how many, `rewritten` and `removed` those of back-ups; `clean` is
        False while traces may lie in free space or a back-up, which goes by itself.
        AppError `phone_unusable` for what is no whole number.
        """
        digits = contact.last_nine(phone)
        if len(digits) < _FEWEST:
            raise AppError("phone_unusable")
        # Whoever asked may not wait any longer; what was begun is carried through.
        return await whole(self._of_phone(digits))

    async def _of_phone(self, digits: str) -> dict[str, Any]:
        async with self._one:
            settings = self._ledger.settings
            keys = await asyncio.to_thread(self._find, digits, settings)
            await self._ledger.write(erasing.ask, keys)
            done = await self._round(None)
            later = await asyncio.to_thread(self._find, digits, settings)
            _, quiet = await self._ledger.write(_standing)
            copies, clean = await self._tidy(LONGEST if quiet else SHORT, digits)
        log.info("Orders erased because a person asked: %d", done.erased)
        return {
            "erased": done.erased,
            "later": len(later),
            "rewritten": copies.rewritten,
            "removed": copies.removed,
            "clean": clean,
        }

    def close(self) -> None:
        """What is not done by now waits for the next start."""
        self._ends.set()

    def _find(self, digits: str, settings: Settings) -> list[int]:
        ledger = ReadOnly(self._ledger.path)
        try:
            with ledger.reading(settings) as reader:
                return erasing.of_phone(reader.connection, digits)
        finally:
            ledger.close()

    def _hour(self) -> datetime:
        """By Foodics' clock or this PC's, whichever is less late: nothing is removed too early."""
        return min(self._ledger.now(), self._pc())

    def _is_sure(self) -> bool:
        """Whether both clocks agree on the day; a disagreement is said once, until it is over."""
        foodics, pc = self._ledger.now(), self._pc()
        doubted, self._doubted = self._doubted, not day_is_sure(foodics, pc)
        if self._doubted and not doubted:
            log.warning(
                "Nothing is erased by age while the clocks disagree: Foodics says %s, this PC %s",
                f"{foodics:%Y-%m-%d %H:%M}",
                f"{pc:%Y-%m-%d %H:%M}",
            )
        return not self._doubted

    def _before(self, now: datetime) -> datetime:
        return now - timedelta(days=self._ledger.settings.retention_days)

    async def _round(self, before: datetime | None) -> Round:
        erased = left = 0
        while True:
            step = await self._ledger.write(erasing.step, before, left, STEP)
            erased, left = erased + step.erased, step.left
            if not step.more:
                break
            await asyncio.sleep(PAUSE)
        if erased:
            self._ledger.tell(Notice(self._ledger.now(), "erased", {"orders": erased}))
        return Round(erased, left)

    async def _tidy(self, seconds: float, digits: str) -> tuple[Done, bool]:
        """Free space, back-ups and logs; returns what became of the back-ups, and whether nothing
        is left."""
        now = self._hour()
        before = self._before(now)
        unclean, _ = await self._ledger.write(_standing)
        compacted = not unclean or await self._ledger.compact(seconds)
        data = self._data
        request = Request(before, now, digits, self._ends.is_set)
        done = await asyncio.to_thread(
            erasing_copies.clean, data.ledger, data.backups, data.set_aside, request
        )
        await asyncio.to_thread(logs_kept.forget, data, before, digits)
        clean = compacted and done.whole
        await self._ledger.write(erasing.unclean, not clean)
        return done, clean


def _standing(txn: Txn) -> tuple[bool, bool]:
    return erasing.is_unclean(txn), erasing.is_quiet(txn, txn.now - QUIET)
