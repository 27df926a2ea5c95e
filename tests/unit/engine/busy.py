"""What a dispatcher that does not run is given: calls in flight, claims ahead, a call that ended."""

from typing import Any

from app.engine.dispatcher import Dispatcher
from app.store.looked import LookedUp

ENDED = LookedUp(1, failed="x")


def in_flight(dispatcher: Dispatcher, calls: int, ahead: int = 0) -> None:
    """It has so many calls under way and holds so many claims."""
    busy: Any = dict.fromkeys(range(calls))
    claimed: Any = range(ahead)
    dispatcher._tasks = busy
    dispatcher._ahead.extend(claimed)
