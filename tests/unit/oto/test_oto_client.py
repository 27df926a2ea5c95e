"""OTO v2, call by call (oto-api.md sections 5, 6 and 8)."""

import asyncio
import logging
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from app.core.dispatch import OtoSeen, Outcome
from app.core.errors import AppError
from app.net import NoReply, Unreached
from tests.unit.oto.far import (
    HTML,
    JWT_EXPIRED,
    PERMANENT,
    UNKNOWN_ORDER,
    Asked,
    Far,
    Says,
    an_order,
    oto_error,
)

ACCEPTED = Says(body={"success": True, "otoId": 540789})
ID = "F922240-48210"


def row(order_id: str, **more: Any) -> dict[str, Any]:
    return {"orderId": order_id, "otoId": f"9{order_id[1:]}", "status": "new", **more}


async def test_the_account(far: Far) -> None:
    far.says("/accountInfo", Says(body={"remainingCredit": 12.5, "name": "B", "email": "x@y.z"}))
    account = await far.v2().check()
    assert (account.name, account.credit, account.plan) == ("B", Decimal("12.5"), None)


# --- createOrder ---------------------------------------------------------------------------


async def test_an_order_is_sent_once_and_accepted(far: Far) -> None:
    far.says("/createOrder", ACCEPTED)
    answer = await far.v2().create_order(an_order())
    assert (answer.outcome, answer.oto_id) == (Outcome.ACCEPTED, "540789")
    sent = far.last("/createOrder")
    assert (sent.method, sent.body["orderId"]) == ("POST", ID)
    assert sent.headers["content-type"] == "application/json"
    assert sent.headers["authorization"] == "Bearer jwt-1"
    assert '"name":"عبدالله"'.encode() in sent.raw
    assert b"R-1" not in sent.raw  # in v2 the retailer id is a label
    assert far.paths().count("/createOrder") == 1


async def test_a_401_is_repeated_since_nothing_was_accepted(far: Far) -> None:
    far.says("/createOrder", Says(401, JWT_EXPIRED), ACCEPTED)
    assert (await far.v2().create_order(an_order())).outcome is Outcome.ACCEPTED
    assert far.paths() == ["/refreshToken", "/createOrder"] * 2


async def test_a_second_401_is_a_matter_of_sign_in(far: Far) -> None:
    far.says("/createOrder", Says(401, JWT_EXPIRED))
    answer = await far.v2().create_order(an_order())
    assert (answer.outcome, answer.breaks) == (Outcome.SIGN_IN, False)
    assert far.paths().count("/createOrder") == 2


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut"),
        Says(503, ""),
        Says(200, HTML),
        Says(429, "", {"retry-after": "3"}),
    ],
)
async def test_without_an_access_token_the_order_was_surely_not_sent(
    far: Far, trouble: Says | Exception
) -> None:
    far.says("/refreshToken", trouble)
    answer = await far.v2().create_order(an_order())
    assert (answer.outcome, answer.breaks) == (Outcome.NOT_ACCEPTED, True)
    assert far.paths() == ["/refreshToken"]


async def test_nor_when_the_token_cannot_be_renewed_after_a_401(far: Far) -> None:
    def none_left(asked: Asked) -> Says:
        far.says("/refreshToken", httpx.ReadTimeout("slow"))
        return Says(401, JWT_EXPIRED)

    far.says("/createOrder", none_left)
    assert (await far.v2().create_order(an_order())).outcome is Outcome.NOT_ACCEPTED


async def test_a_refused_permanent_token_is_a_matter_of_sign_in(far: Far) -> None:
    far.says("/refreshToken", oto_error("OTO1083"))
    answer = await far.v2().create_order(an_order())
    assert (answer.outcome, answer.breaks) == (Outcome.SIGN_IN, False)


@pytest.mark.parametrize(
    ("failure", "outcome", "code"),
    [
        (httpx.ConnectError("no"), Outcome.NOT_ACCEPTED, "no_connection"),
        (httpx.ConnectTimeout("no"), Outcome.NOT_ACCEPTED, "timeout"),
        (httpx.ReadTimeout("slow"), Outcome.UNKNOWN, "timeout"),
        (httpx.ReadError("cut"), Outcome.UNKNOWN, "cut"),
        (httpx.RemoteProtocolError("cut"), Outcome.UNKNOWN, "cut"),
    ],
)
async def test_only_a_failed_connection_is_surely_not_accepted(
    far: Far, failure: Exception, outcome: Outcome, code: str
) -> None:
    far.says("/createOrder", failure)
    answer = await far.v2().create_order(an_order())
    assert (answer.outcome, answer.code, answer.breaks) == (outcome, code, True)
    assert far.paths().count("/createOrder") == 1  # never repeated here


async def test_create_order_never_raises(far: Far, caplog: pytest.LogCaptureFixture) -> None:
    far.says("/createOrder", RuntimeError("966501234567"))
    with caplog.at_level(logging.DEBUG):
        answer = await far.v2().create_order(an_order())
    assert (answer.outcome, answer.code) == (Outcome.UNKNOWN, "internal")
    assert "966501234567" not in caplog.text


async def test_what_cannot_be_written_is_not_sent(far: Far) -> None:
    answer = await far.v2().create_order(an_order(amount=Decimal("NaN")))
    assert (answer.outcome, answer.code) == (Outcome.OURS, "unsendable")
    assert "/createOrder" not in far.paths()


async def test_cancelling_the_send_cancels_it(far: Far) -> None:
    asked = asyncio.Event()

    async def never(_: Asked) -> Says:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    far.says("/createOrder", never)
    sending = asyncio.create_task(far.v2().create_order(an_order()))
    await asked.wait()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending


async def test_at_most_four_calls_at_once(far: Far) -> None:
    running = most = 0

    async def count(_: Asked) -> Says:
        nonlocal running, most
        running += 1
        most = max(most, running)
        for _turn in range(5):
            await asyncio.sleep(0)
        running -= 1
        return ACCEPTED

    far.says("/createOrder", count)
    oto = far.v2()
    await asyncio.gather(*(oto.create_order(an_order()) for _ in range(12)))
    assert most == 4


# --- the other commands --------------------------------------------------------------------


async def test_the_other_commands(far: Far) -> None:
    for path in ("/updateOrder", "/cancelOrder", "/cancelShipment"):
        far.says(path, Says(body={"success": True}))
    oto = far.v2()
    assert (await oto.update_order(an_order(amount=Decimal(5)))).outcome is Outcome.ACCEPTED
    assert (await oto.cancel_order(ID)).outcome is Outcome.ACCEPTED
    assert (await oto.cancel_shipment(ID, "S-1")).outcome is Outcome.ACCEPTED
    assert far.last("/updateOrder").body["amount"] == 5
    assert far.last("/cancelOrder").body == {"orderId": ID}
    assert far.last("/cancelShipment").body == {"orderId": ID, "shipmentId": "S-1"}


async def test_a_cancel_without_a_reply_is_not_taken_for_done(far: Far) -> None:
    far.says("/cancelOrder", httpx.ReadTimeout("slow"))
    assert (await far.v2().cancel_order(ID)).outcome is Outcome.UNKNOWN


# --- one order -----------------------------------------------------------------------------


async def test_an_order_is_found_by_our_id(far: Far) -> None:
    far.says("/orderStatus", Says(body={"success": True, **row(ID)}))
    far.says("/orderDetails", Says(body={"orderId": ID, "id": 7, "status": "new", "ref1": "u"}))
    oto = far.v2()
    assert await oto.order_status(ID) == OtoSeen(ID, f"9{ID[1:]}", "new")
    assert await oto.order_details(ID) == OtoSeen(ID, "7", "new", ref1="u")
    assert await oto.find_by_ref1("u") == OtoSeen(ID, "7", "new", ref1="u")
    assert far.last("/orderStatus").body == {"orderId": ID}
    assert (far.asked[-2].method, far.asked[-2].query) == ("GET", {"orderId": ID})
    assert far.asked[-1].query == {"ref1": "u"}


@pytest.mark.parametrize("status", [404, 400, 200])
async def test_an_order_that_is_surely_not_there(far: Far, status: int) -> None:
    far.says("/orderStatus", Says(status, UNKNOWN_ORDER))
    far.says("/orderDetails", Says(status, UNKNOWN_ORDER))
    oto = far.v2()
    assert await oto.order_status(ID) is None
    assert await oto.order_details(ID) is None
    assert await oto.find_by_ref1("u") is None


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Says(503, ""), "oto_down"),
        (Says(403, ""), "oto_denied"),
        (Says(200, {"success": False}), "oto_refused"),
        (Says(200, {"success": True}), "oto_unreadable"),
        (Says(200, {}), "oto_unreadable"),
        (Says(200, HTML), "captive"),
        (Says(200, row("F1-999")), "oto_unreadable"),  # somebody else's
    ],
)
async def test_an_order_of_which_nothing_could_be_found_out(
    far: Far, reply: Says, code: str
) -> None:
    far.says("/orderStatus", reply)
    with pytest.raises(AppError) as caught:
        await far.v2().order_status(ID)
    assert caught.value.code == code


async def test_a_read_without_a_reply_says_which_kind_it_was(far: Far) -> None:
    far.says("/orderStatus", httpx.ConnectError("no"), httpx.ReadTimeout("slow"))
    oto = far.v2()
    with pytest.raises(Unreached):
        await oto.order_status(ID)
    with pytest.raises(NoReply):
        await oto.order_status(ID)


async def test_a_search_that_was_not_understood_finds_nothing(far: Far) -> None:
    far.says("/orderDetails", Says(body=row("F1-1", ref1="other")))
    with pytest.raises(AppError, match="cannot be read"):
        await far.v2().find_by_ref1("u")


# --- many orders ---------------------------------------------------------------------------


def history_of(known: set[str], limit: int = 50, strict: bool = False) -> Any:
    """An orderHistory that knows these orders and takes so many ids."""

    def reply(asked: Asked) -> Says:
        ids = asked.body["orderIds"]
        if len(ids) > limit:
            return oto_error("OTO1112")
        if strict and not set(ids) <= known:
            return Says(404, UNKNOWN_ORDER)
        return Says(body={"success": True, "items": [row(one) for one in ids if one in known]})

    return reply


async def test_history_goes_in_lumps_of_fifty(far: Far) -> None:
    ids = [f"F1-{n}" for n in range(120)]
    far.says("/orderHistory", history_of(set(ids) - {"F1-7"}))
    seen = await far.v2().history([*ids, ids[0]])
    assert set(seen) == set(ids) - {"F1-7"}
    assert seen["F1-3"].order_id == "F1-3"
    lumps = [len(asked.body["orderIds"]) for asked in far.asked if asked.path == "/orderHistory"]
    assert lumps == [50, 50, 20]


async def test_too_large_a_lump_is_halved(far: Far) -> None:
    ids = [f"F1-{n}" for n in range(60)]
    far.says("/orderHistory", history_of(set(ids), limit=20))
    assert set(await far.v2().history(ids)) == set(ids)
    lumps = [len(asked.body["orderIds"]) for asked in far.asked if asked.path == "/orderHistory"]
    assert lumps == [50, 25, 12, 12, 12, 12, 12]


async def test_one_unknown_id_does_not_hide_the_others(far: Far) -> None:
    ids = [f"F1-{n}" for n in range(10)]
    far.says("/orderHistory", history_of(set(ids) - {"F1-7"}, strict=True))
    assert set(await far.v2().history(ids)) == set(ids) - {"F1-7"}


async def test_history_of_nothing_asks_nothing(far: Far) -> None:
    assert await far.v2().history([]) == {}
    assert far.asked == []


@pytest.mark.parametrize(
    "reply", [oto_error("OTO1112"), Says(503, ""), Says(404, ""), Says(200, {"success": True})]
)
async def test_a_history_that_could_not_be_read_is_not_an_empty_one(far: Far, reply: Says) -> None:
    far.says("/orderHistory", reply)
    with pytest.raises(AppError):
        await far.v2().history(["F1-1"])


async def test_a_bad_row_or_a_strangers_costs_nothing(far: Far) -> None:
    items = [None, "x", {"orderId": None}, row("F1-1"), row("F9-9")]
    far.says("/orderHistory", Says(body={"success": "true", "items": items}))
    assert set(await far.v2().history(["F1-1"])) == {"F1-1"}


def pages_of(rows: list[Any], key: str = "orders", **more: Any) -> Any:
    def reply(asked: Asked) -> Says:
        size, page = int(asked.query["perPage"]), int(asked.query["page"])
        return Says(body={"success": True, key: rows[(page - 1) * size : page * size], **more})

    return reply


@pytest.mark.parametrize(
    ("count", "more", "asked"),
    [
        (0, {}, 1),
        (99, {}, 1),
        (100, {}, 2),
        (250, {}, 3),
        (100, {"totalPage": 1}, 1),
        (250, {"totalPage": "3", "perPage": "100"}, 3),
    ],
)
async def test_orders_page_by_page(far: Far, count: int, more: dict[str, Any], asked: int) -> None:
    far.says("/orders", pages_of([{**row(f"F1-{n}"), "id": str(n)} for n in range(count)], **more))
    seen = await far.v2().orders(date(2026, 11, 22), date(2026, 11, 23))
    assert [one.order_id for one in seen] == [f"F1-{n}" for n in range(count)]
    assert far.paths().count("/orders") == asked
    assert far.last("/orders").query == {
        "perPage": "100",
        "page": str(asked),
        "minDate": "2026-11-22",
        "maxDate": "2026-11-23",
    }


async def test_an_order_that_moved_to_the_next_page_is_seen_once(far: Far) -> None:
    far.says(
        "/orders",
        Says(body={"perPage": 2, "orders": [row("F1-1"), row("F1-2")]}),
        Says(body={"perPage": 2, "orders": [row("F1-2"), row("F1-3")]}),
        Says(body={"perPage": 2, "orders": [None, {}]}),
        Says(body={"perPage": 2, "orders": None}),
    )
    seen = await far.v2().orders(date(2026, 11, 22), date(2026, 11, 23))
    assert [one.order_id for one in seen] == ["F1-1", "F1-2", "F1-3"]


@pytest.mark.parametrize(
    "reply", [Says(body={"success": True}), Says(body={"orders": "x"}), oto_error("OTO1107")]
)
async def test_orders_that_could_not_be_read(far: Far, reply: Says) -> None:
    far.says("/orders", reply)
    with pytest.raises(AppError):
        await far.v2().orders(date(2026, 11, 22), date(2026, 11, 23))


async def test_a_list_without_end_is_no_list(far: Far) -> None:
    far.says("/orders", Says(body={"perPage": 1, "orders": [row("F1-1")]}))
    far.says("/getCities", Says(body={"getCities": {"perPage": 1, "Cities": [{"name": "A"}]}}))
    with pytest.raises(AppError, match="cannot be read"):
        await far.v2().orders(date(2026, 11, 22), date(2026, 11, 23))
    with pytest.raises(AppError, match="cannot be read"):
        await far.v2().cities("SA")


async def test_cities_page_by_page(far: Far) -> None:
    names = [f"City {n}" for n in range(704)]

    def reply(asked: Asked) -> Says:
        size, page = asked.body["perPage"], asked.body["page"]
        part = [{"name": name} for name in names[(page - 1) * size : page * size]]
        return Says(body={"getCities": {"totalCount": 704, "perPage": size, "Cities": part}})

    far.says("/getCities", reply)
    assert await far.v2().cities("SA") == names
    assert [asked.body for asked in far.asked if asked.path == "/getCities"] == [
        {"country": "SA", "perPage": 500, "page": 1},
        {"country": "SA", "perPage": 500, "page": 2},
    ]


async def test_cities_that_could_not_be_read(far: Far) -> None:
    far.says("/getCities", Says(409, {"success": False, "errorMsg": "country is null"}), Says())
    oto = far.v2()
    with pytest.raises(AppError, match="refused getCities"):
        await oto.cities("")
    with pytest.raises(AppError, match="cannot be read"):
        await oto.cities("SA")


async def test_pickup_locations(far: Far) -> None:
    place = {"code": "B01", "name": "Olaya", "city": "Riyadh"}
    far.says(
        "/getPickupLocationList",
        Says(body={"success": True, "warehouses": [place], "branches": []}),
        Says(body={"success": True}),
    )
    oto = far.v2()
    assert [one.code for one in await oto.pickup_locations()] == ["B01"]
    assert far.asked[-1].method == "GET"
    with pytest.raises(AppError, match="cannot be read"):
        await oto.pickup_locations()


@pytest.mark.parametrize(
    ("reply", "healthy"),
    [
        (Says(body={"status": "ok"}), True),
        (Says(503, ""), False),
        (Says(200, HTML), False),
        (httpx.ConnectError("no"), False),
    ],
)
async def test_health_needs_no_token(far: Far, reply: Says | Exception, healthy: bool) -> None:
    far.says("/healthCheck", reply)
    oto = far.v2()
    assert await oto.health() is healthy
    assert far.paths() == ["/healthCheck"]
    await oto.aclose()


async def test_secrets_are_in_no_error(far: Far) -> None:
    far.says("/accountInfo", oto_error("OTO1029", f"{PERMANENT} Ali 966501234567"))
    with pytest.raises(AppError) as caught:
        await far.v2().check()
    assert PERMANENT not in f"{caught.value}{caught.value.params}"
    assert "Ali" not in f"{caught.value}{caught.value.params}"
