"""One measurement of the window in a process of its own: see `tests.bench.window`."""

import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from app.ui import application
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow

BEGAN = float(sys.argv[2])
#: Milliseconds between two beats of the GUI thread while it is watched.
BEAT = 4


class Watch:
    """The GUI thread's heartbeat: what lies between two beats beyond the interval is a stall."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self.timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.gaps.clear()
        self._last = time.perf_counter()
        self.timer.start()

    def stop(self) -> None:
        self.timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def told(self, name: str) -> dict[str, float]:
        short = sum(gap <= 16 + BEAT for gap in self.gaps)
        return {
            f"longest stall ms, {name}": max(self.gaps) - BEAT,
            f"frames within 16 ms %, {name}": 100 * short / len(self.gaps),
        }


def measured(kind: str, folder: Path, seconds: float) -> dict[str, float]:
    """Runs the real program and measures inside."""
    from app.paths import DataDir

    found: dict[str, float] = {}
    windows: list[MainWindow] = []

    class Watched(MainWindow):
        """The real window, which notes when it was painted."""

        def __init__(self, bridge: Bridge, *args: Any, **kwargs: Any) -> None:
            super().__init__(bridge, *args, **kwargs)
            windows.append(self)
            bridge.loaded.connect(self._loaded)
            self._bridge_ = bridge
            self._job: asyncio.Task[None] | None = None

        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            found.setdefault("first paint ms", (time.time() - BEGAN) * 1000)

        def _loaded(self, rows: list[Any]) -> None:
            if rows and "real rows ms" not in found:
                found["real rows ms"] = (time.time() - BEGAN) * 1000
            if self._job is None and rows:
                self._job = asyncio.get_running_loop().create_task(self._measure())

        async def _measure(self) -> None:
            await asyncio.sleep(3.0)  # the start is over
            if kind == "idle":
                await _idle(found, seconds)
            elif kind in ("changes", "drain"):
                await _load(kind, self._bridge_, found, seconds)
            self._quit_asked.set()

    vars(application)["MainWindow"] = Watched  # the program's own, watched
    application.main(DataDir(folder), seconds=seconds + 60)
    if kind in ("changes", "drain", "idle"):
        for name in ("first paint ms", "real rows ms"):
            found.pop(name, None)
    return found


async def _idle(found: dict[str, float], seconds: float) -> None:
    before, at = time.process_time(), time.perf_counter()
    await asyncio.sleep(seconds)
    found["idle CPU %"] = 100 * (time.process_time() - before) / (time.perf_counter() - at)
    with Path("/proc/self/statm").open() as file:
        pages = int(file.read().split()[1])
    found["idle memory MB"] = pages * resource.getpagesize() / 1e6


async def _load(kind: str, bridge: Bridge, found: dict[str, float], seconds: float) -> None:
    """Commits as the engine makes them, through its own ledger, while the GUI thread is watched."""
    engine = bridge._engine
    assert engine is not None
    inner = engine._engine
    assert inner is not None
    ledger = inner.ledger
    keys = await asyncio.wrap_future(
        asyncio.run_coroutine_threadsafe(ledger.write(_newest, 2_000), inner_loop(engine))
    )
    watch, name = Watch(), "1,000 changes a minute" if kind == "changes" else "2,000 drain"
    if kind == "drain":
        await _done(ledger.write(_move, keys, "queued"), engine)
        await asyncio.sleep(2)
    watch.start()
    rate = 1000 / 60 if kind == "changes" else 80.0
    began = time.perf_counter()
    count = 0
    states = ("waiting", "queued", "sending", "sent")
    while time.perf_counter() - began < seconds:
        due = int((time.perf_counter() - began) * rate)
        while count < due:
            key = keys[count % len(keys)]
            if kind == "drain":
                await _done(ledger.write(_move, [key], "sending"), engine)
                await _done(ledger.write(_move, [key], "sent"), engine)
            else:
                state = states[(count // len(keys) + count) % 4]
                await _done(ledger.write(_move, [key], state), engine)
            count += 1
        await asyncio.sleep(0.01)
    watch.stop()
    found |= watch.told(name)
    found[f"commits, {name}"] = count


def inner_loop(engine: Any) -> asyncio.AbstractEventLoop:
    """The engine's loop."""
    loop: asyncio.AbstractEventLoop = engine._loop
    return loop


async def _done(job: Any, engine: Any) -> Any:
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(job, inner_loop(engine)))


def _newest(txn: Any, count: int) -> list[int]:
    from sqlalchemy import select

    from app.store.tables import orders

    found = txn.connection.execute(select(orders.c.key).order_by(orders.c.key.desc()).limit(count))
    return [row[0] for row in found]


def _move(txn: Any, keys: list[int], state: str) -> None:
    from sqlalchemy import update

    from app.store.tables import dispatches

    txn.connection.execute(
        update(dispatches)
        .where(dispatches.c.order_key.in_(keys))
        .values(state=state, state_at=txn.now, finished=False, accepted_at=txn.now)
    )
    for key in keys:
        txn.journal.note(txn.now, "state", key, key, state)


def main() -> None:
    """Prints what was measured, as one JSON line."""
    kind, folder = sys.argv[1], Path(sys.argv[3])
    seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 1.0
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "tests.keyrings_file.FileKeyring")
    os.environ.setdefault("TEST_KEYRING", str(folder / "keyring.json"))
    print(json.dumps(measured(kind, folder, seconds)), flush=True)


if __name__ == "__main__":
    main()
