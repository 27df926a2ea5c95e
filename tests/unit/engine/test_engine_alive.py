"""Signs of life: a blocked loop and a blocked store are named, and a poll that hangs is started
again."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from app.core.errors import AppError
from app.engine import alive
from app.engine.alive import Alive, watch_poll, where
from app.engine.clock import Stopwatch
from app.engine.poller import Poller
from app.engine.tasks import keep
from app.foodics.walk import Page
from app.pc.watchdog import Watchdog
from app.store import facts
from app.store.ledger import Txn
from tests.unit.engine.fakes import Rig

PATIENCE = 60.0


class Heard:
    """What the watchdog told, to be waited for from any thread."""

    def __init__(self) -> None:
        self.codes: list[str | None] = []
        self._changed = threading.Condition()

    def tell(self, error: AppError | None) -> None:
        with self._changed:
            self.codes.append(error.code if error is not None else None)
            self._changed.notify_all()

    def wait_for(self, *codes: str | None) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.codes == list(codes), PATIENCE)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def dog(rig: Rig, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watchdog]:
    """At work on the rig's ledger."""
    monkeypatch.setattr(alive, "EVERY", 0.01)
    made = Watchdog(every=0.01)
    made.told = heard.tell
    beating = asyncio.create_task(Alive(made, loop=0.5, store=0.5).beat(rig.box.ledger))
    await asyncio.sleep(0)
    made.start()
    yield made
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)
    made.stop()


async def test_a_blocked_loop_is_named_with_the_place_where_it_stands(
    dog: Watchdog, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    def blocks_the_loop() -> bool:
        return heard.wait_for("stuck_engine")

    assert blocks_the_loop()
    assert "blocks_the_loop (engine/test_engine_alive.py:" in caplog.text
    assert await asyncio.to_thread(heard.wait_for, "stuck_engine", None)


async def test_a_store_that_waits_for_a_disk_is_named(
    dog: Watchdog, heard: Heard, rig: Rig
) -> None:
    def waits_for_the_disk(_: Txn) -> bool:
        return heard.wait_for("stuck_ledger")

    assert await rig.box.ledger.write(waits_for_the_disk)
    assert await asyncio.to_thread(heard.wait_for, "stuck_ledger", None)


async def test_a_poll_that_hangs_is_named_and_started_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(alive, "EVERY", 0.01)
    poller = Poller(rig.box.ledger, rig.connections, rig.clock, stopwatch=Stopwatch())
    never, turns = asyncio.Event(), list[int]()

    async def hangs_once(*_: object, **__: object) -> AsyncIterator[Page]:
        turns.append(1)
        if len(turns) == 1:
            await never.wait()
        yield Page((), None)

    monkeypatch.setattr(rig.foodics, "changes", hangs_once)
    assert poller.overdue == 0.0
    tasks = [asyncio.create_task(keep("live poll", poller.live))]
    told: asyncio.Queue[AppError | None] = asyncio.Queue()

    def again() -> None:
        tasks[-1].cancel()
        tasks.append(asyncio.create_task(keep("live poll", poller.live)))

    tasks.insert(
        0,
        asyncio.create_task(
            watch_poll(poller, lambda: tasks[-1], again, told.put_nowait, patience=0.2)
        ),
    )
    try:
        async with asyncio.timeout(PATIENCE):
            error = await told.get()
            assert error is not None
            assert error.code == "stuck_poll"
            assert await told.get() is None
            await poller.caught_up.wait()
        assert rig.box.do(lambda txn: facts.get(txn.connection, facts.CursorFact)) is not None
        assert "poll_once (engine/poller.py:" in caplog.text
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_poll_that_foodics_told_to_wait_is_not_overdue(rig: Rig) -> None:
    poller = Poller(rig.box.ledger, rig.connections, rig.clock, stopwatch=Stopwatch())
    poller._due = 0.0
    assert poller.overdue > 0
    rig.foodics.pacer.stop_for(600)
    assert poller.overdue == 0.0


async def test_where_a_task_stands_holds_no_values() -> None:
    async def stands(customer: str) -> None:
        await asyncio.Event().wait()

    task = asyncio.create_task(stands("Noura"))
    await asyncio.sleep(0)
    try:
        assert "stands (engine/test_engine_alive.py:" in where(task)
        assert "Noura" not in where(task)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
