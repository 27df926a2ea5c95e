"""Which OTO a pair belongs to (design.md section 3, "Which OTO?")."""

import asyncio
from typing import Any

import httpx
import pytest

from app.core.errors import AppError
from app.oto.choose import PRODUCTION, choose, clean, make
from app.oto.client import Account, Oto, OtoV2
from app.oto.legacy import OtoV1
from tests.unit.oto.far import HTML, JWT_EXPIRED, Far, Says, oto_error

TOKEN = "AMf-" + "x" * 200
INFO = Says(body={"name": "Burger House", "remainingCredit": 10})
V2_REFUSES = oto_error("OTO1083")
V1_REFUSES = Says(body={"success": False, "errorCode": 2})
V1_TAKES = Says(body={"success": False, "errorCode": 5})


class Maker:
    """Makes clients on the far side and remembers with what."""

    def __init__(self, far: Far) -> None:
        self.far = far
        self.made: list[tuple[str, str, str, str | None]] = []
        self.closed: list[str] = []

    def __call__(self, generation: str, retailer_id: str, token: str, url: str | None) -> Oto:
        self.made.append((generation, retailer_id, token, url))
        oto: Oto = self.far.v2() if generation == "v2" else self.far.v1()
        really = oto.aclose

        async def aclose() -> None:
            self.closed.append(generation)
            await really()

        oto.aclose = aclose  # type: ignore[method-assign]
        return oto

    async def choose(self, retailer_id: str = "R-1", token: str = TOKEN) -> tuple[Oto, Account]:
        return await choose(retailer_id, token, "https://oto.test", maker=self)


@pytest.fixture
def maker(far: Far) -> Maker:
    return Maker(far)


async def refused(maker: Maker, retailer_id: str = "R-1", token: str = TOKEN) -> AppError:
    with pytest.raises(AppError) as caught:
        await maker.choose(retailer_id, token)
    assert len(maker.closed) == len(maker.made)  # nothing stays open
    return caught.value


async def test_v2_takes_the_token(far: Far, maker: Maker) -> None:
    far.says("/accountInfo", INFO)
    oto, account = await maker.choose("\u200f R-1 \u202c", f" {TOKEN[:50]}\n{TOKEN[50:]}\ufeff")
    assert (oto.generation, account.name) == ("v2", "Burger House")
    assert maker.made == [("v2", "R-1", TOKEN, "https://oto.test")]
    assert maker.closed == []


async def test_v1_is_tried_when_oto_itself_refused_the_token(far: Far, maker: Maker) -> None:
    far.says("/refreshToken", V2_REFUSES)
    far.says("/orderStatus", V1_TAKES)
    oto, account = await maker.choose()
    assert (oto.generation, account) == ("v1", Account())
    assert maker.closed == ["v2"]


async def test_a_token_that_is_exchanged_and_then_not_taken_is_refused_too(
    far: Far, maker: Maker
) -> None:
    far.says("/accountInfo", Says(401, JWT_EXPIRED))
    far.says("/orderStatus", V1_REFUSES)
    assert (await refused(maker)).code == "oto_token_refused"


@pytest.mark.parametrize(
    "v1",
    [V1_REFUSES, Says(403, ""), Says(404, ""), Says(404, {"message": "no route"}), Says(405, "")],
)
async def test_refused_by_both_or_by_v2_where_there_is_no_v1(
    far: Far, maker: Maker, v1: Says
) -> None:
    far.says("/refreshToken", V2_REFUSES)
    far.says("/orderStatus", v1)
    error = await refused(maker)
    assert error.code == "oto_token_refused"
    assert TOKEN not in str(error)


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ConnectError("no"),
        httpx.ReadTimeout("slow"),
        Says(503, ""),
        Says(200, HTML),
        Says(429, "", {"retry-after": "9"}),
        Says(403, ""),
    ],
)
async def test_any_trouble_at_v2_is_no_verdict(
    far: Far, maker: Maker, trouble: Says | Exception
) -> None:
    far.says("/refreshToken", trouble)
    error = await refused(maker)
    assert error.code == "oto_could_not_check"
    assert error.cause  # which names the trouble
    assert "{" not in str(error)
    assert [made[0] for made in maker.made] == ["v2"]


@pytest.mark.parametrize(
    "trouble", [httpx.ConnectError("no"), Says(503, ""), Says(200, HTML), Says(400, "Bad Request")]
)
async def test_nor_is_trouble_at_v1(far: Far, maker: Maker, trouble: Says | Exception) -> None:
    far.says("/refreshToken", V2_REFUSES)
    far.says("/orderStatus", trouble)
    assert (await refused(maker)).code == "oto_could_not_check"


async def test_the_time_oto_asks_for_is_handed_on(far: Far, maker: Maker) -> None:
    far.says("/refreshToken", Says(429, "", {"retry-after": "9"}))
    assert (await refused(maker)).retry_after == 9.0


@pytest.mark.parametrize(
    ("retailer_id", "token"), [(TOKEN, "R-1"), ("x" * 101, "R-1"), (" AMf-a", "1")]
)
async def test_swapped_boxes_are_noticed(maker: Maker, retailer_id: str, token: str) -> None:
    assert (await refused(maker, retailer_id, token)).code == "oto_swapped"
    assert maker.made == []


async def test_two_that_look_like_tokens_are_tried_as_they_are(far: Far, maker: Maker) -> None:
    far.says("/accountInfo", INFO)
    assert (await maker.choose(TOKEN, TOKEN))[1].name == "Burger House"


@pytest.mark.parametrize(
    ("retailer_id", "token"), [("", TOKEN), ("R-1", " "), ("\u200f", "\u200e")]
)
async def test_both_are_needed(maker: Maker, retailer_id: str, token: str) -> None:
    assert (await refused(maker, retailer_id, token)).code == "oto_incomplete"


async def test_giving_up_closes_what_was_opened(far: Far, maker: Maker) -> None:
    asked = asyncio.Event()

    async def never(_: object) -> Says:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError

    far.says("/accountInfo", never)
    choosing = asyncio.create_task(maker.choose())
    await asked.wait()
    choosing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await choosing
    assert maker.closed == ["v2"]


@pytest.mark.parametrize("bad", ["http://oto.test", "oto.test", "https://oto.test/rest/v2"])
async def test_a_bad_address_is_said(bad: str) -> None:
    with pytest.raises(AppError) as caught:
        await choose("R-1", TOKEN, bad)
    assert caught.value.code == "bad_address"


def test_hidden_marks_and_spaces_are_taken_out() -> None:
    assert clean("\u2066 R 1\u2069\u00a0", "\u200fAMf-\u202aa b\u200b\r\nc\t") == ("R 1", "AMf-abc")


@pytest.mark.parametrize(
    ("generation", "kind", "url", "base"),
    [
        ("v2", OtoV2, None, PRODUCTION["v2"]),
        ("v1", OtoV1, None, PRODUCTION["v1"]),
        ("v2", OtoV2, " http://127.0.0.1:8002/ ", "http://127.0.0.1:8002/rest/v2"),
        ("v1", OtoV1, "https://oto.test", "https://oto.test/service/rest/v1"),
    ],
)
async def test_the_address_of_each_generation(
    monkeypatch: pytest.MonkeyPatch,
    generation: str,
    kind: type[OtoV1] | type[OtoV2],
    url: str | None,
    base: str,
) -> None:
    bases: list[str] = []
    original = kind.__init__

    def remember(self: Any, base_url: str, *args: str) -> None:
        bases.append(base_url)
        original(self, base_url, *args)

    monkeypatch.setattr(kind, "__init__", remember)
    oto = make(generation, "R-1", TOKEN, url)
    assert (type(oto), oto.generation, bases) == (kind, generation, [base])
    await oto.aclose()
