"""What OTO offers: its pickup locations, the one that is likely a branch's door, its cities, and the
wallet of the account."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from sqlalchemy import select

from app.core import contact, places
from app.core.errors import AppError
from app.core.order import PickupLocation
from app.store import facts
from app.store.codec import load
from app.store.context import Branch
from app.store.ledger import Txn
from app.store.tables import pickups


def doors(txn: Txn) -> dict[str, PickupLocation]:
    """OTO's active pickup locations by code."""
    places_found = (
        load(row.data, PickupLocation) for row in txn.connection.execute(select(pickups))
    )
    return {place.code: place for place in places_found if place.active}


def kept_door(branch: Branch, known: dict[str, PickupLocation]) -> str | None:
    """The door that is tied to the branch, if OTO still has it."""
    return branch.pickup_code if branch.pickup_code in known else None


def proposed(txn: Txn, branch: Branch, known: dict[str, PickupLocation]) -> str | None:
    """Only a sure proposal is taken without asking (rules.md section 4)."""
    others = [
        other.rule.foodics.name
        for other in txn.context.by_key.values()
        if other.key != branch.key and not other.gone
    ]
    found = places.propose_pickup(branch.rule.foodics, list(known.values()), other_names=others)
    return found.location.code if found.sure and found.location is not None else None


def known_city(txn: Txn, city: str) -> str:
    """The city in OTO's spelling. Without OTO's list (v1, or not read yet) as it was written."""
    fact = facts.get(txn.connection, facts.CitiesFact)
    wanted = contact.clean(city)
    if fact is None or not fact.names:
        if not wanted:
            raise AppError("unknown_city", city=city, like="")
        return wanted
    for name in fact.names:
        if places.same_city(name, wanted):
            return name
    near = [
        name for name in fact.names if wanted and name.casefold().startswith(wanted[:3].casefold())
    ]
    like = f", for example {', '.join(near[:3])}" if near else ""
    raise AppError("unknown_city", city=wanted, like=like)


def is_low(credit: str | None, warning: Decimal) -> bool:
    """Whether the wallet has fallen below the amount of the setting; 0 there means never."""
    try:
        return credit is not None and warning > 0 and Decimal(credit) < warning
    except InvalidOperation:
        return False


def save_account(txn: Txn, account: str | None, credit: str | None) -> None:
    """Keeps what OTO shows of the account: its name and what is left in the wallet."""
    fact = facts.get(txn.connection, facts.OtoFact)
    if fact is not None and (fact.account, fact.credit) != (account, credit):
        fresh = replace(fact, account=account, credit=credit, checked_at=txn.now)
        facts.put(txn.connection, fresh)
        txn.journal.notice(txn.now, "account")
