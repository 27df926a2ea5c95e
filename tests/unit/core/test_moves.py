"""design.md section 2 and rules.md section 5: how a dispatch moves."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import moves
from app.core.dispatch import Answer, OtoSeen, Outcome, State
from app.core.eligibility import Reason, Verdict
from app.core.moves import Adopted, After
from tests.unit.core.samples import NOW, ORDER_ID, order, told

#: What a verdict can say.
VERDICTS = (State.WAITING, State.QUEUED, State.HELD, State.SKIPPED, State.CANCELLED)
SEEN = OtoSeen(
    order_id=ORDER_ID,
    oto_id="540789",
    status="new",
    amount=Decimal("86.25"),
    ref1=order().id,
    phone="966500000123",
)


def judged(state: State, verdict: State, *, changed: bool = False) -> State:
    return moves.judged(state, Verdict(verdict, ()), changed=changed)


class TestJudged:
    @pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN, State.SENT])
    @pytest.mark.parametrize("verdict", VERDICTS)
    @pytest.mark.parametrize("changed", [True, False])
    def test_with_a_call_behind_it_no_verdict_moves_it(
        self, state: State, verdict: State, changed: bool
    ) -> None:
        assert judged(state, verdict, changed=changed) is state

    @pytest.mark.parametrize(
        "state", [State.WAITING, State.QUEUED, State.HELD, State.SKIPPED, State.CANCELLED]
    )
    @pytest.mark.parametrize("verdict", VERDICTS)
    def test_before_any_call_the_verdict_rules(self, state: State, verdict: State) -> None:
        assert judged(state, verdict) is verdict

    @pytest.mark.parametrize("state", [State.RETRYING, State.REFUSED])
    @pytest.mark.parametrize("verdict", [State.WAITING, State.HELD, State.SKIPPED, State.CANCELLED])
    def test_retrying_and_refused_go_back_when_a_condition_fails(
        self, state: State, verdict: State
    ) -> None:
        assert judged(state, verdict) is verdict

    def test_retrying_keeps_its_time(self) -> None:
        assert judged(State.RETRYING, State.QUEUED) is State.RETRYING
        assert judged(State.RETRYING, State.QUEUED, changed=True) is State.RETRYING

    def test_refused_goes_again_only_when_what_oto_is_told_changed(self) -> None:
        assert judged(State.REFUSED, State.QUEUED) is State.REFUSED
        assert judged(State.REFUSED, State.QUEUED, changed=True) is State.QUEUED

    @pytest.mark.parametrize(
        ("state", "codes", "changed", "then"),
        [
            # age alone does not hide what OTO refused
            (State.REFUSED, ["too_old"], False, State.REFUSED),
            (State.REFUSED, ["too_old"], True, State.HELD),
            (State.REFUSED, ["too_old", "ask_each"], False, State.HELD),
            (State.REFUSED, ["ask_each"], False, State.HELD),
            (State.RETRYING, ["too_old"], False, State.HELD),
            (State.QUEUED, ["too_old"], False, State.HELD),
        ],
    )
    def test_what_grows_old(
        self, state: State, codes: list[str], changed: bool, then: State
    ) -> None:
        verdict = Verdict(State.HELD, tuple(Reason(code) for code in codes))
        assert moves.judged(state, verdict, changed=changed) is then


class TestAnswered:
    def after(self, outcome: Outcome, *, attempts: int = 1, wait: float | None = None) -> After:
        answer = Answer(outcome, retry_after=wait)
        return moves.answered(answer, attempts=attempts, now=NOW, jitter=0.5)

    def test_accepted(self) -> None:
        assert self.after(Outcome.ACCEPTED) == After(State.SENT)

    @pytest.mark.parametrize("outcome", [Outcome.EXISTS, Outcome.UNKNOWN])
    def test_what_may_be_there_is_looked_up_at_once_never_resent(self, outcome: Outcome) -> None:
        assert self.after(outcome) == After(State.UNKNOWN, NOW)

    @pytest.mark.parametrize("outcome", [Outcome.BRANCH_SETUP, Outcome.ORDER_DATA, Outcome.OURS])
    def test_what_has_to_be_mended_does_not_loop(self, outcome: Outcome) -> None:
        assert self.after(outcome) == After(State.REFUSED)

    @pytest.mark.parametrize("outcome", [Outcome.NOT_ACCEPTED, Outcome.SIGN_IN, Outcome.ACCOUNT])
    @pytest.mark.parametrize(
        ("attempts", "seconds"), [(1, 10), (2, 20), (3, 40), (4, 80), (5, 160), (6, 300), (99, 300)]
    )
    def test_surely_not_accepted_is_tried_again_ever_later(
        self, outcome: Outcome, attempts: int, seconds: int
    ) -> None:
        due = NOW + timedelta(seconds=seconds)
        assert self.after(outcome, attempts=attempts) == After(State.RETRYING, due)

    def test_otos_own_time_is_the_least(self) -> None:
        late = self.after(Outcome.NOT_ACCEPTED, wait=75)
        assert late == After(State.RETRYING, NOW + timedelta(seconds=75))
        soon = self.after(Outcome.NOT_ACCEPTED, attempts=4, wait=5)
        assert soon == After(State.RETRYING, NOW + timedelta(seconds=80))

    @given(
        st.sampled_from(list(Outcome)),
        st.integers(1, 500),
        st.floats(0, 1, exclude_max=True),
        st.none() | st.floats(0, 3600),
    )
    def test_never_due_before_now_and_never_lost(
        self, outcome: Outcome, attempts: int, jitter: float, wait: float | None
    ) -> None:
        answer = Answer(outcome, retry_after=wait)
        after = moves.answered(answer, attempts=attempts, now=NOW, jitter=jitter)
        assert after.state in (State.SENT, State.UNKNOWN, State.RETRYING, State.REFUSED)
        timed = after.state in (State.UNKNOWN, State.RETRYING)
        assert (after.next_at is not None) == timed
        if after.next_at is not None:
            assert after.next_at >= NOW


class TestAdopted:
    """ "Already there": ours and alive, ours but cancelled, or a stranger's."""

    def test_ours_by_ref1(self) -> None:
        # What else the read tells does not matter: ref1 is the Foodics order id.
        other = replace(SEEN, amount=Decimal("1.00"), phone="966599999999")
        assert moves.adopted(other, told()) is Adopted.OURS

    def test_anothers_ref1(self) -> None:
        assert moves.adopted(replace(SEEN, ref1="other"), told()) is Adopted.STRANGER

    @pytest.mark.parametrize(
        "phone", ["966500000123", "500000123", "+966 50 000 0123", "0500000123"]
    )
    def test_ours_by_amount_and_last_nine_digits(self, phone: str) -> None:
        found = replace(SEEN, ref1=None, phone=phone, amount=Decimal("86.250"))
        assert moves.adopted(found, told()) is Adopted.OURS

    def test_another_amount(self) -> None:
        found = replace(SEEN, ref1=None, amount=Decimal("86.24"))
        assert moves.adopted(found, told()) is Adopted.STRANGER

    def test_another_phone(self) -> None:
        found = replace(SEEN, ref1=None, phone="966500000124")
        assert moves.adopted(found, told()) is Adopted.STRANGER

    def test_what_a_read_does_not_tell_cannot_disagree(self) -> None:
        assert moves.adopted(replace(SEEN, ref1=None, amount=None), told()) is Adopted.OURS
        assert moves.adopted(replace(SEEN, ref1=None, phone=None), told()) is Adopted.OURS
        bare = OtoSeen(order_id=ORDER_ID, oto_id="540789", status="new")
        assert moves.adopted(bare, told()) is Adopted.OURS

    @pytest.mark.parametrize("status", ["canceled", "cancelled", "deleted"])
    def test_ours_but_dead_there(self, status: str) -> None:
        assert moves.adopted(replace(SEEN, status=status), told()) is Adopted.CANCELLED

    @pytest.mark.parametrize("status", ["needConfirmation", "delivered", "brandNewStatus", ""])
    def test_ours_and_alive_in_whatever_trouble(self, status: str) -> None:
        assert moves.adopted(replace(SEEN, status=status), told()) is Adopted.OURS

    def test_a_dead_stranger_is_a_stranger(self) -> None:
        found = replace(SEEN, ref1="other", status="canceled")
        assert moves.adopted(found, told()) is Adopted.STRANGER


def test_the_states_are_divided() -> None:
    assert set(State) - moves.JUDGED == {State.SENDING, State.UNKNOWN, State.SENT}
    assert moves.NEEDS_YOU <= moves.JUDGED
    assert timedelta(seconds=10) == moves.ABSENT_TWICE_APART
