"""Events as lines on stdout, from one thread: a slow reader never holds up store or engine."""

import queue
import sys
import threading
from collections.abc import Callable, Sequence

from app.commands import output
from app.core.errors import TEXTS, AppError
from app.core.events import Event, Notice
from app.store.queries import time_text

#: How long the last lines may take to leave at the end, seconds.
_LAST_LINES = 2.0
#: Kinds of events that are only for the program itself.
_UNSAID = ("shown", "read")
#: Lines kept for a reader that does not read; the oldest are dropped.
_MOST = 10_000


class Printer:
    """Takes what `Ledger.listen` tells. `close` to be called once, at the end."""

    def __init__(self, line: Callable[[Event | Notice], str | None]) -> None:
        self._line = line
        self._lines: queue.Queue[str | None] = queue.Queue(_MOST)
        self._thread = threading.Thread(target=self._print, name="printer", daemon=True)
        self._thread.start()

    def told(self, events: Sequence[Event | Notice]) -> None:
        """Called on the store thread; never waits."""
        for event in events:
            line = self._line(event)
            if line is not None:
                self.put(line)

    def put(self, line: str | None) -> None:
        """One line more; None is the end."""
        while True:
            try:
                self._lines.put_nowait(line)
            except queue.Full:
                self._drop_oldest()
            else:
                return

    def _drop_oldest(self) -> None:
        try:
            self._lines.get_nowait()
        except queue.Empty:
            return

    def close(self) -> bool:
        """Prints what is left; False if nobody reads it, so that leaving must not wait either."""
        self.put(None)
        self._thread.join(_LAST_LINES)
        return not self._thread.is_alive()

    def _print(self) -> None:
        gone = False
        while (line := self._lines.get()) is not None:
            if gone:
                continue
            try:
                sys.stdout.write(line + "\n")
                sys.stdout.flush()
            except (OSError, ValueError):
                # The reader has gone, the orders have not: the engine goes on.
                gone = True
                output.leave_quietly()


def json_line(event: Event | Notice) -> str | None:
    """`{at, kind, reference, state}` for what happened to an order."""
    if isinstance(event, Notice) or event.kind in _UNSAID:
        return None
    return output.as_json(
        {
            "at": time_text(event.at),
            "kind": event.kind,
            "reference": event.reference,
            "state": event.state,
        }
    )


class Readable:
    """The same for people, and what concerns the whole program; None for what says nothing new."""

    def __init__(self) -> None:
        self._said = ""

    def __call__(self, event: Event | Notice) -> str | None:
        """The line of an event."""
        at = time_text(event.at)
        if isinstance(event, Event):
            if event.kind in _UNSAID:
                return None
            return f"{at}  {event.reference}  {event.kind:<8}  {_told(event)}".rstrip()
        text = _notice(event)
        if text is None or text == self._said:
            return None
        self._said = text
        return f"{at}  {text}"


def _told(event: Event) -> str:
    reasons = event.data.get("reasons")
    parts = [event.state or "", ", ".join(reasons) if isinstance(reasons, list) else ""]
    parts += [f"{key} {event.data[key]}" for key in _TOLD if event.data.get(key)]
    return "  ".join(output.plain(part) for part in parts if part)


#: What of an event's data helps on one line.
_TOLD = ("was", "outcome", "code", "action", "status", "problem", "amount", "amount_due")


def _notice(notice: Notice) -> str | None:
    match notice.what:
        case "storage" if not notice.data.get("problem"):
            return "What happens can be written down again"
        case "health" | "storage":
            problem = notice.data.get("problem")
            if not problem:
                return "Foodics and OTO answer"
            return f"Problem: {AppError(str(problem)).title}" if problem in TEXTS else None
        case "pause" | "resume":
            branch = notice.data.get("branch")
            return f"{notice.what}{f' {branch}' if branch else ''}"
        case "branch_stopped":
            return f"A branch was stopped: {output.plain(notice.data.get('code'))}"
    return None
