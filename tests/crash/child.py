"""`python -m tests.crash.child …` is `python -m app …` that notes each named point it passes, or
kills itself at one: SIGKILL, as a power cut would, nothing is closed or written any more.

Said by environment variables: `CRASH_TRACE` names a file that gets a line for each point, led by
the number of the process; `CRASH_AT` is "name#n", the n-th passing of that point in this process;
at the passing that `CRASH_TOLD_AT` names so it is told to end, by SIGTERM; with `CRASH_QUICK` what is
looked at by the minute is looked at every half second.

From the moment when it is told to end, or hears of it, each point has another name and is counted
anew.
"""

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from app import cli, net
from app.commands import stopping
from app.core import second_sender as rule
from app.engine import dispatcher, poller, second_sender, tracker
from app.pc.signals import listening
from app.store import ledger

#: What the name of a point ends with once the process was told to end.
TOLD = ", told to end"


class Points:
    """Counts the points; thread-safe, because commits are made on the store thread."""

    def __init__(self, trace: str | None, at: str | None, told_at: str | None) -> None:
        self._lock = threading.Lock()
        self._passed: Counter[str] = Counter()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._trace = os.open(trace, flags, 0o600) if trace else None
        self._at, self._told_at = _passing(at), _passing(told_at)
        self._told = ""

    def passed(self, name: str) -> None:
        """Notes it; does not return if this is the place to die."""
        with self._lock:
            name += self._told
            self._passed[name] += 1
            if self._trace is not None:
                os.write(self._trace, f"{os.getpid()} {name}\n".encode())
            if (name, self._passed[name]) == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
            if (name, self._passed[name]) == self._told_at:
                self._told = TOLD
                os.kill(os.getpid(), signal.SIGTERM)

    async def passed_in_loop(self, name: str) -> None:
        """The same for the engine's loop."""
        self.passed(name)

    def listening(self, leave: Callable[[], object]) -> AbstractContextManager[None]:
        """`signals.listening`, and from then on the points have their other names."""

        def heard() -> None:
            self._told = TOLD
            leave()

        return listening(heard)


def _passing(told: str | None) -> tuple[str, int] | None:
    name, _, number = (told or "").rpartition("#")
    return (name, int(number)) if name else None


def main() -> int:
    """The program with its hooks set."""
    said = os.environ.get
    points = Points(said("CRASH_TRACE"), said("CRASH_AT"), said("CRASH_TOLD_AT"))
    net.fault_hook = points.passed_in_loop
    ledger.commit_hook = points.passed
    stopping.listening = points.listening  # type: ignore[assignment, attr-defined]
    if os.environ.get("CRASH_QUICK"):
        poller.ACTIVE = poller.WIDE_EVERY = tracker.EVERY = dispatcher.TICK = 0.5
        second_sender.EVERY, rule.OFTEN = 0.5, timedelta(seconds=2)
    return cli.main(ends_here=True)


if __name__ == "__main__":
    sys.exit(main())
