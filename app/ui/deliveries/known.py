"""What an open delivery list knows. Pure: rows only come to it; what leaves is remembered."""

from collections.abc import Iterable

from app.store.screens.types.deliveries import DeliveryRow
from app.store.screens.types.queue import QueueRow

#: States of which orders are on the list, if not always.
_LISTED = ("queued", "sending", "unknown", "retrying", "held")


class Known:
    """`rows` are all that were on the list since it was opened, as last seen on it."""

    def __init__(self) -> None:
        self._here: dict[int, DeliveryRow] = {}
        self._gone: dict[int, DeliveryRow] = {}
        self._states: dict[int, str] = {}
        self.is_read = False

    def start_over(self) -> None:
        """The list is opened anew: what has left it until it is read is of no interest."""
        self.is_read = False
        self._gone.clear()
        self._states.clear()

    def set_rows(self, rows: Iterable[DeliveryRow]) -> None:
        """What is on the list now."""
        before, self._here = self._here, {row.reference: row for row in rows}
        gone = self._gone | before
        self._gone = {key: row for key, row in gone.items() if key not in self._here}
        if not self.is_read:
            self._gone.clear()
        self.is_read = True

    def heard(self, rows: Iterable[QueueRow]) -> bool:
        """Orders changed: where they are, should they leave the list. True if the list may be
        another one now."""
        states = {row.reference: row.state for row in rows}
        self._states |= states
        known = self._here.keys() | self._gone.keys()
        return any(key in known or state in _LISTED for key, state in states.items())

    @property
    def rows(self) -> list[DeliveryRow]:
        """Those that left stand where they stood."""
        found = [*self._here.values(), *self._gone.values()]
        return sorted(
            found, key=lambda row: (row.branch_name, row.branch, row.since, row.reference)
        )

    @property
    def left(self) -> dict[int, str]:
        """The state of each that left; "" while it is not known."""
        return {key: self._states.get(key, "") for key in self._gone}

    @property
    def waiting(self) -> list[DeliveryRow]:
        """Those that are on the list now."""
        return list(self._here.values())

    @property
    def at_oto(self) -> list[DeliveryRow]:
        """Those that OTO got meanwhile: whoever holds a printed list must not bring them."""
        return [row for row in self.rows if self.left.get(row.reference) == "sent"]

    def to_print(self, ticked: Iterable[int]) -> list[DeliveryRow]:
        """The ticked ones, or all while none is ticked; never what left."""
        wanted = set(ticked)
        return [row for row in self.waiting if not wanted or row.reference in wanted]
