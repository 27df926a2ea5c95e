"""A cash-on-delivery order as Foodics lists it (foodics-api.md section 12.1, invented data)."""

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.core.errors import AppError

_COD = r"""
{
 "branch": {
  "id": "9f2c6a10-4b7e-4d55-9a31-0c5f6f0d1b03",
  "name": "فرع الياسمين",
  "name_localized": "Al Yasmin",
  "reference": "B03",
  "type": 1,
  "latitude": "24.8265000",
  "longitude": "46.6389000",
  "phone": "0110000003",
  "opening_from": "12:00",
  "opening_to": "02:00",
  "inventory_end_of_day_time": "02:00",
  "receipt_header": null,
  "receipt_footer": null,
  "settings": {
   "sa_zatca_branch_address": [],
   "branch_tax_number": "300000000000003"
  },
  "created_at": "2024-02-11 09:10:00",
  "updated_at": "2026-10-02 08:00:11",
  "deleted_at": null,
  "receives_online_orders": true,
  "accepts_reservations": false,
  "reservation_duration": 30,
  "reservation_times": null,
  "address": null
 },
 "original_order": null,
 "driver": null,
 "tags": [],
 "customer": {
  "id": "a1b0c3d4-1111-4aaa-8bbb-000000000001",
  "name": "نورة العتيبي",
  "dial_code": 966,
  "phone": "500000123",
  "email": null,
  "gender": null,
  "birth_date": null,
  "is_blacklisted": false,
  "is_house_account_enabled": false,
  "house_account_limit": null,
  "is_loyalty_enabled": false,
  "order_count": 6,
  "last_order_at": "2026-11-23 17:41:12",
  "notes": null,
  "created_at": "2025-03-01 14:00:00",
  "updated_at": "2026-11-23 17:43:05",
  "deleted_at": null
 },
 "customer_address": {
  "id": "a1b0c3d4-2222-4aaa-8bbb-000000000002",
  "name": "المنزل",
  "description": "حي الياسمين، شارع أنس بن مالك، مبنى 7421، شقة 12، الرياض",
  "latitude": "24.8236120",
  "longitude": "46.6401550",
  "delivery_zone": {
   "id": "a1b0c3d4-3333-4aaa-8bbb-000000000003",
   "name": "شمال الرياض",
   "name_localized": null,
   "reference": "dz01"
  },
  "created_at": "2025-03-01 14:01:00",
  "updated_at": "2025-03-01 14:01:00",
  "deleted_at": null
 },
 "charges": [
  {
   "charge": {
    "id": "a1b0c3d4-4444-4aaa-8bbb-000000000004",
    "name": "رسوم التوصيل",
    "name_localized": "Delivery fee",
    "type": 1,
    "value": 17.25
   },
   "amount": 17.25,
   "tax_exclusive_amount": 15
  }
 ],
 "payments": [],
 "products": [
  {
   "product": {
    "id": "a1b0c3d4-5555-4aaa-8bbb-000000000005",
    "sku": "sk-0014",
    "name": "مندي دجاج",
    "name_localized": "Chicken mandi",
    "price": 34.5
   },
   "id": "a1b0c3d4-6666-4aaa-8bbb-000000000006",
   "discount_type": null,
   "quantity": 2,
   "returned_quantity": 0,
   "unit_price": 34.5,
   "discount_amount": 0,
   "total_price": 69,
   "total_cost": 0,
   "tax_exclusive_discount_amount": 0,
   "tax_exclusive_unit_price": 30,
   "tax_exclusive_total_price": 60,
   "status": 2,
   "is_ingredients_wasted": 0,
   "delay_in_seconds": null,
   "kitchen_notes": "بدون بصل",
   "meta": {
    "foodics": {
     "uuid": "a1b0c3d4-7777-4aaa-8bbb-000000000007"
    }
   },
   "added_at": "2026-11-23 17:41:20",
   "closed_at": null
  }
 ],
 "device": {
  "id": "a1b0c3d4-8888-4aaa-8bbb-000000000008",
  "name": "Cashier 1",
  "code": "23127",
  "reference": "C01",
  "type": 1
 },
 "id": "7c1d5b62-0e5a-4c0e-9c55-3b1a6f2d9e41",
 "app_id": "8f9eb3f6-7987-4f66-aa8c-478c34d0c568",
 "promotion_id": null,
 "discount_type": null,
 "reference_x": null,
 "number": 27,
 "type": 3,
 "source": 1,
 "status": 2,
 "delivery_status": 2,
 "guests": 1,
 "kitchen_notes": null,
 "customer_notes": "الاتصال عند الوصول",
 "business_date": "2026-11-23",
 "subtotal_price": 60,
 "discount_amount": 0,
 "rounding_amount": 0,
 "total_price": 86.25,
 "tax_exclusive_discount_amount": 0,
 "delay_in_seconds": null,
 "meta": {
  "foodics": {
   "device_id": "a1b0c3d4-8888-4aaa-8bbb-000000000008",
   "auto_closed": false,
   "products_kitchen": [
    {
     "uuid": "a1b0c3d4-7777-4aaa-8bbb-000000000007",
     "kitchen_sent_at": "2026-11-23 17:42:28",
     "kitchen_times": []
    }
   ],
   "kitchen_received_at": "2026-11-23 17:42:30",
   "kitchen_done_at": "2026-11-23 18:01:44",
   "business_date_in_utc": "2026-11-23"
  }
 },
 "opened_at": "2026-11-23 17:41:12",
 "accepted_at": null,
 "due_at": null,
 "driver_assigned_at": null,
 "dispatched_at": null,
 "driver_collected_at": null,
 "delivered_at": null,
 "closed_at": null,
 "created_at": "2026-11-23 17:43:05",
 "updated_at": "2026-11-23 18:02:21",
 "reference": 48210,
 "check_number": 103377
}
"""

#: What the prepaid variant has otherwise.
_PREPAID = r"""
{
 "status": 4,
 "closed_at": "2026-11-23 17:44:40",
 "updated_at": "2026-11-23 18:02:21",
 "payments": [
  {
   "payment_method": {
    "id": "a1b0c3d4-9999-4aaa-8bbb-000000000009",
    "name": "Mada",
    "name_localized": "مدى",
    "type": 2,
    "code": null,
    "is_active": true
   },
   "meta": [],
   "id": "a1b0c3d4-aaaa-4aaa-8bbb-00000000000a",
   "amount": 86.25,
   "tendered": 86.25,
   "tips": 0,
   "business_date": "2026-11-23",
   "added_at": "2026-11-23 17:44:40"
  }
 ]
}
"""


def cod() -> dict[str, Any]:
    """Active, Ready, nothing paid: 86.25 to collect."""
    row: dict[str, Any] = json.loads(_COD)
    return row


def prepaid() -> dict[str, Any]:
    """The same, closed and paid by card."""
    changes: dict[str, Any] = json.loads(_PREPAID)
    return cod() | changes


def row(**changes: Any) -> dict[str, Any]:
    """The first one with other values; a name with `__` reaches inside."""
    made = cod()
    for name, value in changes.items():
        at = made
        *path, last = name.split("__")
        for key in path:
            at = at[key]
        at[last] = copy.deepcopy(value)
    return made


@contextmanager
def refused_as(code: str) -> Iterator[None]:
    """What is done inside raises the AppError of this code."""
    with pytest.raises(AppError) as caught:
        yield
    assert caught.value.code == code
