"""A monkey at the window while a screen reader reads all of it: three minutes each.

Of a failure its last presses are shown: they tell what ended the program.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accessibility import desk

SECONDS = 180
NEEDED = ("dbus-run-session", "xvfb-run")


@pytest.mark.timeout(SECONDS + 400)
@pytest.mark.parametrize(("seed", "language"), [(1, "en"), (2, "en"), (3, "en"), (4, "ar")])
def test_the_window_lives_complains_of_nothing_and_doubles_no_order(
    seed: int, language: str
) -> None:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or not Path(desk.BUS).exists():
        pytest.skip(f"not on this PC: {missing or desk.BUS}")
    told = subprocess.run(
        [
            *("dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            *(sys.executable, "-W", "ignore", "-m", "tests.accessibility.monkeys"),
            *(str(seed), str(SECONDS), language),
        ],
        cwd=desk.ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS + 360,
        check=False,
    )
    assert told.returncode == 0, f"{told.stdout[-3000:]}\n{told.stderr[-6000:]}"
    assert "press" in told.stdout
