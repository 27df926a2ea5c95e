"""Ending in good order: SIGINT, SIGTERM, SIGHUP and the end of the time that was asked for."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType

from app.pc.signals import ends_by


@contextlib.contextmanager
def stopping(stop: asyncio.Event, seconds: float | None = None) -> Iterator[None]:
    """Sets `stop` on a signal, or after so many seconds. In a running loop of the main thread."""
    loop = asyncio.get_running_loop()
    numbers = ends_by()
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in numbers}
    for number in numbers:
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows' loops have none

            def handler(_number: int, _frame: FrameType | None) -> None:
                loop.call_soon_threadsafe(stop.set)

            signal.signal(number, handler)
    timer = loop.call_later(seconds, stop.set) if seconds is not None else None
    try:
        yield
    finally:
        if timer is not None:
            timer.cancel()
        for number in numbers:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)
            # The loop would leave the system's own: asked once more, the process died of it.
            signal.signal(number, before[number])


def leave_at_once(code: int) -> None:
    """Ends the process though a thread is stuck in writing to somebody who does not read."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.flush()
    os._exit(code)
