"""One breaker for all of OTO: while it is down, one probe every 15 s (design.md section 3)."""

from collections.abc import Callable

from app.core.dispatch import Answer
from app.core.errors import AppError

PROBE_EVERY = 15.0
ACCOUNT_PROBE_EVERY = 300.0


class Breaker:
    """Closed: all goes. Open: one call at a time, when its time has come."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._next_probe: float | None = None
        #: OTO asked not to be called before this.
        self._asked: float = 0.0

    @property
    def is_open(self) -> bool:
        """True from a failure until the first success."""
        return self._next_probe is not None

    @property
    def may_probe(self) -> bool:
        """True when the next probe is due."""
        return self._next_probe is not None and self._monotonic() >= self._next_probe

    @property
    def seconds_to_probe(self) -> float | None:
        """Seconds to the next probe; None while closed."""
        if self._next_probe is None:
            return None
        return max(0.0, self._next_probe - self._monotonic())

    def failed(self, wait: float = PROBE_EVERY, *, asked: float = 0.0) -> None:
        """Opens it, or puts the next probe off. `wait` is seconds, `asked` those that OTO named."""
        now = self._monotonic()
        self._asked = max(self._asked, now + asked)
        next_probe = now + max(wait, asked, PROBE_EVERY)
        self._next_probe = max(self._next_probe or 0.0, next_probe)

    def hurry(self) -> None:
        """The next probe is due now, or as soon as the time is over that OTO named."""
        if self._next_probe is not None:
            self._next_probe = min(self._next_probe, max(self._asked, self._monotonic()))

    def succeeded(self) -> bool:
        """Closes it; True if it was open."""
        was = self._next_probe is not None
        self._next_probe = None
        return was


def outage(answer: Answer) -> AppError:
    """What an answer that opens the breaker says of OTO, in words for people."""
    if answer.http == 429:
        return AppError("oto_limit", seconds=int(answer.retry_after or 0))
    if answer.http is not None:
        return AppError("oto_down", status=answer.http)
    return AppError("oto_silent", why=answer.code)
