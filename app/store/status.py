"""How the whole program stands, for `status`; the top of the window uses its parts."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from app.core.dispatch import State
from app.core.errors import TEXTS, Kind
from app.store import facts, offered, steps
from app.store.queries import Reader, Row, needing, time_text
from app.store.screens.newer import newer_row
from app.store.tables import dispatches, faults

#: Seconds after the last good poll from which on nothing new is claimed (rules.md section 1).
SILENT = 60
_US = (Kind.OURS, Kind.STORAGE)


def status_row(reader: Reader, *, running: bool) -> Row:
    """The row of `status`."""
    read = reader.connection
    health = facts.get(read, facts.HealthFact) or facts.HealthFact()
    cursor = facts.get(read, facts.CursorFact)
    currency = facts.get(read, facts.CurrencyFact)
    oto = facts.get(read, facts.OtoFact)
    last = cursor.last_good_poll_at if cursor else None
    problem, _ = problem_of(reader, running=running)
    return {
        "running": running,
        "paused": reader.context.paused(reader.now),
        "problem": problem,
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
        "last_good_poll_age_seconds": _age(reader, last),
        "counts": counts(reader),
        "needs_you": len(needing(reader)),
        "paused_branches": list(references(reader, stopped=False)),
        "stopped_branches": list(references(reader, stopped=True)),
        "faults": read.execute(select(func.count()).select_from(faults)).scalar_one(),
        "fault": fault_of(problem, health),
        "credit": oto.credit if oto else None,
        "credit_low": offered.is_low(oto.credit if oto else None, reader.settings.credit_warning),
        "second_sender": _elsewhere(reader),
        "newer": newer_row(reader),
    }


def _elsewhere(reader: Reader) -> Row:
    """The watch for orders that reach OTO from elsewhere; `found` are OTO's numbers of them that
    nobody has answered for, `trouble` why OTO's list could not be read."""
    fact = facts.get(reader.connection, facts.SecondSenderFact)
    return {
        "looked_at": time_text(fact.looked_at) if fact else None,
        "trouble": fact.trouble if fact else None,
        "found": [pair.other for pair in fact.found] if fact else [],
    }


def references(reader: Reader, *, stopped: bool) -> tuple[str, ...]:
    """References of active branches that stand still: by a person's pause, or by their set-up."""
    return tuple(
        sorted(
            found.rule.foodics.reference
            for found in reader.context.by_key.values()
            if found.rule.active
            and (found.stopped is not None if stopped else found.is_paused(reader.now))
        )
    )


def problem_of(reader: Reader, *, running: bool) -> tuple[str | None, Mapping[str, str]]:
    """The worst true thing as an error code with its params: what a service said, else what stands
    still although both answer."""
    health = facts.get(reader.connection, facts.HealthFact)
    if health is not None and health.problem:
        return health.problem, health.problem_params or {}
    pause = reader.context.pause
    if pause is not None and pause.why == steps.SECOND_SENDER:
        return steps.SECOND_SENDER, {}
    cursor = facts.get(reader.connection, facts.CursorFact)
    age = _age(reader, cursor.last_good_poll_at if cursor else None)
    if running and age is not None and age > SILENT:
        return "foodics_silent", {}
    stopped = references(reader, stopped=True)
    return ("branch_stopped", {"branches": ", ".join(stopped)}) if stopped else (None, {})


def fault_of(problem: str | None, health: facts.HealthFact) -> str:
    """Who is to blame for a problem: internet, foodics, oto, keyring, us, or "" for nobody yet."""
    if problem is None:
        return ""
    if problem == health.problem and health.fault:
        return health.fault
    kind = TEXTS[problem][0] if problem in TEXTS else Kind.OURS
    if kind is Kind.KEYRING:
        return "keyring"
    return "us" if kind in _US else ""


def _age(reader: Reader, moment: datetime | None) -> int | None:
    """Whole seconds since then."""
    return None if moment is None else max(0, int((reader.now - moment).total_seconds()))


def counts(reader: Reader) -> dict[str, int]:
    """How many orders are in each state."""
    found = reader.connection.execute(
        select(dispatches.c.state, func.count())
        .where(dispatches.c.live)
        .group_by(dispatches.c.state)
    )
    counted = {row[0]: row[1] for row in found}
    return {str(state): counted.get(state, 0) for state in State}
