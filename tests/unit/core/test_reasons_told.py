"""What a reason tells beside its code: screens, JSON and sentences are filled from it."""

from datetime import timedelta
from typing import Any

import pytest

from app.core.eligibility import ACTORS, BranchRule, Known, Reason, Rules
from app.core.order import Source
from tests.unit.core.samples import (
    FOODICS_BRANCH,
    NOW,
    READY,
    branch,
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

JAHEZ, MRSOOL = ("external_number", "Jahez"), ("number", "Mrsool")
OTHER = payment("40", name="Other", kind=3, method="m7")
MORE = payment("46.25", name="More", kind=8, method="m8")
NEVER = {"marker:Jahez": "never"}


@pytest.mark.parametrize(
    ("of", "at", "under", "with_", "code", "params"),
    [
        ({}, {"active": False}, {}, {}, "branch_inactive", {"branch": "B01"}),
        ({"type": 1}, {}, {}, {}, "not_delivery", {"type": "1"}),
        ({"delivery_status": 1}, {}, {}, {}, "not_ready", {"delivery_status": "1"}),
        ({"delivery_status": None}, {}, {}, {}, "not_ready", {"delivery_status": ""}),
        ({"status": 8}, {}, {}, {}, "not_released", {"status": "8"}),
        ({"customer": None}, {}, {}, {}, "no_customer", {}),
        ({"address": None}, {}, {}, {}, "no_address", {}),
        ({}, {"sends_from": READY + seconds(1)}, {}, {}, "before_start", {}),
        ({}, {}, {}, {"ready_at": NOW - minutes(61)}, "too_old", {"minutes": "61"}),
        (
            {"delivery_status": 4},
            *({}, {}, {}),
            "dispatched_elsewhere",
            {"delivery_status": "4"},
        ),
        ({"driver_id": "d"}, {}, {}, {}, "own_driver", {}),
        ({"markers": (JAHEZ,)}, {}, {}, {}, "aggregator", {"sender": "marker:Jahez"}),
        (
            {"markers": (JAHEZ, MRSOOL), "source": Source.API, "app_id": "x"},
            *({}, {}, {}),
            "aggregator",
            {"sender": "marker:Jahez", "all": "marker:Jahez,marker:Mrsool,app:x"},
        ),
        (
            {"payments": (OTHER,)},
            *({}, {}, {}),
            "payment_unclear",
            {"method": "m7", "name": "Other"},
        ),
        (
            {"payments": (OTHER, MORE, OTHER)},
            *({}, {}, {}),
            "payment_unclear",
            {"method": "m7", "name": "Other", "all": "m7,m8"},
        ),
        (
            {"address": textual("حي النهضة، جدة")},
            *({}, {}, {}),
            "city_unclear",
            {"named": "Jeddah", "branch": "Riyadh"},
        ),
        (
            {"due_at": NOW + minutes(46)},
            {},
            {"scheduled_waits": True},
            {},
            "scheduled",
            {"at": (NOW + minutes(1)).isoformat()},
        ),
        ({"customer": customer(phone="")}, {}, {}, {}, "no_phone", {"why": "empty"}),
        ({}, {"pickup": None}, {}, {}, "no_pickup", {"branch": "B01"}),
        ({}, {}, {"currency": None}, {}, "no_currency", {}),
        (
            {"markers": (JAHEZ,)},
            {},
            {"senders": NEVER},
            {},
            "not_for_oto",
            {"sender": "marker:Jahez"},
        ),
        ({"payments": (OTHER,)}, {}, {"methods": {"m7": "not_for_oto"}}, {}, "not_for_oto", {}),
        (
            {},
            {"hold_seconds": 90},
            *({}, {}),
            "hold_time",
            {"until": (READY + seconds(90)).isoformat()},
        ),
        ({}, {"only_tag": "oto"}, {}, {}, "tag", {"wanted": "oto"}),
        ({}, {}, {"required_tag": "all"}, {}, "tag", {"wanted": "all"}),
        ({"tags": ("own",)}, {"never_tag": "Own"}, {}, {}, "tag", {"unwanted": "Own"}),
        ({}, {"ask_each": True}, {}, {}, "ask_each", {}),
        ({}, {}, {}, {"held": True}, "held_by_person", {}),
        ({}, {}, {}, {"skipped": True}, "skipped_by_person", {}),
    ],
)
def test_a_reason_tells(
    of: dict[str, Any],
    at: dict[str, Any],
    under: dict[str, Any],
    with_: dict[str, Any],
    code: str,
    params: dict[str, str],
) -> None:
    found = judge(order(**of), branch(**at), rules(**under), known(**with_)).reasons
    told = {reason.code: dict(reason.params) for reason in found}
    assert told[code] == params


def test_a_new_installation_and_an_order_nobody_knows_yet() -> None:
    """What holds before anybody has set or seen anything."""
    assert Rules() == Rules(
        currency=None,
        country="SA",
        utc_offset=timedelta(hours=3),
        generation="v2",
        too_old=timedelta(minutes=60),
        scheduled_waits=False,
        lead=timedelta(minutes=45),
        hold_seconds=0,
        required_tag="",
        kitchen_done_is_ready=False,
        notes_language="ar",
    )
    assert Known() == Known(
        first_seen_ready=False, ready_at=None, held=False, skipped=False, point_shared=False
    )
    assert BranchRule(FOODICS_BRANCH) == BranchRule(
        FOODICS_BRANCH, active=False, only_tag="", never_tag="", ask_each=False
    )


@pytest.mark.parametrize("code", ACTORS)
def test_a_yes_to_a_question_is_for_what_was_asked(code: str) -> None:
    asked, other = Reason(code, {"named": "Jeddah"}), Reason(code, {"named": "Abha"})
    questions = ("aggregator", "payment_unclear", "city_unclear")
    assert (asked.key != other.key) is (code in questions)
    assert asked.key.split(":")[0] == code
    assert asked.key == Reason(code, {"named": "Jeddah"}).key
