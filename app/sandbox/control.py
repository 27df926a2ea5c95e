"""The control service: plain JSON over HTTP on a loopback port of its own."""

from __future__ import annotations

import functools
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.sandbox.clock import iso_stamp, parse_stamp
from app.sandbox.control_actions import till_action
from app.sandbox.control_services import Ask, Handler, ServicesControl
from app.sandbox.faults import KINDS
from app.sandbox.foodics_rows import full_row
from app.sandbox.order import CloudOrder
from app.sandbox.orders_in import BadOrderError, OrdersIn
from app.sandbox.reply import plain
from app.sandbox.till_store import NotPossibleError
from app.sandbox.world import Json

if TYPE_CHECKING:
    from app.sandbox.server import Sandbox


class NotFoundError(Exception):
    """No such order or thing."""


def _shown(status: int, body: Any) -> Response:
    text = json.dumps(body, ensure_ascii=False, default=plain)
    return Response(text, status, media_type="application/json")


class Control:
    """Truth, orders, till actions, faults, calls, clock, OTO's store, scenario."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._box = sandbox
        self.orders = OrdersIn(
            sandbox.world, sandbox.catalog, sandbox.till, sandbox.cloud, sandbox.foodics_switches
        )
        services = ServicesControl(sandbox)
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/", self._index),
            ("GET", "/truth", self._truth),
            ("GET", "/truth/{reference}", self._truth_page),
            ("GET", "/orders", self._list),
            ("POST", "/orders", self._add),
            ("GET", "/orders/{reference}", self._one),
            ("PATCH", "/orders/{reference}", self._change),
            ("POST", "/orders/{reference}/{action}", self._act),
            ("GET", "/faults", self._faults),
            ("POST", "/faults", self._add_fault),
            ("DELETE", "/faults", self._clear_faults),
            ("GET", "/calls", self._calls),
            ("DELETE", "/calls", self._clear_calls),
            ("GET", "/clock", self._clock),
            ("POST", "/clock", self._clock),
            *services.routes(),
        ]
        self.app = Starlette(
            routes=[Route(path, self._wrapped(h), methods=[m]) for m, path, h in table]
        )
        self._paths = [f"{method} {path}" for method, path, _ in table]

    def _wrapped(self, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        @functools.wraps(handler)
        async def run(request: Request) -> Response:
            raw = await request.body()
            try:
                body = json.loads(raw) if raw.strip() else {}
                if not isinstance(body, dict):
                    raise BadOrderError("the body must be a JSON object")
                with self._box.world.lock:
                    self._box.world.timeline.settle()
                    answer = handler(
                        Ask(body, dict(request.query_params), dict(request.path_params))
                    )
                    status, answer = answer if isinstance(answer, tuple) else (200, answer)
                    return _shown(status, answer)
            except NotFoundError as error:
                return _shown(404, {"error": str(error)})
            except NotPossibleError as error:
                return _shown(409, {"error": str(error)})
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                return _shown(400, {"error": f"{type(error).__name__}: {error}"})

        return run

    def _index(self, _: Ask) -> Json:
        return {"endpoints": self._paths}

    def _truth(self, ask: Ask) -> Json:
        query = ask.query
        active = query.get("active")
        since = query.get("since")
        return self._box.truth.account(
            None if active is None else {one.strip() for one in active.split(",") if one.strip()},
            grace=float(query.get("grace", "15")),
            since=parse_stamp(since) if since else None,
        )

    def _truth_page(self, ask: Ask) -> Json:
        page = self._box.truth.page(int(ask.path["reference"]))
        if page is None:
            raise NotFoundError("no such order")
        return page

    def _held(self, ask: Ask) -> CloudOrder:
        held = self._box.cloud.find(ask.path["reference"])
        if held is None:
            raise NotFoundError(f"no order {ask.path['reference']} in the cloud")
        return held

    def _brief(self, held: CloudOrder) -> Json:
        order = held.order
        return {
            "id": held.id,
            "reference": held.reference,
            "number": order.number,
            "check_number": order.check_number,
            "branch": order.branch,
            "type": order.type,
            "status": order.status,
            "delivery_status": order.delivery_status,
            "updated_at": iso_stamp(held.updated_at),
            "expect": self._box.books.by_id[held.id].judgement.expect,
            "reason": self._box.books.by_id[held.id].judgement.reason,
            "script": self._box.books.by_id[held.id].note,
        }

    def _list(self, _: Ask) -> Json:
        return {"orders": [self._brief(held) for held in self._box.cloud.all()]}

    def _one(self, ask: Ask) -> Json:
        held = self._held(ask)
        return self._brief(held) | {"row": full_row(held, self._box.catalog)}

    def _add(self, ask: Ask) -> tuple[int, Json]:
        made = self.orders.add(**ask.body)
        if isinstance(made, CloudOrder):
            return 201, self._brief(made)
        known = {"id": made.id, "number": made.number, "check_number": made.check_number}
        return 201, {**known, "reference": None}

    def _change(self, ask: Ask) -> Json:
        return self._brief(self.orders.change(self._held(ask), ask.body))

    def _act(self, ask: Ask) -> Json:
        key, till = ask.path["reference"], self._box.till
        held = self._box.cloud.find(key)
        order_id = held.id if held is not None else key
        if till.get(order_id) is None:
            raise NotFoundError(f"no order {key}")
        made = till_action(till, self._box.catalog, order_id, ask.path["action"], ask.body)
        held = self._box.cloud.find(made)
        if held is not None:
            return self._brief(held)
        return {"id": made, "reference": None}

    def _faults(self, _: Ask) -> Json:
        faults = [fault.as_json() for fault in self._box.faults.in_force()]
        return {"faults": faults, "kinds": list(KINDS)}

    def _add_fault(self, ask: Ask) -> tuple[int, Json]:
        fields = dict(ask.body)
        first = (fields.pop("service"), fields.pop("endpoint", "*"), fields.pop("kind"))
        fault = self._box.faults.add(*first, fields.pop("count", 1), **fields)
        return 201, fault.as_json()

    def _clear_faults(self, ask: Ask) -> Json:
        fault_id = ask.query.get("id")
        service = ask.query.get("service")
        self._box.faults.clear(service, None if fault_id is None else int(fault_id))
        return {"faults": [fault.as_json() for fault in self._box.faults.in_force()]}

    def _calls(self, ask: Ask) -> Json:
        query = ask.query
        found = self._box.calls.calls(query.get("service"), query.get("endpoint"))
        limit = int(query.get("limit", "1000"))
        shown = [call.as_json() for call in found[-limit:]]
        return {"calls": shown, **self._box.calls.summary()}

    def _clear_calls(self, _: Ask) -> Json:
        self._box.calls.clear()
        return self._box.calls.summary()

    def _clock(self, ask: Ask) -> Json:
        clock = self._box.clock
        if ask.body.get("freeze") is True:
            clock.freeze()
        elif ask.body.get("freeze") is False:
            clock.thaw()
        if "advance" in ask.body:
            clock.advance(float(ask.body["advance"]))
            self._box.world.timeline.settle()
        return {"now": iso_stamp(clock.now())}
