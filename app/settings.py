"""Preferences: typed, declared once as data, kept in `settings.toml` of the data directory.

What the program learned (branches, pickups, currency, answers) is in the ledger, secrets are in the
keyring (design.md section 3). A wrong value in the file is never fatal.
"""

import contextlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import tomli_w

from app.core.errors import AppError
from app.setting_types import About, Spec, Value, check, jsonable, parse

_PATIENCE = ("min", 0, 1440)


@dataclass(frozen=True)
class Settings:
    """All preferences. Times are whole minutes, seconds or days as each says."""

    too_old_minutes: Annotated[
        int, About("An order Ready for longer waits for a person's yes", "min", 1, 1440)
    ] = 60
    scheduled: Annotated[
        Literal["at_ready", "wait"],
        About("When a scheduled order goes: as soon as it is Ready, or not before its time"),
    ] = "at_ready"
    lead_minutes: Annotated[
        int, About("With scheduled = wait: how long before its time an order goes", "min", 0, 1440)
    ] = 45
    driver_minutes: Annotated[
        int, About("An order at OTO without a driver for longer needs you", "min", 1, 1440)
    ] = 10
    hold_seconds: Annotated[
        int, About("How long a Ready order is kept back before it is sent", "s", 0, 3600)
    ] = 0
    language: Annotated[
        Literal["system", "en", "ar"], About("Language of the window; system = as this PC")
    ] = "system"
    theme: Annotated[
        Literal["system", "light", "dark"], About("Colours of the window; system = as this PC")
    ] = "system"
    digits: Annotated[
        Literal["latin", "arabic"], About("Digits in the Arabic window: 123 or ١٢٣")
    ] = "latin"
    retention_days: Annotated[
        int, About("How long finished orders and customers are kept", "days", 1, 3650)
    ] = 30
    patience_not_accepted_minutes: Annotated[
        int, About("An order not accepted by the cashier for longer needs you", *_PATIENCE)
    ] = 5
    patience_not_ready_closed_minutes: Annotated[
        int, About("A closed order never marked Ready for longer needs you", *_PATIENCE)
    ] = 10
    patience_kitchen_minutes: Annotated[
        int, About("An order in the kitchen, not Ready, for longer needs you", *_PATIENCE)
    ] = 40
    patience_unknown_minutes: Annotated[
        int, About("A sending with unknown outcome for longer needs you", *_PATIENCE)
    ] = 3
    kitchen_done_is_ready: Annotated[
        bool, About("Take the kitchen's Done for Ready, even if Ready was not pressed")
    ] = False
    required_tag: Annotated[
        str, About("Send only orders that carry this Foodics tag; empty = all")
    ] = ""
    write_back: Annotated[bool, About("Write to the Foodics order what became of its delivery")] = (
        False
    )
    credit_warning: Annotated[
        Decimal,
        About("Warn when the OTO wallet falls below this amount; 0 = never", "", 0, 1_000_000),
    ] = Decimal(50)
    foodics_client_id: Annotated[
        str, About("App id given by Foodics, to approve in the browser; empty = paste a token")
    ] = ""
    foodics_redirect_uri: Annotated[
        str, About("Where the browser returns after approving: the address registered for the app")
    ] = "http://127.0.0.1:47813/foodics"
    start_at_sign_in: Annotated[
        bool, About("Start with the window when this user signs in to this PC")
    ] = False
    keep_awake: Annotated[
        bool, About("Keep this PC from falling asleep while a branch is active; its screen may")
    ] = True
    notes_language: Annotated[
        Literal["ar", "en"],
        About("Language of what OTO and the courier read: notes, unnamed customer"),
    ] = "ar"


def _specs() -> dict[str, Spec]:
    hints = get_type_hints(Settings, include_extras=True)
    found = {}
    for field in fields(Settings):
        kind, about = get_args(hints[field.name])
        choices = get_args(kind) if get_origin(kind) is Literal else ()
        python_type = str if choices else kind
        default: Value = getattr(Settings, field.name)
        found[field.name] = Spec(field.name, python_type, choices, default, about)
    return found


SPECS: Mapping[str, Spec] = _specs()


def load(path: Path) -> tuple[Settings, list[AppError]]:
    """Read the file: the settings, and what in it could not be used.

    A missing file gives the defaults. A broken or unreadable file is left as it is and gives the
    defaults with one `settings_unreadable`; each wrong value its default and one
    `setting_ignored`. Unknown keys are not looked at: a newer program may have put them there.
    """
    try:
        return _typed(_read(path))
    except AppError as error:
        return Settings(), [error]


def set_value(path: Path, key: str, text: str) -> Settings:
    """Set one key from what a person typed and save; the settings as they are now.

    Everything else in the file is kept, unknown keys too. Raises AppError `unknown_setting`,
    `bad_setting`, `settings_unreadable` (a broken file is not overwritten) or
    `data_dir_unwritable`; then the file is as it was.
    """
    spec = SPECS.get(key)
    if spec is None:
        raise AppError("unknown_setting", key=_plain(key))
    try:
        value = check(spec, parse(spec, text))
    except ValueError as error:
        raise AppError("bad_setting", key=key, why=error, allowed=spec.allowed) from None
    document = _read(path)
    document[key] = value
    _save(path, document)
    return _typed(document)[0]


def rows(settings: Settings) -> list[dict[str, object]]:
    """Each setting as `key, value, default, meaning, allowed`, ready for JSON (amounts as text)."""
    return [
        {
            "key": key,
            "value": jsonable(getattr(settings, key)),
            "default": jsonable(spec.default),
            "meaning": spec.about.meaning,
            "allowed": spec.allowed,
        }
        for key, spec in SPECS.items()
    ]


def _read(path: Path) -> dict[str, Any]:
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


def _typed(document: Mapping[str, Any]) -> tuple[Settings, list[AppError]]:
    values: dict[str, Any] = {}
    warnings = []
    for key, spec in SPECS.items():
        if key not in document:
            continue
        try:
            values[key] = check(spec, document[key])
        except ValueError as error:
            warnings.append(
                AppError(
                    "setting_ignored",
                    key=key,
                    why=error,
                    allowed=spec.allowed,
                    default=jsonable(spec.default),
                )
            )
    return Settings(**values), warnings


def _save(path: Path, document: dict[str, Any]) -> None:
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


def _plain(text: str) -> str:
    """A key as typed, safe and short enough to be said back."""
    return "".join(char for char in text[:60] if char.isprintable())
