"""Foodics and OTO, asked: the way there, the token, permissions, branches, doors, the clock."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import credentials as names
from app.core import places
from app.core.errors import AppError
from app.core.order import FoodicsBranch, PickupLocation
from app.credentials import Credentials
from app.doctor import way
from app.doctor.check import Check, failed, ok, wrong
from app.engine.clock import ServerClock
from app.foodics.client import Foodics
from app.oto import choose
from app.oto.client import Account, Oto
from app.store import facts

#: A PC whose clock is further off than this has trouble with certificates, seconds.
CLOCK = 300.0


@dataclass(frozen=True, slots=True)
class Tied:
    """An active branch and the code of its pickup location, None if it has none."""

    branch: FoodicsBranch
    door: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger says of the services."""

    business: facts.BusinessFact | None = None
    oto: facts.OtoFact | None = None
    tied: Sequence[Tied] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the services said: the rows, and the wallet if OTO told."""

    checks: list[Check]
    credit: str | None = None


async def ask(secrets: Credentials, known: Known) -> Asked:
    """Asks both services at the same time; what is not connected is left out."""
    foodics, oto = await asyncio.gather(_foodics(secrets, known), _oto(secrets, known))
    return Asked(foodics + oto.checks, oto.credit)


async def _secret(secrets: Credentials, name: str, topic: str, service: str) -> "str | Check":
    try:
        found = await asyncio.to_thread(secrets.get, name)
    except AppError as error:
        return failed(topic, error)
    command = "foodics" if service == "Foodics" else "oto"
    return found or wrong(topic, "secret_missing", service=service, command=command)


async def _foodics(secrets: Credentials, known: Known) -> list[Check]:
    business = known.business
    if business is None:
        return []
    token = await _secret(secrets, names.FOODICS_TOKEN, "foodics_token", "Foodics")
    if isinstance(token, Check):
        return [token]
    clock = ServerClock()
    client = Foodics(business.url, token, on_date=clock.heard)
    try:
        rows = await _with_foodics(client, business, known)
    finally:
        await client.aclose()
    return [*rows, _clock(clock.offset)] if clock.known else rows


async def _with_foodics(client: Foodics, business: facts.BusinessFact, known: Known) -> list[Check]:
    try:
        seen = await client.whoami()
    except AppError as error:
        rows = await way.rungs("Foodics", business.url, error)
        if way.is_of_way(error):
            return rows
        if error.code == "foodics_other_environment":
            return [*rows, failed("environment", error)]
        if error.code == "foodics_scope":
            return [*rows, failed("scope", error)]
        return [*rows, failed("foodics_token", error)]
    rows = await way.rungs("Foodics", business.url, None)
    rows.append(ok("foodics_token", "token_accepted", business=seen.name))
    if seen.id != business.id:
        other = AppError("foodics_other_business", mine=business.name, other=seen.name)
        return [*rows, failed("business", other)]
    rows.append(ok("business", "told", what=f"{seen.name} ({seen.reference})"))
    return rows + await _permissions(client, known)


async def _permissions(client: Foodics, known: Known) -> list[Check]:
    rows: list[Check] = []
    branches = await _told(rows, "general.read", client.branches)
    await _told(rows, "orders.list", client.probe_orders)
    if branches is not None:
        there = {branch.id for branch in branches}
        for tied in known.tied:
            name = tied.branch.reference
            found = tied.branch.id in there
            rows.append(
                ok("branch", branch=name) if found else wrong("branch", "branch_gone", branch=name)
            )
    return rows


async def _told(rows: list[Check], scope: str, ask: Callable[[], Awaitable[Any]]) -> Any:
    """Adds the row; gives back what was answered, None if nothing was."""
    try:
        answer = await ask()
    except AppError as error:
        rows.append(failed("scope", error, scope=scope))
        return None
    rows.append(ok("scope", scope=scope))
    return answer


def _clock(offset: float) -> Check:
    seconds = f"{abs(offset):.0f}"
    if abs(offset) <= CLOCK:
        return ok("clock", "clock_ahead" if offset >= 0 else "clock_behind", seconds=seconds)
    return wrong("clock", "clock_late" if offset >= 0 else "clock_early", seconds=seconds)


async def _oto(secrets: Credentials, known: Known) -> Asked:
    oto = known.oto
    if oto is None:
        return Asked([])
    token = await _secret(secrets, names.OTO_TOKEN, "oto_pair", "OTO")
    if isinstance(token, Check):
        return Asked([token])
    try:
        client = choose.make(oto.generation, oto.retailer_id, token, oto.url)
    except AppError as error:
        return Asked([failed("oto_pair", error)])
    try:
        return await _with_oto(client, oto, known.tied)
    finally:
        await client.aclose()


async def _with_oto(client: Oto, oto: facts.OtoFact, tied: Sequence[Tied]) -> Asked:
    url = oto.url or choose.PRODUCTION[oto.generation]
    try:
        account = await client.check()
    except AppError as error:
        rows = await way.rungs("OTO", url, error)
        return Asked(rows if way.is_of_way(error) else [*rows, failed("oto_pair", error)])
    rows = await way.rungs("OTO", url, None)
    plan = f", {account.plan}" if account.plan else ""
    rows.append(ok("oto_pair", "pair_accepted", generation=oto.generation, plan=plan))
    if oto.generation != "v1" and any(each.door for each in tied):
        rows += await _doors(client, tied)
    return Asked(rows, _credit(account))


def _credit(account: Account) -> str | None:
    return None if account.credit is None else str(account.credit)


async def _doors(client: Oto, tied: Sequence[Tied]) -> list[Check]:
    try:
        known = {door.code: door for door in await client.pickup_locations()}
    except AppError as error:
        return [failed("oto_doors", error)]
    return [_door(each, known.get(each.door)) for each in tied if each.door]


def _door(tied: Tied, door: PickupLocation | None) -> Check:
    name = {"branch": tied.branch.reference, "code": tied.door}
    if door is None:
        return wrong("door_at_oto", "door_gone", **name)
    if not door.active:
        return wrong("door_at_oto", "door_inactive", **name)
    a, b = (tied.branch.latitude, tied.branch.longitude), (door.latitude, door.longitude)
    if a[0] is not None and a[1] is not None and b[0] is not None and b[1] is not None:
        metres = places.distance_m(a[0], a[1], b[0], b[1])
        if metres > places.OTHER_DOOR_M:
            return wrong("door_at_oto", "door_far", metres=f"{metres:.0f}", **name)
    return ok("door_at_oto", "told", what=door.name or door.code, **name)
