"""pacing.py: no 429 ever, live polls first, and a 429 stops everybody for exactly its time."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.pacing import Pacer, Priority, Ticket
from tests.unit.virtual_time import run_virtually

WINDOW = 60.0


@dataclass
class Far:
    """A server that counts, sliding or in fixed windows, and says what is left."""

    limit: int = 30
    fixed: bool = False
    offset: float = 0.0
    stamps: list[float] = field(default_factory=list)
    refused: int = 0

    def take(self, at: float) -> dict[str, str]:
        """Count one request at a moment; headers as Foodics gives them."""
        if self.fixed:
            start = (at - self.offset) // WINDOW * WINDOW + self.offset
            self.stamps = [one for one in self.stamps if one >= start]
        else:
            self.stamps = [one for one in self.stamps if one > at - WINDOW]
        self.stamps.append(at)
        left = self.limit - len(self.stamps)
        if left < 0:
            self.refused += 1
        return {
            "x-ratelimit-limit": str(self.limit),
            "x-ratelimit-remaining": str(max(0, left)),
        }


def loop_time() -> float:
    return asyncio.get_running_loop().time()


def new_pacer(limit: int = 30) -> Pacer:
    return Pacer(limit=limit, now=loop_time)


async def call(
    pacer: Pacer, priority: Priority, far: Far | None = None, there: float = 0, back: float = 0
) -> float:
    """One request; gives the moment when it started."""
    ticket = await pacer.turn(priority)
    started = loop_time()
    await asyncio.sleep(there)
    headers = far.take(loop_time()) if far else {}
    await asyncio.sleep(back)
    pacer.heard(ticket, headers)
    pacer.finished(ticket)
    return started


async def burst(pacer: Pacer, priority: Priority, count: int) -> list[float]:
    return [await call(pacer, priority) for _ in range(count)]


# The budget


def test_two_of_thirty_are_never_used_and_the_next_waits_a_whole_window() -> None:
    async def main() -> None:
        pacer = new_pacer()
        began = loop_time()
        times = await burst(pacer, Priority.LIVE, 29)
        assert times[27] == began
        assert 60 < times[28] - began < 61

    run_virtually(main())


def test_a_request_counts_until_a_window_after_its_reply() -> None:
    """It may have been counted at its very end."""

    async def main() -> None:
        pacer = new_pacer(limit=3)
        first = await call(pacer, Priority.LIVE, there=10)
        await call(pacer, Priority.LIVE)
        third = await call(pacer, Priority.LIVE)
        assert third - first > 70

    run_virtually(main())


def test_the_limit_in_the_headers_holds() -> None:
    async def main() -> None:
        pacer = new_pacer()
        began = await call(pacer, Priority.LIVE, Far(limit=90))
        assert pacer.limit == 90
        assert (await burst(pacer, Priority.LIVE, 87))[-1] == began
        for odd in ("0", "-3", "many", "٣", ""):
            ticket = Ticket(Priority.LIVE, loop_time())
            pacer.heard(ticket, {"x-ratelimit-limit": odd, "x-ratelimit-remaining": odd or "x"})
            assert pacer.limit == 90

    run_virtually(main())


@pytest.mark.parametrize(
    ("limit", "budget", "reserve"), [(30, 28, 14), (90, 88, 42), (5, 4, 3), (1, 1, 1)]
)
def test_what_is_kept_back(limit: int, budget: int, reserve: int) -> None:
    assert (Pacer(limit=limit).budget, Pacer(limit=limit).reserve) == (budget, reserve)


def test_a_minute_of_polls_at_the_given_spacing_keeps_within_the_budget() -> None:
    pacer = Pacer()
    assert pacer.spacing(1) < 5
    for pages in range(0, 30):
        assert WINDOW / pacer.spacing(pages) * max(1, pages) <= pacer.budget


# Who goes first


def test_live_goes_before_a_person_before_the_rest() -> None:
    async def main() -> None:
        pacer = new_pacer(limit=3)
        await burst(pacer, Priority.LIVE, 2)
        order: list[Priority] = []

        async def one(priority: Priority) -> None:
            await call(pacer, priority)
            order.append(priority)

        await asyncio.gather(
            *(one(p) for p in (Priority.REST, Priority.PERSON, Priority.LIVE, Priority.PERSON))
        )
        assert order == [Priority.LIVE, Priority.PERSON, Priority.PERSON, Priority.REST]

    run_virtually(main())


def test_the_rest_never_delays_polls_every_five_seconds() -> None:
    """A reconciliation of a hundred pages, and still every poll starts in time."""

    async def main() -> None:
        pacer, far = new_pacer(), Far()
        began = loop_time()

        async def polls() -> None:
            for number in range(60):
                await asyncio.sleep(began + number * 5 - loop_time())
                started = await call(pacer, Priority.LIVE, far, 0.1, 0.1)
                assert started - (began + number * 5) < 0.5

        rest = asyncio.create_task(_rest(pacer, far))
        await polls()
        done = len(pages) >= 45
        rest.cancel()
        assert done, len(pages)
        assert far.refused == 0

    pages: list[float] = []

    async def _rest(pacer: Pacer, far: Far) -> None:
        for _ in range(100):
            pages.append(await call(pacer, Priority.REST, far, 0.2, 0.2))

    run_virtually(main())


def test_the_rest_leaves_the_reserve_at_once() -> None:
    async def main() -> None:
        pacer = new_pacer()
        began = loop_time()
        rest = asyncio.create_task(burst(pacer, Priority.REST, 20))
        await asyncio.sleep(1)
        live = await burst(pacer, Priority.LIVE, 17)
        assert live[-1] == began + 1
        times = await rest
        assert sum(one < began + 60 for one in times) == 11

    run_virtually(main())


# Other programs with the same token


def test_what_others_used_is_believed() -> None:
    async def main() -> None:
        pacer, far = new_pacer(), Far()
        began = loop_time()
        for _ in range(20):
            far.take(began)
        for _ in range(12):
            await call(pacer, Priority.LIVE, far, 0.1)
        assert far.refused == 0
        assert loop_time() > began + 59

    run_virtually(main())


def test_others_are_forgotten_when_the_far_side_says_so() -> None:
    async def main() -> None:
        pacer, far = new_pacer(), Far()
        began = loop_time()
        for _ in range(15):
            far.take(began - 55)
        await call(pacer, Priority.LIVE, far)
        await asyncio.sleep(10)
        assert await burst(pacer, Priority.LIVE, 1)
        await call(pacer, Priority.LIVE, far)
        assert (await burst(pacer, Priority.LIVE, 25))[-1] == began + 10

    run_virtually(main())


def test_a_late_reply_does_not_overtake_a_newer_one() -> None:
    async def main() -> None:
        pacer, far = new_pacer(), Far()
        for _ in range(10):
            far.take(loop_time())
        await call(pacer, Priority.LIVE, far)
        late = asyncio.create_task(call(pacer, Priority.LIVE, far, back=5))
        await asyncio.sleep(1)
        for _ in range(14):
            far.take(loop_time())
        await call(pacer, Priority.LIVE, far)
        await late
        assert (await burst(pacer, Priority.LIVE, 2))[-1] > 1060

    run_virtually(main())


def test_nothing_goes_when_nothing_is_left() -> None:
    async def main() -> None:
        pacer, far = new_pacer(), Far(fixed=True, offset=1000.0)
        for _ in range(29):
            far.take(loop_time())
        first = await call(pacer, Priority.LIVE, far)
        second = await call(pacer, Priority.LIVE, far)
        assert second - first > 60
        assert far.refused == 0

    run_virtually(main())


# After a 429


def test_everybody_waits_exactly_as_long_as_it_says_and_one_goes_ahead() -> None:
    async def main() -> None:
        pacer = new_pacer()
        await call(pacer, Priority.LIVE)
        stopped = loop_time()
        pacer.stop_for(37)
        pacer.stop_for(5)
        times = await asyncio.gather(
            *(call(pacer, priority, there=2) for priority in Priority for _ in range(2))
        )
        assert min(times) == stopped + 37
        assert sorted(times)[1] == stopped + 39

    run_virtually(main())


def test_a_reply_that_was_under_way_does_not_end_the_stop() -> None:
    async def main() -> None:
        pacer = new_pacer()
        await call(pacer, Priority.LIVE)
        slow = asyncio.create_task(call(pacer, Priority.LIVE, back=10))
        await asyncio.sleep(1)
        pacer.stop_for(30)
        started = await call(pacer, Priority.LIVE)
        assert slow.done()
        assert started == 1031.0

    run_virtually(main())


def test_the_first_request_of_all_goes_alone() -> None:
    """What other programs have used is not known before its reply."""

    async def main() -> None:
        pacer = new_pacer()
        times = await asyncio.gather(*(call(pacer, Priority.LIVE, back=3) for _ in range(3)))
        assert [one - times[0] for one in times] == [0, 3, 3]

    run_virtually(main())


# Giving up


def test_a_waiter_that_gives_up_holds_nobody_up() -> None:
    async def main() -> None:
        pacer = new_pacer(limit=2)
        await call(pacer, Priority.LIVE)
        waiting = asyncio.create_task(call(pacer, Priority.LIVE))
        behind = asyncio.create_task(call(pacer, Priority.REST))
        await asyncio.sleep(1)
        waiting.cancel()
        assert await behind - 1000 < 61

    run_virtually(main())


def test_a_turn_that_came_as_the_waiter_gave_up_is_given_back() -> None:
    async def main() -> None:
        pacer = new_pacer()
        ahead = await pacer.turn(Priority.LIVE)
        waiting = asyncio.create_task(pacer.turn(Priority.LIVE))
        await asyncio.sleep(0)
        pacer.finished(ahead)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await call(pacer, Priority.LIVE) == 1000.0

    run_virtually(main())


# Never a 429


@settings(max_examples=60, deadline=None)
@given(
    fixed=st.booleans(),
    offset=st.floats(0, 60),
    delays=st.lists(st.tuples(st.floats(0, 12), st.floats(0, 12)), min_size=1, max_size=40),
    rhythm=st.lists(st.floats(0, 8), min_size=1, max_size=10),
    limit=st.sampled_from([10, 30, 90]),
)
def test_no_server_ever_says_too_many(
    fixed: bool,
    offset: float,
    delays: list[tuple[float, float]],
    rhythm: list[float],
    limit: int,
) -> None:
    """Five callers in a hurry, whatever the latency, wherever the window begins."""

    async def main() -> None:
        pacer, far = new_pacer(limit), Far(limit, fixed, offset)
        took = itertools.cycle(delays)

        async def caller(number: int) -> None:
            for turn in range(30):
                there, back = next(took)
                await call(pacer, Priority((number + turn) % 3), far, there, back)
                await asyncio.sleep(rhythm[turn % len(rhythm)] if number else 0)

        await asyncio.gather(*(caller(number) for number in range(5)))
        assert far.refused == 0

    run_virtually(main())


@settings(max_examples=60, deadline=None)
@given(
    fixed=st.booleans(),
    offset=st.floats(0, 60),
    pauses=st.lists(st.floats(0.5, 6), min_size=1, max_size=20),
    latency=st.floats(0, 0.4),
    others=st.lists(st.floats(6, 40), min_size=1, max_size=20),
)
def test_no_429_beside_another_program_as_far_as_remaining_tells(
    fixed: bool, offset: float, pauses: list[float], latency: float, others: list[float]
) -> None:
    """It happens only when the other took more than our margin since the last reply told us."""

    async def main() -> None:
        pacer, far = new_pacer(), Far(fixed=fixed, offset=offset)
        unseen = 0

        async def stranger() -> None:
            nonlocal unseen
            for number in range(200):
                await asyncio.sleep(others[number % len(others)])
                far.take(loop_time())
                unseen += 1

        other = asyncio.create_task(stranger())
        for number in range(150):
            ticket = await pacer.turn(Priority.LIVE)
            await asyncio.sleep(latency)
            before = far.refused
            headers = far.take(loop_time())
            assert far.refused == before or unseen >= 2
            unseen = 0
            await asyncio.sleep(latency)
            pacer.heard(ticket, headers)
            pacer.finished(ticket)
            await asyncio.sleep(pauses[number % len(pauses)])
        other.cancel()

    run_virtually(main())


def test_time_is_the_monotonic_clock_unless_told_otherwise() -> None:
    async def main() -> Callable[[], float]:
        pacer = Pacer()
        ticket = await pacer.turn(Priority.PERSON)
        pacer.finished(ticket)
        pacer.finished(ticket)
        return lambda: ticket.ended or 0

    assert asyncio.run(main())() > 0
