"""Back-ups and ledgers set aside hold nobody whom the ledger has forgotten.

Such a copy is written anew without him, or removed where that cannot be because it is damaged.
"""

import contextlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, create_engine, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from app.core.dispatch import State
from app.core.errors import AppError
from app.store import backup, database, erasing
from app.store.copies import UnusableError, immutable, revision_of
from app.store.tables import dispatches, orders

log = logging.getLogger(__name__)

#: A damaged ledger that was set aside is kept so long, in case somebody can save something of it.
DAMAGED_KEPT = timedelta(days=7)
_CHUNK = 500
#: What a dispatch came to in the end, for a copy in which it is open still.
_OUTCOME = (
    *("state", "state_at", "skipped", "held", "finished", "oto_id", "oto_status", "stage"),
    *("accepted_at", "attempts", "amount", "amount_due", "currency"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be forgotten: what the ledger has erased; of orders that the ledger does not have
    those nothing happened to since `before`, and those of the number `digits` ("" = nobody's)."""

    before: datetime
    now: datetime
    digits: str = ""
    #: True once the program ends: what is not done by then waits for its next start.
    ends: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Done:
    """How many copies were written anew, and how many removed. `whole` False: one could not be."""

    rewritten: int = 0
    removed: int = 0
    whole: bool = True


def clean(ledger: Path, backups: Path, aside: Path, request: Request) -> Done:
    """Goes through all copies; takes a while, and is not for the loop or the store thread."""
    rewritten = removed = 0
    whole = True
    with backup.one_at_a_time:
        backup.remove_leftovers(backups)
        found = sorted(_copies(backups, aside), key=_made_at)
        for path in found:
            if request.ends():
                return Done(rewritten, removed, whole=False)
            try:
                if path != found[-1] and _made_at(path) < request.before:
                    removed += _remove(path, aside)
                else:
                    rewritten += _cleaned(path, ledger, request)
            except _EndsError:
                whole = False
            except UnusableError:
                if _is_due(path, aside, request):
                    removed += _remove(path, aside)
            except (AppError, DatabaseError, sqlite3.Error, OSError) as error:
                # Full disk, file in use: the next round tries again.
                log.warning("A back-up could not be written anew: %s", type(error).__name__)
                whole = False
    return Done(rewritten, removed, whole)


class _EndsError(Exception):
    """The program ends."""


def _made_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _copies(backups: Path, aside: Path) -> list[Path]:
    return [*sorted(backups.glob("ledger-*.db")), *sorted(aside.glob("*/ledger.db"))]


def _is_due(path: Path, aside: Path, request: Request) -> bool:
    """Whether one that cannot be written anew goes now. A damaged ledger was set aside for a reason,
    but not against somebody's wish; a back-up that cannot be put back is none."""
    if request.digits or aside not in path.parents:
        return True
    return request.now - _made_at(path) > DAMAGED_KEPT


def _remove(path: Path, aside: Path) -> int:
    if aside in path.parents:
        shutil.rmtree(path.parent)
    else:
        path.unlink()
    return 1


def _wanted(path: Path, ledger: Path, request: Request) -> list[int]:
    """Keys of the orders that this copy has to forget."""
    engine = create_engine("sqlite://", creator=partial(immutable, path), poolclass=NullPool)
    with engine.connect() as copy:
        kept = copy.execute(
            select(
                orders.c.key, orders.c.foodics_id, orders.c.updated_at, orders.c.first_seen_at
            ).where(orders.c.erased_at.is_(None))
        ).all()
        if not kept:
            return []
        known = _known(ledger, [row.foodics_id for row in kept])
        strange = [row for row in kept if row.foodics_id not in known]
        named = set(erasing.of_phone(copy, request.digits)) if request.digits and strange else set()
    old = {
        row.key
        for row in strange
        if max(row.updated_at, row.first_seen_at) < request.before or row.key in named
    }
    return [row.key for row in kept if known.get(row.foodics_id) or row.key in old]


def _known(ledger: Path, ids: Sequence[str]) -> dict[str, bool]:
    """Which of these orders the ledger has, and whether it has erased them."""
    found: dict[str, bool] = {}
    engine = database.open_reader(ledger)
    try:
        with engine.connect() as connection:
            for start in range(0, len(ids), _CHUNK):
                some = orders.c.foodics_id.in_(ids[start : start + _CHUNK])
                rows = connection.execute(
                    select(orders.c.foodics_id, orders.c.erased_at).where(some)
                )
                found |= {row.foodics_id: row.erased_at is not None for row in rows}
    finally:
        engine.dispose()
    return found


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    """A copy that nobody else uses, of this version."""
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _cleaned(path: Path, ledger: Path, request: Request) -> bool:
    """Writes a copy anew if it holds somebody who is to be forgotten: whole and checked in the place
    of the old one, or not at all; as old as the old one. UnusableError."""
    revision = revision_of(path)
    if revision > database.REVISION:
        raise UnusableError
    keys = _wanted(path, ledger, request) if revision == database.REVISION else []
    if revision == database.REVISION and not keys:
        return False
    seen = path.stat()
    part = path.with_suffix(".part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        shutil.copyfile(path, part)
        if revision < database.REVISION:
            database.open_writer(part).dispose()
            revision_of(part)
            keys = _wanted(part, ledger, request)
        if not keys:
            return False
        with _opened(part) as copy:
            for start in range(0, len(keys), _CHUNK):
                if request.ends():
                    raise _EndsError
                some = keys[start : start + _CHUNK]
                _bring_up_to_date(copy, ledger, some)
                erasing.erase(copy, some, request.now)
        with contextlib.closing(sqlite3.connect(part)) as connection:
            connection.execute("VACUUM")
        backup.check(part)
        backup.sync(part)
        os.utime(part, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        part.replace(path)
    finally:
        backup.remove(part)
    return True


def _bring_up_to_date(copy: Connection, ledger: Path, keys: Sequence[int]) -> None:
    """What was open when the copy was made is over by now, and must not be sent from the copy: it
    has no customer any more."""
    rows = copy.execute(
        select(dispatches.c.key, dispatches.c.oto_order_id).where(
            dispatches.c.order_key.in_(keys), dispatches.c.finished.is_(False)
        )
    ).all()
    engine = database.open_reader(ledger)
    try:
        with engine.connect() as connection:
            names = [row.oto_order_id for row in rows]
            found = connection.execute(
                select(dispatches).where(dispatches.c.oto_order_id.in_(names))
            ).all()
    finally:
        engine.dispose()
    ends = {row.oto_order_id: row for row in found}
    for row in rows:
        end = ends.get(row.oto_order_id)
        values = {name: getattr(end, name) for name in _OUTCOME} if end is not None else {}
        if end is None:
            values = {"state": State.SKIPPED, "skipped": True, "held": False}
        copy.execute(
            update(dispatches).where(dispatches.c.key == row.key).values(wish=None, **values)
        )
