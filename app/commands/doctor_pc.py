"""The doctor's checks of this PC: data directory, settings, disk, SQLite, keyring, instance."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import settings
from app.commands.instances import running, trouble_of
from app.core.errors import AppError
from app.credentials import Credentials
from app.paths import DataDir
from app.store import backup

#: Below this the ledger may soon not be written any more, bytes.
LOW_DISK = 200_000_000
#: Days that the ledger may be written without a back-up.
OLD_BACKUP = 2
#: Up to here SQLite may lose a commit when two connections write (sqlite.org/wal.html): this
#: program has one writer, so it is told and no fault.
_RESET_BUG = (3, 51, 2)


@dataclass(frozen=True)
class Check:
    """One row of the doctor."""

    check: str
    ok: bool
    detail: str = ""
    remedy: str | None = None

    def row(self) -> dict[str, object]:
        """As JSON."""
        return {
            "check": self.check,
            "ok": self.ok,
            "detail": self.detail,
            "remedy": self.remedy,
        }


def ok(check: str, detail: str = "ok") -> Check:
    """All is well."""
    return Check(check, ok=True, detail=detail)


def failed(check: str, error: AppError) -> Check:
    """What an error says."""
    return Check(check, ok=False, detail=f"{error.title}: {error.cause}", remedy=error.remedy)


def checks(data: DataDir) -> Iterator[Check]:
    """All of them; nothing is made."""
    yield _directory(data)
    yield _disk(data)
    yield from _settings(data)
    yield _sqlite()
    yield from _backup(data)
    yield _keyring(data)
    said = running(data)
    trouble = trouble_of(said)
    if trouble is not None:
        yield failed("running instance", trouble)
    else:
        yield ok("running instance", "it answers" if said else "none; orders go while one runs")


def _directory(data: DataDir) -> Check:
    name = "data directory"
    if data.path.exists():
        try:
            data.prepare()
        except AppError as error:
            return failed(name, error)
        return ok(name, f"{data.path} can be written")
    parent = _nearest(data.path)
    if os.access(parent, os.W_OK | os.X_OK):
        return ok(name, f"{data.path} is made when it is needed")
    why = f"no permission in {parent}"
    return failed(name, AppError("data_dir_unwritable", path=data.path, why=why))


def _nearest(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.exists())


def _disk(data: DataDir) -> Check:
    place = data.path if data.path.exists() else _nearest(data.path)
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        why = error.strerror or type(error).__name__
        return failed("disk space", AppError("data_dir_unwritable", path=place, why=why))
    detail = f"{free // 1_000_000} MB free"
    if free >= LOW_DISK:
        return ok("disk space", detail)
    return Check("disk space", ok=False, detail=detail, remedy="Free some disk space.")


def _settings(data: DataDir) -> Iterator[Check]:
    _, warnings = settings.load(data.settings)
    if not warnings:
        yield ok("settings file")
    for warning in warnings:
        yield failed("settings file", warning)


def _backup(data: DataDir) -> Iterator[Check]:
    """Whether the ledger was copied while it was written; a program that did not run made none."""
    if not data.ledger.exists() or data.read_installation_id() is None:
        return
    name = "back-up of the ledger"
    newest = next(iter(backup.copies(data.backups)), None)
    since = newest.made_at.timestamp() if newest else data.installation_id_file.stat().st_mtime
    days = int((data.ledger.stat().st_mtime - since) // 86_400)
    detail = f"the newest is {newest.name}" if newest else "none yet"
    if days < OLD_BACKUP:
        yield ok(name, detail)
        return
    remedy = "Keep the program running: it makes one every day. See that the disk has room."
    yield Check(name, ok=False, detail=f"{detail}, {days} days ago", remedy=remedy)


def _sqlite() -> Check:
    detail = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info <= _RESET_BUG:
        detail += " (knows the WAL-reset bug, which needs two writers; here is one)"
    return ok("SQLite", detail)


def _keyring(data: DataDir) -> Check:
    """Reads an entry that is there only after connecting; without an installation a made-up one."""
    secrets = Credentials(data.read_installation_id() or "doctor")
    try:
        secrets.get("doctor")
    except AppError as error:
        return failed("keyring", error)
    return ok("keyring", "it answers")
