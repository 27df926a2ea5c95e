"""How this very program is started again: from a checkout, a wheel, or frozen."""

import sys
from pathlib import Path

from app.paths import DataDir

#: The frozen program with a window; its twin with a console lies beside it (build.spec).
_WINDOWED = "OTO Companion"


def command(data: DataDir, *words: str) -> tuple[str, ...]:
    """Program and arguments that do `words` on this data directory, the window without any."""
    given = () if data == DataDir.default() else ("--data-dir", str(data.path))
    return (*interpreter(sys.executable, frozen=getattr(sys, "frozen", False)), *given, *words)


def interpreter(executable: str, *, frozen: bool) -> tuple[str, ...]:
    """What stands in front of the program's own arguments. Never one that opens a console."""
    path = Path(executable)
    if frozen:
        windowed = path.with_name(_WINDOWED + path.suffix)
        return (str(windowed if windowed.exists() else path),)
    quiet = path.with_name(f"pythonw{path.suffix}")
    if path.suffix == ".exe" and quiet.exists():
        path = quiet
    # -P: a folder named `app` where it is started must not be taken for ours.
    return (str(path), "-P", "-m", "app")
