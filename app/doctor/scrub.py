"""What leaves this PC in a support bundle, without what tells who somebody is."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app import logs
from app.doctor.check import Check

#: What an order's history may say in a bundle, by the name it has there: numbers, and words of ours
#: and of the two services. Everything else is left out, such as OTO's own sentences.
_WORDS = frozenset(
    [
        *("action", "changes", "code", "failed", "found", "later", "note", "outcome", "reasons"),
        *("state", "status", "was", "wish"),
    ]
)
_NUMBERS = frozenset(["absent", "amount", "amount_due", "attempt", "http", "oto_id", "seconds"])
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_SHORTEST_NAME = 3
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def event_data(data: Mapping[str, Any]) -> dict[str, object]:
    """The data of one event without anything a person has written."""
    return {
        name: kept for name, value in data.items() if (kept := _kept(name, value)) not in (None, [])
    }


def _kept(name: str, value: object) -> object:
    if name in _WORDS and isinstance(value, list | tuple):
        return [word for each in value if (word := word_of(each)) is not None]
    if name in _WORDS and isinstance(value, str):
        return word_of(value)
    if name in _NUMBERS and not isinstance(value, bool):
        return number_of(value)
    return value if isinstance(value, bool) else None


def word_of(value: object) -> str | None:
    """A code or status as it is; None for anything that may be somebody's words."""
    return value if isinstance(value, str) and _WORD.fullmatch(value) else None


def number_of(value: object) -> object:
    """A number as it is, also one in a text; None for anything else."""
    return value if value is not None and _NUMBER.fullmatch(str(value)) else None


class Scrubber:
    """Takes folders of this user, names of the shop, secrets and phones out of a text."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        # Shorter ones tell nothing, and stand in every other word by chance.
        known = {name.strip() for name in names if len(name.strip()) >= _SHORTEST_NAME}
        longest_first = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
        self._names = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)") if known else None
        self._home = str(Path.home())

    def text(self, text: str) -> str:
        """The text as it may leave."""
        if len(self._home) > 1:
            text = text.replace(self._home, "~")
        if self._names is not None:
            text = self._names.sub("[shop]", text)
        return logs.redactor.clean(text)

    def check(self, check: Check) -> dict[str, object]:
        """A row of the doctor as it may leave."""
        row = check.row()
        return {
            name: self.text(value) if isinstance(value, str) else value
            for name, value in row.items()
        }
