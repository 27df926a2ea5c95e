"""OTO v1: three calls, both credentials in every body (oto-api.md section 4)."""

from datetime import date
from decimal import Decimal

import httpx
import pytest

from app.core.dispatch import OtoSeen, Outcome
from app.core.errors import AppError
from tests.unit.oto.far import HTML, UNKNOWN_ORDER, Asked, Far, Says, an_order

PAIR = {"retailerId": "R-1", "retailerToken": "secret"}


def no(code: int, status: int = 200) -> Says:
    return Says(status, {"success": False, "errorCode": code})


async def test_the_probe_carries_both_and_cannot_meet_an_order(far: Far) -> None:
    far.says("/orderStatus", no(5))
    assert (await far.v1().check()).name is None
    assert far.last("/orderStatus").body == {"orderId": "companion-check", **PAIR}


@pytest.mark.parametrize("code", [1, 2, 3])
@pytest.mark.parametrize("status", [200, 400, 403])
async def test_a_wrong_pair(far: Far, code: int, status: int) -> None:
    far.says("/orderStatus", no(code, status))
    with pytest.raises(AppError) as caught:
        await far.v1().check()
    assert caught.value.code == "oto_token_refused"


@pytest.mark.parametrize(
    "reply", [no(4), no(5), no(99, 404), Says(404, UNKNOWN_ORDER), Says(200, {"success": True})]
)
async def test_any_other_answer_accepts_the_pair(far: Far, reply: Says) -> None:
    far.says("/orderStatus", reply)
    await far.v1().check()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (httpx.ConnectError("no"), "no_connection"),
        (Says(503, ""), "oto_down"),
        (no(5, 500), "oto_down"),
        (Says(429, ""), "oto_limit"),
        (Says(200, HTML), "captive"),
        (Says(200, "not json"), "oto_unreadable"),
        (Says(200, {}), "oto_unreadable"),
        (Says(403, ""), "oto_denied"),
        (Says(404, ""), "oto_refused"),
        (Says(401, {"message": "no"}), "oto_token_refused"),
        (Says(200, {"success": False, "otoErrorCode": "OTO1143"}), "oto_limit"),
    ],
)
async def test_what_is_no_answer_of_v1(far: Far, reply: Says | Exception, code: str) -> None:
    far.says("/orderStatus", reply)
    with pytest.raises(AppError) as caught:
        await far.v1().check()
    assert caught.value.code == code


async def test_an_order_is_sent(far: Far) -> None:
    far.says("/createOrder", Says(body={"success": True, "otoId": 12}))
    answer = await far.v1().create_order(an_order())
    assert (answer.outcome, answer.oto_id) == (Outcome.ACCEPTED, "12")
    sent = far.last("/createOrder").body
    assert PAIR.items() <= sent.items()
    assert (sent["orderId"], sent["amount"]) == ("F922240-48210", Decimal("86.25"))
    assert far.paths() == ["/createOrder"]  # no token to fetch


async def test_an_order_that_exists(far: Far) -> None:
    far.says("/createOrder", no(4))
    assert (await far.v1().create_order(an_order())).outcome is Outcome.EXISTS


async def test_no_reply_to_an_order(far: Far) -> None:
    far.says("/createOrder", httpx.ReadTimeout("slow"), httpx.ConnectError("no"))
    oto = far.v1()
    assert (await oto.create_order(an_order())).outcome is Outcome.UNKNOWN
    assert (await oto.create_order(an_order())).outcome is Outcome.NOT_ACCEPTED


async def test_an_order_is_cancelled(far: Far) -> None:
    far.says("/cancelOrder", Says(body={"success": True}))
    assert (await far.v1().cancel_order("F1-2")).outcome is Outcome.ACCEPTED
    assert far.last("/cancelOrder").body == {"orderId": "F1-2", **PAIR}


async def test_what_v1_cannot_do(far: Far) -> None:
    oto = far.v1()
    for answer in (await oto.update_order(an_order()), await oto.cancel_shipment("F1-2", "S")):
        assert (answer.outcome, answer.code) == (Outcome.ORDER_DATA, "v1")
    assert await oto.find_by_ref1("u") is None
    assert await oto.orders(date(2026, 11, 22), date(2026, 11, 23)) == []
    assert await oto.pickup_locations() == []
    assert await oto.cities("SA") == []
    assert far.asked == []


async def test_the_status_of_an_order(far: Far) -> None:
    far.says("/orderStatus", Says(body={"success": True, "status": "pickedUp"}))
    oto = far.v1()
    assert await oto.order_status("F1-2") == OtoSeen("F1-2", None, "pickedUp")
    assert await oto.order_details("F1-2") == OtoSeen("F1-2", None, "pickedUp")


@pytest.mark.parametrize(
    "reply",
    [
        no(5),
        no(99),
        Says(404, UNKNOWN_ORDER),
        Says(200, {"success": False, "errorMsg": "Order does not exist"}),
    ],
)
async def test_an_order_that_v1_does_not_know(far: Far, reply: Says) -> None:
    far.says("/orderStatus", reply)
    assert await far.v1().order_status("F1-2") is None


@pytest.mark.parametrize(
    "reply",
    [no(2), no(4), no(5, 503), no(5, 403), Says(200, {"success": False}), Says(200, HTML)],
)
async def test_an_order_of_which_v1_says_nothing(far: Far, reply: Says) -> None:
    far.says("/orderStatus", reply)
    with pytest.raises(AppError):
        await far.v1().order_status("F1-2")


async def test_history_one_by_one(far: Far) -> None:
    def reply(asked: Asked) -> Says:
        known = asked.body["orderId"] != "F1-2"
        return Says(body={"success": True, "status": "new"}) if known else no(5)

    far.says("/orderStatus", reply)
    assert set(await far.v1().history(["F1-1", "F1-2", "F1-3", "F1-1"])) == {"F1-1", "F1-3"}
    assert len(far.asked) == 3


async def test_trouble_with_one_order_does_not_cost_the_others(far: Far) -> None:
    def reply(asked: Asked) -> Says:
        odd = asked.body["orderId"] == "F1-2"
        return Says(200, HTML) if odd else Says(body={"success": True, "status": "new"})

    far.says("/orderStatus", reply)
    assert set(await far.v1().history(["F1-1", "F1-2", "F1-3"])) == {"F1-1", "F1-3"}


@pytest.mark.parametrize(("reply", "asked"), [(Says(429, ""), 1), (Says(503, ""), 2)])
async def test_trouble_with_oto_itself_is_not_asked_for_again_and_again(
    far: Far, reply: Says, asked: int
) -> None:
    far.says("/orderStatus", reply)
    with pytest.raises(AppError):
        await far.v1().history([f"F1-{number}" for number in range(1, 50)])
    assert len(far.asked) == asked


async def test_trouble_with_all_of_them_is_told(far: Far) -> None:
    far.says("/orderStatus", Says(200, HTML))
    for ids in (["F1-1"], ["F1-1", "F1-2"]):
        with pytest.raises(AppError):
            await far.v1().history(ids)


@pytest.mark.parametrize(
    ("reply", "healthy"),
    [
        (no(5), True),
        (no(2), True),
        (Says(503, ""), False),
        (Says(200, HTML), False),
        (httpx.ConnectError("no"), False),
    ],
)
async def test_health(far: Far, reply: Says | Exception, healthy: bool) -> None:
    far.says("/orderStatus", reply)
    oto = far.v1()
    assert await oto.health() is healthy
    await oto.aclose()
