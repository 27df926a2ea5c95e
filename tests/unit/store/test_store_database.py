"""The ledger's file: migrations, back-ups, one writer, readers beside it."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event as engine_event
from sqlalchemy import select

from app.core.dispatch import State
from app.core.errors import AppError
from app.core.events import Notice
from app.settings import Settings
from app.store import backup, database, facts, ledger, migrations, queries, tables
from app.store.facts import CurrencyFact
from app.store.ledger import Ledger, Txn
from tests.unit.core import samples
from tests.unit.store.box import Box
from tests.unit.store.older import take_back


def put(txn: Txn, code: str) -> None:
    facts.put(txn.connection, CurrencyFact(code))


def currency(txn: Txn) -> str | None:
    found = facts.get(txn.connection, CurrencyFact)
    return found.code if found else None


class TestMigrations:
    def test_a_fresh_file_has_exactly_the_tables(self, tmp_path: Path) -> None:
        engine = database.open_writer(tmp_path / "ledger.db")
        with engine.connect() as connection:
            found = MigrationContext.configure(connection)
            assert compare_metadata(found, tables.metadata) == []
            assert found.get_current_revision() == database.REVISION
        engine.dispose()

    def test_the_newest_script_is_the_revision(self) -> None:
        scripts = ScriptDirectory.from_config(migrations.config())
        assert scripts.get_current_head() == database.REVISION

    def test_is_private_to_the_user(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        database.open_writer(path).dispose()
        assert path.stat().st_mode & 0o077 == 0

    def test_opening_again_keeps_what_is_there_without_alembic(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box = Box(tmp_path)
        box.do(put, "SAR")
        box.ledger.close()
        monkeypatch.setattr(database, "_migrate", lambda *_: pytest.fail("migrated again"))
        again = Box(tmp_path)
        assert again.do(currency) == "SAR"
        again.ledger.close()

    def test_a_newer_one_is_refused_untouched_and_without_a_back_up(self, tmp_path: Path) -> None:
        path, backups = tmp_path / "ledger.db", tmp_path / "backups"
        database.open_writer(path).dispose()
        _set_revision(path, "9999")
        before = path.read_bytes()
        with pytest.raises(AppError) as raised:
            database.open_writer(path, backups)
        assert raised.value.code == "ledger_newer"
        assert path.read_bytes() == before
        assert not backups.exists()
        with pytest.raises(AppError) as raised:
            database.open_reader(path)
        assert raised.value.code == "ledger_newer"

    @pytest.mark.parametrize("kept", [True, False])
    def test_a_back_up_is_made_before_a_migration(self, tmp_path: Path, kept: bool) -> None:
        path, backups = tmp_path / "ledger.db", tmp_path / "backups"
        _of_the_first_version(tmp_path)
        with pytest.raises(AppError) as raised:
            database.open_reader(path)
        assert raised.value.code == "ledger_older"
        (tmp_path / "ledger-0001.part").write_bytes(b"cut short")
        engine = database.open_writer(path, backups if kept else None)
        with engine.connect() as connection:
            found = MigrationContext.configure(connection)
            assert compare_metadata(found, tables.metadata) == []
        engine.dispose()
        assert backups.exists() is kept
        if kept:
            copy = sqlite3.connect(backups / "ledger-0001.db")
            assert copy.execute("SELECT count(*) FROM facts").fetchone() == (1,)
            copy.close()

    def test_a_back_up_that_was_cut_short_is_made_anew(self, tmp_path: Path) -> None:
        path, target = tmp_path / "ledger.db", tmp_path / "copy.db"
        database.open_writer(path).dispose()
        target.with_suffix(".part").write_bytes(b"half of it" * 100)
        backup.back_up(path, target)
        database.open_reader(target).dispose()
        assert not target.with_suffix(".part").exists()

    def test_a_migration_that_fails_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "ledger.db"

        def fail(connection: object, *_: object, **__: object) -> None:
            connection.exec_driver_sql("CREATE TABLE half (x)")  # type: ignore[attr-defined]
            raise sqlite3.OperationalError("disk full")

        with monkeypatch.context() as patched:
            from alembic import command

            patched.setattr(
                command, "upgrade", lambda config, _: fail(config.attributes["connection"])
            )
            with pytest.raises(AppError, match="disk full"):
                database.open_writer(path)
        engine = database.open_writer(path)
        with engine.connect() as connection:
            names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")]
        engine.dispose()
        assert "half" not in names
        assert "dispatches" in names


class TestBroken:
    def test_a_file_that_is_no_ledger_is_refused_and_untouched(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        path.write_bytes(b"this is a letter, not a ledger" * 50)
        for opener in (database.open_writer, database.open_reader):
            with pytest.raises(AppError) as raised:
                opener(path)
            assert raised.value.code == "ledger_broken"
        assert path.read_bytes() == b"this is a letter, not a ledger" * 50

    def test_no_folder_to_write_in(self, tmp_path: Path) -> None:
        with pytest.raises(AppError) as raised:
            Ledger(tmp_path / "no" / "ledger.db", Settings(), lambda: samples.NOW)
        assert raised.value.code == "ledger_unwritable"

    def test_a_reader_needs_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(AppError) as raised:
            database.open_reader(tmp_path / "ledger.db")
        assert raised.value.code == "ledger_unreadable"
        assert not (tmp_path / "ledger.db").exists()

    @pytest.mark.parametrize("emptied", [True, False])
    def test_a_reader_never_migrates(self, tmp_path: Path, emptied: bool) -> None:
        path = tmp_path / "ledger.db"
        database.open_writer(path).dispose()
        _set_revision(path, None if emptied else "0000")
        before = path.read_bytes()
        with pytest.raises(AppError) as raised:
            database.open_reader(path)
        assert raised.value.code == "ledger_older"
        assert path.read_bytes() == before


class TestReaderBesideTheWriter:
    def test_sees_what_is_committed_and_only_that(self, box: Box) -> None:
        engine = database.open_reader(box.path)
        inside, go_on = threading.Event(), threading.Event()

        def slow(txn: Txn) -> None:
            put(txn, "KWD")
            inside.set()
            assert go_on.wait(10)

        writer = threading.Thread(target=box.do, args=(slow,))
        writer.start()
        assert inside.wait(10)
        with engine.connect() as connection:
            found = facts.get(connection, CurrencyFact)
            assert found is not None
            assert found.code == "SAR"
        go_on.set()
        writer.join(10)
        with engine.connect() as connection:
            found = facts.get(connection, CurrencyFact)
            assert found is not None
            assert found.code == "KWD"
        engine.dispose()

    def test_cannot_write(self, box: Box) -> None:
        engine = database.open_reader(box.path)
        with engine.connect() as connection, pytest.raises(Exception, match="readonly"):
            facts.put(connection, CurrencyFact("KWD"))
        engine.dispose()

    def test_reads_the_rows_of_the_commands(self, box: Box) -> None:
        box.see(samples.order())
        engine = database.open_reader(box.path)
        with engine.connect() as connection:
            reader = queries.Reader.of(connection, Settings(), box.now)
            assert [row["state"] for row in queries.order_rows(reader)] == ["queued"]
        engine.dispose()


class TestTransactions:
    @pytest.fixture(autouse=True)
    def _no_hook(self) -> Iterator[None]:
        yield
        ledger.commit_hook = None

    def test_all_or_nothing(self, box: Box) -> None:
        def half(txn: Txn) -> None:
            put(txn, "KWD")
            raise AppError("step_oto")

        box.told.clear()
        with pytest.raises(AppError, match="OTO is not connected"):
            box.do(half)
        assert (box.do(currency), box.told) == ("SAR", [])

    def test_listeners_hear_after_the_commit(self, box: Box) -> None:
        heard: list[str | None] = []
        reader = database.open_reader(box.path)

        def look(_: object) -> None:
            with reader.connect() as connection:
                row = connection.execute(select(tables.dispatches.c.state)).first()
                heard.append(row[0] if row else None)

        stop = box.ledger.listen(look)
        box.see(samples.order())
        assert heard == [State.QUEUED]
        stop()
        box.claim()
        assert heard == [State.QUEUED]
        reader.dispose()

    def test_a_listener_at_fault_does_not_undo_what_is_committed(self, box: Box) -> None:
        def faulty(_: object) -> None:
            raise RuntimeError("the window is gone")

        stop = box.ledger.listen(faulty)
        box.see(samples.order())
        stop()
        assert box.state() is State.QUEUED

    def test_hooks_stand_before_and_after_the_commit(self, box: Box) -> None:
        seen: list[str] = []
        ledger.commit_hook = seen.append
        box.do(put, "KWD")
        assert seen == [
            "test_store_database.put:before-commit",
            "test_store_database.put:after-commit",
        ]

    def test_a_kill_before_the_commit_leaves_nothing(self, box: Box) -> None:
        class Killed(BaseException):
            pass

        def kill(name: str) -> None:
            raise Killed(name)

        box.see(samples.order())
        ledger.commit_hook = kill
        with pytest.raises(Killed):
            box.claim()
        ledger.commit_hook = None
        assert box.state() is State.QUEUED

    def test_each_commit_is_full_and_takes_the_lock_at_once(self, box: Box) -> None:
        def pragmas(txn: Txn) -> list[object]:
            names = ("journal_mode", "synchronous", "foreign_keys")
            return [txn.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

        statements: list[str] = []
        engine = box.ledger._engine

        def note(_c: object, _k: object, text: str, *_: object) -> None:
            statements.append(text)

        engine_event.listen(engine, "before_cursor_execute", note)
        assert box.do(pragmas) == ["wal", 2, 1]
        assert statements[0] == "BEGIN IMMEDIATE"

    def test_disk_trouble_has_no_values_in_it(self, box: Box) -> None:
        def fail(txn: Txn) -> None:
            put(txn, "KWD")
            txn.connection.execute(tables.facts.insert(), {"name": "secret name", "value": None})

        with pytest.raises(AppError) as raised:
            box.do(fail)
        assert raised.value.code == "ledger_unwritable"
        assert "secret name" not in str(raised.value)

    async def test_a_cancelled_caller_does_not_half_cancel_a_write(self, box: Box) -> None:
        inside, go_on = threading.Event(), threading.Event()

        def slow(txn: Txn) -> None:
            put(txn, "KWD")
            inside.set()
            assert go_on.wait(10)

        task = asyncio.create_task(box.ledger.write(slow))
        await asyncio.to_thread(inside.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        go_on.set()
        assert await box.ledger.write(currency) == "KWD"

    def test_closes_once(self, bare: Box) -> None:
        bare.ledger.close()
        bare.ledger.close()
        shutil.copy(bare.path, bare.path.with_suffix(".copy"))

    def test_notices_are_told_and_not_kept(self, box: Box) -> None:
        box.told.clear()
        box.do(lambda txn: txn.journal.notice(txn.now, "test", a=1))
        assert box.told == [Notice(box.now, "test", {"a": 1})]


def _of_the_first_version(folder: Path) -> None:
    """A ledger with one fact, as the first version of the program left it."""
    box = Box(folder)
    box.do(put, "SAR")
    box.ledger.close()
    take_back(box.path, "0001")


def _set_revision(path: Path, revision: str | None) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM alembic_version")
    if revision is not None:
        connection.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
