"""A ledger's file as an earlier version of the program left it."""

import contextlib
import sqlite3
from pathlib import Path

#: What each version of the tables added: indexes, and columns by their table.
_ADDED: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "0006": ((), {"dispatches": ("told_version",)}),
    "0005": (("dispatches_late",), {"dispatches": ("late_until", "late_look_at")}),
    "0004": (("orders_kept", "orders_erase_asked"), {"orders": ("erased_at", "erase_asked_at")}),
    "0003": (("dispatches_wish",), {}),
    "0002": (
        ("orders_search", "orders_seen", "dispatches_oto", "dispatches_day", "dispatches_flagged"),
        {},
    ),
}


def take_back(path: Path, revision: str) -> None:
    """The file at `path` becomes one of that version; nobody may have it open."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for version, (indexes, columns) in _ADDED.items():
            if version <= revision:
                break
            for name in indexes:
                connection.execute(f"DROP INDEX {name}")
            for table, names in columns.items():
                for name in names:
                    connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
