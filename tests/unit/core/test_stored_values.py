"""More words that are stored or told in JSON, the numbers Foodics uses, and what holds unless told.

A ledger of yesterday has to be read tomorrow, so none of them may change unnoticed.
"""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from app.core import gaps, happenings, moves, second_sender
from app.core.after import AfterSending, Flag, Phase
from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome
from app.core.errors import AppError, Kind
from app.core.events import Event, Notice
from app.core.gaps import Cause, Gap
from app.core.money import MethodClass
from app.core.order import (
    Business,
    DeliveryStatus,
    Order,
    OrderStatus,
    OrderType,
    PickupLocation,
    Source,
)
from app.core.patience import Patience
from app.core.stages import StatusMeaning
from app.core.verdict import CANCELS, CONDITIONS, HOLDS, RELEASABLE, SKIPS
from tests.unit.core.samples import NOW, minutes


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Phase, "no_shipment shipment picked_up finished"),
        (Cause, "off foodics oto pause stopped disk"),
        (MethodClass, "paid collect not_for_oto unclear"),
        (
            Kind,
            "input setup sign_in permission network limit service data storage keyring state ours",
        ),
    ],
)
def test_words(kind: type[StrEnum], words: str) -> None:
    assert [str(each) for each in kind] == words.split()


def test_which_reasons_do_what() -> None:
    """rules.md section 1: the column *result*, and what a person's yes can let through."""
    assert " ".join(CONDITIONS) == (
        "branch_inactive not_delivery no_customer no_address not_ready not_released"
    )
    holds = {
        *("too_old", "late_upload", "aggregator", "payment_unclear", "city_unclear"),
        *("return_or_split", "ask_each"),
    }
    skips = {"before_start", "dispatched_elsewhere", "own_driver", "not_for_oto", "tag"}
    assert {"voided", "declined", "joined", "returned"} == CANCELS
    assert holds | {"held_by_person"} == HOLDS
    assert skips | {"skipped_by_person"} == SKIPS
    assert holds | skips | {"scheduled", "hold_time"} == RELEASABLE


def test_foodics_numbers() -> None:
    """foodics-api.md sections 6.1 and 6.4."""
    assert [kind.name for kind in sorted(OrderType)] == [
        *("DINE_IN", "PICK_UP", "DELIVERY", "DRIVE_THRU"),
    ]
    assert [source.name for source in sorted(Source)] == ["CASHIER", "API", "CALL_CENTER"]
    assert [status.name for status in sorted(OrderStatus)] == [
        *("PENDING", "ACTIVE", "DECLINED", "CLOSED", "RETURNED", "JOINED", "VOID", "DRAFT"),
    ]
    assert [status.name for status in sorted(DeliveryStatus)] == [
        *("SENT_TO_KITCHEN", "READY", "ASSIGNED", "EN_ROUTE", "DELIVERED", "CANCELLED"),
    ]
    for numbers in (OrderType, Source, OrderStatus, DeliveryStatus):
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_how_long_and_how_many() -> None:
    """rules.md sections 1, 2 and 5."""
    assert (timedelta(seconds=10), timedelta(seconds=10)) == (
        moves.ABSENT_TWICE_APART,
        moves.LOOK_AGAIN,
    )
    assert (minutes(5), timedelta(seconds=30), timedelta(hours=6)) == (
        moves.LATE,
        moves.LATE_LOOK,
        moves.LATE_GIVEN_UP,
    )
    assert (minutes(5), minutes(1), timedelta(days=7)) == (gaps.NEAR, gaps.SHORTEST, gaps.KEPT)
    assert (minutes(30), minutes(35)) == (second_sender.NEAR, second_sender.COMPARED)
    assert (minutes(60), timedelta(days=1)) == (second_sender.TOGETHER, second_sender.FIRST_DAY)
    assert (minutes(1), minutes(10)) == (second_sender.OFTEN, second_sender.SELDOM)
    assert (timedelta(days=7), 20) == (happenings.KEPT, happenings.MOST)
    assert (10.0, minutes(1)) == (happenings.SILENT, happenings.SHORTEST)
    assert Patience() == Patience(minutes(5), minutes(10), minutes(40), minutes(3))


def defaults(of: type[Any]) -> dict[str, Any]:
    return {each.name: each.default for each in fields(of) if isinstance(each.default, str | bool)}


def test_what_holds_unless_told() -> None:
    assert defaults(Answer) == {"code": "", "text": "", "breaks": False, "doubtful": False}
    assert defaults(StatusMeaning) == {
        "problem": False,
        "terminal": False,
        "has_shipment": False,
        "picked_up": False,
        "shipment_over": False,
        "note": False,
        "known": True,
    }
    assert defaults(OtoOrder) == {"shipping_notes": ""}
    assert defaults(PickupLocation) == {"active": True}
    assert defaults(AfterSending) == {"withdraw": False}
    for of in (Order, OtoOrder):
        sums = [each.default for each in fields(of) if each.name in ("delivery_fee", "discount")]
        assert sums == [Decimal(0), Decimal(0)]
    assert Gap(Cause.OTO, NOW).waiting == 0
    assert OtoSeen("F1-1", None, "new").history == ()
    assert Business("b", "Shop", "1", "SA").scopes == ()
    assert Flag("already_paid").params == {}
    assert (Event(NOW, "seen", 1, 1, None).data, Notice(NOW, "pause").data) == ({}, {})


def test_an_answer_is_the_same_whatever_its_words_for_people() -> None:
    plain = Answer(Outcome.UNKNOWN, "timeout")
    assert plain.trouble is None
    assert plain == Answer(Outcome.UNKNOWN, "timeout", trouble=AppError("keyring_locked"))


def test_an_error_of_ours_names_its_code() -> None:
    assert AppError("keyring_locked").args == ("keyring_locked",)
