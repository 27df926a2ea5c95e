"""Helpers for tests of the command line: commands in this process, and in processes of their own."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.sandbox.server import SandboxAddress

ROOT = Path(__file__).parents[1]
BACKEND = "tests.keyrings_file.FileKeyring"
Row = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Row]:
        """The JSON lines of stdout."""
        return [json.loads(line) for line in self.out.splitlines()]

    def refused(self, *words: str) -> bool:
        """Exit 1, one readable line on stderr with these words, nothing on stdout."""
        assert (self.code, self.out) == (1, ""), self
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err
        return True


class Cli:
    """Commands on one data directory with one keyring, in this process."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.data = folder / "data"
        self.keyring = folder / "keyring.json"
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use the same keyring."""
        return {"PYTHON_KEYRING_BACKEND": BACKEND, "TEST_KEYRING": str(self.keyring)}

    def __call__(self, *words: str, stdin: str = "") -> Said:
        """`oto-companion --data-dir … words`."""
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        self._capsys.readouterr()
        mask = os.umask(0o022)
        try:
            code = main(["--data-dir", str(self.data), *words])
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.umask(mask)
        told = self._capsys.readouterr()
        return Said(code, told.out, told.err)

    def connect(self, where: SandboxAddress) -> None:
        """Foodics and OTO, as an owner does it."""
        self.connect_foodics(where)
        self.connect_oto(where)

    def connect_foodics(self, where: SandboxAddress) -> Said:
        said = self(
            "connect", "foodics", "--url", where.foodics_url, "--token-stdin",
            stdin=f"  {where.foodics_token}\n",
        )  # fmt: skip
        assert said.code == 0, said
        return said

    def connect_oto(self, where: SandboxAddress) -> Said:
        said = self(
            "connect", "oto", "--url", where.oto_url, "--retailer-id", where.retailer_id,
            "--token-stdin", stdin=f"{where.oto_token}\n",
        )  # fmt: skip
        assert said.code == 0, said
        return said

    def set_up(self, where: SandboxAddress, *branches: str) -> None:
        """Everything up to active branches."""
        self.connect(where)
        assert self("currency", "SAR").code == 0
        if branches:
            assert self("branches", "activate", *branches).code == 0

    def process(self, *words: str, extra: Mapping[str, str] | None = None) -> "Process":
        """The same command as a process of its own."""
        environment = {**os.environ, **self.environment, **(extra or {})}
        return Process(["--data-dir", str(self.data), *words], environment)


class Process:
    """`python -m app …`, ended with its test."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "app", *words],
            cwd=ROOT,
            env=dict(environment) if environment is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *exc: object) -> None:
        if self.popen.poll() is None:
            self.popen.kill()
        self.popen.communicate()

    def line(self) -> str:
        """The next line of stdout."""
        assert self.popen.stdout is not None
        return self.popen.stdout.readline()

    def end(self, number: int | None = None) -> Said:
        """Sends the signal, if any, and waits for the end."""
        if number is not None:
            self.popen.send_signal(number)
        out, err = self.popen.communicate(timeout=40)
        return Said(self.popen.returncode, out, err)


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Waits for a condition, not for a time."""
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it never came to that"
        time.sleep(0.05)
