"""`stay`: started again after a crash, not after a good end, and not for ever."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.commands import staying
from app.pc.minder import MOST, SHORTEST_RUN, Minder
from tests.cli_kit import ROOT, Cli, until

#: Ends as its turn says: a line of the plan for each start.
_PLAN = """
import os, pathlib, sys
plan = pathlib.Path(sys.argv[1])
turn, *rest = plan.read_text().split()
plan.write_text(" ".join(rest))
if turn == "kill":
    os.kill(os.getpid(), 9)
sys.exit(int(turn))
"""


def program(plan: Path, *turns: str) -> list[str]:
    plan.write_text(" ".join(turns))
    return [sys.executable, "-c", _PLAN, str(plan)]


class Time:
    """Each run takes as long as the test says."""

    def __init__(self, run: float) -> None:
        self.run = run
        self.now = 0.0
        self.waits: list[float] = []

    def clock(self) -> float:
        self.now += self.run
        return self.now


@pytest.mark.skipif(sys.platform == "win32", reason="kills itself by a signal")
def test_it_is_started_again_until_it_ends_in_good_order(tmp_path: Path) -> None:
    time, befores = Time(2 * SHORTEST_RUN), list[int]()
    minder = Minder(
        program(tmp_path / "plan", "kill", "1", "0"),
        clock=time.clock,
        wait=time.waits.append,
        started=lambda _, before: befores.append(before),
    )
    assert minder.mind() == 0
    assert befores == [0, -signal.SIGKILL, 1]
    assert time.waits == [0.0, 0.0]


def test_what_ends_at_once_again_and_again_is_given_up(tmp_path: Path) -> None:
    time = Time(1.0)
    command = program(tmp_path / "plan", *["1"] * 9)
    assert Minder(command, clock=time.clock, wait=time.waits.append).mind() == 1
    assert len(time.waits) == MOST - 1
    assert time.waits == sorted(time.waits)
    assert time.waits[0] > 0


def test_a_wrong_command_line_is_not_tried_again(tmp_path: Path) -> None:
    assert Minder(program(tmp_path / "plan", "2"), wait=lambda _: None).mind() == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_signal_ends_both(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    inner = f"import pathlib, signal; pathlib.Path({str(ready)!r}).touch(); signal.pause()"
    outer = (
        "import sys; from app.pc.minder import Minder, listen; "
        f"m = Minder([sys.executable, '-c', {inner!r}]); listen(m); sys.exit(m.mind() != 0)"
    )
    process = subprocess.Popen([sys.executable, "-c", outer], cwd=ROOT)
    until(ready.exists, 60)
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    told = Minder(program(tmp_path / "plan", "1", "0"), wait=lambda _: None)
    told._wait = lambda _: told.pass_on(signal.SIGTERM, None)
    assert told.mind() == 0
    assert (tmp_path / "plan").read_text() == "0"


def test_the_command_starts_the_window_on_its_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given: list[Sequence[str]] = []

    class Once(Minder):
        def __init__(self, command: Sequence[str], **rest: object) -> None:
            given.append(command)
            super().__init__(
                program(tmp_path / "plan", "1", "kill" if os.name == "posix" else "1", "2"),
                wait=lambda _: None,
                **rest,  # type: ignore[arg-type]
            )

    monkeypatch.setattr(staying, "Minder", Once)
    monkeypatch.setattr(staying, "listen", lambda _: None)
    said = Cli(tmp_path, monkeypatch, capsys)("stay")
    assert said.code == 2
    assert said.err.count("is started again") == 2
    assert given[0][-2:] == ("--data-dir", str(tmp_path / "data"))
