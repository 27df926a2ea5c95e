"""The branches with their switches, what each switch asks, and the doors to choose from."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from app.core import contact, eligibility, places
from app.core.dispatch import State
from app.core.order import FoodicsBranch, PickupLocation
from app.store import facts, queries
from app.store.codec import load, load_reasons
from app.store.context import Branch
from app.store.queries import Reader
from app.store.screens.queue import rows_of
from app.store.screens.types.branches import BranchRow, DoorRow
from app.store.screens.types.queue import QueueRow
from app.store.tables import dispatches, pickups

#: What was Ready longer ago is nobody's dinner any more: a switch does not ask about it.
READY_BACK = timedelta(hours=24)


@dataclass(slots=True)
class _Ready:
    """Orders that were Ready before the start line, and the oldest moment."""

    keys: list[int] = field(default_factory=list)
    oldest: datetime | None = None


def branch_rows(reader: Reader) -> list[BranchRow]:
    """Every branch that Foodics has, by reference."""
    waiting = queries.count_by_branch(reader, dispatches.c.state == State.WAITING)
    sent = queries.sent_today(reader)
    ready = _ready(reader)
    rows = [
        _row(reader, branch, waiting.get(key, 0), sent.get(key, 0), ready.get(key, _Ready()))
        for key, branch in reader.context.by_key.items()
        if not branch.gone
    ]
    return sorted(rows, key=lambda row: (row.reference, row.key))


def ready_before(reader: Reader, branch_reference: str) -> list[QueueRow]:
    """The orders from which *Choose* lets a person choose, newest first: Ready in the last 24 h, and
    for nothing else but the start line not sent."""
    branch = _named(reader, branch_reference)
    found = _ready(reader).get(branch.key) if branch is not None else None
    return rows_of(reader, found.keys) if found is not None else []


def doors(reader: Reader, branch_reference: str) -> list[DoorRow]:
    """OTO's active pickup locations: the proposed one first, then the nearest."""
    branch = _named(reader, branch_reference)
    if branch is None:
        return []
    foodics = branch.rule.foodics
    found = [load(row.data, PickupLocation) for row in reader.connection.execute(select(pickups))]
    open_doors = [door for door in found if door.active]
    others = [
        other.rule.foodics.name
        for other in reader.context.by_key.values()
        if other.key != branch.key and not other.gone
    ]
    proposal = places.propose_pickup(foodics, open_doors, other_names=others)
    rows = [
        DoorRow(
            code=door.code,
            name=door.name,
            city=door.city,
            distance_m=_distance(foodics, door),
            sure=proposal.sure and door == proposal.location,
            why=proposal.why if door == proposal.location else "",
        )
        for door in open_doors
    ]
    return sorted(rows, key=_proposed_then_near)


def cities(reader: Reader) -> tuple[str, ...]:
    """OTO's names of the country's cities, in the order of the alphabet; empty if not told."""
    fact = facts.get(reader.connection, facts.CitiesFact)
    return tuple(sorted(set(fact.names), key=contact.search_fold)) if fact is not None else ()


def _row(reader: Reader, branch: Branch, waiting: int, sent: int, ready: _Ready) -> BranchRow:
    rule = branch.rule
    city = eligibility.branch_city(rule)
    v1 = reader.context.rules.generation == "v1"
    paused = branch.is_paused(reader.now)
    return BranchRow(
        key=branch.key,
        reference=rule.foodics.reference,
        name=rule.foodics.name,
        name_localized=rule.foodics.name_localized,
        active=rule.active,
        pickup=branch.pickup_code,
        pickup_name=rule.pickup.name if rule.pickup is not None else None,
        city=city,
        starts_at=rule.sends_from,
        waiting=waiting,
        sent_today=sent,
        # As the verdict asks for it: without a city nothing can be sent either.
        needs_door=city is None or (not v1 and rule.pickup is None),
        paused=paused,
        paused_until=branch.paused_until if paused else None,
        stopped=branch.stopped,
        ready_before=len(ready.keys),
        oldest_ready_at=ready.oldest,
        hold_seconds=rule.hold_seconds,
        only_tag=rule.only_tag,
        never_tag=rule.never_tag,
        ask_each=rule.ask_each,
    )


def _ready(reader: Reader) -> dict[int, _Ready]:
    """By branch key. One look at all branches: the index leads to the last day's Ready orders."""
    rows = reader.connection.execute(
        select(
            dispatches.c.order_key,
            dispatches.c.branch_key,
            dispatches.c.state,
            dispatches.c.ready_at,
            dispatches.c.reasons,
        ).where(
            dispatches.c.state.in_((State.WAITING, State.SKIPPED)),
            dispatches.c.ready_at >= reader.now - READY_BACK,
            dispatches.c.live,
        )
    )
    found: dict[int, _Ready] = {}
    for row in rows:
        codes = [reason.code for reason in load_reasons(row.reasons)]
        if _held_by_the_line(row.state, codes):
            ready = found.setdefault(row.branch_key, _Ready())
            ready.keys.append(row.order_key)
            ready.oldest = min(ready.oldest or row.ready_at, row.ready_at)
    return found


def _held_by_the_line(state: str, codes: Collection[str]) -> bool:
    """True where the start line alone, or the switch that is off, keeps an order from going."""
    if state == State.SKIPPED:
        return eligibility.SKIPS & set(codes) == {"before_start"}
    return set(eligibility.CONDITIONS) & set(codes) == {"branch_inactive"}


def _named(reader: Reader, reference: str) -> Branch | None:
    wanted = contact.clean(reference).casefold()
    for branch in reader.context.by_key.values():
        if not branch.gone and branch.rule.foodics.reference.casefold() == wanted:
            return branch
    return None


def _distance(branch: FoodicsBranch, door: PickupLocation) -> int | None:
    apart = places.apart_m(branch, door)
    return None if math.isinf(apart) else round(apart)


def _proposed_then_near(row: DoorRow) -> tuple[bool, float, str]:
    far = math.inf if row.distance_m is None else row.distance_m
    return not row.why, far, contact.search_fold(row.name)
