"""The notice of a newer version: what it says, and whether it may be believed. Pure.

Its author signs it; whoever carries it can only keep it back, cut it, or bring an old one again.
So it has a number that only grows, and an end.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: What is signed begins with this: a signature for something else is none for a notice.
PREFIX = b"oto-companion notice 1\n"
#: Whoever signs may have a clock that is a little ahead.
_AHEAD = timedelta(days=1)
_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}")
_URL = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[!-~]*)?")
_LONGEST_TEXT, _LONGEST_URL = 500, 300


@dataclass(frozen=True, slots=True)
class Notice:
    """`texts` say what is new, by language (`en` always); `url` is where a person gets it."""

    serial: int
    version: str
    issued: datetime
    expires: datetime
    url: str
    texts: Mapping[str, str]


def read(content: bytes) -> Notice:
    """The signed bytes as a notice. ValueError if they are none."""
    try:
        told = json.loads(content)
        notice = Notice(
            _whole(told["serial"]),
            _matching(told["version"]),
            _moment(told["issued"]),
            _moment(told["expires"]),
            _address(told["url"]),
            {name: _words(told["texts"][name]) for name in ("en", "ar") if name in told["texts"]},
        )
    except (KeyError, TypeError, AttributeError, RecursionError, UnicodeDecodeError):
        raise ValueError("a field is missing or of another kind") from None
    if "en" not in notice.texts:
        raise ValueError("it says nothing in English")
    return notice


def refusal(
    notice: Notice, digest: str, known_serial: int, known_digest: str, now: datetime
) -> str:
    """Why this notice is not to be believed: "expired", "ahead", "rolled_back" (an older one than
    was seen) or "replayed" (another one under a number that was used); "" if it is.

    `digest` stands for all it says; the same one may come every day.
    """
    if notice.serial < known_serial:
        return "rolled_back"
    if notice.serial == known_serial and digest != known_digest:
        return "replayed"
    if now >= notice.expires:
        return "expired"
    return "ahead" if notice.issued > now + _AHEAD else ""


def is_newer(version: str, ours: str) -> bool:
    """Whether `version` comes after ours; "0.10" comes after "0.9"."""
    return bool(version) and _numbers(version) > _numbers(ours)


def _numbers(version: str) -> tuple[int, ...]:
    found = [int(part) for part in re.findall(r"\d+", version)]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


def _whole(value: object) -> int:
    if type(value) is not int or not 0 < value < 2**53:
        raise ValueError("its number is none")
    return value


def _matching(value: str) -> str:
    if not _VERSION.fullmatch(value):
        raise ValueError("its version is none")
    return value


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("a time has no zone")
    return found.astimezone(UTC)


def _address(value: str) -> str:
    if len(value) > _LONGEST_URL or not _URL.fullmatch(value):
        raise ValueError("its address is none")
    return value


def _words(value: str) -> str:
    if not 0 < len(value) <= _LONGEST_TEXT or not value.replace("\n", "").isprintable():
        raise ValueError("its text is too long or cannot be shown")
    return value
