"""The books: what should have been sent, and what was (design 6, rules 1-4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.sandbox.books_rules import phone_digits
from app.sandbox.clock import iso_stamp
from app.sandbox.switches import FoodicsSwitches

from .conftest import Box, Make, create_body


def send(box: Box, made: Any, suffix: str = "", **changes: Any) -> None:
    """createOrder for a Foodics order."""
    body = create_body(f"F922240-{made['reference']}{suffix}", **changes)
    assert box.oto("createOrder", body).json()["success"]


def test_a_plain_order_is_eligible_then_lost_or_accepted(box: Box) -> None:
    made = box.order()
    other = box.order(branch="B02")
    truth = box.truth(active="B01")
    assert truth["seen"] == 2
    assert truth["eligible"] == [made["reference"]]
    assert truth["lost"] == []
    box.control("POST", "/clock", {"advance": 16})
    assert box.truth(active="B01")["lost"] == [made["reference"]]
    assert box.truth(active="B01,B02")["lost"] == [made["reference"], other["reference"]]
    send(box, made)
    truth = box.truth(active="B01")
    assert truth["accepted"] == {str(made["reference"]): 1}
    assert truth["lost"] == truth["wrong"] == truth["unwanted"] == truth["doubled"] == []


def test_since_leaves_out_what_was_ready_before(box: Box) -> None:
    old = box.order()
    box.sandbox.clock.advance(60)
    since = iso_stamp(box.sandbox.clock.now() - timedelta(seconds=5))
    new = box.order()
    assert box.truth(active="B01", since=since)["eligible"] == [new["reference"]]
    send(box, old)
    assert box.truth(active="B01", since=since)["unwanted"] == [old["reference"]]


def test_doubled_counts_live_orders_only(box: Box) -> None:
    made = box.order()
    send(box, made)
    box.oto("cancelOrder", {"orderId": f"F922240-{made['reference']}"})
    send(box, made, "-2")
    assert box.truth()["doubled"] == []
    send(box, made, "-3")
    truth = box.truth()
    assert truth["doubled"] == [made["reference"]]
    assert truth["accepted"][str(made["reference"])] == 3


def test_wrong_names_field_and_values(box: Box) -> None:
    made = box.order(payments=[{"method": "Mada", "amount": 86.25}], status=4)
    send(box, made, pickupLocationCode="B02")
    found = {one["field"]: (one["expected"], one["got"]) for one in box.truth()["wrong"]}
    assert found["payment_method"] == ("paid", "cod")
    assert found["amount_due"] == ("0", "86.25")
    assert found["pickup"] == ("B01", "B02")
    assert "phone" not in found


def test_a_payment_after_sending_is_not_wrong(box: Box) -> None:
    made = box.order()
    send(box, made)
    box.sandbox.clock.advance(60)
    box.control("POST", f"/orders/{made['reference']}/pay", {"method": "Cash"})
    assert box.rows("")[0]["status"] == 4
    assert box.truth()["wrong"] == []


@pytest.mark.parametrize(
    ("fields", "expect", "reason"),
    [
        ({}, "send", ""),
        ({"status": 4, "payments": [{"method": "Mada"}]}, "send", ""),
        ({"type": 2}, "never", "not_delivery"),
        ({"delivery_status": 1}, "never", "not_ready"),
        ({"delivery_status": None}, "never", "not_ready"),
        ({"delivery_status": 3}, "never", "dispatched_elsewhere"),
        ({"status": 7}, "never", "status_7"),
        ({"customer": None}, "never", "no_customer"),
        ({"address": None}, "never", "no_address"),
        ({"address": {"description": "", "latitude": "24.8", "longitude": "46.6"}}, "send", ""),
        ({"customer": {"phone": "05123"}}, "never", "bad_phone"),
        ({"branch": "B04"}, "never", "no_pickup"),
        ({"driver": True}, "never", "own_driver"),
        ({"meta": {"external_number": "Jahez: 123"}}, "ask", "aggregator"),
        ({"payments": [{"method": "Cash on delivery"}]}, "ask", "payment_unclear"),
        ({"original_order": 48000}, "ask", "return_or_split"),
        ({"address": {"description": "حي النعيم، جدة"}}, "ask", "city_unclear"),
        ({"address": {"description": "حي الملز، طريق مكة"}}, "send", ""),
        ({"opened_at": "2020-01-01T00:00:00Z"}, "ask", "late_upload"),
        ({"expect": "never"}, "never", "told"),
    ],
)
def test_expectations(box: Box, fields: Any, expect: str, reason: str) -> None:
    made = box.order(**fields)
    assert (made["expect"], made["reason"]) == (expect, reason)


def test_answers_change_expectations(box: Box) -> None:
    made = box.order(payments=[{"method": "Cash on delivery"}], status=4)
    assert box.truth()["ask"] == [made["reference"]]
    box.control("POST", "/answers", {"methods": {"Cash on delivery": "collect"}})
    page = box.control("GET", f"/truth/{made['reference']}")
    assert (page["expect"], page["payment_method"], page["amount_due"]) == ("send", "cod", "86.25")
    far = box.order(branch="B04")
    box.control("POST", "/answers", {"pickups": {"B04": "B01"}})
    assert far["reference"] in box.truth()["eligible"]


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("500000123", "966500000123"),
        ("0500000123", "966500000123"),
        ("٠٥٠٠٠٠٠١٢٣", "966500000123"),
        ("+966500000123", "966500000123"),
        ("966500000123", "966500000123"),
        ("00966 50 000 0123", "966500000123"),
        ("0112345678", "966112345678"),
        ("+971501234567", "971501234567"),
        ("05123", None),
        ("", None),
    ],
)
def test_phone_digits(phone: str, expected: str | None) -> None:
    assert phone_digits({"dial_code": 966, "phone": phone}) == expected


def test_till_actions_and_the_upload_rule(make_box: Make) -> None:
    box = make_box(foodics=FoodicsSwitches(rate_limit=10**6, upload_delay=(7, 7)))
    box.sandbox.clock.freeze()
    made = box.order(on_screen=True)
    assert made["reference"] is None
    box.control("POST", f"/orders/{made['id']}/kitchen")
    box.sandbox.clock.advance(60)
    assert box.rows("") == []  # on a cashier's screen: not in the cloud
    box.control("POST", f"/orders/{made['id']}/leave")
    assert box.rows("") == []
    box.sandbox.clock.advance(7)
    row = box.rows("")[0]
    assert row["delivery_status"] == 1
    assert row["meta"]["foodics"]["products_kitchen"][0]["kitchen_sent_at"]
    box.control("POST", f"/orders/{row['reference']}/ready")
    box.sandbox.clock.advance(7)
    assert box.rows("")[0]["delivery_status"] == 2
    assert box.rows("")[0]["created_at"] == row["created_at"] < box.rows("")[0]["updated_at"]
    box.control("POST", f"/orders/{row['reference']}/screen")
    box.control("POST", f"/orders/{row['reference']}/recall")
    box.sandbox.clock.advance(60)
    assert box.rows("")[0]["delivery_status"] == 2  # stale
    box.control("POST", f"/orders/{row['reference']}/void")
    box.sandbox.clock.advance(7)
    void = box.rows("include=products")[0]
    assert (void["status"], void["delivery_status"], void["total_price"]) == (7, 1, 0)
    assert void["products"][0]["status"] == 5


def test_non_delivery_uploads_only_when_closed_and_offline_tills_wait(box: Box) -> None:
    table = box.order(on_screen=True, type=1)
    box.control("POST", f"/orders/{table['id']}/leave")
    assert box.rows("") == []
    box.control("POST", "/tills/B01/offline")
    box.control("POST", f"/orders/{table['id']}/pay")
    assert box.rows("") == []
    box.control("POST", "/tills/B01/online")
    assert box.rows("")[0]["status"] == 4


def test_return_makes_a_new_order(box: Box) -> None:
    made = box.order(status=4, payments=[{"method": "Cash"}])
    back = box.control("POST", f"/orders/{made['reference']}/return")
    row = box.rows(f"filter[reference]={back['reference']}&include=original_order")[0]
    assert row["status"] == 5
    assert row["original_order"]["id"] == made["id"]


def test_control_says_what_is_wrong(box: Box) -> None:
    assert "no such branch" in box.control("POST", "/orders", {"branch": "B9"}, ok=False)["error"]
    assert "unknown field" in box.control("POST", "/orders", {"colour": 1}, ok=False)["error"]
    assert box.control("POST", "/orders/1/ready", {}, ok=False)["error"]
    made = box.order()
    assert box.control("POST", f"/orders/{made['reference']}/dance", {}, ok=False)["error"]
    assert box.control("POST", "/switches", {"oto": {"nothing": 1}}, ok=False)["error"]
