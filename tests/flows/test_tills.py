"""Which tills Foodics has not seen lately: asked when a search finds nothing (rules.md section 7)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from tests.flow_kit import flow_on
from tests.keyrings import Store


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches()) as made:
        yield made


@pytest.fixture
def keyring() -> Store:
    return Store()


async def test_a_till_without_internet_is_named_with_its_branch_and_since_when(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with flow_on(tmp_path, sandbox, keyring) as flow:
        await flow.set_up()
        sandbox.till.go_offline("B01")
        sandbox.clock.advance(40)
        answer = await flow.engine.control.do("devices", {})
        seen = {
            each["branch"]: datetime.fromisoformat(each["last_seen_at"])
            for each in answer["devices"]
        }
        now = sandbox.clock.now()
        assert now - seen.pop("B01") >= timedelta(seconds=40)
        assert seen
        assert all(now - at < timedelta(seconds=40) for at in seen.values())


async def test_a_token_that_may_not_read_them_is_no_trouble_of_foodics(
    tmp_path: Path, sandbox: Sandbox, keyring: Store
) -> None:
    async with flow_on(tmp_path, sandbox, keyring) as flow:
        await flow.set_up()
        sandbox.faults.add("foodics", "devices", "status", None, status=403)
        with pytest.raises(AppError):
            await flow.engine.control.do("devices", {})
        assert flow.engine.connections.foodics_trouble is None
