"""A createOrder that OTO carries out minutes after it was lost, and the order is over here by then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.dispatch import State
from app.engine import tracker, wishes
from app.sandbox.order import CloudOrder
from app.sandbox.oto_model import OtoOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from tests.flow_kit import Flow, flow_on, set_up
from tests.keyrings import Store


@pytest.fixture(params=["v2", "v1"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(
        foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches(generation=request.param)
    ) as made:
        yield made


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be changed at OTO is done at once."""
    monkeypatch.setattr(tracker, "EVERY", 0.1)
    monkeypatch.setattr(wishes, "EVERY", 0.1)


def held(flow: Flow, order: CloudOrder) -> list[OtoOrder]:
    """What OTO has of it."""
    orders = flow.sandbox.oto.account.orders.values()
    return [each for each in orders if each.order_id.endswith(f"-{order.reference}")]


async def lost(flow: Flow, left: State, **change: object) -> CloudOrder:
    """Sent, and neither answered nor carried out; changed in Foodics, absent twice."""
    v1 = flow.sandbox.oto_switches.generation == "v1"
    call = "v1.createOrder" if v1 else "createOrder"
    flow.sandbox.faults.add("oto", call, "drop_before", 1)
    order = flow.add()
    await flow.reaches(order, State.UNKNOWN)
    flow.change(order, **change)
    await flow.polled()
    await comes_to(flow, lambda: flow.state(order) is left)
    return order


async def carried_out(flow: Flow, order: CloudOrder) -> None:
    """OTO comes to the lost call at last: the same body reaches it once more."""
    record, oto = flow.record(order), flow.engine.connections.oto
    assert record is not None
    assert record.told is not None
    assert oto is not None
    await oto.create_order(record.told)
    assert [each.live for each in held(flow, order)] == [True]


async def comes_to(flow: Flow, check: Callable[[], bool]) -> None:
    """Time passes until it is true."""
    for _ in range(20):
        if check():
            return
        flow.pass_time(16)
        await flow.polled(1)
    await flow.until(check)


async def cancelled_there(flow: Flow, order: CloudOrder) -> None:
    await comes_to(flow, lambda: flow.state(order) is State.SENT)
    await comes_to(flow, lambda: not held(flow, order)[0].live)


@pytest.mark.parametrize("restarted", [False, True])
async def test_voided_here_and_taken_there_it_is_found_and_cancelled(
    tmp_path: Path, sandbox: Sandbox, restarted: bool
) -> None:
    keyring = Store()
    async with set_up(tmp_path, sandbox, keyring) as flow:
        order = await lost(flow, State.CANCELLED, status=7)
        if not restarted:
            await carried_out(flow, order)
            await cancelled_there(flow, order)
            return
    async with flow_on(tmp_path, sandbox, keyring) as flow:
        await flow.engine.prepare()
        async with flow.running():
            await flow.polled(1)
            await carried_out(flow, order)
            await cancelled_there(flow, order)
            assert len(held(flow, order)) == 1


async def test_recalled_here_and_taken_there_a_person_is_told(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await lost(flow, State.WAITING, delivery_status=1)
        await carried_out(flow, order)
        await comes_to(flow, lambda: flow.state(order) is State.SENT)
        record = flow.record(order)
        assert record is not None
        assert [flag["code"] for flag in record.flags] == ["came_late"]
        assert held(flow, order)[0].live
