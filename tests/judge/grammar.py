"""What may be asked of `/orders`, and what an order consists of (foodics-api.md section 3)."""

from collections.abc import Mapping
from typing import Any

FILTERS = frozenset(
    [
        "id",
        "reference",
        "reference_after",
        "number",
        "check_number",
        "app_id",
        "branch_id",
        "device_id",
        "table_id",
        "coupon_id",
        "creator_id",
        "closer_id",
        "driver_id",
        "customer_id",
        "discount_id",
        "original_order_id",
        "tags.id",
        "has_tags",
        "type",
        "source",
        "status",
        "delivery_status",
        "is_ahead",
        "has_terminal_payment",
        "customer_notes",
        "kitchen_notes",
        "business_date",
        "business_date_after",
        "business_date_before",
        "due_on",
        "created_on",
        "updated_on",
        "updated_after",
    ]
)

SORTS = frozenset(
    ["updated_at", "created_at", "reference", "number", "id", "check_number", "business_date"]
)

INCLUDES = frozenset(
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
        "combos",
        "combos.combo_size",
        "combos.combo_size.combo",
        "combos.discount",
        "combos.products",
        "combos.products.product",
        "combos.products.options",
        "products",
        "products.product",
        "products.product.category",
        "products.discount",
        "products.options",
        "products.options.modifier_option",
        "products.options.taxes",
        "products.taxes",
    ]
)
#: Relations of an order, and what a single order holds of them when nobody has filled them in.
RELATIONS: Mapping[str, Any] = {
    "branch": None,
    "customer": None,
    "customer_address": None,
    "payments": [],
    "products": [],
    "combos": [],
    "charges": [],
    "tags": [],
    "driver": None,
    "device": None,
    "original_order": None,
    "creator": None,
    "closer": None,
    "table": None,
    "discount": None,
    "coupon": None,
    "promotion": None,
    "gift_card": None,
}
NESTED = (
    ("customer_address", "delivery_zone"),
    ("payments", "payment_method"),
    ("products", "product"),
    ("charges", "charge"),
)
