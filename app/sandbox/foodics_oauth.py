"""Foodics' consent page and token endpoint (foodics-api 2.2)."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.sandbox.foodics_auth import Auth
from app.sandbox.reply import Reply, Request
from app.sandbox.world import Json

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Foodics sandbox</title></head>
<body style="font-family:sans-serif;max-width:32rem;margin:4rem auto">
<h1>Foodics sandbox</h1><p>An app asks for access to <b>{business}</b>.</p>
<form method="post" action="/authorize?{query}">
<button name="decision" value="authorize">Authorize</button>
<button name="decision" value="cancel">Cancel</button></form></body></html>
"""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _page(status: int, text: str) -> Reply:
    return Reply(status, text.encode(), {}, "text/html; charset=utf-8")


class OAuth:
    """`/authorize` shows a page with two buttons; posting the decision redirects."""

    def __init__(self, auth: Auth, business: str) -> None:
        self._auth = auth
        self._business = business

    def redirect_uri(self, asked: str | None) -> str | None:
        """Where the browser returns to; None when the address is not allowed."""
        registered = self._auth.registered_redirect
        if registered is not None:
            return registered if asked in (None, registered) else None
        return asked if asked and urlsplit(asked).hostname in LOOPBACK else None

    def authorize(self, request: Request) -> Reply:
        """GET: the page. POST `decision=authorize|cancel`: back to the app."""
        params = request.params()
        target = self.redirect_uri(params.get("redirect_uri"))
        if params.get("client_id") != self._auth.client_id:
            return _page(401, "<h1>invalid_client</h1>")
        if target is None:
            return _page(400, "<h1>invalid redirect_uri</h1>")
        if request.method == "GET":
            query = escape(urlencode(params))
            return _page(200, PAGE.format(business=escape(self._business), query=query))
        decision = dict(parse_qsl(request.body.decode(errors="replace"))).get("decision")
        answer = {"code": self._auth.code(target)}
        if decision != "authorize":
            answer = {"error": "access_denied"}
        if "state" in params:
            answer["state"] = params["state"]
        return Reply(302, b"", {"Location": with_query(target, answer)}, "text/html")

    def installed(self, redirect_uri: str | None) -> str | None:
        """The callback of a flow started from the marketplace: it has no state of ours."""
        target = self.redirect_uri(redirect_uri)
        return None if target is None else with_query(target, {"code": self._auth.code(target)})

    def token(self, request: Request) -> Reply:
        """POST /oauth/token with a JSON body."""
        try:
            body = request.json()
        except ValueError:
            body = None
        fields: Json = body if isinstance(body, dict) else {}
        if fields.get("grant_type") != "authorization_code":
            return _error(400, "unsupported_grant_type", "The grant type is not supported.")
        own = (self._auth.client_id, self._auth.client_secret)
        if (fields.get("client_id"), fields.get("client_secret")) != own:
            return _error(401, "invalid_client", "Client authentication failed")
        token = self._auth.exchange(str(fields.get("code")), str(fields.get("redirect_uri")))
        if token is None:
            return _error(400, "invalid_grant", "The authorization code is invalid.")
        return Reply(200, {"token_type": "Bearer", "access_token": token})


def _error(status: int, error: str, text: str) -> Reply:
    return Reply(status, {"error": error, "error_description": text, "message": text})


def with_query(url: str, fields: dict[str, str]) -> str:
    """`url` with fields added to its query."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(fields)}"
