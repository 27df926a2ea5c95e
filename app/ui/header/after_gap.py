"""What the sentence on top asks after an outage or a pause: one rule for each kind of cause."""

from collections.abc import Mapping

from app.ui.gaps import words
from app.ui.header.facts import Facts, Rule


def _rule(kind: str, title: str) -> Rule:
    def holds(f: Facts) -> bool:
        asked = words.first(f.standing)
        return asked is not None and words.kind(asked) == kind

    def fill(f: Facts) -> Mapping[str, str]:
        asked = words.first(f.standing)
        return words.fill(asked) if asked is not None else {}

    def count(f: Facts) -> int | None:
        asked = words.first(f.standing)
        return len(asked.orders) if asked is not None else None

    icon = "message-circle-question"
    return Rule(holds, "warn", icon, title, words.DETAIL, "gap", fill=fill, count=count)


#: At most one of them holds.
AFTER_GAP = tuple(_rule(kind, title) for kind, title in words.TITLES.items())
