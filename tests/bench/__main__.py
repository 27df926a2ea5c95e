"""All figures of speed, each beside its baseline in the same run.

    python -m tests.bench [--only NAME …]

NAME is pace, drain, changes, idle, start or window. On an otherwise idle PC of two cores all of
them take seven minutes; a PC with other work shows other figures.
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from tests.bench import changes, drain, pace, resting, table, window
from tests.bench.table import Figure

ALL: Mapping[str, Callable[[], Sequence[Figure]]] = {
    "start": resting.start,
    "idle": resting.idle,
    "changes": changes.figures,
    "drain": drain.measure,
    "pace": pace.measure,
    "window": window.figures,
}


def main() -> int:
    """Prints the table; exit 1 if a figure is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", nargs="+", choices=ALL, default=list(ALL), metavar="NAME")
    chosen = parser.parse_args().only
    print(table.machine(), flush=True)
    began = time.monotonic()
    figures: list[Figure] = []
    table.head()
    for name in chosen:
        found = ALL[name]()
        table.show(found)
        figures += found
    missed = sum(one.missed for one in figures)
    print(f"{time.monotonic() - began:.0f} s, {missed} missed", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
