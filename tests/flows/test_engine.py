"""Whole ways of an order: the engine over real HTTP against our own Foodics and OTO."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.dispatch import State
from app.core.errors import AppError
from app.engine import dispatcher, poller
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.store import setup
from tests.flow_kit import NET, Flow, flow_on, notice, set_up
from tests.keyrings import Store


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Both services, without a limit that tests would have to wait for."""
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches()) as made:
        yield made


@pytest.fixture
def keyring() -> Store:
    return Store()


async def test_seen_and_sent(tmp_path: Path, sandbox: Sandbox, keyring: Store) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        order = flow.add()
        await flow.reaches(order, State.SENT)
        await flow.polled()
        assert flow.clean(order)
        assert flow.creates == 1
        record = flow.record(order)
        assert record is not None
        assert record.row.oto_id


async def test_what_waits_goes_when_its_last_condition_holds(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        order = flow.add(delivery_status=1)
        await flow.reaches(order, State.WAITING)
        flow.change(order, delivery_status=2)
        await flow.reaches(order, State.SENT)
        assert flow.clean(order)


@pytest.mark.parametrize("kind", ["drop_after", "cut"])
async def test_a_lost_reply_is_looked_up_and_not_doubled(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, kind: Any
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        sandbox.faults.add("oto", "createOrder", kind)
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        flow.pass_time(15)
        await flow.reaches(order, State.SENT)
        assert flow.clean(order)
        assert flow.creates == 1


async def test_a_call_that_never_arrived_goes_again(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        sandbox.faults.add("oto", "createOrder", "drop_before")
        order = flow.add()
        await flow.reaches(order, State.UNKNOWN)
        flow.pass_time(15)
        await flow.until(lambda: getattr(flow.record(order), "row").absences == 1)  # noqa: B009
        flow.pass_time(11)
        await flow.reaches(order, State.SENT)
        assert flow.clean(order)
        assert flow.creates == 2


async def test_a_refusal_goes_again_by_itself_when_it_is_mended(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    sandbox.oto.account.refused_phones["500000123"] = "OTO1030"
    async with set_up(tmp_path, sandbox, keyring) as flow:
        order = flow.add()
        await flow.reaches(order, State.REFUSED)
        record = flow.record(order)
        assert record is not None
        assert (record.error["code"], record.error["field"]) == ("OTO1030", "phone")
        flow.change(order, customer={"phone": "500000456"})
        await flow.reaches(order, State.SENT)
        assert flow.clean(order)


async def test_a_void_before_sending_is_never_sent(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.engine.control.do("pause", {})
        order = flow.add()
        await flow.reaches(order, State.QUEUED)
        flow.change(order, status=7)
        await flow.reaches(order, State.CANCELLED)
        await flow.engine.control.do("resume", {})
        await flow.polled()
        assert flow.creates == 0


async def test_a_void_after_sending_is_cancelled_at_oto(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        order = flow.add()
        await flow.reaches(order, State.SENT)
        flow.change(order, status=7)
        await flow.until(lambda: _stage(flow, order) == "cancelled")
        (at_oto,) = sandbox.oto.account.orders.values()
        assert not at_oto.live


async def test_a_void_while_the_call_is_under_way_is_cancelled_at_oto(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        sandbox.faults.add("oto", "createOrder", "hang", after=False)
        order = flow.add()
        await flow.reaches(order, State.SENDING)
        flow.change(order, status=7)
        await flow.polled()
        sandbox.faults.clear()
        await flow.until(lambda: _stage(flow, order) == "cancelled")


async def test_recalled_before_sending_waits_for_ready_again(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.engine.control.do("pause", {})
        order = flow.add()
        await flow.reaches(order, State.QUEUED)
        flow.change(order, delivery_status=1)
        await flow.reaches(order, State.WAITING)
        await flow.engine.control.do("resume", {})
        await flow.polled()
        assert flow.creates == 0
        flow.change(order, delivery_status=2)
        await flow.reaches(order, State.SENT)
        assert flow.clean(order)


async def test_turned_into_another_type_is_seen_by_the_wider_look(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "WIDE_EVERY", 0.05)
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.engine.control.do("pause", {})
        order = flow.add()
        await flow.reaches(order, State.QUEUED)
        flow.change(order, type=2)
        await flow.reaches(order, State.WAITING)
        await flow.engine.control.do("resume", {})
        await flow.polled()
        assert flow.creates == 0


async def test_paused_and_resumed(tmp_path: Path, sandbox: Sandbox, keyring: Store) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.engine.control.do("pause", {})
        orders = [flow.add() for _ in range(3)]
        for order in orders:
            await flow.reaches(order, State.QUEUED)
        await flow.polled()
        assert flow.creates == 0
        await flow.engine.control.do("resume", {})
        for order in orders:
            await flow.reaches(order, State.SENT)
        assert flow.clean(*orders)


async def test_deactivated_at_once(tmp_path: Path, sandbox: Sandbox, keyring: Store) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.engine.control.do("pause", {})
        order = flow.add()
        await flow.reaches(order, State.QUEUED)
        await flow.engine.control.do("deactivate", {"references": ["B01"]})
        assert flow.state(order) is State.WAITING
        await flow.engine.control.do("resume", {})
        await flow.polled()
        assert flow.creates == 0


async def test_oto_down_and_back_with_one_probe_every_fifteen_seconds(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        sandbox.faults.add("oto", "createOrder", "status", None, status=429)
        orders = [flow.add() for _ in range(8)]
        await flow.until(lambda: flow.engine.connections.oto_trouble is not None)
        await flow.polled()
        before = flow.creates
        assert before <= 4
        for probe in (1, 2):
            flow.pass_time(15)
            wanted = before + probe
            await flow.until(lambda: flow.creates >= wanted)  # noqa: B023
            await flow.polled()
            assert flow.creates == wanted
        sandbox.faults.clear()
        flow.pass_time(15)
        for order in orders:
            await flow.reaches(order, State.SENT)
        assert flow.clean(*orders)
        assert flow.engine.connections.oto_trouble is None


async def test_a_token_that_foodics_refuses_stops_all_calls(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with set_up(tmp_path, sandbox, keyring) as flow:
        await flow.polled()
        sandbox.foodics.auth.revoke(sandbox.foodics_token)
        flow.poll()
        await flow.until(lambda: not flow.engine.connections.foodics_usable)
        refused = _foodics_calls(sandbox)
        for _ in range(3):
            flow.poll()
            await flow.ledger.write(notice)
        assert _foodics_calls(sandbox) == refused
        order = sandbox.control.orders.add()
        assert isinstance(order, CloudOrder)
        token = sandbox.foodics.auth.issue()
        where = sandbox.address
        assert where is not None
        again = {"token": token, "url": where.foodics_url}
        await flow.engine.control.do("connect-foodics", again)
        await flow.reaches(order, State.SENT)
        assert flow.clean(order)


async def test_killed_between_claim_and_answer_it_is_found_at_the_next_start(
    tmp_path: Path, sandbox: Sandbox, keyring: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatcher, "LAST_CALLS", 0.0)
    async with flow_on(tmp_path, sandbox, keyring) as flow:
        await flow.set_up()
        task = asyncio.create_task(flow.engine.run())
        sandbox.faults.add("oto", "createOrder", "hang", after=True)
        await flow.until(lambda: sandbox.calls.count("foodics", "orders") >= 2)
        order = flow.add()
        await flow.reaches(order, State.SENDING)
        while not sandbox.oto.account.orders:
            await flow.polled(1)
        flow.engine.stop.set()
        await asyncio.wait_for(task, NET)
        assert flow.state(order) is State.SENDING
    sandbox.faults.clear()
    async with flow_on(tmp_path, sandbox, keyring) as flow:
        await flow.engine.prepare()
        async with flow.running():
            await flow.reaches(order, State.SENT)
            assert flow.clean(order)
            assert flow.creates == 1


async def test_it_does_not_run_before_it_is_set_up(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with flow_on(tmp_path, sandbox, keyring) as flow:
        for step in ("step_foodics", "step_oto"):
            with pytest.raises(AppError) as raised:
                await flow.engine.run()
            assert raised.value.code == step
            if step == "step_foodics":
                where = sandbox.address
                assert where is not None
                given = {"token": where.foodics_token, "url": where.foodics_url}
                await flow.engine.control.do("connect-foodics", given)
        await flow.set_up()
        for service in ("oto", "foodics"):
            await flow.engine.control.do("disconnect", {"service": service})
            with pytest.raises(AppError) as raised:
                await flow.engine.run()
            assert raised.value.code == f"step_{service}"
        flow.ledger.write_now(setup.require)


def _stage(flow: Flow, order: CloudOrder) -> str | None:
    record = flow.record(order)
    return None if record is None else record.row.stage


def _foodics_calls(sandbox: Sandbox) -> int:
    return len(sandbox.calls.calls("foodics"))
