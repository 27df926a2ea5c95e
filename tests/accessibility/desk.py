"""A desktop with a window of the program on it, a screen reader and the sandbox.

To be run inside `dbus-run-session -- xvfb-run -a`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
BUS = "/usr/libexec/at-spi-bus-launcher"
NAME = "oto-companion"
Told = dict[str, Any]


class Desk:
    """What a blind manager can do with the program."""

    def __init__(
        self, data: Path, environment: dict[str, str], program: Sequence[str] = ()
    ) -> None:
        self._environment = environment
        self._bus = subprocess.Popen([BUS, "--launch-immediately"], env=environment)
        program = program or (sys.executable, "-X", "faulthandler", "-m", "app")
        command = [*program, "--data-dir", str(data)]
        self._command = command
        self.window = subprocess.Popen(command, cwd=ROOT, env=environment)
        self._reader = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER), NAME],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, do: str, name: str | None = None, role: str | None = None, **more: str) -> Any:
        """One question to the screen reader."""
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        question = {"do": do, "name": name, "role": role, **more}
        self._reader.stdin.write(json.dumps(question) + "\n")
        self._reader.stdin.flush()
        return json.loads(self._reader.stdout.readline())

    def until(self, found: Callable[[], Any], what: str, seconds: float = 30.0) -> Any:
        """Waits for a condition; fails with what is on screen."""
        over = time.monotonic() + seconds
        while time.monotonic() < over:
            told = found()
            if told and not (isinstance(told, dict) and "error" in told):
                return told
            assert self.window.poll() is None, f"the window ended with {self.window.returncode}"
            time.sleep(0.1)
        raise AssertionError(f"never: {what}\non screen: {self.names()}")

    def sees(self, name: str, role: str | None = None, seconds: float = 30.0) -> Told:
        """Waits until something of exactly this name shows."""
        told: Told = self.until(lambda: self.ask("find", name, role), f"{role} {name!r}", seconds)
        return told

    def reads(self, *words: str, seconds: float = 30.0) -> str:
        """Waits until one thing on screen says all these words."""

        def found() -> str:
            texts = [name for name in self.names() if all(word in name for word in words)]
            return texts[0] if texts else ""

        text: str = self.until(found, f"a text with {words}", seconds)
        return text

    def press(self, name: str, role: str | None = None) -> None:
        """Presses a button or check box once it shows and can be pressed."""
        self.until(
            lambda: (self.ask("find", name, role) or {}).get("enabled"), f"{name!r} can be pressed"
        )
        self.until(lambda: self.ask("press", name, role), f"{name!r} was pressed")

    def type(self, name: str, text: str) -> None:
        """Fills a field."""
        self.until(lambda: self.ask("type", name, None, text=text), f"typed into {name!r}")

    def keys(self, *keys: int) -> None:
        """Presses these together (X's numbers), in the window, brought to the front before."""
        subprocess.run(self._command, cwd=ROOT, env=self._environment, check=True, timeout=60)
        self.until(lambda: self.ask("keys", text=" ".join(map(str, keys))), f"{keys} pressed")

    def all(self, role: str | None = None) -> list[Told]:
        """Everything that shows."""
        told = self.ask("all", None, role)
        return told if isinstance(told, list) else []

    def names(self) -> list[str]:
        """All names on screen."""
        return [one["name"] for one in self.all() if one["name"]]

    def close(self) -> None:
        """Ends everything."""
        for process in (self.window, self._reader, self._bus):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A fresh installation with its own keyring file."""
    environment = {
        **os.environ,
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHON_KEYRING_BACKEND": "tests.keyrings_file.FileKeyring",
        "TEST_KEYRING": str(folder / "keyring.json"),
        "LANG": "C.UTF-8",
    }
    made = Desk(folder / "data", environment)
    try:
        yield made
    finally:
        made.close()
