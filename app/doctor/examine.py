"""All checks, in the order people read them."""

import asyncio
import contextlib
from collections.abc import Iterator

from app import settings
from app.core.errors import AppError
from app.credentials import Credentials
from app.doctor import ledger, life, newer, pc, services
from app.doctor.check import Check, failed, ok
from app.paths import DataDir
from app.store import facts
from app.store.database import REVISION
from app.store.queries import Reader
from app.store.reading import ReadOnly


async def examine(data: DataDir, secrets: Credentials, *, inside: bool = False) -> list[Check]:
    """Looks at everything; changes nothing. `inside`: the program itself asks, and so runs.

    Never fails: what cannot be looked at is a row. Takes as long as the slowest service, and blocks
    no loop.
    """
    rows = await asyncio.to_thread(lambda: list(pc.checks(data, secrets)))
    living = await life.life_of(data, inside=inside)
    rows += life.checks(living)
    of_ledger, known = await asyncio.to_thread(_of_ledger, data, living)
    rows += of_ledger
    asked = services.Asked([])
    if not any(row.topic == "keyring" and not row.ok for row in rows):  # tokens are there
        asked = await services.ask(secrets, known)
    rows += asked.checks
    rows += await asyncio.to_thread(_credit, data, asked.credit)
    return rows


@contextlib.contextmanager
def reading(data: DataDir) -> Iterator[Reader | None]:
    """The ledger as it is now; None where there is none. AppError if it cannot be read."""
    if not data.ledger.exists():
        yield None
        return
    file = ReadOnly(data.ledger)
    try:
        with file.reading(settings.load(data.settings)[0]) as reader:
            yield reader
    finally:
        file.close()


def _of_ledger(data: DataDir, living: life.Life) -> tuple[list[Check], services.Known]:
    rows: list[Check] = []
    known = services.Known()
    try:
        with reading(data) as reader:
            rows += ledger.set_up(reader)
            if reader is not None:
                rows += life.of_ledger(reader, living, data)
                rows += newer.version(reader)
                known = _known(reader)
    except AppError as error:
        return [failed("ledger", error)], known
    if not data.ledger.exists():
        return [ok("ledger", "ledger_none"), *rows], known
    whole = ok("ledger", "ledger_read", version=REVISION)
    return [whole, ledger.pages(data.ledger), *rows], known


def _known(reader: Reader) -> services.Known:
    active = (each for each in reader.context.by_key.values() if each.rule.active)
    return services.Known(
        facts.get(reader.connection, facts.BusinessFact),
        facts.get(reader.connection, facts.OtoFact),
        [services.Tied(each.rule.foodics, each.pickup_code) for each in active],
    )


def _credit(data: DataDir, told: str | None) -> list[Check]:
    """What OTO said just now, else what it said last."""
    try:
        with reading(data) as reader:
            if reader is None:
                return []
            oto = facts.get(reader.connection, facts.OtoFact)
            return list(ledger.credit(told or (oto.credit if oto else None), reader))
    except AppError:
        return []  # said already
