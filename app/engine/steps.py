"""The dispatcher's transactions: record what ended, claim what comes next (design.md section 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.store import claims, judging, late, outcomes
from app.store.claims import LookUp, Send
from app.store.ledger import Txn
from app.store.looked import LookedUp
from app.store.outcomes import Sent


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction gave the dispatcher to do, and when to look again at the latest."""

    sends: Sequence[Send]
    look_ups: Sequence[LookUp]
    next_due: datetime | None
    now: datetime
    #: How much had changed when the ledger was asked, and whether OTO was known to be down.
    seen: int
    probing: bool


def step(
    txn: Txn,
    ended: Sequence[Sent | LookedUp],
    *,
    sends: int,
    look_ups: int,
    probing: bool,
    any_time: bool,
    mended: bool,
    seen: int,
) -> Step:
    """Record and claim. A probe is one call: a look-up if there is one, else a send."""
    record(txn, ended)
    if mended:
        claims.due_now(txn.connection, txn.now)
    judging.by_the_hour(txn.connection, txn.context, txn.journal, txn.now)
    looks = claims.look_ups(txn.connection, txn.now, look_ups, any_time=probing)
    later = late.looks(txn.connection, txn.now, look_ups - len(looks))
    most = sends - len(looks) - len(later)
    jobs = claims.claim(txn.connection, txn.context, txn.journal, txn.now, most, any_time=any_time)
    for look in looks:
        claims.taken(txn.connection, look.key)
    return Step(jobs, [*looks, *later], claims.next_due(txn.connection), txn.now, seen, any_time)


def record(txn: Txn, ended: Sequence[Sent | LookedUp]) -> None:
    """Writes down how calls ended."""
    if ended:
        outcomes.record_all(txn.connection, txn.context, txn.journal, ended, txn.now)


def give_back(txn: Txn, keys: Sequence[int]) -> None:
    """Claims that were not called go back into the queue."""
    claims.give_back(txn.connection, txn.journal, keys, txn.now)


def still_good(txn: Txn, key: int) -> Send | None:
    """What a send that was claimed ahead is to say now; None when it must not go."""
    return claims.still_good(txn.connection, txn.context, txn.journal, key, txn.now)
