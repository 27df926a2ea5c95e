"""How our own types lie in the ledger's columns: JSON bytes, read back as the same types."""

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from app.core.eligibility import Reason

T = TypeVar("T")


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


_encoder = msgspec.json.Encoder(decimal_format="string", order="deterministic")


def dump(value: object) -> bytes:
    """Any of our dataclasses, or plain JSON values (Decimals become exact strings)."""
    return _encoder.encode(value)


def load(data: bytes, kind: type[T]) -> T:
    """The value that `dump` wrote."""
    key: Any = kind
    found: T = _decoder(key).decode(data)
    return found


def load_any(data: bytes | None) -> Any:
    """Plain JSON; None for an empty column."""
    return None if data is None else msgspec.json.decode(data)


def dump_reasons(reasons: tuple[Reason, ...]) -> bytes:
    """Reasons as a list of `[code, params]`."""
    return dump([[reason.code, dict(reason.params)] for reason in reasons])


def load_reasons(data: bytes) -> tuple[Reason, ...]:
    """The reasons that `dump_reasons` wrote."""
    rows: list[tuple[str, Mapping[str, str]]] = load_any(data)
    return tuple(Reason(code, params) for code, params in rows)
