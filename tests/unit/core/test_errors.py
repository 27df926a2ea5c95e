"""design.md section 3: errors have title, cause, remedy and class."""

from string import Formatter
from typing import Any

import pytest

from app.core import errors
from app.core.errors import TEXTS, AppError, Kind


@pytest.mark.parametrize("code", TEXTS)
def test_every_error_says_what_why_and_what_to_do(code: str) -> None:
    kind, title, cause, remedy = TEXTS[code]
    assert isinstance(kind, Kind)
    assert title
    assert cause
    assert remedy.endswith(".")
    assert not title.endswith(".")


@pytest.mark.parametrize("code", TEXTS)
def test_filled_it_is_one_line_without_places(code: str) -> None:
    names = {name for text in TEXTS[code][1:] for _, name, _, _ in Formatter().parse(text) if name}
    params: dict[str, Any] = dict.fromkeys(names, "x")
    said = str(AppError(code, **params))
    assert "{" not in said
    assert "\n" not in said


def test_the_line_of_the_command_line() -> None:
    error = AppError("foodics_limit", seconds=12, retry_after=12.0)
    assert error.kind is Kind.LIMIT
    assert error.title == "Foodics asks for a pause"
    assert error.cause == "too many requests; 12 s to wait"
    assert error.retry_after == 12.0
    assert error.remedy == TEXTS["foodics_limit"][3] != ""
    assert str(error) == f"{error.title}: {error.cause}. {error.remedy}"


def test_a_forgotten_parameter_does_not_hide_the_error() -> None:
    assert AppError("unknown_order").cause == "{reference} is not in the ledger"


def test_params_are_texts_and_no_templates_themselves() -> None:
    error = AppError("unknown_order", reference=48210)
    assert error.params == {"reference": "48210"}
    assert AppError("our_fault", what="{host}").cause == "{host}"


def test_it_can_be_caught_and_named_by_its_code() -> None:
    with pytest.raises(AppError) as caught:
        raise AppError("keyring_locked")
    assert caught.value.code == "keyring_locked"
    assert caught.value.retry_after is None
    assert errors.TEXTS[caught.value.code][0] is Kind.KEYRING
