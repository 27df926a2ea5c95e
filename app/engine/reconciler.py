"""Reads today and yesterday whole: late uploads and missed cancellations (design.md section 3)."""

import asyncio
from datetime import date, timedelta

from app.core.errors import AppError
from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.engine.poller import Poller
from app.pacing import Priority
from app.store import facts
from app.store.ledger import Ledger, Txn

EVERY = 600.0
#: After a fault it goes on where it stood, this many seconds later.
AGAIN = 30.0


class Reconciler:
    """At start after the first poll, then every ten minutes; resumes where it was stopped."""

    def __init__(
        self, ledger: Ledger, connections: Connections, poller: Poller, clock: ServerClock
    ) -> None:
        self._ledger = ledger
        self._connections = connections
        self._poller = poller
        self._clock = clock

    async def run(self) -> None:
        """Reconciles for as long as the program runs."""
        await self._poller.caught_up.wait()
        while True:
            done = await self.reconcile()
            await asyncio.sleep(EVERY if done else AGAIN)

    async def reconcile(self) -> bool:
        """One round; False if it could not be finished. What was read stays read."""
        for day in await self._ledger.write(_days):
            foodics = self._connections.foodics
            if foodics is None or not self._connections.foodics_usable:
                return False
            after = await self._ledger.write(_resume, day)
            asked_at = self._clock.now()
            try:
                async for page in foodics.of_day(
                    day, reference_after=after, priority=Priority.REST
                ):
                    await self._poller.take(page.orders, asked_at)
                    asked_at = self._clock.now()
                    after = max([after, *(row.reference or 0 for row in page.orders)])
                    await self._ledger.write(_stands, day, after)
            except AppError as error:
                await self._connections.foodics_failed(error, foodics)
                return False
        await self._ledger.write(_finished)
        return True


def _days(txn: Txn) -> list[date]:
    """Today and yesterday by business date, the one that was begun first."""
    today = (txn.now + txn.context.rules.utc_offset).date()
    days = [today, today - timedelta(days=1)]
    begun = facts.get(txn.connection, facts.ReconcileFact)
    if begun is not None and begun.day == days[1].isoformat():
        return days[1:]
    return days


def _resume(txn: Txn, day: date) -> int:
    begun = facts.get(txn.connection, facts.ReconcileFact)
    return begun.reference_after if begun and begun.day == day.isoformat() else 0


def _stands(txn: Txn, day: date, reference: int) -> None:
    facts.put(txn.connection, facts.ReconcileFact(day.isoformat(), reference))


def _finished(txn: Txn) -> None:
    facts.forget(txn.connection, facts.ReconcileFact)
