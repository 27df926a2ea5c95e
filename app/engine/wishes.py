"""Changes that are still to be made at OTO: cancels and updates (rules.md section 6)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.core import moves, stages
from app.core.after import Flag, Phase, differences, ended, phase, updated
from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome
from app.core.errors import AppError
from app.core.events import Event, Notice
from app.engine.connections import Connections
from app.engine.tasks import wait
from app.engine.tracker import ABSENT_AFTER, tracked
from app.oto.client import Oto
from app.store import afterwards, records, sent
from app.store.codec import load
from app.store.ledger import Ledger, Txn
from app.store.records import Record

#: Wishes that were put off are looked at so often, seconds.
EVERY = 5.0
#: A cancelled shipment has to be gone before the order can be cancelled; looked at so often.
SHIPMENT_GONE = timedelta(seconds=5)
#: After so many looks that still show it, OTO is asked once more to cancel it: before, it would
#: refuse what it is about to do.
SHIPMENT_LOOKS = 12


@dataclass(frozen=True, slots=True)
class _Wish:
    key: int
    what: str
    told: OtoOrder
    fresh: OtoOrder | None
    shipment: str


class Wishes:
    """Grants wishes as they come, each until OTO confirmed or refused it."""

    def __init__(self, ledger: Ledger, connections: Connections, gate: asyncio.Semaphore) -> None:
        self._ledger = ledger
        self._connections = connections
        self._gate = gate
        self._wake = asyncio.Event()
        #: Looks in a row that did not find the order.
        self._misses: dict[str, int] = {}
        #: Looks that are left until a shipment which OTO agreed to cancel is to be gone.
        self._going: dict[int, int] = {}
        self._loop = asyncio.get_running_loop()
        self._stop = ledger.listen(self._heard)

    def _heard(self, told: Sequence[Event | Notice]) -> None:
        if any(isinstance(each, Event) and "wish" in each.data for each in told):
            self._loop.call_soon_threadsafe(self._wake.set)

    def close(self) -> None:
        """Listens no longer."""
        self._stop()

    async def grant(self) -> None:
        """Carries out cancels and updates, each until OTO confirmed or refused it."""
        while True:
            oto = self._connections.oto
            if oto is not None and self._connections.oto_helps:
                for wish in await self._ledger.write(_wishes):
                    async with self._gate:
                        if self._connections.oto_helps:
                            await self._grant(oto, wish)
            await wait(self._wake, EVERY)

    async def _grant(self, oto: Oto, wish: _Wish) -> None:
        try:
            seen = await oto.order_status(wish.told.order_id)
        except AppError as error:
            await self._ledger.write(_later, wish, error.code)
            return
        if seen is None:
            await self._absent(wish)
            return
        self._misses.pop(wish.told.order_id, None)
        await self._ledger.write(tracked, {wish.told.order_id: seen})
        if wish.what == "cancel":
            await self._cancel(oto, wish, seen)
        else:
            await self._update(oto, wish, seen)

    async def _absent(self, wish: _Wish) -> None:
        """One look that finds nothing is not believed; the second one needs a person."""
        order_id = wish.told.order_id
        self._misses[order_id] = self._misses.get(order_id, 0) + 1
        if self._misses[order_id] < ABSENT_AFTER:
            await self._ledger.write(_later, wish, "absent", again=moves.ABSENT_TWICE_APART)
        else:
            await self._ledger.write(_over, wish, flag=Flag("not_at_oto"))

    async def _cancel(self, oto: Oto, wish: _Wish, seen: OtoSeen) -> None:
        order_id = wish.told.order_id
        match _phase(seen):
            case Phase.FINISHED:
                await self._ledger.write(_over, wish, note=seen.status)
            case Phase.PICKED_UP:
                await self._ledger.write(_too_late, wish, seen.status)
            case Phase.SHIPMENT:
                await self._cancel_shipment(oto, wish, seen.shipment_id or wish.shipment)
            case Phase.NO_SHIPMENT:
                self._going.pop(wish.key, None)
                answer = await oto.cancel_order(order_id)
                if answer.outcome is Outcome.ACCEPTED:
                    await self._confirm(oto, wish)
                else:
                    await self._cancelled(wish, answer, again=None)

    async def _cancel_shipment(self, oto: Oto, wish: _Wish, shipment: str) -> None:
        if self._going.get(wish.key):
            self._going[wish.key] -= 1
            await self._ledger.write(_later, wish, "shipment", again=SHIPMENT_GONE)
            return
        answer = await oto.cancel_shipment(wish.told.order_id, shipment)
        if answer.outcome is Outcome.ACCEPTED:
            self._going[wish.key] = SHIPMENT_LOOKS
        await self._cancelled(wish, answer, again=SHIPMENT_GONE)

    async def _confirm(self, oto: Oto, wish: _Wish) -> None:
        """Never cancelled by our word alone: OTO has to show it (oto-api.md section 12.10)."""
        try:
            seen = await oto.order_status(wish.told.order_id)
        except AppError as error:
            await self._ledger.write(_later, wish, error.code)
            return
        if seen is not None:
            await self._ledger.write(tracked, {wish.told.order_id: seen})
        if seen is None or phase(seen.status) is Phase.FINISHED:
            await self._ledger.write(_over, wish, note="cancelled")
        else:
            await self._ledger.write(_later, wish, seen.status)

    async def _cancelled(self, wish: _Wish, answer: Answer, again: timedelta | None) -> None:
        if answer.outcome is Outcome.ACCEPTED:
            await self._ledger.write(_later, wish, "shipment", again=again)
        elif answer.outcome is Outcome.UNKNOWN or answer.breaks:
            await self._ledger.write(_later, wish, answer.code)
        else:
            # Tried again every minute: a status that forbids cancelling may pass.
            flag = Flag("cancel_refused", {"code": answer.code})
            await self._ledger.write(_later, wish, answer.code, flag=flag)

    async def _update(self, oto: Oto, wish: _Wish, seen: OtoSeen) -> None:
        where = _phase(seen)
        if where is Phase.FINISHED:
            await self._ledger.write(_over, wish, note="changed")
            return
        if wish.fresh is None or where is not Phase.NO_SHIPMENT:
            await self._ledger.write(_over, wish, flag=_untold(wish, status=seen.status))
            return
        told = updated(wish.told, wish.fresh)
        answer = await oto.update_order(told)
        if answer.outcome in (Outcome.ACCEPTED, Outcome.EXISTS):
            await self._ledger.write(_over, wish, told=told, note="updated")
        elif answer.outcome is Outcome.UNKNOWN or answer.breaks:
            await self._ledger.write(_later, wish, answer.code)
        else:
            await self._ledger.write(_over, wish, flag=_untold(wish, code=answer.code))


def _untold(wish: _Wish, **why: str) -> Flag:
    """OTO cannot be told of a change: what is new, and why it was not told."""
    new = differences(wish.told, wish.fresh) if wish.fresh is not None else {}
    return Flag("changed_after_sending", {**new, **why})


def _phase(seen: OtoSeen) -> Phase:
    """With a shipment there is one, whatever the status is called, unless that says it is over."""
    found = phase(seen.status)
    number = seen.shipment_id and not stages.meaning(seen.status).shipment_over
    return Phase.SHIPMENT if found is Phase.NO_SHIPMENT and number else found


def _wishes(txn: Txn) -> list[_Wish]:
    found: list[_Wish] = []
    for record in sent.wishes(txn.connection, txn.now):
        told = record.told
        if told is None:
            continue
        fresh = None
        if record.row.wish == "update":
            fresh = afterwards.fresh_request(txn.connection, txn.context, record)
        seen = load(record.row.seen, OtoSeen) if record.row.seen is not None else None
        shipment = seen.shipment_id if seen is not None else None
        found.append(_Wish(record.dispatch_key, record.row.wish, told, fresh, shipment or ""))
    return found


def _later(
    txn: Txn,
    wish: _Wish,
    why: str,
    *,
    again: timedelta | None = None,
    flag: Flag | None = None,
) -> None:
    record = records.of_dispatch(txn.connection, wish.key)
    if record is None or record.row.wish != wish.what:
        return  # sent again, or a cancel has come over the update: that one is not put off
    if flag is not None:
        sent.flag(txn.connection, txn.journal, record, flag, txn.now)
    sent.wish_later(txn.connection, txn.journal, record, txn.now, again=again, why=why)


def _too_late(txn: Txn, wish: _Wish, status: str) -> None:
    """The courier has it: nothing can be cancelled any more, whoever wished for it."""
    record = records.of_dispatch(txn.connection, wish.key)
    if record is not None:
        code = "ended_after_pickup" if _is_over(record) else "cancel_too_late"
        _over(txn, wish, flag=Flag(code, {"status": status}))


def _is_over(record: Record) -> bool:
    return ended(record.order) or any(record.returns.values())


def _over(
    txn: Txn,
    wish: _Wish,
    *,
    told: OtoOrder | None = None,
    flag: Flag | None = None,
    note: str = "",
) -> None:
    record = records.of_dispatch(txn.connection, wish.key)
    if record is None:
        return
    if flag is not None:
        # Each wish comes of another change, also where its flag says the same as the last one.
        sent.flag(txn.connection, txn.journal, record, flag, txn.now, news=True)
    else:
        sent.settle(txn.connection, txn.journal, record, txn.now, "cancel_refused")
    sent.wish_over(
        txn.connection, txn.journal, record, txn.now, what=wish.what, told=told, note=note
    )
    if told is None:
        return
    # Edited once more while the update was on its way: that edit is still to be told.
    record = records.of_dispatch(txn.connection, wish.key)
    assert record is not None
    if afterwards.fresh_request(txn.connection, txn.context, record) != wish.fresh:
        sent.wish(txn.connection, txn.journal, record, "update", txn.now)
