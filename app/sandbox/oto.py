"""OTO's service: transport, sign-in and the way to the endpoints (oto-api 13)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote

from app.sandbox.books import Books
from app.sandbox.oto_lifecycle import Lifecycle
from app.sandbox.oto_model import Account, default_pickups, error
from app.sandbox.oto_orders import Orders
from app.sandbox.oto_reads import Reads
from app.sandbox.oto_v1 import LegacyApi
from app.sandbox.reply import Reply, Request
from app.sandbox.switches import OtoSwitches
from app.sandbox.world import Json, World

V1, V2 = "/service/rest/v1/", "/rest/v2/"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
Answer = tuple[int, Json]
Endpoint = Callable[[Account, Json], Answer]


@dataclass
class Session:
    """An access token's owner and end."""

    account: Account
    expires: datetime


class OtoService:
    """Everything behind the OTO gate: several accounts, both generations."""

    name = "oto"

    def __init__(self, world: World, books: Books, switches: OtoSwitches) -> None:
        self._world = world
        self.switches = switches
        self.accounts: dict[str, Account] = {}
        self.lifecycle = Lifecycle(world, switches)
        self.orders = Orders(world, self.lifecycle, switches, books)
        self.reads = Reads(switches)
        self._v1 = LegacyApi(self.accounts, self.orders, switches)
        self._sessions: dict[str, Session] = {}
        self.account = self.add_account("10426")
        self._post: dict[str, Endpoint] = {
            "createOrder": self.orders.create,
            "updateOrder": self.orders.update,
            "cancelOrder": self.orders.cancel,
            "createShipment": self.orders.create_shipment,
            "cancelShipment": self.orders.cancel_shipment,
            "orderStatus": self.reads.order_status,
            "orderHistory": self.reads.order_history,
            "createPickupLocation": self.orders.create_pickup,
            "getCities": self.reads.cities,
        }
        self._get: dict[str, Endpoint] = {
            "accountInfo": self.reads.account_info,
            "orderDetails": self.reads.order_details,
            "orders": self.reads.orders,
            "getPickupLocationList": self.reads.pickup_list,
            "shipmentTransactions": self.reads.shipment_transactions,
            "print": self.reads.print,
        }

    def add_account(self, retailer_id: str) -> Account:
        """One more retailer; its token looks like a Google Identity refresh token (2)."""
        with self._world.lock:
            text = "".join(self._world.random.choices(LETTERS, k=220))
            made = Account(retailer_id, f"AMf-{text}", pickups=default_pickups())
            self.accounts[retailer_id] = made
            return made

    def endpoint(self, request: Request) -> str:
        """The verb of the path; v1's with `v1.` before it."""
        path = request.path
        if path.startswith(V1):
            return "v1." + path.removeprefix(V1)
        return path.removeprefix(V2).strip("/").split("/")[0] or "root"

    def order_id(self, request: Request) -> str | None:
        """The `orderId` of body or query."""
        asked = self._asked(request)
        found = asked.get("orderId") if isinstance(asked, dict) else None
        return None if found is None else str(found)

    @staticmethod
    def _asked(request: Request) -> object:
        if request.method == "GET":
            return dict(request.params())
        try:
            return request.json()
        except (ValueError, RecursionError):
            return None

    def always(self, request: Request, reply: Reply) -> None:
        """No header of OTO's is documented."""

    def revoke(self, request: Request) -> None:
        """Fault `revoke`: the account's token and its sessions end."""
        session = self._sessions.get(self._bearer(request))
        (session.account if session else self.account).revoked = True
        self.end_sessions()

    def shift(self, reply: Reply) -> None:
        """Fault `shift` is Foodics' alone."""

    def end_sessions(self) -> None:
        """All access tokens are expired from now on."""
        with self._world.lock:
            for session in self._sessions.values():
                session.expires = self._world.clock.now()

    @staticmethod
    def _bearer(request: Request) -> str:
        given = request.headers.get("authorization", "")
        return given[7:] if given.startswith("Bearer ") else ""

    def answer(self, request: Request) -> Reply:  # noqa: PLR0911 - one per check
        """Unknown path or method: 403 with an empty body (3)."""
        if request.path.startswith(V1) and request.method == "POST":
            done = self._v1.answer(request.path.removeprefix(V1), self._asked(request))
            return Reply(403) if done is None else Reply(*done)
        if not request.path.startswith(V2):
            return Reply(403)
        name, _, rest = request.path.removeprefix(V2).strip("/").partition("/")
        if name == "healthCheck" and request.method == "GET":
            return Reply(200, {"status": "ok"})
        if name == "refreshToken" and request.method == "POST":
            return Reply(*self._refresh(self._asked(request)))
        table = {"POST": self._post, "GET": self._get}.get(request.method, {})
        found = table.get(name)
        if found is None or (rest and name != "print"):
            return Reply(403)
        session = self._sessions.get(self._bearer(request))
        if session is None:
            given = request.headers.get("authorization")
            text = "Jwt is missing" if not given else "Jwt verification fails"
            return Reply(401, {"message": text, "code": 401})
        if session.expires <= self._world.clock.now() or session.account.revoked:
            return Reply(401, {"message": "Jwt is expired", "code": 401})
        asked = self._asked(request)
        if not isinstance(asked, dict):
            return Reply(*error(400, "OTO1075", "JSON could not be parsed"))
        if name == "print":
            asked["orderId"] = unquote(rest)
        return Reply(*found(session.account, asked))

    def _refresh(self, asked: object) -> Answer:
        given = asked.get("refresh_token") if isinstance(asked, dict) else None
        account = next(
            (one for one in self.accounts.values() if one.token == given and not one.revoked), None
        )
        if account is None or self.switches.generation == "v1":
            refused = self.switches.refresh_refused_status
            return error(refused, "OTO1083", "Refresh Token is required")
        header = json.dumps({"alg": "RS256", "typ": "JWT"}).encode().hex()
        text = "".join(self._world.chance.choices(LETTERS, k=700))
        token = f"eyJ{header[:30]}.{text[:350]}.{text[350:]}"
        life = self.switches.access_token_life
        expires = self._world.clock.now() + timedelta(seconds=life)
        self._sessions[token] = Session(account, expires)
        return 200, {
            "access_token": token,
            "refresh_token": account.token,
            "success": True,
            "token_type": "Bearer",
            # A string of seconds, as in OTO's example (3).
            "expires_in": str(int(life)),
        }
