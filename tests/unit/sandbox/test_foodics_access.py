"""Sign-in, scopes, limits and blocks of Foodics (foodics-api 2, 4, 12.8-12.10)."""

from __future__ import annotations

import base64
import json
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from app.sandbox.switches import FoodicsSwitches

from .conftest import Box, Make


def test_token_has_the_shape_and_the_lengths_of_real_ones(box: Box) -> None:
    assert len(box.token) == 1272
    head, claims, signature = box.token.split(".")
    assert (len(head), len(signature)) == (36, 683)
    body = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert body["exp"] - body["iat"] == pytest.approx(1826 * 86400)
    assert body["reference"] == "922240"
    issued = box.control("POST", "/foodics/account", {"issue": {"long": True}})["issued"]
    assert len(issued) == 1700
    box.token = issued
    assert box.foodics("whoami").status_code == 200


def test_whoami_names_business_and_scopes(box: Box) -> None:
    data = box.foodics("whoami").json()["data"]
    assert data["business"]["reference"] == 922240
    assert "orders.list" in data["scopes"]


def test_bearer_is_case_sensitive(box: Box) -> None:
    reply = box.foodics("whoami", headers={"Authorization": f"bearer {box.token}"})
    assert reply.status_code == 401
    assert reply.json() == {"message": "Unauthenticated."}


def test_revoked_token_is_unauthenticated_until_restored(box: Box) -> None:
    box.control("POST", "/foodics/account", {"revoke": True})
    assert box.foodics("orders").status_code == 401
    box.control("POST", "/foodics/account", {"restore": True})
    assert box.foodics("orders").status_code == 200


def test_missing_scope_is_json_403(box: Box) -> None:
    box.control("POST", "/foodics/account", {"scopes": ["general.read"]})
    reply = box.foodics("orders")
    assert reply.status_code == 403
    assert reply.json() == {"message": "This action is unauthorized."}
    assert box.foodics("orders/x").status_code == 403
    assert box.foodics("branches").status_code == 200


def test_token_of_the_other_environment_is_404(box: Box) -> None:
    issue = {"issue": {"environment": "other"}}
    box.token = box.control("POST", "/foodics/account", issue)["issued"]
    reply = box.foodics("whoami")
    assert (reply.status_code, reply.json()["message"]) == (404, "Business not found")


@pytest.mark.parametrize("agent", ["python-httpx/0.28", "python-requests/2.32", "aiohttp/3", ""])
def test_default_agents_are_refused_as_cloudflare_does(box: Box, agent: str) -> None:
    reply = box.foodics("whoami", headers={"User-Agent": agent})
    assert reply.status_code == 403
    assert reply.text == "error code: 1010"
    assert reply.headers["content-type"].startswith("text/plain")


def test_each_reply_carries_the_sandbox_date_and_the_limit(box: Box) -> None:
    box.sandbox.clock.advance(86400)
    reply = box.foodics("orders?page=0")
    told = parsedate_to_datetime(reply.headers["date"])
    assert abs((told - box.sandbox.clock.now()).total_seconds()) < 30
    assert reply.headers["x-ratelimit-limit"] == str(10**6)
    assert len(reply.headers.get_list("date")) == 1
    assert len(box.oto("healthCheck").headers.get_list("date")) == 1


def test_rate_limit_with_retry_after(make_box: Make) -> None:
    box = make_box(foodics=FoodicsSwitches(rate_limit=3))
    box.sandbox.clock.freeze()
    left = [box.foodics("whoami").headers["x-ratelimit-remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    reply = box.foodics("whoami")
    assert reply.status_code == 429
    assert reply.json() == {"message": "Too Many Attempts."}
    wait = int(reply.headers["retry-after"])
    assert 1 <= wait <= 60
    box.sandbox.clock.advance(wait)
    assert box.foodics("whoami").status_code == 200


def test_hammering_on_429_blocks_for_a_minute(make_box: Make) -> None:
    box = make_box(foodics=FoodicsSwitches(rate_limit=1))
    box.sandbox.clock.freeze()
    replies = [box.foodics("whoami") for _ in range(13)]
    assert replies[-1].headers["retry-after"] == "60"
    box.sandbox.clock.advance(59)
    assert box.foodics("whoami").status_code == 429
    box.sandbox.clock.advance(2)
    assert box.foodics("whoami").status_code == 200


def test_too_many_refusals_block_the_address_for_an_hour(box: Box) -> None:
    good, box.token = box.token, "wrong"
    for _ in range(61):
        assert box.foodics("whoami").status_code == 401
    box.token = good
    reply = box.foodics("whoami")
    assert reply.status_code == 403
    assert reply.headers["content-type"].startswith("text/plain")
    box.sandbox.clock.advance(3601)
    assert box.foodics("whoami").status_code == 200


def test_authorization_code_flow(box: Box) -> None:
    account = box.control("POST", "/foodics/account", {})
    target = "http://127.0.0.1:9/callback"
    page = f"{box.address.foodics_url}/authorize"
    query = {"client_id": account["client_id"], "state": "s 1", "redirect_uri": target}
    assert "Authorize" in box.http.get(page, params=query).text

    cancelled = box.http.post(page, params=query, data={"decision": "cancel"})
    back = parse_qs(urlsplit(cancelled.headers["location"]).query)
    assert back == {"error": ["access_denied"], "state": ["s 1"]}

    agreed = box.http.post(page, params=query, data={"decision": "authorize"})
    assert agreed.status_code == 302
    back = parse_qs(urlsplit(agreed.headers["location"]).query)
    assert back["state"] == ["s 1"]
    assert back["code"][0].startswith("def502")
    body = {
        "grant_type": "authorization_code",
        "code": back["code"][0],
        "client_id": account["client_id"],
        "client_secret": account["client_secret"],
        "redirect_uri": target,
    }
    url = f"{box.address.foodics_url}/oauth/token"
    assert box.http.post(url, json=body | {"client_secret": "x"}).status_code == 401
    assert box.http.post(url, json=body | {"redirect_uri": "http://127.0.0.1/"}).status_code == 400
    box.token = box.http.post(url, json=body).json()["access_token"]
    assert box.foodics("whoami").status_code == 200
    assert box.http.post(url, json=body).status_code == 400  # single use

    callback = box.control("POST", "/foodics/install", {"redirect_uri": target})["callback"]
    code = parse_qs(urlsplit(callback).query)
    assert set(code) == {"code"}
    box.sandbox.clock.advance(601)
    assert box.http.post(url, json=body | {"code": code["code"][0]}).status_code == 400
