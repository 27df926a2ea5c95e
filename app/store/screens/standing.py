"""How everything stands, for the top of the window: numbers and codes, no sentences."""

from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select

from app.core import happenings
from app.core.business_day import day_began
from app.core.dispatch import State
from app.store import facts, offered, status, steps
from app.store.queries import Reader
from app.store.screens import deliveries
from app.store.screens.gaps import gap_questions
from app.store.screens.newer import newer_version
from app.store.screens.types.standing import ServiceRow, Standing
from app.store.tables import dispatches, faults, orders


def standing(reader: Reader, *, running: bool) -> Standing:
    """The standing at the reader's hour. `running`: this very program is sending."""
    read, context = reader.connection, reader.context
    business = facts.get(read, facts.BusinessFact)
    oto = facts.get(read, facts.OtoFact)
    currency = facts.get(read, facts.CurrencyFact)
    cursor = facts.get(read, facts.CursorFact)
    health = facts.get(read, facts.HealthFact) or facts.HealthFact()
    problem, params = status.problem_of(reader, running=running)
    kept = [branch for branch in context.by_key.values() if not branch.gone]
    paused = context.paused(reader.now)
    times = _times_today(reader)
    return Standing(
        step=steps.missing(read, context),
        business=business.name if business else "",
        business_currency=business.currency if business else None,
        currency=currency.code if currency else None,
        foodics=_foodics(business, health),
        oto=_oto(oto, health),
        generation=oto.generation if oto else None,
        retailer_id=oto.retailer_id if oto else "",
        credit=oto.credit if oto else None,
        credit_low=offered.is_low(oto.credit if oto else None, reader.settings.credit_warning),
        problem=problem,
        problem_params=params,
        fault=status.fault_of(problem, health),
        paused=paused,
        paused_until=context.pause.until if context.pause and paused else None,
        last_good_poll_at=cursor.last_good_poll_at if cursor else None,
        utc_offset_minutes=business.utc_offset_minutes if business else 180,
        country=context.rules.country,
        branches=len(kept),
        active=sum(branch.rule.active for branch in kept),
        paused_branches=status.references(reader, stopped=False),
        stopped_branches=status.references(reader, stopped=True),
        sent_today=len(times),
        median_seconds=_median([seconds for seconds in times if seconds is not None]),
        last_order_at=read.execute(select(func.max(orders.c.first_seen_at))).scalar(),
        day_ends_at=_day_ends_at(reader),
        faults=read.execute(select(func.count()).select_from(faults)).scalar_one(),
        oto_since=health.oto_since if oto is not None else None,
        undelivered=deliveries.count(reader),
        gaps=gap_questions(reader),
        happenings=_happenings(reader),
        newer=newer_version(reader),
        beside=(facts.get(read, facts.BesideFact) or facts.BesideFact()).users,
    )


def _happenings(reader: Reader) -> tuple[happenings.Happening, ...]:
    found = facts.get(reader.connection, facts.HappeningsFact)
    return happenings.untold(found.items) if found else ()


def _foodics(business: facts.BusinessFact | None, health: facts.HealthFact) -> ServiceRow:
    if business is None:
        return ServiceRow()
    return ServiceRow(health.foodics, health.foodics_at, business.name, business.url)


def _oto(oto: facts.OtoFact | None, health: facts.HealthFact) -> ServiceRow:
    if oto is None:
        return ServiceRow()
    return ServiceRow(health.oto, health.oto_at, oto.account or "", oto.url or "")


def _times_today(reader: Reader) -> list[float | None]:
    """Of each order sent since its branch's day began: seconds from Ready to accepted."""
    offset = reader.context.rules.utc_offset
    began = {
        key: day_began(reader.now, offset, branch.rule.foodics.end_of_day)
        for key, branch in reader.context.by_key.items()
    }
    if not began:
        return []
    found = reader.connection.execute(
        select(dispatches.c.branch_key, dispatches.c.state_at, dispatches.c.ready_at).where(
            dispatches.c.state == State.SENT,
            # For the index, whose second column it is.
            dispatches.c.finished.in_((False, True)),
            dispatches.c.state_at >= min(began.values()),
            dispatches.c.live,
        )
    )
    # An order is sent once and for all: it entered its state when OTO accepted it.
    return [
        max(0.0, (row.state_at - row.ready_at).total_seconds()) if row.ready_at else None
        for row in found
        if row.state_at >= began[row.branch_key]
    ]


def _median(seconds: list[float]) -> int | None:
    return round(median(seconds)) if seconds else None


def _day_ends_at(reader: Reader) -> datetime:
    """The end of the business day that is on now, of the branch that ends last; active ones count
    where there are any."""
    kept = [branch for branch in reader.context.by_key.values() if not branch.gone]
    counted = [branch for branch in kept if branch.rule.active] or kept
    ends = {branch.rule.foodics.end_of_day for branch in counted} or {None}
    offset = reader.context.rules.utc_offset
    return max(day_began(reader.now, offset, end) for end in ends) + timedelta(days=1)
