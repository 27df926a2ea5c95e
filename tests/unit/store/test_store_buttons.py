"""Which buttons fit, what the newer ones do, and one button for many orders."""

from decimal import Decimal
from typing import Any

import pytest

from app.core.dispatch import Outcome, State
from app.core.errors import AppError
from app.core.events import Event
from app.core.order import OrderStatus, Payment
from app.store import choices, suitable
from tests.unit.core import samples
from tests.unit.store.box import REFERENCE, Box, at_oto, numbered
from tests.unit.store.box import _track as track

OTHER_HANDS = ("own-driver", "another-way")
SKIPS = ("skip", *OTHER_HANDS)


def refused(box: Box, code: str = "OTO1030") -> None:
    box.see(samples.order())
    (send,) = box.claim()
    box.ends(send, Outcome.ORDER_DATA, code=code)


def held(box: Box) -> None:
    box.see(samples.order())
    box.do(choices.hold, REFERENCE)


def cancelled_there(box: Box) -> None:
    send = box.unknown()
    box.looked_up(send.key, at_oto("canceled"))


def with_problem(box: Box) -> None:
    box.accepted()
    box.do(track, {"F922240-48210": at_oto("waitingAssignment")})


def ended(box: Box) -> None:
    box.accepted()
    box.changed(samples.order(), status=OrderStatus.VOID)


def skipped(box: Box) -> None:
    box.see(samples.order())
    box.do(choices.skip, REFERENCE)


class TestWhatFits:
    @pytest.mark.parametrize(
        ("bring", "fits"),
        [
            (lambda box: box.see(samples.order()), ("hold", *SKIPS)),
            (
                lambda box: box.see(samples.order(delivery_status=None)),
                ("hold", "send-anyway", *SKIPS),
            ),
            (
                lambda box: box.see(samples.order(delivery_status=None, customer=None)),
                ("hold", *SKIPS),
            ),
            (held, ("release", *SKIPS)),
            (refused, ("retry", "hold", *SKIPS)),
            (cancelled_there, ("retry", "hold", "send-again", *SKIPS)),
            (lambda box: box.unknown(), ("retry",)),
            (lambda box: box.accepted(), ("cancel-at-oto", "send-again", *OTHER_HANDS)),
            (with_problem, ("acknowledge", "cancel-at-oto", "send-again", *OTHER_HANDS)),
            (ended, ("cancel-at-oto",)),
            (skipped, ("unskip",)),
            (lambda box: box.see(samples.order(status=OrderStatus.VOID)), ()),
        ],
    )
    def test_the_ledger_accepts_what_is_offered_and_nothing_else(
        self, box: Box, bring: Any, fits: tuple[str, ...]
    ) -> None:
        bring(box)
        assert suitable.actions(box.record()) == fits
        for action, button in choices.BUTTONS.items():
            assert suitable.fits(box.record(), action) is (action in fits)
            if action not in fits:
                with pytest.raises(AppError) as caught:
                    box.do(button, REFERENCE)
                assert caught.value.code == "wrong_state"

    def test_each_button_once(self) -> None:
        assert set(suitable.ACTIONS) == set(choices.BUTTONS)


class TestOtherDrivers:
    @pytest.mark.parametrize("action", ["own-driver", "another-way"])
    def test_it_is_skipped_and_the_history_says_why(self, box: Box, action: str) -> None:
        held(box)
        assert box.do(choices.BUTTONS[action], REFERENCE) is State.SKIPPED
        (said,) = (line for line in box.events()[-2:] if line["kind"] == "person")
        assert said["data"]["action"] == action
        assert box.do(choices.unskip, REFERENCE) is State.HELD

    @pytest.mark.parametrize("action", ["own-driver", "another-way"])
    @pytest.mark.parametrize("status", ["new", "searchingDriver", "shipmentCanceled"])
    def test_what_oto_has_is_cancelled_there(self, box: Box, action: str, status: str) -> None:
        box.accepted()
        box.later(minutes=11)
        box.do(track, {"F922240-48210": at_oto(status)})
        assert box.do(choices.BUTTONS[action], REFERENCE) is State.SENT
        assert (box.record().row.wish, box.flags()) == ("cancel", [])
        assert {"action": action, "state": "sent"} in [line["data"] for line in box.events()]
        assert not suitable.fits(box.record(), action)

    @pytest.mark.parametrize("status", ["canceled", "returned", "lostOrDamaged", "newReturn"])
    def test_what_ended_there_without_a_delivery_is_written_down(
        self, box: Box, status: str
    ) -> None:
        box.accepted()
        box.do(track, {"F922240-48210": at_oto(status)})
        box.do(choices.another_way, REFERENCE)
        assert (box.record().row.wish, box.flags()) == (None, [])

    @pytest.mark.parametrize("status", ["pickedUp", "delivered"])
    def test_what_the_courier_has_or_delivered_is_his(self, box: Box, status: str) -> None:
        box.accepted()
        box.do(track, {"F922240-48210": at_oto(status)})
        with pytest.raises(AppError, match=f"{status} at OTO"):
            box.do(choices.another_way, REFERENCE)


class TestAcknowledge:
    def test_a_flag_is_seen_and_stays_seen_for_its_episode(self, box: Box) -> None:
        box.accepted()
        shown = {"F922240-48210": at_oto("new")}
        box.later(minutes=11)
        box.do(track, shown)
        assert box.flags() == ["no_driver"]
        box.told.clear()
        assert box.do(choices.acknowledge, REFERENCE) is State.SENT
        assert box.flags() == []
        (told,) = box.told
        assert isinstance(told, Event)
        assert told.data == {"action": "acknowledge", "codes": ["no_driver"]}
        box.later(minutes=1)
        box.do(track, shown)
        assert box.flags() == []
        # A driver came and went: that is another episode.
        box.do(track, {"F922240-48210": at_oto("goingToPickup")})
        box.do(track, shown)
        assert box.flags() == ["no_driver"]

    def test_other_news_are_raised(self, box: Box) -> None:
        with_problem(box)
        box.do(choices.acknowledge, REFERENCE)
        box.do(track, {"F922240-48210": at_oto("notAvailableWH")})
        assert box.flags() == ["oto_problem"]

    def test_a_second_change_says_the_same_and_is_news(self, box: Box) -> None:
        order = samples.order()
        box.accepted(order)
        box.do(track, {"F922240-48210": at_oto("shipmentCreated")})
        more = samples.customer(phone="0500000999")
        order = box.changed(order, customer=more)
        assert box.flags() == ["changed_after_sending"]
        box.do(choices.acknowledge, REFERENCE)
        cash = Payment(Decimal("86.25"), "m1", "Cash", method_type=1)
        order = box.changed(order, payments=(cash,))
        assert box.flags() == []
        box.changed(order, customer=samples.customer(phone="0500000888"))
        assert box.flags() == ["changed_after_sending"]

    def test_nothing_to_see(self, box: Box) -> None:
        box.accepted()
        with pytest.raises(AppError, match="nothing to acknowledge"):
            box.do(choices.acknowledge, REFERENCE)


class TestMany:
    def test_what_fits_is_done_and_the_rest_named(self, box: Box) -> None:
        box.accepted()
        box.do(track, {"F922240-48210": at_oto("pickedUp")})
        box.see(numbered(1), numbered(2))
        done, failed = box.do(choices.many, "another-way", [1, REFERENCE, 2, 77, 1])
        assert done == (1, 2)
        assert {key: error.code for key, error in failed.items()} == {
            REFERENCE: "wrong_state",
            77: "unknown_order",
        }
        assert [box.state(number) for number in (1, 2)] == [State.SKIPPED] * 2
        assert box.kinds() == ["seen", "state", "attempt", "state", "oto"]

    def test_no_such_button(self, box: Box) -> None:
        with pytest.raises(KeyError):
            box.do(choices.many, "explode", [1])
