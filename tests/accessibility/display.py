"""Runs one of these modules on a virtual display, with a bus of its own for the screen reader."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accessibility import desk

_NEEDED = ("dbus-run-session", "xvfb-run")


def played(module: str, *words: str, seconds: float) -> str:
    """What `tests.accessibility.MODULE` said; fails with its last words if it did. Skips the test
    where the PC has no such display or bus."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing or not Path(desk.BUS).exists():
        pytest.skip(f"not on this PC: {missing or desk.BUS}")
    told = subprocess.run(
        [
            *("dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            *(sys.executable, "-W", "ignore", "-m", f"tests.accessibility.{module}", *words),
        ],
        cwd=desk.ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert told.returncode == 0, f"{told.stdout[-3000:]}\n{told.stderr[-6000:]}"
    return told.stdout
