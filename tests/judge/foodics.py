"""Foodics v5, read strictly from foodics-api.md: the cloud, never the till.

Whatever a careless client might do wrong is answered as production answers it, and counted in
`statuses`: too many requests in a rolling minute 429, encoded brackets or commas 400, an agent
that is only a library's name 403, an include that was not asked for means an absent key.
"""

import re
import uuid
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

from tests.judge.grammar import FILTERS, INCLUDES, NESTED, RELATIONS, SORTS
from tests.judge.serving import Answer, Asked, StandIn, default_agent

Row = dict[str, Any]

PAGE = 50
LAST_PAGE = 10
WINDOW = 60.0


def stamp(moment: datetime) -> str:
    """`YYYY-MM-DD HH:MM:SS`, UTC without a mark (section 3.5)."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


class RefusedError(Exception):
    """A question that production would not answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class FoodicsStandIn(StandIn):
    """One business. `inclusive` says what `updated_after` does with the second itself.

    `seen_ready[id]` is the monotonic time at which the API first showed an order as Ready.
    """

    def __init__(
        self,
        *,
        limit: int = 30,
        inclusive: bool = True,
        scopes: tuple[str, ...] = ("general.read", "orders.list", "orders.get"),
        skew: timedelta = timedelta(0),
    ) -> None:
        super().__init__(skew)
        self.limit = limit
        self.inclusive = inclusive
        self.scopes = scopes
        self.token = f"{uuid.uuid4().hex}.{uuid.uuid4().hex * 17}.{uuid.uuid4().hex * 21}"
        self.business: Row = {
            "id": str(uuid.uuid4()),
            "name": "مطعم الحكم",
            "reference": 922240,
            "country_iso_code": "SA",
        }
        self.branches: list[Row] = []
        self.orders: dict[str, Row] = {}
        self.faults: deque[Answer] = deque()
        self._window: deque[float] = deque()
        self.most_a_minute = 0

    def put(self, row: Row, *, at: datetime | None = None) -> None:
        """The till uploads a new order, or a new version of one: `updated_at` is the cloud's."""
        with self.lock:
            row["updated_at"] = stamp(at or self.now())
            row.setdefault("created_at", row["updated_at"])
            self.orders[row["id"]] = row

    def change(self, order_id: str, how: Callable[[Row], None]) -> None:
        """The till uploads a change."""
        with self.lock:
            how(self.orders[order_id])
            self.orders[order_id]["updated_at"] = stamp(self.now())

    def answer(self, asked: Asked) -> Answer:
        remaining = self._count(asked.at)
        limits = {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(max(0, remaining)),
        }
        if remaining < 0:
            wait = str(int(WINDOW - (asked.at - self._window[0])) + 1)
            limits |= {"retry-after": wait}
            return Answer(429, {"message": "Too Many Attempts."}, limits)
        if default_agent(asked.headers):
            return Answer(403, text="error code: 1010")
        try:
            if self.faults and asked.path == "/v5/orders":
                return self.faults.popleft()
            return Answer(200, self._route(asked), limits)
        except RefusedError as refused:
            return Answer(refused.status, {"message": str(refused)}, limits)

    def _count(self, at: float) -> int:
        """Counts a request in the rolling minute; below zero when it is one too many."""
        while self._window and self._window[0] <= at - WINDOW:
            self._window.popleft()
        self._window.append(at)
        self.most_a_minute = max(self.most_a_minute, len(self._window))
        return self.limit - len(self._window)

    def _route(self, asked: Asked) -> Row:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            raise RefusedError(401, "Unauthenticated.")
        if "application/json" not in asked.headers.get("accept", ""):
            raise RefusedError(406, "Not acceptable")
        if asked.method != "GET":
            raise RefusedError(405, "The method is not supported for this route.")
        pairs = parse(asked.query)
        path = asked.path.removeprefix("/v5")
        if path == "/whoami":
            data = {"business": self.business, "user": {"id": "u", "name": "A", "email": "a@b.c"}}
            return {"data": data | {"scopes": list(self.scopes)}}
        if path == "/settings":
            self._scope("general.read")
            return {"data": {"business_currency": "SAR", "business_timezone": "+03:00"}}
        if path == "/branches":
            self._scope("general.read")
            return self._page(self.branches, pairs, path)
        if path == "/devices":
            self._scope("general.read")
            return self._page([], pairs, path)
        if path == "/orders":
            self._scope("orders.list")
            return self._list(pairs)
        found = re.fullmatch(r"/orders/([0-9a-f-]{36})", path)
        if found and asked.path.startswith("/v5/"):
            self._scope("orders.get")
            row = self.orders.get(found[1])
            if row is None:
                raise RefusedError(404, "entity not found")
            return {"data": {**RELATIONS, **row}}
        raise RefusedError(404, "Not found")

    def _scope(self, scope: str) -> None:
        if scope not in self.scopes:
            raise RefusedError(403, "This action is unauthorized.")

    def _list(self, pairs: Row) -> Row:
        rows = [row for row in self.orders.values() if self._kept(row, pairs)]
        sort = pairs.get("sort", "id")
        if sort.lstrip("-") not in SORTS:
            raise RefusedError(400, "sort not allowed")
        rows.sort(key=lambda row: row[sort.lstrip("-")], reverse=sort.startswith("-"))
        wanted = set(filter(None, pairs.get("include", "").split(",")))
        if not wanted <= INCLUDES:
            raise RefusedError(400, "include not allowed")
        return self._page(rows, pairs, "/orders", lambda row: shown(row, wanted))

    def _kept(self, row: Row, pairs: Row) -> bool:
        for name, value in pairs.items():
            if name in {"page", "sort", "include"}:
                continue
            field = re.fullmatch(r"filter\[([a-z_.]+)\]", name)
            if field is None or field[1] not in FILTERS:
                raise RefusedError(400, f"{name} is not allowed")
            if not self._fits(row, field[1], value):
                return False
        return True

    def _fits(self, row: Row, field: str, value: str) -> bool:
        if field == "updated_after":
            if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", value):
                raise RefusedError(400, "updated_after")
            at: str = row["updated_at"]
            return at >= value if self.inclusive else at > value
        if field == "reference_after":
            return int(row["reference"]) > int(value)
        if field == "branch_id":
            return bool(row["branch"]["id"] == value)
        return str(row.get(field)) in value.split(",")

    def _page(
        self, rows: list[Row], pairs: Row, path: str, show: Callable[[Row], Row] = dict
    ) -> Row:
        number = int(pairs.get("page", "1"))
        last = max(1, -(-len(rows) // PAGE))
        part = rows[(number - 1) * PAGE : number * PAGE]
        if path == "/orders" and number > LAST_PAGE:
            part = []
        base = f"{self.url}/v5{path}?page="
        follows = number < last and not (path == "/orders" and number >= LAST_PAGE)
        return {
            "data": [show(row) for row in part],
            "links": {
                "first": f"{base}1",
                "last": f"{base}{last}",
                "prev": f"{base}{number - 1}" if number > 1 else None,
                "next": f"{base}{number + 1}" if follows else None,
            },
            "meta": {
                "current_page": number,
                "last_page": last,
                "path": f"{self.url}/v5{path}",
                "per_page": PAGE,
                "total": len(rows),
            },
        }


def parse(query: str) -> Row:
    """The query as production reads it: brackets and commas literal, a space as %20."""
    if re.search(r"%5b|%5d|%2c|\+", query, re.IGNORECASE):
        raise RefusedError(400, "Bad Request")
    pairs: Row = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        pairs[name] = unquote(value)
    return pairs


def shown(row: Row, wanted: set[str]) -> Row:
    """A row of a list: a relation that was not asked for is absent, not null."""
    seen = {**{name: RELATIONS[name] for name in wanted & RELATIONS.keys()}, **row}
    for name in RELATIONS.keys() - wanted:
        seen.pop(name, None)
    for outer, inner in NESTED:
        if outer in seen and f"{outer}.{inner}" not in wanted:
            seen[outer] = _without(seen[outer], inner)
    return seen


def _without(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_without(one, name) for one in value]
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if key != name}
    return value
