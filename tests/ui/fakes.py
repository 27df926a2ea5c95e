"""The bridge as a test wants it: answers from tables, remembers what was asked."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.doctor.check import Check

NOW = datetime(2026, 11, 23, 18, 2, 21, tzinfo=UTC)


class FakeBridge(QObject):
    """The same signals and coroutines as `app.ui.bridge.Bridge`."""

    loaded = Signal(list)
    changed = Signal(list)
    standing = Signal(object)
    branches = Signal(list)
    preferences = Signal(object)
    polled = Signal(object)
    trouble = Signal(object)
    raised = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Any] = {}
        self.reads: dict[str, Any] = {}
        self.checks: list[Check] = []
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    async def do(self, verb: str, **arguments: Any) -> dict[str, Any]:
        self.asked.append((verb, arguments))
        answer = self.answers.get(verb, {})
        if isinstance(answer, AppError):
            raise answer
        return dict(answer)

    async def read(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        found = self.reads.get(function.__name__)
        return found(*args, **kwargs) if callable(found) else found

    async def check_up(self) -> list[Check]:
        self.asked.append(("check_up", {}))
        return list(self.checks)

    async def bundle(self, folder: Path, orders: Sequence[int]) -> Path:
        self.asked.append(("bundle", {"folder": folder, "orders": list(orders)}))
        answer = self.answers.get("bundle", folder / "support.zip")
        if isinstance(answer, AppError):
            raise answer
        return Path(answer)

    def refresh(self) -> None:
        self.asked.append(("refresh", {}))
