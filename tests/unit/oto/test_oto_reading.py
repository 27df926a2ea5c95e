"""OTO's replies are read whatever their spellings (oto-api.md sections 6, 8, 11 and 12.3)."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.oto import reading
from tests.unit.oto.far import Says

STATUS = {
    "success": True,
    "orderId": "F1-2",
    "otoId": "30514281",
    "status": "searchingDriver",
    "date": "2026-04-27 12:42:07",
    "shipmentId": "",
    "deliveryCompany": "smsa",
    "dcTrackingNumber": "",
    "trackingUrl": "https://track.test/1",
    "customerName": "A",
    "totalValue": 10,
}
HISTORY_ITEM = {
    "orderId": "F1-2",
    "otoId": "30514281",
    "amount": "86.25",
    "amount_due": 0,
    "status": "delivered",
    "warehouseName": "Olaya",
    "shipmentId": "S-1",
    "trackingURL": "https://track.test/2",
    "dcTrackingNumber": "DC-9",
    "orderDate": "23/11/2026 21:05:00",
    "driverName": "D",
    "driverPhone": "9665",
    "history": [
        {"date": "2026-11-23 21:05:00", "status": "new", "description": "made"},
        None,
        {"date": 1764000000000, "status": "delivered"},
        {"date": "2026-11-23 21:05:00"},
    ],
}
DETAILS = {
    "orderId": "F1-2",
    "id": 30514281,
    "status": "delivered",
    "amount": 86.25,
    "amountDue": "86.25",
    "ref1": "uuid",
    "dcName": "SMSA",
    "pickupLocation": {"name": "Olaya", "code": "B01"},
    "customer": {"name": "A", "mobile": "966501234567", "id": 7},
    "statusHistory": [{"id": 1, "date": "2026-11-23T21:05:00", "status": "new"}],
}
LISTED = {
    "orderId": "F1-2",
    "id": "30514281",
    "status": "new",
    "grandTotal": 86.25,
    "totalDue": 86.25,
    "customerPhone": "966501234567",
    "shipmentNumber": "S-1",
    "deliveryName": "SMSA",
    "pickupLocationCode": "B01",
    "pickupLocation": "Olaya",
}

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def read(row: dict[str, Any]) -> dict[str, Any]:
    return reading.fields(reading.parse(json.dumps(row).encode()))


def test_order_status() -> None:
    seen = reading.order(read(STATUS))
    assert seen is not None
    assert (seen.oto_id, seen.status, seen.amount) == ("30514281", "searchingDriver", Decimal(10))
    assert (seen.shipment_id, seen.tracking_number) == ("", "")  # told, and empty
    assert (seen.tracking_url, seen.courier) == ("https://track.test/1", "smsa")
    assert (seen.ref1, seen.warehouse, seen.created_text) == (None, None, None)  # not told


def test_order_history() -> None:
    seen = reading.order(read(HISTORY_ITEM))
    assert seen is not None
    assert (seen.amount, seen.amount_due) == (Decimal("86.25"), Decimal(0))
    assert (seen.warehouse, seen.tracking_number) == ("Olaya", "DC-9")
    assert (seen.tracking_url, seen.created_text) == ("https://track.test/2", "23/11/2026 21:05:00")
    assert (seen.driver_name, seen.driver_phone) == ("D", "9665")
    assert seen.history == (
        ("new", "2026-11-23 21:05:00", "made"),
        ("delivered", "1764000000000", ""),
    )


def test_order_details() -> None:
    seen = reading.order(read(DETAILS))
    assert seen is not None
    assert (seen.oto_id, seen.ref1) == ("30514281", "uuid")
    assert (seen.amount, seen.amount_due) == (Decimal("86.25"), Decimal("86.25"))
    assert (seen.customer_name, seen.phone) == ("A", "966501234567")
    assert (seen.warehouse, seen.pickup_code, seen.courier) == ("Olaya", "B01", "SMSA")
    assert seen.history == (("new", "2026-11-23T21:05:00", ""),)


def test_orders() -> None:
    seen = reading.order(read(LISTED))
    assert seen is not None
    assert (seen.oto_id, seen.phone, seen.shipment_id) == ("30514281", "966501234567", "S-1")
    assert (seen.amount, seen.amount_due) == (Decimal("86.25"), Decimal("86.25"))
    assert (seen.warehouse, seen.pickup_code, seen.courier) == ("Olaya", "B01", "SMSA")


def test_an_id_that_is_not_repeated_is_the_one_asked_for() -> None:
    seen = reading.order({"success": True, "status": "new"}, "F1-2")
    assert seen is not None
    assert seen.order_id == "F1-2"


@pytest.mark.parametrize("row", [{}, {"success": True, "orderId": "F1-2"}, {"status": "new"}])
def test_what_has_no_id_or_neither_status_nor_number_is_no_order(row: dict[str, object]) -> None:
    assert reading.order(row) is None


@given(st.sampled_from([STATUS, HISTORY_ITEM, DETAILS, LISTED]), st.data())
def test_no_field_of_any_type_spoils_an_order(row: dict[str, Any], data: st.DataObject) -> None:
    changed = data.draw(st.sets(st.sampled_from(sorted(set(row) - {"orderId", "status"}))))
    odd = {**row, **{name: data.draw(json_values) for name in changed}, "unknown": [{}]}
    seen = reading.order(read(odd))
    assert seen is not None
    assert (seen.order_id, seen.status) == ("F1-2", row["status"])
    json.dumps([str(part) for part in (seen.phone, seen.history, seen.oto_id)]).encode()


@given(st.binary())
def test_any_bytes_can_be_understood(body: bytes) -> None:
    said = Says(200, body).said()
    assert len(said.text) <= 300


@given(json_values, st.sampled_from([200, 302, 400, 401, 403, 404, 429, 500]))
def test_any_json_can_be_understood(value: Any, status: int) -> None:
    said = Says(status, json.dumps(value)).said()
    reading.pickup_locations(said.value)
    reading.city_names(said.value)
    assert said.http == status


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("86.25", Decimal("86.25")),
        (" 5 ", Decimal(5)),
        (0, Decimal(0)),
        (Decimal("0E-30"), Decimal(0)),
        (True, None),
        (None, None),
        ("", None),
        ("NaN", None),
        ("1e400", None),
        ([1], None),
        ("twelve", None),
    ],
)
def test_numbers(value: object, number: Decimal | None) -> None:
    assert reading.number(value) == number


def test_an_exponent_beyond_all_bounds_is_only_a_bad_field() -> None:
    assert reading.parse(b'{"amount": 1e99999999999999999999}') == {
        "amount": "1e99999999999999999999"
    }


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"", None),
        (b"  ", None),
        (b"\xef\xbb\xbf{}", {}),
        (b"not json", reading.UNREADABLE),
        (b"[" * 100_000, reading.UNREADABLE),
        (b'{"name": "\xff"}', {"name": "\ufffd"}),
        (b'{"a": NaN}', {"a": "NaN"}),
    ],
)
def test_bodies(body: bytes, value: object) -> None:
    assert reading.parse(body) == value


def test_texts_are_fit_for_database_and_screen() -> None:
    assert reading.text("a\x00b\nc\ud800") == "a b c?"
    assert reading.text(Decimal("540789.0")) == "540789"
    assert reading.text(Decimal("1.5")) == "1.5"
    assert reading.text({}) is None
    assert len(reading.text("x" * 5000) or "") == reading.LONGEST


def test_a_tracking_link_that_is_no_web_address_is_not_told() -> None:
    seen = reading.order({"orderId": "1", "status": "new", "trackingUrl": "javascript:alert(1)"})
    assert seen is not None
    assert seen.tracking_url is None


PLACE = {
    "code": "B01",
    "name": "Olaya",
    "city": "Riyadh",
    "country": "SA",
    "lat": "24.7",
    "lon": 46,
}


@pytest.mark.parametrize(
    "value",
    [
        {"success": True, "warehouses": [PLACE], "branches": []},
        {"success": True, "warehouses": None, "branches": [PLACE, "x", {"name": "no code"}]},
        {"success": True, "pickupLocations": [{"type": "warehouse", "status": "active", **PLACE}]},
        [PLACE],
    ],
)
def test_all_shapes_of_the_pickup_list(value: object) -> None:
    (place,) = reading.pickup_locations(value) or []
    assert (place.code, place.name, place.city, place.country) == ("B01", "Olaya", "Riyadh", "SA")
    assert (place.latitude, place.longitude, place.active) == (24.7, 46.0, True)


@pytest.mark.parametrize(
    ("status", "active"),
    [
        ("active", True),
        ("", True),
        (None, True),
        (True, True),
        ("true", True),
        ("inactive", False),
        ("Inactive", False),
        (False, False),
        ("deleted", False),
    ],
)
def test_whether_a_pickup_location_is_in_use(status: object, active: bool) -> None:
    (place,) = reading.pickup_locations([{"code": 7, "status": status, "lat": 900}]) or []
    assert (place.active, place.code, place.name, place.latitude) == (active, "7", "7", None)


@pytest.mark.parametrize("value", [{}, {"success": True}, "text", None])
def test_no_pickup_list_is_not_an_empty_one(value: object) -> None:
    assert reading.pickup_locations(value) is None


def test_cities() -> None:
    page = {
        "getCities": {"totalCount": "2", "perPage": 500, "Cities": [{"name": "Riyadh"}, "Abha"]}
    }
    assert reading.city_names(page) == (["Riyadh", "Abha"], 500, 2)
    assert reading.city_names({"getCities": []}) == ([], None, None)
    assert reading.city_names({"cities": [{"name": None}, 5]}) == ([], None, None)
    assert reading.city_names({"getCities": {}}) is None
