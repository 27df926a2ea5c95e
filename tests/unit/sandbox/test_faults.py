"""Faults on demand, over real connections (foodics-api 12.12, oto-api 13)."""

from __future__ import annotations

import threading
import time

import httpx
import pytest

from .conftest import Box, create_body


def until(condition: object, limit: float = 5.0) -> None:
    """Waits for a condition."""
    end = time.monotonic() + limit
    while not (callable(condition) and condition()):
        assert time.monotonic() < end, "the condition did not come"
        time.sleep(0.005)


def fault(box: Box, service: str, endpoint: str, kind: str, **more: object) -> None:
    """By way of the control service."""
    given = {"service": service, "endpoint": endpoint, "kind": kind, **more}
    box.control("POST", "/faults", given)


def test_drop_before_loses_the_request(box: Box) -> None:
    fault(box, "oto", "createOrder", "drop_before")
    with pytest.raises(httpx.RemoteProtocolError):
        box.oto("createOrder", create_body())
    assert box.control("GET", "/oto/orders")["orders"] == []
    assert box.oto("createOrder", create_body()).json()["success"]


def test_drop_after_loses_only_the_reply(box: Box) -> None:
    fault(box, "oto", "createOrder", "drop_after")
    with pytest.raises(httpx.RemoteProtocolError):
        box.oto("createOrder", create_body())
    assert len(box.control("GET", "/oto/orders")["orders"]) == 1
    assert box.oto("createOrder", create_body()).json()["otoErrorCode"] == "OTO1063"
    assert box.control("GET", "/calls?service=oto")["counts"]["oto"]["createOrder"] == {
        "400": 1,
        "dropped": 1,
    }


def test_cut_sends_half_of_the_body(box: Box) -> None:
    fault(box, "foodics", "orders", "cut")
    with pytest.raises(httpx.RemoteProtocolError):
        box.foodics("orders")
    assert box.foodics("orders").status_code == 200


def test_replies_that_take_the_place_of_the_own_one(box: Box) -> None:
    late = {"retry-after": "7"}
    fault(box, "foodics", "orders", "status", status=429, headers=late, body={"message": "No"})
    reply = box.foodics("orders")
    assert (reply.status_code, reply.headers["retry-after"], reply.json()["message"]) == (
        429,
        "7",
        "No",
    )
    fault(box, "foodics", "orders", "html", status=503)
    assert box.foodics("orders").text.startswith("<!DOCTYPE html>")
    fault(box, "oto", "createOrder", "oto_code", code="OTO1211", status=409)
    reply = box.oto("createOrder", create_body())
    assert (reply.status_code, reply.json()["otoErrorCode"]) == (409, "OTO1211")
    fault(box, "oto", "createOrder", "empty", status=403)
    assert box.oto("createOrder", create_body()).content == b""
    fault(box, "oto", "createOrder", "not_json")
    with pytest.raises(ValueError, match="Expecting"):
        box.oto("createOrder", create_body()).json()
    fault(box, "oto", "createOrder", "status", status=502, after=True)
    assert box.oto("createOrder", create_body()).status_code == 502
    assert box.oto("createOrder", create_body()).json()["otoErrorCode"] == "OTO1063"


def test_spoiled_rows(box: Box) -> None:
    box.order()
    fault(box, "foodics", "orders", "bad_row")
    assert box.rows("")[0]["total_price"] == {"x": "bad"}
    fault(box, "foodics", "orders", "row_without")
    assert "payments" not in box.rows("include=payments")[0]
    fault(box, "foodics", "orders", "malformed_time")
    assert box.rows("")[0]["updated_at"] == "2019-11-28-06 20:49:22"
    fault(box, "foodics", "orders", "wrong_types")
    assert isinstance(box.rows("")[0]["reference"], str)
    fault(box, "foodics", "orders", "duplicate_row")
    assert len(box.rows("")) == 2
    made = box.order(raw={"total_price": "abc"}, omit=["payments"])
    found = box.rows(f"filter[reference]={made['reference']}&include=payments")[0]
    assert found["total_price"] == "abc"
    assert "payments" not in found


def test_revoke_in_mid_run(box: Box) -> None:
    fault(box, "oto", "orderStatus", "revoke")
    assert box.oto("orderStatus", {"orderId": "x"}).status_code == 401
    fault(box, "foodics", "orders", "revoke")
    assert box.foodics("orders").status_code == 401
    assert box.foodics("whoami").status_code == 401


def test_fault_for_one_order_only_and_count(box: Box) -> None:
    fault(box, "oto", "*", "oto_code", code="OTO1030", order_id="one", count=2)
    assert box.oto("createOrder", create_body("two")).json()["success"]
    for _ in range(2):
        assert box.oto("createOrder", create_body("one")).json()["otoErrorCode"] == "OTO1030"
    assert box.oto("createOrder", create_body("one")).json()["success"]
    assert box.control("GET", "/faults")["faults"] == []
    box.control("POST", "/faults", {"service": "oto", "kind": "explode"}, ok=False)


def test_hang_ends_when_the_client_gives_up_or_faults_are_cleared(box: Box) -> None:
    fault(box, "oto", "createOrder", "hang", count=None)
    with pytest.raises(httpx.ReadTimeout):
        box.http.post(
            f"{box.address.oto_url}/rest/v2/createOrder", json=create_body(), timeout=0.05
        )
    until(lambda: box.sandbox.calls.summary()["in_flight"]["oto"] == 0)
    assert box.control("GET", "/oto/orders")["orders"] == []

    replies: list[int] = []

    def call() -> None:
        replies.append(box.oto("createOrder", create_body()).status_code)

    waiting = threading.Thread(target=call)
    waiting.start()
    until(lambda: box.sandbox.calls.summary()["in_flight"]["oto"] == 1)
    box.control("DELETE", "/faults")
    waiting.join(5)
    assert replies == [200]


def test_latency_does_not_stop_others(box: Box) -> None:
    fault(box, "oto", "createOrder", "latency", seconds=0.2)
    done: list[str] = []

    def slow() -> None:
        box.oto("createOrder", create_body())
        done.append("slow")

    waiting = threading.Thread(target=slow)
    waiting.start()
    until(lambda: box.sandbox.calls.summary()["in_flight"]["oto"] == 1)
    box.foodics("orders")
    done.append("quick")
    waiting.join(5)
    assert done == ["quick", "slow"]


def test_stop_is_quick_while_a_call_hangs(box: Box) -> None:
    fault(box, "oto", "healthCheck", "hang", count=None)
    failures: list[BaseException] = []

    def call() -> None:
        try:
            box.oto("healthCheck")
        except httpx.TransportError as error:
            failures.append(error)

    waiting = threading.Thread(target=call)
    waiting.start()
    until(lambda: box.sandbox.calls.summary()["in_flight"]["oto"] == 1)
    box.sandbox.stop()
    box.sandbox.stop()
    waiting.join(5)
    assert len(failures) == 1


def test_slow_body_comes_in_pieces_and_whole(box: Box) -> None:
    box.order()
    fault(box, "foodics", "orders", "slow", seconds=0.1)
    started = time.monotonic()
    assert len(box.rows("")) == 1
    assert time.monotonic() - started >= 0.08


def test_order_hangs_after_it_was_stored(box: Box) -> None:
    fault(box, "oto", "createOrder", "hang", after=True)
    with pytest.raises(httpx.ReadTimeout):
        box.http.post(
            f"{box.address.oto_url}/rest/v2/createOrder",
            json=create_body(),
            headers={"Authorization": f"Bearer {box.access}"},
            timeout=0.1,
        )
    assert box.oto("createOrder", create_body()).json()["otoErrorCode"] == "OTO1063"
