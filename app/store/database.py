"""Opening the ledger's file: one writer, whole transactions, migrations with a back-up first."""

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, StaticPool

from app.core.errors import AppError
from app.paths import free_space
from app.store import backup

#: The newest revision this program knows; a test compares it with the migration scripts.
REVISION = "0006"


def open_writer(path: Path, backups: Path | None = None) -> Engine:
    """The one writing engine. Creates or migrates the file.

    Raises AppError `ledger_newer`, `ledger_broken` or `ledger_unwritable`; the file stays as it was.
    """
    try:
        return _open_writer(path, backups)
    except (DatabaseError, sqlite3.Error, OSError) as error:
        raise trouble(error, path) from error


def _open_writer(path: Path, backups: Path | None) -> Engine:
    _look_at_file(path, backups)
    engine = create_engine(
        f"sqlite:///{path}", poolclass=StaticPool, connect_args=_CONNECT, **_PRIVATE
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin_immediate)
    try:
        found = _revision(engine)
        if found != REVISION:
            _migrate(engine, found, path, backups)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _look_at_file(path: Path, backups: Path | None) -> None:
    """Makes the file private from its first byte. One that was emptied is no new ledger: where there
    are back-ups there was one, and starting anew would forget what was sent."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    elif path.stat().st_size == 0 and backups is not None and backup.newest_day(backups):
        raise AppError("ledger_broken", path=path)


#: Error texts never show the values of a statement: they may be customers' data.
_PRIVATE: dict[str, Any] = {"hide_parameters": True}
#: The store thread is not the thread that opened the file; only one of them works at a time.
_CONNECT = {"check_same_thread": False, "timeout": 10.0, "isolation_level": None}


def _migrate(engine: Engine, found: str | None, path: Path, backups: Path | None) -> None:
    # Alembic takes 0.4 s to import: only when the file's version differs.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see above

    from app.store.migrations import config  # noqa: PLC0415 - see above

    settings = config()
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    if found is not None and found not in known:
        raise AppError("ledger_newer", path=path, found=found)
    if found is not None and backups is not None:
        backups.mkdir(mode=0o700, parents=True, exist_ok=True)
        backup.back_up(path, backups / f"ledger-{found}.db")
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def open_reader(path: Path) -> Engine:
    """A read-only engine (AUTOCOMMIT, never migrates) for screens and reading commands.

    Raises AppError `ledger_newer`, `ledger_older`, `ledger_broken` or `ledger_unreadable`.
    """
    url = f"file:{quote(str(path))}?mode=ro"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(url, uri=True, timeout=5.0, check_same_thread=False)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT", **_PRIVATE
    )
    try:
        found = _revision(engine)
    except (DatabaseError, sqlite3.Error) as error:
        raise trouble(error, path, "ledger_unreadable") from error
    if found != REVISION:
        code = "ledger_older" if found is None or found < REVISION else "ledger_newer"
        raise AppError(code, path=path, found=found)
    return engine


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        cursor = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
        )
        if cursor.first() is None:
            return None
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return str(row[0]) if row else None


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    # FULL: NORMAL may lose the last commits at a power cut, and a lost `sending` is a double order.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
    # What is erased or replaced is overwritten, not left in free space.
    connection.execute("PRAGMA secure_delete=ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def trouble(error: Exception, path: Path, code: str = "ledger_unwritable") -> AppError:
    """What an error of SQLite or of the disk means for the file at `path`."""
    text = str(getattr(error, "orig", None) or error)
    if "disk is full" in text or getattr(error, "errno", None) == errno.ENOSPC:
        free = free_space(path.parent)
        return AppError(
            "disk_full", path=path.parent, free=0 if free is None else free // 1_000_000
        )
    if "not a database" in text or "malformed" in text or "corrupt" in text:
        return AppError("ledger_broken", path=path)
    return AppError(code, path=path, why=text)
