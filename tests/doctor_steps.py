"""What can ail a patient of the doctor, and how it begins."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from app.core.dispatch import State
from app.core.second_sender import Pair
from app.store import facts, queries, steps
from app.store.queries import Reader
from tests.doctor_kit import Patient

#: Awaited where it has to be.
Step = Callable[[Patient], object]


def line(state: str, service: str = "foodics") -> Step:
    async def step(patient: Patient) -> None:
        await patient.lines[service].turn(state)

    return step


def unknown_name(service: str) -> Step:
    return lambda patient: patient.net.unknown.add(patient.host(service))


def proxy_refuses(patient: Patient) -> None:
    patient.net.proxied[patient.host("foodics")] = 407


def meets(service: str, kind: str, endpoint: str = "*", **details: Any) -> Step:
    def step(patient: Patient) -> None:
        patient.box.faults.add(service, endpoint, kind, None, **details)  # type: ignore[arg-type]

    return step


def scopes(*kept: str) -> Step:
    return lambda patient: patient.box.foodics.auth.set_scopes(patient.box.foodics_token, kept)


def token(kind: str) -> Step:
    def step(patient: Patient) -> None:
        auth = patient.box.foodics.auth
        if kind == "revoked":
            auth.revoke(patient.box.foodics_token)
        elif kind == "elsewhere":
            patient.secrets.set("foodics-token", auth.issue(environment="other"))
        else:
            patient.secrets.delete("foodics-token")

    return step


def branch_deleted(patient: Patient) -> None:
    patient.box.catalog.branches["B01"]["deleted_at"] = "2026-11-23 18:00:00"


def pair_revoked(patient: Patient) -> None:
    patient.box.oto.account.revoked = True
    patient.box.oto.end_sessions()


def refused(code: str) -> Step:
    """An order meets it, as on an evening."""

    async def step(patient: Patient) -> None:
        patient.box.oto.account.refuse_orders = (code, 400)
        patient.box.control.orders.add()

        def named(reader: Reader) -> bool:
            health = facts.get(reader.connection, facts.HealthFact)
            return health is not None and health.problem == "oto_account"

        await patient.works(named)

    return step


async def dispatched_by_others(patient: Patient) -> None:
    """The other sender is quicker: Foodics shows the orders as assigned when they are first seen."""
    for _ in range(2):
        patient.box.control.orders.add(delivery_status=3)

    def seen(reader: Reader) -> bool:
        return sum(1 for _ in queries.order_rows(reader, state=State.SKIPPED)) >= 2

    await patient.works(seen)


def door(change: Callable[[list[Any]], object]) -> Step:
    return lambda patient: change(patient.box.oto.account.pickups)


def off_line(pickups: list[Any]) -> None:
    pickups[0]["status"] = "inactive"


def far(pickups: list[Any]) -> None:
    pickups[0].update(lat=21.5, lon=39.2)


def keyring(trouble: Exception) -> Step:
    def step(patient: Patient) -> None:
        patient.keyring.trouble = trouble

    return step


def settings(text: str) -> Step:
    return lambda patient: patient.data.settings.write_text(text)


def damaged(patient: Patient) -> None:
    patient.data.ledger.write_bytes(b"x" * 8192)


def newer(patient: Patient) -> None:
    with closing(sqlite3.connect(patient.data.ledger)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")


def page_damaged(patient: Patient) -> None:
    """A disk that lost what was written: the root page of an index of ours is somebody else's."""
    with closing(sqlite3.connect(patient.data.ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'dispatches_again'"
        ).fetchone()
    with patient.data.ledger.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x0a\xff" * (size // 2))


def no_backup(patient: Patient) -> None:
    old = time.time() - 5 * 86_400
    os.utime(patient.data.installation_id_file, (old, old))


def second_sender(patient: Patient) -> None:
    now = patient.box.clock.now()
    pair = Pair("F922240-48210", "540001", datetime(2026, 11, 23, 21, 5))  # noqa: DTZ001
    patient.add(facts.SecondSenderFact(now, now, now, found=(pair,), found_at=now))


def paused_by_second_sender(patient: Patient) -> None:
    patient.add(facts.PauseFact(patient.box.clock.now(), None, steps.SECOND_SENDER))


def list_unread(patient: Patient) -> None:
    now = patient.box.clock.now()
    patient.add(facts.SecondSenderFact(now, now, None, "oto_denied", now - timedelta(hours=1)))


def clock(seconds: float) -> Step:
    return lambda patient: patient.box.clock.advance(seconds)


def forgets(kind: type) -> Step:
    return lambda patient: patient.write(lambda txn: facts.forget(txn.connection, kind))
