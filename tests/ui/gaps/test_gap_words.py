"""What is said after an outage or a pause, in both languages, and where the sentence on top has it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.store.screens.types.standing import ServiceRow
from app.ui import language
from app.ui.gaps import words
from app.ui.header.sentence import HELP, Sentence, sentence
from app.ui.language import plain
from tests.ui.fakes import NOW
from tests.ui.gaps.making import ROWS, question
from tests.ui.pictures import restaurant as here

PAUSE = {"causes": ("pause",)}
YASMIN = {"branch": "B01", "branch_name": "فرع الياسمين"}


def said(**changes: Any) -> str:
    return plain(words.title(question(**changes)))


def on_top(**changes: Any) -> Sentence:
    standing = replace(here.GOOD, **{"gaps": (question(),), **changes})
    return sentence(standing, trouble=None, now=NOW, age_seconds=3)


@pytest.mark.parametrize(
    ("changes", "began"),
    [
        ({}, "Cut off for 75 minutes; 6 ready orders were not sent."),
        ({"causes": ("foodics",)}, "Cut off for 75 minutes;"),
        ({"causes": ("oto",)}, "OTO took no orders for 75 minutes; 6 ready orders were not sent."),
        ({"causes": ("off",)}, "This PC or the program was off for 75 minutes;"),
        (PAUSE, "Sending was paused for 75 minutes;"),
        ({"causes": ("oto", "pause")}, "Sending stood still for 75 minutes;"),
        ({"causes": ("stopped",), **YASMIN}, "فرع الياسمين stood still for 75 minutes;"),
        ({**PAUSE, **YASMIN}, "فرع الياسمين was paused for 75 minutes;"),
        ({"began_at": NOW - timedelta(minutes=120)}, "Cut off for 119 minutes;"),
        ({"began_at": NOW - timedelta(hours=9)}, "Cut off for 9 hours;"),
        ({"began_at": NOW - timedelta(seconds=80)}, "Cut off for 1 minute;"),
        ({"branch": "B07", "branch_name": " ", **PAUSE}, "B07 was paused"),
    ],
)
def test_by_its_cause_and_length(changes: dict[str, Any], began: str) -> None:
    assert said(**changes).startswith(began)


def test_one_customer_or_more() -> None:
    one = said(orders=(1,))
    assert one.endswith("1 ready order was not sent. Is the customer still waiting?")
    assert said().endswith("6 ready orders were not sent. Are the customers still waiting?")


@pytest.mark.parametrize(
    ("count", "ended"),
    [
        (1, "وهناك طلب جاهز واحد لم يُرسل. هل ما زال العميل ينتظره؟"),
        (2, "وهناك طلبان جاهزان لم يُرسلا. هل ما زال العميلان ينتظرانهما؟"),
        (6, "وهناك 6 طلبات جاهزة لم تُرسل. هل ما زال العملاء ينتظرونها؟"),
        (11, "وهناك 11 طلبًا جاهزًا لم تُرسل. هل ما زال العملاء ينتظرونها؟"),
        (100, "وهناك 100 طلب جاهز لم تُرسل. هل ما زال العملاء ينتظرونها؟"),
    ],
)
def test_in_arabic(count: int, ended: str) -> None:
    language.apply("ar")
    orders = tuple(range(count))
    assert said(orders=orders) == f"انقطع الاتصال 75 دقيقة، {ended}"
    assert said(orders=orders, **PAUSE, **YASMIN) == (
        f"كان فرع الياسمين موقوفًا مؤقتًا 75 دقيقة، {ended}"
    )


def test_its_number_stands_where_the_language_begins() -> None:
    assert words.lines(ROWS[1], NOW).startswith("\u200e")
    language.apply("ar")
    # Neither a number nor an isolated name gives the line a direction.
    assert words.lines(ROWS[1], NOW).startswith("\u200f")


def test_an_order_in_two_lines() -> None:
    line = plain(words.lines(ROWS[1], NOW))
    assert line == "#21 · 103371 · Olaya\n106 min · 86.25 SAR · Omar Hassan"
    nameless = replace(ROWS[1], customer="", ready_at=NOW - timedelta(hours=9))
    assert plain(words.lines(nameless, NOW)).endswith("\n9 h · 86.25 SAR")


class TestOnTop:
    def test_it_asks_and_the_button_chooses(self) -> None:
        found = on_top()
        assert (found.kind, found.help, HELP[found.help]) == ("warn", "gap", "Choose…")
        assert plain(found.title) == said()
        assert found.detail == words.DETAIL

    @pytest.mark.parametrize(
        ("changes", "first"),
        [
            ({"oto": ServiceRow("unreachable")}, "OTO does not answer."),
            ({"paused": True}, "Paused by you until you resume"),
        ],
    )
    def test_what_stands_still_now_comes_first(self, changes: dict[str, Any], first: str) -> None:
        assert plain(on_top(**changes).title) == first

    def test_before_what_can_wait(self) -> None:
        assert on_top(stopped_branches=("B01",), credit_low=True, faults=2).help == "gap"

    def test_the_first_gap_is_asked_about_first(self) -> None:
        two = (question(**PAUSE), question())
        assert plain(on_top(gaps=two).title) == said(**PAUSE)
        assert on_top(gaps=()).help == ""
