"""Foodics' lists: pages, filters, sorts, includes, types (foodics-api 3, 6, 12)."""

from __future__ import annotations

import re

import pytest

from app.sandbox.switches import FoodicsSwitches

from .conftest import Box, Make


def test_row_has_the_types_seen_on_the_wire(box: Box) -> None:
    made = box.order()
    row = box.rows("include=branch,customer,customer_address,payments,charges.charge,products")[0]
    assert row["reference"] == made["reference"]
    assert isinstance(row["reference"], int)
    assert row["total_price"] == 86.25
    assert row["products"][0]["total_price"] == 69
    assert isinstance(row["products"][0]["total_price"], int)
    assert row["customer"]["dial_code"] == 966
    assert isinstance(row["branch"]["latitude"], str)
    assert row["branch"]["settings"]["sa_zatca_branch_address"] == []
    assert row["payments"] == []
    assert row["charges"][0]["charge"]["name_localized"] == "Delivery fee"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row["updated_at"])
    assert row["meta"]["foodics"]["kitchen_done_at"]


def test_unrequested_relation_is_absent_and_requested_empty_one_is_null(box: Box) -> None:
    box.order(customer=None)
    assert "customer" not in box.rows("")[0]
    row = box.rows("include=customer,payments,driver,customer_address")[0]
    assert row["customer"] is None
    assert row["driver"] is None
    assert row["payments"] == []
    assert "delivery_zone" not in row["customer_address"]
    deep = box.rows("include=customer_address.delivery_zone")[0]
    assert "delivery_zone" in deep["customer_address"]


def test_single_order_has_everything_expanded(box: Box) -> None:
    made = box.order()
    row = box.foodics(f"orders/{made['id']}").json()["data"]
    assert row["customer"]["phone"] == "500000123"
    assert row["products"][0]["product"]["category"]["name"] == "Menu"
    assert row["combos"] == []
    assert box.foodics("orders/nothing").json() == {"message": "entity not found"}


def test_pages_of_fifty_and_nothing_after_page_ten(box: Box) -> None:
    for _ in range(505):
        box.sandbox.control.orders.add()
    first = box.foodics("orders?sort=reference&filter[type]=3").json()
    assert len(first["data"]) == 50
    assert first["meta"]["last_page"] == 11
    assert first["meta"]["total"] == 505
    assert (first["meta"]["from"], first["meta"]["to"]) == (1, 50)
    assert "filter[type]=3" in first["links"]["next"]
    assert first["links"]["prev"] is None
    assert len(box.rows("page=10")) == 50
    late = box.foodics("orders?page=11")
    assert late.status_code == 200
    assert late.json()["data"] == []
    after = box.rows(f"sort=reference&filter[reference_after]={first['data'][-1]['reference']}")
    assert after[0]["reference"] == first["data"][-1]["reference"] + 1


def test_default_order_is_by_id_and_sorts_go_both_ways(box: Box) -> None:
    for _ in range(5):
        box.order()
    ids = [row["id"] for row in box.rows("")]
    assert ids == sorted(ids)
    down = [row["reference"] for row in box.rows("sort=-reference")]
    assert down == sorted(down, reverse=True)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("filter[type]=3", 2),
        ("filter[status]=2,4", 3),
        ("filter[status]=7", 0),
        ("filter[delivery_status]=2&filter[type]=1", 1),
        ("filter[updated_after]=2020-01-01%2000:00:00", 3),
        ("filter[updated_after]=2090-01-01%2000:00:00", 0),
        ("filter[has_tags]=true", 1),
        ("filter[business_date_after]=2020-01-01", 3),
        ("filter[is_ahead]=true", 0),
    ],
)
def test_filters(box: Box, query: str, found: int) -> None:
    box.order(tags=["VIP"])
    box.order(status=4)
    box.order(type=1)
    assert len(box.rows(query)) == found


def test_updated_after_moves_with_a_change(box: Box) -> None:
    box.sandbox.clock.freeze()
    one, two = box.order(), box.order()
    cursor = box.rows("")[0]["updated_at"]
    box.sandbox.clock.advance(10)
    box.control("PATCH", f"/orders/{two['reference']}", {"customer": {"phone": "0555555555"}})
    found = box.rows(f"filter[updated_after]={cursor.replace(' ', '%20')}&include=customer")
    assert [row["id"] for row in found] == [two["id"]]
    assert found[0]["customer"]["phone"] == "0555555555"
    assert one["id"] != two["id"]


@pytest.mark.parametrize(
    "query",
    [
        "filter[created_after]=2026-01-01",
        "include=products.modifiers",
        "sort=opened_at",
        "filter[updated_after]=yesterday",
        "filter%5Btype%5D=3",
        "filter[status]=2%2C4",
        "page=0",
    ],
)
def test_bad_queries_are_refused(box: Box, query: str) -> None:
    box.order()
    reply = box.foodics(f"orders?{query}")
    assert reply.status_code == 400
    assert reply.json()["message"]


def test_switches_change_the_reading_of_a_query(make_box: Make) -> None:
    box = make_box(
        foodics=FoodicsSwitches(
            rate_limit=1000, encoded_brackets_rejected=False, filter_id_ignored=True
        )
    )
    box.order()
    assert box.foodics("orders?filter%5Btype%5D=1").json()["data"] == []
    assert len(box.rows("filter[id]=another")) == 1


def test_branches_and_other_lists(box: Box) -> None:
    branches = box.foodics("branches?sort=reference").json()["data"]
    assert [row["reference"] for row in branches] == ["B01", "B02", "B03", "B04"]
    assert branches[2]["latitude"] is None
    assert branches[3]["name_localized"] is None
    assert box.foodics("settings").json()["data"]["business_currency"] == "SAR"
    kinds = {row["name"]: row["type"] for row in box.foodics("payment_methods").json()["data"]}
    assert kinds["Cash on delivery"] == 3
    box.control("POST", "/tills/B02/offline")
    devices = box.foodics("devices?include=branch").json()["data"]
    offline = [row["branch"]["reference"] for row in devices if not row["is_online"]]
    assert offline == ["B02"]
    assert box.foodics("branch_business_days").status_code == 403
    box.control("POST", "/foodics/account", {"scopes": ["operations.read"]})
    short = box.foodics("branch_business_days").json()
    assert short["links"]["last"] is None
    assert "total" not in short["meta"]


def test_delivery_fields_can_be_written(box: Box) -> None:
    made = box.order()
    when = {"delivery_status": 3, "driver_assigned_at": "2026-11-23 18:00:00"}
    reply = box.foodics(f"orders/{made['id']}", "PUT", json=when)
    assert reply.status_code == 200
    assert reply.json()["data"]["delivery_status"] == 3
    assert box.rows("filter[delivery_status]=3")[0]["driver_assigned_at"] == "2026-11-23 18:00:00"
    wrong = box.foodics(f"orders/{made['id']}", "PUT", json={"delivery_status": 9})
    assert wrong.status_code == 422
    assert wrong.json()["errors"]["delivery_status"]
    assert box.foodics("orders/x", "PUT", json={}).status_code == 404
    assert box.foodics(f"orders/{made['id']}", "PUT", json={"status": 3}).status_code == 403
