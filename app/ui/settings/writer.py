"""Preferences are set one after the other: two writers of one file could lose a change."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.core.errors import AppError
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs


class Writer:
    """`stored` and `failed` are told of each; of two values of one key the last one counts."""

    def __init__(
        self,
        bridge: Bridge,
        owner: QObject,
        stored: Callable[[str, str], None],
        failed: Callable[[str, AppError], None],
    ) -> None:
        self._bridge = bridge
        self._stored, self._failed = stored, failed
        self._jobs = Jobs(owner, lambda error: failed("", error))
        self._waiting: dict[str, str] = {}

    def put(self, key: str, value: str) -> None:
        """Sets it as soon as the ones before are done."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:  # a field loses the focus because the program ends
            return
        self._waiting[key] = value
        self._jobs.start("set", self._work)

    @property
    def busy(self) -> bool:
        """True until every value is stored or refused."""
        return self._jobs.busy("set")

    async def _work(self) -> None:
        while self._waiting:
            key, value = next(iter(self._waiting.items()))
            del self._waiting[key]
            try:
                await self._bridge.do("set", key=key, value=value)
            except AppError as error:
                self._failed(key, error)
            else:
                if key not in self._waiting:
                    self._stored(key, value)
