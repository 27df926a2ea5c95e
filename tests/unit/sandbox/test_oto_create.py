"""OTO's sign-in and createOrder (oto-api 3-5, 13)."""

from __future__ import annotations

from typing import Any

import pytest

from app.sandbox.switches import OtoSwitches

from .conftest import Box, Make, create_body


def test_refresh_token_gives_an_hour(box: Box) -> None:
    reply = box.oto("refreshToken", {"refresh_token": box.address.oto_token}, access="").json()
    assert reply["expires_in"] == "3600"
    assert reply["refresh_token"] == box.address.oto_token
    assert reply["token_type"] == "Bearer"
    assert box.oto("accountInfo").json()["remainingFreeShipments"] == "0"
    box.sandbox.clock.advance(3601)
    expired = box.oto("accountInfo")
    assert expired.status_code == 401
    assert expired.json() == {"message": "Jwt is expired", "code": 401}


def test_wrong_and_revoked_tokens(box: Box) -> None:
    for given in ({"refresh_token": "AMf-wrong"}, {}, {"refresh_token": ""}):
        reply = box.oto("refreshToken", given, access="")
        assert reply.status_code == 400
        assert reply.json()["otoErrorCode"] == "OTO1083"
    assert box.oto("accountInfo", access="").json()["message"] == "Jwt is missing"
    assert box.oto("accountInfo", access="garbled").status_code == 401
    box.control("POST", "/oto/account", {"revoke": True})
    assert box.oto("accountInfo").status_code == 401
    again = box.oto("refreshToken", {"refresh_token": box.address.oto_token}, access="")
    assert again.status_code == 400


def test_unknown_path_or_method_is_an_empty_403(box: Box) -> None:
    for reply in (box.oto("stores"), box.oto("orderStatus"), box.oto("accountInfo", {})):
        assert reply.status_code == 403
        assert reply.content == b""
    assert box.oto("healthCheck", access="").json() == {"status": "ok"}


def test_create_order_and_what_each_read_calls_things(box: Box) -> None:
    made = box.oto("createOrder", create_body(ref1="id-1"))
    assert made.status_code == 200
    oto_id = made.json()["otoId"]
    assert made.json() == {"success": True, "otoId": oto_id}
    assert isinstance(oto_id, int)

    status = box.oto("orderStatus", {"orderId": "F922240-48201"}).json()
    assert (status["otoId"], status["status"]) == (str(oto_id), "assignedToWarehouse")
    assert status["shipmentId"] == status["trackingUrl"] == status["printAWBURL"] == ""

    item = box.oto("orderHistory", {"orderIds": ["F922240-48201", "unknown"]}).json()["items"]
    assert len(item) == 1
    assert item[0]["otoId"] == str(oto_id)
    assert item[0]["warehouseName"] == "Al Yasmin"
    assert [one["status"] for one in item[0]["history"]] == ["new", "assignedToWarehouse"]
    assert {"trackingURL", "printAwbUrl", "amount_due"} <= item[0].keys()

    for query in ("orderId=F922240-48201", f"otoId={oto_id}", "ref1=id-1"):
        details = box.oto(f"orderDetails?{query}").json()
        assert details["id"] == oto_id
        assert details["amountDue"] == 86.25
        assert details["customer"]["name"] == "نورة العتيبي"

    listed = box.oto("orders?perPage=10&page=1").json()
    assert listed["orders"][0]["id"] == str(oto_id)
    assert listed["totalPage"] == 1


def _customer(**changes: Any) -> dict[str, Any]:
    customer = dict(create_body()["customer"]) | changes
    return create_body(customer=customer)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (create_body(""), "OTO1001"),
        (create_body(amount="much"), "OTO1010"),
        (create_body(amount_due=None), "OTO1010"),
        (create_body(currency="riyal"), "OTO1010"),
        (_customer(name=" ", mobile=""), "OTO1029"),
        (_customer(mobile="", address=""), "OTO1030"),
        (_customer(mobile="٠٥٠٠٠٠٠١٢٣"), "OTO1030"),
        (_customer(mobile="96650000012"), "OTO1176"),
        (_customer(address=""), "OTO1021"),
        (_customer(city="Atlantis"), "OTO1022"),
        (_customer(country="Saudi"), "OTO1024"),
        (_customer(shortAddressCode="AB12"), "OTO1178"),
        (create_body(items=[]), "OTO1074"),
        (create_body(packageWeight=0), "OTO1049"),
        (create_body(senderInformation={"senderCity": "Riyadh"}), "OTO1016"),
        ([1], "OTO1075"),
    ],
)
def test_validation_tells_one_error_at_a_time(box: Box, body: Any, code: str) -> None:
    reply = box.oto("createOrder", body)
    assert reply.status_code == 400
    assert reply.json()["success"] is False
    assert reply.json()["otoErrorCode"] == code
    assert reply.json()["otoErrorMessage"]


def test_numbers_and_booleans_may_be_texts(box: Box) -> None:
    box.sandbox.oto_switches.courier_delay = (0.0, 0.0)
    body = create_body(amount="86.25", amount_due="0", createShipment="true")
    assert box.oto("createOrder", body).json()["success"]
    assert box.oto("orderStatus", {"orderId": body["orderId"]}).json()["shipmentId"]


def test_duplicate_is_refused_with_the_merged_body(box: Box) -> None:
    first = box.oto("createOrder", create_body()).json()
    again = box.oto("createOrder", create_body(amount=1))
    assert again.status_code == 400
    assert again.json() == {
        "orderId": "F922240-48201",
        "otoErrorCode": "OTO1063",
        "success": False,
        "errorCode": 14,
        "otoErrorMessage": "Order Id is already exist",
        "errorMsg": "This order exists.",
    }
    held = box.control("GET", "/oto/orders")["orders"]
    assert [(one["otoId"], one["accepted"]) for one in held] == [(first["otoId"], 1)]
    assert held[0]["body"]["amount"] == 86.25


def test_duplicate_may_be_upserted_by_switch(make_box: Make) -> None:
    box = make_box(oto=OtoSwitches(duplicate="upsert"))
    box.sign_in()
    box.oto("createOrder", create_body())
    again = box.oto("createOrder", create_body(amount=90)).json()
    assert again["success"]
    assert "otoId" not in again
    box.control("POST", "/oto/orders/F922240-48201/status", {"status": "pickedUp"})
    late = box.oto("createOrder", create_body()).json()
    assert (late["success"], late["errorCode"]) == (True, 5)


def test_unknown_pickup_location_by_switch(make_box: Make) -> None:
    box = make_box()
    box.sign_in()
    body = create_body(pickupLocationCode="NOWHERE")
    assert box.oto("createOrder", body).json()["success"]
    assert box.control("GET", "/oto/orders")["orders"][0]["pickup"] == "B01"
    box.control("POST", "/switches", {"oto": {"unknown_pickup": "refuse"}})
    refused = box.oto("createOrder", body | {"orderId": "another"})
    assert refused.json()["otoErrorCode"] == "OTO1070"


def test_account_may_refuse_all_orders(box: Box) -> None:
    box.control("POST", "/oto/account", {"refuse": "OTO1150"})
    assert box.oto("createOrder", create_body()).json()["otoErrorCode"] == "OTO1150"
    box.control("POST", "/oto/account", {"refuse": None, "credit": 12.5})
    assert box.oto("createOrder", create_body()).json()["success"]
    assert box.oto("accountInfo").json()["remainingCredit"] == 12.5


def test_v1_knows_three_calls_and_its_own_errors(make_box: Make) -> None:
    box = make_box(oto=OtoSwitches(generation="v1"))
    pair = {"retailerId": box.address.retailer_id, "retailerToken": box.address.oto_token}
    assert box.legacy("orderStatus", {"orderId": "x"}).json()["errorCode"] == 1
    wrong = pair | {"retailerToken": "no", "orderId": "x"}
    assert box.legacy("orderStatus", wrong).json()["errorCode"] == 2
    made = box.legacy("createOrder", create_body() | pair).json()
    assert made["success"]
    assert box.legacy("createOrder", create_body() | pair).json()["errorCode"] == 4
    asked = pair | {"orderId": "F922240-48201"}
    assert box.legacy("orderStatus", asked).json() == {
        "success": True,
        "status": "assignedToWarehouse",
    }
    assert box.legacy("cancelOrder", asked).json() == {"success": True}
    assert box.legacy("accountInfo", pair).status_code == 403
    refresh = {"refresh_token": box.address.oto_token}
    assert box.oto("refreshToken", refresh, access="").json()["otoErrorCode"] == "OTO1083"
    assert "retailerToken" not in str(box.control("GET", "/oto/orders"))
    box.control("POST", "/oto/account", {"active": False})
    assert box.legacy("orderStatus", asked).json()["errorCode"] == 3


def test_v2_account_is_unknown_to_v1(box: Box) -> None:
    pair = {"retailerId": box.address.retailer_id, "retailerToken": box.address.oto_token}
    assert box.legacy("orderStatus", pair | {"orderId": "x"}).json()["errorCode"] == 2


def test_a_second_sender_by_switch(box: Box) -> None:
    """Foodics' own OTO app is still on: the same order again, under an id of that app's own."""
    box.control("POST", "/switches", {"oto": {"second_sender": True}})
    box.oto("createOrder", create_body())
    box.control("POST", "/clock", {"advance": 3})
    listed = box.oto("orders?perPage=100&page=1").json()["orders"]
    theirs, ours = listed
    assert ours["orderId"] == "F922240-48201"
    assert theirs["orderId"].isdigit()
    assert theirs["customerPhone"] == "500000123"
    assert theirs["amount"] == ours["amount"]
    assert theirs["orderId"] in box.truth()["strangers"]
    assert box.truth()["doubled"] == []
