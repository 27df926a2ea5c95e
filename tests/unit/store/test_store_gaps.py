"""After an outage or a pause: younger orders flow, older ones are asked about once (rules.md 2)."""

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.events import Notice
from app.core.gaps import KEPT, Cause, Gap
from app.core.order import OrderStatus
from app.settings import Settings
from app.store import choices, facts, gaps, judging, pausing, setup, starting
from app.store.ledger import Txn
from app.store.screens.gaps import gap_orders, gap_questions
from app.store.screens.standing import standing
from app.store.screens.types.standing import GapQuestion
from app.store.tables import branches
from tests.unit.store.box import Box, numbered
from tests.unit.store.looking import look
from tests.unit.store.test_screens_plans import plans

HOUR = timedelta(hours=1)


def asked(box: Box) -> tuple[GapQuestion, ...]:
    return look(box, gap_questions)


def orders(box: Box) -> list[list[int]]:
    return [list(question.orders) for question in asked(box)]


def ready(box: Box, count: int, minutes_ago: float = 0, **changes: object) -> None:
    """An order that became Ready so long before now is seen."""
    at = box.now - timedelta(minutes=minutes_ago)
    box.see(numbered(count, updated_at=at, **changes))


def fact(box: Box) -> facts.GapsFact:
    def get(txn: Txn) -> facts.GapsFact:
        return facts.get(txn.connection, facts.GapsFact) or facts.GapsFact()

    return box.do(get)


def hour(box: Box) -> None:
    """What the dispatcher does at each step, and the watch after each notice."""

    def judge(txn: Txn) -> None:
        judging.by_the_hour(txn.connection, txn.context, txn.journal, txn.now)

    box.do(judge)
    box.do(gaps.look)


def oto(box: Box, word: str) -> None:
    def save(txn: Txn) -> None:
        facts.put(txn.connection, facts.HealthFact("ok", txn.now, word, txn.now))

    box.do(save)
    box.do(gaps.look)


def off(box: Box, since: datetime, causes: Collection[Cause] = (Cause.OFF,)) -> None:
    box.do(gaps.unseen, since, causes)


def pause(box: Box, branch: str | None = None, until: datetime | None = None) -> None:
    box.do(pausing.pause, branch, until)
    box.do(gaps.look)


def resume(box: Box, branch: str | None = None) -> None:
    box.do(pausing.resume, branch)
    hour(box)


@pytest.fixture
def paused(box: Box) -> Box:
    """All was paused for 68 min: orders 1 and 2 are too old by now, 3 and 4 are not."""
    pause(box)
    for count in (1, 2, 3, 4):
        ready(box, count)
        box.later(minutes=5)
    box.later(minutes=47)
    hour(box)
    box.later(minutes=1)
    assert asked(box) == ()
    resume(box)
    return box


class TestAfterAPause:
    def test_younger_ones_flow_oldest_first_and_older_ones_are_asked_about(
        self, paused: Box
    ) -> None:
        assert [send.reference for send in paused.claim()] == [3, 4]
        assert orders(paused) == [[1, 2]]

    def test_what_is_asked(self, paused: Box) -> None:
        (found,) = asked(paused)
        assert (found.causes, found.branch, found.branch_name) == (("pause",), "", "")
        assert (found.began_at, found.ended_at) == (paused.now - timedelta(minutes=68), paused.now)
        assert found.subject == found.began_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert found.waiting == 2
        assert look(paused, standing, running=True).gaps == (found,)
        rows = look(paused, gap_orders, found.subject)
        assert [row.reference for row in rows] == [1, 2]
        assert look(paused, gap_orders, "another") == []

    def test_nothing_too_old_asks_nothing(self, box: Box) -> None:
        pause(box)
        ready(box, 1)
        box.later(minutes=59)
        resume(box)
        assert asked(box) == ()
        assert [send.reference for send in box.claim()] == [1]

    def test_it_is_said_when_it_begins_and_ends(self, paused: Box) -> None:
        assert [each.what for each in paused.told if isinstance(each, Notice)].count("gap") == 2

    def test_a_pause_that_ends_by_itself_ended_at_its_hour(self, box: Box) -> None:
        ends = box.now + timedelta(minutes=70)
        pause(box, until=ends)
        assert box.do(gaps.look) == ends
        ready(box, 1)
        box.later(minutes=70)
        hour(box)
        box.later(hours=3)
        hour(box)
        (found,) = asked(box)
        assert found.ended_at == ends
        assert box.do(gaps.look) is None

    def test_before_start_sending_nothing_is_asked(self, bare: Box) -> None:
        box = bare.set_up(active=False)
        assert box.do(starting.prepare_start)
        box.do(setup.activate, ["B01"])
        box.do(gaps.look)
        assert fact(box) == facts.GapsFact()


class TestAnswer:
    def test_all_go(self, paused: Box) -> None:
        (found,) = asked(paused)
        assert paused.do(gaps.answer, found.subject, "all") == (2, 0)
        assert [paused.state(count) for count in (1, 2)] == [State.QUEUED, State.QUEUED]
        assert asked(paused) == ()

    def test_none_goes_and_that_can_be_undone(self, paused: Box) -> None:
        (found,) = asked(paused)
        assert paused.do(gaps.answer, found.subject, " None ") == (0, 2)
        assert [paused.state(count) for count in (1, 2)] == [State.SKIPPED, State.SKIPPED]
        assert asked(paused) == ()
        paused.do(choices.unskip, 1)
        assert orders(paused) == [[1]]

    def test_some_go_and_the_rest_is_skipped(self, paused: Box) -> None:
        (found,) = asked(paused)
        assert paused.do(gaps.answer, found.subject, "#2, 2") == (1, 1)
        assert [paused.state(count) for count in (1, 2)] == [State.SKIPPED, State.QUEUED]

    def test_it_is_answered_once(self, paused: Box) -> None:
        (found,) = asked(paused)
        paused.do(gaps.answer, found.subject, "all")
        with pytest.raises(AppError, match="nothing is asked"):
            paused.do(gaps.answer, found.subject, "all")

    @pytest.mark.parametrize("value", ["", "1,x", "1,3", "perhaps"])
    def test_an_order_of_somebody_else_changes_nothing(self, paused: Box, value: str) -> None:
        (found,) = asked(paused)
        with pytest.raises(AppError) as caught:
            paused.do(gaps.answer, found.subject, value)
        assert caught.value.params["possible"] == "all, none, 1, 2"
        assert orders(paused) == [[1, 2]]

    def test_the_wrong_question_is_named(self, paused: Box) -> None:
        (found,) = asked(paused)
        with pytest.raises(AppError) as caught:
            paused.do(gaps.answer, "yesterday", "all")
        assert caught.value.params["possible"] == found.subject

    def test_who_was_decided_meanwhile_is_named_and_the_others_follow(self, paused: Box) -> None:
        paused.do(choices.skip, 1)
        done, failed = paused.do(gaps.decide, [1, 2], [3, 99])
        assert done == (2,)
        assert {key: error.params["state"] for key, error in failed.items()} == {
            1: "skipped", 3: "queued", 99: "unknown",
        }  # fmt: skip
        assert paused.state(3) is State.QUEUED

    def test_nothing_done_tells_nothing(self, paused: Box) -> None:
        paused.told.clear()
        paused.do(gaps.decide, [], [99])
        assert paused.told == []


class TestWhoIsAsked:
    def test_whoever_leaves_is_not_asked_about_and_the_question_goes_with_the_last(
        self, paused: Box
    ) -> None:
        paused.do(choices.release, 1)
        assert orders(paused) == [[2]]
        paused.see(numbered(2, updated_at=paused.now, status=OrderStatus.VOID))
        assert asked(paused) == ()

    def test_one_that_something_else_holds_has_its_own_question(self, paused: Box) -> None:
        paused.do(starting.set_rule, "B01", ask_each=True)
        assert asked(paused) == ()
        paused.do(starting.set_rule, "B01", ask_each=False)
        assert orders(paused) == [[1, 2]]

    def test_one_that_was_late_for_another_reason_is_not(self, box: Box) -> None:
        ready(box, 1, minutes_ago=75)
        box.later(minutes=20)
        pause(box)
        box.later(minutes=30)
        ready(box, 2, minutes_ago=58)
        ready(box, 3, minutes_ago=50)
        resume(box)
        # While the backlog is sent the second one becomes too old; the third one much later.
        box.later(minutes=3)
        hour(box)
        box.later(minutes=20)
        hour(box)
        assert {box.state(count) for count in (1, 2, 3)} == {State.HELD}
        assert orders(box) == [[2]]

    def test_what_the_catch_up_poll_shows_too_old_is_asked_about_too(self, box: Box) -> None:
        since = box.now
        box.later(minutes=80)
        ready(box, 1, minutes_ago=75)
        ready(box, 2, minutes_ago=10)
        off(box, since)
        # The reconciler may find one later still.
        box.later(minutes=20)
        ready(box, 3, minutes_ago=90)
        assert orders(box) == [[1, 3]]
        assert box.state(2) is State.QUEUED
        assert asked(box)[0].waiting == 1

    def test_one_whose_fate_was_not_known_is_asked_about_once_it_is(self, box: Box) -> None:
        send = box.unknown(numbered(1, updated_at=box.now))
        oto(box, "unreachable")
        box.later(minutes=70)
        hour(box)
        oto(box, "ok")
        assert box.state(1) is State.UNKNOWN
        assert asked(box) == ()
        box.looked_up(send.key)
        box.later(seconds=11)
        assert box.looked_up(send.key) is State.HELD
        assert orders(box) == [[1]]

    def test_one_that_is_tried_again_and_again(self, box: Box) -> None:
        box.see(numbered(1, updated_at=box.now))
        (send,) = box.claim()
        assert box.ends(send, Outcome.NOT_ACCEPTED, breaks=True) is State.RETRYING
        oto(box, "trouble")
        box.later(minutes=61)
        hour(box)
        assert box.state(1) is State.HELD
        assert asked(box) == ()
        oto(box, "ok")
        assert orders(box) == [[1]]

    def test_one_that_waits_for_its_hour_ages_from_there(self, bare: Box) -> None:
        box = bare.set_up()
        box.ledger.settings = Settings(scheduled="wait", lead_minutes=45)
        since = box.now
        due = box.now + timedelta(minutes=75)
        box.later(minutes=100)
        # It goes 45 min before it is due, so it is too old an hour after that.
        ready(box, 1, minutes_ago=95, due_at=due)
        ready(box, 2, minutes_ago=90, due_at=None)
        off(box, since)
        assert [box.state(count) for count in (1, 2)] == [State.HELD, State.HELD]
        assert orders(box) == [[1, 2]]

    def test_not_while_its_branch_stands_still(self, paused: Box) -> None:
        pause(paused, "B01")
        assert asked(paused) == ()
        resume(paused, "B01")
        assert orders(paused) == [[1, 2]]


class TestGaps:
    def test_a_service_that_comes_and_goes_asks_once(self, box: Box) -> None:
        ready(box, 1)
        ready(box, 2)
        for _ in range(20):
            oto(box, "unreachable")
            box.later(minutes=3)
            oto(box, "ok")
            box.later(minutes=1)
        hour(box)
        assert orders(box) == [[1, 2]]
        assert len(fact(box).over) == 1

    def test_causes_that_lie_together_are_asked_about_as_one(self, box: Box) -> None:
        ready(box, 1)
        since = box.now
        pause(box)
        box.later(minutes=70)
        off(box, since + timedelta(minutes=5), (Cause.FOODICS, Cause.OFF))
        resume(box)
        (found,) = asked(box)
        assert found.causes == ("foodics", "off", "pause")
        assert found.began_at == since

    def test_a_good_look_in_time_is_no_gap(self, box: Box) -> None:
        off(box, box.now - timedelta(seconds=60))
        assert fact(box) == facts.GapsFact()

    def test_a_gap_of_one_branch(self, box: Box) -> None:
        box.do(setup.activate, ["B02"])
        pause(box, "B02", box.now + 3 * HOUR)
        ready(box, 1)
        ready(box, 2, branch_id="b2")
        box.later(minutes=65)
        resume(box, "B02")
        (found,) = asked(box)
        assert (found.branch, found.branch_name, found.orders) == ("B02", "Malaz", (2,))
        assert found.subject.endswith("Z/B02")
        assert found.waiting == 0
        assert box.do(gaps.answer, found.subject, "all") == (1, 0)

    def test_a_branch_that_its_set_up_stopped(self, box: Box) -> None:
        def stop(txn: Txn) -> None:
            txn.connection.execute(update(branches).values(stopped="OTO1070"))

        ready(box, 1)
        box.do(stop)
        box.do(gaps.look)
        assert [(gap.cause, gap.branch) for gap in fact(box).open] == [(Cause.STOPPED, 1)]
        box.later(minutes=65)
        hour(box)
        assert asked(box) == ()
        box.do(starting.set_door, "B01", None, "Riyadh")
        hour(box)
        (found,) = asked(box)
        assert (found.causes, found.branch) == (("stopped",), "B01")

    def test_a_program_that_was_killed_knows_of_it_at_the_next_start(self, box: Box) -> None:
        ready(box, 1)
        oto(box, "refused")
        before = box.now
        box.ledger.close()
        again = Box(box.path.parent)
        again.now = box.later(minutes=90)
        hour(again)
        off(again, before)
        assert [(gap.cause, gap.began) for gap in fact(again).open] == [(Cause.OTO, before)]
        # Asked already: nothing says that OTO is still down, and the header does.
        assert orders(again) == [[1]]
        oto(again, "ok")
        (found,) = asked(again)
        assert found.causes == ("off", "oto")
        again.ledger.close()

    def test_nothing_new_writes_nothing(self, box: Box) -> None:
        pause(box)
        before = fact(box)
        box.later(minutes=1)
        box.told.clear()
        box.do(gaps.look)
        assert fact(box) == before
        assert box.told == []

    def test_a_clock_that_was_wrong_makes_no_gap_backwards(self, box: Box) -> None:
        box.now += timedelta(days=1)
        oto(box, "unreachable")
        box.now -= timedelta(days=1)
        oto(box, "ok")
        (gap,) = fact(box).over
        assert gap == Gap(Cause.OTO, box.now, box.now)

    def test_orders_are_found_by_an_index(self, paused: Box) -> None:
        found = plans(paused, gap_questions)
        assert any("dispatches_state" in line for line in found)
        assert not [line for line in found if line.startswith(("SCAN orders", "SCAN dispatches"))]

    def test_old_ones_are_forgotten(self, paused: Box) -> None:
        paused.later(days=KEPT.days, minutes=1)
        off(paused, paused.now - HOUR)
        assert [gap.cause for gap in fact(paused).over] == [Cause.OFF]
        assert asked(paused) == ()

    def test_a_ledger_of_an_earlier_version_asks_nothing(self, box: Box) -> None:
        ready(box, 1, minutes_ago=70)
        assert asked(box) == ()
