"""What a page of Foodics does to the ledger (rules.md section 1, design.md section 5)."""

import itertools
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import eligibility, request
from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.events import Event, Notice
from app.core.order import DeliveryStatus, OrderStatus, OrderType, UnreadableOrder
from app.store import choices, observing, setup
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, SECOND, Box, numbered


class TestFirstSight:
    def test_an_order_is_kept_judged_and_told_of(self, box: Box) -> None:
        box.told.clear()
        box.see(samples.order())
        row = box.record().row
        assert row.oto_order_id == "F922240-48210"
        assert row.ready_at == samples.READY
        assert box.told == [
            Event(box.now, "seen", box.record().key, REFERENCE, "queued", {"reasons": []})
        ]

    def test_other_types_are_not_kept(self, box: Box) -> None:
        assert box.see(samples.order(type=OrderType.PICK_UP, branch_id="nowhere")) == set()
        with pytest.raises(AssertionError):
            box.record()

    def test_twice_on_one_page_counts_once_and_the_newest_holds(self, box: Box) -> None:
        order = samples.order()
        newer = replace(order, updated_at=samples.NOW, status=OrderStatus.VOID)
        box.see(newer, order, newer)
        assert box.state() is State.CANCELLED
        assert box.kinds() == ["seen"]

    def test_twice_within_one_second_the_later_row_holds(self, box: Box) -> None:
        order = samples.order()
        box.see(order, replace(order, status=OrderStatus.VOID))
        assert box.state() is State.CANCELLED

    def test_already_ready_late_and_old_is_late_upload(self, box: Box) -> None:
        late = samples.OPENED - timedelta(hours=2)
        box.see(samples.order(opened_at=late))
        assert box.reasons() == ["late_upload"]


class TestAgain:
    def test_the_same_row_writes_nothing(self, box: Box) -> None:
        box.see(samples.order())
        box.told.clear()
        box.see(samples.order())
        assert box.told == []
        assert box.kinds() == ["seen"]

    @pytest.mark.parametrize("ready", [DeliveryStatus.READY, DeliveryStatus.SENT_TO_KITCHEN])
    def test_nor_that_it_was_read_where_nobody_waits_for_that(
        self, box: Box, ready: DeliveryStatus
    ) -> None:
        order = samples.order(delivery_status=ready)
        box.see(order)
        seen_at = box.now
        box.later(seconds=5)
        box.see(order)
        assert box.record().row.last_read_at == seen_at

    def test_the_same_row_is_judged_anew_where_it_needs_somebody(self, box: Box) -> None:
        """What the verdict hangs on beside the row may have changed: here the point is the till's."""
        order = numbered(
            1, address=samples.address("", zone=None, name=""), customer=samples.customer(phone="")
        )
        box.see(order)
        assert box.reasons(1) == ["no_phone"]
        box.see(numbered(2), numbered(3), numbered(4))
        box.see(order)
        assert box.reasons(1) == ["no_address", "no_phone"]

    def test_a_later_reply_within_the_same_second_holds(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.see(replace(order, status=OrderStatus.VOID))
        assert box.state() is State.CANCELLED

    def test_a_stale_page_is_ignored(self, box: Box) -> None:
        order = samples.order()
        newer = box.accepted(order)
        box.see(replace(order, updated_at=order.updated_at - timedelta(seconds=1), type=1))
        assert box.record().row.data == newer.row.data

    def test_a_slow_reply_brings_nothing_back_within_a_second(self, box: Box) -> None:
        order = samples.order()
        asked = box.now
        box.see(order)
        box.later(seconds=2)
        box.see(replace(order, status=OrderStatus.VOID))

        def late(txn: Any) -> None:
            context, journal = txn.context, txn.journal
            observing.observe(txn.connection, context, journal, [order], txn.now, asked)

        box.do(late)
        assert box.state() is State.CANCELLED

    def test_ready_at_stays_that_of_the_first_ready_version(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, kitchen_notes="x")
        assert box.record().row.ready_at == samples.READY

    def test_history_names_what_changed_never_the_values(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, customer=samples.customer(phone="500000777"))
        edited = [event for event in box.events() if event["kind"] == "edited"]
        assert edited[0]["data"]["changes"] == ["customer"]
        assert "500000777" not in str(box.events())

    def test_a_held_order_that_did_not_change_was_read(self, box: Box) -> None:
        order = samples.order(original_order_id="x")
        box.see(order)
        box.later(seconds=70)
        box.see(order)
        assert box.do(choices.to_read, older_than=box.now - timedelta(seconds=60), limit=9) == []


class TestBranches:
    def test_an_unknown_branch_gets_a_place_and_is_asked_for(self, box: Box) -> None:
        strange = "0123456789"
        assert box.see(samples.order(branch_id=strange)) == {strange}
        assert (box.state(), box.reasons()[0]) == (State.WAITING, "branch_inactive")
        assert box.see(samples.order(branch_id=strange)) == set()
        named = replace(SECOND, id=strange, reference="B09", name="New")
        box.do(setup.save_branches, [samples.FOODICS_BRANCH, SECOND, named])
        assert box.do(setup.activate, ["B09"]).without_pickup == ("B09",)
        assert box.reasons() == ["no_pickup"]

    def test_an_order_follows_to_another_branch(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.changed(order, branch_id="b2")
        assert box.reasons() == ["branch_inactive"]
        box.do(setup.activate, ["B02"], ready_since=timedelta(minutes=30))
        assert box.state() is State.QUEUED
        (send,) = box.claim()
        assert (send.request.ref2, send.request.pickup_code) == ("B02", "B02")

    def test_an_order_follows_to_a_branch_nobody_knew(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        newer = replace(order, branch_id="zz", updated_at=samples.NOW)
        assert box.see(newer) == {"zz"}
        assert box.reasons() == ["branch_inactive"]


class TestSharedPoint:
    def test_three_customers_at_one_point_have_the_tills(self, box: Box) -> None:
        box.see(numbered(1), numbered(2))
        box.see(numbered(3))
        sends = {send.reference: send.request.customer for send in box.claim()}
        assert [sends[n].latitude for n in (1, 2, 3)] == [None, None, None]

    def test_two_may_live_together(self, box: Box) -> None:
        box.see(numbered(1), numbered(2), numbered(4, customer=samples.customer(id="c1")))
        assert all(send.request.customer.latitude for send in box.claim())

    def test_without_a_point_nothing_is_shared(self, box: Box) -> None:
        plain = samples.textual("Olaya Street 12")
        box.see(numbered(1, address=plain), numbered(2, address=plain), numbered(3, address=plain))
        assert len(box.claim()) == 3


class TestUnreadable:
    ROW = UnreadableOrder(samples.order().id, REFERENCE, "total: not a number")

    def test_becomes_a_visible_fault_and_the_page_is_kept(self, box: Box) -> None:
        box.told.clear()
        box.see(UnreadableOrder("other", None, "status: missing"), samples.order())
        assert box.faults() == {"other": "status: missing"}
        assert box.state() is State.QUEUED
        assert [each.what for each in box.told if isinstance(each, Notice)] == ["fault"]

    def test_a_fault_is_told_once_and_keeps_the_latest_problem(self, box: Box) -> None:
        box.see(self.ROW)
        box.told.clear()
        box.see(self.ROW)
        box.see(replace(self.ROW, problem="items: missing"))
        assert box.told == []
        assert box.faults() == {self.ROW.id: "items: missing"}

    def test_without_an_id_it_is_told_at_least(self, box: Box) -> None:
        box.told.clear()
        box.see(UnreadableOrder(None, None, "not an object"))
        assert (box.faults(), len(box.told)) == ({}, 1)

    def test_is_over_with_the_first_readable_version(self, box: Box) -> None:
        box.see(self.ROW)
        box.see(samples.order())
        assert box.faults() == {}
        assert len(box.claim()) == 1

    def test_a_known_order_does_not_go_on_the_strength_of_an_older_version(self, box: Box) -> None:
        box.see(samples.order())
        box.see(self.ROW)
        assert box.claim() == []
        assert box.do(choices.to_read, older_than=box.now, limit=1) == [
            (samples.order().id, REFERENCE, True)
        ]
        box.see(self.ROW)
        box.do(choices.read_done, samples.order().id, found=True)
        assert (box.state(), box.reasons()) == (State.HELD, ["held_by_person"])
        assert box.events()[-2]["data"] == {"problem": "unreadable"}

    def test_one_that_nobody_foresaw_does_not_cost_its_page(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        right = eligibility.judge

        def judge(order: Any, *rest: Any) -> Any:
            if order.reference == 2:
                raise ArithmeticError("secret")
            return right(order, *rest)

        monkeypatch.setattr(eligibility, "judge", judge)
        box.told.clear()
        box.see(numbered(1), numbered(2), numbered(3))
        assert [box.state(n) for n in (1, 3)] == [State.QUEUED, State.QUEUED]
        assert box.faults() == {"id-2": "our fault"}
        assert [each.kind for each in box.told if isinstance(each, Event)] == ["seen", "seen"]

    def test_one_that_cannot_be_built_does_not_stop_the_others(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        right = request.build

        def build(order: Any, *rest: Any, **more: Any) -> Any:
            if order.reference == 1:
                raise ArithmeticError("secret")
            return right(order, *rest, **more)

        monkeypatch.setattr(request, "build", build)
        box.see(numbered(1), numbered(2))
        assert [send.reference for send in box.claim()] == [2]
        assert (box.state(1), box.record(1).error["code"]) == (State.REFUSED, "our_fault")

    def test_trouble_of_the_disk_is_no_fault_of_the_order(
        self, box: Box, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sqlite3

        from sqlalchemy.exc import OperationalError

        def full(*_: Any) -> Any:
            raise OperationalError("", None, sqlite3.OperationalError("disk I/O error"))

        monkeypatch.setattr(eligibility, "judge", full)
        with pytest.raises(AppError, match="disk I/O error"):
            box.see(samples.order())
        monkeypatch.undo()
        box.see(samples.order())
        monkeypatch.setattr(eligibility, "judge", full)
        with pytest.raises(AppError, match="disk I/O error"):
            box.claim()
        assert box.faults() == {}

    def test_a_second_order_under_one_reference_is_a_fault(self, box: Box) -> None:
        box.see(samples.order())
        box.see(samples.order(id="twin"), numbered(1))
        assert box.faults() == {"twin": "another order has this reference"}
        assert len(box.claim()) == 2


class TestReturns:
    """A return is a new order that names the old one (rules.md section 6)."""

    def a_return(self, total: str = "86.25", **changes: Any) -> Any:
        fields: dict[str, Any] = {
            "id": "ret", "reference": 48300, "status": OrderStatus.RETURNED,
            "original_order_id": samples.order().id, "total": Decimal(total),
        }  # fmt: skip
        return samples.order(**(fields | changes))

    def test_before_sending_the_original_is_cancelled(self, box: Box) -> None:
        box.see(samples.order())
        box.see(self.a_return())
        assert (box.state(), box.reasons()) == (State.CANCELLED, ["returned"])

    def test_on_the_same_page_too(self, box: Box) -> None:
        box.see(self.a_return(), samples.order())
        assert (box.state(), box.claim()) == (State.CANCELLED, [])

    def test_also_when_it_is_no_delivery_itself(self, box: Box) -> None:
        box.see(samples.order())
        box.see(self.a_return(type=OrderType.DINE_IN))
        assert box.state() is State.CANCELLED

    def test_after_sending_it_is_cancelled_at_oto_once(self, box: Box) -> None:
        box.accepted()
        box.see(self.a_return())
        box.later(seconds=5)
        box.see(self.a_return())
        assert box.record().row.wish == "cancel"
        assert box.kinds().count("oto") == 2

    def test_a_part_needs_a_person(self, box: Box) -> None:
        box.accepted()
        box.see(self.a_return("20.00"))
        assert box.flags() == ["part_returned"]
        assert box.record().row.wish is None

    def test_a_part_before_sending_waits_for_a_yes(self, box: Box) -> None:
        box.see(samples.order())
        box.see(self.a_return("20.00"))
        assert box.state() is State.HELD
        box.do(choices.release, REFERENCE)
        box.see(self.a_return("20.00"))
        assert box.state() is State.QUEUED

    def test_while_the_call_was_under_way(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.see(self.a_return())
        assert box.ends(send, Outcome.ACCEPTED, oto_id="1") is State.SENT
        assert box.record().row.wish == "cancel"

    def test_of_an_order_nobody_knows_is_nothing(self, box: Box) -> None:
        box.see(self.a_return(original_order_id="gone"))
        assert box.state(48300) is State.CANCELLED

    def test_sent_again_by_a_person_it_is_not_cancelled_again(self, box: Box) -> None:
        box.accepted()
        box.see(self.a_return())
        box.cancelled_at_oto()
        box.do(choices.send_again, REFERENCE)
        box.see(self.a_return())
        assert box.state() is State.QUEUED
        assert box.record().row.oto_order_id == "F922240-48210-2"


NUMBERS = itertools.count(1)
STATUSES = st.sampled_from(list(OrderStatus))
READINESS = st.one_of(st.none(), st.sampled_from(list(DeliveryStatus)))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(versions=st.lists(st.tuples(STATUSES, READINESS), min_size=1, max_size=8))
def test_the_last_version_decides_whatever_came_before(
    box: Box, versions: list[tuple[OrderStatus, DeliveryStatus | None]]
) -> None:
    """However an order came to its present row, it stands as that row has it; and what was seen in
    another order (stale pages) changes nothing."""
    number = next(NUMBERS)
    rows = [
        samples.order(
            id=f"v{number}",
            reference=number,
            status=status,
            delivery_status=ready,
            updated_at=samples.READY + timedelta(seconds=n),
            kitchen_done_at=samples.READY - timedelta(minutes=1),
        )
        for n, (status, ready) in enumerate(versions)
    ]
    box.see(*rows[:1])
    for row in rows:
        box.see(row)
    for row in reversed(rows):
        box.see(row)
    known = box.record(number)
    last = rows[-1]
    assert known.order == last
    goes = last.status in (2, 4) and last.delivery_status == 2
    assert (known.state is State.QUEUED) == goes
