"""Foodics' tokens, scopes and the authorization-code flow (foodics-api 2, 12.8, 12.9)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from app.sandbox.catalog import Catalog
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.world import Json, World

Environment = Literal["this", "other"]
DEFAULT_SCOPES = ("general.read", "orders.list", "orders.get", "orders.limited.deliver")
SIGNATURE_LENGTH = 683
TOKEN_LENGTH, LONG_TOKEN_LENGTH = 1272, 1700
FIVE_YEARS = timedelta(days=1826)


@dataclass
class Token:
    """What the service knows of an access token."""

    text: str
    scopes: tuple[str, ...]
    environment: Environment = "this"
    revoked: bool = False


@dataclass
class Code:
    """An authorization code: single use."""

    redirect_uri: str
    issued: datetime
    used: bool = False


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Auth:
    """Issues and checks. Used under the world's lock."""

    def __init__(self, world: World, catalog: Catalog, switches: FoodicsSwitches) -> None:
        self._world = world
        self._catalog = catalog
        self._switches = switches
        self._tokens: dict[str, Token] = {}
        self._codes: dict[str, Code] = {}
        self.client_id = world.uuid()
        self.client_secret = "sandbox-" + world.uuid()
        self.registered_redirect: str | None = None
        """None: any loopback address is taken (2.2: unknown whether Foodics allows it)."""

    def issue(
        self,
        scopes: tuple[str, ...] = DEFAULT_SCOPES,
        *,
        environment: Environment = "this",
        long: bool | None = None,
    ) -> str:
        """A new access token: RS256-shaped, 1,272 or 1,700 characters."""
        with self._world.lock:
            wide = self._switches.long_tokens if long is None else long
            text = self._shape(scopes, LONG_TOKEN_LENGTH if wide else TOKEN_LENGTH)
            self._tokens[text] = Token(text, scopes, environment)
            return text

    def adopt(self, text: str) -> None:
        """A token of a sandbox before this one, as if this had issued it."""
        with self._world.lock:
            self._tokens[text] = Token(text, DEFAULT_SCOPES, "this")

    def _shape(self, scopes: tuple[str, ...], length: int) -> str:
        random, now = self._world.chance, self._world.clock.now()
        header = _base64(json.dumps({"typ": "JWT", "alg": "RS256"}, separators=(",", ":")).encode())
        digits = "".join(random.choices("0123456789abcdef", k=80))
        claims: Json = {
            "aud": self.client_id,
            "jti": digits,
            "iat": now.timestamp(),
            "nbf": now.timestamp(),
            "exp": (now + FIVE_YEARS).timestamp(),
            "sub": "",
            "scopes": list(scopes),
            "business": self._catalog.business["id"],
            "reference": str(self._catalog.business["reference"]),
        }
        room = (length - len(header) - SIGNATURE_LENGTH - 2) * 3 // 4
        missing = room - len(json.dumps(claims, separators=(",", ":")))
        if missing > 0:
            # Real lengths vary with the stamps' digits; here the length is what a test asks for.
            claims["sub"] = self._world.uuid(random)[:missing].ljust(missing, "0")
        body = _base64(json.dumps(claims, separators=(",", ":")).encode())
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        signature = "".join(random.choices(alphabet, k=SIGNATURE_LENGTH))
        return f"{header}.{body}.{signature}"

    def find(self, text: str) -> Token | None:
        """The token, also a revoked one."""
        return self._tokens.get(text)

    def revoke(self, text: str | None = None) -> None:
        """Revokes one token, or all of them."""
        with self._world.lock:
            for token in self._tokens.values():
                if text in (None, token.text):
                    token.revoked = True

    def restore(self, text: str) -> None:
        """Takes a revocation back, for tests of recovery."""
        with self._world.lock:
            self._tokens[text].revoked = False

    def set_scopes(self, text: str, scopes: tuple[str, ...]) -> None:
        """Changes what a token may do."""
        with self._world.lock:
            self._tokens[text].scopes = scopes

    def code(self, redirect_uri: str) -> str:
        """An authorization code: `def502` and hundreds of hex digits (2.2)."""
        with self._world.lock:
            digits = "".join(self._world.chance.choices("0123456789abcdef", k=600))
            text = f"def502{digits}"
            self._codes[text] = Code(redirect_uri, self._world.clock.now())
            return text

    def exchange(self, text: str, redirect_uri: str) -> str | None:
        """The token for a code; None when it is unknown, used, too old or from elsewhere."""
        code = self._codes.get(text)
        life = timedelta(seconds=self._switches.code_life)
        if code is None or code.used or code.redirect_uri != redirect_uri:
            return None
        if self._world.clock.now() - code.issued > life:
            return None
        code.used = True
        return self.issue()
