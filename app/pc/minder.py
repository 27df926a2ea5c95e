"""`stay`: the window in a process of its own, started again if it crashes.

The same on every system, and it needs no service of the system; on macOS launchd does it.
"""

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from types import FrameType

from app.pc.signals import ends_by

#: A run that ended sooner was none, seconds.
SHORTEST_RUN = 60.0
#: After so many such runs one behind the other it is given up: a person has to look.
MOST = 4
_PAUSES = (1.0, 5.0, 20.0)
#: Of a wrong command line, which stays wrong.
_USAGE = 2


class Minder:
    """`mind` starts the program until it ends in good order, or again and again too soon."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
        started: Callable[[int, int], None] = lambda _pid, _before: None,
    ) -> None:
        self._command = list(command)
        self._clock, self._wait, self._started = clock, wait, started
        self._process: subprocess.Popen[bytes] | None = None
        self._told_to_end = False

    def mind(self) -> int:
        """Returns the exit code of the last run."""
        short, before = 0, 0
        while True:
            began = self._clock()
            self._process = subprocess.Popen(self._command)
            self._started(self._process.pid, before)
            before = code = self._process.wait()
            if code in (0, _USAGE) or self._told_to_end:
                return code
            short = short + 1 if self._clock() - began < SHORTEST_RUN else 0
            if short >= MOST:
                return code
            self._wait(_PAUSES[min(short, len(_PAUSES)) - 1] if short else 0.0)
            if self._told_to_end:
                return 0

    def pass_on(self, number: int, _frame: FrameType | None) -> None:
        """A signal to this process is meant for the program."""
        self._told_to_end = True
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)


def listen(minder: Minder) -> None:
    """The signals that end the program end both."""
    for number in ends_by():
        signal.signal(number, minder.pass_on)
