"""The rows of the queue: which orders are in it, in which group, and what they need."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.core.dispatch import Outcome, State
from app.core.order import DeliveryStatus, OrderStatus
from app.store import choices
from app.store.screens.queue import queue_rows, rows_of
from app.store.screens.types.queue import Group, QueueRow, Why
from app.store.tables import orders
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered
from tests.unit.store.box import _track as track
from tests.unit.store.looking import look, write


def only(box: Box) -> QueueRow:
    (row,) = look(box, queue_rows)
    return row


class TestARow:
    def test_what_it_holds(self, box: Box) -> None:
        box.see(samples.order())
        row = only(box)
        assert (row.reference, row.number, row.check_number) == (48210, 27, 103377)
        assert (row.branch, row.branch_name) == ("B01", samples.FOODICS_BRANCH.name)
        assert row.customer == samples.CUSTOMER.name
        assert (row.amount, row.amount_due, row.currency) == ("86.25", "86.25", "SAR")
        assert (row.state, row.group, row.why, row.need) == ("queued", Group.SENDING, None, None)
        assert (row.ready_at, row.since) == (samples.READY, samples.READY)
        assert (row.first_seen_at, row.accepted_at) == (samples.NOW, None)
        assert row.oto_order_id == "F922240-48210"
        assert row.search.startswith("#27 103377 48210 ")

    def test_what_it_waits_for_and_when_that_needs_a_person(self, box: Box) -> None:
        kitchen = samples.order(delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        box.see(kitchen)
        row = only(box)
        assert (row.group, row.need) == (Group.WAITING, "kitchen_late")
        assert row.why == Why("not_ready", {"delivery_status": "1"})
        assert row.need_at is not None
        assert row.need_at > box.now
        assert row.group_at(box.now) is Group.WAITING
        assert row.group_at(row.need_at) is Group.NEEDS_YOU
        assert row.since == row.first_seen_at

    def test_without_customer(self, box: Box) -> None:
        box.see(samples.order(customer=None))
        row = only(box)
        assert (row.customer, row.need, row.need_at) == ("", "no_customer", box.now)

    def test_held(self, box: Box) -> None:
        box.see(samples.order())
        box.do(choices.hold, REFERENCE)
        row = only(box)
        assert (row.group, row.why, row.need) == (
            Group.NEEDS_YOU,
            Why("held_by_person"),
            "held_by_person",
        )

    def test_refused(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA, code="OTO1030", field="phone")
        row = only(box)
        assert row.group is Group.NEEDS_YOU
        assert row.why == Why("OTO1030", {"field": "phone", "outcome": "order_data"})
        assert (row.need, row.need_at) == ("OTO1030", box.now)

    def test_on_its_way_and_unknown(self, box: Box) -> None:
        send = box.unknown()
        row = only(box)
        assert (row.group, row.need) == (Group.SENDING, "unknown")
        assert row.why == Why("timeout", {"field": "", "outcome": "unknown"})
        assert row.need_at == box.now + timedelta(minutes=3)
        box.looked_up(send.key, at_oto())
        assert only(box).why is None

    def test_at_oto_with_flags_and_done(self, box: Box) -> None:
        box.accepted()
        row = only(box)
        assert (row.group, row.why, row.need) == (Group.AT_OTO, None, None)
        assert (row.oto_id, row.oto_status, row.stage) == ("900", "new", "at_oto")
        box.do(track, {row.oto_order_id: at_oto("waitingAssignment")})
        row = only(box)
        assert row.why == Why("oto_problem", {"status": "waitingAssignment"})
        assert (row.group, row.group_at(box.now)) == (Group.AT_OTO, Group.NEEDS_YOU)
        ended = box.later(minutes=30)
        box.do(track, {row.oto_order_id: at_oto("delivered")})
        row = only(box)
        assert (row.group, row.need, row.since) == (Group.DONE, None, ended)

    @pytest.mark.parametrize("void", [False, True])
    def test_not_sent(self, box: Box, void: bool) -> None:
        order = samples.order()
        box.see(order)
        box.later(seconds=30)
        if void:
            box.changed(order, status=OrderStatus.VOID)
        else:
            box.do(choices.skip, REFERENCE)
        row = only(box)
        assert (row.group, row.need, row.since) == (Group.NOT_SENT, None, box.now)
        assert row.why == Why("voided" if void else "skipped_by_person")

    def test_an_odd_one_is_a_row_all_the_same(self, box: Box) -> None:
        box.see(samples.order(), numbered(5))
        write(box, update(orders).where(orders.c.reference == 5).values(data=b"{}"))
        rows = {row.reference: row for row in look(box, queue_rows)}
        assert rows[REFERENCE].why is None
        assert (rows[5].why, rows[5].need, rows[5].amount) == (Why("our_fault"), "our_fault", "")
        box.do(choices.hold, REFERENCE)
        assert len(look(box, queue_rows)) == 2

    def test_an_odd_one_at_oto_needs_nobody(self, box: Box) -> None:
        box.accepted()
        write(box, update(orders).values(data=b"{}"))
        row = only(box)
        assert (row.group, row.need) == (Group.AT_OTO, None)


class TestTheQueue:
    def test_newest_first(self, box: Box) -> None:
        box.see(numbered(1), numbered(2))
        box.later(seconds=5)
        box.see(numbered(3))
        assert [row.reference for row in look(box, queue_rows)] == [3, 2, 1]

    def test_yesterdays_are_there_while_something_is_open(self, box: Box) -> None:
        box.accepted(numbered(1))
        box.accepted(numbered(2))
        box.do(track, {"F922240-2": at_oto("delivered", order_id="F922240-2")})
        box.see(numbered(3), numbered(4, delivery_status=None))
        box.do(choices.skip, 3)
        assert {row.reference for row in look(box, queue_rows)} == {1, 2, 3, 4}
        box.later(days=2)
        assert {row.reference for row in look(box, queue_rows)} == {1, 4}

    def test_what_ends_after_midnight_is_todays(self, box: Box) -> None:
        box.accepted()
        box.later(hours=6)
        box.do(track, {"F922240-48210": at_oto("delivered")})
        assert only(box).group is Group.DONE

    def test_what_needs_a_person_is_never_cut_off(self, box: Box) -> None:
        kitchen = DeliveryStatus.SENT_TO_KITCHEN
        box.see(numbered(1, delivery_status=kitchen), numbered(2, delivery_status=None))
        box.see(numbered(3, branch_id="b2"), numbered(4, branch_id="b2"))
        assert [row.reference for row in look(box, queue_rows, limit=2)] == [4, 1]
        assert [row.reference for row in look(box, queue_rows, limit=1)] == [1]
        assert [row.reference for row in look(box, queue_rows, limit=0)] == [1]

    def test_a_new_ledger(self, bare: Box) -> None:
        assert look(bare, queue_rows) == []

    def test_what_was_sent_again_is_one_row(self, box: Box) -> None:
        box.accepted()
        box.do(choices.send_again, REFERENCE)
        row = only(box)
        assert (row.oto_order_id, row.state) == ("F922240-48210-2", str(State.QUEUED))


class TestSomeRows:
    def test_in_the_order_asked_for(self, box: Box) -> None:
        box.see(numbered(1), numbered(2))
        one, two = (box.record(number).key for number in (1, 2))
        rows = look(box, rows_of, [two, 999, one, two])
        assert [row.reference for row in rows] == [2, 1]
        assert look(box, rows_of, []) == []
