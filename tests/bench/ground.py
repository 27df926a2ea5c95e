"""What the measurements stand on: data directories that are set up, and processes to watch."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from app import credentials as names
from app.core import request
from app.core.dispatch import State
from app.core.eligibility import Known
from app.core.order import DeliveryStatus
from app.credentials import Credentials
from app.oto import wire
from app.paths import DataDir
from app.settings import Settings
from app.store import observing
from app.store.ledger import Ledger, Txn
from tests import ledgers
from tests.bench.watched import Used
from tests.keyrings_file import FileKeyring

ROOT = Path(__file__).parents[2]


def environment(folder: Path) -> dict[str, str]:
    """For the program's processes: a keyring in a file, and no proxy."""
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return {
        **kept,
        "PYTHON_KEYRING_BACKEND": "tests.keyrings_file.FileKeyring",
        "TEST_KEYRING": str(folder / "keyring.json"),
        "PYTHONPATH": str(ROOT),
    }


@contextlib.contextmanager
def service() -> Iterator[str]:
    """The address of `tests.bench.server` in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.server"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def book(url: str) -> dict[str, Any]:
    """What the service was asked since `clear`."""
    return _ask(url, "/book")


def clear(url: str) -> None:
    """A new book."""
    _ask(url, "/clear")


def _ask(url: str, path: str) -> dict[str, Any]:
    """As cheap as it can be: it must not take the measured processes' time."""
    connection = http.client.HTTPConnection(url.partition("//")[2])
    connection.request("GET", path)
    found: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return found


def set_up(folder: Path, url: str, orders: int = 2_000, times: int = 1) -> DataDir:
    """A data directory whose services are at `url`: finished orders, three active branches."""
    data = DataDir(folder / "data")
    data.prepare()
    ledgers.fill(data.ledger, orders=orders // times, open_=0, url=url)
    if times > 1:
        ledgers.multiply(data.ledger, times)
    # Today's back-up is made, as at every start but the first of a day.
    data.backups.mkdir(exist_ok=True)
    (data.backups / f"ledger-{datetime.now(UTC).date().isoformat()}.db").touch()
    os.environ["TEST_KEYRING"] = str(folder / "keyring.json")
    kept = Credentials(data.make_installation_id(), backend=FileKeyring())  # type: ignore[no-untyped-call]
    kept.set(names.FOODICS_TOKEN, "foodics.token")
    kept.set(names.OTO_TOKEN, "AMf-" + "t" * 200)
    return data


def queue(data: DataDir, count: int, now: datetime) -> list[bytes]:
    """Orders that are Ready at `now`, queued; returns what OTO is to be sent of each."""
    ledger = Ledger(data.ledger, Settings(), lambda: now)
    try:
        return ledger.write_now(_queue, count)
    finally:
        ledger.close()


def _queue(txn: Txn, count: int) -> list[bytes]:
    first = 1_000_000
    found = [
        replace(
            ledgers.order(number, number % 3 + 1, txn.now - timedelta(minutes=9), State.QUEUED),
            reference=number,
            delivery_status=DeliveryStatus.READY,
            total=Decimal("86.25"),
        )
        for number in range(first, first + count)
    ]
    observing.observe(txn.connection, txn.context, txn.journal, found, txn.now)
    known = Known(ready_at=txn.now)
    return [
        wire.encode(
            wire.order_body(
                request.build(
                    order,
                    txn.context.by_id[order.branch_id].rule,
                    txn.context.rules,
                    known,
                    order_id=request.oto_order_id(txn.context.business_reference, order.reference),
                )
            )
        )
        for order in found
    ]


class Watched:
    """A Python process that says what it has used, as `tests.bench.watched` does."""

    def __init__(
        self, words: Sequence[str], folder: Path, more: Mapping[str, str] | None = None
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env={**environment(folder), **(more or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def used(self) -> Used:
        """What it has used until now."""
        assert self._process.stdin is not None
        assert self._process.stderr is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        line = self._process.stderr.readline()
        try:
            seconds, megabytes = map(float, line.split())
        except ValueError:
            raise RuntimeError(line + self._process.stderr.read()) from None
        return Used(seconds, megabytes)

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)


def program(folder: Path, more: Mapping[str, str] | None = None) -> Watched:
    """`run` on the data directory in `folder`."""
    words = ("--data-dir", str(folder / "data"), "run", "--json")
    return Watched(["-m", "tests.bench.watched", *words], folder, more)
