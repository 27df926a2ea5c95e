"""Orders of the cloud as Foodics' JSON, with types as seen on the wire (foodics-api 6, 12.6)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.sandbox.catalog import Catalog
from app.sandbox.clock import foodics_stamp
from app.sandbox.order import CloudOrder, Line, Order, Payment
from app.sandbox.world import Json

VAT = Decimal("1.15")


def _net(gross: Decimal) -> Decimal:
    return (gross / VAT).quantize(Decimal("0.00001"), ROUND_HALF_UP).normalize()


def _customer(customer: Json | None, order: Order) -> Json | None:
    if customer is None:
        return None
    seen = foodics_stamp(order.opened_at)
    return {
        "email": None,
        "gender": None,
        "birth_date": None,
        "is_blacklisted": False,
        "is_house_account_enabled": False,
        "house_account_limit": None,
        "is_loyalty_enabled": False,
        "order_count": 6,
        "last_order_at": seen,
        "notes": None,
        "created_at": "2025-03-01 14:00:00",
        "updated_at": seen,
        "deleted_at": None,
        **customer,
    }


def _address(address: Json | None) -> Json | None:
    if address is None:
        return None
    return {
        "created_at": "2025-03-01 14:01:00",
        "updated_at": "2025-03-01 14:01:00",
        "deleted_at": None,
        **address,
    }


def _line(line: Line) -> Json:
    net_unit, net_total = _net(line.unit_price), _net(line.total)
    return {
        "product": line.product,
        "discount": None,
        "promotion": None,
        "options": [],
        "taxes": [
            {
                "id": "a1b0c3d4-0000-4aaa-8bbb-00000000000f",
                "name": "VAT",
                "rate": 15,
                "pivot": {"amount": line.total - net_total, "rate": 15},
            }
        ],
        "timed_events": [],
        "void_reason": None,
        "creator": None,
        "voider": None,
        "id": line.id,
        "discount_type": None,
        "quantity": line.quantity,
        "returned_quantity": 0,
        "unit_price": line.unit_price,
        "discount_amount": 0,
        "total_price": line.total,
        "total_cost": 0,
        "tax_exclusive_discount_amount": 0,
        "tax_exclusive_unit_price": net_unit,
        "tax_exclusive_total_price": net_total,
        "status": line.status,
        "is_ingredients_wasted": 0,
        "delay_in_seconds": None,
        "kitchen_notes": line.notes,
        "meta": {"foodics": {"uuid": line.uuid}},
        "added_at": foodics_stamp(line.added_at),
        "closed_at": foodics_stamp(line.closed_at),
    }


def _payment(payment: Payment, order: Order, catalog: Catalog) -> Json:
    return {
        "payment_method": payment.method,
        "user": catalog.cashier,
        "meta": [],
        "id": payment.id,
        "amount": payment.amount,
        "tendered": payment.tendered,
        "tips": payment.tips,
        "business_date": order.business_date,
        "added_at": foodics_stamp(payment.added_at),
    }


def _meta(order: Order, catalog: Catalog) -> Any:
    if isinstance(order.meta, list):
        return []
    inner: Json = {
        "device_id": catalog.devices[order.branch]["id"],
        "auto_closed": order.auto_closed,
        "products_kitchen": [
            {
                "uuid": line.uuid,
                "kitchen_sent_at": foodics_stamp(line.kitchen_sent_at),
                "kitchen_times": [],
            }
            for line in order.lines
            if line.kitchen_sent_at is not None
        ],
        "business_date_in_utc": order.business_date,
    }
    for key, at in (
        ("kitchen_received_at", order.kitchen_received_at),
        ("kitchen_done_at", order.kitchen_done_at),
    ):
        if at is not None:
            inner[key] = foodics_stamp(at)
    if order.joined_orders:
        inner["joined_orders"] = list(order.joined_orders)
    return {"foodics": inner} | dict(order.meta)


def full_row(held: CloudOrder, catalog: Catalog) -> Json:
    """The order with all relations expanded, as `GET /orders/{id}` returns it."""
    if held.row is None:
        held.row = _row(held, catalog)
    return held.row


def _row(held: CloudOrder, catalog: Catalog) -> Json:
    order = held.order
    goods = sum((line.total for line in order.lines), Decimal(0))
    charges = []
    if order.delivery_fee:
        charges.append(
            {
                "charge": catalog.charge,
                "taxes": [],
                "amount": order.delivery_fee,
                "tax_exclusive_amount": _net(order.delivery_fee),
            }
        )
    row: Json = {
        "branch": catalog.branches[order.branch],
        "original_order": order.original_order,
        "driver": order.driver,
        "tags": order.tags,
        "customer": _customer(order.customer, order),
        "customer_address": _address(order.address),
        "charges": charges,
        "payments": [_payment(one, order, catalog) for one in order.payments],
        "products": [_line(line) for line in order.lines],
        "combos": [],
        "device": catalog.devices[order.branch] if order.source == 1 else None,
        "creator": catalog.cashier if order.source == 1 else None,
        "closer": catalog.cashier if order.closed_at else None,
        **dict.fromkeys(("table", "discount", "coupon", "promotion", "gift_card")),
        "id": order.id,
        "app_id": order.app_id,
        "promotion_id": None,
        "discount_type": 1 if order.discount else None,
        "reference_x": order.reference_x,
        "number": order.number,
        "type": order.type,
        "source": order.source,
        "status": order.status,
        "delivery_status": order.delivery_status,
        "guests": 1,
        "kitchen_notes": order.kitchen_notes,
        "customer_notes": order.customer_notes,
        "business_date": order.business_date,
        "subtotal_price": _net(goods),
        "discount_amount": order.discount,
        "rounding_amount": order.rounding,
        "total_price": order.total_price,
        "tax_exclusive_discount_amount": _net(order.discount),
        "delay_in_seconds": None,
        "meta": _meta(order, catalog),
        "opened_at": foodics_stamp(order.opened_at),
        "accepted_at": foodics_stamp(order.accepted_at),
        "due_at": foodics_stamp(order.due_at),
        "driver_assigned_at": foodics_stamp(order.driver_assigned_at),
        "dispatched_at": foodics_stamp(order.dispatched_at),
        "driver_collected_at": foodics_stamp(order.driver_collected_at),
        "delivered_at": foodics_stamp(order.delivered_at),
        "closed_at": foodics_stamp(order.closed_at),
        "created_at": foodics_stamp(held.created_at),
        "updated_at": foodics_stamp(held.updated_at),
        "reference": held.reference,
        "check_number": order.check_number,
    }
    row.update(order.raw)
    for key in order.omit:
        row.pop(key, None)
    return row
