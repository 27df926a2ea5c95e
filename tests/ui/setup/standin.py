"""A bridge whose answers can be kept back, and the standings of a set-up."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QApplication

from app.store.screens.types.standing import ServiceRow, Standing
from app.ui.bridge import Bridge
from tests.ui.fakes import FakeBridge

FOODICS = ServiceRow(state="ok", name="Al Baik", url="https://api.foodics.com")
OTO = ServiceRow(state="ok", name="Al Baik Co")

NOTHING = Standing()
HAS_FOODICS = Standing(
    step="step_oto", business="Al Baik", business_currency="SAR", foodics=FOODICS, branches=3
)
HAS_OTO = replace(HAS_FOODICS, step="step_currency", oto=OTO, retailer_id="77")
HAS_CURRENCY = replace(HAS_OTO, step="step_branch", currency="SAR")
HAS_BRANCH = replace(HAS_CURRENCY, step="step_start", active=1)
STARTED = replace(HAS_BRANCH, step=None)


class SlowBridge(FakeBridge):
    """Verbs in `slow` are not answered before `let_go`."""

    def __init__(self) -> None:
        super().__init__()
        self.slow: set[str] = set()
        self.given_up: list[str] = []
        self._gates: dict[str, asyncio.Event] = {}

    async def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        if verb in self.slow:
            self.asked.append((verb, arguments))
            gate = self._gates.setdefault(verb, asyncio.Event())
            try:
                await gate.wait()
            except asyncio.CancelledError:
                self.given_up.append(verb)
                raise
            self.asked.pop(self.asked.index((verb, arguments)))
        return await super().do(verb, **arguments)

    def let_go(self, verb: str) -> None:
        """The answer comes."""
        self.slow.discard(verb)
        self._gates.setdefault(verb, asyncio.Event()).set()

    def verbs(self) -> list[str]:
        """What was asked, without refreshing."""
        return [verb for verb, _ in self.asked if verb != "refresh"]

    def arguments(self, verb: str) -> dict[str, Any]:
        """Of the last time it was asked."""
        return [arguments for asked, arguments in self.asked if asked == verb][-1]

    def as_bridge(self) -> Bridge:
        """For the type checker."""
        return cast(Bridge, self)


async def until(condition: Callable[[], bool]) -> None:
    """Waits for a condition; the test's time-out ends it."""
    while not condition():
        QApplication.processEvents()
        await asyncio.sleep(0.001)


async def quiet() -> None:
    """Lets everything that can run do so."""
    for _ in range(20):
        QApplication.processEvents()
        await asyncio.sleep(0)
