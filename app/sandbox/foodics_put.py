"""Writing back to Foodics: PUT /orders/{id} (foodics-api 9, 12.11)."""

from __future__ import annotations

from datetime import UTC, datetime

from app.sandbox.catalog import Catalog
from app.sandbox.cloud import Cloud
from app.sandbox.foodics_rows import full_row
from app.sandbox.order import DECLINED, Order
from app.sandbox.reply import Reply, Request
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.till import Till
from app.sandbox.world import Json

TIMES = ("driver_assigned_at", "dispatched_at", "driver_collected_at", "delivered_at")
DELIVER = {"delivery_status", "driver_id", *TIMES}
WRITERS = {"orders.write", "orders.limited.deliver"}
PENDING = 1


def _invalid(**errors: str) -> Reply:
    listed = {field: [text] for field, text in errors.items()}
    return Reply(422, {"message": "The given data was invalid.", "errors": listed})


def put_order(
    cloud: Cloud,
    till: Till,
    catalog: Catalog,
    switches: FoodicsSwitches,
    *,
    order_id: str,
    request: Request,
    scopes: tuple[str, ...],
) -> Reply:
    """The delivery fields, or status 3 while Pending; the whole order comes back."""
    try:
        body = request.json()
    except ValueError:
        return Reply(400, {"message": "Syntax error"})
    if not isinstance(body, dict):
        return _invalid(data="The data field is required.")
    declining = "status" in body
    allowed = {"orders.limited.decline", "orders.write"} if declining else WRITERS
    if not allowed & set(scopes):
        return Reply(403, {"message": "This action is unauthorized."})
    held = cloud.get(order_id)
    if held is None:
        return Reply(404, {"message": "entity not found"})
    order = held.order
    refused = _declined(order, body) if declining else _changed(order, body, switches, catalog)
    if refused is not None:
        return refused
    # Tills learn it from the cloud; without this their next upload would undo it.
    till.learn(order)
    return Reply(200, {"data": full_row(cloud.put(order), catalog)})


def _declined(order: Order, body: Json) -> Reply | None:
    if body["status"] != DECLINED or order.status != PENDING:
        return _invalid(status="Only pending orders can be declined.")
    order.status = DECLINED
    return None


def _changed(order: Order, body: Json, switches: FoodicsSwitches, catalog: Catalog) -> Reply | None:
    unknown = sorted(set(body) - DELIVER)
    if unknown:
        # Whether a limited scope may write more is unknown (9): assume not.
        return _invalid(**{unknown[0]: f"The {unknown[0]} field is prohibited."})
    status = body.get("delivery_status", order.delivery_status)
    if "delivery_status" in body:
        if not isinstance(status, int) or isinstance(status, bool) or not 1 <= status <= 6:
            return _invalid(delivery_status="The selected delivery status is invalid.")
        if switches.deliver_forward_only and status < (order.delivery_status or 0):
            return _invalid(delivery_status="The delivery status cannot move backwards.")
    times: dict[str, datetime | None] = {}
    for name in TIMES:
        if name in body:
            try:
                times[name] = _time(body[name])
            except (TypeError, ValueError):
                return _invalid(**{name: "The date does not match the format Y-m-d H:i:s."})
    driver = body.get("driver_id")
    if driver is not None and driver != catalog.driver["id"]:
        return _invalid(driver_id="The selected driver is invalid.")
    order.delivery_status = status
    if "driver_id" in body:
        order.driver = catalog.driver if driver else None
    for name, at in times.items():
        setattr(order, name, at)
    return None


def _time(value: str | None) -> datetime | None:
    if value is None:
        return None
    return datetime.strptime(value, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
