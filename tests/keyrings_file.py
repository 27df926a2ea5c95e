"""A keyring in a file, for tests that start processes: PYTHON_KEYRING_BACKEND names it.

The file is that of `TEST_KEYRING`; with `TEST_KEYRING_LOCKED` set, or a file beside it that ends in
`.locked`, it answers as a locked one.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class FileKeyring(KeyringBackend):
    """Keeps plain text: for tests only."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._save(self._entries() | {f"{service}\n{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        entries = self._entries()
        if entries.pop(f"{service}\n{username}", None) is None:
            raise PasswordDeleteError(service)
        self._save(entries)

    def _path(self) -> Path:
        return Path(os.environ["TEST_KEYRING"])

    def _entries(self) -> dict[str, str]:
        path = self._path()
        if os.environ.get("TEST_KEYRING_LOCKED") or Path(f"{path}.locked").exists():
            raise KeyringLocked
        found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def _save(self, entries: dict[str, str]) -> None:
        partial = self._path().with_suffix(".tmp")
        partial.write_text(json.dumps(entries))
        partial.replace(self._path())
