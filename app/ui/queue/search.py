"""Searching the whole ledger while typing."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError
from app.store.screens.types.queue import QueueRow
from app.ui.bridge import Bridge
from app.ui.jobs import Jobs
from app.ui.language import ago, one_line, tr

#: After the last key, and after a change in the ledger while a search stands, milliseconds.
TYPING, AGAIN = 200, 1000
#: A till that was not seen for so long may hold orders back.
SILENT = timedelta(minutes=5)
#: Not seen for longer, it is out of use, and explains nothing of today.
OUT_OF_USE = timedelta(days=2)
_TILLS = 5


class Search(QObject):
    """`look_for` each time the text changes; `found` brings the rows, or None once it is over."""

    #: list[QueueRow] | None
    found = Signal(object)
    #: Tills that were not seen lately, one a line; after a search that found nothing.
    tills = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        failed: Callable[[AppError], None],
        branch_name: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._branch_name = bridge, branch_name
        self._jobs = Jobs(self, failed)
        self._text = ""
        self._answered = ""
        self._empty = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._start)

    @property
    def text(self) -> str:
        """What is looked for; empty without a search."""
        return self._text

    @property
    def is_waiting(self) -> bool:
        """Whether the answer to what was typed is still to come."""
        return bool(self._text) and self._answered != self._text

    def look_for(self, text: str) -> None:
        """The text changed."""
        wanted = " ".join(text.split())
        if wanted == self._text:
            return
        self._text = wanted
        if wanted:
            self._timer.start(TYPING)
            return
        self._timer.stop()
        self._jobs.cancel()
        self._answered = ""
        self.found.emit(None)

    def again(self) -> None:
        """The ledger changed: what is looked for may have come."""
        if self._text and not self._timer.isActive():
            self._timer.start(AGAIN)

    def _start(self) -> None:
        self._jobs.start("search", self._look, replace=True)

    async def _look(self) -> None:
        from app.store.screens import queue  # imports SQLAlchemy

        text = self._text
        rows: list[QueueRow] = await self._bridge.read(queue.search, text) or []
        if text != self._text:
            return
        first = self._answered != text
        self._answered = text
        self.found.emit(rows)
        if not rows and (first or not self._empty):
            self._jobs.start("tills", self._look_at_tills)
        self._empty = not rows

    async def _look_at_tills(self) -> None:
        try:
            answer = await self._bridge.do("devices")
        except AppError:
            # It was only to help; the answer stands without it.
            return
        self.tills.emit(self._silent(answer.get("devices") or []))

    def _silent(self, devices: list[dict[str, object]]) -> str:
        now, seen = self._bridge.now(), []
        for device in devices:
            at = _moment(device.get("last_seen_at"))
            if at is not None and SILENT < now - at <= OUT_OF_USE:
                seen.append((at, str(device.get("name") or ""), str(device.get("branch") or "")))
        lines = []
        for at, name, branch in sorted(seen, reverse=True)[:_TILLS]:
            till, time = one_line(name, 60), ago(at, now)
            where = one_line(self._branch_name(branch), 60) if branch else ""
            lines.append(
                tr("{till}, {branch}, not seen for {time}", till=till, branch=where, time=time)
                if where
                else tr("{till}, not seen for {time}", till=till, time=time)
            )
        return "\n".join(lines)


def _moment(text: object) -> datetime | None:
    if isinstance(text, datetime):
        return text
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
