"""What happened to this PC or to the program while nobody looked. Pure: no ledger, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

#: Nobody asks about it any more after this.
KEPT = timedelta(days=7)
#: Of a PC that falls asleep every few minutes the last ones say enough.
MOST = 20
#: Seconds of silence that are more than a slow PC.
SILENT = 10.0
#: What was shorter made nothing late.
SHORTEST = timedelta(minutes=1)


class What(StrEnum):
    """What happened."""

    SLEPT = "slept"
    #: The PC was awake, and the program did not run: stopped by somebody, or the PC was overloaded.
    STOOD_STILL = "stood_still"
    #: The program ended unexpectedly, and was started again.
    CRASHED = "crashed"
    #: The PC went off while the program ran, and was switched on again.
    PC_OFF = "pc_off"


@dataclass(frozen=True, slots=True)
class Happening:
    """From when to when (Foodics' clock), and whether a person was told."""

    what: What
    began: datetime
    ended: datetime
    told: bool = False


def of_silence(wall: float, monotonic: float, slept: float | None) -> What | None:
    """What it was when nothing was heard of the program for so many seconds by either clock, of which
    the PC slept for `slept` (None: its system does not say). None: only a clock was set."""
    if slept is None:
        return What.SLEPT if wall >= SILENT or monotonic >= SILENT else None
    if slept >= SILENT:
        return What.SLEPT
    return What.STOOD_STILL if monotonic >= SILENT else None


def add(known: Sequence[Happening], new: Happening, now: datetime) -> tuple[Happening, ...]:
    """With one more; a short sleep is not worth a word, and is left out."""
    kept = [each for each in known if each.ended > now - KEPT]
    if new.what in (What.SLEPT, What.STOOD_STILL) and new.ended - new.began < SHORTEST:
        return tuple(kept)
    return tuple([*kept, new][-MOST:])


def untold(known: Sequence[Happening]) -> tuple[Happening, ...]:
    """Those a person has not been told of, the newest first."""
    return tuple(sorted((each for each in known if not each.told), key=_ended, reverse=True))


def tell(known: Sequence[Happening], until: datetime) -> tuple[Happening, ...]:
    """A person was told of all that had ended by then."""
    return tuple(replace(each, told=True) if each.ended <= until else each for each in known)


def _ended(happening: Happening) -> datetime:
    return happening.ended
