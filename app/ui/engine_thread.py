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

if TYPE_CHECKING:
    # The engine takes 0.3 s to import: in its own thread.
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
        practice: bool = False,
        ended: "Ended | None" = None,
    ) -> None:
        self._data = data
        self._practice, self._ended_before = practice, ended
        self._credentials = credentials
        self._instance = instance
        self._tell, self._trouble, self._raised, self._opened = told, trouble, raised, opened
        self._thread = threading.Thread(target=self._main, name="engine", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._engine: Engine | None = None
        self._failed: AppError | None = None
        self._ended = False
        self._changed: asyncio.Event | None = None

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
        self._ended = True
        if self._loop is not None and self._loop.is_running():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop)
        await asyncio.to_thread(self._thread.join)

    def _stop(self) -> None:
        if self._engine is not None:
            self._engine.stop.set()
        if self._changed is not None:
            self._changed.set()

    def _main(self) -> None:
        try:
            asyncio.run(self._work())
        except Exception as error:
            log.exception("The engine's thread failed")
            self._trouble(AppError("our_fault", what=type(error).__name__))
        finally:
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
            await engine.close()

    async def _at_home(self, engine: "Engine") -> None:
        """What this PC has to know of the program, and the ledger of how it ended before."""
        if self._practice:
            engine.pc.leave_alone()
            return
        try:
            await engine.pc.found(self._ended_before)
            self._ended_before = None
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
