"""Builds the program once, in an environment of its own, and runs what was built."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
#: A folder that was built before; without it one is built.
GIVEN = "OTO_COMPANION_BUILT"
_BAD = re.compile(r"Traceback|\bERROR\b|\bCRITICAL\b|Error:|qt\.[\w.]+: Could not|Fontconfig error")
PATIENCE = 90.0


def build(folder: Path) -> Path:
    """The program's folder, as build.spec makes it of this checkout."""
    given = os.environ.get(GIVEN)
    if given:
        return Path(given)
    uv = ROOT / ".tools" / "bin" / "uv"
    environment = {
        **{k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"},
        "UV_PROJECT_ENVIRONMENT": str(folder / "venv"),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
    }
    wanted = ["--frozen", "--no-dev", "--group", "build", "--no-install-project"]
    _run([str(uv), "sync", "--quiet", *wanted], environment)
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    python = str(folder / "venv" / "bin" / "python")
    _run(["nice", "-n", "10", python, "-m", "PyInstaller", *places, "build.spec"], environment)
    return folder / "dist" / "oto-companion"


def _run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]


def size(folder: Path) -> float:
    """Megabytes on the disk, each file once."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) / 1e6


class Built:
    """The built program for one user, who has a home folder of his own."""

    def __init__(self, folder: Path, home: Path, extra: Mapping[str, str] | None = None) -> None:
        self.console = folder / "oto-companion"
        self.window = folder / "OTO Companion"
        self.home = home
        for name in (".local/share/keyrings", ".cache", "run"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "run").chmod(0o700)
        dropped = ("XDG_", "PYTHON", "LD_", "QT_", "VIRTUAL_ENV", "LANG", "LC_")
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(dropped)},
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "TMPDIR": str(home / "run"),
            "LANG": "C.UTF-8",
            **(extra or {}),
        }
        self.data = home / ".local" / "share" / "oto-companion"
        self.said = home / "window.stderr"

    def __call__(self, *words: str, stdin: str = "", code: int = 0) -> str:
        """One small command; what it said (on stderr if it was to fail)."""
        done = subprocess.run(
            [str(self.console), *words],
            input=stdin,
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == code, f"{words}: {done.returncode} {done.stdout} {done.stderr}"
        assert not _BAD.search(done.stderr), done.stderr
        return done.stdout if code == 0 else done.stderr

    def rows(self, *words: str) -> list[dict[str, Any]]:
        """The JSON lines of a reading command."""
        return [json.loads(line) for line in self(*words, "--json").splitlines()]

    def open(self, *words: str) -> "subprocess.Popen[bytes]":
        """The window."""
        with self.said.open("ab") as said:
            return subprocess.Popen(
                [str(self.window), *words],
                env=self.environment,
                cwd=self.home,
                stdout=said,
                stderr=said,
            )

    def no_exception(self, *places: Path) -> None:
        """Nothing in what it said, and nothing in its logs."""
        logs = [log for place in (self.data, *places) for log in place.rglob("*.log*")]
        for file in (self.said, *logs):
            if file.exists():
                text = file.read_text("utf-8", "replace")
                assert not _BAD.search(text), f"{file}\n{text[-4000:]}"


def until(
    check: Callable[[], Any], what: str, process: "subprocess.Popen[bytes] | None" = None
) -> Any:
    """Waits for a condition while the process lives; gives what it found."""
    over = time.monotonic() + PATIENCE
    while time.monotonic() < over:
        if found := check():
            return found
        assert process is None or process.poll() is None, f"it ended with {process.returncode}"
        time.sleep(0.02)
    raise AssertionError(f"never: {what}")


def painted(environment: Mapping[str, str]) -> bool:
    """Whether a window is on screen and shows more than one plain colour."""
    search = ["xdotool", "search", "--onlyvisible", "--name", "OTO Companion"]
    found = subprocess.run(search, env=dict(environment), capture_output=True, check=False)
    for each in found.stdout.split():
        picture = subprocess.run(
            ["xwd", "-silent", "-id", each], env=dict(environment), capture_output=True, check=False
        ).stdout
        pixels = picture[len(picture) // 4 :]
        if len(pixels) > 500_000 and len({pixels[n : n + 4] for n in range(0, 400_000, 4)}) > 8:
            return True
    return False


def missing(*names: str) -> list[str]:
    """Programs of the system that are not here."""
    return [name for name in names if not shutil.which(name)]
