"""`backups`, `restore` and what the doctor says of them, without any service."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from app.doctor import pc
from app.paths import DataDir
from app.store import backup, database
from tests.cli_kit import Cli

NAME = "ledger-2026-11-23.db"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """With a ledger and one back-up of it."""
    made = Cli(tmp_path, monkeypatch, capsys)
    data = DataDir(made.data)
    data.prepare()
    data.make_installation_id()
    database.open_writer(data.ledger).dispose()
    backup.daily(data.ledger, data.backups, date(2026, 11, 23))
    return made


def test_they_are_listed_for_people_and_programs(run: Cli) -> None:
    assert NAME in run("backups").out
    (row,) = run("backups", "--json").rows
    assert list(row) == ["name", "made_at", "bytes", "orders", "sent"]
    assert (row["name"], row["orders"], row["sent"]) == (NAME, 0, 0)
    (run.data / "backups" / NAME).write_bytes(b"a letter" * 1_000)
    (row,) = run("backups", "--json").rows
    assert (row["orders"], row["sent"]) == (None, None)
    assert run("restore", NAME).refused("damaged or not a ledger")


def test_where_there_is_nothing_nothing_is_made(run: Cli, tmp_path: Path) -> None:
    run.data = tmp_path / "elsewhere"
    assert (run("backups").out, run("backups").code) == ("", 0)
    assert run("restore", NAME).refused("no such back-up")
    assert not run.data.exists()


def test_a_disk_that_does_not_take_it_is_said_and_the_ledger_stays(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = (run.data / "ledger.db").read_bytes()
    with monkeypatch.context() as full:
        full.setattr(backup, "back_up", no_room)
        assert run("restore", NAME).refused("The disk of this PC is full")
    assert (run.data / "ledger.db").read_bytes() == before
    assert run("restore", NAME).code == 0  # the lock was given back


def test_the_doctor_misses_a_back_up_only_while_the_ledger_is_written(run: Cli) -> None:
    data = DataDir(run.data)
    copy = data.backups / NAME
    (check,) = pc.backups(data)
    assert (check.ok, check.detail) == (True, f"the newest is {NAME}")
    old = time.time() - 3 * 86_400
    os.utime(copy, (old, old))
    (check,) = pc.backups(data)
    assert (check.ok, check.detail) == (False, f"the newest is {NAME}, 3 days ago")
    os.utime(data.ledger, (old, old))  # the program did not run since
    (check,) = pc.backups(data)
    assert check.ok
    copy.unlink()
    (check,) = pc.backups(data)
    assert (check.ok, check.detail) == (True, "none yet")
    data.ledger.unlink()
    assert list(pc.backups(data)) == []
