"""A shop as the model sees it: clock, services, process, and the ledger's file read from outside."""

import asyncio
import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.core import moves
from app.core.dispatch import OtoOrder, State
from app.store.codec import load
from tests.unit.core import samples
from tests.unit.model.process import Fate, Process
from tests.unit.model.services import Books, Till
from tests.unit.store.box import Box
from tests.unit.virtual_time import VirtualLoop

#: How long it may take, when nothing stands in the way any more, until all is decided: the slowest
#: retry (300 s, spread by a fifth), after the slowest probe (300 s).
BOUND = 720
#: States in which something is still going on by itself.
UNDER_WAY = (State.QUEUED, State.SENDING, State.UNKNOWN, State.RETRYING)
_ROWS = """
    SELECT o.reference, o.foodics_id, o.data, d.*, b.active, b.paused, b.paused_until, b.stopped
    FROM orders o JOIN dispatches d ON d.order_key = o.key JOIN branches b ON b.key = d.branch_key
"""
_HISTORIES = """
    SELECT o.reference, e.kind, e.data FROM events e JOIN orders o ON o.key = e.order_key ORDER BY e.key
"""


class Shop:
    """One of everything, and what has happened. `close` it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="model-", dir=_memory()))
        self.path = self.folder / "ledger.db"
        shutil.copy(_template(), self.path)
        self.loop = VirtualLoop()
        self.began = self.loop.time()
        self.fate = Fate()
        self.books = Books(self._step)
        self.till = Till(self.now, self._step)
        self.process = self._start()
        self.file = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        self.file.row_factory = sqlite3.Row
        self.reached: Counter[str] = Counter()

    def _step(self) -> None:
        self.fate.step()

    def now(self) -> datetime:
        """Foodics' time, which all agree on here."""
        return samples.NOW + timedelta(seconds=self.loop.time() - self.began)

    def _start(self) -> Process:
        return Process(self.loop, self.path, self.now, self.books, self.till, self.fate)

    def run(self, seconds: float) -> None:
        """Time passes, and everybody works; a process that died meanwhile is started again."""
        self.loop.run_until_complete(_sleep(seconds))
        if self.fate.dead:
            self.reached["died"] += 1
            self.restart(off=3.0)

    def asleep(self, seconds: float) -> None:
        """The PC sleeps: time passes, and nobody works."""
        self.loop._jumping.now += seconds

    def restart(self, off: float) -> None:
        """The process is killed, and started again after `off` seconds."""
        self.process.end()
        self.loop.run_until_complete(_sleep(off))
        self.fate = Fate()
        self.process = self._start()

    def do(self, function: Any, *args: Any, **kwargs: Any) -> None:
        """A person does something; AppError comes through. What one commit is does not die halfway:
        the process lives through it, so that the model knows what was decided."""
        left, self.fate.left = self.fate.left, None
        try:
            self.process.write(function, *args, **kwargs)
        finally:
            self.fate.left = left
        self.process.poller.read_soon()

    def rows(self, where: str = "d.live", *values: object) -> list[sqlite3.Row]:
        """Orders with their dispatches, as committed."""
        return self.file.execute(f"{_ROWS} WHERE {where}", values).fetchall()

    def histories(self) -> dict[int, list[tuple[str, dict[str, Any]]]]:
        """What is written down of each order, oldest first: kinds of events with what they say."""
        found: dict[int, list[tuple[str, dict[str, Any]]]] = {}
        for reference, kind, data in self.file.execute(_HISTORIES):
            found.setdefault(reference, []).append((kind, json.loads(data)))
        return found

    def paused(self) -> bool:
        """Whether a person has paused all sending, as committed."""
        return self.file.execute("SELECT 1 FROM facts WHERE name = 'pause'").fetchone() is not None

    def settle(self) -> list[sqlite3.Row]:
        """All causes of trouble are over; returns what is still going on after the bound. OTO carries
        out what it still has first: of that, too, it has to be found out in time."""
        self.books.down = self.books.reads_fail = self.till.down = False
        self.books.next.clear()
        self.fate.left = None
        # With all branches off Foodics is looked at every 30 s, for other types every 60.
        self.run(130.0)
        for _ in range(BOUND // 30):
            self.run(30.0)
            going = [row for row in self.rows() if row["state"] in UNDER_WAY]
            wishes = any(row["wish"] for row in self.rows())
            if not (going or wishes or self.books.coming or self._looks_for_late_ones()):
                return []
        return [row for row in self.rows() if row["state"] in UNDER_WAY]

    def _looks_for_late_ones(self) -> bool:
        """Whether an order that went another way since is still looked for at OTO."""
        return any(row["state"] in moves.LEFT for row in self.rows("d.late_look_at IS NOT NULL"))

    def close(self) -> None:
        """Ends it and takes its files away."""
        self.process.end()
        self.file.close()
        self.loop.close()
        shutil.rmtree(self.folder)


def told(row: sqlite3.Row) -> OtoOrder:
    """What the ledger holds of what OTO was told."""
    return load(row["request"], OtoOrder)


async def _sleep(seconds: float) -> None:
    await asyncio.sleep(seconds)


def _memory() -> str | None:
    """Files in memory where the system has them: it is steps that count here, not disks."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


_made: list[Path] = []


def _template() -> Path:
    """A ledger as after the first-time set-up, B01 active, B02 not; made once."""
    if not _made:
        folder = Path(tempfile.mkdtemp(prefix="model-"))
        box = Box(folder).set_up()
        box.ledger.close()
        _made.append(folder / "ledger.db")
    return _made[0]
