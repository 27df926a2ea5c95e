"""What every scene needs: time for the widgets to follow, and an ordinary evening."""

import asyncio
from typing import Any

from PySide6.QtCore import QCoreApplication

from tests.ui.fakes import FakeBridge
from tests.ui.pictures import restaurant as here


async def settle(times: int = 6) -> None:
    """Lets everything happen that has been asked for."""
    for _ in range(times):
        await asyncio.sleep(0)
        QCoreApplication.sendPostedEvents()
        await asyncio.sleep(0.01)


def evening(bridge: FakeBridge, standing: Any = here.GOOD) -> None:
    """Four branches, nine orders, one of them refused."""
    bridge.loaded.emit(list(here.ROWS))
    bridge.branches.emit(list(here.BRANCHES))
    bridge.standing.emit(standing)
    bridge.polled.emit(standing.last_good_poll_at)
