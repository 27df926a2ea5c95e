"""One row of the doctor, as codes; words are made of them in English here, in the window there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.errors import AppError
from app.doctor.texts import SAID, TOPICS


@dataclass(frozen=True, slots=True)
class Check:
    """`topic` is a key of TOPICS, `code` one of SAID or of `core.errors.TEXTS`; `params` fill the
    places of both."""

    topic: str
    ok: bool
    code: str = "ok"
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def check(self) -> str:
        """Its name."""
        return TOPICS[self.topic].format_map(_Places(self.params))

    @property
    def detail(self) -> str:
        """What was found."""
        if self.code in SAID:
            return SAID[self.code].detail.format_map(_Places(self.params))
        error = self.error
        return f"{error.title}: {error.cause}"

    @property
    def remedy(self) -> str | None:
        """What to do; None where nothing is."""
        if self.code not in SAID:
            return self.error.remedy
        return SAID[self.code].remedy.format_map(_Places(self.params)) or None

    @property
    def error(self) -> AppError:
        """The error it stands for, where `code` is not one of SAID."""
        known: Mapping[str, Any] = self.params
        return AppError(self.code, **known)

    def row(self) -> dict[str, object]:
        """As JSON (design.md section 6)."""
        return {
            "check": self.check,
            "ok": self.ok,
            "detail": self.detail,
            "remedy": self.remedy,
        }


class _Places(dict[str, str]):
    """A forgotten parameter must not hide the finding it belongs to."""

    def __missing__(self, key: str) -> str:
        return "?"


Checks = Iterator[Check]


def ok(topic: str, code: str = "ok", /, **params: object) -> Check:
    """All is well."""
    return Check(topic, True, code, _texts(params))


def wrong(topic: str, code: str, /, **params: object) -> Check:
    """What one of SAID says."""
    return Check(topic, False, code, _texts(params))


def failed(topic: str, error: AppError, /, **params: object) -> Check:
    """What an error says; `params` fill the name of the check."""
    return Check(topic, False, error.code, error.params | _texts(params))


def _texts(params: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in params.items()}
