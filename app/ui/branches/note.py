"""The line under a branch: what keeps its orders, and the button that helps. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.store.screens.types.branches import BranchRow
from app.ui.language import ago, day_and_time, tr

#: Below this an age would be "now".
_OLD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Note:
    """`act` is resume, door, earlier or ""; `button` its text."""

    tone: str
    icon: str
    text: str
    act: str = ""
    button: str = ""


def note(row: BranchRow, now: datetime, *, v1: bool = False) -> Note | None:
    """The worst of a branch; None if nothing is to be said."""
    if row.active and row.stopped is not None:
        text = tr("Stopped by its set-up: OTO refused three of its orders in a row.")
        return Note("bad", "circle-alert", text, "resume", tr("Go on"))
    if row.active and row.needs_door:
        return _door(row, v1=v1)
    if row.active and is_paused(row, now):
        return Note("warn", "circle-pause", _pause(row, now), "resume", tr("Resume"))
    if row.ready_before > 0 and row.active:
        return Note("muted", "clock", earlier(row, now), "earlier", tr("Choose…"))
    return Note("muted", "clock", earlier(row, now)) if row.ready_before > 0 else None


def _door(row: BranchRow, *, v1: bool) -> Note:
    if lacks_city(row, v1=v1):
        return Note("warn", "map-pin", tr("No city for OTO"), "door", tr("Enter the city"))
    text, button = tr("No pickup location"), tr("Choose pickup location")
    return Note("warn", "map-pin", text, "door", button)


def _pause(row: BranchRow, now: datetime) -> str:
    if row.paused_until is None:
        return tr("Paused until you resume")
    return tr("Paused until {time}", time=day_and_time(row.paused_until, now))


def lacks_city(row: BranchRow, *, v1: bool) -> bool:
    """Whether the city is what is missing: OTO's first generation knows no pickup locations, and a
    pickup location may have none."""
    return v1 or row.pickup is not None


def is_paused(row: BranchRow, now: datetime) -> bool:
    """A pause whose end has come is over, also before the ledger says so."""
    return row.paused and (row.paused_until is None or row.paused_until > now)


def earlier(row: BranchRow, now: datetime) -> str:
    """What was Ready before the start line."""
    if row.oldest_ready_at is None or now - row.oldest_ready_at < _OLD:
        return tr("%n ready before; they stay unless you choose them", n=row.ready_before)
    return tr(
        "%n ready, oldest {age}; they stay unless you choose them",
        n=row.ready_before,
        age=ago(row.oldest_ready_at, now),
    )
