"""Ending in good order: SIGINT, SIGTERM, SIGHUP and the end of the time that was asked for."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Iterator

from app.pc.signals import listening


@contextlib.contextmanager
def stopping(stop: asyncio.Event, seconds: float | None = None) -> Iterator[None]:
    """Sets `stop` on a signal, or after so many seconds. In a running loop of the main thread."""
    loop = asyncio.get_running_loop()
    timer = loop.call_later(seconds, stop.set) if seconds is not None else None
    try:
        with listening(stop.set):
            yield
    finally:
        if timer is not None:
            timer.cancel()


def leave_at_once(code: int) -> None:
    """Ends the process though a thread is stuck in writing to somebody who does not read."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
    os._exit(code)
