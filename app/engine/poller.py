"""Asks Foodics what changed: one poll serves all branches (design.md section 3, "Cadence")."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from app.core.errors import AppError
from app.core.gaps import Cause
from app.core.order import Order, UnreadableOrder
from app.engine.branch_list import BranchList
from app.engine.clock import ServerClock, Silence, Stopwatch
from app.engine.connections import Connections
from app.engine.lookback import CLOCK_ERROR, Lookback
from app.engine.tasks import wait
from app.foodics.client import Foodics
from app.pacing import Priority
from app.store import choices, facts, gaps, observing
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: Seconds from one sign of life to the next; a longer silence is a gap.
BEAT = 1.0
#: Seconds from poll to poll while a branch is active, and otherwise.
ACTIVE, IDLE = 5.0, 30.0
WIDE_OVERLAP = timedelta(seconds=180)
WIDE_EVERY = 60.0
#: Older than this, what the ledger holds of Foodics is not good enough to send on.
FRESH = timedelta(seconds=60)
#: The first poll of a new ledger looks back so far; the reconciler brings the rest of the day.
FIRST_LOOK = timedelta(minutes=60)
#: A cursor older than this is not caught up with: the reconciler's two days are.
LONGEST_GAP = timedelta(days=2)
#: A refused or held order is read by id again after this (rules.md section 5).
READ_AGAIN = timedelta(seconds=60)


class Poller:
    """Live poll, wide look, reading by id and the branch list, each a loop of its own."""

    def __init__(
        self,
        ledger: Ledger,
        connections: Connections,
        clock: ServerClock,
        *,
        stopwatch: Stopwatch | None = None,
        on_silence: Callable[[Silence], Awaitable[None]] | None = None,
    ) -> None:
        self._ledger = ledger
        self._connections = connections
        self._clock = clock
        self._good = stopwatch or Stopwatch()
        self._on_silence = on_silence
        #: When the live poll is due to come round, by the monotonic clock; None while it is not.
        self._due: float | None = None
        self._lookback = Lookback()
        #: When the last look without the type filter began, in server time.
        self._looked_wide: datetime | None = None
        self._wake = asyncio.Event()
        self._read_wake = asyncio.Event()
        #: Since the last good poll: whether Foodics could not be asked, or did not answer, and
        #: whether this PC or the program stood still.
        self._cut_off, self._stood_still = False, True
        self._branch_list = BranchList(ledger, connections)
        #: Set after the first good poll of this run.
        self.caught_up = asyncio.Event()

    def poll_soon(self) -> None:
        """A branch was switched on, or a connection mended: look at once."""
        self._wake.set()

    def read_soon(self) -> None:
        """A person let an order go: read it at once."""
        self._read_wake.set()

    @property
    def is_fresh(self) -> bool:
        """True while the ledger shows Foodics as it is: good polls without a gap (rules.md 1)."""
        age = self._good.age
        return age is not None and age <= FRESH

    async def awake(self) -> None:
        """Notices that the PC slept: Foodics is asked at once, and what its clock says is believed.

        Until that look nothing is sent (rules.md section 1, freshness).
        """
        while True:
            if self._good.beat():
                log.info("This PC or the program stood still: nothing is sent before a new look")
                self._stood_still = True
                self._clock.doubt()
                self._wake.set()
                if self._on_silence is not None and self._good.silence is not None:
                    await self._on_silence(self._good.silence)
            await asyncio.sleep(BEAT)

    @property
    def overdue(self) -> float:
        """For how many seconds the live poll should have come round or read a page; 0 while it is in
        time, or waits because Foodics said so."""
        if self._due is None:
            return 0.0
        foodics = self._connections.foodics
        due = self._due if foodics is None else max(self._due, foodics.pacer.stopped_until)
        return max(0.0, time.monotonic() - due)

    async def live(self) -> None:
        """The live poll, for as long as the program runs."""
        while True:
            started = self._due = time.monotonic()
            pages = 1
            foodics = self._connections.foodics
            asks = self._connections.foodics_usable or self._connections.ask_foodics_again()
            if foodics is not None and asks:
                pages = await self._poll(foodics)
            else:
                self._cut_off = True
            interval = ACTIVE if await self._ledger.write(_any_active) else IDLE
            if foodics is not None:
                interval = max(interval, foodics.pacer.spacing(pages))
            self._due = max(time.monotonic(), started + interval)
            await wait(self._wake, self._due - time.monotonic())

    async def _poll(self, foodics: Foodics) -> int:
        try:
            pages = await self.poll_once(foodics)
        except AppError as error:
            self._cut_off = True
            await self._connections.foodics_failed(error, foodics)
            return 1
        await self._connections.foodics_well()
        self.caught_up.set()
        return pages

    async def poll_once(self, foodics: Foodics) -> int:
        """One poll from the cursor; returns how many requests the next one will take."""
        # Taken before asking: what changes while we read belongs to the next poll.
        cursor, known = await self._ledger.write(_cursor)
        look, started = self._lookback, time.monotonic()
        whole = look.is_whole(started, foodics.pacer)
        pages = 0
        reached: datetime | None = None
        complete: datetime | None = None
        after = look.after(cursor, whole=whole)
        # After a gap of any length without the type filter: what was a delivery before it may be
        # none any more, and must not be sent for one.
        delivery_only = self.is_fresh or not known
        began_at, asked_at = self._good.mark(), self._clock.now()
        async for page in foodics.changes(after, delivery_only=delivery_only):
            pages += 1
            complete = page.complete_to
            reached = complete or reached
            await self.take(page.orders, asked_at, reached)
            asked_at = self._clock.now()
            self._due = time.monotonic()
        # Before the commit: its event makes the dispatcher look whether it may send.
        self._good.start(began_at)
        # Only now: before its first reply nobody knows Foodics' clock.
        now = time.monotonic()
        began = self._clock.now() - timedelta(seconds=now - started)
        reached = look.reached(began, complete, pages) or reached
        if not delivery_only:
            self._looked_wide = began
        await self._ledger.write(_good_poll, reached, self._clock.offset, self._gap_causes())
        self._cut_off = self._stood_still = False
        look.read(began, pages, foodics.pacer, now, whole=whole)
        return look.counted(pages, whole=whole)

    def _gap_causes(self) -> list[Cause]:
        """Why there was no good poll for a while, should that turn out to be so."""
        cut_off = self._cut_off or not self._stood_still
        found = ((Cause.FOODICS, cut_off), (Cause.OFF, self._stood_still))
        return [cause for cause, holds in found if holds]

    async def take(
        self,
        rows: Sequence[Order | UnreadableOrder],
        asked_at: datetime,
        reached: datetime | None = None,
    ) -> None:
        """One page, asked for at `asked_at` (server time), into the ledger; a branch that nobody
        knows has the list read again."""
        if await self._ledger.write(_take, rows, asked_at, reached):
            self._branch_list.wake.set()

    async def wide(self) -> None:
        """Once a minute a longer look back without the type filter, so that a change of type and
        a row that appeared late are seen too."""
        await self.caught_up.wait()
        while True:
            await asyncio.sleep(WIDE_EVERY)
            foodics = self._connections.foodics
            if foodics is None or not self._connections.foodics_usable or not self.is_fresh:
                continue
            began = asked_at = self._clock.now()
            after = min(self._looked_wide or began, began) - WIDE_OVERLAP
            try:
                async for page in foodics.changes(
                    after, delivery_only=False, priority=Priority.REST
                ):
                    await self.take(page.orders, asked_at)
                    asked_at = self._clock.now()
            except AppError as error:
                await self._connections.foodics_failed(error, foodics)
            else:
                self._looked_wide = began

    async def by_id(self) -> None:
        """Reads what a person let go, at once, and refused and held orders every minute."""
        await self.caught_up.wait()
        while True:
            foodics = self._connections.foodics
            more = False
            if foodics is not None and self._connections.foodics_usable:
                more = await self._read_one(foodics)
            if not more:
                await wait(self._read_wake, 5.0)

    async def _read_one(self, foodics: Foodics) -> bool:
        found = await self._ledger.write(_next_to_read)
        if found is None:
            return False
        foodics_id, reference, asked = found
        asked_at = self._clock.now()
        priority = Priority.PERSON if asked else Priority.REST
        try:
            order = await foodics.order(foodics_id, reference, priority=priority)
        except AppError as error:
            await self._connections.foodics_failed(error, foodics)
            await self._ledger.write(choices.read_failed, foodics_id)
            return False
        rows = [] if order is None else [order]
        await self._ledger.write(_taken_by_id, rows, foodics_id, asked_at)
        return True

    async def branches(self) -> None:
        """The branch list, for as long as the program runs."""
        await self.caught_up.wait()
        await self._branch_list.run()


def _take(
    txn: Txn,
    rows: Sequence[Order | UnreadableOrder],
    asked_at: datetime,
    reached: datetime | None,
) -> set[str]:
    """One page into the ledger, and the cursor with it; returns branch ids we do not know."""
    strange = observing.observe(txn.connection, txn.context, txn.journal, rows, txn.now, asked_at)
    if reached is not None:
        old = facts.get(txn.connection, facts.CursorFact)
        reached = min(reached, txn.now + CLOCK_ERROR)
        if old is not None and reached > old.at:
            facts.put(txn.connection, facts.CursorFact(reached, old.last_good_poll_at))
    return strange


def _cursor(txn: Txn) -> tuple[datetime, bool]:
    """From where to look, and whether anything is known up to there."""
    found = facts.get(txn.connection, facts.CursorFact)
    if found is None:
        return txn.now - FIRST_LOOK, False
    return min(max(found.at, txn.now - LONGEST_GAP), txn.now), True


def _good_poll(txn: Txn, reached: datetime | None, offset: float, causes: Sequence[Cause]) -> None:
    old = facts.get(txn.connection, facts.CursorFact)
    at = reached or (old.at if old else txn.now - FIRST_LOOK)
    if old is not None:
        at = max(at, old.at)
        gaps.unseen(txn, old.last_good_poll_at, causes)
    # A row stamped in the future must not hide what really changes until then.
    at = min(at, txn.now + CLOCK_ERROR)
    facts.put(txn.connection, facts.CursorFact(at, txn.now))
    known = facts.get(txn.connection, facts.ClockFact)
    if known is None or abs(known.offset - offset) > 1.5:
        facts.put(txn.connection, facts.ClockFact(offset))
    txn.journal.notice(txn.now, "good_poll")


def _any_active(txn: Txn) -> bool:
    return any(branch.rule.active for branch in txn.context.by_key.values())


def _next_to_read(txn: Txn) -> tuple[str, int, bool] | None:
    found = choices.to_read(txn, older_than=txn.now - READ_AGAIN, limit=1)
    return found[0] if found else None


def _taken_by_id(
    txn: Txn,
    rows: Sequence[Order | UnreadableOrder],
    foodics_id: str,
    asked_at: datetime,
) -> None:
    observing.observe(txn.connection, txn.context, txn.journal, rows, txn.now, asked_at)
    choices.read_done(txn, foodics_id, found=bool(rows))
