"""The branches with their switches, what a switch asks, and the doors to choose from."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.order import DeliveryStatus, FoodicsBranch
from app.store import choices, pausing, setup, starting
from app.store.screens.branches import branch_rows, cities, doors, ready_before
from app.store.screens.types.branches import BranchRow, DoorRow
from tests.unit.core import samples
from tests.unit.store.box import SECOND, SECOND_DOOR, Box, numbered
from tests.unit.store.looking import look

LONG = "مطعم النخلة " * 25


def rows(box: Box) -> dict[str, BranchRow]:
    return {row.reference: row for row in look(box, branch_rows)}


def ready(box: Box, reference: str) -> list[int]:
    return [row.reference for row in look(box, ready_before, reference)]


class TestARow:
    def test_of_an_active_branch(self, box: Box) -> None:
        row = rows(box)["B01"]
        assert (row.name, row.name_localized, row.active) == ("Olaya", None, True)
        assert (row.pickup, row.pickup_name, row.city) == ("B01", "Olaya", "Riyadh")
        assert row.starts_at == samples.STARTED - setup.START_LINE
        assert (row.waiting, row.sent_today, row.needs_door, row.stopped) == (0, 0, False, None)
        assert (row.paused, row.paused_until) == (False, None)
        assert (row.ready_before, row.oldest_ready_at) == (0, None)
        assert (row.hold_seconds, row.only_tag, row.never_tag, row.ask_each) == (
            None, "", "", False,
        )  # fmt: skip

    def test_by_reference_without_vanished_ones(self, box: Box) -> None:
        third = FoodicsBranch("b0", "A00", LONG, LONG)
        box.do(setup.save_branches, [third, SECOND])
        found = look(box, branch_rows)
        assert [row.reference for row in found] == ["A00", "B02"]
        assert (found[0].name, found[0].name_localized) == (LONG, LONG)

    def test_how_many_wait_and_were_sent(self, box: Box) -> None:
        box.accepted(numbered(1))
        box.see(numbered(2, delivery_status=None), numbered(3, branch_id="b2"))
        found = rows(box)
        assert (found["B01"].waiting, found["B01"].sent_today) == (1, 1)
        assert (found["B02"].waiting, found["B02"].sent_today) == (1, 0)

    def test_its_own_rule(self, box: Box) -> None:
        box.do(starting.set_rule, "B01", 90, "vip", "salon", True)
        row = rows(box)["B01"]
        assert (row.hold_seconds, row.only_tag, row.never_tag, row.ask_each) == (
            90, "vip", "salon", True,
        )  # fmt: skip

    def test_a_pause_and_when_it_ends(self, box: Box) -> None:
        until = box.now + timedelta(minutes=5)
        box.do(pausing.pause, "B01", until)
        assert (rows(box)["B01"].paused, rows(box)["B01"].paused_until) == (True, until)
        box.later(minutes=5)
        assert (rows(box)["B01"].paused, rows(box)["B01"].paused_until) == (False, None)

    def test_a_new_ledger(self, bare: Box) -> None:
        assert look(bare, branch_rows) == []
        assert ready(bare, "B01") == []


class TestTheDoor:
    def test_is_needed_while_none_is_tied(self, box: Box) -> None:
        assert rows(box)["B02"].needs_door
        box.do(starting.set_door, "B02", "B02")
        assert not rows(box)["B02"].needs_door

    def test_is_needed_once_it_vanished(self, box: Box) -> None:
        box.do(setup.save_pickups, [SECOND_DOOR])
        row = rows(box)["B01"]
        assert (row.needs_door, row.pickup, row.pickup_name, row.city) == (True, "B01", None, None)

    def test_without_a_city_is_none(self, box: Box) -> None:
        box.do(setup.save_pickups, [replace(samples.PICKUP, city="")])
        assert rows(box)["B01"].needs_door

    def test_in_v1_the_city_stands_for_it(self, bare: Box) -> None:
        bare.set_up(generation="v1")
        assert not rows(bare)["B01"].needs_door
        assert rows(bare)["B02"].needs_door


class TestReadyBefore:
    """rules.md section 2: what a switch asks about, with count and oldest age."""

    def test_of_an_inactive_branch_what_is_ready_now(self, box: Box) -> None:
        early = box.now - timedelta(minutes=30)
        box.see(
            numbered(1, branch_id="b2"),
            numbered(2, branch_id="b2", updated_at=early),
            numbered(3, branch_id="b2", delivery_status=DeliveryStatus.SENT_TO_KITCHEN),
            numbered(4, branch_id="b2", address=None),
        )
        row = rows(box)["B02"]
        assert (row.ready_before, row.oldest_ready_at) == (2, early)
        assert ready(box, "b02 ") == [2, 1]

    def test_after_switching_on_what_its_start_line_kept_back(self, box: Box) -> None:
        early = box.now - timedelta(minutes=30)
        box.see(numbered(1, branch_id="b2", updated_at=early), numbered(2, branch_id="b2"))
        box.do(setup.activate, ["B02"])
        assert ready(box, "B02") == [1]
        assert rows(box)["B02"].oldest_ready_at == early
        box.do(choices.unskip, 1)
        assert rows(box)["B02"].ready_before == 0

    def test_not_what_a_person_or_a_driver_keeps(self, box: Box) -> None:
        early = box.now - timedelta(minutes=30)
        box.see(
            numbered(1, branch_id="b2", updated_at=early, driver_id="d"),
            numbered(2, branch_id="b2", updated_at=early),
        )
        box.do(choices.skip, 2)
        assert ready(box, "B02") == []
        box.do(setup.activate, ["B02"])
        assert ready(box, "B02") == []

    def test_not_what_was_ready_a_day_ago(self, box: Box) -> None:
        box.see(numbered(1, branch_id="b2"))
        box.later(hours=25)
        assert ready(box, "B02") == []

    def test_an_unknown_branch_has_nothing(self, box: Box) -> None:
        assert ready(box, "B99") == []


class TestDoors:
    def test_the_proposed_one_first_then_the_nearest(self, box: Box) -> None:
        north = replace(samples.PICKUP, code="N", name="North", latitude=24.9)
        nowhere = replace(samples.PICKUP, code="X", name=LONG, latitude=None, longitude=None)
        shut = replace(samples.PICKUP, code="S", name="Shut", active=False)
        box.do(setup.save_pickups, [nowhere, north, shut, SECOND_DOOR, samples.PICKUP])
        found = look(box, doors, "B01")
        assert [row.code for row in found] == ["B01", "B02", "N", "X"]
        assert found[0] == DoorRow("B01", "Olaya", "Riyadh", 0, sure=True, why="code")
        assert [row.why for row in found[1:]] == ["", "", ""]
        assert found[3].distance_m is None
        assert not any(row.sure for row in found[1:])

    def test_a_proposal_that_has_to_be_asked(self, box: Box) -> None:
        far = replace(samples.PICKUP, latitude=25.9)
        box.do(setup.save_pickups, [SECOND_DOOR, far])
        found = look(box, doors, "B01")
        assert [(row.code, row.sure, row.why) for row in found] == [
            ("B01", False, "code_far"),
            ("B02", False, ""),
        ]

    def test_none_proposed(self, box: Box) -> None:
        other = replace(SECOND_DOOR, code="Z", name="Elsewhere", latitude=25.9)
        box.do(setup.save_pickups, [other])
        assert [(row.code, row.why) for row in look(box, doors, "B01")] == [("Z", "")]

    @pytest.mark.parametrize("reference", ["B99", ""])
    def test_of_no_branch(self, box: Box, reference: str) -> None:
        assert look(box, doors, reference) == []


class TestCities:
    def test_in_the_order_of_the_alphabet_each_once(self, box: Box) -> None:
        assert look(box, cities) == ()
        box.do(setup.save_cities, ["Riyadh", "jeddah", "Abha", "Riyadh"])
        assert look(box, cities) == ("Abha", "jeddah", "Riyadh")
