"""Starting at sign-in: one entry per user and data directory, where the system looks for it."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from app.core.errors import AppError
from app.paths import NAME, DataDir
from app.pc import autostart_texts as texts
from app.pc.program import command


class State(StrEnum):
    """What happens at sign-in."""

    ON = "on"
    OFF = "off"
    #: There is an entry, and a person switched it off with the system's own tools.
    SWITCHED_OFF = "switched_off"


class Entry(Protocol):
    """Where one system keeps it. `write` and `remove` raise OSError or ValueError."""

    def state(self) -> State:
        """What is there."""

    def write(self, command: Sequence[str]) -> None:
        """Puts it there, or brings it up to date."""

    def remove(self) -> None:
        """Takes it away; nothing happens if it is not there."""


class Registry(Protocol):
    """Values of HKEY_CURRENT_USER by key and name."""

    def get(self, key: str, name: str) -> object:
        """None if it is not there."""

    def put(self, key: str, name: str, value: str) -> None:
        """A text."""

    def drop(self, key: str, name: str) -> None:
        """Nothing happens if it is not there."""


class Autostart:
    """The entry of one data directory. What it starts is started again after a crash."""

    def __init__(self, data: DataDir, entry: Entry | None = None) -> None:
        self._command = command(data) if sys.platform == "darwin" else command(data, "stay")
        self._entry = entry or of_system(entry_name(data))

    def state(self) -> State:
        """What happens at the next sign-in."""
        try:
            return self._entry.state()
        except OSError:
            return State.OFF

    def set(self, on: bool) -> None:
        """Switches it on, also where a person switched it off in the system, or off.

        AppError `autostart_failed`; what was there stays.
        """
        try:
            if on:
                if self._entry.state() is State.SWITCHED_OFF:
                    self._entry.remove()
                self._entry.write(self._command)
            else:
                self._entry.remove()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise AppError("autostart_failed", why=why) from error

    def refresh(self) -> None:
        """The program may lie elsewhere by now. What a person switched off in the system stays off.

        AppError `autostart_failed`.
        """
        if self.state() is not State.SWITCHED_OFF:
            self.set(True)


def entry_name(data: DataDir) -> str:
    """What the entry is called: one for the usual data directory, another for each other one."""
    if data == DataDir.default():
        return NAME
    return f"{NAME}-{hashlib.sha256(str(data.path).encode()).hexdigest()[:8]}"


def of_system(name: str, system: str = sys.platform) -> Entry:
    """Where this system keeps it."""
    if system == "win32":
        from app.pc.registry import WindowsRegistry  # noqa: PLC0415 - no other system has it

        return RunKey(WindowsRegistry(), name)
    if system == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", name)
    folder = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return DesktopFile(Path(folder) / "autostart", name)


class DesktopFile:
    """Linux: a desktop file in the user's autostart folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.desktop"

    def state(self) -> State:
        """A desktop's own tools hide the file, or take it away."""
        try:
            text = self.path.read_text("utf-8", "replace")
        except FileNotFoundError:
            return State.OFF
        return State.SWITCHED_OFF if texts.is_hidden(text) else State.ON

    def write(self, command: Sequence[str]) -> None:
        """Replaces the file as a whole."""
        _replace(self.path, texts.desktop(command).encode())

    def remove(self) -> None:
        """Takes the file away."""
        self.path.unlink(missing_ok=True)


class LaunchAgent:
    """macOS: read at the next sign-in. It is not loaded now: that would start it a second time."""

    def __init__(self, folder: Path, name: str) -> None:
        self._label = f"net.{name}.window"
        self.path = folder / f"{self._label}.plist"

    def state(self) -> State:
        """Whether a person switched it off in the system settings cannot be read."""
        return State.ON if self.path.exists() else State.OFF

    def write(self, command: Sequence[str]) -> None:
        """Replaces the file as a whole."""
        _replace(self.path, texts.agent(self._label, command))

    def remove(self) -> None:
        """Takes the file away; what runs goes on running."""
        self.path.unlink(missing_ok=True)


class RunKey:
    """Windows: a value of the user's `Run` key, and what Task Manager noted about it."""

    KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
    APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

    def __init__(self, registry: Registry, name: str) -> None:
        self._registry = registry
        # What Task Manager and Settings show to a person.
        self._name = name.replace(NAME, "OTO Companion", 1)

    def state(self) -> State:
        """Task Manager leaves the value and notes that it is off."""
        if self._registry.get(self.KEY, self._name) is None:
            return State.OFF
        noted = self._registry.get(self.APPROVED, self._name)
        off = texts.is_disapproved(noted if isinstance(noted, bytes) else None)
        return State.SWITCHED_OFF if off else State.ON

    def write(self, command: Sequence[str]) -> None:
        """The value."""
        self._registry.put(self.KEY, self._name, texts.run_value(command))

    def remove(self) -> None:
        """Value and note."""
        for key in (self.KEY, self.APPROVED):
            self._registry.drop(key, self._name)


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(file.name).unlink(missing_ok=True)
            raise
