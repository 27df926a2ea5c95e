"""Verbs about the two services: connecting them, their lists, trying again."""

import time

from app.core.errors import AppError
from app.engine.verbs.desk import Answer, Desk, Verbs, business
from app.foodics.client import Foodics
from app.store import queries, setup, starting
from app.store.ledger import Txn

#: The list of tills is asked for at most so often, seconds.
DEVICES_EVERY = 60.0


class ServiceVerbs:
    """Carried out on the connections of `desk`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._connections = desk.connections
        self._devices: tuple[Foodics, float, list[Answer]] | None = None
        self.verbs: Verbs = {
            "connect-foodics": self.connect_foodics,
            "connect-oto": self.connect_oto,
            "disconnect": self.disconnect,
            "currency": self.currency,
            "try-again": self.try_again,
            "devices": self.devices,
            "pickups": self.pickups,
            "branches": self.branches,
            "keyring": self.keyring,
        }

    async def connect_foodics(self, token: str, url: str | None = None) -> Answer:
        """Checks, then saves the token."""
        name = await self._connections.connect_foodics(token, url)
        self._desk.poll_soon()
        return {"business": name}

    async def connect_oto(self, retailer_id: str, token: str, url: str | None = None) -> Answer:
        """Checks, then saves Retailer ID and Token."""
        fact = await self._connections.connect_oto(retailer_id, token, url)
        return {"generation": fact.generation, "account": fact.account, "credit": fact.credit}

    async def disconnect(self, service: str) -> Answer:
        """Forgets the secret, keeps address and ledger."""
        await self._connections.disconnect(service)
        return {}

    async def currency(self, code: str, before_start: bool = False) -> Answer:
        """Sets the currency OTO collects in; `differs` names Foodics' own if it is another.
        With `before_start` nothing is sent until *Start sending* (`starting.prepare_start`)."""
        save = starting.first_currency if before_start else setup.save_currency
        kept = await self._desk.ledger.write(save, code)
        found = await self._desk.ledger.write(business)
        own = found.currency if found else None
        return {"currency": kept, "differs": own if own not in (None, kept) else None}

    async def try_again(self) -> Answer:
        """A person asks to try again now what does not work: secrets that could not be read, a
        refused token (once), Foodics and OTO. A time that a service named is kept.

        Returns the error codes of what is still wrong as far as that is known by now. AppError of
        the keyring if it still cannot be read.
        """
        await self._connections.try_again()
        self._desk.probe_soon()
        self._desk.poll_soon()
        await self._desk.ledger.write(_again)
        return {
            "foodics": _code(self._connections.foodics_trouble),
            "oto": _code(self._connections.oto_trouble),
        }

    async def devices(self) -> Answer:
        """Foodics' tills, with the reference of their branch and when Foodics last saw them.

        AppError `step_foodics`, or why Foodics does not answer.
        """
        await self._connections.ensure()
        foodics = self._connections.foodics
        if foodics is None:
            raise AppError("step_foodics")
        known = self._devices
        if known is None or known[0] is not foodics or time.monotonic() >= known[1]:
            if not self._connections.foodics_usable:
                raise self._connections.foodics_trouble or AppError("foodics_silent")
            branches = await self._desk.ledger.write(_references)
            found = [
                {
                    "name": device.name,
                    "branch": branches.get(device.branch_id or ""),
                    "last_seen_at": queries.time_text(device.last_seen_at),
                }
                for device in await foodics.devices()
            ]
            known = self._devices = (foodics, time.monotonic() + DEVICES_EVERY, found)
        return {"devices": known[2]}

    async def pickups(self) -> Answer:
        """Reads OTO's pickup locations anew."""
        return {"read": await self._connections.read_doors()}

    async def branches(self) -> Answer:
        """Reads Foodics' branches anew."""
        return {"read": await self._connections.read_branches()}

    async def keyring(self) -> Answer:
        """How this PC's keyring is: ok, locked, absent or unusable; `in_memory` True while secrets
        are kept for this session only."""
        state, in_memory = await self._connections.keyring()
        return {"state": state, "in_memory": in_memory}


def _code(trouble: AppError | None) -> str | None:
    return None if trouble is None else trouble.code


def _again(txn: Txn) -> None:
    """Whoever waits for something to be mended looks again."""
    txn.journal.notice(txn.now, "again")


def _references(txn: Txn) -> dict[str, str]:
    """References of all branches by their Foodics id."""
    found = (branch.rule.foodics for branch in txn.context.by_key.values())
    return {branch.id: branch.reference for branch in found}
