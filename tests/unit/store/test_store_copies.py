"""Copies of the ledger that nobody writes, and when the file is not written anew."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from app.store import compacting, copies, database
from tests.unit.store.box import Box


def test_what_its_writer_left_beside_it_is_put_into_it(tmp_path: Path) -> None:
    box = Box(tmp_path)
    copy = tmp_path / "copy.db"
    for ending in ("", "-wal"):  # as after a kill
        Path(f"{copy}{ending}").write_bytes(Path(f"{box.path}{ending}").read_bytes())
    box.ledger.close()
    seen = copy.stat().st_mtime_ns
    assert copies.revision_of(copy) == database.REVISION
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]
    assert copy.stat().st_mtime_ns == seen


@pytest.mark.parametrize("statement", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_one_of_no_version_is_no_copy(tmp_path: Path, statement: str) -> None:
    box = Box(tmp_path)
    box.ledger.close()
    with contextlib.closing(sqlite3.connect(box.path)) as connection:
        connection.execute(statement)
        connection.commit()
    with pytest.raises(copies.UnusableError):
        copies.revision_of(box.path)


def test_trouble_with_the_disk_is_not_the_copy_s(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        copies.revision_of(tmp_path / "nowhere" / "ledger.db")


async def test_without_room_or_while_somebody_reads_the_file_stays(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(compacting, "free_space", lambda _: 0)
        assert not await box.ledger.compact(60.0)
    with contextlib.closing(sqlite3.connect(box.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM orders").fetchone()
        box.do(lambda txn: txn.connection.exec_driver_sql("UPDATE branches SET city = 'x'"))
        assert not await box.ledger.compact(60.0)
    assert await box.ledger.compact(60.0)
