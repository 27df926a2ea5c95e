"""What the ledger keeps of the watch for a second sender (rules.md section 2).

`core.second_sender` decides; `engine.second_sender` reads OTO's list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from app.core import second_sender as rule
from app.core.after import Flag
from app.core.dispatch import OtoSeen, State
from app.core.second_sender import Ours, Pair
from app.store import facts, records, sent, steps
from app.store.ledger import Txn
from app.store.tables import dispatches

#: The flag on each order of ours that somebody else sent too.
FLAG = "second_sender"
#: No order is compared for longer, however long OTO's list could not be read.
LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be asked of OTO's list, and what it is to be compared with."""

    ours: tuple[Ours, ...]
    first_day: date
    last_day: date
    business_reference: str
    #: When a person last answered for those that were found until then.
    answered_at: datetime | None


def due(txn: Txn) -> Look | None:
    """The look that is to be made now; None while none is due, or nothing of ours could meet a
    second one."""
    began = _began(txn)
    if began is None:
        return None
    fact = facts.get(txn.connection, facts.SecondSenderFact)
    if fact is None:
        fact = facts.SecondSenderFact(began)
        facts.put(txn.connection, fact)
    lately = fact.found_at is not None and txn.now - fact.found_at < rule.TOGETHER
    suspected = lately or paused(txn)
    if not rule.is_due(txn.now, fact.began_at, fact.tried_at, suspected=suspected):
        return None
    since = max(
        txn.now - LONGEST,
        (fact.looked_at or fact.began_at) - rule.COMPARED,
        fact.answered_at or fact.began_at - rule.COMPARED,
    )
    ours = _ours(txn, since)
    if not ours:
        return None
    offset = txn.context.rules.utc_offset
    oldest = min(one.at for one in ours) - offset - rule.NEAR
    # The days of OTO's list may be UTC's or the business's: both are asked for.
    first = min(oldest.date(), (oldest + offset).date())
    last = max(txn.now.date(), (txn.now + offset).date())
    return Look(ours, first, last, txn.context.business_reference, fact.answered_at)


def seen(txn: Txn, look: Look, listed: Sequence[OtoSeen]) -> tuple[Pair, ...]:
    """Takes in what OTO's list shows; returns what is new. Two within an hour pause all sending."""
    fact = facts.get(txn.connection, facts.SecondSenderFact)
    assert fact is not None
    if fact.answered_at != look.answered_at:
        # Answered while the list was read: the same ones would ring again. The next look tells.
        return ()
    if not rule.readable(listed):
        failed(txn, "oto_unreadable")
        return ()
    known = {pair.other for pair in fact.found}
    found = rule.pairs(look.ours, listed, look.business_reference)
    fresh = _strange(txn, [pair for pair in found if pair.other not in known])
    for pair in fresh:
        _raise(txn, pair)
    kept = tuple(pair for pair in (*fact.found, *fresh) if _counts(pair, (*fact.found, *fresh)))
    facts.put(
        txn.connection,
        replace(
            fact,
            tried_at=txn.now,
            looked_at=txn.now,
            trouble=None,
            trouble_since=None,
            found=kept,
            found_at=txn.now if fresh else fact.found_at,
        ),
    )
    if fresh and rule.pauses(kept):
        _pause(txn)
    return tuple(fresh)


def failed(txn: Txn, code: str) -> None:
    """OTO's list could not be read; that stops nothing, `doctor` names it."""
    fact = facts.get(txn.connection, facts.SecondSenderFact)
    if fact is not None:
        since = fact.trouble_since or txn.now
        fresh = replace(fact, tried_at=txn.now, trouble=code, trouble_since=since)
        facts.put(txn.connection, fresh)


def paused(txn: Txn) -> bool:
    """True while sending stands still because of it."""
    pause = txn.context.pause
    return pause is not None and pause.why == steps.SECOND_SENDER


def answered(txn: Txn) -> None:
    """*Resume*: a person knows of these orders. The same ones never ring again."""
    fact = facts.get(txn.connection, facts.SecondSenderFact)
    if fact is None or not paused(txn):
        return
    facts.put(txn.connection, replace(fact, found=(), found_at=None, answered_at=txn.now))
    for record in records.where(txn.connection, dispatches.c.flags.is_not(None)):
        sent.seen_by_person(txn.connection, txn.journal, record, txn.now, FLAG)


def _began(txn: Txn) -> datetime | None:
    """When the first order that the ledger still has went to OTO."""
    state_at = dispatches.c.state_at
    first = (
        select(state_at)
        .where(
            dispatches.c.state == State.SENT,
            # For the index, whose second column it is.
            dispatches.c.finished.in_((False, True)),
        )
        .order_by(state_at)
        .limit(1)
    )
    fact = facts.get(txn.connection, facts.SecondSenderFact)
    return fact.began_at if fact is not None else txn.connection.execute(first).scalar()


def _ours(txn: Txn, since: datetime) -> tuple[Ours, ...]:
    """What OTO took since then and what lives there still: of an order that is cancelled, or about
    to be, another one is no second."""
    found = records.where(
        txn.connection,
        dispatches.c.state == State.SENT,
        dispatches.c.finished.in_((False, True)),
        dispatches.c.state_at > since,
    )
    offset = txn.context.rules.utc_offset
    ours = []
    for record in found:
        told, at = record.told, record.row.accepted_at
        gone = record.row.wish == "cancel" or record.row.stage == "cancelled"
        if told is None or at is None or gone:
            continue
        local = (at + offset).replace(tzinfo=None)
        ours.append(
            Ours(told.order_id, record.row.oto_id, told.customer.mobile, told.amount, local)
        )
    return tuple(ours)


def _strange(txn: Txn, found: Sequence[Pair]) -> list[Pair]:
    """Without those that this ledger sent itself, under whatever id OTO lists them."""
    numbers = [pair.other for pair in found]
    ours = txn.connection.execute(
        select(dispatches.c.oto_id, dispatches.c.oto_order_id).where(
            or_(dispatches.c.oto_id.in_(numbers), dispatches.c.oto_order_id.in_(numbers))
        )
    )
    own = {number for row in ours for number in row}
    return [pair for pair in found if pair.other not in own]


def _counts(pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether it may still be one of two within an hour."""
    return max(other.at for other in others) - pair.at <= rule.TOGETHER


def _raise(txn: Txn, pair: Pair) -> None:
    for record in records.where(txn.connection, dispatches.c.oto_order_id == pair.order_id):
        flag = Flag(FLAG, {"other": pair.other})
        sent.flag(txn.connection, txn.journal, record, flag, txn.now)


def _pause(txn: Txn) -> None:
    """Before *Start sending* all of it stands still anyway."""
    kept = txn.context.pause
    if kept is not None and kept.why in (steps.SETUP, steps.SECOND_SENDER):
        return
    facts.put(txn.connection, facts.PauseFact(txn.now, None, steps.SECOND_SENDER))
    txn.journal.notice(txn.now, "pause", branch="")
