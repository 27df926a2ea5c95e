"""rules.md section 6, the buttons and the watch: the engine over HTTP against the sandbox."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.dispatch import State
from app.core.errors import AppError
from app.engine import tracker, wishes
from app.sandbox.order import CloudOrder
from app.sandbox.oto_model import OtoOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from tests.flow_kit import Flow, set_up
from tests.keyrings import Store


@pytest.fixture(params=["v2", "v1"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Both services of a generation; OTO does nothing by its own clock."""
    oto = OtoSwitches(generation=request.param, v1_failure_status=400)
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=oto) as made:
        yield made


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """OTO is looked at all the time."""
    monkeypatch.setattr(tracker, "EVERY", 0.1)
    monkeypatch.setattr(wishes, "EVERY", 0.1)
    monkeypatch.setattr(wishes, "SHIPMENT_GONE", timedelta(milliseconds=1))


async def sent(flow: Flow, status: str = "") -> CloudOrder:
    """An order that OTO has, and has brought so far."""
    if flow.sandbox.oto_switches.generation == "v1":
        await flow.engine.control.do("pickup", {"reference": "B01", "city": "Riyadh"})
    order = flow.add()
    await flow.reaches(order, State.SENT)
    if status:
        flow.sandbox.oto.lifecycle.set_status(at_oto(flow, order), status)
        await flow.until(lambda: shown(flow, order) == status)
    return order


def at_oto(flow: Flow, order: CloudOrder, ending: str = "") -> OtoOrder:
    """OTO's own truth of it."""
    held = flow.sandbox.oto.account.orders.values()
    return next(each for each in held if each.order_id.endswith(f"-{order.reference}{ending}"))


def shown(flow: Flow, order: CloudOrder) -> str | None:
    record = flow.record(order)
    return None if record is None else record.row.oto_status


def flags(flow: Flow, order: CloudOrder) -> list[str]:
    record = flow.record(order)
    return [] if record is None else [flag["code"] for flag in record.flags]


async def press(flow: Flow, verb: str, order: CloudOrder) -> None:
    await flow.engine.control.do("order", {"action": verb, "reference": order.reference})


def is_v1(flow: Flow) -> bool:
    return flow.sandbox.oto_switches.generation == "v1"


@pytest.mark.parametrize("verb", ["cancel-at-oto", "own-driver", "another-way"])
async def test_cancelled_where_there_is_no_shipment(
    tmp_path: Path, sandbox: Sandbox, verb: str
) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow)
        await press(flow, verb, order)
        await flow.until(lambda: shown(flow, order) == "canceled")
        assert not at_oto(flow, order).live
        assert flags(flow, order) == []


async def test_cancelled_with_a_shipment_that_one_first(tmp_path: Path, sandbox: Sandbox) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow, "shipmentCreated")
        await press(flow, "cancel-at-oto", order)
        if is_v1(flow):  # it cannot cancel shipments: a person is told, and it is tried again
            await flow.until(lambda: flags(flow, order) == ["cancel_refused"])
            assert at_oto(flow, order).live
            return
        await flow.until(lambda: shown(flow, order) == "canceled")
        history = [each.status for each in at_oto(flow, order).history]
        assert history[-2:] == ["shipmentCanceled", "canceled"]
        assert flags(flow, order) == []


async def test_too_late_for_the_button(tmp_path: Path, sandbox: Sandbox) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow, "pickedUp")
        await press(flow, "cancel-at-oto", order)
        await flow.until(lambda: flags(flow, order) == ["cancel_too_late"])
        assert at_oto(flow, order).live
        with pytest.raises(AppError, match="pickedUp at OTO"):
            await press(flow, "own-driver", order)


async def test_sent_again_it_is_a_new_order_and_the_old_one_stays_what_it_was(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow, "canceled")
        await flow.until(lambda: flags(flow, order) == ["cancelled_by_oto"])
        await press(flow, "send-again", order)
        await flow.until(lambda: len(sandbox.oto.account.orders) == 2)
        await flow.reaches(order, State.SENT)
        old, new = at_oto(flow, order), at_oto(flow, order, "-2")
        assert (old.live, new.live) == (False, True)
        assert new.order_id == f"{old.order_id}-2"
        assert new.field("amount") == old.field("amount")
        await flow.until(lambda: shown(flow, order) == new.status)
        assert flags(flow, order) == []


@pytest.mark.parametrize("status", ["", "searchingDriver"])
async def test_no_shipment_or_no_driver_after_driver_minutes(
    tmp_path: Path, sandbox: Sandbox, status: str
) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow, status)
        flow.pass_time(9.5 * 60)
        await flow.polled()
        assert flags(flow, order) == []
        flow.pass_time(40)
        await flow.until(lambda: flags(flow, order) == ["no_driver"])
        sandbox.oto.lifecycle.set_status(at_oto(flow, order), "goingToPickup")
        await flow.until(lambda: flags(flow, order) == [])


@pytest.mark.parametrize("sandbox", ["v2"], indirect=True)
async def test_another_door_than_ours(tmp_path: Path, sandbox: Sandbox) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow)
        ours, other = sandbox.oto.account.pickup("B01"), sandbox.oto.account.pickup("B03")
        at_oto(flow, order).pickup = other
        await flow.until(lambda: flags(flow, order) == ["other_door"])
        at_oto(flow, order).pickup = ours
        await flow.until(lambda: flags(flow, order) == [])


@pytest.mark.parametrize("status", ["needConfirmation", "shipmentOnHold", "undeliveredAttempt"])
async def test_a_problem_of_otos_at_once(tmp_path: Path, sandbox: Sandbox, status: str) -> None:
    async with set_up(tmp_path, sandbox, Store()) as flow:
        order = await sent(flow, status)
        assert flags(flow, order) == ["oto_problem"]
