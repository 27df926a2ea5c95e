"""The engine: polls, sends, tracks, reconciles. Stock asyncio, no Qt (design.md section 3)."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

from app.core.errors import AppError
from app.credentials import Credentials
from app.engine.alive import watch_poll
from app.engine.backups import Backups
from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.engine.control import Control
from app.engine.dispatcher import IN_FLIGHT, Dispatcher
from app.engine.gaps import Gaps
from app.engine.newer import Newer
from app.engine.poller import Poller
from app.engine.reconciler import Reconciler
from app.engine.second_sender import SecondSender
from app.engine.storage import Storage
from app.engine.tasks import keep
from app.engine.this_pc import ThisPc
from app.engine.tracker import Tracker
from app.engine.wishes import Wishes
from app.paths import DataDir
from app.settings import Settings
from app.store import claims, facts, setup
from app.store.ledger import Ledger, Txn

log = logging.getLogger(__name__)

#: Foodics' first answer is waited for so long before what is unknown is looked up, seconds.
FIRST_LOOK = 10.0


class Engine:
    """One ledger at work. `open` it, `run` it until `stop` is set, `close` it.

    Without `run` it is what the small commands use: ledger, connections and control alone.
    """

    def __init__(
        self,
        data: DataDir,
        settings: Settings,
        credentials: Credentials,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._data = data
        self.clock = ServerClock()
        self.ledger = Ledger(data.ledger, settings, self.clock.now, backups=data.backups)
        #: Whether what happens can be written down.
        self.storage = Storage(self.ledger)
        self.connections = Connections(self.ledger, credentials, self.clock, monotonic=monotonic)
        #: What the program is to this PC.
        self.pc = ThisPc(data, self.ledger)
        self.control = Control(data, self.ledger, self.connections, self.clock, self.pc)
        self.control.storage = self.storage
        #: Called when a part does not go on, and with None once it does.
        self.on_stuck: list[Callable[[AppError | None], None]] = []
        self.stop = asyncio.Event()
        self._monotonic = monotonic

    async def prepare(self) -> None:
        """Reads the remembered clock. To be called before anything else."""
        offset = await self.ledger.write(_remembered_offset)
        self.clock.remember(offset)

    async def run(self) -> None:
        """Works until `stop` is set; calls in flight then end within 10 s.

        Raises AppError naming the step that is missing if it is not set up.
        """
        await self.ledger.write(setup.require)
        await self.connections.load()
        if self.connections.foodics is None:
            raise AppError("step_foodics")
        if self.connections.oto is None:
            raise AppError("step_oto")
        gate = asyncio.Semaphore(IN_FLIGHT)
        poller = Poller(self.ledger, self.connections, self.clock, on_silence=self.pc.silent)
        reconciler = Reconciler(self.ledger, self.connections, poller, self.clock)
        backups = Backups(self._data, self.clock, self.storage)
        dispatcher = Dispatcher(
            self.ledger,
            self.connections,
            gate,
            lambda: poller.is_fresh and self.storage.can_record(),
            monotonic=self._monotonic,
        )
        tracker = Tracker(self.ledger, self.connections, gate)
        wishes = Wishes(self.ledger, self.connections, gate)
        gaps = Gaps(self.ledger, self.storage.can_record)
        second_sender = SecondSender(self.ledger, self.connections)
        newer = Newer(self.ledger)
        self.control.poll_soon = poller.poll_soon
        self.control.read_soon = poller.read_soon
        self.control.probe_soon = dispatcher.probe_soon
        self.connections.on_change.append(poller.poll_soon)
        loops = {
            "sleep watch": poller.awake,
            "keeping awake": self.pc.keep_awake,
            "neighbours": self.pc.look_beside,
            "disk watch": self.storage.watch,
            "back-ups": lambda: backups.run(poller.caught_up),
            "live poll": poller.live,
            "wide look": poller.wide,
            "reading by id": poller.by_id,
            "branch list": poller.branches,
            "reconciler": reconciler.run,
            "tracker": tracker.look,
            "wishes": wishes.grant,
            "account": tracker.account,
            "is OTO back": tracker.back,
            "gaps": lambda: gaps.watch(poller.caught_up),
            "second sender": second_sender.watch,
            "newer version": lambda: newer.run(poller.caught_up),
            "erasing": lambda: self.control.erasing.run(poller.caught_up),
        }
        sending = asyncio.create_task(self._send(poller, dispatcher), name="dispatcher")
        tasks = {
            name: asyncio.create_task(keep(name, run), name=name) for name, run in loops.items()
        }

        def poll_again() -> None:
            name = "live poll"
            tasks[name].cancel()
            tasks[name] = asyncio.create_task(keep(name, poller.live), name=name)

        watch = watch_poll(poller, lambda: tasks["live poll"], poll_again, self._is_stuck)
        tasks["poll watch"] = asyncio.create_task(watch, name="poll watch")
        started = time.monotonic()
        log.info("The engine runs")
        try:
            await self.stop.wait()
        finally:
            dispatcher.end()
            await sending
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
            await dispatcher.finish()
            self.connections.on_change.remove(poller.poll_soon)
            wishes.close()
            gaps.close()
            log.info("The engine stopped after %d s", time.monotonic() - started)

    def _is_stuck(self, error: AppError | None) -> None:
        for tell in self.on_stuck:
            tell(error)

    async def _send(self, poller: Poller, dispatcher: Dispatcher) -> None:
        """Nothing goes before the first look anyway; and until Foodics has answered, the clock is
        this PC's, which may be a day wrong: what is decided by the hour waits for it a little."""
        begins = [asyncio.create_task(event.wait()) for event in (poller.caught_up, self.stop)]
        await asyncio.wait(begins, timeout=FIRST_LOOK, return_when=asyncio.FIRST_COMPLETED)
        for begun in begins:
            begun.cancel()

        async def recover() -> None:
            await self.ledger.write(_recover)

        await keep("recovery", recover)
        await keep("dispatcher", dispatcher.run)

    async def close(self) -> None:
        """Closes clients and ledger."""
        await self.control.close()
        with contextlib.suppress(AppError):
            await self.connections.close()
        self.ledger.close()


def _remembered_offset(txn: Txn) -> float:
    found = facts.get(txn.connection, facts.ClockFact)
    return found.offset if found else 0.0


def _recover(txn: Txn) -> int:
    return claims.recover(txn.connection, txn.journal, txn.now)
