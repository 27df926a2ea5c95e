"""How the last run ended is known at the next start; a crash leaves where it was, and nobody's name."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.happenings import What
from app.paths import DataDir
from app.pc import clocks
from app.pc.notes import EVERY, KEPT, Notes
from tests.cli_kit import ROOT

NOW = 1_763_900_000.0
LONG = 10_000_000.0


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path)
    made.prepare()
    return made


def notes(data: DataDir, now: float = NOW, up: float | None = LONG) -> Notes:
    return Notes(data, wall=lambda: now, uptime=lambda: up)


def running(data: DataDir) -> Path:
    return data.path / "running.json"


def test_a_good_end_leaves_nothing_behind(data: DataDir) -> None:
    life = notes(data)
    assert life.begin() is None
    assert json.loads(running(data).read_text())["pid"] == os.getpid()
    life.end()
    life.end()
    assert not running(data).exists()
    assert notes(data).begin() is None


def test_the_last_sign_of_life_is_when_it_ended(data: DataDir) -> None:
    clock = [NOW]
    life = Notes(data, wall=lambda: clock[0], uptime=lambda: LONG)
    life.begin()
    for _ in range(4):
        clock[0] += EVERY - 1
        life.beat()
    found = notes(data, NOW + 300).begin()
    assert found is not None
    assert (found.what, found.stacks) == (What.CRASHED, "")
    assert abs(found.at.timestamp() - (NOW + 4 * (EVERY - 1))) <= EVERY
    assert "ended unexpectedly" in str(found)


@pytest.mark.parametrize(
    ("up", "what"), [(100.0, What.PC_OFF), (3600.0, What.CRASHED), (None, What.CRASHED)]
)
def test_a_pc_that_was_switched_on_since_went_off_with_it(
    data: DataDir, up: float | None, what: What
) -> None:
    life = notes(data)
    life.begin()
    life.beat()
    found = notes(data, NOW + 1800, up).begin()
    assert found is not None
    assert found.what is what


def test_a_clock_that_was_set_back_is_no_riddle(data: DataDir) -> None:
    life = notes(data)
    life.begin()
    life.beat()
    found = notes(data, NOW - 500).begin()
    assert found is not None
    assert found.at == datetime.fromtimestamp(NOW - 500, UTC)


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    life = notes(DataDir(tmp_path / "not" / "there"))
    assert life.begin() is None
    life.beat()
    life.end()


_CRASH = """
import faulthandler, os, signal, sys
from app.paths import DataDir
from app.pc.notes import Notes

def where_it_was(customer):
    os.kill(os.getpid(), signal.SIGSEGV)

Notes(DataDir(sys.argv[1])).begin()
where_it_was("Noura 0501234567")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_crash_leaves_where_it_was_and_nothing_of_anybody(data: DataDir) -> None:
    home = Path.home().name
    script = data.path / "noura" / "folder" / "script.py"
    script.parent.mkdir(parents=True)
    script.write_text(_CRASH)
    done = subprocess.run(
        [sys.executable, str(script), str(data.path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGSEGV
    found = Notes(data).begin()
    assert found is not None
    assert found.what is What.CRASHED
    assert abs(found.at.timestamp() - time.time()) < 60
    text = (data.logs / found.stacks).read_text()
    assert "where_it_was" in text
    assert "folder/script.py" in text
    assert found.stacks in str(found)
    for word in ("Noura", "noura", "050", str(ROOT), f"/{home}/"):
        assert word not in text


def test_the_stacks_of_the_last_crashes_are_kept(data: DataDir) -> None:
    data.logs.mkdir()
    for n in range(KEPT + 2):
        notes(data, NOW + n).begin()
        os.utime(running(data), (NOW + n, NOW + n))
        (data.logs / "crash.txt").write_text(f"crash {n}")
        notes(data, NOW + n).begin()
    kept = sorted(data.logs.glob("crash-*.txt"))
    assert len(kept) == KEPT
    assert kept[-1].read_text() == f"crash {KEPT + 1}"


def test_the_clocks_of_this_system() -> None:
    up, slept = clocks.uptime(), clocks.slept()
    assert up is not None
    assert slept is not None
    assert 0 <= slept < up
    if sys.platform != "win32":
        with pytest.raises(OSError, match="not Windows"):
            clocks._windows()
