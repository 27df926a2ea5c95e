"""The program as a part of this PC: keeps it awake, starts at sign-in, writes down what happened."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from app.core.errors import AppError
from app.core.events import Event, Notice
from app.core.happenings import Happening, What, of_silence
from app.engine.clock import Silence
from app.engine.tasks import wait
from app.paths import DataDir
from app.pc import clocks
from app.pc.autostart import Autostart, State
from app.pc.awake import Awake
from app.pc.neighbours import EVERY as NEIGHBOURS
from app.pc.neighbours import VARIABLE, Neighbours
from app.pc.notes import Ended
from app.store import facts, happenings
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)
P = ParamSpec("P")

#: Looked at at the latest after so many seconds; what did not work is tried again then.
EVERY = 60.0


class ThisPc:
    """Changes nothing of the PC after `leave_alone`, which practice calls."""

    def __init__(
        self,
        data: DataDir,
        ledger: Ledger,
        *,
        awake: Callable[[], Awake] = Awake,
        sleep: Callable[[], float | None] = clocks.slept,
    ) -> None:
        self._data, self._ledger = data, ledger
        self._sleep = sleep
        self._slept = sleep()
        self._make_awake = awake
        self._awake: Awake | None = None
        self._autostart: Autostart | None = Autostart(data)

    def leave_alone(self) -> None:
        """It is for practice only: this PC falls asleep and signs in as ever."""
        self._autostart = None

    # What a person asks

    async def standing(self) -> dict[str, Any]:
        """What happens at sign-in (on, off, switched_off), on which system, and whether this PC is
        kept awake now."""
        found = State.OFF
        if self._autostart is not None:
            found = await asyncio.to_thread(self._autostart.state)
        held = self._awake is not None and self._awake.held
        return {"sign_in": str(found), "system": sys.platform, "awake": held}

    async def preferred(self, key: str) -> None:
        """A preference was set that this PC has to know. AppError `autostart_failed`."""
        if key == "start_at_sign_in" and self._autostart is not None:
            wanted = self._ledger.settings.start_at_sign_in
            await asyncio.to_thread(self._autostart.set, wanted)

    async def refresh(self) -> None:
        """The program may lie elsewhere since it was last started. AppError `autostart_failed`."""
        if self._ledger.settings.start_at_sign_in and self._autostart is not None:
            await asyncio.to_thread(self._autostart.refresh)

    # What happened

    async def found(self, ended: Ended | None) -> None:
        """How the run before this one ended, None if in good order."""
        if ended is not None:
            await self._note(_ended, ended)

    async def silent(self, silence: Silence) -> None:
        """Nothing was heard of the program for a while: this PC slept, or the program stood still."""
        before, self._slept = self._slept, self._sleep()
        slept = None if before is None or self._slept is None else self._slept - before
        what = of_silence(silence.ended - silence.began, silence.monotonic, slept)
        if what is None:
            return
        first, last = (datetime.fromtimestamp(at, UTC) for at in (silence.began, silence.ended))
        said = "This PC slept" if what is What.SLEPT else "The program stood still"
        log.warning("%s from %s to %s UTC", said, f"{first:%H:%M:%S}", f"{last:%H:%M:%S}")
        await self._note(_silent, what, first, last)

    async def _note(
        self, function: Callable[Concatenate[Txn, P], None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """On a full disk it is in the log alone; nothing stops for that."""
        try:
            await self._ledger.write(function, *args, **kwargs)
        except AppError as error:
            log.warning("That was not written down: %s", error)

    async def told(self, until: str) -> dict[str, Any]:
        """A person has read what happened up to then (ISO 8601)."""
        await self._ledger.write(happenings.told, datetime.fromisoformat(until))
        return {}

    # What goes on

    async def keep_awake(self) -> None:
        """While a branch is active and the preference says so, for as long as the engine runs."""
        wake, loop = asyncio.Event(), asyncio.get_running_loop()

        def heard(told: Sequence[Event | Notice]) -> None:
            if any(isinstance(each, Notice) and each.what in _NEWS for each in told):
                loop.call_soon_threadsafe(wake.set)

        listening = self._ledger.listen(heard)
        # One thread for all of it: Windows keeps awake for as long as the thread lives that asked.
        thread = ThreadPoolExecutor(1, thread_name_prefix="awake")
        try:
            while self._autostart is not None:
                wanted = await self._ledger.write(_wanted)
                if wanted or self._awake is not None:
                    self._awake = self._awake or self._make_awake()
                    await loop.run_in_executor(thread, self._awake.keep, wanted)
                await wait(wake, EVERY)
        finally:
            listening()
            if self._awake is not None:
                thread.submit(self._awake.keep, False)
            thread.shutdown()

    async def look_beside(self) -> None:
        """Whether another user of this PC has it open for the same restaurant, for as long as the
        engine runs. Practice on this PC's own sandbox is nobody's restaurant."""
        if self._autostart is None:
            return
        neighbours = Neighbours(self._data)
        try:
            while True:
                business = await self._ledger.write(_business)
                if business:
                    users = await asyncio.to_thread(neighbours.look, business)
                    if await self._ledger.write(happenings.beside, users) and users:
                        log.warning("Also open on this PC for the same restaurant: %d", len(users))
                await asyncio.sleep(NEIGHBOURS)
        finally:
            neighbours.leave()


_NEWS = ("branches", "settings")


def _business(txn: Txn) -> str:
    """Its number at Foodics; "" before it is known, and for one that is only practised on."""
    found = facts.get(txn.connection, facts.BusinessFact)
    if found is None:
        return ""
    host = urlsplit(found.url).hostname or ""
    practice = host in ("127.0.0.1", "localhost", "::1") and VARIABLE not in os.environ
    return "" if practice else found.reference


def _wanted(txn: Txn) -> bool:
    return txn.settings.keep_awake and _any_active(txn)


def _any_active(txn: Txn) -> bool:
    return any(branch.rule.active for branch in txn.context.by_key.values())


def _ended(txn: Txn, ended: Ended) -> None:
    began = min(ended.at + _offset(txn), txn.now)
    happenings.add(txn, Happening(ended.what, began, txn.now))


def _silent(txn: Txn, what: What, began: datetime, ended: datetime) -> None:
    """Nobody asks about it while nothing is to be sent."""
    if _any_active(txn):
        off = _offset(txn)
        happenings.add(txn, Happening(what, began + off, ended + off))


def _offset(txn: Txn) -> timedelta:
    """Foodics' clock minus this PC's: after a sleep the running clock knows it no better."""
    found = facts.get(txn.connection, facts.ClockFact)
    return timedelta(seconds=found.offset if found else 0.0)
