"""The preferences in words: what each is called, what it means, its choices and units.

`app.settings.SPECS` says which there are; a test holds that each has words here.
"""

from collections.abc import Mapping
from decimal import Decimal

from app.setting_types import Spec, Value
from app.ui.language import digits, ltr, mark, number, tr

#: key -> (name, meaning)
LABELS: Mapping[str, tuple[str, str]] = {
    "too_old_minutes": (
        mark("Too old after"),
        mark("An order that has been Ready for longer waits for your decision."),
    ),
    "scheduled": (
        mark("Scheduled orders"),
        mark("When a scheduled order goes: as soon as it is Ready, or not before its time."),
    ),
    "lead_minutes": (
        mark("Lead time of scheduled orders"),
        mark("How long before its time an order goes. Counts only if scheduled orders wait."),
    ),
    "hold_seconds": (
        mark("Keep back"),
        mark("How long a Ready order is kept back before it is sent."),
    ),
    "required_tag": (
        mark("Only with this tag"),
        mark("Only orders that carry this Foodics tag are sent. Empty: all orders."),
    ),
    "kitchen_done_is_ready": (
        mark("The kitchen's Done counts as Ready"),
        mark("An order goes when the kitchen is done, even if Ready was not pressed."),
    ),
    "notes_language": (
        mark("Language for OTO and the courier"),
        mark("Notes, and the name of a customer who has none, are written in it."),
    ),
    "patience_not_accepted_minutes": (
        mark("Not accepted by the cashier"),
        mark("An order that is not accepted for this long needs you. 0: at once."),
    ),
    "patience_not_ready_closed_minutes": (
        mark("Closed but never Ready"),
        mark("A closed order that is not Ready for this long needs you. 0: at once."),
    ),
    "patience_kitchen_minutes": (
        mark("In the kitchen"),
        mark("An order in the kitchen that is not Ready for this long needs you. 0: at once."),
    ),
    "patience_unknown_minutes": (
        mark("Sent, without an answer"),
        mark("A sending whose outcome is not known for this long needs you. 0: at once."),
    ),
    "driver_minutes": (
        mark("At OTO without a driver"),
        mark("An order without a driver for this long needs you."),
    ),
    "credit_warning": (
        mark("Low credit at OTO"),
        mark("You are warned when the wallet at OTO falls below this amount. 0: never."),
    ),
    "language": (mark("Language"), mark("The language of this window.")),
    "theme": (mark("Colours"), mark("Light or dark.")),
    "digits": (mark("Digits"), mark("How numbers are written in the Arabic window.")),
    "retention_days": (
        mark("Keep finished orders"),
        mark("Finished orders and their customers are deleted from this PC after this time."),
    ),
    "start_at_sign_in": (
        mark("Start at sign-in"),
        mark("OTO Companion opens when you sign in to this PC, and again if it crashes."),
    ),
    "keep_awake": (
        mark("Keep this PC awake"),
        mark("While a branch is active this PC does not fall asleep by itself; its screen may."),
    ),
    "proxy": (
        mark("Proxy"),
        mark(
            "The way to Foodics and OTO: system (as this PC), none, or an address such as "
            "http://proxy.example:3128."
        ),
    ),
    "log_level": (
        mark("Log"),
        mark("How much is written to the log. More helps support to find a fault."),
    ),
    "update_url": (
        mark("Notice of newer versions"),
        mark(
            "Where it is looked once a day whether there is a newer version. Nothing is downloaded "
            "or installed. Empty: never."
        ),
    ),
    "foodics_client_id": (
        mark("Foodics app id"),
        mark("Given by Foodics to approve in the browser. Empty: paste an access token."),
    ),
    "foodics_redirect_uri": (
        mark("Redirect address of the app"),
        mark("The address that Foodics registered for the app id: the browser returns to it."),
    ),
}

_SYSTEM = mark("As this PC")
CHOICES: Mapping[str, Mapping[str, str]] = {
    "scheduled": {
        "at_ready": mark("As soon as they are Ready"),
        "wait": mark("Not before their time"),
    },
    "language": {"system": _SYSTEM, "en": "English", "ar": "العربية"},
    "theme": {"system": _SYSTEM, "light": mark("Light"), "dark": mark("Dark")},
    "digits": {"latin": "123", "arabic": "١٢٣"},
    "log_level": {"debug": mark("Everything"), "info": mark("Usual"), "warning": mark("Little")},
    "notes_language": {"ar": "العربية", "en": "English"},
}

#: Units as they stand behind a number field.
UNITS: Mapping[str, str] = {
    "min": mark("minutes"),
    "s": mark("seconds"),
    "days": mark("days"),
}


def name(spec: Spec) -> str:
    """What the preference is called."""
    return tr(LABELS[spec.key][0]) if spec.key in LABELS else spec.key


def meaning(spec: Spec) -> str:
    """What it means, in a sentence."""
    return tr(LABELS[spec.key][1]) if spec.key in LABELS else spec.about.meaning


def choice(spec: Spec, value: str) -> str:
    """One of its choices."""
    words = CHOICES.get(spec.key, {}).get(value)
    return value if words is None else tr(words)


def unit(spec: Spec) -> str:
    """The unit of its number."""
    return tr(UNITS[spec.about.unit]) if spec.about.unit in UNITS else spec.about.unit


def default(spec: Spec) -> str:
    """Its default, in a sentence."""
    return tr("Default: {value}", value=_shown(spec, spec.default))


def _shown(spec: Spec, value: Value) -> str:
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, int):
        return _counted(spec.about.unit, value)
    if isinstance(value, Decimal):
        return ltr(digits(str(value)))
    return choice(spec, value) if value else tr("empty")


def _counted(unit_: str, count: int) -> str:
    if unit_ == "min":
        return tr("%n minute(s)", n=count)
    if unit_ == "s":
        return tr("%n second(s)", n=count)
    if unit_ == "days":
        return tr("%n day(s)", n=count)
    return number(count)
