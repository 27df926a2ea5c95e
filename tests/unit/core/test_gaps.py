"""Gaps become episodes, and orders that became too old in one are found (rules.md section 2)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.gaps import KEPT, Cause, Episode, Gap, episodes, of_order, remember

SIX = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return SIX + timedelta(minutes=minutes)


def gap(
    began: float,
    ended: float | None,
    cause: Cause = Cause.OTO,
    branch: int | None = None,
    waiting: int = 0,
) -> Gap:
    return Gap(cause, at(began), None if ended is None else at(ended), branch, waiting)


def spans(found: list[Episode]) -> list[tuple[float, float]]:
    return [
        ((each.began - SIX).total_seconds() / 60, (each.ended - SIX).total_seconds() / 60)
        for each in found
    ]


class TestEpisodes:
    def test_one_gap_is_one_episode(self) -> None:
        assert episodes([gap(0, 47, waiting=3)]) == [
            Episode((Cause.OTO,), at(0), at(47), None, waiting=3)
        ]

    def test_what_lasts_is_not_asked_about_yet(self) -> None:
        assert episodes([gap(0, None)]) == []
        assert spans(episodes([gap(0, 47), gap(48, None)])) == [(0, 47)]

    def test_near_ones_are_one_whatever_their_cause(self) -> None:
        found = episodes([gap(50, 60, Cause.FOODICS), gap(0, 45, Cause.OTO)])
        assert spans(found) == [(0, 60)]
        assert found[0].causes == (Cause.FOODICS, Cause.OTO)

    def test_far_ones_are_two_in_their_order(self) -> None:
        assert spans(episodes([gap(60, 90), gap(0, 45)])) == [(0, 45), (60, 90)]

    def test_one_within_another_changes_nothing(self) -> None:
        found = episodes([gap(0, 90, waiting=1), gap(10, 20, waiting=7)])
        assert spans(found) == [(0, 90)]
        assert found[0].waiting == 1

    def test_how_many_wait_is_that_of_the_last_end(self) -> None:
        (found,) = episodes([gap(0, 40, waiting=1), gap(41, 90, waiting=7)])
        assert found.waiting == 7

    def test_of_two_that_end_together_the_later_one_counted_last(self) -> None:
        (found,) = episodes([gap(0, 40, waiting=1), gap(10, 40, waiting=7)])
        assert found.waiting == 7

    def test_branches_are_apart(self) -> None:
        found = episodes([gap(0, 40), gap(10, 50, branch=1), gap(10, 50, branch=2)])
        assert [each.branch for each in found] == [None, 1, 2]

    def test_a_moment_makes_nothing_late_and_many_of_them_do(self) -> None:
        assert episodes([gap(0, 0.9)]) == []
        assert spans(episodes([gap(0, 1)])) == [(0, 1)]
        assert spans(episodes([gap(0, 0.5), gap(4, 4.5), gap(8, 8.5)])) == [(0, 8.5)]


class TestOfOrder:
    @pytest.mark.parametrize(
        ("old_at", "found"), [(-0.1, False), (0, True), (47, True), (52, True), (52.1, False)]
    )
    def test_it_became_too_old_in_the_gap_or_just_after(self, old_at: float, found: bool) -> None:
        known = episodes([gap(0, 47)])
        assert (of_order(known, 1, at(old_at)) is not None) is found

    def test_of_its_branch_or_of_all(self) -> None:
        known = episodes([gap(0, 47, branch=1)])
        assert of_order(known, 1, at(5)) is known[0]
        assert of_order(known, 2, at(5)) is None

    def test_the_one_that_ended_last_asks(self) -> None:
        known = episodes([gap(0, 47), gap(0, 30, branch=1), gap(1, 60, branch=2)])
        found = of_order(known, 1, at(5))
        assert found is not None
        assert (found.branch, found.ended) == (None, at(47))
        found = of_order(known, 2, at(5))
        assert found is not None
        assert found.branch == 2


class TestRemember:
    def test_the_same_cause_nearby_is_one_gap_in_whatever_order(self) -> None:
        known = remember((), gap(0, 10), at(10))
        known = remember(known, gap(14, 20, waiting=2), at(20))
        assert known == (gap(0, 20, waiting=2),)
        assert remember((gap(14, 20),), gap(0, 10), at(20)) == (gap(0, 20),)

    def test_another_cause_branch_or_time_stays_apart(self) -> None:
        first = (gap(0, 10),)
        for other in (gap(5, 10, Cause.FOODICS), gap(5, 10, branch=1), gap(16, 20)):
            assert remember(first, other, at(20)) == (*first, other)

    def test_one_that_joins_two(self) -> None:
        known = (gap(0, 10), gap(18, 20))
        assert remember(known, gap(12, 16), at(20)) == (gap(0, 20),)

    def test_after_a_week_nobody_is_asked(self) -> None:
        known = (gap(0, 10),)
        late = at(10) + KEPT
        fresh = Gap(Cause.OTO, late - timedelta(minutes=9), late)
        assert remember(known, fresh, late) == (fresh,)
        assert remember(known, fresh, late - timedelta(seconds=1)) == (*known, fresh)
