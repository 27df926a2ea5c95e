"""Every question of the program answered by a screen reader, in the real program: a minute or two."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accessibility import desk

NEEDED = ("dbus-run-session", "xvfb-run")


@pytest.mark.timeout(600)
def test_pickup_city_copies_gaps_and_quit_by_a_screen_reader() -> None:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or not Path(desk.BUS).exists():
        pytest.skip(f"not on this PC: {missing or desk.BUS}")
    told = subprocess.run(
        [
            *("dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            *(sys.executable, "-W", "ignore", "-m", "tests.accessibility.questions"),
        ],
        cwd=desk.ROOT,
        capture_output=True,
        text=True,
        timeout=590,
        check=False,
    )
    assert told.returncode == 0, f"{told.stdout}\n{told.stderr[-6000:]}"
    assert told.stdout.split()[-5:] == ["collects", "city", "copies", "after_a_pause", "quits"]
