"""A shop's PC on which things go wrong: commands, a process at work, and the sandbox it talks to."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from app.engine.instance import ask
from app.paths import DataDir
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox, SandboxAddress
from tests.cli_kit import Cli, Process, Row, until

#: What tests wait for comes within seconds; other work on the PC may make it many.
PATIENCE = 60.0
#: Makes every clock of a process that shows the hour wrong; Python imports it by its name.
_SITE = """
import os, time
off, real, real_ns = float(os.environ["TEST_CLOCK_OFF"]), time.time, time.time_ns
time.time = lambda: real() + off
time.time_ns = lambda: real_ns() + int(off * 1e9)
"""


class Shop:
    """`run` is the command line on the shop's data directory, `box` both services."""

    def __init__(self, run: Cli, box: Sandbox) -> None:
        self.run = run
        self.box = box
        self._made: dict[int, CloudOrder] = {}

    @property
    def where(self) -> SandboxAddress:
        """Where the services are."""
        assert self.box.address is not None
        return self.box.address

    def set_up(self) -> None:
        """Everything up to branch B01."""
        self.run.set_up(self.where, "B01")

    def order(self, **fields: Any) -> int:
        """A Ready delivery order in B01, cash on delivery; gives its reference."""
        made = self.box.control.orders.add(**fields)
        assert isinstance(made, CloudOrder)
        self._made[made.reference] = made
        return made.reference

    def change(self, reference: int, **fields: Any) -> None:
        """The cashier changes it; the cloud's stamps are whole seconds."""
        self.box.clock.advance(1)
        self.box.control.orders.change(self._made[reference], fields)

    def look(self) -> None:
        """As a person presses *Try again*: the running instance asks Foodics at once."""
        with suppress(AppError):
            asyncio.run(ask(DataDir(self.run.data), "try-again", {}))

    def row(self, reference: int) -> Row:
        """What `order` says of it; the state "not seen" before it was."""
        said = self.run("order", str(reference), "--json")
        rows = said.rows if said.code == 0 else []
        return rows[0] if rows else {"state": "not seen", "reasons": []}

    def reaches(self, reference: int, state: str) -> None:
        """Until it stands there; not waiting for the next poll."""
        self.look()
        until(lambda: self.row(reference)["state"] == state, PATIENCE)

    def status(self) -> Row:
        """What `status` says."""
        return self.run("status", "--json").rows[0]

    @contextmanager
    def at_work(self, **extra: str) -> Iterator[Process]:
        """`run` in a process of its own, after its first good look."""
        seen = self.box.calls.count("foodics", "orders")
        with self.run.process("run", extra=extra) as process:
            until(lambda: bool(self.status()["running"]), PATIENCE)
            until(lambda: self.box.calls.count("foodics", "orders") > seen, PATIENCE)
            yield process

    def creates(self) -> int:
        """How often OTO was asked to make an order."""
        return self.box.calls.count("oto", "createOrder")

    def nothing_lost_or_doubled(self, eligible: int, *, lost: Sequence[int] = ()) -> None:
        """By the sandbox's own books; `lost` to them is what the program holds for a person."""
        account = self.box.truth.account({"B01"}, grace=0.0)
        assert (account["lost"], account["doubled"]) == (list(lost), []), account
        assert len(account["eligible"]) == eligible, account


@contextmanager
def no_disk(process: Process) -> Iterator[None]:
    """As on a full disk: this process cannot write to any file any more."""
    import resource  # Linux alone

    kind, pid = resource.RLIMIT_FSIZE, process.popen.pid
    before = resource.prlimit(pid, kind)
    resource.prlimit(pid, kind, (0, before[1]))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # it was killed meanwhile
            resource.prlimit(pid, kind, before)


def clock_off(folder: Path, seconds: float) -> dict[str, str]:
    """The environment of a process on a PC whose clock is wrong by so much."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(_SITE)
    paths = [str(site), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "TEST_CLOCK_OFF": str(seconds)}


def damage(path: Path) -> None:
    """All but the first pages are overwritten in part, as by a dying disk."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as file:
        for at in range(4096, path.stat().st_size, 4096):
            file.seek(at)
            file.write(b"\xa5" * 64)
