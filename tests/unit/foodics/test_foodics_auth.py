"""auth.py: approving in the browser, and what a token says of itself."""

import base64
import json
from datetime import UTC, datetime

import httpx
import pytest

from app.core.errors import AppError
from app.foodics.auth import (
    TokenFacts,
    authorize_url,
    code_from,
    describe_token,
    exchange,
    new_state,
)
from app.net import Link
from tests.unit.foodics.samples import refused_as


def test_the_consent_page_gets_the_two_documented_parameters() -> None:
    url = authorize_url("https://console.foodics.com", "id &1", "s=1")
    assert url == "https://console.foodics.com/authorize?client_id=id%20%261&state=s%3D1"


def test_each_state_is_new_and_cannot_be_guessed() -> None:
    states = {new_state() for _ in range(50)}
    assert len(states) == 50
    assert min(map(len, states)) >= 32


@pytest.mark.parametrize(
    "callback",
    [
        "http://127.0.0.1:8069/done?code=def502&state=mine",
        " https://console.foodics.com/x?state=mine&code=def502#top ",
        "/done?code=def502&state=mine",
        "?code=def502&state=mine",
        "code=def502&state=mine",
    ],
)
def test_the_code_is_taken_from_the_callback(callback: str) -> None:
    assert code_from(callback, "mine") == "def502"


@pytest.mark.parametrize(
    "callback",
    [
        "/done?code=def502&state=other",
        "/done?code=def502",
        "/done?error=access_denied&state=mine",
        "/done?state=mine&code=",
        "/done?code=def502&state=%D8%A8",
        "",
    ],
)
def test_a_callback_that_is_not_the_answer_to_ours_is_refused(callback: str) -> None:
    with refused_as("foodics_consent"):
        code_from(callback, "mine")


async def exchanged(reply: httpx.Response, asked: list[httpx.Request] | None = None) -> str:
    def handler(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(request)
        return reply

    link = Link("Foodics", "https://api.example", transport=httpx.MockTransport(handler))
    return await exchange(
        link, client_id="id", client_secret="hidden", redirect_uri="http://r", code="def502"
    )


async def test_a_code_becomes_a_token() -> None:
    asked: list[httpx.Request] = []
    reply = httpx.Response(200, json={"token_type": "Bearer", "access_token": "a.b.c"})
    assert await exchanged(reply, asked) == "a.b.c"
    assert asked[0].url.path == "/oauth/token"
    assert json.loads(asked[0].content) == {
        "grant_type": "authorization_code",
        "code": "def502",
        "client_id": "id",
        "client_secret": "hidden",
        "redirect_uri": "http://r",
    }


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (httpx.Response(400, json={"error": "invalid_grant"}), "foodics_consent"),
        (httpx.Response(401, json={"error": "invalid_client"}), "foodics_consent"),
        (httpx.Response(422, json={}), "foodics_consent"),
        (httpx.Response(500, json={}), "foodics_down"),
        (httpx.Response(200, html="<html>"), "captive"),
        (httpx.Response(200, text="{"), "foodics_unreadable"),
        (httpx.Response(200, json={"access_token": None}), "foodics_unreadable"),
        (httpx.Response(200, json=["x"]), "foodics_unreadable"),
    ],
)
async def test_an_exchange_that_fails(reply: httpx.Response, code: str) -> None:
    with pytest.raises(AppError) as caught:
        await exchanged(reply)
    assert caught.value.code == code
    assert "hidden" not in str(caught.value)
    assert "def502" not in str(caught.value)


def token(claims: object) -> str:
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"eyJ0.{body}.c2ln"


def test_a_token_is_described_for_display() -> None:
    claims = {
        "exp": 1921881600.25,
        "scopes": ["general.read", "orders.list"],
        "business": "b1",
        "reference": "922240",
    }
    assert describe_token(f" {token(claims)}\n") == TokenFacts(
        "b1", "922240", ("general.read", "orders.list"), datetime(2030, 11, 26, tzinfo=UTC)
    )


@pytest.mark.parametrize("exp", [None, "soon", -1, 1e300, True])
def test_an_odd_end_is_not_shown(exp: object) -> None:
    assert describe_token(token({"exp": exp, "scopes": "all"})) == TokenFacts()


@pytest.mark.parametrize("text", ["", "abc", "a.b", "a.*.c", "a.QQ.c", token([1]), "a.ابج.c"])
def test_what_is_no_such_token_is_not_described(text: str) -> None:
    assert describe_token(text) is None
