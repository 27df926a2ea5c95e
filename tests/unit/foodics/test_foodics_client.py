"""client.py, calls.py, errors.py and places.py: what is asked, and what each answer means."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx
import pytest

from app.core.errors import AppError, Kind
from app.core.order import Business, Device, FoodicsBranch, Order, UnreadableOrder
from app.foodics.client import Foodics
from app.net import Link, NoReply
from app.pacing import Pacer, Priority
from tests.unit.foodics.samples import cod, refused_as, row

TOKEN = "header.claims.signature"
Answer = Callable[[httpx.Request], httpx.Response]


class Script:
    """Answers in turn; the last one again and again. Remembers what was asked."""

    def __init__(self, *answers: Answer | httpx.Response) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            return answer(request)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def targets(self) -> list[str]:
        return [request.url.raw_path.decode() for request in self.asked]


def far(*answers: Answer | httpx.Response, token: str = TOKEN, pacer: Pacer | None = None) -> Any:
    script = Script(*answers)
    link = Link("Foodics", "https://api.example/v5", transport=httpx.MockTransport(script))
    made = Foodics("https://api.example", token, link=link, pacer=pacer or Pacer(limit=9999))
    return made, script


def one(data: object, status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"data": data}, headers=headers)


def many(*rows: object, more: bool = False) -> httpx.Response:
    links = {"next": "https://api.example/v5/x?page=2" if more else None}
    return httpx.Response(200, json={"data": rows, "links": links})


def said(status: int, message: str = "") -> httpx.Response:
    return httpx.Response(status, json={"message": message})


async def failing(client: Foodics) -> AppError:
    with pytest.raises(AppError) as caught:
        await client.probe_orders()
    assert TOKEN not in str(caught.value)
    return caught.value


# Who it is


WHO = {
    "business": {"id": "b1", "name": "مطعم", "reference": 922240, "country_iso_code": "SA"},
    "user": {"id": "u", "name": "x", "email": "x@y"},
    "scopes": ["general.read", "orders.list", 5, None],
}


async def test_whoami_is_signed_as_documented() -> None:
    client, script = far(one(WHO))
    assert await client.whoami() == Business(
        "b1", "مطعم", "922240", "SA", scopes=("general.read", "orders.list", "5")
    )
    headers = script.asked[0].headers
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Accept"] == headers["Content-Type"] == "application/json"
    assert script.targets == ["/v5/whoami"]
    await client.aclose()


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        ("+03:00", 180),
        ("-04:30", -270),
        ("3:00", 180),
        ("Asia/Riyadh", None),
        ("+99:00", None),
        (None, None),
        (3, None),
    ],
)
async def test_business_has_currency_and_offset(zone: object, minutes: int | None) -> None:
    client, script = far(one(WHO), one({"business_currency": "SAR", "business_timezone": zone}))
    business = await client.business()
    assert (business.currency, business.utc_offset_minutes) == ("SAR", minutes)
    assert script.targets == ["/v5/whoami", "/v5/settings"]


async def test_settings_without_permission_names_the_scope() -> None:
    client, _ = far(one(WHO), said(403, "This action is unauthorized."))
    with pytest.raises(AppError) as caught:
        await client.business()
    assert (caught.value.code, caught.value.params) == ("foodics_scope", {"scope": "general.read"})


@pytest.mark.parametrize("data", [None, [], {}, {"business": []}, {"business": {"id": "b"}}])
async def test_a_whoami_that_names_no_business_is_unreadable(data: object) -> None:
    client, _ = far(one(data))
    with pytest.raises(AppError) as caught:
        await client.whoami()
    assert caught.value.code == "foodics_unreadable"


async def test_scopes_of_another_kind_are_none() -> None:
    client, _ = far(one(WHO | {"scopes": "all"}))
    assert (await client.whoami()).scopes == ()


# Branches and tills


def a_branch(number: int, **more: object) -> dict[str, object]:
    return {"id": f"b{number}", "reference": f"B{number:02}", "name": f"فرع {number}"} | more


async def test_branches_of_all_pages_without_the_deleted() -> None:
    full = a_branch(
        1,
        name_localized="Yasmin",
        latitude="24.82",
        longitude="46.63",
        phone="011",
        inventory_end_of_day_time="02:00",
        settings={"sa_zatca_branch_address": {"city": "Riyadh"}},
    )
    bare = a_branch(2, latitude=None, settings={"sa_zatca_branch_address": []})
    gone = a_branch(3, deleted_at="2026-01-01 00:00:00")
    client, script = far(
        many(full, bare, more=True), many(gone, {"name": "no id"}, a_branch(4, name=None), 7)
    )
    assert await client.branches() == [
        FoodicsBranch("b1", "B01", "فرع 1", "Yasmin", 24.82, 46.63, "011", "02:00", "Riyadh"),
        FoodicsBranch("b2", "B02", "فرع 2"),
        FoodicsBranch("b4", "B04", "B04"),
    ]
    assert script.targets == ["/v5/branches?sort=reference", "/v5/branches?sort=reference&page=2"]


async def test_a_list_that_repeats_its_page_ends() -> None:
    client, script = far(many(a_branch(1), more=True))
    assert len(await client.branches()) == 1
    assert len(script.asked) == 2


def a_till(**more: object) -> dict[str, object]:
    return {
        "id": "d1",
        "name": "Cashier 1",
        "type": 1,
        "last_seen_at": "2026-11-23 18:00:00",
    } | more


TILL = Device("d1", "Cashier 1", "b1", 1, datetime(2026, 11, 23, 18, tzinfo=UTC), None)


async def test_tills() -> None:
    gone = {"id": "d2", "deleted_at": "2026-01-01 00:00:00"}
    client, script = far(many(a_till(branch={"id": "b1"}), gone, 3))
    assert await client.devices() == [TILL]
    assert script.targets == ["/v5/devices"]


async def test_tills_that_do_not_say_their_branch_are_asked_for_it() -> None:
    client, script = far(many(a_till()), many(a_till(branch={"id": "b1"})))
    assert await client.devices() == [TILL]
    assert script.targets[1] == "/v5/devices?include=branch"


async def test_tills_are_shown_without_a_branch_where_that_is_refused() -> None:
    client, _ = far(many(a_till()), said(400))
    assert [till.branch_id for till in await client.devices()] == [None]
    client, _ = far(many(a_till()), said(500))
    with refused_as("foodics_down"):
        await client.devices()


# One order


ID, REFERENCE = cod()["id"], 48210


async def test_an_order_is_read_by_its_id() -> None:
    client, script = far(one(cod()))
    order = await client.order(ID, REFERENCE)
    assert isinstance(order, Order)
    assert script.targets[0].startswith(f"/v5/orders/{ID}?include=branch,customer,")
    assert "," in script.targets[0]


async def test_an_order_that_cannot_be_read_is_told_as_such() -> None:
    client, _ = far(one(row(total_price=None)))
    assert isinstance(await client.order(ID, REFERENCE), UnreadableOrder)


async def test_another_order_than_asked_for_is_not_taken() -> None:
    client, _ = far(one(row(id="other")))
    with refused_as("foodics_unreadable"):
        await client.order(ID, REFERENCE)


@pytest.mark.parametrize("refusal", [said(403, "unauthorized"), said(404, "entity not found")])
async def test_without_orders_get_the_list_is_asked_from_then_on(refusal: httpx.Response) -> None:
    client, script = far(refusal, many(cod()))
    for _ in range(2):
        assert isinstance(await client.order(ID, REFERENCE), Order)
    assert [target.partition("&")[0] for target in script.targets[1:]] == [
        "/v5/orders?filter[reference]=48210"
    ] * 2


async def test_an_order_that_really_is_not_there() -> None:
    client, script = far(said(404, "entity not found"), many(), one(cod()))
    assert await client.order(ID, REFERENCE) is None
    assert isinstance(await client.order(ID, REFERENCE), Order), "404 alone proves no quirk"
    assert len(script.asked) == 3


async def test_a_reference_of_another_business_is_not_our_order() -> None:
    client, script = far(said(403), many(row(id="other")))
    assert await client.order(ID, REFERENCE) is None
    assert len(script.asked) == 2


async def test_a_filter_that_is_overlooked_is_noticed() -> None:
    """The whole list came back: it is asked in another way, and the id decides."""
    strange = row(id="other", reference=1)
    client, script = far(said(403), many(strange, more=True), many(cod()))
    assert isinstance(await client.order(ID, REFERENCE), Order)
    assert "filter[reference_after]=48209&sort=reference" in script.targets[2]
    client, script = far(said(403), many(strange))
    assert await client.order(ID, REFERENCE) is None
    assert len(script.asked) == 3


async def test_trouble_is_not_taken_for_absence() -> None:
    for trouble in (said(500), httpx.Response(404, html="<html>"), said(404, "Business not found")):
        client, script = far(trouble)
        with pytest.raises(AppError):
            await client.order(ID, REFERENCE)
        assert len(script.asked) == 1


async def test_an_include_that_foodics_no_longer_knows_ends_nothing() -> None:
    client, script = far(said(400), many(), many())
    for _ in range(2):
        _ = [page async for page in client.of_day(datetime(2026, 11, 23, tzinfo=UTC).date())]
    assert ["combos" in target for target in script.targets] == [True, False, False]
    client, script = far(said(400))
    for _ in range(2):
        with refused_as("foodics_query"):
            await client.order(ID, REFERENCE)
    assert ["combos" in target for target in script.targets] == [True, False] * 2


# Writing


async def test_delivery_fields_are_written_in_utc() -> None:
    client, script = far(one(row(delivery_status=4)))
    riyadh = datetime(2026, 11, 23, 21, 5, 7, tzinfo=timezone(timedelta(hours=3)))
    order = await client.write_delivery(ID, delivery_status=4, dispatched_at=riyadh)
    assert order.delivery_status == 4
    assert script.asked[0].method == "PUT"
    assert json.loads(script.asked[0].content) == {
        "delivery_status": 4,
        "dispatched_at": "2026-11-23 18:05:07",
    }
    await client.write_delivery(ID, delivered_at=riyadh)
    assert json.loads(script.asked[1].content) == {"delivered_at": "2026-11-23 18:05:07"}


async def test_a_write_that_is_refused() -> None:
    client, _ = far(
        httpx.Response(422, json={"message": "invalid", "errors": {"status": ["no"], "id": []}})
    )
    with pytest.raises(AppError) as caught:
        await client.write_delivery(ID, delivery_status=3)
    assert (caught.value.code, caught.value.params) == ("foodics_invalid", {"fields": "id, status"})
    client, _ = far(said(403))
    with pytest.raises(AppError) as caught:
        await client.write_delivery(ID, delivery_status=3)
    assert caught.value.params == {"scope": "orders.limited.deliver"}
    client, _ = far(one(row(payments="x")))
    with refused_as("foodics_unreadable"):
        await client.write_delivery(ID, delivery_status=3)


# What errors mean


@pytest.mark.parametrize(
    ("reply", "code", "params"),
    [
        (said(400), "foodics_query", {"what": "GET /orders?filter[reference],include"}),
        (said(401, "Unauthenticated."), "foodics_token_refused", {}),
        (said(403, "This action is unauthorized."), "foodics_scope", {"scope": "orders.list"}),
        (httpx.Response(403, text="error code: 1010"), "foodics_blocked", {}),
        (httpx.Response(403, html="<html>"), "foodics_blocked", {}),
        (said(404, "Business not found"), "foodics_other_environment", {"host": "api.example"}),
        (said(404, "entity not found"), "foodics_not_found", None),
        (httpx.Response(404, text="no route"), "foodics_not_found", None),
        (
            httpx.Response(404, html="<html>"),
            "captive",
            {"service": "Foodics", "host": "api.example"},
        ),
        (httpx.Response(422, text="?"), "foodics_invalid", {"fields": "?"}),
        (said(418), "foodics_unreadable", None),
        (said(500), "foodics_down", {"status": "500"}),
        (httpx.Response(503, html="<html>"), "foodics_down", {"status": "503"}),
        (httpx.Response(302, headers={"Location": "/login"}), "captive", None),
        (httpx.Response(200, html="<html>Welcome"), "captive", None),
        (httpx.Response(200, text="<!doctype html>"), "captive", None),
        (httpx.Response(200, text='{"data": ['), "foodics_unreadable", None),
        (httpx.Response(200, text=""), "foodics_unreadable", None),
        (httpx.Response(200, json={"data": {}}), "foodics_unreadable", None),
    ],
)
async def test_what_a_reply_means(
    reply: httpx.Response, code: str, params: dict[str, str] | None
) -> None:
    client, _ = far(reply)
    error = await failing(client)
    if code == "foodics_query":
        assert error.params["what"].startswith("GET /orders?filter[reference]")
    elif params is not None:
        assert error.params == params
    assert error.code == code


async def test_data_that_is_no_object_is_unreadable() -> None:
    for text in ("[]", "{", "5"):
        client, _ = far(httpx.Response(200, text=text))
        with refused_as("foodics_unreadable"):
            await client.whoami()


async def test_a_blocked_address_is_left_alone_for_an_hour() -> None:
    client, _ = far(httpx.Response(403, text="error code: 1010"))
    error = await failing(client)
    assert (error.kind, error.retry_after) == (Kind.LIMIT, 3600)


async def test_after_one_401_nothing_is_asked_any_more() -> None:
    client, script = far(said(401))
    for _ in range(3):
        assert (await failing(client)).code == "foodics_token_refused"
    with refused_as("foodics_token_refused"):
        await client.whoami()
    assert len(script.asked) == 1


@pytest.mark.parametrize("token", ["", "two words", "token\n", "توكن", "a\u200eb"])
async def test_what_cannot_be_a_token_is_not_even_sent(token: str) -> None:
    client, script = far(many(), token=token)
    assert (await failing(client)).code == "foodics_token_refused"
    assert script.asked == []


async def test_once_more_is_one_more_refusal() -> None:
    client, script = far(said(401), said(401), many())
    for asked in (1, 2):
        assert (await failing(client)).code == "foodics_token_refused"
        assert (await failing(client)).code == "foodics_token_refused"
        assert len(script.asked) == asked
        client.once_more()
    await client.branches()
    assert len(script.asked) == 3


async def test_a_call_that_waited_while_the_token_was_refused_is_not_made() -> None:

    client, script = far(said(401), many())
    results = await asyncio.gather(
        *(client.probe_orders() for _ in range(3)), return_exceptions=True
    )
    assert [getattr(result, "code", None) for result in results] == ["foodics_token_refused"] * 3
    assert len(script.asked) == 1


class Watched(Pacer):
    """Notes what a client tells it."""

    def __init__(self) -> None:
        super().__init__(limit=9999)
        self.stops: list[float] = []
        self.priorities: list[Priority] = []
        self.ended = 0

    async def turn(self, priority: Priority) -> Any:
        self.priorities.append(priority)
        return await super().turn(priority)

    def finished(self, ticket: Any) -> None:
        self.ended += 1
        super().finished(ticket)

    def stop_for(self, seconds: float) -> None:
        self.stops.append(seconds)


@pytest.mark.parametrize(
    ("headers", "seconds"), [({"Retry-After": "17"}, 17.0), ({}, 60.0), ({"Retry-After": "0"}, 1.0)]
)
async def test_a_429_stops_everybody_for_its_time(headers: dict[str, str], seconds: float) -> None:
    pacer = Watched()
    client, _ = far(httpx.Response(429, html="<html>", headers=headers), pacer=pacer)
    error = await failing(client)
    assert (error.code, error.retry_after) == ("foodics_limit", seconds)
    assert pacer.stops == [seconds]
    assert pacer.ended == 1


async def test_headers_are_learnt_and_a_lost_call_is_over_too() -> None:
    def lost(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    pacer = Watched()
    limited = httpx.Response(200, json={"data": []}, headers={"X-RateLimit-Limit": "90"})
    client, _ = far(limited, lost, pacer=pacer)
    await client.probe_orders()
    assert pacer.limit == 90
    with pytest.raises(NoReply):
        await client.probe_orders()
    assert pacer.ended == 2


async def test_each_purpose_has_its_place_in_the_queue() -> None:
    pacer = Watched()
    client, _ = far(many(), pacer=pacer)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    _ = [page async for page in client.changes(now, delivery_only=True)]
    await client.branches()
    _ = [page async for page in client.of_day(now.date())]
    assert pacer.priorities == [Priority.LIVE, Priority.PERSON, Priority.REST]


async def test_a_client_makes_its_own_link_and_tells_the_date() -> None:
    def told(date: datetime, middle: float) -> None:
        raise AssertionError("no reply, no date")

    client = Foodics("http://127.0.0.1:1/", TOKEN, on_date=told)
    with pytest.raises(AppError) as caught:
        await client.whoami()
    assert caught.value.code == "no_connection"
    await client.aclose()


async def test_a_link_without_the_version_gets_it() -> None:
    script = Script(many())
    link = Link("Foodics", "https://api.example", transport=httpx.MockTransport(script))
    await Foodics("https://api.example", TOKEN, link=link).probe_orders()
    assert script.targets[0].startswith("/v5/orders?filter[reference]=0")
