"""How far back a live poll looks (design.md section 3, "Cadence").

Each poll looks 15 s behind the cursor, for rows that Foodics shows later than they are stamped.
After a rush that overlap is pages long, and reading it again at every poll would make the next
poll wait for the limit: 200 changes cost 4 of 30 requests a minute each time. So while the overlap
is longer than a page, it is read again only so often as the limit bears, and short looks at what
is new go on in between, every 5 s. Nothing is given up: a whole look goes back to 15 s before the
last whole look began.
"""

from datetime import datetime, timedelta

from app.pacing import Pacer

OVERLAP = timedelta(seconds=15)
#: Of a short look: stamps are whole seconds, and the filter may leave out its own.
SHORT_OVERLAP = timedelta(seconds=1)
#: Server time is known this well (clock.py); what is stamped earlier than that before a poll
#: began has been read by it.
CLOCK_ERROR = timedelta(seconds=2)
#: The part of the budget that whole looks may take during a rush; short ones take half of it.
_SHARE = 0.3
#: Requests that a whole look leaves to the short ones after it.
_SHORT_LOOKS = 3


class Lookback:
    """Told of each good poll. Times are server times; `now` is monotonic, in seconds."""

    def __init__(self) -> None:
        #: The last whole look took more than one page, and began then.
        self._rush_from: datetime | None = None
        self._whole_due = 0.0
        self._pages = 1

    def is_whole(self, now: float, pacer: Pacer) -> bool:
        """Whether the next poll reads the whole overlap.

        In a rush only while enough is free: it may have grown to twice its length, and the short
        looks after it must not wait. Until then the wide look, once a minute, sees what came late.
        """
        if self._rush_from is None:
            return True
        return now >= self._whole_due and pacer.free >= 2 * self._pages + _SHORT_LOOKS

    def after(self, cursor: datetime, *, whole: bool) -> datetime:
        """From when on a poll asks for changes."""
        if not whole:
            return cursor - SHORT_OVERLAP
        return min(cursor, self._rush_from or cursor) - OVERLAP

    def read(self, began: datetime, pages: int, pacer: Pacer, now: float, *, whole: bool) -> None:
        """A poll that began at `began` is over and was complete."""
        if not whole:
            return
        self._rush_from = began if pages > 1 else None
        self._pages = pages
        share = max(1.0, pacer.budget * _SHARE)
        self._whole_due = now + max(OVERLAP.total_seconds(), pacer.window * pages / share)

    def reached(self, began: datetime, highest: datetime | None, pages: int) -> datetime | None:
        """Where the cursor goes after a poll; `highest` None means that it was not complete.

        After one page the cursor is the highest stamp that was read. After more it is moved on by
        the server's clock, or the rush would be read again until something newer comes.
        """
        if highest is None or pages == 1:
            return highest
        return max(highest, began - CLOCK_ERROR)

    def counted(self, pages: int, *, whole: bool) -> int:
        """The requests that the next poll will take: after a whole look in a rush, a short one."""
        return 1 if whole and self._rush_from is not None else pages
