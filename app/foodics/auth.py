"""Getting a Foodics token in the browser, and showing what one says (foodics-api.md section 2)."""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

import msgspec

from app.core.errors import AppError
from app.foodics.errors import check, unreadable
from app.foodics.wire import decode, number, text, text_or_none, tolerant
from app.net import Link

#: Seconds that a code lives (foodics-api.md section 2.2).
CODE_SECONDS = 600.0
#: Where a person approves, by the address of the API; any other address asks itself.
_CONSOLES = {
    "https://api.foodics.com": "https://console.foodics.com",
    "https://api-sandbox.foodics.com": "https://console-sandbox.foodics.com",
}


def new_state() -> str:
    """Make the secret that ties a callback to the window that asked for it."""
    return secrets.token_urlsafe(24)


def console_of(base: str) -> str:
    """Name the console that belongs to the address of an API (scheme, host, port)."""
    return _CONSOLES.get(base, base)


def authorize_url(console: str, client_id: str, state: str) -> str:
    """Write the address of the consent page; only these two parameters are documented.

    `console` is its scheme and host, e.g. `https://console.foodics.com`.
    """
    return (
        f"{console}/authorize?client_id={quote(client_id, safe='')}&state={quote(state, safe='')}"
    )


def code_from(callback: str, state: str) -> str:
    """Take the code out of the callback: a whole address, a path with query, or a query alone.

    Raises AppError `foodics_consent` when the person said no, or the callback is not the answer
    to our question: a strange or missing `state` may be somebody else's code.
    """
    code, ours = _answer(callback, state)
    if not code or not ours:
        raise AppError("foodics_consent")
    return code


def is_answer(callback: str, state: str) -> bool:
    """Tell whether a callback answers our question, be it yes or no."""
    return _answer(callback, state)[1]


def _answer(callback: str, state: str) -> tuple[str, bool]:
    """Read the code, "" for none, and whether the state is ours. Anything can stand there."""
    written = callback.strip()
    try:
        query = parse_qs(urlsplit(written).query or written.lstrip("?"))
    except ValueError:
        return "", False
    code, answered = query.get("code", [""])[0], query.get("state", [""])[0]
    ours = secrets.compare_digest(answered.encode("utf-8", "replace"), state.encode())
    return code, ours


async def exchange(
    link: Link, *, client_id: str, client_secret: str, redirect_uri: str, code: str
) -> str:
    """Turn a code into a token. `link` leads to the API's host, without `/v5`.

    Raises Unreached, NoReply or AppError; `foodics_consent` when the code is too old or used.
    """
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": client_id,
        "client_secret": client_secret,
        "redirect_uri": redirect_uri,
    }
    reply = await link.request(
        "POST",
        "/oauth/token",
        headers={"Accept": "application/json", "Content-Type": "application/json"},
        content=msgspec.json.encode(body),
    )
    if reply.status in (400, 401, 422) and not reply.is_html:
        raise AppError("foodics_consent")
    check(reply, what="POST /oauth/token", scope="-", host=link.host)
    try:
        token = text(tolerant(decode(reply.body)).get("access_token"))
    except ValueError:
        token = ""
    if not token:
        raise unreadable("POST /oauth/token: no token")
    return token


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What a token says of itself, for display only: it never tells whether it is still good."""

    business_id: str | None = None
    business_reference: str | None = None
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None


def describe_token(token: str) -> TokenFacts | None:
    """Read a token's claims (foodics-api.md section 2.3); None when it is not such a token."""
    pieces = token.strip().split(".")
    if len(pieces) != 3:
        return None
    try:
        padded = pieces[1] + "=" * (-len(pieces[1]) % 4)
        claims = decode(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(claims, dict):
        return None
    scopes = claims.get("scopes")
    return TokenFacts(
        business_id=text_or_none(claims.get("business")),
        business_reference=text_or_none(claims.get("reference")),
        scopes=tuple(filter(None, map(text, scopes))) if isinstance(scopes, list) else (),
        expires_at=_moment(claims.get("exp")),
    )


def _moment(claim: object) -> datetime | None:
    """Read seconds since 1970, which may be fractional or a text."""
    seconds = number(claim)
    if seconds is None or not 0 <= seconds < 2**33:
        return None
    return datetime.fromtimestamp(int(seconds), UTC)
