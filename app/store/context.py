"""What the verdict needs beside the order: branches, pickup locations, answers, settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, UpdateBase, event, select
from sqlalchemy.engine import Connection, Engine

from app.core.eligibility import BranchRule, Rules
from app.core.order import FoodicsBranch, PickupLocation
from app.settings import Settings
from app.store import facts
from app.store.codec import load
from app.store.tables import answers, branches, pickups
from app.store.tables import facts as facts_table


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
    #: Set-up refusals in a row by different orders.
    setup_failures: int = 0

    def stands(self, now: datetime) -> bool:
        """True while nothing of this branch is claimed: paused, or stopped by its set-up."""
        return self.stopped is not None or self.is_paused(now)

    def is_paused(self, now: datetime) -> bool:
        """True while a person has paused this branch."""
        return self.paused and (self.paused_until is None or self.paused_until > now)


@dataclass(frozen=True, slots=True)
class Context:
    """Read in every transaction, so that it is always what the ledger holds."""

    rules: Rules
    business_reference: str
    by_id: dict[str, Branch]
    by_key: dict[int, Branch]
    pause: facts.PauseFact | None

    def paused(self, now: datetime) -> bool:
        """True while all sending is paused."""
        pause = self.pause
        return pause is not None and (pause.until is None or pause.until > now)


class Reading:
    """Reads the context again and again; asks the ledger only when what it is made of may have
    changed: after a statement of `engine` on one of its tables, and after anybody else's commit."""

    def __init__(self, engine: Engine) -> None:
        self._made_of: tuple[int, Settings] | None = None
        self._context: Context | None = None
        event.listen(engine, "before_cursor_execute", self._told)

    def read(self, connection: Connection, settings: Settings) -> Context:
        """The context as the ledger and the settings hold it now; the first thing a transaction
        does."""
        made_of = _version(connection), settings
        if self._context is None or made_of != self._made_of:
            self._context, self._made_of = read(connection, settings), made_of
        return self._context

    def _told(
        self, _connection: Any, _cursor: Any, _text: Any, _told: Any, context: Any, _many: Any
    ) -> None:
        statement = context.invoked_statement
        if isinstance(statement, UpdateBase) and statement.table in _TABLES:
            self._context = None


def _version(connection: Connection) -> int:
    """Changes with every commit of somebody else."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return int(driver.execute("PRAGMA data_version").fetchone()[0])


def read(connection: Connection, settings: Settings) -> Context:
    """The context as the ledger and the settings hold it now."""
    return _made(_rows(connection), settings)


_Row = Row[tuple[Any, ...]]
_Rows = tuple[Sequence[_Row], Sequence[_Row], Sequence[_Row], Sequence[_Row]]
_FACTS = facts.select_of(
    facts.BusinessFact, facts.OtoFact, facts.CurrencyFact, facts.CitiesFact, facts.PauseFact
)
_TABLES = (facts_table, answers, pickups, branches)
_READ = (_FACTS, select(answers), select(pickups), select(branches))


def _rows(connection: Connection) -> "_Rows":
    told, answered, doors, found = (connection.execute(each).all() for each in _READ)
    return told, answered, doors, found


def _made(rows: "_Rows", settings: Settings) -> Context:
    told, answered, at_oto, found = rows
    business = facts.of_rows(told, facts.BusinessFact)
    oto = facts.of_rows(told, facts.OtoFact)
    currency = facts.of_rows(told, facts.CurrencyFact)
    cities = facts.of_rows(told, facts.CitiesFact)
    topics: dict[str, dict[str, str]] = {"payment": {}, "sender": {}, "city": {}}
    for row in answered:
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
    doors = {row.code: load(row.data, PickupLocation) for row in at_oto}
    known_branches = [_branch(row, doors) for row in found]
    return Context(
        rules=rules,
        business_reference=business.reference if business else "",
        by_id={branch.rule.foodics.id: branch for branch in known_branches},
        by_key={branch.key: branch for branch in known_branches},
        pause=facts.of_rows(told, facts.PauseFact),
    )


def _branch(row: _Row, doors: dict[str, PickupLocation]) -> Branch:
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
        setup_failures=row.setup_failures,
    )
