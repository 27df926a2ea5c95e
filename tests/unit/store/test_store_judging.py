"""Verdicts become states, again and again: what is written and what stays (design.md section 2)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from app.core import eligibility
from app.core.dispatch import Outcome, State
from app.core.order import OrderStatus
from app.store import facts, judging, records, setup
from app.store.ledger import Txn
from app.store.tables import dispatches
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, SECOND, Box, numbered


def by_the_hour(txn: Txn) -> int:
    return judging.by_the_hour(txn.connection, txn.context, txn.journal, txn.now)


def known(box: Box) -> eligibility.Known:
    def look(txn: Txn) -> eligibility.Known:
        record = records.of_reference(txn.connection, REFERENCE)
        assert record is not None
        return judging.known_of(txn.connection, record)

    return box.do(look)


class TestStays:
    def test_a_retry_keeps_its_time(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.ends(send, Outcome.NOT_ACCEPTED)
        before = box.record().row
        box.later(seconds=5)
        box.changed(order, kitchen_done_at=samples.READY - timedelta(minutes=1))
        row = box.record().row
        assert (row.state, row.state_at, row.next_attempt_at) == (
            State.RETRYING, before.state_at, before.next_attempt_at,
        )  # fmt: skip
        assert row.to_ready_at == samples.READY - timedelta(minutes=1)

    def test_nothing_is_written_or_told_where_nothing_changed(self, box: Box) -> None:
        box.see(numbered(1), numbered(2, delivery_status=None))
        box.told.clear()
        box.do(setup.judge_all)
        assert [each for each in box.told if getattr(each, "kind", "")] == []

    def test_the_same_reason_at_another_branch_is_kept_under_that_one(self, box: Box) -> None:
        box.do(setup.activate, ["B02"])
        order = samples.order(delivery_status=None)
        box.see(order)
        before = box.record().row.dispatch_branch_key
        box.changed(order, branch_id=SECOND.id)
        assert box.reasons() == ["not_ready"]
        assert box.record().row.dispatch_branch_key != before


class TestMoves:
    def test_says_since_when_why_and_from_where(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.later(seconds=5)
        box.changed(order, delivery_status=None)
        row = box.record().row
        assert (row.state, row.state_at, row.to_ready_at) == (State.WAITING, box.now, None)
        assert box.events()[-1]["kind"] == "state"
        assert box.events()[-1]["data"] == {
            "state": "waiting", "was": "queued", "reasons": ["not_ready"],
        }  # fmt: skip

    def test_refused_goes_again_only_when_oto_would_be_told_otherwise(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA)
        order = box.changed(order, business_date=samples.NOW.date() + timedelta(days=1))
        assert box.state() is State.REFUSED
        box.changed(order, customer=samples.customer(phone="500000999"))
        assert box.state() is State.QUEUED

    def test_refused_without_a_currency_waits_for_one(self, box: Box) -> None:
        box.see(samples.order())
        (send,) = box.claim()
        box.ends(send, Outcome.ORDER_DATA)
        box.do(lambda txn: facts.forget(txn.connection, facts.CurrencyFact))
        box.do(setup.judge_all)
        assert (box.state(), box.reasons()) == (State.WAITING, ["no_currency"])

    def test_voided_and_returned_names_both_in_the_order_of_the_rules(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        box.see(numbered(7, original_order_id=order.id, status=OrderStatus.RETURNED,
                         total=order.total))  # fmt: skip
        assert box.reasons() == ["returned"]
        box.changed(order, status=OrderStatus.VOID)
        found = box.reasons()
        assert set(found) >= {"voided", "returned"}
        assert found == [code for code in eligibility.ACTORS if code in found]


class TestByTheHour:
    def test_what_is_open_is_held_when_it_gets_too_old_and_not_before(self, box: Box) -> None:
        box.see(samples.order(), numbered(1, updated_at=samples.READY + timedelta(minutes=30)))
        at: datetime = box.record().row.again_at
        assert at >= samples.READY + timedelta(minutes=60)
        box.now = at - timedelta(seconds=1)
        assert box.do(by_the_hour) == 0
        box.now = at
        assert box.do(by_the_hour) == 1
        box.later(seconds=1)
        box.do(by_the_hour)
        assert (box.state(), box.state(1)) == (State.HELD, State.QUEUED)

    def test_what_is_over_has_no_hour(self, box: Box) -> None:
        order = samples.order()
        box.see(order)
        assert box.record().row.again_at is not None
        box.changed(order, status=OrderStatus.VOID)
        assert (box.state(), box.record().row.again_at) == (State.CANCELLED, None)
        box.see(numbered(1, status=OrderStatus.VOID))
        assert box.record(1).row.again_at is None

    def test_one_that_cannot_be_judged_does_not_stop_the_others(
        self, box: Box, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        right = eligibility.judge

        def judge(order: Any, *rest: Any) -> Any:
            if order.reference == 1:
                raise ArithmeticError("secret")
            return right(order, *rest)

        box.see(numbered(1), numbered(2))
        box.later(minutes=90)
        monkeypatch.setattr(eligibility, "judge", judge)
        assert box.do(by_the_hour) == 2
        assert (box.state(1), box.state(2)) == (State.QUEUED, State.HELD)
        assert "Order 1 cannot be judged: ArithmeticError" in caplog.text
        assert "secret" not in caplog.text


class TestKnown:
    def test_what_the_ledger_knows_beside_the_row(self, box: Box) -> None:
        box.see(samples.order())
        assert (known(box).ready_at, known(box).point_shared) == (samples.READY, False)
        box.see(numbered(2), numbered(3))
        assert known(box).point_shared is True

    @pytest.mark.parametrize(("customers", "shared"), [(2, False), (3, True)])
    def test_a_point_is_the_till_s_from_three_customers_on(
        self, box: Box, customers: int, shared: bool
    ) -> None:
        box.see(*[numbered(n) for n in range(1, customers + 1)])
        point = box.record(1).row.point
        found = box.do(lambda txn: judging.shared_points(txn.connection, [point, None, "0,0"]))
        assert found == ({point} if shared else set())

    def test_without_points_nothing_is_looked_up(self, box: Box) -> None:
        assert box.do(lambda txn: judging.shared_points(txn.connection, [None])) == set()

    def test_all_that_is_judged_again_hangs_on_it(self, box: Box) -> None:
        bare = samples.address("", zone=None, name="")
        box.see(numbered(1, address=bare))
        box.see(numbered(2), numbered(3))
        assert box.state(1) is State.QUEUED
        looked_at = box.do(lambda txn: judging.apply_all(
            txn.connection, txn.context, txn.journal, txn.now, dispatches.c.state == "queued"
        ))  # fmt: skip
        assert looked_at == 3
        assert box.reasons(1) == ["no_address"]
