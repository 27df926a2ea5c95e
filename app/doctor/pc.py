"""This PC: data directory, settings, disk, SQLite, back-ups, keyring."""

import os
import shutil
import sqlite3
from pathlib import Path

from app import settings
from app.core.errors import AppError
from app.credentials import Credentials
from app.doctor.check import Check, Checks, failed, ok, wrong
from app.paths import DataDir
from app.store import backup

#: Below this the ledger may soon not be written any more, bytes.
LOW_DISK = 200_000_000
#: Days that the ledger may be written without a back-up.
OLD_BACKUP = 2
#: Up to here SQLite may lose a commit when two connections write (sqlite.org/wal.html): this
#: program has one writer, so it is told and no fault.
_RESET_BUG = (3, 51, 2)


def checks(data: DataDir, secrets: Credentials) -> Checks:
    """All of them; nothing is made."""
    yield directory(data)
    yield disk(data)
    yield from settings_file(data)
    yield sqlite()
    yield from backups(data)
    yield keyring(secrets)


def directory(data: DataDir) -> Check:
    """Whether it can be written, or made."""
    if data.path.exists():
        try:
            data.prepare()
        except AppError as error:
            return failed("directory", error)
        return ok("directory", "can_be_written", path=data.path)
    parent = _nearest(data.path)
    if os.access(parent, os.W_OK | os.X_OK):
        return ok("directory", "made_when_needed", path=data.path)
    why = f"no permission in {parent}"
    return failed("directory", AppError("data_dir_unwritable", path=data.path, why=why))


def _nearest(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.exists())


def disk(data: DataDir) -> Check:
    """Whether it has room."""
    place = data.path if data.path.exists() else _nearest(data.path)
    try:
        free = shutil.disk_usage(place).free
    except OSError as error:
        why = error.strerror or type(error).__name__
        return failed("disk", AppError("data_dir_unwritable", path=place, why=why))
    megabytes = free // 1_000_000
    if free >= LOW_DISK:
        return ok("disk", "free", megabytes=megabytes)
    return wrong("disk", "disk_low", megabytes=megabytes)


def settings_file(data: DataDir) -> Checks:
    """Whether all in it could be used."""
    _, warnings = settings.load(data.settings)
    if not warnings:
        yield ok("settings")
    for warning in warnings:
        yield failed("settings", warning)


def sqlite() -> Check:
    """Which one it is."""
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info <= _RESET_BUG:
        return ok("sqlite", "sqlite_two_writers", version=version)
    return ok("sqlite", "told", what=version)


def backups(data: DataDir) -> Checks:
    """Whether the ledger was copied while it was written; a program that did not run made none."""
    if not data.ledger.exists() or data.read_installation_id() is None:
        return
    newest = next(iter(backup.copies(data.backups)), None)
    since = newest.made_at.timestamp() if newest else data.installation_id_file.stat().st_mtime
    days = int((data.ledger.stat().st_mtime - since) // 86_400)
    if days >= OLD_BACKUP:
        code, name = ("backup_old", newest.name) if newest else ("backup_never", "")
        yield wrong("backup", code, name=name, days=days)
    elif newest:
        yield ok("backup", "backup_newest", name=newest.name)
    else:
        yield ok("backup", "backup_none")


def keyring(secrets: Credentials) -> Check:
    """Reads an entry that is never there."""
    try:
        secrets.get("doctor")
    except AppError as error:
        return failed("keyring", error)
    return ok("keyring", "keyring_answers")
