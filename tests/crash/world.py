"""One restaurant: a sandbox that keeps the truth, and a data directory that survives its program."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from app.core.errors import AppError
from app.engine.instance import ask
from app.paths import DataDir
from app.sandbox.order import CloudOrder
from app.sandbox.oto_model import OtoOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.settings import Settings
from app.store import records
from app.store.reading import ReadOnly
from app.store.records import Record
from tests.cli_kit import BACKEND, ROOT
from tests.crash.trace import Trace

#: How long a test waits for what has to come, seconds.
PATIENCE = 60.0
#: Between two looks at a condition, seconds.
LOOK_AGAIN = 0.1

Generation = Literal["v2", "v1"]


class World:
    """Sandbox, data directory, keyring, and the one process that runs on them."""

    def __init__(self, folder: Path, generation: Generation, *, seed: int = 1) -> None:
        self.generation = generation
        self.folder = folder
        self.data = DataDir(folder / "data")
        self.trace = Trace(folder / "trace")
        self._reader = ReadOnly(self.data.ledger)
        self.sandbox = Sandbox(
            seed=seed,
            foodics=FoodicsSwitches(rate_limit=100_000, auth_block_after=100_000),
            # A courier accepts at once and then takes his time: no story is about him. The evening
            # of the random kills has couriers of its own.
            oto=OtoSwitches(generation=generation, courier_delay=(0.5, 0.5), step_delay=(1e6, 1e6)),
        )
        self.sandbox.start()
        self._process: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """Ends what was started."""
        self.kill()
        self._reader.close()
        self.sandbox.stop()

    def __enter__(self) -> "World":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # the process

    def start(
        self, *words: str, at: str | None = None, told_at: str | None = None, quick: bool = True
    ) -> None:
        """Starts `oto-companion words`, to die at `at` ("name#n"), to be told to end at `told_at`."""
        extra = {"CRASH_TRACE": str(self.trace.path)}
        if at is not None:
            extra["CRASH_AT"] = at
        if told_at is not None:
            extra["CRASH_TOLD_AT"] = told_at
        if quick:
            extra["CRASH_QUICK"] = "1"
        self._process = self._popen(words, extra)

    def _popen(
        self, words: Sequence[str], extra: Mapping[str, str], **pipes: Any
    ) -> "subprocess.Popen[bytes]":
        keyring = {
            "PYTHON_KEYRING_BACKEND": BACKEND,
            "TEST_KEYRING": str(self.folder / "keyring.json"),
        }
        quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        with (self.folder / "stderr").open("ab") as errors:
            return subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.crash.child",
                    "--data-dir",
                    str(self.data.path),
                    *words,
                ],
                cwd=ROOT,
                env={**os.environ, **keyring, **extra},
                stderr=errors,
                **(quiet | pipes),
            )

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL, now."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def end(self) -> int:
        """SIGTERM, once it is listened to, and the exit code. Before that Python has just begun, and
        is ended by it."""
        process = self._process
        assert process is not None
        self.until(lambda: process.poll() is not None or _listens(process.pid), "it listens")
        process.send_signal(signal.SIGTERM)
        return process.wait(PATIENCE)

    def code(self) -> int:
        """The exit code of the process, which has ended."""
        assert self._process is not None
        return self._process.wait(PATIENCE)

    @property
    def was_told(self) -> bool:
        """Whether the process was told to end while it worked."""
        assert self._process is not None
        return self.trace.was_told(self._process.pid)

    def command(self, *words: str, stdin: str = "", at: str | None = None) -> int:
        """A small command as a process of its own; its exit code, -9 if it was killed."""
        extra = {"CRASH_TRACE": str(self.trace.path)} | ({"CRASH_AT": at} if at else {})
        process = self._popen(words, extra, stdin=subprocess.PIPE)
        process.communicate(stdin.encode(), PATIENCE)
        return process.returncode

    def set_up(self, *branches: str, at: str | None = None) -> None:
        """All that a manager does before orders go. With `at` the command that passes that point
        dies there, and is given once more."""
        for words, token in self._steps(*branches):
            flag = ("--token-stdin",) if token else ()
            code = self.command(*words, *flag, stdin=token, at=at)
            if code == -signal.SIGKILL and at is not None:
                at = None
                code = self.command(*words, *flag, stdin=token)
            assert code == 0, (words, code, self.errors())
        assert at is None, f"{at} was not passed"

    def _steps(self, *branches: str) -> list[tuple[tuple[str, ...], str]]:
        """The commands, each with what it reads from stdin."""
        where = self.sandbox.address
        assert where is not None
        oto = ("connect", "oto", "--url", where.oto_url, "--retailer-id", where.retailer_id)
        city = ("--city", "Riyadh") if self.generation == "v1" else ()
        return [
            (("connect", "foodics", "--url", where.foodics_url), where.foodics_token),
            (oto, where.oto_token),
            (("currency", "SAR"), ""),
            *((("branches", "activate", branch, *city), "") for branch in branches),
        ]

    def do(self, verb: str, **arguments: Any) -> bool:
        """A verb carried out by the process; False if it did not, or died meanwhile."""
        try:
            return asyncio.run(ask(self.data, verb, arguments)) is not None
        except (AppError, OSError):
            return False

    # what is known

    def until(self, check: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Until it holds."""
        over = time.monotonic() + seconds
        while not check():
            if time.monotonic() > over:
                raise AssertionError(f"{what}: it never came to that\n{self.shown()}")
            time.sleep(LOOK_AGAIN)

    def shown(self) -> str:
        """What a person needs to see why."""
        lines = [f"{ref}: {r.state} {r.error} attempts {r.row.attempts} wish {r.row.wish}"
                 for ref, r in sorted(self.ledger().items())]  # fmt: skip
        calls = [f"{call.endpoint} {call.status} {call.order_id} {call.fault}"
                 for call in self.sandbox.calls.calls("oto")[-15:]]  # fmt: skip
        return "\n".join([*lines[-12:], *calls])

    def ledger(self, *references: int) -> dict[int, Record]:
        """What the ledger holds: these orders, or all."""
        with self._reading() as reader:
            if not references:
                return {r.reference: r for r in records.where(reader)}
            found = {ref: records.of_reference(reader, ref) for ref in references}
            return {ref: record for ref, record in found.items() if record is not None}

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._reader.reading(Settings()) as reader:
            yield reader.connection

    def add(self, **fields: Any) -> CloudOrder:
        """An order in the cloud: delivery, Ready, B01, cash on delivery."""
        made = self.sandbox.control.orders.add(**fields)
        assert isinstance(made, CloudOrder)
        return made

    def change(self, order: CloudOrder, **fields: Any) -> None:
        """The cashier changes it; the cloud's stamps are whole seconds."""
        self.sandbox.clock.advance(1)
        self.sandbox.control.orders.change(order, fields)

    def at_oto(self, order: CloudOrder) -> OtoOrder | None:
        """The order as OTO has it."""
        return self.sandbox.oto.account.orders.get(self.oto_id(order))

    def oto_id(self, order: CloudOrder) -> str:
        """Our id of it at OTO."""
        business = self.sandbox.catalog.business["reference"]
        return f"F{business}-{order.reference}"

    def errors(self) -> str:
        """What the processes said on stderr."""
        return (self.folder / "stderr").read_text(errors="replace")


def _listens(pid: int) -> bool:
    """Whether a process has a handler of its own for SIGTERM."""
    try:
        told = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return False
    caught = next(int(line.split()[1], 16) for line in told if line.startswith("SigCgt"))
    return bool(caught >> (signal.SIGTERM - 1) & 1)
