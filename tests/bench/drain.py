"""2,000 queued orders go to an OTO that answers in 50 ms, four at a time: the program beside a bare
loop that posts the same bodies, by turns, and the program on a slow disk."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.bench import ground, slow_disk
from tests.bench.table import Figure

ORDERS = 2_000
#: Rounds of each; the best one counts.
ROUNDS = 2
#: A safety net only.
_NET = 120.0


@dataclass(frozen=True)
class Took:
    """Seconds from the first order asked to the last answer, as the far side saw it, and of CPU."""

    wall: float
    cpu: float


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """The figures."""
    taken: dict[str, list[Took]] = {}
    digests: set[str] = set()
    now = datetime.now(UTC).replace(microsecond=0)  # the same orders in every round
    with ground.service() as url:
        for count in range(rounds):
            for kind in ("httpx", "program", "slow disk", "sockets"):
                if kind == "sockets" and count:
                    continue
                with tempfile.TemporaryDirectory() as made:
                    took, digest = _once(kind, Path(made), url, now)
                taken.setdefault(kind, []).append(took)
                digests.add(digest)
        with tempfile.TemporaryDirectory() as made:
            slow = slow_disk.how(slow_disk.environment(Path(made)))
    if len(digests) != 1:
        raise RuntimeError("the bodies were not the same")
    wall = {kind: min(took.wall for took in each) for kind, each in taken.items()}
    cpu = {kind: 1000 * min(took.cpu for took in each) / ORDERS for kind, each in taken.items()}
    loop = f"httpx loop {wall['httpx']:.2f} s, raw sockets {wall['sockets']:.2f} s"
    return [
        Figure(
            f"{ORDERS:,} queued, OTO 50 ms, 4 in flight: time",
            wall["program"] / wall["httpx"], 1.05, "×", f"{wall['program']:.2f} s; {loop}",
        ),
        Figure(
            f"the same with every fsync 15 ms slower ({slow})",
            wall["slow disk"] / wall["httpx"], 1.15, "×", f"{wall['slow disk']:.2f} s; {loop}",
        ),
        Figure(
            "CPU per sent order", cpu["program"] / cpu["httpx"], 1.8, "×",
            f"{cpu['program']:.2f} ms; httpx loop {cpu['httpx']:.2f} ms, "
            f"raw sockets {cpu['sockets']:.2f} ms",
        ),
    ]  # fmt: skip


def _once(kind: str, folder: Path, url: str, now: datetime) -> tuple[Took, str]:
    data = ground.set_up(folder, url)
    bodies = ground.queue(data, ORDERS, now)
    ground.clear(url)
    if kind in ("httpx", "sockets"):
        cpu = _bare(kind, folder, url, bodies)
    else:
        slow = slow_disk.environment(folder) if kind == "slow disk" else {}
        cpu = _program(folder, url, slow)
        _check(data.ledger)
    found = ground.book(url)
    if (found["accepted"], found["calls"]) != (ORDERS, ORDERS):
        raise RuntimeError(f"{kind}: {found['accepted']} orders in {found['calls']} calls")
    return Took(found["seconds"], cpu), found["digest"]


def _bare(kind: str, folder: Path, url: str, bodies: list[bytes]) -> float:
    (folder / "bodies").write_bytes(b"\n".join(bodies))
    command = [sys.executable, "-m", "tests.bench.bare", kind, url, str(folder / "bodies")]
    done = subprocess.run(command, cwd=ground.ROOT, stdout=subprocess.PIPE, check=True)
    return float(done.stdout)


def _program(folder: Path, url: str, slow: Mapping[str, str]) -> float:
    """Seconds of CPU from the first order to the last."""
    with ground.program(folder, slow) as program:
        _until(url, 1)
        before = program.used()
        _until(url, ORDERS)
        return program.used().seconds - before.seconds


def _until(url: str, accepted: int) -> None:
    over = time.monotonic() + _NET
    while ground.book(url)["accepted"] < accepted:
        if time.monotonic() > over:
            raise RuntimeError(f"{accepted} orders were not sent within {_NET:g} s")
        time.sleep(0.05)


def _check(ledger: Path) -> None:
    engine = create_engine(f"sqlite:///{ledger}")
    with engine.connect() as connection:
        sent = text("SELECT count(*) FROM dispatches WHERE state = 'sent' AND order_key > 2000")
        found = connection.execute(sent).scalar_one()
    engine.dispose()
    if found != ORDERS:
        raise RuntimeError(f"the ledger shows {found} orders as sent")
