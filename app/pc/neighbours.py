"""Who else on this PC has the program open for the same restaurant, under another user or on another
data directory: a small file each, in a folder that all users of the PC can read.

It names the user and the number of the business and nothing else; it is young while its program
lives, and what a killed one left is not believed after three minutes.
"""

import contextlib
import getpass
import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from app.paths import DataDir

#: Another folder than the system's, for tests.
VARIABLE = "OTO_COMPANION_NEIGHBOURS"
#: How often a file is made young again, and how old a believed one may be, seconds.
EVERY, BELIEVED = 60.0, 180.0
_LONGEST, _MOST, _LONGEST_NAME = 1_000, 64, 60


def folder(system: str = sys.platform) -> Path:
    """Where all users of this PC can look."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    if system == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "OTO Companion" / "running"
    if system == "darwin":
        return Path("/Users/Shared/OTO Companion/running")
    # Emptied when the PC starts.
    return Path("/tmp/oto-companion-running")


class Neighbours:
    """`look` now and then, `leave` at the end. Neither raises."""

    def __init__(
        self, data: DataDir, *, user: str = "", wall: Callable[[], float] = time.time
    ) -> None:
        self._folder = folder()
        self._user = user or _user()
        mine = f"{self._user}\n{data.path}"
        self._file = self._folder / f"{hashlib.sha256(mine.encode()).hexdigest()[:16]}.json"
        self._wall = wall

    def look(self, business: str) -> tuple[str, ...]:
        """Shows that this one is here; the users of the others with the same business."""
        with contextlib.suppress(OSError):
            self._show(business)
        try:
            files = sorted(self._folder.glob("*.json"))[:_MOST]
        except OSError:
            return ()
        found = {self._read(file, business) for file in files if file != self._file}
        return tuple(sorted(found - {""}))

    def leave(self) -> None:
        """Takes its own file away."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _show(self, business: str) -> None:
        if self._folder.is_symlink():
            return  # somebody wants us to write elsewhere
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            # As /tmp is: everybody may add a file, and take away his own.
            self._folder.chmod(0o1777)
        content = json.dumps({"user": self._user, "business": business})
        with NamedTemporaryFile("w", dir=self._folder, suffix=".tmp", delete=False) as file:
            file.write(content)
        made = Path(file.name)
        try:
            made.chmod(0o644)
            os.utime(made, (self._wall(), self._wall()))
            made.replace(self._file)
        except OSError:
            made.unlink(missing_ok=True)
            raise

    def _read(self, file: Path, business: str) -> str:
        """The user of a file that is young and of this business, else ""."""
        try:
            about = file.lstat()
            young = abs(self._wall() - about.st_mtime) <= BELIEVED
            if not (stat.S_ISREG(about.st_mode) and about.st_size <= _LONGEST and young):
                return ""
            told = json.loads(file.read_text("utf-8", "replace"))
        except (OSError, ValueError, RecursionError):
            return ""
        if not isinstance(told, dict) or told.get("business") != business:
            return ""
        name = str(told.get("user", "?"))[:_LONGEST_NAME]
        return "".join(char for char in name if char.isprintable()).strip() or "?"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
