"""Evenings on which Foodics answers well and it is the orders that are difficult; some minutes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.dispatch import State
from app.engine import reconciler
from app.sandbox.order import CloudOrder
from app.store import records
from app.store.ledger import Txn
from tests.evenings.evening import Evening
from tests.evenings.net import Net

PATIENCE = 60.0
FIVE_THOUSAND = 5000


@asynccontextmanager
async def evening(folder: Path, limit: int = 90) -> AsyncIterator[Evening]:
    """One that has begun well. Foodics allows 90 requests a minute, the higher of its two numbers."""
    async with Net().up() as net:
        made = Evening("backlog", folder, net, limit=limit)
        async with made.open():
            made.order()
            await made.until(made.all_sent, PATIENCE, "the first order is sent")
            yield made


def cut_off(made: Evening, count: int, each: float) -> Callable[[], None]:
    """So many orders become Ready, one every `each` seconds of Foodics' time."""

    def work() -> None:
        for _ in range(count):
            made.sandbox.clock.advance(each)
            made.order()

    return work


def state(made: Evening, order: CloudOrder) -> State | None:
    """Where it stands; None while it was not seen."""

    def look(txn: Txn) -> State | None:
        found = records.of_reference(txn.connection, order.reference)
        return None if found is None else found.state

    return made.engine.ledger.write_now(look)


async def settled(made: Evening, seconds: float) -> float:
    """All is sent, and nothing is wrong."""

    async def well() -> bool:
        return made.all_sent() and await made.named() == (None, "")

    took = await made.until(well, seconds, "all sent and nothing is wrong")
    made.assert_once()
    calls = made.sandbox.calls.summary()
    assert "429" not in calls["counts"]["foodics"]["orders"]
    return took


@pytest.mark.timeout(1200)
async def test_a_backlog_of_five_thousand_orders(tmp_path: Path) -> None:
    """Foodics was away for eight minutes, in which 5,000 orders became Ready."""
    async with evening(tmp_path) as made:
        await made.turn("foodics", "refused")
        await asyncio.to_thread(cut_off(made, FIVE_THOUSAND, 0.1))
        await made.until(lambda: _is_named(made, "no_connection"), PATIENCE, "it is said")
        await made.turn("foodics", "open")
        print(f" all sent after {await settled(made, 900):.0f} s ", end="")  # noqa: T201


@pytest.mark.timeout(600)
async def test_pages_that_shift_while_they_are_read(tmp_path: Path) -> None:
    """Each page that was read has its first order changed at once, so that all others move up."""
    async with evening(tmp_path) as made:
        await made.turn("foodics", "refused")
        await asyncio.to_thread(cut_off(made, 700, 0.2))
        made.fault("foodics", "shift", "orders")
        await made.turn("foodics", "open")
        await made.until(made.all_sent, 300, "all sent although the pages shift")
        made.sandbox.faults.clear()
        await settled(made, PATIENCE)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("shifting", [False, True])
async def test_more_than_five_hundred_orders_with_one_stamp(tmp_path: Path, shifting: bool) -> None:
    """Foodics gives ten pages and no more; all of these are of one second."""
    async with evening(tmp_path) as made:
        await made.turn("foodics", "refused")
        made.sandbox.clock.freeze()
        await asyncio.to_thread(cut_off(made, 700, 0.0))
        made.sandbox.clock.thaw()
        assert len({order.updated_at.replace(microsecond=0) for order in made.orders[1:]}) == 1
        if shifting:
            made.fault("foodics", "shift", "orders", count=8)
        await made.turn("foodics", "open")
        await settled(made, 300)


@pytest.mark.timeout(600)
async def test_an_order_a_day_late(tmp_path: Path) -> None:
    """A tablet was offline for a day: its order is held for a person, and goes once when let go."""
    async with evening(tmp_path) as made:
        opened = made.sandbox.clock.now() - timedelta(hours=25)
        day = (opened + timedelta(hours=3)).date().isoformat()
        late = made.order(opened_at=opened.isoformat(), business_date=day)
        made.order()
        await made.until(lambda: state(made, late) is State.HELD, PATIENCE, "the late one is held")
        await made.until(lambda: len(made.accepted()) == 2, PATIENCE, "the other one is sent")
        assert str(late.reference) not in made.accepted()
        await made.engine.control.do("order", {"action": "release", "reference": late.reference})
        await made.until(made.all_sent, PATIENCE, "it goes when a person says so")
        assert set(made.accepted().values()) == {1}


@pytest.mark.timeout(600)
async def test_an_order_that_foodics_shows_hours_after_it_was_stamped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No poll looks back so far: reading the whole day finds it."""
    monkeypatch.setattr(reconciler, "EVERY", 15.0)
    async with evening(tmp_path) as made:
        made.sandbox.clock.advance(1800)  # the branch was switched on before that
        with made.sandbox.world.lock:
            order = made.order()
            made.sandbox.cloud.restamp(order.id, updated=timedelta(minutes=20))
        await made.until(made.all_sent, PATIENCE, "it is found and sent")
        await settled(made, PATIENCE)


async def _is_named(made: Evening, problem: str) -> bool:
    return (await made.named())[0] == problem
