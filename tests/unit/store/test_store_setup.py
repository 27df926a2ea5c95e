"""What is set up, and what each change does to what waits (design.md section 1, rules.md 2 and 4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.order import Business
from app.store import choices, facts, pausing, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.store.box import BUSINESS, REFERENCE, SECOND, SECOND_DOOR, Box, numbered


def code_of(box: Box, *args: object, **kwargs: object) -> str:
    with pytest.raises(AppError) as raised:
        box.do(*args, **kwargs)  # type: ignore[arg-type]
    return raised.value.code


class TestSteps:
    def test_each_missing_step_is_named_in_order(self, bare: Box) -> None:
        assert code_of(bare, setup.require) == "step_foodics"
        assert code_of(bare, setup.activate, ["B01"]) == "step_foodics"
        bare.do(setup.save_business, BUSINESS, "https://x")
        assert code_of(bare, setup.require) == "step_oto"
        assert code_of(bare, setup.save_currency, "SAR") == "step_oto"
        bare.do(setup.save_oto, facts.OtoFact("v2", "r", None))
        assert code_of(bare, setup.require) == "step_currency"
        assert bare.do(setup.save_currency, " sar ") == "SAR"
        bare.do(setup.require)

    def test_a_currency_that_is_none(self, box: Box) -> None:
        assert code_of(box, setup.save_currency, "XXQ") == "unknown_currency"

    def test_one_ledger_belongs_to_one_business(self, box: Box) -> None:
        other = Business("other", "Other", "1", "SA")
        assert code_of(box, setup.save_business, other, "https://x") == "foodics_other_business"

    def test_without_an_offset_riyadhs_holds(self, box: Box) -> None:
        box.do(setup.save_business, replace(BUSINESS, utc_offset_minutes=None), "https://x")
        found = box.do(lambda txn: facts.get(txn.connection, facts.BusinessFact))
        assert found is not None
        assert found.utc_offset_minutes == 180

    def test_facts_can_be_forgotten(self, box: Box) -> None:
        box.do(lambda txn: facts.forget(txn.connection, facts.CurrencyFact))
        assert code_of(box, setup.require) == "step_currency"


class TestActivate:
    def test_sets_the_start_line_a_minute_back(self, box: Box) -> None:
        box.do(setup.activate, ["B02"])
        box.see(
            numbered(1, branch_id="b2", updated_at=box.now - timedelta(seconds=59)),
            numbered(2, branch_id="b2", updated_at=box.now - timedelta(seconds=61)),
        )
        assert [box.state(n) for n in (1, 2)] == [State.QUEUED, State.SKIPPED]
        assert box.reasons(2) == ["before_start"]

    def test_one_that_is_chosen_goes_however_old_it_is(self, box: Box) -> None:
        box.do(setup.activate, ["B02"])
        box.see(numbered(1, branch_id="b2", updated_at=box.now - timedelta(hours=2)))
        assert box.reasons(1) == ["before_start", "too_old"]
        assert box.do(choices.unskip, 1) is State.QUEUED

    def test_takes_along_what_was_ready_when_told(self, box: Box) -> None:
        box.see(numbered(1, branch_id="b2", updated_at=box.now - timedelta(minutes=20)))
        box.do(setup.activate, ["B02"], ready_since=timedelta(minutes=30))
        assert box.state(1) is State.QUEUED

    def test_again_keeps_the_line_unless_told_to_look_farther_back(self, box: Box) -> None:
        box.later(minutes=30)
        box.do(setup.activate, ["B01"])
        box.see(samples.order())
        assert box.state() is State.QUEUED
        box.do(setup.activate, ["B01"], ready_since=timedelta(hours=5))
        box.see(numbered(1, updated_at=samples.STARTED - timedelta(hours=1)))
        assert box.reasons(1) == ["too_old"]

    def test_all_or_none(self, box: Box) -> None:
        assert code_of(box, setup.activate, ["B02", "B99"]) == "unknown_branch"
        box.see(samples.order(branch_id="b2"))
        assert "branch_inactive" in box.reasons()

    def test_a_branch_named_twice_counts_once(self, box: Box) -> None:
        assert box.do(setup.activate, ["b02", " B02 "]).references == ("B02",)

    def test_door_and_city_belong_to_one_branch(self, box: Box) -> None:
        assert code_of(box, setup.activate, ["B01", "B02"], pickup="B01") == "one_branch_only"
        assert code_of(box, setup.activate, ["B01", "B02"], city="Riyadh") == "one_branch_only"

    def test_a_door_that_oto_does_not_have(self, box: Box) -> None:
        assert code_of(box, setup.activate, ["B01"], pickup="X1") == "unknown_pickup"
        box.do(setup.save_pickups, [])
        assert code_of(box, setup.activate, ["B01"], pickup="X1") == "unknown_pickup"

    def test_a_chosen_door_is_kept(self, box: Box) -> None:
        box.do(setup.activate, ["B01"], pickup="B02")
        box.do(setup.activate, ["B01"])
        box.see(samples.order())
        (send,) = box.claim()
        assert send.request.pickup_code == "B02"

    def test_without_a_door_orders_wait(self, box: Box) -> None:
        third = replace(SECOND, id="b3", reference="B03", name="Third", latitude=None)
        box.do(setup.save_branches, [samples.FOODICS_BRANCH, SECOND, third])
        assert box.do(setup.activate, ["B03"]).without_pickup == ("B03",)
        box.see(samples.order(branch_id="b3"))
        assert box.reasons() == ["no_pickup"]

    @pytest.mark.parametrize(
        ("city", "kept"), [("riyadh", "Riyadh"), ("Rabigh", None), ("", None), ("Qx", None)]
    )
    def test_a_city_in_otos_spelling(self, box: Box, city: str, kept: str | None) -> None:
        box.do(setup.save_cities, ["Riyadh", "Jeddah"])
        if kept is None:
            assert code_of(box, setup.activate, ["B01"], city=city) == "unknown_city"
            return
        box.do(setup.activate, ["B01"], city=city)
        box.see(samples.order())
        (send,) = box.claim()
        assert send.request.customer.city == kept

    def test_a_near_miss_is_told_what_it_may_mean(self, box: Box) -> None:
        box.do(setup.save_cities, ["Riyadh", "Riyadh Al Khabra"])
        with pytest.raises(AppError, match="for example Riyadh, Riyadh Al Khabra"):
            box.do(setup.activate, ["B01"], city="Riyaddh")

    def test_without_otos_list_a_city_stands_as_written(self, box: Box) -> None:
        box.do(setup.activate, ["B01"], city=" Riyadh ")
        assert code_of(box, setup.activate, ["B01"], city="  ") == "unknown_city"

    def test_v1_needs_a_city_and_says_that_oto_chooses_the_door(self, bare: Box) -> None:
        box = bare.set_up(generation="v1")
        found = box.do(setup.activate, ["B02"])
        assert (found.without_pickup, found.oto_chooses_door) == (("B02",), True)
        box.see(samples.order())
        (send,) = box.claim()
        assert (send.request.pickup_code, send.request.customer.city) == (None, "Riyadh")


class TestDeactivate:
    def test_stops_at_once_also_what_waits(self, box: Box) -> None:
        box.see(samples.order())
        assert box.do(setup.deactivate, ["B01"]) == ("B01",)
        assert box.claim() == []

    def test_a_vanished_branch_never_sends(self, box: Box) -> None:
        box.see(samples.order())
        box.do(setup.save_branches, [SECOND])
        assert (box.claim(), box.reasons()) == ([], ["branch_inactive"])
        assert code_of(box, setup.activate, ["B01"]) == "unknown_branch"
        box.do(setup.save_branches, [SECOND])
        box.do(setup.save_branches, [SECOND, samples.FOODICS_BRANCH])
        assert box.state() is State.QUEUED


class TestDoors:
    def test_a_vanished_door_stops_its_branch_until_it_is_back(self, box: Box) -> None:
        box.see(samples.order())
        box.do(setup.save_pickups, [SECOND_DOOR])
        assert box.reasons() == ["no_pickup"]
        box.do(setup.save_pickups, [SECOND_DOOR, samples.PICKUP])
        assert box.state() is State.QUEUED

    def test_the_same_list_changes_nothing(self, box: Box) -> None:
        box.see(samples.order())
        lines = len(box.events())
        box.do(setup.save_pickups, [SECOND_DOOR, samples.PICKUP])
        assert len(box.events()) == lines


class TestPause:
    @pytest.mark.parametrize("branch", [None, "B01"])
    def test_nothing_is_claimed_until_resumed(self, box: Box, branch: str | None) -> None:
        box.see(samples.order())
        box.do(pausing.pause, branch, None)
        assert (box.claim(any_time=True), box.state()) == ([], State.QUEUED)
        box.do(pausing.resume, branch)
        assert len(box.claim()) == 1

    @pytest.mark.parametrize("branch", [None, "B01"])
    def test_ends_by_the_hour(self, box: Box, branch: str | None) -> None:
        box.see(samples.order())
        box.do(pausing.pause, branch, box.now + timedelta(minutes=5))
        box.later(minutes=4)
        assert box.claim() == []
        box.later(minutes=1)
        assert len(box.claim()) == 1

    def test_one_branch_does_not_stop_another(self, box: Box) -> None:
        box.do(setup.activate, ["B02"])
        box.do(pausing.pause, "B01", None)
        box.see(samples.order(), numbered(1, branch_id="b2", updated_at=box.now))
        assert [send.reference for send in box.claim()] == [1]


class TestBranchSetUp:
    def refuse(self, box: Box, number: int) -> None:
        box.see(numbered(number, address=samples.textual("Olaya Street")))
        send = next(send for send in box.claim() if send.reference == number)
        box.ends(send, Outcome.BRANCH_SETUP, code="OTO1070")

    def stopped(self, box: Box) -> str | None:
        def look(txn: Txn) -> str | None:
            return txn.context.by_id["b1"].stopped

        return box.do(look)

    def test_three_different_orders_in_a_row_stop_the_branch(self, box: Box) -> None:
        self.refuse(box, 1)
        self.refuse(box, 2)
        assert self.stopped(box) is None
        box.told.clear()
        self.refuse(box, 3)
        assert self.stopped(box) == "OTO1070"
        assert [each.what for each in box.told if hasattr(each, "what")] == ["branch_stopped"]
        box.see(samples.order())
        assert box.claim() == []
        box.do(pausing.resume, "B01")
        assert [send.reference for send in box.claim()] == [REFERENCE]

    def test_the_same_order_again_counts_once(self, box: Box) -> None:
        self.refuse(box, 1)
        for _ in range(3):
            box.do(choices.retry, 1)
            (send,) = box.claim()
            box.ends(send, Outcome.BRANCH_SETUP, code="OTO1070")
        assert self.stopped(box) is None

    def test_an_order_that_was_retried_before_counts_too(self, box: Box) -> None:
        for number in (1, 2, 3):
            box.see(numbered(number))
            (send,) = box.claim()
            box.ends(send, Outcome.NOT_ACCEPTED)
            box.later(seconds=20)
            (send,) = box.claim()
            box.ends(send, Outcome.BRANCH_SETUP, code="OTO1070")
        assert self.stopped(box) == "OTO1070"

    def test_a_success_between_begins_anew(self, box: Box) -> None:
        self.refuse(box, 1)
        self.refuse(box, 2)
        box.accepted()
        self.refuse(box, 3)
        assert self.stopped(box) is None

    def test_switching_it_on_again_lets_it_go(self, box: Box) -> None:
        for number in (1, 2, 3):
            self.refuse(box, number)
        box.do(setup.activate, ["B01"])
        box.see(samples.order())
        assert len(box.claim()) == 1
