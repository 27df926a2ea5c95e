"""What OTO shows of orders that it has, once a minute (rules.md section 6)."""

from datetime import timedelta
from typing import Any

import pytest

from app.core.dispatch import OtoSeen
from app.core.order import OrderStatus
from app.store import choices, offered, records, sent
from app.store.codec import load
from app.store.ledger import Txn
from app.store.records import Record
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered

WAIT = timedelta(minutes=10)


def shows(box: Box, status: str = "new", *, doors: bool = True, **more: Any) -> None:
    """OTO shows the sample order so."""

    def look(txn: Txn) -> None:
        seen = at_oto(status, **more)
        known = offered.doors(txn) if doors else {}
        found = {seen.order_id: seen}
        sent.track(txn.connection, txn.journal, found, txn.now, driver_wait=WAIT, doors=known)

    box.do(look)


def known(box: Box) -> OtoSeen:
    """What the ledger keeps of what OTO showed."""
    return load(box.record().row.seen, OtoSeen)


def said(box: Box) -> list[dict[str, Any]]:
    """What was noted of OTO in the order's history."""
    return [event["data"] for event in box.events() if event["kind"] == "oto"]


@pytest.fixture
def taken(box: Box) -> Box:
    """OTO has the sample order; and another one, which nothing here concerns."""
    box.accepted(numbered(7))
    box.accepted()
    return box


class TestStatus:
    def test_another_one_is_kept_noted_and_dated(self, taken: Box) -> None:
        taken.later(minutes=1)
        shows(taken, "searchingDriver")
        row = taken.record().row
        assert (row.oto_status, row.stage, row.finished, row.tracked_at) == (
            "searchingDriver", "finding_driver", False, taken.now,
        )  # fmt: skip
        assert said(taken) == [{"state": "sent", "status": "searchingDriver"}]
        assert taken.record(7).row.oto_status == "new"

    def test_the_same_again_is_dated_only(self, taken: Box) -> None:
        shows(taken, "searchingDriver")
        taken.later(minutes=1)
        shows(taken, "searchingDriver")
        assert taken.record().row.tracked_at == taken.now
        assert len(said(taken)) == 1

    def test_none_at_all_is_no_other_one(self, taken: Box) -> None:
        shows(taken, "searchingDriver")
        shows(taken, "")
        assert taken.record().row.oto_status == "searchingDriver"
        assert len(said(taken)) == 1

    def test_a_mere_note_is_none(self, taken: Box) -> None:
        shows(taken, "informationUpdate")
        assert (taken.record().row.oto_status, said(taken)) == ("new", [])

    def test_finished_stays_finished(self, taken: Box) -> None:
        shows(taken, "delivered")
        shows(taken, "searchingDriver", driver_name="Ali")
        row = taken.record().row
        assert (row.oto_status, row.stage, row.finished) == ("delivered", "delivered", True)

    def test_the_oto_id_is_the_one_that_was_told_first(self, taken: Box) -> None:
        shows(taken, oto_id="999")
        assert taken.record().row.oto_id == "900"

    def test_what_was_told_once_stays_known_until_something_else_is(self, taken: Box) -> None:
        shows(taken, courier="Fast", driver_name="Ali")
        shows(taken, driver_name="Omar", tracking_url="https://t/1")
        seen = known(taken)
        assert (seen.courier, seen.driver_name, seen.tracking_url) == (
            "Fast", "Omar", "https://t/1",
        )  # fmt: skip


class TestNeedsYou:
    def test_a_problem_names_the_status_and_is_over_with_it(self, taken: Box) -> None:
        shows(taken, "missingData")
        assert taken.record().raised == [
            {"code": "oto_problem", "params": {"status": "missingData"}}
        ]
        shows(taken, "searchingDriver")
        assert taken.flags() == []

    def test_one_that_an_update_is_wished_for_still_is_one(self, taken: Box) -> None:
        taken.do(lambda txn: sent.wish(
            txn.connection, txn.journal, taken_record(txn), "update", txn.now
        ))  # fmt: skip
        taken.later(minutes=11)
        shows(taken, "missingData")
        assert taken.flags() == ["oto_problem"]
        shows(taken, "searchingDriver")
        assert taken.flags() == ["no_driver"]

    def test_a_driver_is_waited_for_ten_minutes_whole(self, taken: Box) -> None:
        taken.later(minutes=10)
        shows(taken, "searchingDriver")
        assert taken.flags() == []
        taken.later(seconds=1)
        shows(taken, "searchingDriver")
        assert taken.flags() == ["no_driver"]
        shows(taken, "shipmentCreated")
        assert taken.flags() == []

    def test_nobody_waits_for_the_driver_of_what_is_being_cancelled(self, taken: Box) -> None:
        taken.later(minutes=11)
        taken.do(choices.cancel_at_oto, REFERENCE)
        shows(taken, "searchingDriver")
        assert taken.flags() == []

    def test_what_was_still_to_be_looked_at_is_history_once_it_is_delivered(
        self, taken: Box
    ) -> None:
        taken.changed(samples.order(), driver_id="d1")
        assert taken.flags() == ["own_driver_after_sending"]
        shows(taken, "delivered")
        assert taken.record().raised == []

    def test_a_late_driver_is_no_matter_once_one_comes(self, taken: Box) -> None:
        taken.later(minutes=11)
        shows(taken, "goingToPickup")
        assert taken.flags() == []

    def test_cancelled_there_names_the_status(self, taken: Box) -> None:
        taken.later(minutes=11)
        shows(taken, "deleted")
        assert taken.record().raised == [
            {"code": "cancelled_by_oto", "params": {"status": "deleted"}}
        ]

    def test_returned_is_not_cancelled(self, taken: Box) -> None:
        shows(taken, "returned")
        assert "cancelled_by_oto" not in taken.flags()

    def test_of_what_ended_in_foodics_a_cancel_is_no_surprise(self, taken: Box) -> None:
        taken.changed(samples.order(), status=OrderStatus.VOID)
        taken.do(lambda txn: sent.withdraw(
            txn.connection, txn.journal, taken_record(txn), txn.now
        ))  # fmt: skip
        shows(taken, "canceled")
        assert taken.flags() == []

    def test_nor_of_what_a_person_cancelled(self, taken: Box) -> None:
        taken.do(choices.cancel_at_oto, REFERENCE)
        shows(taken, "canceled")
        assert taken.flags() == []


class TestDoor:
    def test_another_one_is_named_by_its_code(self, taken: Box) -> None:
        shows(taken, pickup_code="B02")
        assert taken.record().raised == [{"code": "other_door", "params": {"door": "B02"}}]

    def test_the_code_counts_before_the_name(self, taken: Box) -> None:
        shows(taken, pickup_code="B01", warehouse="Malaz")
        assert taken.flags() == []
        shows(taken, pickup_code="B02", warehouse="Olaya")
        assert taken.flags() == ["other_door"]

    def test_a_name_means_the_door_that_has_it(self, taken: Box) -> None:
        shows(taken, warehouse="Malaz")
        assert taken.record().raised == [{"code": "other_door", "params": {"door": "B02"}}]
        shows(taken, warehouse="Olaya")
        assert taken.flags() == []

    def test_what_is_not_told_is_no_other_door_and_settles_nothing(self, taken: Box) -> None:
        shows(taken)
        assert taken.flags() == []
        shows(taken, pickup_code="B02")
        shows(taken, pickup_code="", warehouse="Nobody knows it")
        assert taken.flags() == ["other_door"]

    def test_while_our_doors_are_not_known_no_name_speaks_against_it(self, taken: Box) -> None:
        shows(taken, warehouse="Malaz", doors=False)
        assert taken.flags() == []

    def test_where_oto_chooses_the_door_there_is_no_other(self, bare: Box) -> None:
        box = bare.set_up(generation="v1")
        box.accepted()
        shows(box, pickup_code="B02")
        assert box.flags() == []


class TestUnfinished:
    def test_is_what_oto_has_and_has_not_finished(self, taken: Box) -> None:
        taken.see(numbered(8))
        assert taken.do(lambda txn: sent.unfinished(txn.connection)) == [
            "F922240-7", samples.ORDER_ID,
        ]  # fmt: skip
        shows(taken, "delivered")
        assert taken.do(lambda txn: sent.unfinished(txn.connection)) == ["F922240-7"]


def taken_record(txn: Txn) -> Record:

    found = records.of_reference(txn.connection, REFERENCE)
    assert found is not None
    return found
