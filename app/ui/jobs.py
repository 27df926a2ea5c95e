"""What a click starts: one task each, whose end is always told, and which dies with its owner."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from app.core.errors import AppError

log = logging.getLogger(__name__)


class Jobs:
    """The tasks of one widget, each under a name. A second click on the same name is refused while
    the first one is at work (asyncSlot would run both)."""

    def __init__(self, owner: QObject, failed: Callable[[AppError], None]) -> None:
        self._owner = owner
        self._failed = failed
        self._tasks: dict[str, asyncio.Task[None]] = {}
        owner.destroyed.connect(self.cancel)

    def busy(self, name: str) -> bool:
        """Whether a job of this name is at work."""
        return self._at_work(name) is not None

    def start(
        self,
        name: str,
        job: Callable[[], Coroutine[Any, Any, object]],
        *,
        done: Callable[[], None] | None = None,
        replace: bool = False,
    ) -> bool:
        """Starts `job()`; `done` is called when it ended, well or not. False if one is at work.

        `replace`: the newer one counts, such as a search while typing.
        """
        before = self._at_work(name)
        if before is not None:
            if not replace:
                return False
            before.cancel()
        task = asyncio.get_running_loop().create_task(self._run(job, done), name=name)
        self._tasks[name] = task
        task.add_done_callback(lambda ended: self._forget(name, ended))
        return True

    async def _run(
        self, job: Callable[[], Coroutine[Any, Any, object]], done: Callable[[], None] | None
    ) -> None:
        try:
            await job()
        except AppError as error:
            if shiboken6.isValid(self._owner):
                self._failed(error)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.exception("A job of the window failed unexpectedly")
            if shiboken6.isValid(self._owner):
                self._failed(AppError("our_fault", what=type(error).__name__))
        finally:
            if done is not None and shiboken6.isValid(self._owner):
                done()

    def _at_work(self, name: str) -> "asyncio.Task[None] | None":
        """A task that has ended is forgotten a turn of the loop later; it keeps nobody waiting."""
        task = self._tasks.get(name)
        return None if task is None or task.done() else task

    def _forget(self, name: str, task: "asyncio.Task[None]") -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]

    def cancel(self) -> None:
        """Ends all of them; silent."""
        for task in list(self._tasks.values()):
            task.cancel()
        self._tasks.clear()
