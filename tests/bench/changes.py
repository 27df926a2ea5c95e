"""What a poll of 500 changed orders costs, from the bytes of its pages to committed verdicts.

    python -m tests.bench.changes FOLDER ROUNDS

measures in a ledger of 2,000 orders and in one of 200,000 by turns, through the program's own
client, poller and ledger without a network between, and what the same bytes cost when they are only
decoded and stored; prints one JSON line with seconds of CPU.
"""

import asyncio
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import cast

import httpx
import msgspec

from app.engine.clock import ServerClock
from app.engine.connections import Connections
from app.engine.poller import Poller
from app.foodics.client import Foodics
from app.net import Link
from app.pacing import Pacer
from app.reply import Reply
from app.settings import Settings
from app.store.ledger import Ledger
from tests import ledgers
from tests.bench import ground
from tests.bench.table import Figure
from tests.unit.foodics import samples

CHANGED = 500
PAGE = 50
#: Rounds of each; the best one counts.
ROUNDS = 12
SMALL, BIG = 2_000, 200_000
#: The big one is this many times one that is filled.
_TIMES = 20
#: Changes come two a second, so that no page has to be read twice.
_RATE = 2
_FORMAT = "%Y-%m-%d %H:%M:%S"
#: Each poll is this much later than the one before.
_LATER = timedelta(minutes=10)


class Pages(Link):
    """Foodics without a network: gives the rows that changed after a moment, 50 a page."""

    def __init__(self) -> None:
        super().__init__("Foodics", "http://127.0.0.1:9/v5")
        self.rows: list[tuple[str, bytes]] = []

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] = MappingProxyType({}),
        content: bytes | None = None,
        timeout: float = 15.0,
        most: int = 0,
    ) -> Reply:
        del method, headers, content, timeout, most
        query = httpx.QueryParams(path.partition("?")[2])
        found = [row for at, row in self.rows if at >= query["filter[updated_after]"]]
        more = b'"more"' if len(found) > PAGE else b"null"
        body = b'{"data":[%s],"links":{"next":%s},"meta":{"per_page":50}}'
        return Reply(200, httpx.Headers(), body % (b",".join(found[:PAGE]), more), None)


class Desk:
    """One ledger with its poller, on a clock of its own."""

    def __init__(self, path: Path, started: datetime) -> None:
        self._now = started
        clock = ServerClock(wall=self._seconds, monotonic=self._seconds)
        self.ledger = Ledger(path, Settings(), clock.now)
        self.pages = Pages()
        pacer = Pacer(limit=1_000_000)
        self._foodics = Foodics("http://127.0.0.1:9", "token", pacer=pacer, link=self.pages)
        self._poller = Poller(self.ledger, cast(Connections, None), clock)
        self._first = 1_000_000

    def _seconds(self) -> float:
        return self._now.timestamp()

    async def round(self) -> tuple[float, float]:
        """Seconds of CPU for 500 orders seen for the first time, and for the same ones Ready."""
        fresh = await self._poll(delivery_status=1)
        changed = await self._poll(delivery_status=2)
        self._first += CHANGED
        return fresh, changed

    async def _poll(self, delivery_status: int) -> float:
        began = self._now
        self._now += _LATER
        self.pages.rows = rows(self._first, began, delivery_status)
        return await _measured(self._poller.poll_once(self._foodics))


def rows(first: int, began: datetime, delivery_status: int) -> list[tuple[str, bytes]]:
    """500 rows of Foodics with when they changed, oldest first."""
    found: list[tuple[str, bytes]] = []
    for number in range(first, first + CHANGED):
        row = samples.row(
            id=f"7c1d5b62-{number % 7919:04x}-4c0e-9c55-{number:012}",
            reference=number,
            check_number=number,
            delivery_status=delivery_status,
            branch__id=f"b{number % 3 + 1}",
            customer__id=f"c{number}",
            customer__name=f"نورة العتيبي {number}",
            customer__phone=f"5{number:08}",
            customer_address__description=f"حي الياسمين، شارع أنس بن مالك، مبنى {number}، الرياض",
            customer_address__latitude=f"24.7{number % 1_000_000:06}",
        )
        at = began + timedelta(seconds=60 + (number - first) // _RATE)
        opened = began - timedelta(minutes=15)
        row |= {name: opened.strftime(_FORMAT) for name in ("opened_at", "created_at")}
        row["meta"]["foodics"]["kitchen_done_at"] = None
        row["updated_at"] = at.strftime(_FORMAT)
        found.append((row["updated_at"], json.dumps(row).encode()))
    return found


def bare(connection: sqlite3.Connection, pages: list[tuple[str, bytes]]) -> float:
    """The same rows decoded, and stored as they are with one line of state and history each."""
    began = time.process_time()
    for first in range(0, len(pages), PAGE):
        part = [row for _, row in pages[first : first + PAGE]]
        decoded = [msgspec.json.decode(row) for row in part]
        connection.execute("BEGIN IMMEDIATE")
        told = [(row["id"], row["updated_at"], raw) for row, raw in zip(decoded, part, strict=True)]
        connection.executemany("INSERT OR REPLACE INTO orders VALUES (?, ?, ?)", told)
        connection.executemany("INSERT OR REPLACE INTO states VALUES (?, ?, 'queued')", [
            one[:2] for one in told
        ])  # fmt: skip
        connection.executemany("INSERT INTO events VALUES (NULL, ?, ?, 'queued')", [
            one[:2] for one in told
        ])  # fmt: skip
        connection.execute("COMMIT")
    return time.process_time() - began


def bare_ledger(path: Path) -> sqlite3.Connection:
    """The same file settings, and the least that could be kept."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE orders (id TEXT PRIMARY KEY, at TEXT, data BLOB)")
    connection.execute("CREATE TABLE states (id TEXT PRIMARY KEY, at TEXT, state TEXT)")
    connection.execute("CREATE TABLE events (key INTEGER PRIMARY KEY, id TEXT, at TEXT, kind TEXT)")
    return connection


async def _measured(work: Awaitable[object]) -> float:
    began = time.process_time()
    await work
    return time.process_time() - began


async def measure(folder: Path, rounds: int) -> dict[str, float]:
    """The least of so many rounds each, after one to warm up."""
    started = datetime.now(UTC).replace(microsecond=0)
    ledgers.fill(folder / "small.db", orders=SMALL, open_=300, now=started)
    ledgers.fill(folder / "big.db", orders=BIG // _TIMES, open_=30, now=started)
    ledgers.multiply(folder / "big.db", _TIMES)
    small, big = Desk(folder / "small.db", started), Desk(folder / "big.db", started)
    store = bare_ledger(folder / "bare.db")
    found: dict[str, list[float]] = {}

    def note(name: str, seconds: float) -> None:
        found.setdefault(name, []).append(seconds)

    for _ in range(rounds + 1):
        for name, desk in (("small", small), ("big", big)):
            fresh, changed = await desk.round()
            note(f"{name} fresh", fresh)
            note(f"{name} changed", changed)
        note("bare", bare(store, small.pages.rows))
    store.close()
    for desk in (small, big):
        desk.ledger.close()
    _all_queued(folder / "small.db", CHANGED * (rounds + 1))
    return {name: min(seconds[1:]) for name, seconds in found.items()}


def _all_queued(path: Path, count: int) -> None:
    with sqlite3.connect(path) as connection:
        told = f"SELECT count(*) FROM dispatches WHERE state = 'queued' AND order_key > {SMALL}"
        (found,) = connection.execute(told).fetchone()
    connection.close()
    if found != count:
        raise RuntimeError(f"{found} orders are queued, not {count}")


def figures() -> list[Figure]:
    """The figures, from a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.changes", folder, str(ROUNDS)]
        done = subprocess.run(command, cwd=ground.ROOT, stdout=subprocess.PIPE, check=True)
    found = {name: 1000 * seconds for name, seconds in json.loads(done.stdout).items()}
    small, big = found["small changed"], found["big changed"]
    bare = f"only decoded and stored {found['bare']:.1f} ms"
    seen = f"{found['small fresh']:.1f} ms when seen for the first time"
    return [
        Figure("a poll of 500 changed orders, CPU", small, 60, "ms", f"{bare}; {seen}"),
        Figure(
            f"the same with {BIG:,} orders in the ledger", big / small, 1.2, "×",
            f"{big:.1f} ms; with {SMALL:,} orders {small:.1f} ms",
        ),
    ]  # fmt: skip


if __name__ == "__main__":
    measured = asyncio.run(measure(Path(sys.argv[1]), int(sys.argv[2])))
    print(json.dumps(measured), flush=True)
