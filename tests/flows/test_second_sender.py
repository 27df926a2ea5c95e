"""Foodics' own OTO app was left on: the engine over HTTP against the sandbox (rules.md section 2)."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import second_sender as rule
from app.core.dispatch import State
from app.engine import second_sender
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.store import facts
from app.store.ledger import Txn
from tests.flow_kit import NET, Flow, set_up
from tests.keyrings import Store


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    oto = OtoSwitches(second_sender=True)
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=oto) as made:
        yield made


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its list is read all the time."""
    monkeypatch.setattr(second_sender, "EVERY", 0.05)
    monkeypatch.setattr(rule, "OFTEN", timedelta(0))


def flags(flow: Flow, order: CloudOrder) -> list[str]:
    record = flow.record(order)
    return [] if record is None else [flag["code"] for flag in record.flags]


def fact(flow: Flow) -> facts.SecondSenderFact | None:
    def get(txn: Txn) -> facts.SecondSenderFact | None:
        return facts.get(txn.connection, facts.SecondSenderFact)

    return flow.ledger.write_now(get)


async def turns(flow: Flow, check: Callable[[], bool]) -> None:
    """Until it is true: the watch tells nobody of a look that found nothing."""
    async with asyncio.timeout(NET):
        while not check():
            await flow.polled(1)


async def sent_twice(flow: Flow, phone: str) -> CloudOrder:
    """An order that we and somebody else bring to OTO."""
    order = flow.add(customer={"phone": phone})
    await flow.reaches(order, State.SENT)
    flow.sandbox.clock.advance(3)
    flow.sandbox.settle()
    return order


async def test_the_first_rings_the_second_pauses_until_it_is_answered(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        first = await sent_twice(flow, "500000101")
        await flow.until(lambda: flags(flow, first) == ["second_sender"])
        second = await sent_twice(flow, "500000102")
        await flow.until(lambda: flow.ledger.write_now(_why) == "second_sender")
        assert flags(flow, second) == ["second_sender"]
        made = flow.creates
        third = flow.add(customer={"phone": "500000103"})
        await flow.reaches(third, State.QUEUED)
        await flow.polled()
        assert flow.creates == made
        sandbox.oto_switches.second_sender = False
        await flow.engine.control.do("resume", {})
        await flow.reaches(third, State.SENT)
        looked = sandbox.calls.count("oto", "orders") + 3
        await turns(flow, lambda: sandbox.calls.count("oto", "orders") >= looked)
        assert (flags(flow, first), flags(flow, second), flags(flow, third)) == ([], [], [])
        assert flow.ledger.write_now(_why) is None


async def test_a_list_that_cannot_be_read_stops_nothing(tmp_path: Path, sandbox: Sandbox) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        sandbox.faults.add("oto", "orders", "status", None, status=403)
        first = await sent_twice(flow, "500000101")
        await turns(flow, lambda: getattr(fact(flow), "trouble", None) == "oto_denied")
        second = await sent_twice(flow, "500000102")
        assert flow.engine.connections.oto_trouble is None
        sandbox.faults.clear()
        await flow.until(lambda: flags(flow, first) + flags(flow, second) == ["second_sender"] * 2)


def _why(txn: Txn) -> str | None:
    pause = facts.get(txn.connection, facts.PauseFact)
    return None if pause is None else pause.why
