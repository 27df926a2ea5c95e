"""What the verdict needs beside the order: branches, pickup locations, answers, settings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from app.core.eligibility import BranchRule, Rules
from app.core.order import FoodicsBranch, PickupLocation
from app.settings import Settings
from app.store import facts
from app.store.codec import load
from app.store.tables import answers, branches, pickups


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch with its rule and whether its orders may be claimed now."""

    key: int
    rule: BranchRule
    gone: bool
    paused: bool
    paused_until: datetime | None
    stopped: str | None
    pickup_code: str | None

    def stands(self, now: datetime) -> bool:
        """True while nothing of this branch is claimed: paused, or stopped by its set-up."""
        return self.stopped is not None or self.is_paused(now)

    def is_paused(self, now: datetime) -> bool:
        """True while a person has paused this branch."""
        return self.paused and (self.paused_until is None or self.paused_until > now)


@dataclass(frozen=True, slots=True)
class Context:
    """Read once per transaction; cheap, and always what the ledger holds."""

    rules: Rules
    business_reference: str
    by_id: dict[str, Branch]
    by_key: dict[int, Branch]
    pause: facts.PauseFact | None

    def paused(self, now: datetime) -> bool:
        """True while all sending is paused."""
        pause = self.pause
        return pause is not None and (pause.until is None or pause.until > now)


def read(connection: Connection, settings: Settings) -> Context:
    """The context as the ledger and the settings hold it now."""
    business = facts.get(connection, facts.BusinessFact)
    oto = facts.get(connection, facts.OtoFact)
    currency = facts.get(connection, facts.CurrencyFact)
    cities = facts.get(connection, facts.CitiesFact)
    topics: dict[str, dict[str, str]] = {"payment": {}, "sender": {}, "city": {}}
    for row in connection.execute(select(answers)):
        topics.setdefault(row.topic, {})[row.subject] = row.value
    rules = Rules(
        currency=currency.code if currency else None,
        country=business.country if business else "SA",
        utc_offset=timedelta(minutes=business.utc_offset_minutes if business else 180),
        generation=oto.generation if oto else "v2",
        too_old=timedelta(minutes=settings.too_old_minutes),
        scheduled_waits=settings.scheduled == "wait",
        lead=timedelta(minutes=settings.lead_minutes),
        hold_seconds=settings.hold_seconds,
        required_tag=settings.required_tag,
        kitchen_done_is_ready=settings.kitchen_done_is_ready,
        notes_language=settings.notes_language,
        methods=topics["payment"],
        senders=topics["sender"],
        cities=topics["city"],
        known_cities=frozenset(cities.names) if cities else frozenset(),
    )
    doors = {
        row.code: load(row.data, PickupLocation) for row in connection.execute(select(pickups))
    }
    found = [_branch(row, doors) for row in connection.execute(select(branches))]
    return Context(
        rules=rules,
        business_reference=business.reference if business else "",
        by_id={branch.rule.foodics.id: branch for branch in found},
        by_key={branch.key: branch for branch in found},
        pause=facts.get(connection, facts.PauseFact),
    )


def _branch(row: "Row[tuple[object, ...]]", doors: dict[str, PickupLocation]) -> Branch:
    door = doors.get(row.pickup_code or "")
    return Branch(
        key=row.key,
        rule=BranchRule(
            foodics=load(row.data, FoodicsBranch),
            active=row.active and not row.gone,
            sends_from=row.sends_from,
            pickup=door if door is not None and door.active else None,
            city=row.city,
            hold_seconds=row.hold_seconds,
            only_tag=row.only_tag,
            never_tag=row.never_tag,
            ask_each=row.ask_each,
        ),
        gone=row.gone,
        paused=row.paused,
        paused_until=row.paused_until,
        stopped=row.stopped,
        pickup_code=row.pickup_code,
    )
