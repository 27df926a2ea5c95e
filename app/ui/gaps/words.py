"""What is said about a time in which nothing could be sent (rules.md section 2). Pure."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from app.store.screens.types.queue import QueueRow
from app.store.screens.types.standing import GapQuestion, Standing
from app.ui.language import (
    amount,
    branch_name,
    directed,
    isolated,
    ltr,
    mark,
    minutes,
    one_line,
    spoken,
    tr,
)

#: By what is known of the cause; of a branch, what it was called.
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "cut_off": mark(
            "Cut off for {time}; %n ready order(s) were not sent. Are the customers still waiting?"
        ),
        "oto": mark(
            "OTO took no orders for {time}; %n ready order(s) were not sent. Are the customers still "
            "waiting?"
        ),
        "off": mark(
            "This PC or the program was off for {time}; %n ready order(s) were not sent. Are the "
            "customers still waiting?"
        ),
        "pause": mark(
            "Sending was paused for {time}; %n ready order(s) were not sent. Are the customers "
            "still waiting?"
        ),
        "stood_still": mark(
            "Sending stood still for {time}; %n ready order(s) were not sent. Are the customers "
            "still waiting?"
        ),
        "branch_pause": mark(
            "{branch} was paused for {time}; %n ready order(s) were not sent. Are the customers "
            "still waiting?"
        ),
        "branch_stood_still": mark(
            "{branch} stood still for {time}; %n ready order(s) were not sent. Are the customers "
            "still waiting?"
        ),
    }
)
DETAIL = mark("They go only if you choose them. Younger orders go by themselves.")
_CAUSES = {
    ("foodics",): "cut_off",
    ("oto",): "oto",
    ("foodics", "oto"): "cut_off",
    ("off",): "off",
    ("pause",): "pause",
}
#: So long a time is said in minutes, longer ones in hours.
_IN_MINUTES = 120


def first(standing: Standing) -> GapQuestion | None:
    """The question that is asked first."""
    return standing.gaps[0] if standing.gaps else None


def kind(asked: GapQuestion) -> str:
    """The key of its title."""
    if asked.branch:
        return "branch_pause" if asked.causes == ("pause",) else "branch_stood_still"
    return _CAUSES.get(asked.causes, "stood_still")


def fill(asked: GapQuestion) -> Mapping[str, str]:
    """What fills its title."""
    name = one_line(asked.branch_name, 80) or asked.branch
    return {"time": duration(asked), "branch": branch_name(name)}


def title(asked: GapQuestion) -> str:
    """The question in words."""
    return tr(TITLES[kind(asked)], n=len(asked.orders), **fill(asked))


def duration(asked: GapQuestion) -> str:
    """How long it lasted: "47 minutes", "9 hours"."""
    whole = max(1, round((asked.ended_at - asked.began_at).total_seconds() / 60))
    return minutes(whole) if whole < _IN_MINUTES else tr("%n hours", n=round(whole / 60))


def lines(row: QueueRow, now: datetime) -> str:
    """An order in the list, in two lines; its age in minutes, since they matter here."""
    name, customer = one_line(row.branch_name, 60), one_line(row.customer, 60)
    old = max(0, int((now - (row.ready_at or row.since)).total_seconds() / 60))
    age = tr("%n min", n=old) if old < _IN_MINUTES * 2 else tr("%n h", n=old // 60)
    first_line = (directed(ltr(spoken(row.number, row.check_number))), isolated(name))
    second_line = (age, isolated(amount(row.amount, row.currency)), isolated(customer))
    return "\n".join(" · ".join(filter(None, line)) for line in (first_line, second_line))
