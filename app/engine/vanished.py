"""What a list of a service leaves out is believed the second time, not the first."""

from collections.abc import Set as AbstractSet

#: A list that left something out is read again after so many seconds, not in half an hour.
AGAIN = 60.0


class Vanished:
    """One odd reply (a list that is empty, cut short, or of another form) must not stop a branch."""

    def __init__(self) -> None:
        self._missed: AbstractSet[str] = frozenset()

    def doubted(self, missing: AbstractSet[str]) -> AbstractSet[str]:
        """Told what the list leaves out now; gives what of it was there the time before."""
        before, self._missed = self._missed, missing
        return missing - before
