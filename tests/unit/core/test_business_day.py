"""A day is the business's (rules.md section 7)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.business_day import business_date, day_began

RIYADH = timedelta(hours=3)


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    """A moment at which clocks in Riyadh show this."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - RIYADH


@pytest.mark.parametrize(
    ("now", "end", "day"),
    [
        (at(1, 59), "02:00", 22),
        (at(2, 0), "02:00", 23),
        (at(23, 59), "02:00", 23),
        (at(0, 30), None, 23),
        (at(0, 30), "00:00", 23),
        (at(0, 30), "23:00", 23),
        (at(0, 30), "soon", 23),
        (at(0, 30), "03:75", 23),
        (at(0, 30), "03:60", 23),
        (at(0, 30), "-1:30", 23),
        (at(0, 10), "00:30", 22),
        (at(2, 10), "02:30", 22),
        (at(2, 30), "02:30", 23),
        (at(2, 10), "02:30:00", 22),
        # an end at noon or later is that of the evening before
        (at(0, 30), "11:59", 22),
        (at(0, 30), "12:00", 23),
        (at(0, 30), "12:30", 23),
    ],
)
def test_the_night_belongs_to_the_day_before_until_the_end_of_day(
    now: datetime, end: str | None, day: int
) -> None:
    assert business_date(now, RIYADH, end) == date(2026, 11, day)


def test_it_begins_when_the_one_before_ends() -> None:
    assert day_began(at(20), RIYADH, "02:00") == at(2)
    assert day_began(at(1), RIYADH, "02:00") == at(2, day=22)
    assert day_began(at(20), RIYADH, None) == at(0)
    assert day_began(at(2), RIYADH, "02:00") == at(2)
    assert day_began(at(0, 30), RIYADH, None) == at(0)


def test_it_begins_on_the_minute() -> None:
    odd = timedelta(minutes=17, seconds=12, microseconds=345)
    assert day_began(at(20) + odd, RIYADH, "02:30") == at(2, 30)
    assert day_began(at(1) + odd, RIYADH, "02:30") == at(2, 30, day=22)
