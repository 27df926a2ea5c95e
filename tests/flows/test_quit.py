"""`quit` ends what runs in good order, whatever it is."""

import sys
from pathlib import Path

import pytest

from tests.cli_kit import Cli, Process, until


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path, monkeypatch, capsys)


def _ends(run: Cli, process: Process) -> None:
    until((run.data / "control.json").exists, 60)
    said = run("quit")
    assert (said.code, said.out, said.err) == (0, "Ended.\n", "")
    # The lock was free: nothing of it holds the data directory any more.
    assert process.end().code == 0
    assert not (run.data / "control.json").exists()


def test_nothing_runs(run: Cli) -> None:
    assert run("quit").out == "Not running.\n"
    assert not run.data.exists()
    run("branches", "activate", "B01")  # makes the directory and its lock
    assert run("quit").out == "Not running.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no offscreen platform there")
def test_the_window_ends(run: Cli) -> None:
    pytest.importorskip(
        "PySide6.QtWidgets", reason="Qt's libraries are missing", exc_type=ImportError
    )
    with run.process(extra={"QT_QPA_PLATFORM": "offscreen"}) as process:
        _ends(run, process)


def test_the_engine_without_a_window_ends(run: Cli) -> None:
    from app.sandbox.server import Sandbox

    box = Sandbox(seed=5)
    box.start()
    try:
        assert box.address is not None
        run.set_up(box.address, "B01")
        with run.process("run") as process:
            _ends(run, process)
    finally:
        box.stop()
