"""Reading what changed, page by page, so that nothing is lost while rows move.

A row that changes while we read moves to the end of `sort=updated_at`, and everything behind its
old place moves up by one: page 2 asked for by number would skip a row. So the way goes on from
the last row's time, always on page 1; page numbers serve only where more than a page shares the
same second, and `reference_after` only where even ten pages do (foodics-api.md section 3.1).
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from app.core.order import Order, UnreadableOrder
from app.foodics.query import LAST_PAGE, stamp

_SECOND = timedelta(seconds=1)

Row = tuple[Order | UnreadableOrder, datetime | None]
Pairs = list[tuple[str, str | int]]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows that are new in this run.

    `complete_to` is the highest `updated_at` up to which everything has now been read, in UTC;
    None when that is not sure (the cursor then stays where it is).
    """

    orders: tuple[Order | UnreadableOrder, ...]
    complete_to: datetime | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One reply: its rows as they came, whether more follow, and its `Date`."""

    rows: list[Row]
    more: bool
    date: datetime | None


Fetch = Callable[[Pairs], Awaitable[Fetched]]


async def by_reference(
    fetch: Fetch, fixed: Pairs, reference: int
) -> AsyncIterator[tuple[Fetched, bool | None]]:
    """Read everything that `fixed` asks for by reference, which no change moves.

    Gives each reply with: None when more follows, True at the end, False when the way was lost
    (rows out of order, or the same ones again), so that not everything may have been read.
    """
    steady = True
    while True:
        got = await fetch([*fixed, ("filter[reference_after]", reference), ("sort", "reference")])
        references = [row.reference for row, _ in got.rows if row.reference is not None]
        steady = steady and all(one <= two for one, two in pairwise(references))
        furthest = max(references, default=reference)
        if got.more and furthest > reference:
            yield got, None
            reference = furthest
            continue
        yield got, steady and not got.more
        return


class Changes:
    """One run through what changed after a moment (UTC). Iterate `pages` once."""

    def __init__(self, fetch: Fetch, after: datetime, fixed: Pairs) -> None:
        self._fetch = fetch
        self._start = after.replace(microsecond=0)
        self._fixed = fixed
        self._known: dict[str, datetime] = {}
        self._highest: datetime | None = None
        #: From where on page numbers were used: there a row that moves may hide another.
        self._numbered: datetime | None = None
        self._moved = False

    async def pages(self) -> AsyncIterator[Page]:
        """Give a Page for each reply, in the order read. Everything `fetch` raises passes."""
        since, number, ordered = self._start, 1, True
        while True:
            got = await self._fetch(self._query(since, number))
            fresh = self._fresh(got)
            stamps = [at for _, at in got.rows if at is not None]
            if ordered and any(one > two for one, two in pairwise(stamps)):
                # The order cannot be trusted, so neither can the steps that built on it.
                ordered = False
                if since > self._start:
                    yield Page(fresh, None)
                    since, number = self._start, 1
                    continue
            if not got.more:
                break
            onward = stamps[-1] - _SECOND if stamps and ordered else since
            if onward > since:
                yield Page(fresh, None if self._numbered else onward)
                since, number = onward, 1
                continue
            yield Page(fresh, None)
            self._numbered = self._numbered or since
            number += 1
            if number > LAST_PAGE:
                fresh = ()
                break
        if number > LAST_PAGE or self._moved:
            if fresh:
                yield Page(fresh, None)
            async for page in self._scan(self._numbered or since):
                yield page
        else:
            yield Page(fresh, self._highest)

    async def _scan(self, since: datetime) -> AsyncIterator[Page]:
        """Read all of it once more by reference, where page numbers do not reach or misled."""
        fixed = [*self._fixed, ("filter[updated_after]", stamp(since))]
        # What changes from here on may change behind our back, on rows that were already passed.
        bound = self._highest
        first = True
        async for got, ended in by_reference(self._fetch, fixed, 0):
            if first and got.date is not None:
                bound = got.date - _SECOND
            first = False
            fresh = self._fresh(got)
            sure = [at for at in (bound, self._highest) if at is not None]
            yield Page(fresh, min(sure, default=None) if ended else None)

    def _query(self, since: datetime, number: int) -> Pairs:
        pairs = [*self._fixed, ("filter[updated_after]", stamp(since)), ("sort", "updated_at")]
        return [*pairs, ("page", number)] if number > 1 else pairs

    def _fresh(self, got: Fetched) -> tuple[Order | UnreadableOrder, ...]:
        """Leave out what was read before, and notice rows that changed since they were."""
        fresh: list[Order | UnreadableOrder] = []
        for row, at in got.rows:
            if row.id is not None and at is not None:
                before = self._known.get(row.id)
                if before == at:
                    continue
                self._moved = self._moved or (before is not None and self._numbered is not None)
                self._known[row.id] = at
                self._highest = at if self._highest is None else max(at, self._highest)
            fresh.append(row)
        return tuple(fresh)
