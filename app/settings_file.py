"""The file of the preferences: read as a whole, replaced as a whole."""

import contextlib
import os
import re
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import tomli_w

from app.core.errors import AppError


def read(path: Path) -> dict[str, Any]:
    """The file's table; {} if there is none. Raises AppError `settings_unreadable`."""
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not allow.
        # Decimal keeps amounts exact, also those of keys that only a newer program knows.
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except FileNotFoundError:
        return {}
    except OSError as error:
        why = error.strerror or type(error).__name__
    except UnicodeDecodeError:
        why = "it is not UTF-8 text"
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line \d+|at end of document", str(error))
        why = f"it is not valid TOML{' ' + place[0] if place else ''}"
    except (ValueError, InvalidOperation, RecursionError):
        why = "it is not valid TOML"
    raise AppError("settings_unreadable", path=path, why=why)


def save(path: Path, document: dict[str, Any]) -> None:
    """Replace the file as a whole, so that a crash leaves the old one or the new one."""
    name = ""
    try:
        with NamedTemporaryFile("wb", dir=path.parent, suffix=".tmp", delete=False) as file:
            name = file.name
            tomli_w.dump(document, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise AppError(
            "data_dir_unwritable", path=path.parent, why=error.strerror or type(error).__name__
        ) from None
