"""The engine's parts around a real ledger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.unit.engine.fakes import Rig


@pytest_asyncio.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Set up as after the first-time set-up, B01 active."""
    made = Rig(tmp_path)
    yield made
    made.box.ledger.close()
