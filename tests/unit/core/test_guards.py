"""rules.md section 1: the guards that the manual does not name but every evening needs.

Those that ask the manager stand in test_guards_asking.py.
"""

from datetime import datetime
from decimal import Decimal

import pytest

from app.core.dispatch import State
from app.core.eligibility import BranchRule, Known, Rules
from app.core.order import DeliveryStatus, Order, OrderStatus
from tests.unit.core import samples
from tests.unit.core.samples import (
    NOW,
    OPENED,
    PICKUP,
    READY,
    branch,
    codes,
    customer,
    known,
    minutes,
    order,
    payment,
    rules,
    seconds,
)


def judge(
    of: Order,
    at: BranchRule | None = None,
    under: Rules | None = None,
    with_: Known | None = None,
    now: datetime = NOW,
) -> tuple[State, list[str]]:
    verdict = samples.judge(of, at, under, with_, now)
    return verdict.state, codes(verdict)


GOES: tuple[State, list[str]] = (State.QUEUED, [])


class TestStartLine:
    """Section 2: what was Ready before the switch does not go by itself."""

    def test_ready_before_it(self) -> None:
        at = branch(sends_from=READY + seconds(1))
        assert judge(order(), at) == (State.SKIPPED, ["before_start"])

    def test_ready_at_it_or_later_goes(self) -> None:
        assert judge(order(), branch(sends_from=READY)) == GOES

    def test_no_line_no_guard(self) -> None:
        assert judge(order(), branch(sends_from=None)) == GOES

    def test_opened_before_it_but_ready_after_it_goes(self) -> None:
        assert judge(order(), branch(sends_from=OPENED + minutes(10))) == GOES

    def test_an_inactive_branch_has_none(self) -> None:
        off = branch(active=False, sends_from=READY + seconds(1))
        assert judge(order(), off) == (State.WAITING, ["branch_inactive"])

    def test_a_recalled_order_is_behind_no_line(self) -> None:
        recalled = order(delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        line = branch(sends_from=READY + seconds(1))
        assert judge(recalled, line, None, known(ready_at=None)) == (State.WAITING, ["not_ready"])

    def test_nor_is_one_that_others_deliver(self) -> None:
        line = branch(sends_from=READY + seconds(1))
        state, found = judge(order(delivery_status=3), line, now=READY + minutes(90))
        assert (state, found) == (State.SKIPPED, ["not_ready", "dispatched_elsewhere"])


class TestTooOld:
    def test_ready_for_an_hour_goes(self) -> None:
        assert judge(order(), now=READY + minutes(60)) == GOES

    def test_ready_for_longer_is_held(self) -> None:
        assert judge(order(), now=READY + minutes(60) + seconds(1)) == (State.HELD, ["too_old"])

    def test_it_says_for_how_long(self) -> None:
        verdict = samples.judge(order(), now=READY + minutes(75) + seconds(59))
        assert verdict.reasons[0].params == {"minutes": "75"}

    def test_the_limit_is_a_setting(self) -> None:
        late = READY + minutes(21)
        assert judge(order(), under=rules(too_old=minutes(20)), now=late)[1] == ["too_old"]

    def test_an_order_open_for_hours_is_not_old_while_it_is_not_ready(self) -> None:
        slow = order(opened_at=OPENED - minutes(300), delivery_status=1)
        assert judge(slow, with_=known(ready_at=None)) == (State.WAITING, ["not_ready"])


class TestLateUpload:
    """First seen already Ready, and uploaded long after it was opened: an offline till."""

    late = order(opened_at=NOW - minutes(100), created_at=NOW - minutes(2))

    def test_held(self) -> None:
        first = known(first_seen_ready=True)
        assert judge(self.late, with_=first) == (State.HELD, ["late_upload"])

    def test_seen_before_it_was_ready_it_goes(self) -> None:
        assert judge(self.late) == GOES

    def test_uploaded_within_the_hour_it_goes(self) -> None:
        soon = order(opened_at=NOW - minutes(100), created_at=NOW - minutes(40))
        assert judge(soon, with_=known(first_seen_ready=True)) == GOES

    def test_without_an_opening_time_nothing_is_known(self) -> None:
        assert judge(order(opened_at=None), with_=known(first_seen_ready=True)) == GOES


class TestOthersDeliver:
    @pytest.mark.parametrize("status", [3, 4, 5])
    def test_dispatched_elsewhere(self, status: int) -> None:
        state, found = judge(order(delivery_status=status))
        assert state is State.SKIPPED
        assert found == ["not_ready", "dispatched_elsewhere"]

    def test_an_own_driver(self) -> None:
        assert judge(order(driver_id="d1")) == (State.SKIPPED, ["own_driver"])

    def test_an_assigned_driver_without_a_name(self) -> None:
        assert judge(order(driver_assigned_at=NOW)) == (State.SKIPPED, ["own_driver"])


class TestEnds:
    @pytest.mark.parametrize(
        ("status", "code"),
        [
            (OrderStatus.VOID, "voided"),
            (OrderStatus.DECLINED, "declined"),
            (OrderStatus.JOINED, "joined"),
            (OrderStatus.RETURNED, "returned"),
        ],
    )
    def test_over_before_it_was_sent(self, status: OrderStatus, code: str) -> None:
        assert judge(order(status=status)) == (State.CANCELLED, ["not_released", code])

    def test_a_cancelled_delivery(self) -> None:
        cancelled = order(delivery_status=DeliveryStatus.CANCELLED)
        assert judge(cancelled) == (State.CANCELLED, ["not_ready", "voided"])

    def test_a_return_or_split_is_held(self) -> None:
        assert judge(order(original_order_id="o")) == (State.HELD, ["return_or_split"])


class TestScheduled:
    ahead = order(due_at=NOW + minutes(46))

    def test_by_default_it_goes_at_ready(self) -> None:
        assert judge(self.ahead) == GOES

    def test_with_wait_it_waits_for_its_hour(self) -> None:
        verdict = samples.judge(self.ahead, under=rules(scheduled_waits=True))
        assert verdict.state is State.WAITING
        assert [(r.code, r.params) for r in verdict.reasons] == [
            ("scheduled", {"at": (NOW + minutes(1)).isoformat()})
        ]

    def test_then_it_goes(self) -> None:
        assert judge(self.ahead, under=rules(scheduled_waits=True), now=NOW + minutes(1)) == GOES

    def test_the_lead_is_a_setting(self) -> None:
        assert judge(self.ahead, under=rules(scheduled_waits=True, lead=minutes(46))) == GOES

    def test_an_order_for_now_does_not_wait(self) -> None:
        assert judge(order(due_at=None), under=rules(scheduled_waits=True)) == GOES

    def test_waiting_for_its_hour_does_not_make_it_too_old(self) -> None:
        evening = order(due_at=READY + minutes(180))
        waits = rules(scheduled_waits=True)
        assert judge(evening, under=waits, now=READY + minutes(100))[1] == ["scheduled"]
        assert judge(evening, under=waits, now=READY + minutes(135)) == GOES
        assert judge(evening, under=waits, now=READY + minutes(196))[1] == ["too_old"]


class TestUnsendable:
    """OTO would refuse it, so it is not tried: the field to mend is named."""

    @pytest.mark.parametrize(
        ("phone", "code", "why"),
        [
            ("", "no_phone", "empty"),
            (" - ", "no_phone", "empty"),
            ("ask", "bad_phone", "not_digits"),
            ("50000", "bad_phone", "too_short"),
        ],
    )
    def test_phone(self, phone: str, code: str, why: str) -> None:
        verdict = samples.judge(order(customer=customer(phone=phone)))
        assert verdict.state is State.WAITING
        assert [(r.code, r.params) for r in verdict.reasons] == [(code, {"why": why})]

    def test_a_mended_phone(self) -> None:
        bad = order(customer=customer(phone="ask"))
        assert judge(bad, with_=known(phone="966500000999")) == GOES

    def test_no_pickup_location(self) -> None:
        assert judge(order(), branch(pickup=None)) == (State.WAITING, ["no_pickup"])

    def test_a_city_of_its_own_is_no_pickup_location_in_v2(self) -> None:
        assert judge(order(), branch(pickup=None, city="Riyadh"))[1] == ["no_pickup"]

    def test_v1_knows_none_and_needs_the_city(self) -> None:
        v1 = rules(generation="v1")
        assert judge(order(), branch(pickup=None, city="Riyadh"), v1) == GOES
        assert judge(order(), branch(pickup=None), v1) == (State.WAITING, ["no_pickup"])


class TestChoices:
    """By choice per branch, or for all."""

    def test_hold_seconds(self) -> None:
        at = branch(hold_seconds=90)
        verdict = samples.judge(order(), at)
        assert verdict.state is State.WAITING
        assert [(r.code, r.params) for r in verdict.reasons] == [
            ("hold_time", {"until": (READY + seconds(90)).isoformat()})
        ]
        assert judge(order(), at, now=READY + seconds(90)) == GOES
        assert verdict.again_at == READY + seconds(90)

    def test_what_is_over_is_not_waited_for(self) -> None:
        then = samples.judge(order(), branch(hold_seconds=90), now=READY + seconds(90)).again_at
        assert then is not None
        assert then > READY + minutes(60)

    def test_hold_seconds_for_all_unless_the_branch_says_otherwise(self) -> None:
        held = rules(hold_seconds=90)
        assert judge(order(), None, held)[1] == ["hold_time"]
        assert judge(order(), branch(hold_seconds=0), held) == GOES

    def test_hold_seconds_count_from_ready(self) -> None:
        early = order(delivery_status=1)
        assert judge(early, branch(hold_seconds=90), with_=known(ready_at=None))[1] == ["not_ready"]

    def test_only_with_a_tag(self) -> None:
        only = branch(only_tag="OTO")
        assert judge(order(), only) == (State.SKIPPED, ["tag"])
        assert judge(order(tags=("vip", "oto")), only) == GOES

    def test_never_with_a_tag(self) -> None:
        never = branch(never_tag="own")
        assert judge(order(tags=("Own",)), never) == (State.SKIPPED, ["tag"])
        assert judge(order(), never) == GOES

    def test_wanted_and_unwanted_tag_are_one_reason(self) -> None:
        assert judge(order(tags=("own",)), branch(only_tag="oto", never_tag="own"))[1] == ["tag"]

    def test_a_required_tag_for_all_unless_the_branch_has_its_own(self) -> None:
        required = rules(required_tag="oto")
        assert judge(order(), None, required)[1] == ["tag"]
        assert judge(order(tags=("branch",)), branch(only_tag="branch"), required) == GOES

    def test_ask_me_for_each(self) -> None:
        assert judge(order(), branch(ask_each=True)) == (State.HELD, ["ask_each"])

    def test_held_and_skipped_by_a_person(self) -> None:
        assert judge(order(), with_=known(held=True)) == (State.HELD, ["held_by_person"])
        assert judge(order(), with_=known(skipped=True)) == (State.SKIPPED, ["skipped_by_person"])


class TestKitchenDoneIsReady:
    """foodics-api.md section 8: an opt-in for kitchens whose Ready does not reach the cloud."""

    done = order(
        delivery_status=DeliveryStatus.SENT_TO_KITCHEN,
        kitchen_done_at=READY,
        updated_at=READY + seconds(20),
    )

    def test_off_by_default(self) -> None:
        assert judge(self.done)[1] == ["not_ready"]

    def test_opted_in(self) -> None:
        assert judge(self.done, under=rules(kitchen_done_is_ready=True)) == GOES

    def test_opted_in_but_cancelled(self) -> None:
        over = order(delivery_status=6, kitchen_done_at=READY)
        assert judge(over, under=rules(kitchen_done_is_ready=True))[0] is State.CANCELLED


def test_a_paid_closed_order_goes_as_well_as_an_open_one() -> None:
    paid = order(
        status=OrderStatus.CLOSED, payments=(payment("86.25", "mada", 2),), total=Decimal("86.25")
    )
    assert judge(paid, branch(pickup=PICKUP)) == GOES
