"""What holds where nothing is set.

Found missing by mutation testing (tests/long/mutation).
"""

from dataclasses import fields
from decimal import Decimal

from app.core import stages
from app.core.dispatch import OtoOrder
from app.core.eligibility import BranchRule, Rules
from tests.unit.core.samples import FOODICS_BRANCH


def test_the_rules_of_a_new_installation() -> None:
    rules = Rules()
    assert (rules.country, rules.generation, rules.notes_language) == ("SA", "v2", "ar")
    assert (rules.required_tag, rules.hold_seconds, rules.currency) == ("", 0, None)
    assert not rules.scheduled_waits
    assert not rules.kitchen_done_is_ready


def test_a_branch_nobody_has_set() -> None:
    rule = BranchRule(FOODICS_BRANCH)
    assert (rule.active, rule.ask_each, rule.only_tag, rule.never_tag) == (False, False, "", "")


def test_an_order_without_fee_and_discount() -> None:
    defaults = {each.name: each.default for each in fields(OtoOrder)}
    assert (defaults["delivery_fee"], defaults["discount"]) == (Decimal(0), Decimal(0))
    assert defaults["shipping_notes"] == ""


def test_a_status_nobody_knows() -> None:
    meaning = stages.meaning("somethingNew")
    assert not meaning.known
    assert not meaning.terminal
    assert not meaning.problem
    assert not meaning.note
