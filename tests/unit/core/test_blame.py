"""rules.md section 7: this PC's internet, Foodics, OTO, the keyring, us: who is to blame."""

import pytest

from app.core.blame import party
from app.core.errors import AppError


def test_without_trouble_nobody() -> None:
    assert party(None, "foodics", None) == ""


@pytest.mark.parametrize("service", ["foodics", "oto"])
@pytest.mark.parametrize("code", ["dns", "no_connection", "timeout", "tls", "proxy", "captive"])
class TestTheNetwork:
    def test_a_service_alone_that_cannot_be_reached_is_to_blame(
        self, service: str, code: str
    ) -> None:
        assert party(AppError(code), service, True) == service

    def test_two_that_cannot_be_reached_are_the_internets_fault(
        self, service: str, code: str
    ) -> None:
        assert party(AppError(code), service, False) == "internet"

    def test_before_anybody_has_looked_nobody_is_blamed(self, service: str, code: str) -> None:
        assert party(AppError(code), service, None) == ""


@pytest.mark.parametrize("other", [True, False, None])
class TestWhatTheOtherSaysNothingAbout:
    @pytest.mark.parametrize("code", ["oto_down", "oto_token_refused", "oto_account", "oto_limit"])
    def test_a_service_that_answers_with_trouble(self, code: str, other: bool | None) -> None:
        assert party(AppError(code), "oto", other) == "oto"

    @pytest.mark.parametrize("code", ["keyring_locked", "keyring_absent", "keyring_timeout"])
    def test_the_keyring(self, code: str, other: bool | None) -> None:
        assert party(AppError(code), "foodics", other) == "keyring"

    @pytest.mark.parametrize("code", ["foodics_query", "other_origin", "ledger_unwritable"])
    def test_us(self, code: str, other: bool | None) -> None:
        assert party(AppError(code), "foodics", other) == "us"
