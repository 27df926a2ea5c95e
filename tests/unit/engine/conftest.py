"""The engine's parts around a real ledger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from app.engine.dispatcher import Dispatcher
from tests.unit.engine.fakes import Rig


@pytest_asyncio.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Set up as after the first-time set-up, B01 active."""
    made = Rig(tmp_path)
    yield made
    made.box.ledger.close()


@pytest_asyncio.fixture
async def idle(rig: Rig) -> AsyncIterator[Dispatcher]:
    """A dispatcher that is not running."""
    yield rig.dispatcher
    rig.dispatcher._tasks, rig.dispatcher._ended = {}, []
    rig.dispatcher._ahead.clear()
    await rig.dispatcher.finish()
