"""walk.py: nothing is lost while rows move, and the cursor never runs ahead of what was read."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.order import Order
from app.foodics.client import Foodics, Page
from app.net import Link
from app.pacing import Pacer
from tests.unit.foodics.cloud import START, Cloud

AFTER = START - timedelta(seconds=15)


def client(cloud: Cloud) -> Foodics:
    transport = httpx.MockTransport(cloud.answer)
    link = Link("Foodics", "https://api.example/v5", transport=transport)
    return Foodics("https://api.example", "token", link=link, pacer=Pacer(limit=100_000))


async def read(pages: AsyncIterator[Page]) -> list[Page]:
    return [page async for page in pages]


async def changes(cloud: Cloud, after: datetime = AFTER) -> list[Page]:
    return await read(client(cloud).changes(after, delivery_only=True))


def seen(pages: list[Page]) -> dict[int, datetime]:
    """The latest version of each order that was given out."""
    found: dict[int, datetime] = {}
    for page in pages:
        for row in page.orders:
            assert isinstance(row, Order)
            found[row.reference] = max(row.updated_at, found.get(row.reference, row.updated_at))
    return found


def at(second: int) -> datetime:
    return START + timedelta(seconds=second)


def cursor(pages: list[Page]) -> datetime | None:
    told = [page.complete_to for page in pages if page.complete_to is not None]
    assert told == sorted(told)
    return told[-1] if told else None


async def test_one_page_is_one_request_and_complete() -> None:
    cloud = Cloud({1: 5, 2: 9})
    pages = await changes(cloud)
    assert len(cloud.asked) == 1
    assert cloud.asked[0].startswith(
        "/v5/orders?filter[type]=3&filter[updated_after]=2026-11-23%2017:59:45"
        "&sort=updated_at&include=branch,customer,customer_address,"
    )
    assert "status" not in cloud.asked[0]
    assert seen(pages) == {1: at(5), 2: at(9)}
    assert cursor(pages) == at(9)


async def test_nothing_new_leaves_the_cursor_alone() -> None:
    assert await changes(Cloud({})) == [Page((), None)]


async def test_after_the_first_page_it_goes_on_from_the_last_rows_time() -> None:
    cloud = Cloud({n: n for n in range(1, 121)})
    pages = await changes(cloud)
    assert seen(pages) == {n: at(n) for n in range(1, 121)}
    assert [page.complete_to for page in pages] == [at(49), at(97), at(120)]
    assert not any("page=" in target for target in cloud.asked)
    assert sum(len(page.orders) for page in pages) == 120


async def test_a_full_page_without_links_is_followed_until_a_short_one() -> None:
    cloud = Cloud({n: n for n in range(1, 121)})
    cloud.short = True
    assert len(seen(await changes(cloud))) == 120


async def test_whether_the_filter_is_inclusive_does_not_matter() -> None:
    cloud = Cloud({n: n // 7 for n in range(7, 300)})
    cloud.inclusive = False
    assert len(seen(await changes(cloud))) == 293


async def test_more_than_a_page_in_one_second_is_read_by_page_number() -> None:
    cloud = Cloud(dict.fromkeys(range(1, 131), 7) | {n: n for n in range(131, 141)})
    pages = await changes(cloud)
    assert len(seen(pages)) == 140
    assert [page.complete_to for page in pages][:-1] == [at(6), None, None]
    assert cursor(pages) == at(140)


async def test_more_than_ten_pages_in_one_second_are_read_by_reference() -> None:
    cloud = Cloud(dict.fromkeys(range(1, 731), 7))
    pages = await changes(cloud)
    assert len(seen(pages)) == 730
    assert not any("page=11" in target for target in cloud.asked)
    assert cursor(pages) == at(6), "the Date of the reply is the same second"
    cloud.now = 60
    assert cursor(await changes(cloud)) == at(7)


async def test_a_row_that_moves_between_two_page_numbers_hides_no_other() -> None:
    """Ten rows of page 1 change: ten of page 2 move to page 1, where we have been."""
    cloud = Cloud(dict.fromkeys(range(1, 131), 7))

    def move() -> None:
        if len(cloud.asked) == 2:
            for reference in range(121, 131):
                cloud.change(reference)

    cloud.between = move
    pages = await changes(cloud)
    assert seen(pages) == {n: at(cloud.seconds[n]) for n in range(1, 131)}


async def test_rows_out_of_order_are_all_read_and_the_cursor_waits_for_the_end() -> None:
    cloud = Cloud({n: n for n in range(1, 171)})
    cloud.sorts = False
    pages = await changes(cloud)
    assert len(seen(pages)) == 170
    assert {page.complete_to for page in pages[:-1]} == {None}
    assert cursor(pages) == at(170)


async def test_order_that_is_lost_later_makes_it_begin_anew() -> None:
    cloud = Cloud({n: n for n in range(1, 171)})

    def spoil() -> None:
        cloud.sorts = len(cloud.asked) != 1

    cloud.between = spoil
    pages = await changes(cloud)
    assert len(seen(pages)) == 170
    assert cursor(pages) == at(170)


async def test_a_list_that_never_ends_is_left() -> None:
    """Neither order nor references can be trusted: read what comes, promise nothing."""
    cloud = Cloud(dict.fromkeys(range(1, 601), 7))
    cloud.sorts = False
    pages = await changes(cloud)
    assert pages[-1].complete_to is None
    assert len(seen(pages)) >= 500


async def test_a_row_that_cannot_be_read_is_given_out_and_does_not_stop_the_way() -> None:
    cloud = Cloud({n: n for n in range(1, 61)})
    odd = {"data": [5, {"id": "x"}], "links": {"next": None}}
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return cloud.answer(request) if len(asked) == 1 else httpx.Response(200, json=odd)

    link = Link("Foodics", "https://api.example/v5", transport=httpx.MockTransport(answer))
    far = Foodics("https://api.example", "token", link=link)
    pages = await read(far.changes(AFTER, delivery_only=True))
    assert [type(row).__name__ for row in pages[1].orders] == ["UnreadableOrder"] * 2


async def test_other_types_are_dropped_only_when_not_wanted() -> None:
    cloud = Cloud({1: 1, 2: 2})
    cloud.types = {2: 1}
    assert set(seen(await changes(cloud))) == {1}
    wide = await read(client(cloud).changes(AFTER, delivery_only=False))
    assert set(seen(wide)) == {1, 2}
    assert "filter[type]" not in cloud.asked[-1]


async def test_a_day_is_read_by_reference_and_can_be_taken_up_again() -> None:
    cloud = Cloud(dict.fromkeys(range(1, 121), 7))
    day = datetime(2026, 11, 23, tzinfo=UTC).date()
    pages = await read(client(cloud).of_day(day))
    assert len(seen(pages)) == 120
    assert [page.complete_to for page in pages] == [None] * 3
    assert cloud.asked[0].startswith(
        "/v5/orders?filter[business_date]=2026-11-23&filter[type]=3&filter[reference_after]=0&sort=reference&"
    )
    again = await read(client(cloud).of_day(day, reference_after=100))
    assert set(seen(again)) == set(range(101, 121))


@pytest.mark.parametrize("inclusive", [True, False])
@settings(max_examples=60, deadline=None)
@given(
    spread=st.integers(1, 40),
    count=st.integers(0, 90),
    seed=st.randoms(use_true_random=False),
    busy=st.floats(0, 0.9),
)
def test_whatever_moves_nothing_is_lost(
    inclusive: bool, spread: int, count: int, seed: random.Random, busy: float
) -> None:
    """Polls with the overlap of the poller, while orders come and change between the replies."""

    async def main() -> None:
        cloud = Cloud({n: seed.randrange(spread) for n in range(1, count + 1)}, size=4)
        cloud.inclusive = inclusive
        cloud.now = spread

        def between() -> None:
            if len(cloud.asked) < 120 and seed.random() < busy:
                cloud.change(seed.randrange(1, len(cloud.seconds) + 2))

        cloud.between = between
        after = AFTER
        newest: dict[int, datetime] = {}
        for _ in range(8):
            for page in await changes(cloud, after - timedelta(seconds=3)):
                newest |= seen([page])
                if page.complete_to is not None:
                    after = max(after, page.complete_to)
                    for reference, second in cloud.seconds.items():
                        if at(second) <= page.complete_to:
                            assert newest.get(reference) == at(second)
            cloud.now += 5
        cloud.between = lambda: None
        for page in await changes(cloud, after - timedelta(seconds=3)):
            newest |= seen([page])
        assert newest == {n: at(second) for n, second in cloud.seconds.items()}

    asyncio.run(main())
