"""What is set up: business, OTO account, currency, branches, pickup locations (design.md section 1).

Each function is one transaction; what it changes is judged anew before the commit.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from app.core import contact, money
from app.core.errors import AppError
from app.core.order import Business, FoodicsBranch, PickupLocation
from app.store import context, facts, judging, steps
from app.store.codec import dump
from app.store.context import Branch
from app.store.ledger import Txn
from app.store.offered import doors, kept_door, known_city, proposed
from app.store.tables import branches, dispatches, pickups

#: Activating takes along what became Ready in the last minute (rules.md section 2).
START_LINE = timedelta(seconds=60)


def save_business(txn: Txn, business: Business, url: str) -> None:
    """Ties the ledger to its business. AppError `foodics_other_business` for any other one."""
    check_business(txn, business)
    offset = business.utc_offset_minutes
    facts.put(
        txn.connection,
        facts.BusinessFact(
            id=business.id,
            name=business.name,
            reference=business.reference,
            country=business.country,
            url=url,
            currency=business.currency,
            utc_offset_minutes=180 if offset is None else offset,
        ),
    )
    txn.journal.notice(txn.now, "connected", service="foodics")


def check_business(txn: Txn, business: Business) -> None:
    """One ledger belongs to one Foodics business (design.md section 3)."""
    mine = facts.get(txn.connection, facts.BusinessFact)
    if mine is not None and mine.id != business.id:
        raise AppError(
            "foodics_other_business",
            mine=f"{mine.name} ({mine.reference})",
            other=f"{business.name} ({business.reference})",
        )


def missing_branches(txn: Txn, found: Sequence[FoodicsBranch]) -> set[str]:
    """Foodics' ids of active branches that its list leaves out."""
    active = select(branches.c.foodics_id).where(branches.c.active)
    return set(txn.connection.scalars(active)) - {branch.id for branch in found}


def save_branches(
    txn: Txn, found: Sequence[FoodicsBranch], keep: Collection[str] = frozenset()
) -> None:
    """Takes in Foodics' list: new ones inactive, vanished ones never send. What is to `keep` counts
    as not vanished yet."""
    known = {row.foodics_id: row for row in txn.connection.execute(select(branches))}
    changed: list[int] = []
    fresh = False
    for branch in found:
        row = known.pop(branch.id, None)
        values = {
            "reference": branch.reference,
            "name": branch.name,
            "data": dump(branch),
            "gone": False,
        }
        if row is None:
            txn.connection.execute(insert(branches).values(foodics_id=branch.id, **values))
            fresh = True
        elif row.data != values["data"] or row.gone:
            txn.connection.execute(
                update(branches).where(branches.c.key == row.key).values(**values)
            )
            changed.append(row.key)
    for row in known.values():
        if not row.gone and row.foodics_id not in keep:
            txn.connection.execute(
                update(branches).where(branches.c.key == row.key).values(gone=True)
            )
            changed.append(row.key)
    if changed:
        judge_branches(txn, changed)
    if changed or fresh:
        txn.journal.notice(txn.now, "branches")


def save_oto(txn: Txn, fact: facts.OtoFact) -> None:
    """Remembers which OTO answered, and how."""
    facts.put(txn.connection, fact)
    judge_all(txn)
    txn.journal.notice(txn.now, "connected", service="oto")


def save_currency(txn: Txn, code: str) -> str:
    """Sets the currency; needs OTO first. Returns the code as kept."""
    if facts.get(txn.connection, facts.OtoFact) is None:
        raise AppError("step_oto")
    code = money.currency_code(code)
    money.minor_digits(code)
    facts.put(txn.connection, facts.CurrencyFact(code))
    judge_all(txn)
    txn.journal.notice(txn.now, "currency")
    return code


def missing_pickups(txn: Txn, found: Sequence[PickupLocation]) -> set[str]:
    """Codes of active branches' doors that OTO's list leaves out."""
    tied = select(branches.c.pickup_code).where(branches.c.active)
    codes = {code for code in txn.connection.scalars(tied) if code}
    return codes - {place.code for place in found}


def save_pickups(
    txn: Txn, found: Sequence[PickupLocation], keep: Collection[str] = frozenset()
) -> None:
    """Takes in OTO's list. A vanished code leaves its branch without a door: its orders wait. What
    is to `keep` counts as not vanished yet."""
    rows = [{"code": place.code, "data": dump(place)} for place in found]
    old = {row.code: row.data for row in txn.connection.execute(select(pickups))}
    rows += [{"code": code, "data": old[code]} for code in sorted(keep) if code in old]
    if {row["code"]: row["data"] for row in rows} == old:
        return
    # A door that was mended at OTO lets its branch go on.
    mended = [row["code"] for row in rows if old.get(str(row["code"])) != row["data"]]
    txn.connection.execute(
        update(branches)
        .where(branches.c.pickup_code.in_(mended))
        .values(stopped=None, setup_failures=0)
    )
    txn.connection.execute(delete(pickups))
    if rows:
        txn.connection.execute(insert(pickups), rows)
    judge_all(txn)
    txn.journal.notice(txn.now, "pickups")


def save_cities(txn: Txn, names: Sequence[str]) -> None:
    """Keeps OTO's city names."""
    old = facts.get(txn.connection, facts.CitiesFact)
    facts.put(txn.connection, facts.CitiesFact(tuple(names), txn.now))
    if old is None or old.names != tuple(names):
        txn.journal.notice(txn.now, "cities")


@dataclass(frozen=True, slots=True)
class Activated:
    """What activating came to; `without_pickup` are branch references whose orders will wait."""

    references: tuple[str, ...]
    without_pickup: tuple[str, ...]
    #: v1 knows no pickup location and more than one branch is active: OTO chooses the door.
    oto_chooses_door: bool


def activate(
    txn: Txn,
    references: Sequence[str],
    *,
    pickup: str | None = None,
    city: str | None = None,
    ready_since: timedelta = timedelta(0),
) -> Activated:
    """Switches branches on: all or none (rules.md section 2)."""
    require(txn)
    named = branches_named(txn, references)
    if (pickup is not None or city is not None) and len(named) != 1:
        raise AppError("one_branch_only", count=len(named))
    open_doors = doors(txn)
    if pickup is not None and pickup not in open_doors:
        known = ", ".join(sorted(open_doors)) or "none"
        raise AppError("unknown_pickup", pickup=pickup, known=known)
    if city is not None:
        city = known_city(txn, city)
    v1 = txn.context.rules.generation == "v1"
    without: list[str] = []
    for branch in named:
        code = pickup or kept_door(branch, open_doors) or proposed(txn, branch, open_doors)
        rule = branch.rule
        start = txn.now - max(START_LINE, ready_since)
        if rule.active and rule.sends_from is not None:
            start = min(start, rule.sends_from) if ready_since else rule.sends_from
        town = city or rule.city or (rule.foodics.city if v1 else None)
        txn.connection.execute(
            update(branches)
            .where(branches.c.key == branch.key)
            .values(
                active=True,
                sends_from=start,
                pickup_code=code,
                city=town,
                stopped=None,
                setup_failures=0,
            )
        )
        if (town is None) if v1 else (code is None):
            without.append(rule.foodics.reference)
    judge_branches(txn, [branch.key for branch in named])
    active = sum(
        branch.rule.active for branch in txn.context.by_key.values() if branch not in named
    )
    txn.journal.notice(txn.now, "branches")
    return Activated(
        tuple(branch.rule.foodics.reference for branch in named),
        tuple(without),
        v1 and active + len(named) > 1,
    )


def deactivate(txn: Txn, references: Sequence[str]) -> tuple[str, ...]:
    """Switches branches off, at once, also for what waits in the queue."""
    named = branches_named(txn, references)
    keys = [branch.key for branch in named]
    txn.connection.execute(
        update(branches).where(branches.c.key.in_(keys)).values(active=False, sends_from=None)
    )
    judge_branches(txn, keys)
    txn.journal.notice(txn.now, "branches")
    return tuple(branch.rule.foodics.reference for branch in named)


def judge_all(txn: Txn) -> None:
    """Judges every open order: a rule that holds for all has changed."""
    fresh = context.read(txn.connection, txn.settings)
    judging.apply_all(txn.connection, fresh, txn.journal, txn.now)
    txn.journal.notice(txn.now, "rules")


def judge_branches(txn: Txn, keys: Sequence[int]) -> None:
    """Judges the open orders of these branches: what holds for them has changed."""
    fresh = context.read(txn.connection, txn.settings)
    judging.apply_all(
        txn.connection, fresh, txn.journal, txn.now, dispatches.c.branch_key.in_(keys)
    )


def require(txn: Txn) -> None:
    """AppError naming the first step of the set-up that is missing."""
    step = steps.unconnected(txn.connection)
    if step is not None:
        raise AppError(step)


def branches_named(txn: Txn, references: Sequence[str]) -> list[Branch]:
    """Branches by reference, in the order named, once each. AppError `unknown_branch`."""
    by_reference: dict[str, Branch] = {}
    for branch in txn.context.by_key.values():
        if not branch.gone:
            by_reference.setdefault(branch.rule.foodics.reference.casefold(), branch)
    found: dict[int, Branch] = {}
    for reference in references:
        named = by_reference.get(contact.clean(reference).casefold())
        if named is None:
            raise AppError("unknown_branch", reference=reference)
        found[named.key] = named
    return list(found.values())
