"""One breaker for all of OTO: while it is down, one probe every 15 s (design.md section 3)."""

from collections.abc import Callable

from app.core.dispatch import Answer, Outcome
from app.core.errors import AppError

PROBE_EVERY = 15.0
ACCOUNT_PROBE_EVERY = 300.0


class Breaker:
    """Closed: all goes. Open: one call at a time, when its time has come.

    Open and `answers`: OTO answers look-ups, which go on; whether it takes orders one of them tries.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._next_probe: float | None = None
        #: OTO asked not to be called before this.
        self._asked: float = 0.0
        self.answers = False

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
        self.answers = False
        self._asked = max(self._asked, now + asked)
        next_probe = now + max(wait, asked, PROBE_EVERY)
        self._next_probe = max(self._next_probe or 0.0, next_probe)

    def hurry(self) -> None:
        """The next probe is due now, or as soon as the time is over that OTO named."""
        if self._next_probe is not None:
            self._next_probe = min(self._next_probe, max(self._asked, self._monotonic()))

    def looked_up(self) -> None:
        """While open a look-up was answered: one order may try whether it is taken, at once."""
        if self.is_open and not self.answers:
            self.answers = True
            self.hurry()

    def succeeded(self) -> bool:
        """Closes it; True if it was open."""
        was = self._next_probe is not None
        self._next_probe = None
        self.answers = False
        return was


def stopped(answer: Answer) -> AppError:
    """Why OTO takes no orders at all, by an answer that refuses sign-in or account."""
    if answer.outcome is Outcome.SIGN_IN:
        return AppError("oto_token_refused")
    if answer.http == 403 and answer.code == "HTTP 403":
        return AppError("oto_denied", what="createOrder")
    return AppError("oto_account", answer=answer.code)


def outage(answer: Answer) -> AppError:
    """What an answer that opens the breaker says of OTO, in words for people."""
    return answer.trouble or AppError("oto_silent", why=answer.code)
