"""The queue: where an order stands, and why it is not sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Group(StrEnum):
    """The part of the queue in which an order is shown."""

    NEEDS_YOU = "needs_you"
    WAITING = "waiting"
    SENDING = "sending"
    AT_OTO = "at_oto"
    DONE = "done"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason or flag by its code, with what fills its sentence."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One order in the queue.

    `group` is the group while nobody is needed; from `need_at` on (if `need` is set) the row belongs
    to NEEDS_YOU: time alone can do that, so the window compares with its clock.
    """

    key: int
    reference: int
    number: int
    check_number: int
    branch: str
    branch_name: str
    customer: str
    amount: str
    amount_due: str
    currency: str | None
    state: str
    group: Group
    #: The first reason that fails, or what OTO refused; None once nothing is in its way.
    why: Why | None
    #: What a person is needed for, and from when; see `core.patience`.
    need: str | None
    need_at: datetime | None
    #: From when its time column counts: Ready, else first seen; for a finished one when it ended.
    since: datetime
    first_seen_at: datetime
    ready_at: datetime | None
    accepted_at: datetime | None
    oto_order_id: str
    oto_id: str | None
    oto_status: str | None
    stage: str | None
    #: Folded for searching, as the ledger's own column (core.contact.search_fold).
    search: str

    def group_at(self, now: datetime) -> Group:
        """Where the row belongs now."""
        needed = self.need is not None and self.need_at is not None and self.need_at <= now
        return Group.NEEDS_YOU if needed else self.group
