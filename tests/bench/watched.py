"""The program itself in a process that says what it has used so far.

    python -m tests.bench.watched --data-dir DIR run --json

Each line of its input is answered by one line on stderr: seconds of CPU of all its threads, and
megabytes of memory. A thread that waits for input costs nothing.
"""

import os
import resource
import sys
import threading
import time
from typing import NamedTuple


class Used(NamedTuple):
    """What a process has used since it began, and the memory it holds now."""

    seconds: float
    megabytes: float


def used() -> Used:
    """Of this process, all threads."""
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123 - pathlib would be imported for it
            held = int(file.read().split()[1]) * resource.getpagesize()
    except OSError:  # not Linux: the most it ever held
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Used(time.process_time(), held / 1e6)


def answer() -> None:
    """Answers until the input ends, in a thread."""

    def each() -> None:
        for _ in sys.stdin:
            os.write(2, "{:.6f} {:.2f}\n".format(*used()).encode())

    threading.Thread(target=each, daemon=True).start()


def _sleep_at_commits(seconds: float) -> None:
    """For `slow_disk` where nothing can be compiled."""
    from app.store import ledger

    def sleep(name: str) -> None:
        if name.endswith(":before-commit"):
            time.sleep(seconds)

    ledger.commit_hook = sleep


if __name__ == "__main__":
    answer()
    if "BENCH_COMMIT_SLEEPS" in os.environ:
        _sleep_at_commits(float(os.environ["BENCH_COMMIT_SLEEPS"]))
    from app.cli import main

    sys.exit(main())
