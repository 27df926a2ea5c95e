"""`python -m tests.crash.child …` is `python -m app …` that notes each named point it passes, or
kills itself at one: SIGKILL, as a power cut would, nothing is closed or written any more.

Said by environment variables: `CRASH_TRACE` names a file that gets a line for each point;
`CRASH_AT` is "name#n", the n-th passing of that point; with `CRASH_QUICK` what is looked at by
the minute is looked at every half second.
"""

import os
import signal
import sys
import threading
from collections import Counter
from datetime import timedelta

from app import cli, net
from app.core import second_sender as rule
from app.engine import dispatcher, poller, second_sender, tracker
from app.store import ledger


class Points:
    """Counts the points; thread-safe, because commits are made on the store thread."""

    def __init__(self, trace: str | None, at: str | None) -> None:
        self._lock = threading.Lock()
        self._passed: Counter[str] = Counter()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._trace = os.open(trace, flags, 0o600) if trace else None
        name, _, number = (at or "").rpartition("#")
        self._at = (name, int(number)) if name else None

    def passed(self, name: str) -> None:
        """Notes it; does not return if this is the place to die."""
        with self._lock:
            self._passed[name] += 1
            if self._trace is not None:
                os.write(self._trace, f"{name}\n".encode())
            if (name, self._passed[name]) == self._at:
                os.kill(os.getpid(), signal.SIGKILL)

    async def passed_in_loop(self, name: str) -> None:
        """The same for the engine's loop."""
        self.passed(name)


def main() -> int:
    """The program with its hooks set."""
    points = Points(os.environ.get("CRASH_TRACE"), os.environ.get("CRASH_AT"))
    net.fault_hook = points.passed_in_loop
    ledger.commit_hook = points.passed
    if os.environ.get("CRASH_QUICK"):
        poller.ACTIVE = poller.WIDE_EVERY = tracker.EVERY = dispatcher.TICK = 0.5
        second_sender.EVERY, rule.OFTEN = 0.5, timedelta(seconds=2)
    return cli.main(ends_here=True)


if __name__ == "__main__":
    sys.exit(main())
