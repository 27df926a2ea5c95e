"""OTO's cities for the fields of the panel."""

from collections.abc import Callable, Sequence

from app.ui.bridge import Bridge
from app.ui.jobs import Jobs


class KnownCities:
    """Read once, when a field first wants them; `offer` gets them each time one does."""

    def __init__(
        self, bridge: Bridge, jobs: Jobs, offer: Callable[[Sequence[str]], object]
    ) -> None:
        self._bridge, self._jobs, self._offer = bridge, jobs, offer
        self._names: tuple[str, ...] | None = None

    def want(self) -> None:
        """A field asks for them."""
        if self._names is None:
            self._jobs.start("cities", self._read)
        else:
            self._offer(self._names)

    async def _read(self) -> None:
        # Here: imports the ledger's libraries, which must not load before the first paint.
        from app.store.screens.branches import cities

        self._names = tuple(await self._bridge.read(cities) or ())
        self._offer(self._names)
