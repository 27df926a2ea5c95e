"""The orders that are known, by key: with the group each is in now, and when time will change that."""

from collections.abc import Iterable
from datetime import datetime

from app.store.screens.types.queue import Group, QueueRow


class Orders:
    """Rows by key. The group of a row is the one at the moment it was last looked at."""

    def __init__(self) -> None:
        self._rows: dict[int, QueueRow] = {}
        self._groups: dict[int, Group] = {}
        self._keys: dict[int, int] = {}
        self._due: dict[int, datetime] = {}

    def __contains__(self, key: int) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def keys(self) -> Iterable[int]:
        """All that are known."""
        return self._rows.keys()

    def row(self, key: int) -> QueueRow | None:
        """An order; None if it is not known."""
        return self._rows.get(key)

    def group(self, key: int) -> Group | None:
        """The group of an order; None if it is not known."""
        return self._groups.get(key)

    def key_of(self, reference: int) -> int | None:
        """The key by the reference."""
        return self._keys.get(reference)

    def replace(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """These instead of all that were there."""
        for known in (self._rows, self._groups, self._keys, self._due):
            known.clear()
        for row in rows:
            self.put(row, now)

    def put(self, row: QueueRow, now: datetime) -> None:
        """One order as it is now."""
        self._rows[row.key] = row
        self._keys[row.reference] = row.key
        self._groups[row.key] = row.group_at(now)
        if row.need is not None and row.need_at is not None and row.need_at > now:
            self._due[row.key] = row.need_at
        else:
            self._due.pop(row.key, None)

    def fall_due(self, now: datetime) -> list[int]:
        """Time went on: the orders that need a person since."""
        due = [key for key, at in self._due.items() if at <= now]
        for key in due:
            self.put(self._rows[key], now)
        return due

    def next_due(self) -> datetime | None:
        """When time alone will next put an order into another group."""
        return min(self._due.values(), default=None)

    def counts(self, branch: str | None) -> dict[Group, int]:
        """How many are in each group, of one branch or of all."""
        counts = dict.fromkeys(Group, 0)
        for key, group in self._groups.items():
            if branch is None or self._rows[key].branch == branch:
                counts[group] += 1
        return counts

    def latest(self) -> datetime | None:
        """When the newest order was first seen."""
        return max((row.first_seen_at for row in self._rows.values()), default=None)

    def branch_name(self, reference: str) -> str | None:
        """A branch's name as an order told it."""
        rows = self._rows.values()
        return next((row.branch_name for row in rows if row.branch == reference), None)
