"""What Foodics' lists understand: filters, sorts and includes by name (foodics-api 3.2-3.4, 5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from app.sandbox.foodics_query import BadQueryError, Grammar, Match
from app.sandbox.switches import FoodicsSwitches
from app.sandbox.world import Json

STAMP = re.compile(r"^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$")
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")

ORDER_INCLUDES = frozenset(
    [
        "branch",
        "table",
        "table.section",
        "creator",
        "closer",
        "device",
        "driver",
        "customer",
        "customer_address",
        "customer_address.delivery_zone",
        "discount",
        "coupon",
        "tags",
        "promotion",
        "original_order",
        "charges",
        "charges.charge",
        "charges.taxes",
        "payments",
        "payments.payment_method",
        "payments.user",
        "gift_card",
        "gift_card.gift_card_product",
        "combos",
        "combos.combo_size",
        "combos.combo_size.combo",
        "combos.discount",
        "combos.products",
        "combos.products.product",
        "combos.products.product.category",
        "combos.products.discount",
        "combos.products.options",
        "combos.products.options.modifier_option",
        "combos.products.options.taxes",
        "combos.products.taxes",
        "combos.products.timed_events",
        "combos.products.combo_option",
        "combos.products.combo_size",
        "combos.products.creator",
        "combos.products.voider",
        "combos.products.promotion",
        "combos.products.void_reason",
        "products",
        "products.product",
        "products.product.category",
        "products.discount",
        "products.options",
        "products.options.modifier_option",
        "products.options.taxes",
        "products.taxes",
        "products.timed_events",
        "products.promotion",
        "products.void_reason",
        "products.creator",
        "products.voider",
    ]
)
ORDER_SORTS = frozenset(
    {"updated_at", "created_at", "reference", "number", "id", "check_number", "business_date"}
)
BRANCH_INCLUDES = frozenset(
    [
        "users",
        "delivery_zones",
        "discounts",
        "tags",
        "timed_events",
        "promotions",
        "tax_group",
        "sections",
        "sections.tables",
        "charges",
        "devices",
    ]
)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def equal(key: str) -> Match:
    """The field's text is the value; booleans also as 1 and 0."""

    def match(row: Json, value: str) -> bool:
        own = row.get(key)
        if isinstance(own, bool):
            return own == (value in ("true", "1"))
        return _text(own) == value

    return match


def of(relation: str, key: str = "id") -> Match:
    """The related object's field is the value."""
    return lambda row, value: _text((row.get(relation) or {}).get(key)) == value


def on(key: str) -> Match:
    """The stamp's day (UTC) is the value."""

    def match(row: Json, value: str) -> bool:
        if not DAY.match(value):
            raise BadQueryError(f"The filter {key} must be a date.")
        return _text(row.get(key)).startswith(value)

    return match


def after(key: str, *, inclusive: bool = False, before: bool = False) -> Match:
    """The stamp or date lies after (or before) the value."""

    def match(row: Json, value: str) -> bool:
        if not STAMP.match(value):
            raise BadQueryError(f"The filter on {key} does not match the format Y-m-d H:i:s.")
        own = row.get(key)
        if not isinstance(own, str):
            return False
        if inclusive and own == value:
            return True
        return own < value if before else own > value

    return match


def above(key: str) -> Match:
    """The number is greater than the value."""

    def match(row: Json, value: str) -> bool:
        if not value.isdigit():
            raise BadQueryError(f"The filter on {key} must be a number.")
        return int(row.get(key) or 0) > int(value)

    return match


def contains(key: str) -> Match:
    """The text contains the value, case-insensitive."""
    return lambda row, value: value.casefold() in _text(row.get(key)).casefold()


def truth(test: Callable[[Json], bool]) -> Match:
    """The condition holds, or for `false` does not."""
    return lambda row, value: test(row) == (value in ("true", "1"))


def _related(*names: str) -> dict[str, Match]:
    return {f"{name}_id": of(name) for name in names}


def orders(switches: FoodicsSwitches) -> Grammar:
    """/orders."""
    plain = "id reference number check_number app_id type source status delivery_status"
    return Grammar(
        filters={name: equal(name) for name in plain.split()}
        | _related("branch", "device", "table", "coupon", "creator", "closer", "driver")
        | _related("customer", "discount", "original_order")
        | {
            "reference_after": above("reference"),
            "tags.id": lambda row, value: any(tag["id"] == value for tag in row.get("tags") or []),
            "has_tags": truth(lambda row: bool(row.get("tags"))),
            "is_ahead": truth(lambda row: row.get("due_at") is not None),
            "has_terminal_payment": truth(lambda _: False),
            "customer_notes": contains("customer_notes"),
            "kitchen_notes": contains("kitchen_notes"),
            "business_date": equal("business_date"),
            "business_date_after": after("business_date"),
            "business_date_before": after("business_date", before=True),
            "due_on": on("due_at"),
            "created_on": on("created_at"),
            "updated_on": on("updated_at"),
            "updated_after": after("updated_at", inclusive=switches.updated_after_inclusive),
        },
        sorts=ORDER_SORTS,
        includes=ORDER_INCLUDES,
        relations=ORDER_INCLUDES,
        page_limit=True,
    )


def branches() -> Grammar:
    """/branches. Related filters find nothing here: no such relations are modelled."""
    plain = "id name name_localized reference receives_online_orders"
    none = [
        "users.id",
        "delivery_zones.id",
        "discounts.id",
        "tags.id",
        "tax_group_id",
        "timed_events.id",
        "promotions.id",
    ]
    return Grammar(
        filters={name: equal(name) for name in plain.split()}
        | {name: lambda _row, _value: False for name in none}
        | {
            "updated_after": after("updated_at"),
            "is_deleted": truth(lambda row: row.get("deleted_at") is not None),
            "created_on": on("created_at"),
            "updated_on": on("updated_at"),
            "deleted_on": on("deleted_at"),
        },
        sorts=frozenset({"created_at", "updated_at", "reference", "name", "name_localized"}),
        includes=BRANCH_INCLUDES,
        relations=BRANCH_INCLUDES,
    )


def simple(*filters: str, includes: tuple[str, ...] = (), short: bool = False) -> Grammar:
    """A list with plain filters and nothing else."""
    return Grammar(
        filters={name: equal(name) for name in ("id", "name", *filters)}
        | {"branch_id": of("branch"), "updated_after": after("updated_at")},
        sorts=frozenset({"created_at", "updated_at", "reference", "name"}),
        includes=frozenset(includes),
        relations=frozenset(includes),
        short_meta=short,
    )
