"""When to ring: one alarm per episode, again at 70 s and at 3 min until somebody acknowledges it
(rules.md section 7). Decides only; sound and notices are made elsewhere. Times are seconds."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

#: Seconds after an episode began at which it rings once more.
AGAIN = (70.0, 180.0)


@dataclass(slots=True)
class _Episode:
    began: float
    rung: int = 0
    acknowledged: bool = False


class Episodes:
    """An episode lasts from the moment its cause is there until it is gone."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Episode] = {}

    def see(self, causes: Iterable[Hashable], now: float) -> list[Hashable]:
        """Takes the causes that are there now; gives those that have just begun."""
        there = set(causes)
        for gone in self._known.keys() - there:
            del self._known[gone]
        begun = [cause for cause in there if cause not in self._known]
        for cause in begun:
            self._known[cause] = _Episode(now)
        return begun

    def due(self, now: float) -> list[Hashable]:
        """The causes that ring now. Each ring is given once."""
        found = []
        for cause, episode in self._known.items():
            if not episode.acknowledged and self._next(episode) <= now:
                # Rings that were slept through are one ring, not three.
                while self._next(episode) <= now:
                    episode.rung += 1
                found.append(cause)
        return found

    def next_at(self) -> float | None:
        """When the next ring is due; None if nothing will ring."""
        times = [
            self._next(episode) for episode in self._known.values() if not episode.acknowledged
        ]
        soonest = min(times, default=float("inf"))
        return None if soonest == float("inf") else soonest

    def acknowledge(self, cause: Hashable | None = None) -> None:
        """Somebody has seen one cause, or all of them."""
        for each, episode in self._known.items():
            if cause is None or each == cause:
                episode.acknowledged = True

    def open(self) -> list[Hashable]:
        """Causes nobody has acknowledged."""
        return [cause for cause, episode in self._known.items() if not episode.acknowledged]

    @staticmethod
    def _next(episode: _Episode) -> float:
        if episode.rung == 0:
            return episode.began
        later = AGAIN[episode.rung - 1] if episode.rung <= len(AGAIN) else float("inf")
        return episode.began + later
