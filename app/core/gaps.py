"""Gaps: times in which nothing could be sent, and the question that follows (rules.md section 2).

What became too old in a gap is asked about once, all of it together. Pure: no ledger, no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

#: Gaps nearer to each other than this are one: a service that comes and goes asks once. And so long
#: after its end what turns too old is still counted in, for a backlog takes its time.
NEAR = timedelta(minutes=5)
#: A shorter one makes nothing late: what turns too old in it was late for another reason.
SHORTEST = timedelta(minutes=1)
#: After this nobody waits for an answer any more; what was held stays held.
KEPT = timedelta(days=7)


class Cause(StrEnum):
    """Why nothing could be sent."""

    #: The program did not run, or the PC slept.
    OFF = "off"
    FOODICS = "foodics"
    OTO = "oto"
    #: A person paused sending.
    PAUSE = "pause"
    #: OTO refused three orders of a branch in a row.
    STOPPED = "stopped"
    #: Nothing could be written down, so nothing was sent.
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Gap:
    """One cause from its beginning to its end, None while it lasts. `branch` is the key of the
    branch that stood still, None for all of them. `waiting` orders, not too old by then, were in
    the queue at the end."""

    cause: Cause
    began: datetime
    ended: datetime | None = None
    branch: int | None = None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Episode:
    """Gaps of one scope that lie together, all of them over: what is asked about as one."""

    causes: tuple[Cause, ...]
    began: datetime
    ended: datetime
    branch: int | None
    waiting: int


def remember(known: Sequence[Gap], gap: Gap, now: datetime) -> tuple[Gap, ...]:
    """The ended gaps with one more; those of the same cause that lie near become one with it, those
    nobody will be asked about are dropped."""
    kept: list[Gap] = []
    for other in known:
        assert other.ended is not None
        assert gap.ended is not None
        near = other.began <= gap.ended + NEAR and gap.began <= other.ended + NEAR
        if near and (other.cause, other.branch) == (gap.cause, gap.branch):
            began, ended = min(gap.began, other.began), max(gap.ended, other.ended)
            gap = replace(gap, began=began, ended=ended)
        elif other.ended > now - KEPT:
            kept.append(other)
    return (*kept, gap)


def episodes(gaps: Iterable[Gap]) -> list[Episode]:
    """The ended gaps put together, by when they began."""
    found: dict[int | None, list[Episode]] = {}
    for gap in sorted(gaps, key=lambda gap: gap.began):
        if gap.ended is None:
            continue
        before = found.setdefault(gap.branch, [])
        last = before[-1] if before else None
        if last is None or gap.began > last.ended + NEAR:
            before.append(Episode((gap.cause,), gap.began, gap.ended, gap.branch, gap.waiting))
            continue
        ended = max(last.ended, gap.ended)
        waiting = gap.waiting if gap.ended >= last.ended else last.waiting
        causes = tuple(sorted({*last.causes, gap.cause}))
        before[-1] = replace(last, causes=causes, ended=ended, waiting=waiting)
    every = (each for some in found.values() for each in some)
    long_enough = (each for each in every if each.ended - each.began >= SHORTEST)
    return sorted(long_enough, key=lambda each: each.began)


def of_order(known: Iterable[Episode], branch: int, old_at: datetime) -> Episode | None:
    """The episode in which an order of this branch became too old, at `old_at`; None if it was for
    another reason. Where it were several, the one that ended last."""
    fits = (
        each
        for each in known
        if each.branch in (None, branch) and each.began <= old_at <= each.ended + NEAR
    )
    return max(fits, key=lambda each: each.ended, default=None)
