"""English words: every code has a sentence that says what is the matter and what to do."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import answers, eligibility, wording
from app.core.dispatch import Outcome
from app.core.order import Source
from tests.unit.core.samples import (
    NOW,
    branch,
    customer,
    known,
    minutes,
    order,
    payment,
    rules,
    textual,
)


class TestConditions:
    @pytest.mark.parametrize("code", eligibility.CONDITIONS)
    def test_a_condition_has_words_for_both(self, code: str) -> None:
        holds, fails = wording.condition(code, None), wording.condition(code, {})
        assert holds != fails
        assert "?" not in holds + fails

    @pytest.mark.parametrize("code", wording.REASONS)
    def test_a_reason_never_stumbles_over_what_is_missing(self, code: str) -> None:
        assert wording.condition(code, {})
        assert "{" not in wording.condition(code, None)

    def test_what_to_do_is_named_with_who(self) -> None:
        said = wording.condition("not_ready", {})
        assert said == "Not marked Ready. Cashier: send to Kitchen, then MORE, Mark Ready."

    def test_params_fill_the_sentence(self) -> None:
        said = wording.condition("city_unclear", {"named": "Jeddah", "branch": "Riyadh"})
        assert said == "The address names Jeddah, the branch is in Riyadh. Which city?"

    def test_every_place_of_a_sentence_is_filled_by_its_guard(self) -> None:
        bad = order(
            source=Source.API,
            payments=(payment(name="Wallet X", kind=3),),
            address=textual("حي النهضة، جدة"),
            customer=customer(phone="12"),
            due_at=NOW + minutes(120),
        )
        verdict = eligibility.judge(
            bad,
            branch(hold_seconds=36000),
            rules(scheduled_waits=True, too_old=minutes(-600)),
            known(),
            NOW,
        )
        said = eligibility.judge(order(), branch(active=False), rules(), known(), NOW).reasons
        said += eligibility.judge(order(), branch(pickup=None), rules(), known(), NOW).reasons
        for reason in (*verdict.reasons, *said):
            if reason.code in wording.REASONS:
                places = {name for _, name, _, _ in Formatter().parse(wording.REASONS[reason.code])}
                assert places - {None} <= set(reason.params), reason.code
        assert len(verdict.reasons) == 7

    @given(st.text())
    def test_names_from_outside_are_plain_text(self, name: str) -> None:
        said = wording.condition("payment_unclear", {"name": name})
        assert said == f"Is {name} already paid, or does the courier collect? Say once."


class TestRefusals:
    """Title and remedy; the most exact that is known: our code, the field, the class."""

    def test_our_own_codes_first(self) -> None:
        title, remedy = wording.refusal("cancelled_at_oto", "phone", Outcome.ORDER_DATA)
        assert title == "The order is at OTO, but cancelled there"
        assert "Send it again as a new OTO order" in remedy

    def test_then_the_field(self) -> None:
        title, remedy = wording.refusal("OTO1030", "phone", Outcome.ORDER_DATA)
        assert title == "OTO refused the phone number"
        assert "Correct it in Foodics" in remedy

    @pytest.mark.parametrize("field", [None, "credit", "weight"])
    @pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.ACCEPTED])
    def test_then_the_class(self, field: str | None, outcome: Outcome) -> None:
        ours = wording.refusal("x", None, None)
        found = wording.refusal("OTO1234", field, outcome)
        assert (found == ours) == (outcome is Outcome.OURS)

    @pytest.mark.parametrize("outcome", [None, "", "never heard of"])
    def test_what_we_do_not_understand_is_our_fault(self, outcome: str | None) -> None:
        title, remedy = wording.refusal("OTO9999", None, outcome)
        assert title == "OTO did not understand the order"
        assert "our fault" in remedy

    def test_after_an_unknown_outcome_nobody_sends_by_hand(self) -> None:
        assert "do not send it by hand" in wording.refusal("timeout", None, Outcome.UNKNOWN)[1]

    @pytest.mark.parametrize(
        "code", ["OTO1030", "OTO1176", "OTO1022", "OTO1097", "OTO1021", "OTO1029", "OTO1178"]
    )
    def test_a_code_that_names_a_field_says_which(self, code: str) -> None:
        outcome, field = answers.classify(code, 400, generation="v2")
        assert wording.refusal(code, field, outcome) != wording.refusal(code, None, outcome)
