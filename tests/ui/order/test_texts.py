"""Every code of the core has words in the window, with the same places."""

import re
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import pytest

from app.core import stages, wording
from app.core.dispatch import Outcome, State
from app.core.errors import TEXTS, AppError
from app.core.events import Event
from app.core.moves import Adopted
from app.core.order import DeliveryStatus, OrderStatus
from app.core.verdict import ACTORS, CONDITIONS
from app.store.choices import BUTTONS
from app.store.screens.types.card import EventRow, Refusal
from app.store.screens.types.queue import Why
from app.ui import texts, texts_order, texts_sent
from app.ui.language import plain
from app.ui.order import sentences
from app.ui.texts_short import SHORT
from tests.ui.order import cards

APP = Path(texts.__file__).parent.parent
NOW = datetime(2026, 11, 23, 15, 2, tzinfo=UTC)

#: Places that the window says in other words: file names of the command line, codes in English.
_NOT_SHOWN = {
    "wrong_state": {"why"},
    "unknown_city": {"like"},
}


def places(text: str) -> set[str]:
    found = {name for _, name, _, _ in Formatter().parse(text) if name}
    return found | {"minutes"} if "%n" in text else found


@pytest.mark.parametrize("code", TEXTS)
def test_every_error_has_the_same_places(code: str) -> None:
    _, *english = TEXTS[code]
    title, text = texts.ERRORS[code]
    core = set().union(*map(places, english))
    assert places(title) | places(text) == core - _NOT_SHOWN.get(code, set())


@pytest.mark.parametrize("code", TEXTS)
def test_no_error_speaks_of_the_command_line(code: str) -> None:
    said = " ".join(texts.ERRORS[code])
    assert not re.search(r"--|connect (foodics|oto)\b|See: |activate REF|currency CODE", said)


def test_no_error_without_a_code() -> None:
    assert texts.ERRORS.keys() == TEXTS.keys()


@pytest.mark.parametrize("code", CONDITIONS)
def test_every_condition_has_words_for_both(code: str) -> None:
    assert texts.condition(code, True) != texts.condition(code, False, {})
    assert texts_order.CONDITIONS.keys() == wording.CONDITIONS.keys()


@pytest.mark.parametrize("code", wording.REASONS)
def test_every_reason_has_the_same_places(code: str) -> None:
    assert places(texts_order.REASONS[code]) == places(wording.REASONS[code])


@pytest.mark.parametrize("code", ACTORS)
def test_every_reason_has_a_sentence_and_a_short_one(code: str) -> None:
    assert texts.why(Why(code))
    assert texts.short(code)
    assert ACTORS[code] == "" or texts.actor(ACTORS[code])


def test_every_flag_that_is_raised_has_words() -> None:
    source = "\n".join(path.read_text("utf-8") for path in APP.rglob("*.py"))
    raised = set(re.findall(r'Flag\(\s*"(\w+)"', source)) | {"part_returned"}
    assert raised <= texts_sent.FLAGS.keys()
    assert texts_sent.FLAGS.keys() <= SHORT.keys()


@pytest.mark.parametrize("state", State)
def test_every_state_has_words(state: State) -> None:
    assert texts.state(state) != str(state)
    assert state in texts_sent.MOVES


@pytest.mark.parametrize("stage", stages.Stage)
def test_every_stage_has_words(stage: stages.Stage) -> None:
    assert texts.stage(stage) != str(stage)


@pytest.mark.parametrize("verb", BUTTONS)
def test_every_button_has_a_word_and_a_line_of_history(verb: str) -> None:
    assert texts.action(verb) != verb
    assert verb in texts_sent.PERSON


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words(outcome: Outcome) -> None:
    assert outcome in texts_sent.ATTEMPTS
    assert outcome is Outcome.ACCEPTED or outcome in texts_order.OUTCOMES


def test_refusals_are_as_exact_as_the_core_is() -> None:
    assert texts_order.FIELDS.keys() == wording._FIELDS.keys()
    assert texts_order.CODES.keys() == wording._CODES.keys()
    assert texts_order.OUTCOMES.keys() == wording._OUTCOMES.keys()
    title, remedy = texts.refusal(Refusal("OTO1030", "phone", "order_data", ""))
    assert title == "OTO refused the phone number"
    assert "Correct it in Foodics" in remedy


def test_every_look_up_has_words() -> None:
    assert set(Adopted) == texts_sent.FOUND.keys()


def test_every_kind_of_event_has_words() -> None:
    assert Event.__doc__ is not None
    named = re.search(r"one of ([\w,\s]+);", Event.__doc__)
    assert named is not None
    kinds = set(re.split(r"\W+", named[1])) - {"", "answer"}
    for kind in kinds:
        assert said(kind) != kind, kind


def said(kind: str, **data: object) -> str:
    return plain(texts.event(EventRow(NOW, kind, data)))


@pytest.mark.parametrize(
    ("kind", "data", "line"),
    [
        ("seen", {"reasons": ["not_ready"], "state": "waiting"}, "First seen. Not marked Ready"),
        (
            "state",
            {"state": "sending", "was": "queued", "attempt": 2},
            "It is being sent to OTO. Attempt 2.",
        ),
        ("edited", {"changes": ["total", "items"]}, "Changed in Foodics: total, items."),
        (
            "attempt",
            {"outcome": "order_data", "code": "OTO1030", "text": "<b>bad</b>\nphone"},
            "OTO refused the order's data (OTO1030). OTO says: <b>bad</b> phone",
        ),
        ("attempt", {"outcome": "accepted", "code": "", "text": ""}, "OTO accepted it."),
        ("lookup", {"absent": 1}, "Looked up at OTO: it is not there."),
        ("lookup", {"found": "cancelled"}, "Looked up at OTO: it is there, but cancelled."),
        ("lookup", {"failed": "timeout"}, "It could not be looked up at OTO (timeout)."),
        ("person", {"action": "skip"}, "It was skipped."),
        ("oto", {"status": "searchingDriver"}, "OTO: searchingDriver"),
        ("oto", {"wish": "cancel"}, "OTO is being asked to cancel it."),
        ("oto", {"note": "updated"}, "OTO took the change."),
        ("oto", {"note": ""}, "OTO was asked."),
        ("flag", {"code": "no_driver"}, "Needs you: No driver yet"),
        ("never heard of", {}, "never heard of"),
    ],
)
def test_a_line_of_history(kind: str, data: dict[str, object], line: str) -> None:
    assert said(kind, **data) == line


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (
            Why("not_ready"),
            "Not marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready.",
        ),
        (
            Why("city_unclear", {"named": "Jeddah", "branch": "Riyadh"}),
            "The address says Jeddah, the branch is in Riyadh. Which city?",
        ),
        (Why("no_driver", {"minutes": "12"}), "At OTO for 12 min, no driver yet."),
        (
            Why("ended_after_pickup", {"number": "#27"}),
            "#27 was voided after pick-up. OTO cannot cancel it now. Call the courier.",
        ),
        (
            Why("scheduled", {"at": "2026-11-23T17:30:00+00:00"}),
            "It is scheduled and goes by itself at 20:30.",
        ),
        (
            Why("aggregator", {"sender": "marker:HungerStation"}),
            "HungerStation may deliver it. Say once whether such orders go to OTO.",
        ),
        (
            Why("changed_after_sending", {"items": "", "phone": ""}),
            "It was changed in Foodics after it went to OTO, and OTO cannot take the change. "
            "Tell the courier what is new. Changed: items, phone.",
        ),
        (
            Why(
                "changed_after_sending",
                {"amount": "86.25 → 90.25", "items": "", "phone": "966500000123 → 966500000777"},
            ),
            "It was changed in Foodics after it went to OTO, and OTO cannot take the change. "
            "Tell the courier what is new. Changed: items.\n"
            "total: 86.25 → 90.25\nphone: 966500000123 → 966500000777",
        ),
        (
            Why("second_sender", {"other": "541001"}),
            "OTO has it from elsewhere too, as order 541001; two couriers may come. Cancel one of "
            "the two at OTO, and see that OTO is switched off in the Foodics Marketplace.",
        ),
        (
            Why("cancel_too_late", {"status": "pickedUp"}),
            "The courier has picked it up (pickedUp); OTO cannot cancel it now. Call the courier.",
        ),
        (
            Why("OTO1030", {"field": "phone", "outcome": "order_data"}),
            "OTO refused the phone number. "
            "Correct it in Foodics or here; the order then goes by itself.",
        ),
    ],
)
def test_agreed_sentences(found: Why, line: str) -> None:
    assert plain(texts.why(found)).replace("..", ".") == line


def test_names_from_outside_are_no_templates() -> None:
    line = texts.why(Why("payment_unclear", {"name": "{x} %n <b>\nA"}))
    assert plain(line) == "Is {x} %n <b> A already paid, or does the courier collect? Say once."


def test_an_error_of_a_button_names_it_in_words() -> None:
    title, text = texts.error(
        AppError("wrong_state", action="skip", state=State.SENT, reference=48210, why="")
    )
    assert title == "This cannot be done now"
    assert plain(text) == ("“Skip” does not fit order 48210 any more; it stands like this: At OTO.")


def test_a_forgotten_detail_hides_nothing() -> None:
    assert "?" in texts.error(AppError("timeout"))[0]
    assert texts.why(Why("too_old"))


def test_every_word_of_foodics_is_known() -> None:
    assert {each.name.lower() for each in OrderStatus} <= sentences._STATUS.keys()
    assert {each.name.lower() for each in DeliveryStatus} <= sentences._KITCHEN.keys()


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_big_sentence(state: State) -> None:
    of = cards.card(cards.row(state=str(state)))
    assert sentences.standing(of)
    assert sentences.for_customer(of)


@pytest.mark.parametrize("stage", stages.Stage)
def test_a_calling_customer_is_told_something_true(stage: stages.Stage) -> None:
    gone = cards.sent(row=cards.row(state="sent", stage=str(stage)))
    said = sentences.for_customer(gone)
    on_its_way = stage in ("driver_coming", "on_the_way")
    assert ("+966555000777" in plain(said)) == on_its_way


@pytest.mark.parametrize(
    ("stage", "wish", "ours"),
    [
        ("finding_driver", "cancel", True),
        ("cancelled", None, True),
        ("delivered", None, False),
        ("finding_driver", None, False),
    ],
)
def test_taken_from_oto_by_our_own_driver(stage: str, wish: str | None, ours: bool) -> None:
    events = (cards.at(1, "person", action="own-driver"),)
    row = cards.row(state="sent", stage=stage)
    said = sentences.for_customer(cards.sent(row=row, wish=wish, events=events))
    assert ("our own driver brings it" in said) == ours


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("0.00", "Paid. The courier collects nothing."),
        ("0", "Paid. The courier collects nothing."),
        ("0.000", "Paid. The courier collects nothing."),
        ("0.05", "The courier collects 0.05 SAR."),
        ("99999.99", "The courier collects 99999.99 SAR."),
    ],
)
def test_money_in_words(due: str, said: str) -> None:
    assert plain(sentences.money(cards.row(amount_due=due))) == said
