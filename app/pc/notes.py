"""Whether the program ended in good order the last time, and where it was when it crashed.

`running.json` in the data directory is there while the program runs, and looks young while it
lives. `logs/crash.txt` gets the stacks of a crash from Python's faulthandler: names of functions
and lines of code, no values.
"""

import contextlib
import faulthandler
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from app.core.happenings import What
from app.paths import DataDir
from app.pc import clocks

#: How often it shows that it lives, seconds: so exactly the end of a crashed run is known.
EVERY = 10.0
#: Stacks of so many crashes are kept.
KEPT = 5
#: Of the path of a module its last two parts are enough; the rest may name a person.
_FOLDERS = re.compile(r'File "[^"\n]*?([^"\\/\n]+[\\/][^"\\/\n]+)"')
#: Longer files of stacks say nothing more.
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Ended:
    """How the last run ended: crashed or with the PC; `at` this PC's clock. `stacks` names the file
    with the stacks of a crash, "" if there are none."""

    what: What
    at: datetime
    stacks: str = ""

    def __str__(self) -> str:
        how = "The PC went off" if self.what is What.PC_OFF else "The program ended unexpectedly"
        where = f"; where it was is in {self.stacks}" if self.stacks else ""
        return f"{how} at {self.at:%Y-%m-%d %H:%M:%S} UTC{where}"


class Notes:
    """`begin` at the start, `beat` now and then, `end` when all is done. They never raise."""

    def __init__(
        self,
        data: DataDir,
        *,
        wall: Callable[[], float] = time.time,
        uptime: Callable[[], float | None] = clocks.uptime,
    ) -> None:
        self._running = data.path / "running.json"
        self._logs = data.logs
        self._stacks = data.logs / "crash.txt"
        self._wall, self._uptime = wall, uptime
        self._file: IO[str] | None = None
        self._beaten = 0.0

    def begin(self) -> Ended | None:
        """Notes that it runs; how it ended before, None if in good order or never started."""
        with contextlib.suppress(OSError):
            found = self._left_over()
            content = json.dumps({"pid": os.getpid(), "started_at": int(self._wall())})
            self._running.write_text(content)
            self._catch()
            return found
        return None

    def beat(self) -> None:
        """It lives."""
        now = self._wall()
        # A clock that was set back counts, too.
        if abs(now - self._beaten) >= EVERY:
            self._beaten = now
            with contextlib.suppress(OSError):
                os.utime(self._running, (now, now))

    def end(self) -> None:
        """It ended in good order."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            # Windows notes there what was no crash, too.
            with contextlib.suppress(OSError):
                self._stacks.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._running.unlink(missing_ok=True)

    def _left_over(self) -> Ended | None:
        try:
            last = self._running.stat().st_mtime
        except FileNotFoundError:
            return None
        now = self._wall()
        last = min(last, now)
        what = What.PC_OFF if clocks.rebooted(last, now, self._uptime()) else What.CRASHED
        return Ended(what, datetime.fromtimestamp(last, UTC), self._keep_stacks(last))

    def _keep_stacks(self, last: float) -> str:
        """Puts the stacks of the last run beside those of earlier ones, without paths."""
        if not self._stacks.exists() or self._stacks.stat().st_size == 0:
            return ""
        text = self._stacks.read_text("utf-8", "replace")[:_LONGEST]
        stamp = datetime.fromtimestamp(last, UTC).strftime("%Y%m%d-%H%M%S")
        kept = self._logs / f"crash-{stamp}.txt"
        kept.write_text(_FOLDERS.sub(r'File "\1"', text))
        self._stacks.unlink()
        for old in sorted(self._logs.glob("crash-*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return kept.name

    def _catch(self) -> None:
        # A test run has its own.
        if not faulthandler.is_enabled():
            self._logs.mkdir(mode=0o700, exist_ok=True)
            self._file = self._stacks.open("w", encoding="utf-8")
            faulthandler.enable(self._file, all_threads=True)
