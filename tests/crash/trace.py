"""The named points that processes passed, as they noted them (`child`)."""

from collections import Counter
from pathlib import Path

from tests.crash.child import TOLD


class Trace:
    """A file with one line for each passing: the number of the process, and the name."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self) -> None:
        """What was noted until now is forgotten."""
        self.path.unlink(missing_ok=True)

    def lives(self) -> list[Counter[str]]:
        """How often each process passed each named point, the first one first."""
        found: dict[str, Counter[str]] = {}
        for line in self._lines():
            process, _, name = line.partition(" ")
            found.setdefault(process, Counter())[name] += 1
        return list(found.values())

    def was_told(self, process: int) -> bool:
        """Whether this one was told to end while it worked. It listens before it does."""
        begins = f"{process} "
        return any(line.startswith(begins) and line.endswith(TOLD) for line in self._lines())

    def _lines(self) -> list[str]:
        return self.path.read_text("utf-8").splitlines() if self.path.exists() else []
