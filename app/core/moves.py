"""How a dispatch moves: the state table of design.md section 2 as functions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.core import answers, contact, stages
from app.core.dispatch import Answer, OtoOrder, OtoSeen, Outcome, State
from app.core.eligibility import Verdict

#: States in which the verdict rules; the others have a call behind them.
JUDGED = frozenset(
    {
        State.WAITING,
        State.QUEUED,
        State.RETRYING,
        State.REFUSED,
        State.HELD,
        State.SKIPPED,
        State.CANCELLED,
    }
)
#: States that need a person now (design.md section 2, "needs you"); `unknown` only after a while.
NEEDS_YOU = frozenset({State.REFUSED, State.HELD})
#: A look-up that found nothing is believed when a second one, this much later, finds nothing too.
ABSENT_TWICE_APART = timedelta(seconds=10)
#: When a look-up itself fails, the next one comes this much later.
LOOK_AGAIN = timedelta(seconds=10)

#: A call that got no answer may be carried out by OTO when it has been absent twice already: for so
#: long since then it is looked for, so often, while it is not sent again.
LATE = timedelta(minutes=5)
LATE_LOOK = timedelta(seconds=30)
#: Look-ups that fail are given up so long after that.
LATE_GIVEN_UP = timedelta(hours=6)
#: States that neither go to OTO again nor are there: what was carried out late would be seen by none.
LEFT = frozenset({State.WAITING, State.REFUSED, State.HELD, State.SKIPPED, State.CANCELLED})


def late_look(until: datetime, now: datetime, *, failed: bool = False) -> datetime | None:
    """When an order that may be carried out late is looked for once more; None = no more. `until` is
    when that is over; only a look that was answered can be the last one."""
    last = until + LATE_GIVEN_UP if failed else until
    return now + LATE_LOOK if now < last else None


def judged(state: State, verdict: Verdict, *, changed: bool) -> State:
    """Where a verdict takes a dispatch.

    `changed`: what OTO would be told is not what it was told when it refused (rules.md section 5).
    A `retrying` or `refused` dispatch stays what it is while nothing speaks against sending; age
    alone does not hide what OTO refused.
    """
    if state not in JUDGED:
        return state
    if state is State.REFUSED and not changed:
        codes = {reason.code for reason in verdict.reasons}
        if codes == {"too_old"}:
            return state
    if verdict.state is State.QUEUED:
        if state is State.RETRYING or (state is State.REFUSED and not changed):
            return state
        return State.QUEUED
    return verdict.state


@dataclass(frozen=True, slots=True)
class After:
    """What an answer does to a dispatch. `next_at`: when it is due again, None = not by time."""

    state: State
    next_at: datetime | None = None


def answered(answer: Answer, *, attempts: int, now: datetime, jitter: float) -> After:
    """Where OTO's answer to createOrder takes a dispatch (rules.md section 5).

    `attempts` counts this one; `jitter` lies in [0, 1).
    """
    match answer.outcome:
        case Outcome.ACCEPTED:
            return After(State.SENT)
        case Outcome.EXISTS | Outcome.UNKNOWN:
            return After(State.UNKNOWN, now)
        case Outcome.NOT_ACCEPTED | Outcome.SIGN_IN | Outcome.ACCOUNT:
            delay = max(answers.retry_delay(attempts, jitter), answer.retry_after or 0.0)
            return After(State.RETRYING, now + timedelta(seconds=delay))
        case Outcome.BRANCH_SETUP | Outcome.ORDER_DATA | Outcome.OURS:
            return After(State.REFUSED)


class Adopted(StrEnum):
    """What an order found at OTO under our id is (rules.md section 5, "already there")."""

    OURS = "ours"
    CANCELLED = "cancelled"
    STRANGER = "stranger"


def adopted(seen: OtoSeen, told: OtoOrder) -> Adopted:
    """Ours if ref1 agrees, or amount and last nine digits do; what a read does not tell cannot
    disagree, but at least one of them has to agree or nothing at all be told against us."""
    if not _is_ours(seen, told):
        return Adopted.STRANGER
    return Adopted.OURS if stages.alive(seen.status) else Adopted.CANCELLED


def _is_ours(seen: OtoSeen, told: OtoOrder) -> bool:
    if seen.ref1 is not None:
        return seen.ref1 == told.ref1
    if seen.amount is not None and seen.amount != told.amount:
        return False
    phone = None if seen.phone is None else contact.last_nine(seen.phone)
    return phone is None or phone == contact.last_nine(told.customer.mobile)
