"""An order row becomes an `Order`, or an `UnreadableOrder` that says why not.

Rules: foodics-api.md sections 6 and 8. What money, state or address depend on must be readable,
or the row is a fault that a person sees. What is only shown may be odd.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.core.order import Address, Customer, Item, Order, Payment, UnreadableOrder
from app.foodics.wire import (
    Fault,
    Json,
    day,
    degrees,
    need,
    number,
    part,
    parts,
    text,
    text_or_none,
    tolerant,
    tolerant_list,
    unwrap,
    when,
    whole,
)

#: An absent relation was lost on the way and is never "none": without `payments` a paid order
#: would be collected for a second time (foodics-api.md section 8).
RELATIONS = ("customer", "customer_address", "payments", "branch")
#: Lines that are not delivered: moved, void, returned, declined (foodics-api.md section 6.1).
_DEAD_LINES = frozenset({4, 5, 6, 7})
#: Keys in `meta` that say that an aggregator has the order (foodics-api.md section 6.3).
_MARKERS = (
    "external_number",
    "external_source",
    "channelLink",
    "3rd_party_order_number",
    "3rd_party_driver_name",
)


def read_row(value: Any) -> tuple[Order | UnreadableOrder, datetime | None]:
    """Read one row of a list, or the one of a reply.

    The second value is its `updated_at`, if only that could be read: paging needs it.
    """
    row = unwrap(value)
    if not isinstance(row, dict):
        return UnreadableOrder(None, None, "row: not an object"), None
    try:
        return _order(row), when(row.get("updated_at"))
    except Fault as fault:
        unreadable = UnreadableOrder(
            text_or_none(row.get("id")), whole(row.get("reference")), str(fault)
        )
        return unreadable, when(row.get("updated_at"))


def _order(row: Json) -> Order:
    for relation in RELATIONS:
        if relation not in row:
            raise Fault(f"{relation}: absent, so not asked for or lost")
    branch = part(row["branch"], "branch") or {}
    meta = tolerant(row.get("meta"))
    ours = tolerant(meta.get("foodics"))
    delivery_status = row.get("delivery_status")
    original = part(row.get("original_order"), "original_order")
    return Order(
        id=need(text_or_none(row.get("id")), "id"),
        reference=need(whole(row.get("reference")), "reference"),
        number=whole(row.get("number")) or 0,
        check_number=whole(row.get("check_number")) or 0,
        branch_id=need(
            text_or_none(branch.get("id")) or text_or_none(row.get("branch_id")), "branch.id"
        ),
        type=need(whole(row.get("type")), "type"),
        source=0 if row.get("source") is None else need(whole(row["source"]), "source"),
        status=need(whole(row.get("status")), "status"),
        delivery_status=(
            None if delivery_status is None else need(whole(delivery_status), "delivery_status")
        ),
        total=need(number(row.get("total_price")), "total_price"),
        business_date=day(row.get("business_date")),
        opened_at=when(row.get("opened_at")),
        created_at=need(when(row.get("created_at")), "created_at"),
        updated_at=need(when(row.get("updated_at")), "updated_at"),
        app_id=text_or_none(row.get("app_id")),
        closed_at=when(row.get("closed_at")),
        due_at=when(row.get("due_at")),
        driver_assigned_at=when(row.get("driver_assigned_at")),
        kitchen_received_at=when(ours.get("kitchen_received_at"))
        or when(row.get("kitchen_received_at")),
        kitchen_done_at=when(ours.get("kitchen_done_at")) or when(row.get("kitchen_done_at")),
        customer=_customer(part(row["customer"], "customer")),
        address=_address(part(row["customer_address"], "customer_address")),
        payments=tuple(_payment(paid) for paid in parts(row["payments"], "payments")),
        items=(*_lines(row), *_combos(row)),
        tags=tuple(name for tag in tolerant_list(row.get("tags")) if (name := _name(tag))),
        driver_id=text_or_none(tolerant(row.get("driver")).get("id"))
        or text_or_none(row.get("driver_id")),
        original_order_id=None if original is None else text(original.get("id")) or "?",
        markers=tuple(_markers(meta)),
        customer_notes=text_or_none(row.get("customer_notes")),
        kitchen_notes=text_or_none(row.get("kitchen_notes")),
        delivery_fee=_delivery_fee(row, text(ours.get("delivery_charge_id"))),
        discount=number(row.get("discount_amount")) or Decimal(0),
    )


def _customer(row: Json | None) -> Customer | None:
    if row is None:
        return None
    return Customer(
        id=text(row.get("id")),
        name=text(row.get("name")),
        dial_code=text(row.get("dial_code")),
        phone=text(row.get("phone")),
        email=text_or_none(row.get("email")),
        notes=text_or_none(row.get("notes")),
    )


def _address(row: Json | None) -> Address | None:
    if row is None:
        return None
    return Address(
        id=text(row.get("id")),
        name=text(row.get("name")),
        description=text(row.get("description")),
        zone=_name(tolerant(row.get("delivery_zone"))) or None,
        latitude=degrees(row.get("latitude"), 90),
        longitude=degrees(row.get("longitude"), 180),
    )


def _payment(row: Json) -> Payment:
    method = tolerant(row.get("payment_method"))
    return Payment(
        amount=need(number(row.get("amount")), "payments.amount"),
        method_id=text(method.get("id")),
        method_name=text(method.get("name")),
        method_name_localized=text_or_none(method.get("name_localized")),
        method_type=whole(method.get("type")),
    )


def _lines(row: Json) -> Iterator[Item]:
    """What is carried: lines that are alive, less what was returned of them."""
    for line in tolerant_list(row.get("products")):
        if whole(line.get("status")) in _DEAD_LINES:
            continue
        ordered = number(line.get("quantity"))
        ordered = Decimal(1) if ordered is None else ordered
        kept = ordered - max(number(line.get("returned_quantity")) or Decimal(0), Decimal(0))
        if kept <= 0:
            continue
        total = number(line.get("total_price")) or Decimal(0)
        if kept != ordered:
            total = (total * kept / ordered).quantize(Decimal("0.00001"))
        product = tolerant(line.get("product"))
        yield Item(_name(product), text(product.get("sku")), kept, total)


def _combos(row: Json) -> Iterator[Item]:
    """A combo is one line: its price is the sum of what is in it (foodics-api.md section 6.2)."""
    for combo in tolerant_list(row.get("combos")):
        inside = list(_lines(combo))
        quantity = number(combo.get("quantity"))
        if not inside or (quantity is not None and quantity <= 0):
            continue
        size = tolerant(combo.get("combo_size"))
        name = " ".join(filter(None, (_name(tolerant(size.get("combo"))), _name(size))))
        yield Item(
            name=name or " + ".join(item.name for item in inside if item.name),
            sku=text(size.get("sku")),
            quantity=quantity or Decimal(1),
            total=sum((item.total for item in inside), Decimal(0)),
        )


def _name(row: Json) -> str:
    return text(row.get("name")) or text(row.get("name_localized"))


def _markers(meta: Json) -> Iterator[tuple[str, str]]:
    """Say which third-party keys are set, and who that is where the key tells it.

    Numbers and drivers' names are left out: they differ from order to order, and who was asked
    for once need not be asked for again.
    """
    for key in _MARKERS:
        value = meta.get(key)
        if value in (None, "", [], {}, False):
            continue
        who = ""
        if key == "external_number":
            # `App: number` or `App - Channel: number`, perhaps with a line break.
            found, mark, _ = text(value).replace("-", ":").partition(":")
            who = found if mark else ""
        elif key == "external_source":
            who = text(value)
        who = " ".join(who.split())[:60]
        yield key, "" if who.isdigit() else who


def _delivery_fee(row: Json, charge_id: str) -> Decimal:
    """Add up the charges for delivery; all charges when none is known as that."""
    every, delivery = Decimal(0), []
    for line in tolerant_list(row.get("charges")):
        amount = number(line.get("amount")) or Decimal(0)
        every += amount
        charge = tolerant(line.get("charge"))
        words = f"{text(charge.get('name'))} {text(charge.get('name_localized'))}".casefold()
        known = charge_id != "" and text(charge.get("id")) == charge_id
        if known or "delivery" in words or "توصيل" in words:
            delivery.append(amount)
    return sum(delivery, Decimal(0)) if delivery else every
