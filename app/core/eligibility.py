"""The verdict: may this order go to OTO? (rules.md section 1)

The one place that decides. Screen, command line and dispatcher show and use the same verdict.
Pure: everything it looks at is a parameter, `now` is Foodics' clock. The guards stand in
`core.guards`, what they are about in `core.verdict` and `core.particulars`; all public names are
here too.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from app.core.dispatch import State
from app.core.guards import failing, held_until, old_from, scheduled_for
from app.core.order import Order
from app.core.particulars import (
    address_of,
    branch_city,
    branch_point,
    city_of,
    has_address,
    is_ready,
    phone_of,
    ready_at,
    senders,
    usable_point,
)
from app.core.verdict import (
    ACTORS,
    CANCELS,
    CONDITIONS,
    HOLDS,
    RELEASABLE,
    SKIPS,
    BranchRule,
    Known,
    Reason,
    Rules,
    Verdict,
    deciding,
)

__all__ = [
    "ACTORS",
    "CANCELS",
    "CONDITIONS",
    "HOLDS",
    "RELEASABLE",
    "SKIPS",
    "BranchRule",
    "Known",
    "Reason",
    "Rules",
    "Verdict",
    "address_of",
    "branch_city",
    "branch_point",
    "city_of",
    "deciding",
    "has_address",
    "is_ready",
    "judge",
    "phone_of",
    "ready_at",
    "senders",
    "usable_point",
]

#: What a person may have let through: by *release* or *undo*, and by *send anyway*.
_ALLOWED = RELEASABLE | {"not_ready"}
#: The ledger keeps milliseconds: this is the first moment after another one.
_TICK = timedelta(milliseconds=1)


def judge(order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime) -> Verdict:
    """The verdict for one order that is not at OTO yet.

    Where several things fail, the state is that of the first of these: it is over (cancelled), it
    is somebody else's (skipped), a person holds it (held), a condition fails (waiting), a question
    is open (held), it has to be mended or has its hour (waiting). So nobody is asked about an order
    that is over or not due yet, and a yes is asked for before a mend.
    """
    reasons = tuple(
        reason
        for reason in failing(order, branch, rules, known, now)
        if reason.code not in _ALLOWED or reason.key not in known.allowed
    )
    state = _state({reason.code for reason in reasons})
    return Verdict(state, reasons, _again_at(order, branch, rules, known, now))


def _state(codes: Collection[str]) -> State:
    if not codes:
        return State.QUEUED
    if not CANCELS.isdisjoint(codes):
        return State.CANCELLED
    if not SKIPS.isdisjoint(codes):
        return State.SKIPPED
    if "held_by_person" in codes:
        return State.HELD
    if HOLDS.isdisjoint(codes) or any(code in codes for code in CONDITIONS):
        return State.WAITING
    return State.HELD


def _again_at(
    order: Order, branch: BranchRule, rules: Rules, known: Known, now: datetime
) -> datetime | None:
    late = old_from(order, rules, known)
    moments = (
        scheduled_for(order, rules),
        held_until(branch, rules, known),
        None if late is None else late + _TICK,
    )
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
