"""Words that are stored in the ledger and told in JSON: a ledger of yesterday has to be read
tomorrow, so none of them may change unnoticed.

Found missing by mutation testing (tests/long/mutation).
"""

from app.core.dispatch import Outcome, State
from app.core.moves import Adopted
from app.core.stages import Stage
from app.core.verdict import ACTORS


def test_states() -> None:
    assert [str(state) for state in State] == [
        "waiting", "queued", "sending", "unknown", "retrying", "refused", "held", "sent",
        "skipped", "cancelled",
    ]  # fmt: skip


def test_outcomes() -> None:
    assert [str(outcome) for outcome in Outcome] == [
        "accepted", "exists", "not_accepted", "unknown", "sign_in", "account", "branch_setup",
        "order_data", "ours",
    ]  # fmt: skip


def test_what_is_found_at_oto() -> None:
    assert [str(each) for each in Adopted] == ["ours", "cancelled", "stranger"]


def test_stages() -> None:
    assert {str(stage) for stage in Stage} == {
        "needs_you", "at_oto", "finding_driver", "driver_coming", "on_the_way", "delivered",
        "returned", "cancelled", "lost",
    }  # fmt: skip


def test_who_acts_on_what() -> None:
    """rules.md section 1, the column *who acts*."""
    by_actor = {
        actor: {code for code, who in ACTORS.items() if who == actor}
        for actor in ("kitchen", "cashier", "manager", "")
    }
    assert by_actor == {
        "kitchen": {"not_ready"},
        "cashier": {"no_customer", "no_address", "not_released", "no_phone", "bad_phone"},
        "manager": {
            "branch_inactive", "before_start", "too_old", "late_upload", "aggregator",
            "payment_unclear", "city_unclear", "return_or_split", "no_pickup", "no_currency",
            "ask_each", "held_by_person",
        },
        "": {
            "not_delivery", "dispatched_elsewhere", "own_driver", "voided", "declined", "joined",
            "returned", "scheduled", "not_for_oto", "hold_time", "tag", "skipped_by_person",
        },
    }  # fmt: skip
