"""What happened while nobody looked, in words. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.core.happenings import Happening, What
from app.ui.language import code, day_and_time, mark, one_line, tr

TITLES: Mapping[What, str] = {
    What.SLEPT: mark("This PC slept from {began} to {ended}"),
    What.STOOD_STILL: mark("OTO Companion stood still from {began} to {ended}"),
    What.CRASHED: mark("OTO Companion ended unexpectedly at {began} and was started again"),
    What.PC_OFF: mark("This PC went off at {began}; OTO Companion runs again since {ended}"),
}
DETAILS: Mapping[What, str] = {
    What.SLEPT: mark(
        "Nothing was sent meanwhile. What became Ready in that time was looked up at once."
    ),
    What.STOOD_STILL: mark(
        "The PC was awake but did not let it work. What became Ready in that time was looked up at "
        "once. If it happens often, tell IT."
    ),
    What.CRASHED: mark(
        "What was on its way to OTO was looked up there; nothing is sent twice. If it happens "
        "often, tell IT: the notes are in the log folder."
    ),
    What.PC_OFF: mark(
        "After a power cut, for example. What was on its way to OTO was looked up there; nothing "
        "is sent twice."
    ),
}
#: So many of the same kind are said with their number.
MORE = mark("%n more time(s) in the last days.")


def title(found: Happening, now: datetime) -> str:
    """What happened and when."""
    began, ended = day_and_time(found.began, now), day_and_time(found.ended, now)
    return tr(TITLES[found.what], began=began, ended=ended)


def detail(found: Happening, others: int) -> str:
    """What it means, and how often it happened besides."""
    told = tr(DETAILS[found.what])
    return f"{told} {tr(MORE, n=others)}" if others else told


#: Somebody else on this PC has it open for the same restaurant.
BESIDE = mark("{user} also has OTO Companion open on this PC, for the same restaurant")
BESIDE_MEANS = mark(
    "Both would send the same orders. OTO refuses each second one, but both ring and ask. Let one "
    "user run it: quit it here or there."
)


def beside(users: Sequence[str]) -> tuple[str, str]:
    """Who it is, and what that means."""
    names = ("، " if code() == "ar" else ", ").join(one_line(user, 60) for user in users)
    return tr(BESIDE, user=names), tr(BESIDE_MEANS)
