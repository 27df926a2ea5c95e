"""A figure beside the mark it is to reach and the baseline that was measured with it."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One row. `value` has to be at most `wanted`, or at least with `least`; None: printed for
    comparison only."""

    name: str
    value: float
    wanted: float | None
    unit: str
    baseline: str
    least: bool = False

    @property
    def missed(self) -> bool:
        """True if the mark is not reached."""
        if self.wanted is None:
            return False
        return self.value < self.wanted if self.least else self.value > self.wanted


def machine() -> str:
    """What the figures depend on."""
    import httpx
    import sqlalchemy

    parts = (
        f"{os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"SQLAlchemy {sqlalchemy.__version__}",
        f"httpx {httpx.__version__}",
        f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
    )
    return ", ".join(filter(None, parts))


def head() -> None:
    """Prints what the columns are."""
    print(f"{'figure':<62} {'to reach':>10} {'measured':>12}  baseline")


def show(figures: Sequence[Figure]) -> None:
    """Prints rows of the table."""
    for one in figures:
        goal = "" if one.wanted is None else f"{'≥' if one.least else '≤'} {one.wanted:g}"
        value = f"{one.value:.4g} {one.unit}".strip()
        mark = "  MISSED" if one.missed else ""
        print(f"{one.name:<62} {goal:>10} {value:>12}  {one.baseline}{mark}", flush=True)
