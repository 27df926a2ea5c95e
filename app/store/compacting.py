"""The ledger's file without anything in it that no row holds any more."""

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from app.paths import free_space
from app.store.backup import SPARE

log = logging.getLogger(__name__)

#: A reader that has the file open is waited for so long, milliseconds; sending comes first.
_READERS = 200
#: So many of SQLite's own steps are between two looks at the time.
_STEPS = 1_000


def compact(engine: Engine, path: Path, seconds: float, ends: Callable[[], bool]) -> bool:
    """Writes the file anew and empties its log. SQLite overwrites what is erased, but it may have
    moved a row before, and then its old place holds it still: only a new file surely does not.

    On the store thread, outside a transaction, and broken off when it would take more than about so
    many seconds, or when the program `ends`: everybody waits for it. False if it was broken off, if
    there is no room, or while somebody reads the log.
    """
    free = free_space(path.parent)
    if free is not None and free < 2 * path.stat().st_size + SPARE:
        log.warning("The ledger is not written anew: too little free space")
        return False
    raw = engine.raw_connection()
    try:
        driver = raw.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        # Its second half, putting the new file in place, takes as long and cannot be broken off.
        over = time.monotonic() + seconds / 2
        driver.set_progress_handler(lambda: ends() or time.monotonic() > over, _STEPS)
        try:
            driver.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname == "SQLITE_INTERRUPT":
                return False
            raise
        finally:
            driver.set_progress_handler(None, 0)
        return _empty_log(driver)
    finally:
        raw.close()


def _empty_log(driver: sqlite3.Connection) -> bool:
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout={_READERS}")
    try:
        (busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        with contextlib.suppress(sqlite3.Error):
            driver.execute(f"PRAGMA busy_timeout={patience}")
    return not busy
