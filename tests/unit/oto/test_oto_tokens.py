"""Access tokens: one exchange at a time, renewed in time, refused only by OTO (section 3)."""

import asyncio
import logging

import httpx
import pytest

from app.core.dispatch import Outcome
from app.core.errors import AppError
from tests.unit.oto.far import HTML, JWT_EXPIRED, PERMANENT, Far, Says, an_order, oto_error

INFO = Says(body={"name": "Burger House", "remainingCredit": "12.50", "packageName": "Scale"})
EXPIRED = Says(401, JWT_EXPIRED)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_the_permanent_token_goes_to_refresh_token_only(far: Far) -> None:
    far.says("/accountInfo", INFO)
    await far.v2().check()
    first, second = far.asked
    assert (first.method, first.path) == ("POST", "/refreshToken")
    assert first.body == {"refresh_token": PERMANENT}
    assert "authorization" not in first.headers
    assert (second.method, second.path) == ("GET", "/accountInfo")
    assert second.headers["authorization"] == "Bearer jwt-1"
    assert PERMANENT not in str(second.headers)


@pytest.mark.parametrize(
    ("expires_in", "good_for"),
    [
        ("3600", 3300),
        (3600, 3300),
        (600, 540),
        ("20", 18),
        (None, 3000),
        ("soon", 3000),
        (0, 3000),
        (-5, 3000),
        (10**9, 24 * 3600 - 300),
    ],
)
async def test_a_token_is_renewed_in_time(
    far: Far, clock: Clock, expires_in: object, good_for: float
) -> None:
    far.expires_in = expires_in
    far.says("/accountInfo", INFO)
    oto = far.v2(clock)
    await oto.check()
    clock.seconds += good_for - 1
    await oto.check()
    assert far.tokens == 1
    clock.seconds += 1
    await oto.check()
    assert far.tokens == 2
    assert far.last("/accountInfo").headers["authorization"] == "Bearer jwt-2"


async def test_all_wait_for_one_exchange(far: Far) -> None:
    far.says("/accountInfo", INFO)
    oto = far.v2()
    await asyncio.gather(*(oto.check() for _ in range(10)))
    assert far.tokens == 1


async def test_all_learn_of_one_failed_exchange(far: Far) -> None:
    far.says("/refreshToken", httpx.ConnectError("no"))
    oto = far.v2()
    answers = await asyncio.gather(*(oto.create_order(an_order()) for _ in range(4)))
    assert {answer.outcome for answer in answers} == {Outcome.NOT_ACCEPTED}
    assert far.paths() == ["/refreshToken"]


async def test_one_who_gives_up_does_not_take_the_token_from_the_others(far: Far) -> None:
    asked, go = asyncio.Event(), asyncio.Event()

    async def slow(_: object) -> Says:
        asked.set()
        await go.wait()
        return Says(body={"access_token": "jwt-slow", "expires_in": 3600})

    far.says("/refreshToken", slow)
    far.says("/accountInfo", INFO)
    oto = far.v2()
    impatient, patient = asyncio.create_task(oto.check()), asyncio.create_task(oto.check())
    await asked.wait()
    impatient.cancel()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    assert (await patient).name == "Burger House"
    assert far.paths().count("/refreshToken") == 1


async def test_closing_ends_the_exchange_and_what_waits_for_it(far: Far) -> None:
    asked = asyncio.Event()

    async def never(_: object) -> Says:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    far.says("/refreshToken", never)
    oto = far.v2()
    waiting = asyncio.create_task(oto.create_order(an_order()))
    await asked.wait()
    await oto.aclose()
    assert (await waiting).outcome is Outcome.NOT_ACCEPTED


async def test_a_dropped_token_is_replaced_once_and_the_call_repeated(far: Far) -> None:
    far.says("/accountInfo", EXPIRED, INFO)
    assert (await far.v2().check()).name == "Burger House"
    assert far.paths() == ["/refreshToken", "/accountInfo"] * 2
    assert far.last("/accountInfo").headers["authorization"] == "Bearer jwt-2"


async def test_calls_refused_together_renew_together(far: Far) -> None:
    far.says("/accountInfo", *[EXPIRED] * 3, INFO)
    oto = far.v2()
    await asyncio.gather(*(oto.check() for _ in range(3)))
    assert far.tokens == 2


async def test_refused_twice_is_refused(far: Far) -> None:
    far.says("/accountInfo", EXPIRED)
    with pytest.raises(AppError) as caught:
        await far.v2().check()
    assert caught.value.code == "oto_token_refused"
    assert far.paths() == ["/refreshToken", "/accountInfo"] * 2


@pytest.mark.parametrize("reply", [Says(403, ""), oto_error("OTO1150", status=403)])
async def test_a_403_never_costs_the_token(far: Far, reply: Says) -> None:
    far.says("/accountInfo", reply)
    with pytest.raises(AppError) as caught:
        await far.v2().check()
    assert caught.value.code == "oto_denied"
    assert far.tokens == 1


@pytest.mark.parametrize(
    "reply",
    [
        EXPIRED,
        Says(401, ""),
        oto_error("OTO1083"),
        oto_error("OTO1083", status=403),
        oto_error("OTO1084", status=404),
        oto_error("OTO1083", status=200),
        Says(400, {"success": False}),
        Says(400, {"message": "Refresh Token is required"}),
        Says(400, {"success": False, "errorCode": 3}),
        Says(200, {"success": True}),
        Says(200, {"access_token": ""}),
        Says(200, {"access_token": None, "success": True}),
        Says(200, {"success": False}),
    ],
)
async def test_otos_own_refusal_of_the_permanent_token(far: Far, reply: Says) -> None:
    far.says("/refreshToken", reply)
    with pytest.raises(AppError) as caught:
        await far.v2().check()
    assert caught.value.code == "oto_token_refused"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (httpx.ConnectError("no"), "no_connection"),
        (httpx.ReadTimeout("slow"), "timeout"),
        (Says(500, {"message": "Server Error"}), "oto_down"),
        (oto_error("OTO1083", status=503), "oto_down"),
        (Says(429, {"message": "slow down"}, {"retry-after": "7"}), "oto_limit"),
        (oto_error("OTO1143"), "oto_limit"),
        (oto_error("OTO1009"), "oto_down"),
        (oto_error("OTO1211", status=200), "oto_down"),
        (Says(200, HTML), "captive"),
        (Says(401, HTML), "captive"),
        (Says(302, ""), "captive"),
        (Says(200, "not json"), "oto_unreadable"),
        (Says(200, "[]"), "oto_unreadable"),
        (Says(200, ""), "oto_unreadable"),
        (Says(403, ""), "oto_denied"),
        (Says(403, {"message": "RBAC: access denied"}), "oto_denied"),
        (Says(404, {"message": "no route"}), "oto_refused"),
        (Says(400, "Bad Request"), "oto_refused"),
    ],
)
async def test_what_says_nothing_about_the_permanent_token(
    far: Far, reply: Says | Exception, code: str
) -> None:
    far.says("/refreshToken", reply)
    with pytest.raises(AppError) as caught:
        await far.v2().check()
    assert caught.value.code == code
    assert PERMANENT not in str(caught.value)


async def test_an_early_renewal_that_fails_costs_nothing(
    far: Far, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    far.says("/accountInfo", INFO)
    oto = far.v2(clock)
    await oto.check()
    far.says("/refreshToken", Says(503, ""))
    clock.seconds += 3400
    with caplog.at_level(logging.WARNING):
        assert (await oto.check()).name == "Burger House"
        assert (await oto.check()).name == "Burger House"
    assert far.paths().count("/refreshToken") == 2  # not at every call
    assert PERMANENT not in caplog.text
    clock.seconds += 200
    with pytest.raises(AppError, match="OTO has trouble"):
        await oto.check()


async def test_a_token_revoked_before_its_renewal_is_refused(far: Far, clock: Clock) -> None:
    far.says("/accountInfo", INFO)
    oto = far.v2(clock)
    await oto.check()
    far.says("/refreshToken", oto_error("OTO1083"))
    clock.seconds += 3400
    with pytest.raises(AppError, match="OTO refused"):
        await oto.check()
