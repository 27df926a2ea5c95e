"""The support bundle: one zip that can be read without this program, and names no customer.

`report.txt` is for people, the `.json` files say the same for programs, `logs` and `orders` hold what
their names say. No secret, no customer, no address, no phone is put in: of orders it takes codes,
numbers, amounts and times alone.
"""

import asyncio
import contextlib
import json
import os
import platform
import sqlite3
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app import __version__, settings
from app.core.errors import AppError
from app.core.order import PickupLocation
from app.credentials import Credentials
from app.doctor import statistics
from app.doctor.check import Check
from app.doctor.examine import examine, reading
from app.doctor.scrub import Scrubber
from app.paths import DataDir
from app.store import facts
from app.store.codec import load
from app.store.database import REVISION
from app.store.tables import pickups

#: So many orders may be chosen; bytes of one log file, and of all of them.
MOST_ORDERS, _LOG, _LOGS = 200, 1_200_000, 8_000_000
#: These say who the shop is to Foodics, and help nobody.
_UNSAID = ("foodics_client_id",)

_ABOUT = """\
What this is: the state of OTO Companion on one PC, made on {at} by version {version}.
What is not in it: no token or password; no name, phone or address of any customer; no name of the
shop. Amounts, times, order numbers and codes are in it.

report.txt       for people: what the check-up found, and what to do
doctor.json      the same for programs
versions.json    the program and this PC
settings.json    the preferences
ledger.json      the ledger in numbers
orders/          the history of the orders that were chosen: {orders}
logs/            the log, as it was kept: without customers
"""


def name_of(now: datetime) -> str:
    """How a bundle of that moment is called."""
    return f"oto-companion-support-{now:%Y%m%d-%H%M%S}.zip"


async def write(
    data: DataDir,
    secrets: Credentials,
    path: Path,
    *,
    orders: Sequence[int] = (),
    inside: bool = False,
) -> None:
    """Makes the bundle at `path`, whole or not at all; an older file of that name is replaced.

    `inside`: the program itself asks. AppError `unknown_order`, `bundle_orders` (too many) or
    `bundle_unwritable`.
    """
    if len(orders) > MOST_ORDERS:
        raise AppError("bundle_orders", count=len(orders), most=MOST_ORDERS)
    # What was asked for in vain is said before the services are asked.
    told, timelines, names = await asyncio.to_thread(_of_ledger, data, orders)
    checks = await examine(data, secrets, inside=inside)
    await asyncio.to_thread(_write, data, path, checks, told, timelines, Scrubber(names))


def _of_ledger(
    data: DataDir, wanted: Sequence[int]
) -> tuple[dict[str, Any], dict[int, Any], list[str]]:
    try:
        with reading(data) as reader:
            if reader is None:
                _none_of(wanted)
                return {"ledger": "not made yet"}, {}, []
            timelines = {each: statistics.timeline(reader, each) for each in wanted}
            business = facts.get(reader.connection, facts.BusinessFact)
            oto = facts.get(reader.connection, facts.OtoFact)
            names = [business.name] if business else []
            names += [oto.account or "", oto.retailer_id] if oto else []
            names += [each.rule.foodics.name for each in reader.context.by_key.values()]
            # How OTO calls the shop's doors; the codes of branches are no names.
            doors = reader.connection.execute(select(pickups.c.data))
            names += [load(row.data, PickupLocation).name for row in doors]
            beside = facts.get(reader.connection, facts.BesideFact)
            names += beside.users if beside else ()
            return statistics.numbers(reader), timelines, names
    except AppError as error:
        if error.code == "unknown_order":
            raise
        # A ledger that cannot be read is what the bundle is for.
        return {"ledger": error.title}, {}, []


def _none_of(wanted: Sequence[int]) -> None:
    """Without a ledger there is no order. AppError `unknown_order`."""
    if wanted:
        raise AppError("unknown_order", reference=wanted[0])


def _write(
    data: DataDir,
    path: Path,
    checks: Sequence[Check],
    told: dict[str, Any],
    timelines: dict[int, Any],
    scrub: Scrubber,
) -> None:
    partial = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(handle, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for name, text in _files(data, checks, told, timelines, scrub):
                archive.writestr(name, text)
        partial.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        why = error.strerror or type(error).__name__
        raise AppError("bundle_unwritable", path=path, why=why) from None


def _files(
    data: DataDir,
    checks: Sequence[Check],
    told: dict[str, Any],
    timelines: dict[int, Any],
    scrub: Scrubber,
) -> Iterator[tuple[str, str]]:
    now = datetime.now(UTC)
    versions = _versions(data, now)
    rows = [scrub.check(each) for each in checks]
    about = {"at": versions["made_at"], "version": __version__}
    yield "README.txt", _ABOUT.format(orders=", ".join(map(str, timelines)) or "none", **about)
    yield "report.txt", _report(versions, rows, told)
    yield "doctor.json", _json(rows)
    yield "versions.json", scrub.text(_json(versions))
    yield "settings.json", scrub.text(_json(_settings(data)))
    yield "ledger.json", _json(told)
    for reference, timeline in timelines.items():
        yield f"orders/{reference}.json", _json(timeline)
    yield from _logs(data, scrub)


def _report(versions: dict[str, Any], rows: list[dict[str, object]], told: dict[str, Any]) -> str:
    bad = [row for row in rows if not row["ok"]]
    lines = [f"OTO Companion {versions['program']}, {versions['made_at']}", ""]
    lines += [f"{len(bad)} of {len(rows)} checks found something to do."]
    for row in [*bad, *(row for row in rows if row["ok"])]:
        lines.append(f"{'ok  ' if row['ok'] else 'NOT '}  {row['check']}: {row['detail']}")
        if row["remedy"]:
            lines.append(f"      {row['remedy']}")
    lines += ["", "Orders by day (seen, sent, median seconds from Ready to accepted):"]
    for day in told.get("days", []):
        seconds = day["median_seconds_ready_to_accepted"]
        lines.append(f"{day['day']}  {day['seen']:6} {day['sent']:6} {seconds or '-'}")
    return "\n".join(lines) + "\n"


def _versions(data: DataDir, now: datetime) -> dict[str, Any]:
    return {
        "program": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "made_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "system": f"{platform.system()} {platform.release()} {platform.version()}",
        "machine": platform.machine(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "ledger_revision": REVISION,
        "ledger_bytes": _size(data.ledger),
        "utc_offset_of_this_pc": time.strftime("%z"),
        "data_directory": str(data.path),
    }


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _settings(data: DataDir) -> dict[str, object]:
    chosen, warnings = settings.load(data.settings)
    rows = settings.rows(chosen)
    values = {str(row["key"]): row["value"] for row in rows if row["key"] not in _UNSAID}
    return {**values, "ignored": [each.params.get("key", each.code) for each in warnings]}


def _logs(data: DataDir, scrub: Scrubber) -> Iterator[tuple[str, str]]:
    """The newest first, the end of each, until there is enough."""
    left = _LOGS
    for file in sorted(_log_files(data), key=lambda each: each[1], reverse=True):
        if left <= 0:
            return
        try:
            with file[0].open("rb") as log:
                size = log.seek(0, os.SEEK_END)
                log.seek(max(0, size - min(_LOG, left)))
                text = log.read(_LOG).decode("utf-8", "replace")
        except OSError:
            continue  # rotated away just now
        left -= len(text)
        yield (
            f"logs/{file[0].name}",
            "".join(scrub.text(line) for line in text.splitlines(keepends=True)),
        )


def _log_files(data: DataDir) -> Iterator[tuple[Path, float]]:
    for pattern in ("oto-companion.log*", "crash-*.txt"):
        for path in data.logs.glob(pattern):
            with contextlib.suppress(OSError):
                yield path, path.stat().st_mtime


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"
