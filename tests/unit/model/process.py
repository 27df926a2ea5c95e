"""The program as one process: the real ledger and the real loops of the engine, on a virtual clock.

It can die at any of its steps: before or after a commit, before or after a call reached a service.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.credentials import Credentials
from app.engine.blame import Blame
from app.engine.clock import ServerClock, Stopwatch
from app.engine.connections import Connections
from app.engine.dispatcher import IN_FLIGHT, Dispatcher
from app.engine.engine import _recover
from app.engine.poller import Poller
from app.engine.reconciler import Reconciler
from app.engine.tracker import Tracker
from app.engine.wishes import Wishes
from app.settings import Settings
from app.store.ledger import Ledger, Txn
from tests.keyrings import Died, Store
from tests.unit.model.services import Books, Till
from tests.unit.virtual_time import VirtualLoop

P = ParamSpec("P")
T = TypeVar("T")


class Fate:
    """Counts the steps of the process; it dies at the one that was chosen, and is dead then."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.dead = False

    def step(self) -> None:
        """One more step; raises Died if it was the last one."""
        if self.left is not None and not self.dead:
            self.left -= 1
            self.dead = self.left < 0
        if self.dead:
            raise Died


class _AtOnce(Executor):
    """The store thread, without a thread: virtual time has none."""

    def __init__(self, fate: Fate) -> None:
        self.fate = fate

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        try:
            self.fate.step()
            result = fn(*args, **kwargs)
            self.fate.step()
        except BaseException as error:  # noqa: BLE001 - handed on, as a thread does
            future.set_exception(error)
        else:
            future.set_result(result)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        return


class Process:
    """From its start to `end`; the file it works on outlives it."""

    def __init__(
        self, loop: VirtualLoop, path: Path, now: Callable[[], datetime], books: Books, till: Till,
        fate: Fate,
    ) -> None:  # fmt: skip
        self.loop = loop
        self.fate = fate
        self.clock = ServerClock(wall=lambda: now().timestamp(), monotonic=loop.time)
        self.ledger = Ledger(path, Settings(), now)
        self.ledger._executor.shutdown()
        self.ledger._executor = _AtOnce(fate)
        with self.ledger._engine.connect() as connection:
            # No power fails here, and ten thousand steps are many: what is committed is kept.
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
            connection.exec_driver_sql("BEGIN")
        self.tasks: list[asyncio.Task[None]] = []
        self._books, self._till = books, till
        loop.run_until_complete(self._begin())

    async def _begin(self) -> None:
        async def reachable(url: str) -> bool:
            return True

        time = self.loop.time
        blame = Blame(reachable, monotonic=time)
        keyring = Credentials("model", backend=Store(), timeout=2.0)
        self.connections = Connections(
            self.ledger, keyring, self.clock, blame=blame, monotonic=time
        )
        self.connections._use_foodics(self._till)
        self.connections._use_oto(self._books)
        gate = asyncio.Semaphore(IN_FLIGHT)
        watch = Stopwatch(wall=lambda: self.clock.now().timestamp(), monotonic=time)
        self.poller = Poller(self.ledger, self.connections, self.clock, stopwatch=watch)
        self.dispatcher = Dispatcher(
            self.ledger, self.connections, gate, lambda: self.poller.is_fresh,
            monotonic=time, jitter=lambda: 0.5,
        )  # fmt: skip
        tracker = Tracker(self.ledger, self.connections, gate)
        wishes = Wishes(self.ledger, self.connections, gate)
        reconciler = Reconciler(self.ledger, self.connections, self.poller, self.clock)
        for work in (
            self._send(), self.poller.awake(), self.poller.live(), self.poller.wide(),
            self.poller.by_id(), reconciler.run(), tracker.look(), tracker.back(), wishes.grant(),
        ):  # fmt: skip
            self._start(work)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(self.loop.create_task(work))

    async def _send(self) -> None:
        await self.poller.caught_up.wait()
        await self.ledger.write(_recover)
        await self.dispatcher.run()

    def write(
        self, function: Callable[Concatenate[Txn, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a person does: one transaction."""
        return self.ledger.write_now(function, *args, **kwargs)

    def end(self) -> None:
        """The process is gone, whatever it was doing: nothing of it writes or calls any more."""
        self.fate.dead = True
        self.loop.run_until_complete(self._cancel_all())
        self.ledger._engine.dispose()

    async def _cancel_all(self) -> None:
        own = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not own]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, *self.tasks, return_exceptions=True)

    def trouble(self) -> BaseException | None:
        """Why a loop of the engine ended, if one did: none may, while the process lives."""
        ended = [task for task in self.tasks if task.done() and not task.cancelled()]
        return next((task.exception() for task in ended), None)
