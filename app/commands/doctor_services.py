"""The doctor's checks of Foodics and OTO: reachable, token accepted, permissions, clock."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app import credentials as names
from app.commands.doctor_pc import Check, failed, ok
from app.core.errors import AppError
from app.core.order import Business
from app.engine.clock import ServerClock
from app.engine.keyring import LoggedNowhere
from app.foodics.client import Foodics
from app.oto import choose
from app.paths import DataDir
from app.store import facts

#: A PC whose clock is further off than this has trouble with certificates, seconds.
CLOCK = 300.0


@dataclass(frozen=True)
class Found:
    """What the ledger says of the services."""

    business: facts.BusinessFact | None = None
    oto: facts.OtoFact | None = None


async def checks(data: DataDir, found: Found) -> list[Check]:
    """Asks both services at the same time; what is not connected is left out."""
    foodics, oto = await asyncio.gather(_foodics(data, found.business), _oto(data, found.oto))
    return foodics + oto


async def _secret(data: DataDir, name: str, step: str) -> str:
    installation = data.read_installation_id()
    secret = None
    if installation is not None:
        secret = await asyncio.to_thread(LoggedNowhere(installation).get, name)
    if secret is None:
        raise AppError(step)
    return secret


async def _foodics(data: DataDir, business: facts.BusinessFact | None) -> list[Check]:
    if business is None:
        return []
    clock = ServerClock()
    try:
        token = await _secret(data, names.FOODICS_TOKEN, "step_foodics")
    except AppError as error:
        return [failed("Foodics token", error)]
    client = Foodics(business.url, token, on_date=clock.heard)
    rows: list[Check] = []
    try:
        seen = await _told(rows, "Foodics token", client.whoami)
        if seen is not None:
            rows[-1] = ok("Foodics token", f"accepted, {seen.name}")
            await _permissions(rows, client, seen)
    finally:
        await client.aclose()
    if clock.known:
        rows.append(_clock(clock.offset))
    return rows


async def _permissions(rows: list[Check], client: Foodics, business: Business) -> None:
    await _told(rows, "Foodics permission general.read", client.branches)
    await _told(rows, "Foodics permission orders.list", client.probe_orders)
    if business.scopes:
        rows.append(ok("Foodics scopes", ", ".join(sorted(business.scopes))))


async def _told(
    rows: list[Check], name: str, ask: Callable[[], Awaitable[object]]
) -> Business | None:
    """Adds the row; gives back the business if one was asked for."""
    try:
        answer = await ask()
    except AppError as error:
        rows.append(failed(name, error))
        return None
    rows.append(ok(name))
    return answer if isinstance(answer, Business) else None


def _clock(offset: float) -> Check:
    detail = f"Foodics is {abs(offset):.0f} s {'ahead of' if offset >= 0 else 'behind'} this PC"
    if abs(offset) <= CLOCK:
        return ok("clock of this PC", detail)
    remedy = "Set the clock of this PC: let it follow internet time."
    return Check("clock of this PC", ok=False, detail=detail, remedy=remedy)


async def _oto(data: DataDir, oto: facts.OtoFact | None) -> list[Check]:
    if oto is None:
        return []
    name = "OTO Retailer ID and Token"
    try:
        token = await _secret(data, names.OTO_TOKEN, "step_oto")
        client = choose.make(oto.generation, oto.retailer_id, token, oto.url)
    except AppError as error:
        return [failed(name, error)]
    try:
        account = await client.check()
    except AppError as error:
        return [failed(name, error)]
    finally:
        await client.aclose()
    credit = "" if account.credit is None else f", credit {account.credit}"
    return [ok(name, f"accepted ({oto.generation}){credit}")]
