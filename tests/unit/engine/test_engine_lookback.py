"""How far back a poll looks: always 15 s, but in a rush not at every poll (app/engine/lookback.py)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.lookback import CLOCK_ERROR, OVERLAP, SHORT_OVERLAP, Lookback
from app.pacing import Pacer

AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def look() -> Lookback:
    return Lookback()


def test_every_poll_looks_15_s_back_while_one_page_is_enough(look: Lookback) -> None:
    for second in range(0, 50, 5):
        assert look.is_whole(second, Pacer())
        assert look.after(AT, whole=True) == AT - OVERLAP
        look.read(AT, 1, Pacer(), second, whole=True)
    assert look.reached(AT + OVERLAP, AT, 1) == AT


def test_after_a_rush_short_looks_go_on_and_the_whole_overlap_is_read_when_the_limit_bears_it(
    look: Lookback,
) -> None:
    look.read(AT, 4, Pacer(), 0.0, whole=True)
    assert look.counted(4, whole=True) == 1
    assert not look.is_whole(5.0, Pacer())
    assert look.after(AT, whole=False) == AT - SHORT_OVERLAP
    assert look.is_whole(60 * 4 / (28 * 0.3), Pacer())


def test_a_whole_look_waits_while_it_would_leave_nothing_to_short_ones(look: Lookback) -> None:
    look.read(AT, 4, Pacer(), 0.0, whole=True)
    assert not look.is_whole(1000.0, Pacer(limit=12))


def test_a_whole_look_goes_back_behind_the_beginning_of_the_last_one(look: Lookback) -> None:
    look.read(AT, 4, Pacer(), 0.0, whole=True)
    look.read(AT + timedelta(seconds=10), 1, Pacer(), 10.0, whole=False)
    cursor = AT + timedelta(seconds=25)
    assert look.after(cursor, whole=True) == AT - OVERLAP


def test_a_rush_is_over_when_a_whole_look_takes_one_page(look: Lookback) -> None:
    look.read(AT, 4, Pacer(), 0.0, whole=True)
    look.read(AT, 1, Pacer(), 30.0, whole=True)
    assert look.is_whole(35.0, Pacer())
    assert look.counted(1, whole=True) == 1


def test_the_rush_itself_is_left_behind_though_nothing_newer_comes(look: Lookback) -> None:
    began = AT + timedelta(seconds=60)
    assert look.reached(began, AT, 4) == began - CLOCK_ERROR


def test_a_poll_that_was_not_complete_moves_nothing(look: Lookback) -> None:
    assert look.reached(AT, None, 4) is None


@given(
    highest=st.integers(0, 300),
    began=st.integers(0, 300),
    pages=st.integers(1, 12),
)
def test_the_cursor_never_falls_behind_what_was_read(highest: int, began: int, pages: int) -> None:
    stamp, start = AT + timedelta(seconds=highest), AT + timedelta(seconds=began)
    reached = Lookback().reached(start, stamp, pages)
    assert reached is not None
    assert stamp <= reached <= max(stamp, start - CLOCK_ERROR)
