"""Keeping this PC awake: what each system is asked, and a real D-Bus that answers as desktops do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.pc.awake import Awake, Caffeinate, Windows, caffeinate, execution_state, of_system
from app.pc.inhibit import QUESTIONS, Inhibitor
from tests.cli_kit import ROOT, until


class Way:
    """A system that refuses as long as it is told to."""

    def __init__(self, refuses: int = 0) -> None:
        self.refuses = refuses
        self.asked: list[str] = []

    def hold(self) -> None:
        self.asked.append("hold")
        if self.refuses:
            self.refuses -= 1
            raise OSError("refused")

    def release(self) -> None:
        self.asked.append("release")


def test_it_is_asked_once_and_again_after_a_refusal(caplog: pytest.LogCaptureFixture) -> None:
    way = Way(refuses=2)
    awake = Awake(way)
    awake.keep(False)
    assert way.asked == []
    for held in (False, False, True, True):
        awake.keep(True)
        assert awake.held is held
    assert way.asked == ["hold"] * 3
    assert len(caplog.records) == 1
    awake.keep(False)
    assert (awake.held, way.asked[-1]) == (False, "release")


def test_windows_is_told_that_the_system_is_needed_and_not_the_screen() -> None:
    told: list[int] = []

    def set_state(state: int) -> int:
        told.append(state)
        return 1

    way = Windows(set_state)
    way.hold()
    way.release()
    assert told == [0x80000001, 0x80000000]
    assert execution_state(hold=True) & 0x00000002 == 0  # ES_DISPLAY_REQUIRED
    with pytest.raises(OSError, match="refused"):
        Windows(lambda _: 0).hold()


def test_macos_runs_its_own_program_for_as_long_as_this_one_lives() -> None:
    started: list[list[str]] = []

    def start(words: list[str]) -> "subprocess.Popen[bytes]":
        started.append(words)
        return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

    way = Caffeinate(start)
    way.release()
    way.hold()
    process = way._process
    assert process is not None
    assert process.poll() is None
    way.release()
    assert process.poll() is not None
    assert started == [caffeinate(os.getpid())]
    assert "-d" not in started[0]  # the screen may sleep


def test_each_system_has_its_way() -> None:
    found = [type(of_system(name)).__name__ for name in ("win32", "darwin", "linux")]
    assert found == ["Windows", "Caffeinate", "Inhibitor"]
    if sys.platform != "win32":
        with pytest.raises(OSError, match="not Windows"):
            of_system("win32").hold()


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus of our own, for both of its names."""
    if sys.platform != "linux" or shutil.which("dbus-daemon") is None:
        pytest.skip("no D-Bus")
    address = f"unix:path={tmp_path}/bus"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--address", address, "--nopidfile"]
    )
    try:
        until((tmp_path / "bus").exists)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
    finally:
        daemon.terminate()
        daemon.wait()


class Desk:
    """A process that answers `Inhibit`: as logind with a file, or as a desktop with a number."""

    def __init__(self, service: str, tmp_path: Path) -> None:
        self.said = tmp_path / "said"
        self.said.touch()
        words = [sys.executable, "-m", "tests.unit.pc.desk", service, str(self.said)]
        self._process = subprocess.Popen(words, cwd=ROOT)
        until(lambda: "ready" in self.said.read_text())

    def has_said(self, word: str) -> bool:
        return word in self.said.read_text()

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *exc: object) -> None:
        self._process.kill()
        self._process.wait()


@pytest.mark.parametrize("service", [question.service for question in QUESTIONS])
def test_whoever_answers_on_this_desktop_is_held_and_let_go(
    service: str, bus: str, tmp_path: Path
) -> None:
    with Desk(service, tmp_path) as desk:
        awake = Awake(Inhibitor())
        awake.keep(True)
        assert awake.held
        assert desk.has_said("OTO Companion" if "gnome" not in service else "oto-companion")
        assert not desk.has_said("released")
        awake.keep(False)
        until(lambda: desk.has_said("released"))


def test_nobody_answers(bus: str) -> None:
    with pytest.raises(OSError, match=r"org\.freedesktop\.login1"):
        Inhibitor().hold()


def test_a_desktop_that_refuses_is_no_hold(bus: str, tmp_path: Path) -> None:
    with Desk("refuses:org.gnome.SessionManager", tmp_path):
        awake = Awake(Inhibitor())
        awake.keep(True)
        assert not awake.held
