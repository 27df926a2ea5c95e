"""The engine on a stock asyncio loop in a thread of its own, for as long as the window lives.

It is opened at once and runs as soon as everything is set up; what keeps it from running is told,
and tried again by itself.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app import settings
from app.core.errors import AppError, Kind
from app.core.events import Event, Notice
from app.paths import DataDir
from app.pc.watchdog import Watchdog

if TYPE_CHECKING:
    # The engine takes 0.3 s to import: in its own thread.
    from app.engine.alive import Alive
    from app.engine.engine import Engine
    from app.engine.instance import Instance
    from app.engine.keyring import Credentials
    from app.pc.notes import Ended

log = logging.getLogger(__name__)

#: What keeps the engine from running is tried again after so many seconds at the latest.
AGAIN = 15.0


class EngineThread:
    """`told`, `trouble`, `raised` and `opened` are called from other threads than the window's."""

    def __init__(
        self,
        data: DataDir,
        *,
        credentials: "Credentials | None",
        instance: "Instance | None",
        told: Callable[[Sequence[Event | Notice]], None],
        trouble: Callable[[AppError | None], None],
        raised: Callable[[], None],
        opened: Callable[[], None],
        stuck: Callable[[AppError | None], None] = lambda _: None,
        practice: bool = False,
        ended: "Ended | None" = None,
        watchdog: Watchdog | None = None,
    ) -> None:
        self._data = data
        self._practice, self._ended_before = practice, ended
        self._stuck, self._watchdog = stuck, watchdog
        self._credentials = credentials
        self._instance = instance
        self._tell, self._trouble, self._raised, self._opened = told, trouble, raised, opened
        self._thread = threading.Thread(target=self._main, name="engine", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._engine: Engine | None = None
        self._failed: AppError | None = None
        self._ended = False
        self._over = threading.Event()
        self._changed: asyncio.Event | None = None
        self._alive: Alive | None = None

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    async def do(self, verb: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Carries out a verb. Called from the window's loop."""
        if not self._ready.is_set():
            await asyncio.to_thread(self._ready.wait)
        if self._engine is None or self._loop is None or not self._loop.is_running():
            raise self._failed or AppError("our_fault", what="the engine has ended")
        job = asyncio.run_coroutine_threadsafe(self._engine.control.do(verb, arguments), self._loop)
        return await asyncio.wrap_future(job)

    async def end(self) -> None:
        """Ends it; calls in flight end within 10 s. Called from the window's loop."""
        self._ask_to_end()
        if self._thread.ident is not None:
            await asyncio.to_thread(self._thread.join)

    def end_now(self, seconds: float) -> bool:
        """The same for a caller that blocks; False if it has not ended within so many seconds."""
        self._ask_to_end()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _ask_to_end(self) -> None:
        self._ended = True
        self._over.set()
        if self._loop is not None and self._loop.is_running():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        if self._engine is not None:
            self._engine.stop.set()
        if self._changed is not None:
            self._changed.set()

    def _main(self) -> None:
        while not self._ended:
            try:
                asyncio.run(self._work())
            except Exception as error:
                log.exception("The engine failed and is started again")
                self._failed = AppError("our_fault", what=type(error).__name__)
                self._trouble(self._failed)
                self._ready.set()
                self._over.wait(AGAIN)
        self._ready.set()

    async def _work(self) -> None:
        from app.engine.engine import Engine
        from app.engine.tasks import wait

        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        chosen, _ = settings.load(self._data.settings)
        while not self._ended:
            try:
                engine = Engine(self._data, chosen, self._kept())
            except AppError as error:
                # A ledger that cannot be opened: the person is told, and may mend it meanwhile.
                self._failed = error
                self._trouble(error)
                self._ready.set()
                await wait(self._changed, AGAIN)
                self._ready.clear()
                continue
            break
        else:
            return
        self._engine = engine
        loop = self._loop
        engine.ledger.listen(self._tell)
        engine.ledger.listen(lambda told: self._look_again(loop, told))
        engine.control.show = self._raised
        engine.storage.on_change.append(self._trouble)
        engine.on_stuck.append(self._stuck)
        beating = self._beat(engine)
        try:
            await engine.prepare()
            await self._at_home(engine)
            if self._instance is not None:
                await self._instance.listen(engine.control)
            self._failed = None
            self._trouble(None)
            self._ready.set()
            self._opened()
            await self._run(engine)
        finally:
            if self._instance is not None:
                self._instance.hush()
            if beating is not None:
                beating.cancel()
            await engine.close()

    def _beat(self, engine: "Engine") -> "asyncio.Task[None] | None":
        """Signs of life for the watchdog."""
        if self._watchdog is None:
            return None
        from app.engine.alive import Alive

        self._alive = self._alive or Alive(self._watchdog)
        return asyncio.create_task(self._alive.beat(engine.ledger), name="signs of life")

    async def _at_home(self, engine: "Engine") -> None:
        """What this PC has to know of the program, and the ledger of how it ended before."""
        if self._practice:
            engine.pc.leave_alone()
            return
        ended, self._ended_before = self._ended_before, None
        await engine.pc.found(ended)
        try:
            await engine.pc.refresh()
        except AppError as error:
            log.warning("This PC: %s", error)

    def _look_again(self, loop: asyncio.AbstractEventLoop, told: Sequence[Event | Notice]) -> None:
        """On the store thread: what was missing may have come."""
        if self._changed is not None and any(isinstance(each, Notice) for each in told):
            loop.call_soon_threadsafe(self._changed.set)

    def _kept(self) -> "Credentials":
        if self._credentials is not None:
            return self._credentials
        from app.engine.keyring import for_window

        return for_window(self._data)

    async def _run(self, engine: "Engine") -> None:
        """Runs the engine as soon as it can be run, again and again until the end."""
        from app.engine.tasks import wait

        assert self._changed is not None
        while not self._ended:
            self._changed.clear()
            try:
                await engine.run()
            except AppError as error:
                missing = error.kind is Kind.SETUP
                self._trouble(None if missing else error)
                await wait(self._changed, None if missing else AGAIN)
            else:
                self._trouble(None)
