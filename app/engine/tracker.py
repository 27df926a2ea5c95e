"""What became of orders at OTO (rules.md section 6)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select

from app.core.after import Flag
from app.core.dispatch import OtoSeen, State
from app.core.errors import AppError, Kind
from app.engine.connections import Connections
from app.engine.vanished import Vanished
from app.oto.client import Oto
from app.store import offered, records, sent, setup
from app.store.ledger import Ledger, Txn
from app.store.tables import dispatches

T = TypeVar("T")

EVERY = 60.0
#: So many looks in a row that find nothing are believed.
ABSENT_AFTER = 2
#: While OTO is in trouble and no order is there to try it, it is asked this often, seconds.
BACK_EVERY = 15.0
#: Orders on their way that cannot go (a pause, no look at Foodics) try nothing: after so long
#: without a word of OTO it is asked all the same, seconds.
UNTRIED = 45.0
#: Every so many turns of that it is asked whether it takes a refused token again.
REFUSED_TURNS = 20
_PASSING = (Kind.NETWORK, Kind.SERVICE, Kind.LIMIT)
_TRIED_BY_ORDERS = (State.QUEUED, State.SENDING, State.UNKNOWN, State.RETRYING)
#: Pickup locations and wallet are read again after this many seconds (rules.md section 4).
ACCOUNT_EVERY = 1800.0


class Tracker:
    """The bulk look once a minute, account and pickup locations half-hourly."""

    def __init__(self, ledger: Ledger, connections: Connections, gate: asyncio.Semaphore) -> None:
        self._ledger = ledger
        self._connections = connections
        self._gate = gate
        #: Looks in a row that did not find an order OTO once had.
        self._misses: dict[str, int] = {}
        self._vanished = Vanished()
        #: Turns of `back` that met a token which OTO refuses.
        self._refused = 0

    async def look(self) -> None:
        """Once a minute one bulk look at all unfinished orders."""
        while True:
            await asyncio.sleep(EVERY)
            await self.look_once()

    async def look_once(self) -> None:
        """One bulk look. While OTO is in trouble none: what is on its way tries it."""
        oto = self._connections.oto
        ids = await self._ledger.write(_unfinished)
        if oto is None or not ids or not self._connections.oto_helps:
            return
        try:
            async with self._gate:
                seen = await oto.history(ids)
        except AppError as error:
            await self._failed(oto, error)
            return
        await self._ledger.write(tracked, seen)
        for order_id in seen:
            self._misses.pop(order_id, None)
        for order_id in [order_id for order_id in ids if order_id not in seen]:
            await self._missed(oto, order_id)

    async def _failed(self, oto: Oto, error: AppError) -> None:
        """With nothing to send nobody else would notice that OTO is in trouble."""
        why: AppError | None = error
        if error.kind in (Kind.NETWORK, Kind.SERVICE):
            # It may be this one call, which stops nothing.
            why = await oto.why_silent()
        elif error.kind not in (Kind.LIMIT, Kind.SIGN_IN):
            return
        if why is not None and oto is self._connections.oto and self._connections.oto_helps:
            await self._connections.oto_failed(why)

    async def _missed(self, oto: Oto, order_id: str) -> None:
        """OTO's list leaves out an order that it had: looked up alone the second time."""
        self._misses[order_id] = self._misses.get(order_id, 0) + 1
        if self._misses[order_id] < ABSENT_AFTER:
            return
        try:
            async with self._gate:
                seen = await oto.order_status(order_id)
        except AppError:
            return
        if seen is not None:
            await self._ledger.write(tracked, {order_id: seen})
        else:
            await self._ledger.write(_gone, order_id)

    async def account(self) -> None:
        """Pickup locations and wallet, at start and half-hourly. Optional: trouble here never
        stops sending."""
        while True:
            done = await self.account_once()
            await asyncio.sleep(ACCOUNT_EVERY if done else EVERY)

    async def account_once(self) -> bool:
        """Reads pickup locations and wallet; False if that was not possible, or a door of ours is
        not in the list."""
        oto = self._connections.oto
        if oto is None or not self._connections.oto_helps:
            return False
        # Each on its own: a plan that denies the one still tells the other.
        account, doors = await self._asked(oto.check), await self._asked(oto.pickup_locations)
        if oto is not self._connections.oto:
            return True
        if account is not None:
            credit = None if account.credit is None else str(account.credit)
            await self._ledger.write(offered.save_account, account.name, credit)
        missing: set[str] = set()
        if doors is not None:
            missing = await self._ledger.write(setup.missing_pickups, doors)
            keep = self._vanished.doubted(missing)
            await self._ledger.write(setup.save_pickups, doors, keep)
        if account is None or doors is None:
            return False
        if self._connections.oto_trouble is None:
            # What an earlier run wrote of OTO may be over, and orders be long in coming.
            await self._connections.oto_well()
        return not missing

    async def _asked(self, ask: Callable[[], Awaitable[T]]) -> T | None:
        """The answer, None if there was none."""
        try:
            async with self._gate:
                return await ask()
        except AppError:
            return None

    async def back(self) -> None:
        """Notices that OTO is back also when nothing is to be sent: the screen must not go on
        saying that it does not answer."""
        while True:
            await asyncio.sleep(BACK_EVERY)
            await self.back_once()

    async def back_once(self) -> None:
        """One question that needs no token; orders that are on their way know better. Whether a
        refused token is taken again is asked less often."""
        oto, trouble = self._connections.oto, self._connections.oto_trouble
        if oto is None or trouble is None or self._connections.oto_rests:
            return
        if trouble.kind is Kind.SIGN_IN:
            self._refused += 1
            if self._refused % REFUSED_TURNS:
                return
        elif trouble.kind not in _PASSING:
            return
        tried = self._connections.oto_silent_for < UNTRIED
        if (tried and await self._ledger.write(_any_on_its_way)) or not await _is_well(
            oto, trouble
        ):
            return
        if trouble is self._connections.oto_trouble:
            await self._connections.oto_well()


async def _is_well(oto: Oto, trouble: AppError) -> bool:
    if trouble.kind in _PASSING:
        return await oto.health()
    try:
        await oto.check()
    except AppError:
        return False
    return True


def _any_on_its_way(txn: Txn) -> bool:
    found = select(dispatches.c.key).where(dispatches.c.state.in_(_TRIED_BY_ORDERS)).limit(1)
    return txn.connection.execute(found).first() is not None


def _unfinished(txn: Txn) -> list[str]:
    return sent.unfinished(txn.connection)


def tracked(txn: Txn, seen: dict[str, OtoSeen]) -> None:
    """Takes in what OTO showed, by our order id."""
    wait_for = timedelta(minutes=txn.settings.driver_minutes)
    doors = offered.doors(txn)
    sent.track(txn.connection, txn.journal, seen, txn.now, driver_wait=wait_for, doors=doors)


def _gone(txn: Txn, order_id: str) -> None:
    for record in records.where(txn.connection, dispatches.c.oto_order_id == order_id):
        sent.flag(txn.connection, txn.journal, record, Flag("not_at_oto"), txn.now)
