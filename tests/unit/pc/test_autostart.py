"""Starting at sign-in: what each system is given to read, and that what is written does start it."""

import plistlib
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.paths import DataDir
from app.pc import autostart_texts as texts
from app.pc import program
from app.pc.autostart import (
    Autostart,
    DesktopFile,
    LaunchAgent,
    RunKey,
    State,
    entry_name,
    of_system,
)
from app.pc.registry import WindowsRegistry

ODD = ("/opt/my programs/oto", "a\\b", 'say "hi"', "100%", "$HOME `x`", "", "نورة")


def read_back(exec_line: str) -> list[str]:
    """As a desktop reads `Exec`: the file's escapes, then its quotes, then its field codes."""
    unescaped, chars = "", iter(exec_line)
    for char in chars:
        unescaped += next(chars) if char == "\\" else char
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', unescaped)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in quoted]


def test_every_argument_comes_back_out_of_a_desktop_file() -> None:
    lines = texts.desktop(ODD).splitlines()
    assert lines[0] == "[Desktop Entry]"
    exec_line = next(line for line in lines if line.startswith("Exec=")).removeprefix("Exec=")
    assert read_back(exec_line) == list(ODD)
    assert "Type=Application" in lines


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Hidden=true", True),
        ("X-GNOME-Autostart-enabled=false", True),
        ("Hidden=false", False),
        ("X-GNOME-Autostart-enabled=true", False),
        ("no equals sign", False),
    ],
)
def test_a_desktop_file_may_be_switched_off_by_the_desktop(line: str, hidden: bool) -> None:
    assert texts.is_hidden(f"[Desktop Entry]\n{line}\n") is hidden


def test_macos_starts_it_at_sign_in_and_after_a_crash() -> None:
    found = plistlib.loads(texts.agent("net.x", ODD))
    assert found["ProgramArguments"] == list(ODD)
    assert (found["Label"], found["RunAtLoad"]) == ("net.x", True)
    assert found["KeepAlive"] == {"SuccessfulExit": False}


def test_windows_run_value_is_quoted_and_not_too_long() -> None:
    exe = r"C:\Users\Noura A\AppData\Local\Programs\OTO Companion\OTO Companion.exe"
    assert texts.run_value((exe, "stay")) == f'"{exe}" stay'
    with pytest.raises(ValueError, match="260"):
        texts.run_value((exe, "x" * 260))


@pytest.mark.parametrize(
    ("value", "off"),
    [(b"\x02" + bytes(11), False), (b"\x03" + bytes(11), True), (b"", False), (None, False)],
)
def test_task_manager_notes_in_the_first_byte(value: bytes | None, off: bool) -> None:
    assert texts.is_disapproved(value) is off


def test_how_the_program_is_started_again(tmp_path: Path) -> None:
    python = tmp_path / "python.exe"
    assert program.interpreter(str(python), frozen=False)[0] == str(python)
    quiet = tmp_path / "pythonw.exe"
    quiet.touch()
    assert program.interpreter(str(python), frozen=False) == (str(quiet), "-P", "-m", "app")
    # The console twin of the frozen program is not what a person wants to see in the morning.
    twin = tmp_path / "oto-companion.exe"
    assert program.interpreter(str(twin), frozen=True) == (str(twin),)
    windowed = tmp_path / "OTO Companion.exe"
    windowed.touch()
    assert program.interpreter(str(twin), frozen=True) == (str(windowed),)


def test_another_data_directory_has_an_entry_of_its_own(tmp_path: Path) -> None:
    usual, other = DataDir.default(), DataDir(tmp_path)
    assert program.command(usual)[-1] == "app"
    assert program.command(other, "stay")[-3:] == ("--data-dir", str(tmp_path), "stay")
    assert entry_name(usual) == "oto-companion"
    assert entry_name(other) != entry_name(DataDir(tmp_path / "x"))


class FakeRegistry:
    """A registry in memory."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}

    def get(self, key: str, name: str) -> object:
        return self.values.get((key, name))

    def put(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def drop(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)


def test_windows_a_person_who_switched_it_off_in_task_manager_is_obeyed(tmp_path: Path) -> None:
    registry = FakeRegistry()
    start = Autostart(DataDir.default(), RunKey(registry, "oto-companion"))
    assert start.state() is State.OFF
    start.set(True)
    assert start.state() is State.ON
    assert str(registry.get(RunKey.KEY, "OTO Companion")).endswith("stay")
    registry.values[RunKey.APPROVED, "OTO Companion"] = b"\x03" + bytes(11)
    assert start.state() is State.SWITCHED_OFF
    registry.values[RunKey.KEY, "OTO Companion"] = "old"
    start.refresh()
    assert registry.get(RunKey.KEY, "OTO Companion") == "old"
    start.set(True)
    assert start.state() is State.ON
    start.set(False)
    assert registry.values == {}


def test_linux_and_macos_write_a_file_and_take_it_away(tmp_path: Path) -> None:
    for entry in (DesktopFile(tmp_path / "a", "x"), LaunchAgent(tmp_path / "b", "x")):
        start = Autostart(DataDir(tmp_path), entry)
        assert start.state() is State.OFF
        start.set(False)
        start.set(True)
        assert start.state() is State.ON
        made = entry.path.stat().st_mtime_ns
        start.refresh()
        assert entry.path.stat().st_mtime_ns == made
        assert list(entry.path.parent.iterdir()) == [entry.path]
        start.set(False)
        assert start.state() is State.OFF
    hidden = DesktopFile(tmp_path / "a", "y")
    hidden.path.write_text("[Desktop Entry]\nHidden=true\n")
    start = Autostart(DataDir(tmp_path), hidden)
    start.refresh()
    assert start.state() is State.SWITCHED_OFF
    start.set(True)
    assert start.state() is State.ON


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    start = Autostart(DataDir(tmp_path), DesktopFile(tmp_path / "file", "x"))
    assert start.state() is State.OFF
    with pytest.raises(AppError, match="Not a directory") as caught:
        start.set(True)
    assert caught.value.code == "autostart_failed"


def test_each_system_has_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    linux, mac, windows = (of_system("x", name) for name in ("linux", "darwin", "win32"))
    assert isinstance(linux, DesktopFile)
    assert linux.path == tmp_path / "autostart" / "x.desktop"
    assert isinstance(mac, LaunchAgent)
    assert isinstance(windows, RunKey)
    if sys.platform != "win32":
        registry = WindowsRegistry()
        with pytest.raises(OSError, match="not Windows"):
            registry.get("k", "n")
        with pytest.raises(OSError, match="not Windows"):
            registry.put("k", "n", "v")
        with pytest.raises(OSError, match="not Windows"):
            registry.drop("k", "n")


def started_by(file: Path) -> Sequence[str]:
    exec_line = next(line for line in file.read_text().splitlines() if line.startswith("Exec="))
    return read_back(exec_line.removeprefix("Exec="))


@pytest.mark.skipif(sys.platform != "linux", reason="reads a desktop file")
def test_what_is_written_starts_this_program_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    start = Autostart(DataDir(tmp_path / "data"))
    start.set(True)
    (file,) = (tmp_path / "config" / "autostart").iterdir()
    command = started_by(file)
    assert command[-1] == "stay"
    # A folder `app` of somebody else where it is started must not be taken for the program.
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('wrong one')")
    said = subprocess.run(
        [*command[:-1], "status", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
