"""How commands speak: results on stdout, everything else on stderr, one line at a time."""

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

#: Ends of line for some readers, though JSON leaves them as they are.
_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")
_ENDS_OF_WORDS = re.compile(r"\s+")
#: Marks that turn the direction of a terminal's line, and controls that steer it.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


def prepare() -> None:
    """Arabic names must not end a command: pipes get UTF-8, consoles a mark for what they lack."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a windowed program has none
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def plain(text: object) -> str:
    """Text of a server as one harmless line: no controls, no direction marks."""
    return _ENDS_OF_WORDS.sub(" ", _STEERING.sub(" ", str(text))).strip()


def as_json(row: Mapping[str, Any]) -> str:
    """One JSON object on one line, whatever the reader takes for an end of line."""
    text = json.dumps(row, ensure_ascii=False)
    return _LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str) -> None:
    """A line of the result."""
    print(text, flush=True)  # noqa: T201 - this is the command line


def say_rows(rows: Iterable[Mapping[str, Any]]) -> None:
    """JSON, one object per line."""
    for row in rows:
        print(as_json(row))  # noqa: T201 - this is the command line
    sys.stdout.flush()


def say_table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Columns for people; nothing at all without rows."""
    if not rows:
        return
    cells = [[_cell(value) for value in row] for row in rows]
    table = [list(titles), *cells]
    widths = [max(_width(row[n]) for row in table) for n in range(len(titles))]
    for row in table:
        padded = (
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        )
        print("  ".join(padded).rstrip())  # noqa: T201 - this is the command line
    sys.stdout.flush()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value)


def _width(text: str) -> int:
    """Columns on a terminal: marks above and below letters take none."""
    return sum(not unicodedata.combining(char) for char in text)


def warn(text: str) -> None:
    """A line on stderr; lost where there is none (a windowed program)."""
    _to(sys.stderr, plain(text))


def _to(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        print(text, file=stream, flush=True)
    except (OSError, ValueError):  # nobody is there to be told
        return


def leave_quietly() -> None:
    """After the reader of our output has gone: nothing may be written at exit any more."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
