"""rules.md section 1: the five conditions, what outweighs what, what a person's yes lets through."""

from typing import Any

import pytest

from app.core import eligibility, wording
from app.core.dispatch import State
from app.core.eligibility import ACTORS, CONDITIONS, RELEASABLE, Reason
from app.core.order import DeliveryStatus, OrderStatus, OrderType, Source
from tests.unit.core.samples import (
    NOW,
    READY,
    branch,
    codes,
    customer,
    judge,
    known,
    minutes,
    order,
    payment,
    rules,
    seconds,
    textual,
)


def test_a_good_order_goes() -> None:
    verdict = judge(order())
    assert verdict.state is State.QUEUED
    assert verdict.reasons == ()


class TestConditions:
    """The five conditions of the original manual; customer and address are shown apart."""

    def test_the_branch_is_active(self) -> None:
        verdict = judge(order(), branch(active=False))
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["branch_inactive"])
        assert verdict.reasons[0].params == {"branch": "B01"}

    @pytest.mark.parametrize(
        "kind", [OrderType.DINE_IN, OrderType.PICK_UP, OrderType.DRIVE_THRU, 9]
    )
    def test_the_type_is_delivery(self, kind: int) -> None:
        verdict = judge(order(type=kind))
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["not_delivery"])

    def test_it_has_a_customer(self) -> None:
        # Without a customer there is no phone to find fault with.
        verdict = judge(order(customer=None))
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["no_customer"])

    def test_it_has_an_address(self) -> None:
        verdict = judge(order(address=None))
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["no_address"])

    @pytest.mark.parametrize("status", [None, DeliveryStatus.SENT_TO_KITCHEN, 0, 77])
    def test_it_is_marked_ready(self, status: int | None) -> None:
        verdict = judge(order(delivery_status=status))
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["not_ready"])
        assert verdict.reasons[0].params == {"delivery_status": str(status or "")}

    @pytest.mark.parametrize("status", [OrderStatus.ACTIVE, OrderStatus.CLOSED])
    def test_seen_open_or_closed_it_is_released(self, status: int) -> None:
        assert judge(order(status=status)).state is State.QUEUED

    @pytest.mark.parametrize("status", [OrderStatus.PENDING, OrderStatus.DRAFT, 0, 99])
    def test_pending_and_draft_are_not_accepted_yet(self, status: int) -> None:
        verdict = judge(order(status=status))
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["not_released"])

    def test_all_that_fail_are_named_in_the_order_of_the_manual(self) -> None:
        nothing = order(
            type=1, customer=None, address=None, delivery_status=None, status=OrderStatus.PENDING
        )
        assert codes(judge(nothing, branch(active=False))) == list(CONDITIONS)

    def test_who_acts_on_each(self) -> None:
        nothing = order(
            type=1, customer=None, address=None, delivery_status=None, status=OrderStatus.PENDING
        )
        actors = [reason.actor for reason in judge(nothing, branch(active=False)).reasons]
        assert actors == ["manager", "", "cashier", "cashier", "kitchen", "cashier"]

    def test_an_inactive_branch_is_not_asked_for_its_door_yet(self) -> None:
        verdict = judge(order(), branch(active=False, pickup=None), rules(currency=None))
        assert codes(verdict) == ["branch_inactive"]


class TestWhatOutweighsWhat:
    """`judge` says it: over, somebody else's, held by a person, a condition, a question, a mend."""

    @pytest.mark.parametrize(
        ("of", "at", "with_", "state"),
        [
            # over, whoever else had it
            ({"status": 7, "delivery_status": 4, "driver_id": "d"}, {}, {}, State.CANCELLED),
            ({"status": 7}, {"active": False}, {"held": True, "skipped": True}, State.CANCELLED),
            ({"delivery_status": 6}, {}, {}, State.CANCELLED),
            # somebody else's before anything of ours
            ({"delivery_status": 3}, {"active": False}, {"held": True}, State.SKIPPED),
            ({"driver_id": "d", "customer": None}, {}, {}, State.SKIPPED),
            ({"delivery_status": 1}, {"never_tag": "vip"}, {}, State.WAITING),
            # a person's hold before a condition
            ({"delivery_status": 1}, {}, {"held": True}, State.HELD),
            # a condition before a question
            ({"delivery_status": 1, "source": Source.API}, {}, {}, State.WAITING),
            ({"delivery_status": 1}, {"ask_each": True}, {}, State.WAITING),
            ({"original_order_id": "o"}, {"active": False}, {}, State.WAITING),
            # a question before a mend
            ({"original_order_id": "o"}, {"pickup": None}, {}, State.HELD),
            ({}, {"ask_each": True, "hold_seconds": 600}, {}, State.HELD),
        ],
    )
    def test_the_first_of_these_is_the_state(
        self, of: dict[str, Any], at: dict[str, Any], with_: dict[str, Any], state: State
    ) -> None:
        assert judge(order(**of), branch(**at), None, known(**with_)).state is state

    def test_reasons_are_in_the_order_of_the_rules(self) -> None:
        bad = order(
            delivery_status=6,
            status=OrderStatus.DECLINED,
            driver_id="d",
            source=Source.API,
            app_id="x",
            payments=(payment(name="Other", kind=3),),
            address=textual("حي النهضة، جدة"),
            original_order_id="o",
            customer=customer(phone="12"),
            due_at=NOW + minutes(120),
        )
        verdict = judge(
            bad,
            branch(only_tag="oto", ask_each=True, hold_seconds=600),
            rules(scheduled_waits=True, currency=None),
            known(held=True, skipped=True),
        )
        assert codes(verdict) == [
            *("not_ready", "not_released", "own_driver", "aggregator", "payment_unclear"),
            *("city_unclear", "return_or_split", "voided", "declined", "scheduled", "bad_phone"),
            *("no_currency", "hold_time", "tag", "ask_each", "held_by_person"),
            "skipped_by_person",
        ]


class TestRelease:
    """A person's yes lets a question go, never what has to be mended."""

    @pytest.mark.parametrize(
        ("of", "at", "under", "with_", "code"),
        [
            ({}, {"sends_from": READY + seconds(1)}, {}, {}, "before_start"),
            ({}, {}, {}, {"ready_at": NOW - minutes(61)}, "too_old"),
            (
                {"created_at": NOW, "opened_at": NOW - minutes(90)},
                {},
                {},
                {"first_seen_ready": True},
                "late_upload",
            ),
            ({"driver_id": "d"}, {}, {}, {}, "own_driver"),
            ({"markers": (("external_number", "Jahez"),)}, {}, {}, {}, "aggregator"),
            ({"payments": (payment(kind=3, name="Other"),)}, {}, {}, {}, "payment_unclear"),
            ({"address": textual("حي النهضة، جدة")}, {}, {}, {}, "city_unclear"),
            ({"original_order_id": "o"}, {}, {}, {}, "return_or_split"),
            (
                {"due_at": NOW + minutes(90)},
                {},
                {"scheduled_waits": True},
                {},
                "scheduled",
            ),
            ({}, {"hold_seconds": 120}, {}, {}, "hold_time"),
            ({}, {"only_tag": "oto"}, {}, {}, "tag"),
            ({}, {"ask_each": True}, {}, {}, "ask_each"),
            (
                {"markers": (("external_number", "Jahez"),)},
                {},
                {"senders": {"marker:Jahez": "never"}},
                {},
                "not_for_oto",
            ),
        ],
    )
    def test_released_it_goes(
        self,
        of: dict[str, Any],
        at: dict[str, Any],
        under: dict[str, Any],
        with_: dict[str, Any],
        code: str,
    ) -> None:
        asked = judge(order(**of), branch(**at), rules(**under), known(**with_))
        assert codes(asked) == [code]
        assert asked.state is not State.QUEUED
        assert code in RELEASABLE
        yes = known(**with_, allowed=frozenset(reason.key for reason in asked.reasons))
        assert judge(order(**of), branch(**at), rules(**under), yes).state is State.QUEUED

    def test_an_order_that_others_had_still_has_to_be_ready(self) -> None:
        yes = known(allowed=frozenset({"dispatched_elsewhere"}))
        verdict = judge(order(delivery_status=3), None, None, yes)
        assert (verdict.state, codes(verdict)) == (State.WAITING, ["not_ready"])

    def test_send_anyway_overrides_not_ready_alone(self) -> None:
        anyway = known(ready_at=None, allowed=frozenset({"not_ready"}))
        early = order(delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        assert judge(early, None, None, anyway).state is State.QUEUED
        pending = order(delivery_status=1, status=OrderStatus.PENDING)
        assert codes(judge(pending, None, None, anyway)) == ["not_released"]

    @pytest.mark.parametrize(
        ("of", "at", "under", "with_", "code"),
        [
            ({}, {"active": False}, {}, {}, "branch_inactive"),
            ({"type": 2}, {}, {}, {}, "not_delivery"),
            ({"customer": None}, {}, {}, {}, "no_customer"),
            ({"address": None}, {}, {}, {}, "no_address"),
            ({"status": 1}, {}, {}, {}, "not_released"),
            ({"customer": customer(phone="")}, {}, {}, {}, "no_phone"),
            ({"customer": customer(phone="12")}, {}, {}, {}, "bad_phone"),
            ({}, {"pickup": None}, {}, {}, "no_pickup"),
            ({}, {}, {"currency": None}, {}, "no_currency"),
            ({}, {}, {}, {"held": True}, "held_by_person"),
            ({}, {}, {}, {"skipped": True}, "skipped_by_person"),
        ],
    )
    def test_what_has_to_be_mended_or_undone_stays(
        self,
        of: dict[str, Any],
        at: dict[str, Any],
        under: dict[str, Any],
        with_: dict[str, Any],
        code: str,
    ) -> None:
        all_of_them = known(**with_, allowed=frozenset(ACTORS) - {"not_ready"})
        verdict = judge(order(**of), branch(**at), rules(**under), all_of_them)
        assert codes(verdict) == [code]
        assert code not in RELEASABLE

    def test_voided_stays_voided(self) -> None:
        everything = known(allowed=frozenset(ACTORS))
        verdict = judge(order(status=OrderStatus.VOID), None, None, everything)
        assert verdict.state is State.CANCELLED

    def test_a_yes_for_one_question_is_none_for_another(self) -> None:
        yes = known(ready_at=NOW - minutes(61), allowed=frozenset({"return_or_split"}))
        verdict = judge(order(original_order_id="o"), None, None, yes)
        assert (verdict.state, codes(verdict)) == (State.HELD, ["too_old"])


class TestAgainAt:
    """When time alone may change the verdict."""

    def test_a_ready_order_becomes_too_old(self) -> None:
        at = judge(order()).again_at
        assert at is not None
        assert READY + minutes(60) < at <= READY + minutes(60) + seconds(1)
        assert codes(eligibility.judge(order(), branch(), rules(), known(), at)) == ["too_old"]

    def test_not_ready_no_hour(self) -> None:
        early = order(delivery_status=DeliveryStatus.SENT_TO_KITCHEN)
        assert judge(early, None, None, known(ready_at=None)).again_at is None

    def test_a_scheduled_order_goes_at_its_hour(self) -> None:
        ahead = order(due_at=NOW + minutes(50))
        verdict = judge(ahead, None, rules(scheduled_waits=True))
        assert verdict.again_at == NOW + minutes(5)

    def test_the_hold_time_ends(self) -> None:
        assert judge(order(), branch(hold_seconds=90)).again_at == READY + seconds(90)

    def test_the_earliest_counts(self) -> None:
        ahead = order(due_at=NOW + minutes(50))
        verdict = judge(ahead, branch(hold_seconds=90), rules(scheduled_waits=True))
        assert verdict.again_at == READY + seconds(90)

    def test_nothing_that_is_past(self) -> None:
        verdict = judge(order(), branch(hold_seconds=30), None, known(ready_at=NOW - minutes(90)))
        assert verdict.again_at is None


def test_every_code_has_an_actor_and_words() -> None:
    assert set(wording.CONDITIONS) | set(wording.REASONS) == set(ACTORS)
    assert set(CONDITIONS) == set(wording.CONDITIONS)
    assert set(ACTORS) >= RELEASABLE | eligibility.HOLDS | eligibility.SKIPS | eligibility.CANCELS


class TestWhatDecides:
    """Of all that fails, the reason that put the order into its state."""

    @pytest.mark.parametrize(
        ("state", "failing", "decides"),
        [
            (State.CANCELLED, ["not_released", "voided"], "voided"),
            (State.SKIPPED, ["branch_inactive", "own_driver", "skipped_by_person"], "own_driver"),
            (State.HELD, ["not_ready", "too_old", "held_by_person"], "held_by_person"),
            (State.HELD, ["too_old", "payment_unclear", "no_phone"], "too_old"),
            (State.WAITING, ["not_ready", "too_old"], "not_ready"),
            (State.HELD, ["no_phone"], "no_phone"),
        ],
    )
    def test_it_is(self, state: State, failing: list[str], decides: str) -> None:
        found = eligibility.deciding(state, [Reason(code) for code in failing])
        assert found == Reason(decides)

    def test_where_nothing_fails_nothing_does(self) -> None:
        assert eligibility.deciding(State.HELD, []) is None
