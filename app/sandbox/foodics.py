"""Foodics' service: the order of checks and the endpoints (foodics-api 12)."""

from __future__ import annotations

from app.sandbox import foodics_grammar as grammar
from app.sandbox.catalog import Catalog
from app.sandbox.clock import foodics_stamp
from app.sandbox.cloud import Cloud
from app.sandbox.foodics_auth import Auth, Token
from app.sandbox.foodics_oauth import OAuth
from app.sandbox.foodics_put import put_order
from app.sandbox.foodics_query import BadQueryError, Grammar, page_reply, parse, select
from app.sandbox.foodics_rows import full_row
from app.sandbox.limits import Limits
from app.sandbox.reply import Reply, Request, text_reply
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.till import Till
from app.sandbox.world import Json, World

DEFAULT_AGENTS = ("python-httpx", "python-requests", "python-urllib", "aiohttp", "python/")
PREFIX = "/v5/"
READ = "general.read"
LISTS = {
    "branches": READ,
    "devices": READ,
    "payment_methods": READ,
    "tags": READ,
    "delivery_zones": READ,
    "users": "users.read",
    "roles": "users.read",
    "branch_business_days": "operations.read",
}


class FoodicsService:
    """Everything behind the Foodics gate."""

    name = "foodics"

    def __init__(
        self, world: World, catalog: Catalog, cloud: Cloud, till: Till, switches: FoodicsSwitches
    ) -> None:
        self._world = world
        self._catalog = catalog
        self._cloud = cloud
        self._till = till
        self.switches = switches
        self.auth = Auth(world, catalog, switches)
        self.oauth = OAuth(self.auth, catalog.business["name"])
        self.limits = Limits(world.clock, switches)

    def endpoint(self, request: Request) -> str:
        """`orders` is the list, `order` one order read, `order_put` one written."""
        path = request.path.strip("/")
        if path == "oauth/token":
            return "oauth_token"
        parts = path.removeprefix("v5/").split("/")
        if len(parts) == 2:
            one = {"orders": "order", "branches": "branch"}.get(parts[0], parts[0])
            return f"{one}_put" if request.method == "PUT" else one
        return "_".join(parts) or "root"

    def order_id(self, request: Request) -> str | None:
        """The id in /orders/{id}."""
        parts = request.path.strip("/").split("/")
        return parts[2] if len(parts) == 3 and parts[1] == "orders" else None

    def always(self, request: Request, reply: Reply) -> None:
        """Limit headers on each reply (12.10), as Cloudflare's and the gateway's (4)."""
        left = self.limits.remaining(self._bearer(request) or "", request.address)
        reply.headers.setdefault("X-RateLimit-Limit", str(self.switches.rate_limit))
        reply.headers.setdefault("X-RateLimit-Remaining", str(left))
        reply.headers.setdefault("cf-ray", f"{self._world.calls.count('foodics', 'orders'):016x}")

    def revoke(self, request: Request) -> None:
        """Fault `revoke`."""
        token = self._bearer(request)
        if token is not None and self.auth.find(token) is not None:
            self.auth.revoke(token)

    def shift(self, reply: Reply) -> None:
        """Fault `shift`: the row moves to the end of what is sorted by its change."""
        rows = reply.body.get("data") if isinstance(reply.body, dict) else None
        if isinstance(rows, list) and rows and "id" in rows[0]:
            self._cloud.touch(rows[0]["id"])

    def answer(self, request: Request) -> Reply:
        """All checks in Foodics' order, then the endpoint."""
        if request.path == "/authorize":
            # The console is another host in reality: no agent check, no limits.
            return self.oauth.authorize(request)
        reply = self._checked(request)
        if reply.status in (401, 403):
            self.limits.refused(request.address)
        return reply

    @staticmethod
    def _bearer(request: Request) -> str | None:
        """The word is case-sensitive (3)."""
        given = request.headers.get("authorization", "")
        return given[7:] if given.startswith("Bearer ") else None

    def _checked(self, request: Request) -> Reply:  # noqa: PLR0911 - one per check
        agent = request.headers.get("user-agent", "").strip().casefold()
        if self.switches.reject_default_agents and (not agent or agent.startswith(DEFAULT_AGENTS)):
            return text_reply(403, "error code: 1010")
        blocked = self.limits.blocked(request.address)
        if blocked is not None:
            return blocked
        bearer = self._bearer(request)
        limited = self.limits.hit(bearer or "", request.address)
        if limited is not None:
            return limited
        if request.path == "/oauth/token":
            if request.method != "POST":
                return Reply(405, {"message": "Method not allowed."})
            return self.oauth.token(request)
        if not request.path.startswith(PREFIX):
            return Reply(404, {"message": "Not Found"})
        token = self.auth.find(bearer) if bearer else None
        if token is None or token.revoked:
            return Reply(401, {"message": "Unauthenticated."})
        if token.environment != "this":
            return Reply(404, {"message": "Business not found"})
        try:
            return self._route(request, token)
        except BadQueryError as error:
            return Reply(400, {"message": str(error)})

    def _route(self, request: Request, token: Token) -> Reply:  # noqa: PLR0911 - a table
        parts = request.path.removeprefix(PREFIX).strip("/").split("/")
        if len(parts) == 2 and parts[0] == "orders":
            if request.method == "PUT":
                return self._put(parts[1], request, token)
            if request.method == "GET":
                return self._one(parts[1], token)
        if request.method != "GET" or len(parts) > 2:
            return Reply(405, {"message": f"The {request.method} method is not supported."})
        name = parts[0]
        if name == "whoami":
            return self._whoami(token)
        needed = {"settings": READ, "orders": "orders.list"}.get(name) or LISTS.get(name)
        if needed is None:
            return Reply(404, {"message": "Not Found"})
        if needed not in token.scopes:
            return unauthorized()
        if name == "settings":
            return Reply(200, {"data": self._catalog.settings})
        rows, known = self._list(name)
        if len(parts) == 2:
            found = next((row for row in rows if row.get("id") == parts[1]), None)
            return not_found() if found is None else Reply(200, {"data": found})
        query = parse(request.query, known, self.switches)
        chosen = select(rows, query, known, self.switches)
        url = f"{request.base_url}{request.path}"
        return page_reply(chosen, query, known, self.switches, url=url, raw=request.query)

    def _list(self, name: str) -> tuple[list[Json], Grammar]:  # noqa: PLR0911 - a table
        catalog = self._catalog
        if name == "orders":
            rows = [full_row(held, catalog) for held in self._cloud.all()]
            return rows, grammar.orders(self.switches)
        if name == "branches":
            return list(catalog.branches.values()), grammar.branches()
        if name == "devices":
            return self._devices(), grammar.simple(
                "type",
                "is_online",
                "in_use",
                "is_online_receiver",
                "code",
                "reference",
                includes=("branch",),
            )
        if name == "payment_methods":
            return list(catalog.methods.values()), grammar.simple("type", "is_active", "code")
        if name == "tags":
            return list(catalog.tags.values()), grammar.simple("type")
        if name == "delivery_zones":
            return list(catalog.zones.values()), grammar.simple("reference")
        if name == "users":
            return [catalog.cashier, catalog.driver], grammar.simple(includes=("roles",))
        return [], grammar.simple("business_date", short=name == "branch_business_days")

    def _devices(self) -> list[Json]:
        """`last_seen_at` is the only remote hint that a till is offline (5)."""
        rows: list[Json] = []
        for branch, device in self._catalog.devices.items():
            seen = foodics_stamp(self._till.last_seen(branch))
            stamps = dict.fromkeys(("last_sync_at", "last_seen_at", "last_order_at"), seen)
            online = self._till.online(branch)
            own = {"branch": self._catalog.branches[branch], "is_online": online}
            rows.append({**device, **own, **stamps})
        return rows

    def _whoami(self, token: Token) -> Reply:
        own = self._catalog
        data = {"business": own.business, "user": own.user, "scopes": list(token.scopes)}
        return Reply(200, {"data": data})

    def _one(self, order_id: str, token: Token) -> Reply:
        if "orders.get" not in token.scopes:
            missing = self.switches.get_missing_scope_status
            return unauthorized() if missing == 403 else not_found()
        held = self._cloud.get(order_id)
        if held is None:
            return not_found()
        return Reply(200, {"data": full_row(held, self._catalog)})

    def _put(self, order_id: str, request: Request, token: Token) -> Reply:
        return put_order(
            self._cloud,
            self._till,
            self._catalog,
            self.switches,
            order_id=order_id,
            request=request,
            scopes=token.scopes,
        )


def unauthorized() -> Reply:
    """A missing scope (4)."""
    return Reply(403, {"message": "This action is unauthorized."})


def not_found() -> Reply:
    """An order that is not in this business."""
    return Reply(404, {"message": "entity not found"})
