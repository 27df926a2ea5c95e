"""The whole way of a manager who cannot see the screen, in the real program on a virtual display."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accessibility import desk

NEEDED = ("dbus-run-session", "xvfb-run")


@pytest.mark.timeout(400)
def test_set_up_activate_sent_refused_mended_sent_by_a_screen_reader() -> None:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or not Path(desk.BUS).exists():
        pytest.skip(f"not on this PC: {missing or desk.BUS}")
    told = subprocess.run(
        [
            *("dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1280x800x24"),
            *(sys.executable, "-W", "ignore", "-m", "tests.accessibility.story"),
        ],
        cwd=desk.ROOT,
        capture_output=True,
        text=True,
        timeout=390,
        check=False,
    )
    assert told.returncode == 0, f"{told.stdout}\n{told.stderr[-6000:]}"
    assert "mended and sent" in told.stdout
    assert "turned dark" in told.stdout
