"""The branches, and the places at which couriers collect."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch with its switch.

    `ready_before` orders were Ready before its start line (inactive: before now) and do not go by
    themselves; `oldest_ready_at` is the oldest of them. `needs_door`: active or not, no pickup
    location is tied to it (v1: no city). `hold_seconds` None = as all branches.
    """

    key: int
    reference: str
    name: str
    name_localized: str | None
    active: bool
    pickup: str | None
    pickup_name: str | None
    city: str | None
    starts_at: datetime | None
    waiting: int
    sent_today: int
    needs_door: bool
    paused: bool
    paused_until: datetime | None
    #: Code of what stopped it, after three refusals in a row.
    stopped: str | None
    ready_before: int
    oldest_ready_at: datetime | None
    hold_seconds: int | None = None
    only_tag: str = ""
    never_tag: str = ""
    ask_each: bool = False


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A pickup location that could be tied to a branch; `distance_m` None if not known.

    `why` is how it was proposed (core.places.Proposal.why), "" for the rest; proposals come first.
    """

    code: str
    name: str
    city: str
    distance_m: int | None
    sure: bool
    why: str
