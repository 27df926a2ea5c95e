"""What a cashier or the kitchen does to an order, by name."""

from __future__ import annotations

from decimal import Decimal

from app.sandbox.catalog import Catalog
from app.sandbox.till import Till
from app.sandbox.till_store import NotPossibleError
from app.sandbox.world import Json

SIMPLE = {
    "kitchen": "kitchen",
    "ready": "ready",
    "bump": "ready",
    "recall": "recall",
    "void": "void",
    "leave": "leave",
    "screen": "come_back",
    "come_back": "come_back",
    "decline": "decline",
    "accept": "accept",
    "join": "join",
    "close": "close",
}


def till_action(till: Till, catalog: Catalog, order_id: str, action: str, body: Json) -> str:
    """Carries it out and returns the id of the order it made or changed."""
    if action in SIMPLE:
        getattr(till, SIMPLE[action])(order_id)
        return order_id
    if action == "pay":
        amount = body.get("amount")
        decimal = None if amount is None else Decimal(str(amount))
        till.pay(order_id, str(body.get("method", "Cash")), decimal)
        return order_id
    if action == "return":
        return till.give_back(order_id).id
    if action == "driver":
        with till.change(order_id) as order:
            order.driver = None if body.get("driver", True) is None else catalog.driver
        return order_id
    if action == "upload":
        till.upload(order_id)
        return order_id
    raise NotPossibleError(
        f"no such action: {action}; there are {sorted([*SIMPLE, 'pay', 'return'])}"
    )
