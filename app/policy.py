"""What IT sets for all users of a PC: values to begin with, and values that nobody may change.

A TOML file of the machine, which only an administrator can write (docs/IT.md):

    [set]                   # until somebody chooses something else
    retention_days = 14
    [lock]                  # holds, whatever was chosen
    proxy = "http://proxy.example:3128"

It keeps people from changing a setting by mistake. It is no protection against them: the program
runs with their rights.
"""

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.core.errors import AppError

#: Names another file, for tests and for trying one out.
VARIABLE = "OTO_COMPANION_POLICY"
#: A file this long is none of ours, bytes.
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Policy:
    """`preset` and `locked` as the file has them, not checked; `path` is where it lies."""

    path: Path
    preset: Mapping[str, Any] = field(default_factory=dict)
    locked: Mapping[str, Any] = field(default_factory=dict)


def path() -> Path:
    """Where the file is looked for on this system."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(
            os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "OTO Companion", "policy.toml"
        )
    if sys.platform == "darwin":
        return Path("/Library/Application Support/OTO Companion/policy.toml")
    return Path("/etc/oto-companion/policy.toml")


def read() -> Policy:
    """The policy of this PC; an empty one where there is no file.

    AppError `policy_unreadable` for one that cannot be read or is not of this form.
    """
    place = path()
    try:
        with place.open("rb") as file:
            content = file.read(_LONGEST + 1)
        return _parsed(place, content)
    except (FileNotFoundError, NotADirectoryError):
        return Policy(place)
    except OSError as error:
        why = error.strerror or type(error).__name__
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        why = "it is not valid TOML"
    except ValueError as error:
        why = str(error)
    raise AppError("policy_unreadable", path=place, why=why)


def _parsed(place: Path, content: bytes) -> Policy:
    if len(content) > _LONGEST:
        raise ValueError("it is too long")
    document = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    return Policy(place, _table(document, "set"), _table(document, "lock"))


def _table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = document.get(name, {})
    if not isinstance(found, dict):
        raise ValueError(f"[{name}] is not a table")  # noqa: TRY004 - said as what is wrong with it
    return found
