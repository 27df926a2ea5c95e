"""What the ledger tells after each commit. Windows and consoles listen; nothing polls the database."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one order, as written in its history.

    `at` is Foodics' time (aware UTC). `kind` is one of seen, state, edited, attempt, answer, lookup,
    person, oto, flag, fault, erased; or, with nothing for its history: shown, something that screens
    show of it is different, and read, it was read by id and may go. `state` is the dispatch state
    afterwards, None for a fault.
    """

    at: datetime
    kind: str
    order_key: int
    reference: int
    state: str | None
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that concerns the whole program: connections, pause, set-up (`what` names it)."""

    at: datetime
    what: str
    data: dict[str, object] = field(default_factory=dict)
