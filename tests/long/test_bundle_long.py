"""The support bundle of 100,000 orders and of logs that grew without end: bounded size and time."""

import json
import sqlite3
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from app.paths import DataDir
from tests import ledgers
from tests.cli_kit import Cli

ORDERS = 100_000
#: Generous: other work on the PC may be beside it.
SECONDS, BYTES = 60.0, 12_000_000


@pytest.mark.timeout(600)
def test_of_100000_orders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Cli(tmp_path, monkeypatch, capsys)
    data = DataDir(run.data)
    data.prepare()
    ledgers.fill(data.ledger, ORDERS)
    data.logs.mkdir()
    line = b"2026-11-23T18:00:00.000Z INFO app.engine: the poll went on\n"
    for number in range(8):
        name = f"oto-companion.log.{number}" if number else "oto-companion.log"
        (data.logs / name).write_bytes(line * 60_000)  # 3.5 MB each, as none should be
    with closing(sqlite3.connect(data.ledger)) as connection:
        newest = connection.execute("SELECT reference FROM orders ORDER BY key DESC LIMIT 200")
        chosen = [word for (reference,) in newest for word in ("--order", str(reference))]
    began = time.monotonic()
    said = run("bundle", *chosen, "--output", str(tmp_path / "support.zip"))
    took = time.monotonic() - began
    assert said.code == 0, said
    with zipfile.ZipFile(tmp_path / "support.zip") as archive:
        size = sum(each.file_size for each in archive.infolist())
        numbers = json.loads(archive.read("ledger.json"))
        assert sum(name.startswith("orders/") for name in archive.namelist()) == 200
    packed = (tmp_path / "support.zip").stat().st_size
    print(f"\nbundle of {ORDERS} orders: {took:.1f} s, {packed} bytes, {size} unpacked")  # noqa: T201
    assert numbers["rows"]["orders"] == ORDERS
    assert took < SECONDS
    assert size < BYTES
