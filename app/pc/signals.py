"""The signals that mean: end in good order."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from types import FrameType

#: Ctrl-C; the end of a session or of the PC; the terminal was closed; and what Windows sends then.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def ends_by() -> list[signal.Signals]:
    """Those this system has. One that is ignored stays so: `nohup` asked for it."""
    known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return [
        number
        for number in known
        if number is signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN
    ]


@contextlib.contextmanager
def listening(leave: Callable[[], object]) -> Iterator[None]:
    """Calls `leave` in the running loop of the main thread when one of them comes.

    Not by the loop's own handlers: when a loop takes these away it leaves the system's for a moment,
    and who is told to end once more in that moment dies.
    """
    loop = asyncio.get_running_loop()

    def heard(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(leave)

    with _waking(loop):
        before = {number: signal.signal(number, heard) for number in ends_by()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def _waking(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Python sees a signal only when it runs some code, so a pipe wakes the loop where it can."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    try:
        loop.add_reader(reads, os.read, reads, 64)
    except NotImplementedError:  # Windows
        yield
    else:
        old = signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(old)
            loop.remove_reader(reads)
    finally:
        os.close(reads)
        os.close(writes)
