"""The sentence on top: the worst true thing first, with the one button that helps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.errors import AppError
from app.store.screens.types.standing import ServiceRow, Standing
from app.ui.header.sentence import HELP, Sentence, sentence
from app.ui.language import plain

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
WELL = Standing(
    step=None,
    business_currency="SAR",
    currency="SAR",
    foodics=ServiceRow("ok"),
    oto=ServiceRow("ok"),
    credit="120.00",
    branches=3,
    active=2,
)
DOWN, REFUSED = ServiceRow("unreachable"), ServiceRow("refused")
KEPT = "Orders are kept; those not too late go when it returns."


def said(trouble: AppError | None = None, age: float | None = 3, **changes: Any) -> Sentence:
    return sentence(replace(WELL, **changes), trouble=trouble, now=NOW, age_seconds=age)


def test_all_is_well() -> None:
    found = said()
    assert (found.kind, found.title, found.help) == ("good", "Sending automatically", "")
    assert "2" in found.detail


@pytest.mark.parametrize(
    ("changes", "kind", "title", "detail", "help_"),
    [
        ({"fault": "internet"}, "bad", "No internet on this PC.", KEPT, "try_again"),
        ({"foodics": DOWN}, "bad", "Foodics does not answer.", KEPT, "try_again"),
        ({"oto": DOWN}, "bad", "OTO does not answer.", KEPT, "try_again"),
        ({"oto": ServiceRow("trouble")}, "bad", "OTO does not answer.", KEPT, "try_again"),
        (
            {"oto": REFUSED, "problem": "oto_token_refused"},
            "bad",
            "OTO refused the Token; nothing is being sent.",
            "Ask OTO for a new one and paste it here.",
            "settings_oto",
        ),
        ({"age": 61}, "bad", "Nothing is being sent.", None, "try_again"),
        ({"age": None}, "info", "Looking at Foodics", None, ""),
        ({"paused": True}, "warn", "Paused by you until you resume", None, "resume"),
        (
            {"paused": True, "paused_until": NOW + timedelta(hours=2, minutes=30)},
            "warn",
            "Paused by you until 20:30",
            "Orders wait and are not sent.",
            "resume",
        ),
        ({"active": 0}, "warn", "No branch is active; nothing is sent.", None, "branches"),
        (
            {"problem": "second_sender", "paused": True},
            "bad",
            "These orders also reach OTO from elsewhere; two couriers may come.",
            "Switch off OTO in the Foodics Marketplace, then Resume.",
            "resume",
        ),
        ({"step": "step_foodics"}, "info", "Foodics is not connected.", None, "settings_foodics"),
        ({"step": "step_oto"}, "info", "OTO is not connected.", None, "settings_oto"),
        ({"step": "step_currency"}, "info", "The currency is not set.", None, "settings_currency"),
    ],
)
def test_what_is_said(
    changes: dict[str, Any], kind: str, title: str, detail: str | None, help_: str
) -> None:
    found = said(**changes)
    assert (found.kind, plain(found.title), found.help) == (kind, title, help_)
    assert detail is None or plain(found.detail) == detail


@pytest.mark.parametrize(
    ("changes", "kind", "help_", "word"),
    [
        ({"foodics": REFUSED, "problem": "foodics_token_refused"}, "bad", "settings_foodics", ""),
        (
            {"problem": "oto_account", "problem_params": {"answer": "no credit"}},
            "bad",
            "settings_oto",
            "",
        ),
        ({"fault": "keyring", "problem": "keyring_locked"}, "bad", "try_again", "keyring"),
        ({"problem": "captive", "foodics": DOWN}, "bad", "try_again", ""),
        ({"problem": "foodics_limit", "problem_params": {"seconds": "20"}}, "warn", "", ""),
        ({"problem": "never_heard_of"}, "bad", "help", ""),
        ({"stopped_branches": ("B1",)}, "warn", "open_branch", ""),
        ({"paused_branches": ("B1", "B2")}, "warn", "resume", "branches"),
        ({"currency": "AED"}, "warn", "settings_currency", "AED"),
        ({"credit_low": True, "credit": "9.50"}, "warn", "", "9.50 SAR"),
        ({"faults": 2}, "warn", "help", "2"),
        ({"paused_branches": ("B1",)}, "good", "", "1"),
    ],
)
def test_what_helps(changes: dict[str, Any], kind: str, help_: str, word: str) -> None:
    found = said(**changes)
    assert (found.kind, found.help) == (kind, help_)
    assert word in plain(f"{found.title} {found.detail}")
    assert found.title
    assert found.help in HELP or found.help == ""


#: Each is worse than all that follow it.
WORST_FIRST: list[dict[str, Any]] = [
    {"trouble": AppError("ledger_unwritable", path="p", why="full")},
    {"fault": "internet"},
    {"foodics": DOWN},
    {"oto": DOWN},
    {"foodics": REFUSED},
    {"oto": REFUSED},
    {"problem": "oto_account"},
    {"age": 90},
    {"paused": True},
    {"stopped_branches": ("B1",)},
    {"active": 0},
    {"currency": "AED"},
    {"credit_low": True},
    {"faults": 1},
    {},
]


@pytest.mark.parametrize("index", range(len(WORST_FIRST) - 1))
def test_the_worst_is_said_first(index: int) -> None:
    worse = WORST_FIRST[index]
    alone = said(**worse)
    for milder in WORST_FIRST[index + 1 :]:
        if milder.keys() & worse.keys() or (worse.get("oto") and milder.get("problem")):
            continue
        assert said(**{**milder, **worse}).title == alone.title


def test_a_pause_that_is_over_is_over_at_once() -> None:
    assert said(paused=True, paused_until=NOW - timedelta(seconds=1)).kind == "good"


def test_a_check_of_exactly_a_minute_is_still_good() -> None:
    assert said(age=60).kind == "good"


def test_oto_without_credit_is_not_called_a_wrong_token() -> None:
    found = said(oto=REFUSED, problem="oto_account", problem_params={"answer": "x"})
    assert "Token" not in found.title


def test_a_missing_permission_is_named() -> None:
    found = said(foodics=REFUSED, problem="foodics_scope", problem_params={"scope": "orders.list"})
    assert "orders.list" in f"{found.title} {found.detail}"
