"""How the whole program stands, for `status` and the top of the window."""

from sqlalchemy import func, select

from app.core.dispatch import State
from app.store import facts
from app.store.queries import Reader, Row, needing, time_text
from app.store.tables import dispatches, faults

#: Seconds after the last good poll from which on nothing new is claimed (rules.md section 1).
SILENT = 60


def status_row(reader: Reader, *, running: bool) -> Row:
    """The row of `status`."""
    read = reader.connection
    health = facts.get(read, facts.HealthFact) or facts.HealthFact()
    cursor = facts.get(read, facts.CursorFact)
    currency = facts.get(read, facts.CurrencyFact)
    oto = facts.get(read, facts.OtoFact)
    last = cursor.last_good_poll_at if cursor else None
    age = None if last is None else max(0, int((reader.now - last).total_seconds()))
    return {
        "running": running,
        "paused": reader.context.paused(reader.now),
        "problem": health.problem or _own_problem(reader, age if running else None),
        "currency": currency.code if currency else None,
        "foodics": {
            "state": health.foodics if facts.get(read, facts.BusinessFact) else "not_connected",
            "checked_at": time_text(health.foodics_at),
        },
        "oto": {
            "state": health.oto if oto else "not_connected",
            "generation": oto.generation if oto else None,
            "checked_at": time_text(health.oto_at),
        },
        "last_good_poll_at": time_text(last),
        "last_good_poll_age_seconds": age,
        "counts": counts(reader),
        "needs_you": len(needing(reader)),
        "paused_branches": _references(reader, stopped=False),
        "stopped_branches": _references(reader, stopped=True),
        "faults": read.execute(select(func.count()).select_from(faults)).scalar_one(),
    }


def _references(reader: Reader, *, stopped: bool) -> list[str]:
    """References of active branches that stand still: by a person's pause, or by their set-up."""
    return sorted(
        found.rule.foodics.reference
        for found in reader.context.by_key.values()
        if found.rule.active
        and (found.stopped is not None if stopped else found.is_paused(reader.now))
    )


def _own_problem(reader: Reader, age: int | None) -> str | None:
    """What stands still although both services answer."""
    if age is not None and age > SILENT:
        return "foodics_silent"
    stopped = (found.stopped for found in reader.context.by_key.values() if found.rule.active)
    return "branch_stopped" if any(stopped) else None


def counts(reader: Reader) -> dict[str, int]:
    """How many orders are in each state."""
    found = reader.connection.execute(
        select(dispatches.c.state, func.count())
        .where(dispatches.c.live)
        .group_by(dispatches.c.state)
    )
    counted = {row[0]: row[1] for row in found}
    return {str(state): counted.get(state, 0) for state in State}
