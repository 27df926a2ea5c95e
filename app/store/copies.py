"""A copy of the ledger that nobody writes: which version it is of, read without changing it."""

import contextlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

#: What is wrong with the disk, or somebody's having the file open, is not wrong with the copy.
_TROUBLE = ("SQLITE_BUSY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")


class UnusableError(Exception):
    """A copy that is damaged, or of a newer version."""


def revision_of(path: Path) -> str:
    """Its revision; what its writer left in a log beside it is put into it. UnusableError."""
    try:
        if Path(f"{path}-wal").exists():
            seen = path.stat()
            with contextlib.closing(sqlite3.connect(path, timeout=10.0)) as merging:
                merging.execute("PRAGMA journal_mode=DELETE")
            os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        with contextlib.closing(immutable(path)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(_TROUBLE):
            raise
        raise UnusableError from error
    if found is None:
        raise UnusableError
    return str(found[0])


def immutable(path: Path) -> sqlite3.Connection:
    # Nobody writes it: read without files beside it, which SQLite would leave there.
    return sqlite3.connect(f"file:{quote(str(path))}?immutable=1", uri=True)
