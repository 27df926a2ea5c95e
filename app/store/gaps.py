"""Gaps in the ledger: when nothing could be sent, and what is asked about it (rules.md section 2).

While a gap lasts it is open in the ledger, so that a program that was killed knows of it. Which
orders are asked about is nowhere written down: those that are held for their age alone, and became
too old in a gap. So whatever else happens to one of them, it is not asked about any more.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from app.core import guards
from app.core.dispatch import State
from app.core.eligibility import Known
from app.core.errors import AppError
from app.core.gaps import Cause, Episode, Gap, episodes, of_order, remember
from app.core.order import Order
from app.store import choices, facts, records, steps
from app.store.codec import load, load_reasons
from app.store.context import Context
from app.store.ledger import Txn
from app.store.tables import dispatches, orders

#: After this much time without a good look at Foodics nothing is sent (rules.md section 1).
FRESH = timedelta(seconds=60)
#: What `HealthFact.oto` says while OTO takes orders, or nobody knows better.
_TAKES_ORDERS = ("ok", "unknown")
_TOO_OLD = "too_old"
ALL, NONE = "all", "none"


@dataclass(frozen=True, slots=True)
class Held:
    """One order that is asked about."""

    key: int
    reference: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the episode, and its orders, oldest first."""

    episode: Episode
    branch: str
    held: tuple[Held, ...]

    @property
    def subject(self) -> str:
        """What it is called when it is answered: when it began, and of which branch."""
        began = self.episode.began.strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{began}/{self.branch}" if self.branch else began


def look(txn: Txn, *, disk_full: bool = False) -> datetime | None:
    """Opens a gap for what stands still by now, and closes those that are over. To be called after
    whatever may begin or end one; returns when a pause ends by itself."""
    fact = facts.get(txn.connection, facts.GapsFact) or facts.GapsFact()
    standing = [*_standing_still(txn), *([Gap(Cause.DISK, txn.now)] if disk_full else [])]
    still = {(gap.cause, gap.branch): gap for gap in standing}
    known = {(gap.cause, gap.branch): gap for gap in fact.open}
    over = [gap for key, gap in known.items() if key not in still]
    if still.keys() != known.keys():
        ended = fact.over
        for gap in over:
            ended = remember(ended, _closed(txn, gap), txn.now)
        still_open = tuple(known.get(key, gap) for key, gap in still.items())
        facts.put(txn.connection, facts.GapsFact(still_open, ended))
        txn.journal.notice(txn.now, "gap")
    return _next_end(txn)


def unseen(txn: Txn, since: datetime, causes: Collection[Cause]) -> None:
    """A good look at Foodics, the last one before it was at `since`: a gap if that is too long."""
    if txn.now - since <= FRESH:
        return
    fact = facts.get(txn.connection, facts.GapsFact) or facts.GapsFact()
    ended = fact.over
    for cause in causes:
        gap = Gap(cause, since, txn.now, None, _waiting(txn, None))
        ended = remember(ended, gap, txn.now)
    facts.put(txn.connection, facts.GapsFact(fact.open, ended))
    txn.journal.notice(txn.now, "gap")


def asked(connection: Connection, context: Context, now: datetime) -> list[Asked]:
    """The questions that are open, the first gap first."""
    fact = facts.get(connection, facts.GapsFact)
    known = episodes(fact.over) if fact is not None else []
    if not known:
        return []
    found: dict[Episode, list[Held]] = {}
    rows = connection.execute(
        _HELD.where(dispatches.c.state == State.HELD, dispatches.c.live).order_by(
            dispatches.c.ready_at, dispatches.c.key
        )
    )
    for row in rows:
        branch = context.by_key[row.branch_key]
        codes = [reason.code for reason in load_reasons(row.reasons)]
        if codes != [_TOO_OLD] or branch.stands(now):
            continue
        old_at = _old_from(connection, context, row.key, row.ready_at)
        episode = of_order(known, row.branch_key, old_at) if old_at is not None else None
        if episode is not None:
            found.setdefault(episode, []).append(Held(row.key, row.reference))
    return [
        Asked(each, _reference(context, each.branch), tuple(found[each]))
        for each in known
        if each in found
    ]


def answer(txn: Txn, subject: str, value: str) -> tuple[int, int]:
    """One decision for all orders of a question: "all" go, "none" goes, or those go whose references
    are named. What does not go is skipped, which can be undone. Returns how many go and how many
    do not.

    AppError `unknown_answer` for a question that is not asked (any more), or a reference that is
    not among its orders; nothing is changed then.
    """
    open_ = asked(txn.connection, txn.context, txn.now)
    found = next((each for each in open_ if each.subject == subject.strip()), None)
    if found is None:
        possible = ", ".join(each.subject for each in open_) or "nothing is asked"
        raise AppError("unknown_answer", topic="gap", value=subject, possible=possible)
    every = [held.reference for held in found.held]
    go = {ALL: every, NONE: []}.get(value.strip().casefold())
    if go is None:
        go = _named(value, every)
    stay = [reference for reference in every if reference not in go]
    decide(txn, go, stay)
    return len(go), len(stay)


def decide(
    txn: Txn, go: Sequence[int], stay: Sequence[int]
) -> tuple[tuple[int, ...], dict[int, AppError]]:
    """These orders go, those are skipped: the ones that were, and why not the others (nobody asks
    about them any more: they have gone, were voided, or somebody else has decided)."""
    open_ = asked(txn.connection, txn.context, txn.now)
    held = {each.reference for question in open_ for each in question.held}
    done: list[int] = []
    failed: dict[int, AppError] = {}
    for action, named in (("release", go), ("skip", stay)):
        well, ill = choices.many(txn, action, [each for each in named if each in held])
        done += well
        failed |= ill
        for reference in named:
            if reference not in held:
                failed[reference] = _not_asked(txn, action, reference)
    if done:
        txn.journal.notice(txn.now, "gap")
    return tuple(done), failed


def _named(value: str, every: Sequence[int]) -> list[int]:
    words = value.replace(",", " ").split()
    named = [int(word) for each in words if (word := each.removeprefix("#")).isdecimal()]
    if not named or len(named) != len(words) or not set(named) <= set(every):
        possible = ", ".join((ALL, NONE, *map(str, every)))
        raise AppError("unknown_answer", topic="gap", value=value, possible=possible)
    return list(dict.fromkeys(named))


def _not_asked(txn: Txn, action: str, reference: int) -> AppError:
    record = records.of_reference(txn.connection, reference)
    state = str(record.state) if record is not None else "unknown"
    return AppError("wrong_state", action=action, state=state, reference=reference, why="")


def _standing_still(txn: Txn) -> Iterator[Gap]:
    """What keeps orders from being sent now, as gaps that begin now at the latest."""
    context, now = txn.context, txn.now
    pause = context.pause
    if pause is not None and context.paused(now) and pause.why != steps.SETUP:
        # *Start sending* has a question of its own: the start line.
        yield Gap(Cause.PAUSE, min(pause.since, now))
    health = facts.get(txn.connection, facts.HealthFact)
    if health is not None and health.oto not in _TAKES_ORDERS:
        yield Gap(Cause.OTO, now)
    for branch in context.by_key.values():
        if branch.rule.active and branch.stopped is not None:
            yield Gap(Cause.STOPPED, now, branch=branch.key)
        if branch.rule.active and branch.is_paused(now):
            yield Gap(Cause.PAUSE, now, branch=branch.key)


def _closed(txn: Txn, gap: Gap) -> Gap:
    until = _pauses_until(txn.context).get(gap.branch) if gap.cause is Cause.PAUSE else None
    ended = min(until, txn.now) if until is not None else txn.now
    began = min(gap.began, ended)
    return Gap(gap.cause, began, ended, gap.branch, _waiting(txn, gap.branch))


def _pauses_until(context: Context) -> dict[int | None, datetime]:
    """When pauses end by themselves or did so, by branch; None stands for all of them."""
    found: dict[int | None, datetime] = {
        key: branch.paused_until
        for key, branch in context.by_key.items()
        if branch.paused and branch.paused_until is not None
    }
    if context.pause is not None and context.pause.until is not None:
        found[None] = context.pause.until
    return found


def _next_end(txn: Txn) -> datetime | None:
    ahead = (until for until in _pauses_until(txn.context).values() if until > txn.now)
    return min(ahead, default=None)


def _waiting(txn: Txn, branch: int | None) -> int:
    """How many orders are in the queue and go by themselves."""
    going = dispatches.c.state.in_((State.QUEUED, State.RETRYING)) & dispatches.c.live
    if branch is not None:
        going &= dispatches.c.branch_key == branch
    counted = select(func.count()).select_from(dispatches).where(going)
    return int(txn.connection.execute(counted).scalar_one())


def _old_from(
    connection: Connection, context: Context, order_key: int, ready_at: datetime | None
) -> datetime | None:
    """After which moment it was too old. The order itself is read only where its hour counts too."""
    if not context.rules.scheduled_waits:
        return None if ready_at is None else ready_at + context.rules.too_old
    data = connection.execute(select(orders.c.data).where(orders.c.key == order_key)).scalar_one()
    return guards.old_from(load(data, Order), context.rules, Known(ready_at=ready_at))


def _reference(context: Context, branch: int | None) -> str:
    return "" if branch is None else context.by_key[branch].rule.foodics.reference


_HELD = select(
    orders.c.key,
    orders.c.reference,
    dispatches.c.branch_key,
    dispatches.c.reasons,
    dispatches.c.ready_at,
).join_from(orders, dispatches, dispatches.c.order_key == orders.c.key)
