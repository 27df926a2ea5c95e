"""Preferences: typed, declared once as data, kept in `settings.toml` of the data directory.

What the program learned (branches, pickups, currency, answers) is in the ledger, secrets are in the
keyring (design.md section 3). A wrong value in the file is never fatal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from app import policy, proxy_choice, settings_file, update_address
from app.core.errors import AppError
from app.policy import Policy
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
    proxy: Annotated[
        str, About("Proxy to both services: system = as this PC, none, or http://host:port")
    ] = "system"
    log_level: Annotated[
        Literal["debug", "info", "warning"], About("How much is written to the log")
    ] = "info"
    update_url: Annotated[
        str, About("Where the notice of a newer version is read each day (https); empty = never")
    ] = ""
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
    """Read the file and what IT set for this PC: the settings, and what could not be used.

    A missing file gives the defaults. A broken or unreadable file is left as it is and gives the
    defaults with one `settings_unreadable`; each wrong value its default and one
    `setting_ignored`; each key that is none of ours one `setting_not_known`: it is misspelt, or of
    an older or newer program, and stays in the file.
    """
    rules, troubles = _policy()
    try:
        document = settings_file.read(path)
    except AppError as error:
        document = {}
        troubles.append(error)
    values, warnings = _typed(rules.preset)
    for part in (document, rules.locked):
        more, found = _typed(part)
        values |= more
        warnings += found
    return Settings(**values), troubles + warnings


def set_value(path: Path, key: str, text: str) -> Settings:
    """Set one key from what a person typed and save; the settings as they are now.

    Everything else in the file is kept, unknown keys too. Raises AppError `unknown_setting`,
    `bad_setting`, `setting_locked`, `settings_unreadable` (a broken file is not overwritten) or
    `data_dir_unwritable`; then the file is as it was.
    """
    spec = SPECS.get(key)
    if spec is None:
        raise AppError("unknown_setting", key=_plain(key))
    rules, _ = _policy()
    if key in rules.locked:
        raise AppError("setting_locked", key=key, path=rules.path)
    try:
        value = _checked(spec, parse(spec, text))
    except ValueError as error:
        raise AppError("bad_setting", key=key, why=error, allowed=spec.allowed) from None
    document = settings_file.read(path)
    document[key] = value
    settings_file.save(path, document)
    return load(path)[0]


def locked() -> tuple[frozenset[str], Path]:
    """The keys that IT has locked on this PC, and by which file."""
    rules, _ = _policy()
    return frozenset(key for key in rules.locked if key in SPECS), rules.path


def rows(settings: Settings) -> list[dict[str, object]]:
    """Each setting as `key, value, default, meaning, allowed, locked`, ready for JSON (amounts as
    text). `locked` names the file that holds it, None for what may be changed."""
    keys, by = locked()
    return [
        {
            "key": key,
            "value": jsonable(getattr(settings, key)),
            "default": jsonable(spec.default),
            "meaning": spec.about.meaning,
            "allowed": spec.allowed,
            "locked": str(by) if key in keys else None,
        }
        for key, spec in SPECS.items()
    ]


def _typed(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[AppError]]:
    """The values that can be used, and what is wrong with the others."""
    values: dict[str, Any] = {}
    warnings = [
        AppError("setting_not_known", key=_plain(key)) for key in document if key not in SPECS
    ]
    for key, spec in SPECS.items():
        if key not in document:
            continue
        try:
            values[key] = _checked(spec, document[key])
        except ValueError as error:
            default = jsonable(spec.default)
            warnings.append(
                AppError(
                    "setting_ignored", key=key, why=error, allowed=spec.allowed, default=default
                )
            )
    return values, warnings


def _checked(spec: Spec, value: object) -> Value:
    found = check(spec, value)
    if spec.key == "proxy":
        proxy_choice.check(str(found))
    if spec.key == "update_url" and found:
        update_address.split(str(found))
    return found


def _policy() -> tuple[Policy, list[AppError]]:
    """What IT set; an empty policy, and why, when its file cannot be used."""
    try:
        return policy.read(), []
    except AppError as error:
        return Policy(policy.path()), [error]


def _plain(text: str) -> str:
    """A key as typed, safe and short enough to be said back."""
    return "".join(char for char in text[:60] if char.isprintable())
