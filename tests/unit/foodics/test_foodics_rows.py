"""rows.py and wire.py: what an order means, and that nothing Foodics sends can hurt."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.order import Address, Customer, Item, Order, Payment, UnreadableOrder
from app.foodics.rows import RELATIONS, read_row
from app.foodics.wire import decode, decode_rows
from tests.unit.foodics.samples import cod, prepaid, row


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def read(value: Any) -> Order:
    order, _ = read_row(decode(json.dumps(value).encode()))
    assert isinstance(order, Order), order
    return order


def problem(value: Any) -> str:
    unreadable, _ = read_row(decode(json.dumps(value).encode()))
    assert isinstance(unreadable, UnreadableOrder), unreadable
    return unreadable.problem


def test_the_example_is_understood_in_full() -> None:
    assert read(cod()) == Order(
        id="7c1d5b62-0e5a-4c0e-9c55-3b1a6f2d9e41",
        reference=48210,
        number=27,
        check_number=103377,
        branch_id="9f2c6a10-4b7e-4d55-9a31-0c5f6f0d1b03",
        type=3,
        source=1,
        status=2,
        delivery_status=2,
        total=Decimal("86.25"),
        business_date=date(2026, 11, 23),
        opened_at=at("2026-11-23 17:41:12"),
        created_at=at("2026-11-23 17:43:05"),
        updated_at=at("2026-11-23 18:02:21"),
        app_id="8f9eb3f6-7987-4f66-aa8c-478c34d0c568",
        kitchen_received_at=at("2026-11-23 17:42:30"),
        kitchen_done_at=at("2026-11-23 18:01:44"),
        customer=Customer(
            "a1b0c3d4-1111-4aaa-8bbb-000000000001", "نورة العتيبي", "966", "500000123"
        ),
        address=Address(
            "a1b0c3d4-2222-4aaa-8bbb-000000000002",
            "المنزل",
            "حي الياسمين، شارع أنس بن مالك، مبنى 7421، شقة 12، الرياض",
            "شمال الرياض",
            24.823612,
            46.640155,
        ),
        items=(Item("مندي دجاج", "sk-0014", Decimal(2), Decimal(69)),),
        customer_notes="الاتصال عند الوصول",
        delivery_fee=Decimal("17.25"),
    )


def test_a_payment_is_its_amount_and_its_method() -> None:
    paid = read(prepaid())
    assert paid.payments == (
        Payment(Decimal("86.25"), "a1b0c3d4-9999-4aaa-8bbb-000000000009", "Mada", "مدى", 2),
    )
    assert paid.closed_at == at("2026-11-23 17:44:40")


@pytest.mark.parametrize("wrap", [lambda r: {"order": r}, lambda r: {"data": {"order": r}}])
def test_envelopes_are_taken_away(wrap: Callable[[Any], Any]) -> None:
    assert read(wrap(cod())) == read(cod())


# A missing relation is a fault, never "none"


@pytest.mark.parametrize("relation", RELATIONS)
def test_an_absent_relation_is_a_fault_that_names_it(relation: str) -> None:
    value = cod()
    del value[relation]
    assert relation in problem(value)


@pytest.mark.parametrize("relation", ["customer", "customer_address"])
@pytest.mark.parametrize("nothing", [None, [], {}])
def test_null_and_the_empty_php_object_are_none(relation: str, nothing: object) -> None:
    order = read(row(**{relation: nothing}))
    assert (order.customer if relation == "customer" else order.address) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None),
        ("id", ""),
        ("reference", "x"),
        ("type", None),
        ("type", True),
        ("status", "open"),
        ("source", "till"),
        ("delivery_status", "ready"),
        ("delivery_status", 2.5),
        ("total_price", None),
        ("total_price", "NaN"),
        ("total_price", "1e999999999"),
        ("total_price", 1e300),
        ("created_at", "2019-11-28-06 20:49:22"),
        ("updated_at", None),
        ("updated_at", "0001-01-01 00:00:00"),
        ("updated_at", "2026-11-23"),
        ("customer", "نورة"),
        ("customer_address", 5),
        ("payments", "none"),
        ("payments", [7]),
        ("payments", {"first": {}}),
        ("payments", [{"amount": None}]),
        ("payments", [{"tendered": 100}]),
        ("branch", []),
        ("original_order", "yes"),
    ],
)
def test_what_money_state_or_place_depend_on_must_be_readable(field: str, value: object) -> None:
    told = problem(row(**{field: value}))
    assert told.startswith(field)
    assert str(value) not in told or value in (None, "", [])


def test_a_fault_still_says_which_order_it_is() -> None:
    unreadable, stamp = read_row(row(total_price=None))
    assert (unreadable.id, unreadable.reference) == (cod()["id"], 48210)
    assert stamp == at("2026-11-23 18:02:21")
    assert read_row("x")[0] == UnreadableOrder(None, None, "row: not an object")


# What may vary


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        ({"reference": "00292"}, "reference", 292),
        ({"id": 77}, "id", "77"),
        ({"total_price": "86.25"}, "total", Decimal("86.25")),
        ({"total_price": 86}, "total", Decimal(86)),
        ({"delivery_status": None}, "delivery_status", None),
        ({"delivery_status": "2"}, "delivery_status", 2),
        ({"source": None}, "source", 0),
        ({"number": None}, "number", 0),
        ({"business_date": "soon"}, "business_date", None),
        ({"business_date": None}, "business_date", None),
        ({"opened_at": "2019-11-28-06 20:49:22"}, "opened_at", None),
        ({"opened_at": "2026-13-45 99:99:99"}, "opened_at", None),
        ({"opened_at": "2026-11-23T20:41:12+03:00"}, "opened_at", at("2026-11-23 17:41:12")),
        ({"opened_at": "9999-12-31 23:59:59-05:00"}, "opened_at", None),
        ({"branch": None, "branch_id": "b9"}, "branch_id", "b9"),
        ({"payments": {}}, "payments", ()),
        ({"payments": None}, "payments", ()),
        ({"driver": {"id": "d1"}}, "driver_id", "d1"),
        ({"driver": None, "driver_id": "d2"}, "driver_id", "d2"),
        ({"original_order": {"id": "o1"}}, "original_order_id", "o1"),
        ({"original_order": {"number": 1}}, "original_order_id", "?"),
        ({"tags": [{"name": "VIP"}, {"name_localized": "سريع"}, 5, {}]}, "tags", ("VIP", "سريع")),
        ({"tags": "none"}, "tags", ()),
        ({"meta": []}, "kitchen_done_at", None),
        ({"discount_amount": "2.50"}, "discount", Decimal("2.50")),
        ({"kitchen_notes": "a\0b"}, "kitchen_notes", "ab"),
        ({"kitchen_notes": "\ud800"}, "kitchen_notes", "?"),
        ({"kitchen_notes": 12.5}, "kitchen_notes", "12.5"),
        ({"kitchen_notes": True}, "kitchen_notes", None),
    ],
)
def test_what_may_vary(changes: dict[str, Any], field: str, expected: object) -> None:
    assert getattr(read(row(**changes)), field) == expected


def test_kitchen_times_are_looked_for_in_meta_then_at_the_top() -> None:
    top = {"kitchen_done_at": "2026-11-23 18:00:00", "kitchen_received_at": "2026-11-23 17:00:00"}
    order = read(cod() | top | {"meta": {"foodics": {"kitchen_done_at": None}}})
    assert order.kitchen_done_at == at("2026-11-23 18:00:00")
    assert order.kitchen_received_at == at("2026-11-23 17:00:00")
    assert read(cod() | top).kitchen_done_at == at("2026-11-23 18:01:44")


def test_payments_with_gaps_in_their_numbers_come_as_an_object() -> None:
    paid = prepaid()["payments"][0]
    assert len(read(row(payments={"1": paid, "3": paid})).payments) == 2


@pytest.mark.parametrize("point", [("91", "46.6"), ("x", "46.6"), (None, "46.6")])
def test_a_coordinate_out_of_range_is_none(point: tuple[str | None, str]) -> None:
    value = row(customer_address__latitude=point[0], customer_address__longitude=point[1])
    address = read(value).address
    assert address is not None
    assert (address.latitude, address.longitude) == (None, 46.6)


# Lines


def line(**changes: Any) -> dict[str, Any]:
    product = {"id": "p", "sku": "s1", "name": None, "name_localized": "Rice"}
    base = {"quantity": 2, "returned_quantity": 0, "total_price": 10, "status": 2}
    return base | {"product": product} | changes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("Rice", Decimal(2), Decimal(10))]),
        ({"status": 4}, []),
        ({"status": 5}, []),
        ({"status": 6}, []),
        ({"status": "7"}, []),
        ({"returned_quantity": 2}, []),
        ({"returned_quantity": -3, "quantity": 0}, []),
        ({"returned_quantity": 1}, [("Rice", Decimal(1), Decimal(5))]),
        ({"quantity": None}, [("Rice", Decimal(1), Decimal(10))]),
        ({"quantity": "0.5"}, [("Rice", Decimal("0.5"), Decimal(10))]),
        ({"total_price": None}, [("Rice", Decimal(2), Decimal(0))]),
        ({"product": None}, [("", Decimal(2), Decimal(10))]),
    ],
)
def test_a_line_that_is_carried(
    changes: dict[str, Any], expected: list[tuple[str, Decimal, Decimal]]
) -> None:
    items = read(row(products=[line(**changes)])).items
    assert [(item.name, item.quantity, item.total) for item in items] == expected


def combo(**changes: Any) -> dict[str, Any]:
    size = {"id": "z", "name": "Large", "combo": {"name": "Family"}}
    base = {"quantity": 1, "combo_size": size, "products": [line(), line(total_price="4.5")]}
    return base | changes


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [("Family Large", Decimal(1), Decimal("14.5"))]),
        ({"quantity": 3}, [("Family Large", Decimal(3), Decimal("14.5"))]),
        ({"quantity": None}, [("Family Large", Decimal(1), Decimal("14.5"))]),
        ({"quantity": 0}, []),
        ({"combo_size": None}, [("Rice + Rice", Decimal(1), Decimal("14.5"))]),
        ({"products": [line(status=5), line()]}, [("Family Large", Decimal(1), Decimal(10))]),
        ({"products": [line(status=5)]}, []),
    ],
)
def test_a_combo_is_a_line_of_its_own(
    changes: dict[str, Any], expected: list[tuple[str, Decimal, Decimal]]
) -> None:
    items = read(row(products=[], combos=[combo(**changes)])).items
    assert [(item.name, item.quantity, item.total) for item in items] == expected


# Delivery fee and markers


def charge(name: str | None, amount: object, **more: object) -> dict[str, Any]:
    return {"amount": amount, "charge": {"id": "c", "name": name, **more}}


@pytest.mark.parametrize(
    ("charges", "fee"),
    [
        ([], "0"),
        (None, "0"),
        ([charge("رسوم التوصيل", 15), charge("Service", 4)], "15"),
        ([charge("Delivery", 10), charge("x", 5, name_localized="home delivery")], "15"),
        ([charge("Service", 4), charge("Bag", "0.5")], "4.5"),
        ([charge("Zone B", 9, id="d"), charge("Service", 4)], "9"),
        ([{"amount": 3, "charge": None}, charge(None, None)], "3"),
    ],
)
def test_the_delivery_fee(charges: object, fee: str) -> None:
    value = row(charges=charges, meta={"foodics": {"delivery_charge_id": "d"}})
    assert read(value).delivery_fee == Decimal(fee)


@pytest.mark.parametrize(
    ("meta", "markers"),
    [
        ({"external_number": "Jahez: 1234"}, [("external_number", "Jahez")]),
        (
            {"external_number": "Deliverect - Hunger\nStation: 9"},
            [("external_number", "Deliverect")],
        ),
        ({"external_number": 55123}, [("external_number", "")]),
        ({"external_number": "123-456"}, [("external_number", "")]),
        ({"external_source": " Keeta\n"}, [("external_source", "Keeta")]),
        ({"channelLink": {"id": 3}}, [("channelLink", "")]),
        (
            {"3rd_party_order_number": 5, "3rd_party_driver_name": "سالم"},
            [("3rd_party_order_number", ""), ("3rd_party_driver_name", "")],
        ),
        ({"external_number": None, "external_source": "", "channelLink": []}, []),
        ({"loyalty": "x", "foodics": {"uuid": "u"}}, []),
        ([], []),
        (None, []),
    ],
)
def test_aggregator_markers(meta: object, markers: list[tuple[str, str]]) -> None:
    assert list(read(row(meta=meta)).markers) == markers


# Bytes that are not quite JSON


def test_one_row_of_garbage_does_not_lose_the_page() -> None:
    good = json.dumps(cod()).encode()
    for bad in (b"5", b"null", b'{"id": NaN}', b'{"id": "\\ud800"}', b'{"id": "\xff"}', b"[]"):
        rows, links, meta = decode_rows(b'{"data": [%b, %b], "links": {"next": "n"}}' % (bad, good))
        readings = [read_row(one)[0] for one in rows]
        assert isinstance(readings[0], UnreadableOrder)
        assert isinstance(readings[1], Order)
        assert (links, meta) == ({"next": "n"}, {})


@pytest.mark.parametrize(
    "garbled", [b"NaN", b"Infinity", b"-Infinity", b"1" * 5000, b"1e99999999999999999999"]
)
@pytest.mark.parametrize("field", ["payments", "total_price", "delivery_status", "customer"])
def test_what_is_no_json_value_is_never_taken_for_null(field: str, garbled: bytes) -> None:
    """Payments that cannot be read must not look like no payments."""
    body = json.dumps(row(**{field: "HERE"})).encode().replace(b'"HERE"', garbled)
    rows, _, _ = decode_rows(b'{"data": [%b]}' % body)
    reading, _ = read_row(rows[0])
    assert isinstance(reading, UnreadableOrder)
    assert reading.problem.startswith(field)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"data": {}}', b'{"data": [}', b'{"dat', b"[" * 100_000, b"NaN"]
)
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode_rows(body)


def test_bare_line_breaks_and_a_byte_order_mark_are_forgiven() -> None:
    assert decode(b'\xef\xbb\xbf{"a": "x\ny"}') == {"a": "x\ny"}


def test_numbers_keep_every_digit() -> None:
    assert decode(b"[0.1, 12345678901234567890.123456789]") == [
        Decimal("0.1"),
        Decimal("12345678901234567890.123456789"),
    ]


# Whatever comes

_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["\ud800", "2026-11-23 18:02:21", "1e400", "9" * 400, "0", "-1", "data"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "amount", "order", "0", "foodics"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def _paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, one in inside:
        found.append((*here, key))
        if isinstance(one, (dict, list)):
            found += _paths(one, (*here, key))
    return found


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_no_mutation_of_the_example_ever_raises_or_makes_a_paid_order_cash(
    data: st.DataObject,
) -> None:
    value = prepaid()
    value["combos"] = [combo()]
    for path in data.draw(st.lists(st.sampled_from(_paths(value)), min_size=1, max_size=4)):
        spot = value
        try:
            for key in path[:-1]:
                spot = spot[key]
            if data.draw(st.booleans()):
                del spot[path[-1]]
            else:
                spot[path[-1]] = data.draw(_ANYTHING)
        except (KeyError, IndexError, TypeError):
            continue
    body = json.dumps({"data": [value, cod()]}, ensure_ascii=data.draw(st.booleans()))
    rows, _, _ = decode_rows(body.encode("utf-8", "surrogatepass"))
    reading, _ = read_row(rows[0])
    assert isinstance(read_row(rows[1])[0], Order)
    if isinstance(reading, Order):
        json.dumps(str(reading)).encode()
        assert str(reading).encode()
        assert "payments" in value
        if not reading.payments:
            assert value["payments"] in (None, [], {})
        else:
            assert all(paid.amount.is_finite() for paid in reading.payments)
