"""Back-ups: made beside a writer, whole or none, few, private; and put back."""

import os
import sqlite3
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.dispatch import Answer, Outcome, State
from app.core.errors import AppError
from app.store import backup, database, facts, outcomes
from app.store.facts import CurrencyFact, RestoredFact
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import Box, at_oto

DAY = date(2026, 11, 23)


def currency_in(path: Path) -> str:
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    (value,) = connection.execute("SELECT value FROM facts WHERE name = 'currency'").fetchone()
    connection.close()
    return str(value)


def damage(path: Path) -> None:
    """A page in the middle is overwritten, as by a dying disk."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        for at in range(4096 * 3, size, 4096):
            file.seek(at)
            file.write(b"\xa5" * 512)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


class TestDaily:
    def test_one_a_day_private_whole_and_no_more_than_seven(self, box: Box, folder: Path) -> None:
        box.see(samples.order())
        mask = os.umask(0)
        try:
            for ago in range(9, -1, -1):
                assert backup.daily(box.path, folder, DAY - timedelta(days=ago)) is True
            assert backup.daily(box.path, folder, DAY) is False
        finally:
            os.umask(mask)
        names = sorted(path.name for path in folder.iterdir())
        assert names == [f"ledger-2026-11-{day}.db" for day in range(17, 24)]
        assert backup.newest_day(folder) == DAY
        if os.name == "posix":
            assert folder.stat().st_mode & 0o777 == 0o700
            assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
        newest = backup.copies(folder)[0]
        assert (newest.orders, newest.sent, newest.size > 0) == (1, 0, True)

    def test_copies_before_a_migration_are_not_counted(self, box: Box, folder: Path) -> None:
        folder.mkdir()
        (folder / "ledger-0001.db").write_bytes(b"")
        for ago in range(8):
            backup.daily(box.path, folder, DAY - timedelta(days=ago))
        assert (folder / "ledger-0001.db").exists()

    def test_holds_what_was_committed_while_somebody_writes(self, box: Box, folder: Path) -> None:
        inside, go_on = threading.Event(), threading.Event()

        def slow(txn: Txn) -> None:
            facts.put(txn.connection, CurrencyFact("KWD"))
            inside.set()
            assert go_on.wait(10)

        writer = threading.Thread(target=box.do, args=(slow,))
        writer.start()
        assert inside.wait(10)
        assert backup.daily(box.path, folder, DAY)
        go_on.set()
        writer.join(10)
        assert "SAR" in currency_in(folder / f"ledger-{DAY}.db")

    def test_a_damaged_ledger_replaces_no_good_copy(self, box: Box, folder: Path) -> None:
        assert backup.daily(box.path, folder, DAY - timedelta(days=1))
        box.ledger.close()
        damage(box.path)
        with pytest.raises(sqlite3.DatabaseError) as raised:
            backup.daily(box.path, folder, DAY)
        assert database.trouble(raised.value, box.path).code == "ledger_broken"
        assert [path.name for path in folder.iterdir()] == ["ledger-2026-11-22.db"]

    def test_without_room_there_is_none_and_that_has_words(
        self, box: Box, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backup, "free_space", lambda _: 50_000_000)
        with pytest.raises(AppError, match="disk of this PC is full: 50 MB are free"):
            backup.daily(box.path, folder, DAY)
        assert list(folder.iterdir()) == []

    def test_nothing_to_list_where_there_is_nothing(self, folder: Path) -> None:
        assert (backup.newest_day(folder), backup.copies(folder)) == (None, [])


class TestRestore:
    def test_the_copy_takes_the_place_and_what_was_there_is_kept_whole(
        self, box: Box, folder: Path, tmp_path: Path
    ) -> None:
        backup.daily(box.path, folder, DAY)
        box.do(lambda txn: facts.put(txn.connection, CurrencyFact("KWD")))
        # As after a kill: the last commit is in the log beside the file alone.
        copy = tmp_path / "killed"
        copy.mkdir()
        for ending in ("", "-wal"):
            (copy / f"ledger.db{ending}").write_bytes(Path(f"{box.path}{ending}").read_bytes())
        aside = tmp_path / "aside"
        newest = folder / f"ledger-{DAY}.db"
        before = newest.read_bytes()
        for number in ("1", "2"):
            kept = backup.restore(newest, copy / "ledger.db", aside, database.REVISION)
            assert kept == aside / number
        assert newest.read_bytes() == before
        assert "SAR" in currency_in(copy / "ledger.db")
        assert sorted(path.name for path in copy.iterdir()) == ["ledger.db"]
        connection = sqlite3.connect(aside / "1" / "ledger.db")
        row = connection.execute("SELECT value FROM facts WHERE name = 'currency'").fetchone()
        connection.close()
        assert b"KWD" in row[0]

    def test_where_there_is_no_ledger_nothing_is_set_aside(
        self, box: Box, folder: Path, tmp_path: Path
    ) -> None:
        backup.daily(box.path, folder, DAY)
        (tmp_path / "new").mkdir()
        fresh = tmp_path / "new" / "ledger.db"
        made = backup.restore(
            folder / f"ledger-{DAY}.db", fresh, tmp_path / "aside", database.REVISION
        )
        assert made is None
        database.open_reader(fresh).dispose()

    @pytest.mark.parametrize("how", ["damaged", "newer", "no database", "no revision"])
    def test_a_copy_that_is_no_good_changes_nothing(
        self, box: Box, folder: Path, tmp_path: Path, how: str
    ) -> None:
        backup.daily(box.path, folder, DAY)
        copy = folder / f"ledger-{DAY}.db"
        if how == "damaged":
            damage(copy)
        elif how == "no database":
            copy.write_bytes(b"this is a letter" * 500)
        else:
            connection = sqlite3.connect(copy)
            connection.execute("DELETE FROM alembic_version")
            if how == "newer":
                connection.execute("INSERT INTO alembic_version VALUES ('9999')")
            connection.commit()
            connection.close()
        box.ledger.close()
        before = box.path.read_bytes()
        with pytest.raises(AppError) as raised:
            backup.restore(copy, box.path, tmp_path / "aside", database.REVISION)
        assert raised.value.code == ("ledger_newer" if how == "newer" else "ledger_broken")
        assert box.path.read_bytes() == before
        assert not (tmp_path / "aside").exists()

    @pytest.mark.parametrize(("later", "flags"), [(False, []), (True, ["another_pc"])])
    def test_what_oto_has_of_before_is_ours_and_no_other_pcs(
        self, box: Box, later: bool, flags: list[str]
    ) -> None:
        at = samples.NOW + timedelta(hours=-1 if later else 1)
        box.do(lambda txn: facts.put(txn.connection, RestoredFact(at)))
        box.see(samples.order())
        (send,) = box.claim()

        def exists(txn: Txn) -> State:
            sent = outcomes.Sent(send.key, Answer(Outcome.EXISTS, code="OTO1063"), 0.1, 0.5)
            return outcomes.record(txn.connection, txn.context, txn.journal, sent, txn.now)

        assert box.do(exists) is State.UNKNOWN
        assert box.looked_up(send.key, at_oto()) is State.SENT
        assert box.flags() == flags


class TestAnEmptiedFile:
    def test_is_no_new_ledger_where_there_are_back_ups(self, tmp_path: Path, folder: Path) -> None:
        path = tmp_path / "ledger.db"
        path.write_bytes(b"")
        database.open_writer(path, folder).dispose()  # a first start that was cut short
        backup.daily(path, folder, DAY)
        path.write_bytes(b"")
        with pytest.raises(AppError) as raised:
            database.open_writer(path, folder)
        assert raised.value.code == "ledger_broken"
        assert path.read_bytes() == b""
