"""What happened while nobody looked: what is worth a word, and until somebody has read it."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core import happenings
from app.core.happenings import Happening, What

NOW = datetime(2026, 11, 23, 21, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(what: What, minutes: int, ago: timedelta = timedelta(0)) -> Happening:
    return Happening(what, NOW - ago - minutes * MINUTE, NOW - ago)


@pytest.mark.parametrize("what", [What.SLEPT, What.STOOD_STILL])
def test_a_short_sleep_is_not_worth_a_word(what: What) -> None:
    short = Happening(what, NOW - timedelta(seconds=59), NOW)
    assert happenings.add([], short, NOW) == ()
    assert happenings.add([], at(what, 1), NOW) == (at(what, 1),)


def test_a_crash_always_is() -> None:
    crash = at(What.CRASHED, 0)
    assert happenings.add([], crash, NOW) == (crash,)


def test_after_a_week_nobody_asks_and_the_last_ones_are_enough() -> None:
    old, young = at(What.SLEPT, 5, timedelta(days=7)), at(What.SLEPT, 5, timedelta(days=6))
    new = at(What.SLEPT, 34)
    assert happenings.add([old, young], new, NOW) == (young, new)
    known: tuple[Happening, ...] = ()
    for n in range(happenings.MOST + 3):
        known = happenings.add(known, at(What.SLEPT, n + 1), NOW)
    assert len(known) == happenings.MOST
    assert known[-1] == at(What.SLEPT, happenings.MOST + 3)


def test_what_was_read_is_not_said_again_but_what_came_later_is() -> None:
    early, late = at(What.CRASHED, 2, timedelta(hours=1)), at(What.SLEPT, 34)
    assert happenings.untold([early, late]) == (late, early)
    told = happenings.tell([early, late], early.ended)
    assert happenings.untold(told) == (late,)
    assert happenings.untold(happenings.tell(told, late.ended)) == ()


@pytest.mark.parametrize(
    ("wall", "monotonic", "slept", "what"),
    [
        # the system says how long it slept
        (34.0, 34.0, 30.0, What.SLEPT),
        (10.0, 0.0, 10.0, What.SLEPT),
        (34.0, 34.0, 9.9, What.STOOD_STILL),
        (0.0, 10.0, 0.0, What.STOOD_STILL),
        (34.0, 9.9, 9.9, None),
        # only the clock on the wall was set
        (3600.0, 0.1, 0.0, None),
        # the system does not say: a clock of either kind that jumped means sleep
        (10.0, 0.0, None, What.SLEPT),
        (0.0, 10.0, None, What.SLEPT),
        (34.0, 34.0, None, What.SLEPT),
        (9.9, 9.9, None, None),
    ],
)
def test_what_a_silence_was(
    wall: float, monotonic: float, slept: float | None, what: What | None
) -> None:
    assert happenings.of_silence(wall, monotonic, slept) is what


def test_the_words_that_are_stored() -> None:
    assert [str(what) for what in What] == ["slept", "stood_still", "crashed", "pc_off"]
    assert not Happening(What.CRASHED, NOW, NOW).told
