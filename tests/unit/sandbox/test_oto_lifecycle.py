"""What becomes of an order at OTO: shipments, statuses, cancelling (oto-api 6-9, 13)."""

from __future__ import annotations

import pytest

from app.sandbox.switches import OtoSwitches

from .conftest import Box, Make, create_body

OWN = {"orderId": "F922240-48201"}


@pytest.fixture
def shipping(make_box: Make) -> Box:
    """Couriers answer after 5 s and move on every 10 s of the sandbox's clock."""
    box = make_box(oto=OtoSwitches(courier_delay=(5, 5), step_delay=(10, 10)))
    box.sign_in()
    box.sandbox.clock.freeze()
    box.sandbox.oto.lifecycle.course = "happy"
    box.oto("createOrder", create_body())
    return box


def status(box: Box) -> str:
    """As orderStatus tells it."""
    return str(box.oto("orderStatus", OWN).json()["status"])


def test_happy_path_runs_by_the_clock(shipping: Box) -> None:
    box = shipping
    assert box.oto("print/F922240-48201").status_code == 404
    reply = box.oto("createShipment", OWN).json()
    assert reply == {"success": True, "message": "create shipment request is received."}
    assert status(box) == "assignedToWarehouse"
    assert box.oto("createShipment", OWN).json()["otoErrorCode"] == "OTO1011"
    box.sandbox.clock.advance(5)
    assert status(box) == "searchingDriver"
    assert box.oto("print/F922240-48201").json()["trackingNumber"]
    seen = []
    for _ in range(6):
        box.sandbox.clock.advance(10)
        seen.append(status(box))
    assert seen == [
        "shipmentCreated",
        "goingToPickup",
        "arrivedPickup",
        "pickedUp",
        "outForDelivery",
        "delivered",
    ]
    assert box.oto("accountInfo").json()["remainingCredit"] == 482


def test_auto_shipment_needs_no_call(shipping: Box) -> None:
    box = shipping
    box.control("POST", "/switches", {"oto": {"auto_shipment": True}})
    box.oto("createOrder", create_body("second"))
    box.control("POST", "/clock", {"advance": 200})
    assert box.oto("orderStatus", {"orderId": "second"}).json()["status"] == "delivered"
    assert status(box) == "assignedToWarehouse"


def test_cancel_before_and_with_a_shipment(shipping: Box) -> None:
    box = shipping
    box.oto("createShipment", OWN)
    box.sandbox.clock.advance(16)
    refused = box.oto("cancelOrder", OWN)
    assert refused.status_code == 400
    assert refused.json()["otoErrorCode"] == "OTO1103"
    assert refused.json()["errorMsg"] == "Order Status shipmentCreated not allowed for cancel"
    assert box.oto("cancelShipment", OWN).json()["otoErrorCode"] == "OTO1079"
    shipment = box.oto("orderStatus", OWN).json()["shipmentId"]
    assert box.oto("cancelShipment", OWN | {"shipmentId": shipment}).json()["success"]
    assert status(box) == "shipmentCanceled"
    assert box.oto("accountInfo").json()["remainingCredit"] == 500
    again = box.oto("cancelShipment", OWN | {"shipmentId": shipment})
    assert (again.status_code, again.json()["otoErrorCode"]) == (409, "OTO1082")
    assert box.oto("cancelOrder", OWN).json() == {"success": True}
    box.sandbox.clock.advance(300)
    assert status(box) == "canceled"


def test_no_cancel_from_picked_up_on(shipping: Box) -> None:
    box = shipping
    box.control("POST", "/oto/orders/F922240-48201/status", {"status": "pickedUp"})
    shipment = box.oto("orderStatus", OWN).json()["shipmentId"]
    reply = box.oto("cancelShipment", OWN | {"shipmentId": shipment})
    assert reply.status_code == 409
    assert box.oto("updateOrder", create_body()).json()["otoErrorCode"] == "OTO1067"


def test_control_sets_any_status(shipping: Box) -> None:
    box = shipping
    for wanted in ("undeliveredAttempt", "somethingNew", "delivered"):
        box.control("POST", "/oto/orders/F922240-48201/status", {"status": wanted})
        assert status(box) == wanted


def test_update_before_a_shipment(shipping: Box) -> None:
    box = shipping
    changed = create_body(amount=100, amount_due=0)
    assert box.oto("updateOrder", changed).json()["message"] == "Successfully updated"
    assert box.oto("orderDetails?orderId=F922240-48201").json()["amount"] == 100
    assert box.control("GET", "/oto/orders")["orders"][0]["body"]["amount"] == 86.25


def test_shipment_needs_credit_and_can_fail_quietly(shipping: Box) -> None:
    box = shipping
    box.control("POST", "/oto/account", {"credit": 1})
    assert box.oto("createShipment", OWN).json()["otoErrorCode"] == "OTO1006"
    box.control("POST", "/switches", {"oto": {"create_shipment_flag": "fails_later"}})
    box.oto("createOrder", create_body("later", createShipment=True))
    box.sandbox.clock.advance(60)
    assert box.oto("orderStatus", {"orderId": "later"}).json()["shipmentId"] == ""


@pytest.mark.parametrize(("http", "success"), [(404, False), (400, False), (200, False)])
def test_unknown_order(shipping: Box, http: int, success: bool) -> None:
    box = shipping
    box.control("POST", "/switches", {"oto": {"unknown_order_status": http}})
    reply = box.oto("orderStatus", {"orderId": "nobody"})
    assert reply.status_code == http
    assert reply.json()["success"] is success
    assert reply.json()["otoErrorCode"] == "OTO1002"


def test_history_orders_locations_cities(shipping: Box) -> None:
    box = shipping
    many = box.oto("orderHistory", {"orderIds": [str(n) for n in range(51)]})
    assert many.json()["otoErrorCode"] == "OTO1112"
    assert box.oto("orders").json()["otoErrorCode"] == "OTO1142"
    bad = box.oto("orders?perPage=10&page=1&minDate=23-11-2026")
    assert bad.json()["otoErrorCode"] == "OTO1107"
    assert box.oto("orders?perPage=10&page=1&status=delivered,new").json()["orders"] == []
    listed = box.oto("getPickupLocationList?status=active").json()
    assert [one["code"] for one in listed["warehouses"]] == ["B01", "B02", "B03"]
    assert listed["branches"] == []
    box.control("POST", "/switches", {"oto": {"flat_pickup_list": True}})
    assert box.oto("getPickupLocationList").json()["pickupLocations"][0]["type"] == "warehouse"
    cities = box.oto("getCities", {"country": "SA", "perPage": 5, "page": 1}).json()["getCities"]
    assert cities["Cities"][0]["name"] == "Riyadh"
    assert box.oto("getCities", {}).status_code == 409
    made = box.oto("createPickupLocation", {"code": "B01", "name": "X"})
    assert (made.status_code, made.json()["otoErrorCode"]) == (200, "OTO1070")
    branch = box.oto("createPickupLocation", {"code": "N", "name": "N", "type": "branch"})
    assert (branch.status_code, branch.json()["otoErrorCode"]) == (403, "OTO1167")
