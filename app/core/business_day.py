"""A day is the business's: it may run past midnight (rules.md section 7, foodics-api.md 3.5)."""

from datetime import date, datetime, timedelta

#: An end of day later than this belongs to the evening before: the day ends at midnight then.
_LATEST_END = 12


def business_date(now: datetime, offset: timedelta, end_of_day: str | None) -> date:
    """The business date at `now` (aware UTC). `offset` is the business's from UTC, `end_of_day`
    the branch's local "HH:MM": until then the night still belongs to the day before."""
    return (now + offset - _night(end_of_day)).date()


def day_began(now: datetime, offset: timedelta, end_of_day: str | None) -> datetime:
    """When the business day of `now` began, in UTC."""
    night = _night(end_of_day)
    local = now + offset - night
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + night - offset


def _night(end_of_day: str | None) -> timedelta:
    """How long the day runs past midnight; nothing where that is not told or makes no sense."""
    try:
        hour, minute = (int(part) for part in (end_of_day or "").split(":")[:2])
    except ValueError:
        return timedelta(0)
    if not (0 <= hour < _LATEST_END and 0 <= minute < 60):
        return timedelta(0)
    return timedelta(hours=hour, minutes=minute)
