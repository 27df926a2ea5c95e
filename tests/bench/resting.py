"""What `run` costs while nothing happens, and how soon it first asks Foodics."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import ground
from tests.bench.table import Figure
from tests.bench.watched import Used

#: Finished orders in the ledger.
KEPT = 200_000
_TIMES = 20
#: Polls that are waited for before and while it is watched.
SETTLED, WATCHED = 3, 9
STARTS = 5
_NET = 120.0


def idle() -> list[Figure]:
    """CPU and memory while `run` polls every 5 s, beside a bare loop that does the same."""
    with tempfile.TemporaryDirectory() as made, ground.service() as url:
        folder = Path(made)
        ground.set_up(folder, url, KEPT, _TIMES)
        with ground.program(folder) as program:
            cpu, used = _watch(url, program.used)
        with ground.Watched(["-m", "tests.bench.bare", "poll", url], folder) as bare:
            bare_cpu, bare_used = _watch(url, bare.used)
    return [
        Figure(
            f"run idle, {KEPT:,} orders kept: CPU", cpu, 0.2, "%", f"bare poll {bare_cpu:.3f} %"
        ),
        Figure(
            "run idle: memory", used.megabytes, 90, "MB", f"bare poll {bare_used.megabytes:.0f} MB"
        ),
    ]


def _watch(url: str, used: Callable[[], Used]) -> tuple[float, Used]:
    """Percent of a core from one poll to another, and what is used then."""
    ground.clear(url)
    _until(url, SETTLED)
    before, began = used(), time.monotonic()
    _until(url, SETTLED + WATCHED)
    after = used()
    return 100 * (after.seconds - before.seconds) / (time.monotonic() - began), after


def start() -> list[Figure]:
    """Seconds from starting `run` to its first question, beside the least that could ask one."""
    least = [sys.executable, "-m", "tests.bench.bare", "poll"]
    with tempfile.TemporaryDirectory() as made, ground.service() as url:
        folder = Path(made)
        ground.set_up(folder, url)
        run = [sys.executable, "-m", "app", "--data-dir", str(folder / "data"), "run"]
        program, bare = [], []
        for _ in range(STARTS):
            program.append(_started(run, folder, url))
            bare.append(_started([*least, url], folder, url))
    return [
        Figure("start of run to first poll", min(program), 0.8, "s", f"bare poll {min(bare):.2f} s")
    ]


def _started(command: list[str], folder: Path, url: str) -> float:
    ground.clear(url)
    began = time.time()
    environment, quiet = ground.environment(folder), subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ground.ROOT, env=environment, stdin=quiet, stdout=quiet
    ) as process:
        _until(url, 1)
        process.terminate()
    return float(ground.book(url)["polls"][0]) - began


def _until(url: str, polls: int) -> None:
    over = time.monotonic() + _NET
    while len(ground.book(url)["polls"]) < polls:
        if time.monotonic() > over:
            raise RuntimeError(f"{polls} polls did not come within {_NET:g} s")
        time.sleep(0.1)
