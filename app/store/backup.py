"""Back-ups of the ledger: made beside the writer, checked, few, private, and put back."""

import contextlib
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from app.core.errors import AppError
from app.paths import free_space
from app.store.codec import dump, load
from app.store.facts import ClockFact, RestoredFact

#: So many daily back-ups are kept.
KEEP = 7
#: What stays free on the disk beside a back-up, bytes: the ledger itself goes first.
SPARE = 100_000_000
#: Back-ups are made and written anew in threads; two that name their files alike must not meet.
one_at_a_time = threading.Lock()
_DAILY = re.compile(r"ledger-(\d{4}-\d\d-\d\d)\.db")
_DAMAGED = "database disk image is malformed"


@dataclass(frozen=True, slots=True)
class Copy:
    """One back-up. `orders` and `sent` are None if it cannot be read; `made_at` is the file's."""

    name: str
    made_at: datetime
    size: int
    orders: int | None
    sent: int | None


def back_up(source: Path, target: Path, *, live: bool = True, compact: bool = False) -> None:
    """A consistent copy by SQLite's own back-up, whole and checked, or none.

    `live`: somebody may be writing the source. `compact`: without free space, in which what was
    erased may have left traces. Raises sqlite3.Error or OSError; for a damaged
    ledger a DatabaseError "… malformed".
    """
    partial = target.with_suffix(".part")
    remove(partial)  # of a back-up that was cut short
    # Private from its first byte, whatever the process allows others.
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with (
            _reading(source, live=live) as origin,
            contextlib.closing(sqlite3.connect(partial)) as copy,
        ):
            origin.backup(copy)
        check(partial)
        if compact:
            with contextlib.closing(sqlite3.connect(partial)) as copy:
                copy.execute("VACUUM")
        sync(partial)
        partial.replace(target)
    finally:
        remove(partial)


def daily(ledger: Path, folder: Path, day: date) -> bool:
    """Makes the back-up of this day unless there is one, and removes those before the last few.

    True if one was made. Blocks; not for the loop. AppError `disk_full` when there is no room, else
    as `back_up`.
    """
    with one_at_a_time:
        return _daily(ledger, folder, day)


def _daily(ledger: Path, folder: Path, day: date) -> bool:
    target = folder / f"ledger-{day.isoformat()}.db"
    if target.exists():
        return False
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = free_space(folder)
    if free is not None and free < ledger.stat().st_size + SPARE:
        raise AppError("disk_full", path=folder, free=free // 1_000_000)
    back_up(ledger, target, compact=True)
    made = sorted(path for path in folder.iterdir() if _DAILY.fullmatch(path.name))
    for old in made[:-KEEP]:
        old.unlink(missing_ok=True)
    return True


def newest_day(folder: Path) -> date | None:
    """The day of the newest daily back-up."""
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    days = [date.fromisoformat(found[1]) for name in names if (found := _DAILY.fullmatch(name))]
    return max(days, default=None)


def copies(folder: Path) -> list[Copy]:
    """All back-ups, the newest first."""
    found = sorted(folder.glob("ledger-*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [_described(path) for path in found]


def restore(copy: Path, ledger: Path, aside: Path, newest: str) -> Path | None:
    """Puts a back-up in the ledger's place; what was there is kept in `aside`, whose folder is
    returned. `newest` is the latest revision this program knows. Nobody else may use the ledger.

    AppError `ledger_broken` or `ledger_newer` for a copy that is no good: nothing is changed then.
    sqlite3.Error or OSError when it cannot be written; the ledger is the old or the new one.
    """
    found = _revision(copy)
    if found > newest:
        raise AppError("ledger_newer", path=copy, found=found)
    fresh = ledger.with_suffix(".restoring")
    remove(fresh)
    back_up(copy, fresh, live=False)
    _mark(fresh)
    kept = _keep(ledger, aside)
    # Left behind, its log would be read into the restored file.
    for ending in ("-wal", "-shm"):
        Path(f"{ledger}{ending}").unlink(missing_ok=True)
    fresh.replace(ledger)
    return kept


def _keep(ledger: Path, aside: Path) -> Path | None:
    if not ledger.exists():
        return None
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = 1
    while (folder := aside / str(number)).exists():
        number += 1
    folder.mkdir(mode=0o700)
    for ending in ("", "-wal", "-shm"):
        path = Path(f"{ledger}{ending}")
        if path.exists():
            made = folder / path.name
            shutil.copyfile(path, made)
            made.chmod(0o600)
    return folder


def _mark(ledger: Path) -> None:
    """Orders sent since the back-up are found at OTO: that was this program, not another PC."""
    with contextlib.closing(sqlite3.connect(ledger)) as connection, connection:
        row = connection.execute("SELECT value FROM facts WHERE name = 'clock'").fetchone()
        offset = load(row[0], ClockFact).offset if row else 0.0
        at = datetime.now(UTC) + timedelta(seconds=offset)
        connection.execute("DELETE FROM facts WHERE name = 'restored'")
        connection.execute("INSERT INTO facts VALUES ('restored', ?)", (dump(RestoredFact(at)),))


def _revision(copy: Path) -> str:
    """The revision of a back-up that is whole. AppError `ledger_broken`."""
    try:
        check(copy)
        with _reading(copy) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        raise AppError("ledger_broken", path=copy) from None
    if row is None:
        raise AppError("ledger_broken", path=copy)
    return str(row[0])


def _described(path: Path) -> Copy:
    seen = path.stat()
    orders = sent = None
    with contextlib.suppress(sqlite3.Error), _reading(path) as connection:
        (orders,) = connection.execute("SELECT count(*) FROM orders").fetchone()
        (sent,) = connection.execute(
            "SELECT count(*) FROM dispatches WHERE state = 'sent'"
        ).fetchone()
    made_at = datetime.fromtimestamp(seen.st_mtime, UTC).replace(microsecond=0)
    return Copy(path.name, made_at, seen.st_size, orders, sent)


@contextlib.contextmanager
def _reading(path: Path, *, live: bool = False) -> Iterator[sqlite3.Connection]:
    # A copy that nobody writes is read without files beside it, which SQLite would leave there.
    how = "mode=ro" if live else "immutable=1"
    connection = sqlite3.connect(f"file:{quote(str(path))}?{how}", uri=True, timeout=10.0)
    try:
        yield connection
    finally:
        connection.close()


def remove_leftovers(folder: Path) -> None:
    """Of back-ups that were cut short by the end of the program; for whoever has `one_at_a_time`."""
    for path in folder.glob("*.part*"):
        path.unlink(missing_ok=True)


def check(path: Path) -> None:
    """sqlite3.DatabaseError if a file is not whole."""
    with _reading(path) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(_DAMAGED)


def sync(path: Path) -> None:
    """On the disk before it takes the place of another."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(path: Path) -> None:
    """A file of SQLite with what it has beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
