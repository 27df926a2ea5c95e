"""From bytes to plain values: strict about types, tolerant of extra fields (design.md section 3).

Every value from Foodics passes one of the readers below. A reader gives None (or "") for what is
missing or odd where that may be; `need` turns None into a `Fault` where it may not.
"""

import json
import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import msgspec

Json = dict[str, Any]

_LARGEST = Decimal(10) ** 12
_FINEST = -12
#: What stands between the digits of `YYYY-MM-DD HH:MM:SS`, each third character from the fifth on.
_TIME_MARKS = ("-- ::", "--T::")


class Fault(Exception):  # noqa: N818 - what is wrong with one row, never an error of ours
    """A row that cannot be understood. The text names field and trouble, never a value."""


class Envelope(msgspec.Struct):
    """A list as it comes: each row still bytes, so that a bad one cannot lose the others."""

    data: list[msgspec.Raw]
    links: Any = None
    meta: Any = None


#: Stands for a value that was there and cannot be read. No reader takes it for `null`: payments
#: that cannot be read are a fault, payments that are null are none.
_GARBLED = math.nan


def _decimal(text: str) -> Any:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _GARBLED


_ENVELOPE = msgspec.json.Decoder(Envelope, float_hook=_decimal)
_ROW = msgspec.json.Decoder(float_hook=_decimal)


def decode(body: bytes) -> Any:
    """Read JSON into dict, list, str, int, Decimal, bool, None; floats keep every digit.

    What JSON does not allow but servers send (NaN, lone surrogates, broken UTF-8, bare line
    breaks, numbers of thousands of digits) spoils only its own value. Raises ValueError when it is
    no JSON at all.
    """
    try:
        return _ROW.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _decode_leniently(body)


def decode_rows(body: bytes) -> tuple[list[Any], Json, Json]:
    """Read a list: its rows, `links`, `meta`.

    Raises ValueError when it is no list.
    """
    try:
        envelope = _ENVELOPE.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        whole = _decode_leniently(body)
        rows = whole.get("data") if isinstance(whole, dict) else None
        if not isinstance(rows, list):
            raise ValueError("no list of rows") from None  # noqa: TRY004 - the data is wrong
        return rows, _part(whole.get("links")), _part(whole.get("meta"))
    rows = [decode(bytes(raw)) for raw in envelope.data]
    return rows, _part(envelope.links), _part(envelope.meta)


def _part(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _decode_leniently(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8-sig", "replace"),
            strict=False,
            parse_float=_decimal,
            parse_int=lambda text: int(text) if len(text) <= 30 else _GARBLED,
            parse_constant=lambda _: _GARBLED,
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None


def unwrap(value: Any) -> Any:
    """Take away the envelopes `data` and `order` (foodics-api.md section 6)."""
    for key in ("data", "order"):
        if isinstance(value, dict) and isinstance(value.get(key), dict):
            value = value[key]
    return value


def need(value: Any, name: str) -> Any:
    """Give the value back; Fault when there is none."""
    if value is None:
        raise Fault(f"{name}: missing or unreadable")
    return value


def part(value: Any, name: str) -> Json | None:
    """Read an object; None when there is none. An empty PHP object comes as `[]`."""
    if value is None or value in ([], {}):
        return None
    if not isinstance(value, dict):
        raise Fault(f"{name}: not an object")
    return value


def parts(value: Any, name: str) -> list[Json]:
    """Read a list of objects. A PHP list with gaps comes as an object with numbers as keys."""
    if value is None:
        return []
    if isinstance(value, dict) and all(key.isdigit() for key in value):
        value = list(value.values())
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Fault(f"{name}: not a list of objects")
    return value


def tolerant(value: Any) -> Json:
    """Read an object on which nothing depends: an empty one for whatever is none."""
    return value if isinstance(value, dict) else {}


def tolerant_list(value: Any) -> Iterable[Json]:
    """Read objects on which nothing depends, leaving out what is none."""
    return (row for row in value if isinstance(row, dict)) if isinstance(value, list) else ()


def text(value: Any) -> str:
    """Read a text; numbers as they are written, "" for the rest. It can always be stored."""
    if isinstance(value, str):
        if value.isprintable():  # then there is nothing in it that cannot be stored
            return value
        return value.encode("utf-8", "replace").decode().replace("\0", "")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return f"{value:f}" if isinstance(value, Decimal) and number(value) is not None else ""


def text_or_none(value: Any) -> str | None:
    """Read a text; None when it is empty."""
    return text(value) or None


def number(value: Any) -> Decimal | None:
    """Read an exact number, given as a number or as a text; None when absurd."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) <= _LARGEST else None
    return _number_of_text(value) if isinstance(value, str) else _sane(value)


# The same few amounts, quantities and moments stand in every order again and again.
@lru_cache(maxsize=4096)
def _number_of_text(text: str) -> Decimal | None:
    try:
        return _sane(Decimal(text.strip()))
    except InvalidOperation:
        return None


def _sane(read: Decimal) -> Decimal | None:
    if not read.is_finite():
        return None
    exponent = read.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent >= _FINEST and read.adjusted() <= 12
    return read if fine and abs(read) <= _LARGEST else None


def whole(value: Any) -> int | None:
    """Read a whole number, given as a number or as a text; None when it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < 2**53 else None
    read = number(value)
    return int(read) if read is not None and read == read.to_integral_value() else None


def when(value: Any) -> datetime | None:
    """Read a time: `YYYY-MM-DD HH:MM:SS` is UTC (foodics-api.md section 3.5); None if malformed."""
    return _moment(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _moment(text: str) -> datetime | None:
    if text[4:17:3] not in _TIME_MARKS:
        return None
    try:
        read = datetime.fromisoformat(text.strip())
        aware = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return aware if 2000 <= aware.year < 2200 else None


def day(value: Any) -> date | None:
    """Read a business-local date; None when malformed."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def degrees(value: Any, largest: int) -> float | None:
    """Read a coordinate, which comes as a text or null; None beyond its range."""
    read = number(value)
    return float(read) if read is not None and abs(read) <= largest else None
