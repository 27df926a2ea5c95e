"""What a setting can be: whole number, amount, yes or no, choice, text; parsed and checked.

The settings themselves are declared in `settings.py`.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_MAX_TEXT = 200
_YES = {"true", "yes", "on", "1"}
_NO = {"false", "no", "off", "0"}

Value = bool | int | Decimal | str


@dataclass(frozen=True)
class About:
    """What a setting means, in one line; its unit and bounds where it is a number."""

    meaning: str
    unit: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Spec:
    """One declared setting, read off `Settings`."""

    key: str
    type: type
    choices: tuple[str, ...]
    default: Value
    about: About

    @property
    def allowed(self) -> str:
        """The values that may be set, in words."""
        if self.choices:
            return " or ".join(self.choices)
        if self.type is bool:
            return "true or false"
        if self.type is str:
            return f"text of at most {_MAX_TEXT} characters"
        whole = "whole number" if self.type is int else "number"
        return f"{whole} from {self.about.low} to {self.about.high} {self.about.unit}".rstrip()


def parse(spec: Spec, text: str) -> Value:
    """What a person typed, as the setting's type. Raises ValueError saying why not."""
    text = text.strip()
    if spec.type is bool:
        if text.lower() in _YES | _NO:
            return text.lower() in _YES
        raise ValueError("it is neither true nor false")
    if spec.type is int:
        if re.fullmatch(r"[+-]?\d{1,18}", text):
            return int(text)
        raise ValueError("it is not a whole number")
    if spec.type is Decimal:
        try:
            return Decimal(text)
        except InvalidOperation:
            raise ValueError("it is not a number") from None
    return text.lower() if spec.choices else text


def check(spec: Spec, value: object) -> Value:
    """`value` if the setting may have it. Raises ValueError saying why not."""
    if spec.type is Decimal and type(value) is int:
        value = Decimal(value)
    # type(), not isinstance: to Python, True is a whole number
    if type(value) is not spec.type:
        raise ValueError("it is not of the right kind")
    if isinstance(value, str):
        return _check_text(spec, value)
    if isinstance(value, bool):
        return value
    assert isinstance(value, int | Decimal)  # the only kinds left
    return _check_bounds(spec.about, value)


def _check_text(spec: Spec, value: str) -> str:
    if spec.choices:
        if value not in spec.choices:
            raise ValueError("it is none of the choices")
    elif len(value) > _MAX_TEXT:
        raise ValueError(f"it is longer than {_MAX_TEXT} characters")
    elif any(unicodedata.category(char) in {"Cc", "Cs"} for char in value):
        raise ValueError("it holds characters that cannot be shown")
    return value


def _check_bounds(about: About, value: int | Decimal) -> int | Decimal:
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("it is not a number")
    if about.low is not None and value < about.low:
        raise ValueError(f"it is below {about.low}")
    if about.high is not None and value > about.high:
        raise ValueError(f"it is above {about.high}")
    return value


def jsonable(value: Value) -> bool | int | str:
    """The value as JSON has it: an amount is text, so that it stays exact."""
    return str(value) if isinstance(value, Decimal) else value
