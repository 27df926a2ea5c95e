"""How much a service may be called while it is in trouble, checked from its own records.

Times are seconds of the sandbox's clock. Whoever reads a bound needs no other: it is called with
the evening, when the fault began, when it was named, and when it ended.
"""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.sandbox.calls import Call
from tests.evenings.evening import Evening


@dataclass(frozen=True)
class Span:
    """From when to when the fault lasted, and when the program had named it."""

    began: float
    named: float
    ended: float


Bound = Callable[[Evening, Span], None]
#: Clocks and threads: what is later or earlier by less is the same moment.
NEAR = 0.6
#: So long a reply may take until it is read here, on a busy PC.
READ = 1.5
#: So long it may take until the sandbox has noticed that somebody hung up.
GONE = 0.1


def times(calls: list[Call]) -> list[float]:
    """When each of them began."""
    return [call.began.timestamp() for call in calls if call.began is not None]


def during(evening: Evening, service: str, span: Span) -> list[Call]:
    """The calls that began while the fault was there."""
    calls = evening.calls(service, span.began)
    return [call for call in calls if times([call])[0] < span.ended]


def calm(evening: Evening, span: Span) -> None:
    """Always: at most 4 calls at once at OTO, and never more than Foodics' limit in a minute."""
    at_oto = [
        (call.began.timestamp(), call.at.timestamp() - GONE)
        for call in evening.calls("oto")
        if call.began is not None
    ]
    most = max(sum(began <= at < over for began, over in at_oto) for at, _ in at_oto)
    assert most <= 4, f"{most} calls at OTO at once"
    began = times(evening.calls("foodics"))
    limit = evening.sandbox.foodics_switches.rate_limit
    for first, moment in enumerate(began):
        within = sum(moment <= other < moment + 60 for other in began[first:])
        assert within <= limit, f"{within} calls at Foodics within a minute"


def one_more(service: str) -> Bound:
    """After its first 401 at most one more call."""

    def check(evening: Evening, span: Span) -> None:
        calls = during(evening, service, span)
        refused = min(call.at.timestamp() for call in calls if call.status == 401)
        late = [moment for moment in times(calls) if moment > refused]
        assert len(late) <= 1, f"{len(late)} more calls after the first 401"

    return check


def at_most(service: str, most: int, endpoint: str = "*") -> Bound:
    """So many calls once the fault was named."""

    def check(evening: Evening, span: Span) -> None:
        calls = [
            call
            for call in during(evening, service, span)
            if times([call])[0] > span.named + NEAR and endpoint in ("*", call.endpoint)
        ]
        shown = [(call.endpoint, round(times([call])[0] - span.began, 1)) for call in calls]
        assert len(calls) <= most, f"{len(calls)} calls at {service}: {shown}"

    return check


def quiet(service: str, seconds: float) -> Bound:
    """None for so many seconds after each reply that asked for a pause."""

    def check(evening: Evening, span: Span) -> None:
        calls = during(evening, service, span)
        asked = [call.at.timestamp() for call in calls if call.status in (429, 503)]
        assert asked, "nothing ever asked for a pause"
        for moment in asked:
            # What began before the reply was read here was on its way already.
            known, over = moment + READ, moment + seconds - NEAR
            early = [at - moment for at in times(calls) if known < at < over]
            assert not early, f"{service} was called {early} s after it asked for {seconds} s"

    return check


def probes(service: str, every: float = 15.0, endpoint: str = "*") -> Bound:
    """Once it was named, one call in so many seconds: those that arrived, and those that the net
    let through so far that somebody saw them try."""

    def check(evening: Evening, span: Span) -> None:
        arrived = [
            call
            for call in during(evening, service, span)
            if endpoint in ("*", call.endpoint) and times([call])[0] > span.named + NEAR
        ]
        shown = [(call.endpoint, round(times([call])[0] - span.began, 1)) for call in arrived]
        began = times(arrived)
        offset = evening.now() - time.monotonic()
        began += [
            tried + offset
            for tried in evening.lines[service].tried
            if span.named + NEAR < tried + offset < span.ended
        ]
        began.sort()
        gaps = [two - one for one, two in itertools.pairwise(began)]
        assert all(gap >= every - NEAR for gap in gaps), f"gaps {gaps} between calls: {shown}"

    return check
