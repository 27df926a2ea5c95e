"""Short words of the queue: groups, states and stages, each with its icon.

Why an order does not go is said by `ui.texts.short`; here both are put into one row.
"""

from app.store.screens.types.queue import Group, QueueRow, Why
from app.ui import texts
from app.ui.language import mark, plain, tr

#: The chips above the queue, in their order.
GROUPS = {
    Group.NEEDS_YOU: mark("Needs you"),
    Group.WAITING: mark("Waiting"),
    Group.SENDING: mark("Sending"),
    Group.AT_OTO: mark("At OTO"),
    Group.DONE: mark("Finished"),
    Group.NOT_SENT: mark("Not sent"),
}
ALL = mark("All")

#: State of a dispatch while nobody is needed.
STATES = {
    "waiting": mark("Waiting"),
    "queued": mark("Queued"),
    "sending": mark("Sending"),
    "unknown": mark("Asking OTO"),
    "retrying": mark("Trying again"),
    "refused": mark("Refused by OTO"),
    "held": mark("Held"),
    "sent": mark("At OTO"),
    "skipped": mark("Skipped"),
    "cancelled": mark("Cancelled"),
}
#: The same with a short reason behind it.
_STATES_WHY = {
    "waiting": mark("Waiting: {why}"),
    "refused": mark("Refused by OTO: {why}"),
    "held": mark("Held: {why}"),
    "skipped": mark("Skipped: {why}"),
    "cancelled": mark("Cancelled: {why}"),
}
STAGES = {
    "needs_you": mark("There is a problem at OTO"),
    "finding_driver": mark("Finding a driver"),
    "driver_coming": mark("Driver is coming"),
    "on_the_way": mark("On the way"),
    "delivered": mark("Delivered"),
    "returned": mark("Returned"),
    "cancelled": mark("Cancelled at OTO"),
    "lost": mark("Lost or damaged"),
}

#: Lucide icon and tone by state, for rows that need nobody.
_STATE_LOOKS = {
    "waiting": ("clock", "muted"),
    "queued": ("hourglass", "accent"),
    "sending": ("send", "accent"),
    "unknown": ("circle-question-mark", "warn"),
    "retrying": ("rotate-ccw", "warn"),
    "refused": ("circle-alert", "bad"),
    "held": ("hand", "warn"),
    "sent": ("package-check", "good"),
    "skipped": ("skip-forward", "muted"),
    "cancelled": ("circle-x", "muted"),
}
_STAGE_LOOKS = {
    "finding_driver": ("search", "good"),
    "driver_coming": ("bike", "good"),
    "on_the_way": ("route", "good"),
    "delivered": ("circle-check", "good"),
    "returned": ("undo-2", "muted"),
    "cancelled": ("circle-x", "muted"),
    "lost": ("triangle-alert", "warn"),
}
_NEEDS_LOOK = ("triangle-alert", "bad")


def why(row: QueueRow, group: Group) -> str:
    """The short reason behind the state; empty if it speaks for itself."""
    if group is Group.NEEDS_YOU:
        # What OTO refused, or what it is held for, says more than the need itself.
        exact = row.state in ("refused", "held") and row.why is not None
        return (exact and _reason(row.why)) or texts.short(row.need or "") or _reason(row.why)
    if row.state == "sent":
        return tr(STAGES[row.stage]) if row.stage in STAGES else ""
    if row.state not in _STATES_WHY:
        return ""
    reason = _reason(row.why)
    # "Skipped: Skipped" says no more than "Skipped".
    return "" if reason == tr(STATES[row.state]) else reason


def _reason(found: Why | None) -> str:
    if found is None:
        return ""
    said = texts.short(found.code)
    return (
        said
        or texts.refusal_of(found.code, found.params.get("field"), found.params.get("outcome"))[0]
    )


def words(row: QueueRow, group: Group) -> tuple[str, str]:
    """The state in one or two words, and the reason in a few; either painted in a line of its own."""
    reason = why(row, group)
    if group is Group.NEEDS_YOU:
        return tr(GROUPS[group]), reason
    if group is Group.DONE and reason:
        return reason, ""
    return tr(STATES[row.state]) if row.state in STATES else tr(GROUPS[group]), reason


def state_text(row: QueueRow, group: Group) -> str:
    """State and reason as one plain line: "Needs you: No phone number"."""
    state, reason = words(row, group)
    if not reason:
        return plain(state)
    if group is Group.NEEDS_YOU:
        return plain(tr("Needs you: {why}", why=reason))
    if row.state == "sent":
        return plain(tr("At OTO: {stage}", stage=reason))
    return plain(tr(_STATES_WHY[row.state], why=reason))


def look(row: QueueRow, group: Group) -> tuple[str, str]:
    """Icon and tone of the state."""
    if group is Group.NEEDS_YOU:
        return _NEEDS_LOOK
    if row.state == "sent" and row.stage in _STAGE_LOOKS:
        return _STAGE_LOOKS[row.stage]
    return _STATE_LOOKS.get(row.state, ("circle", "muted"))
