"""How a secret is laid out in keyring entries (dependencies.md section 4, traps 11 to 13).

Windows takes 1,280 characters per entry, a JWT has more: it is cut in parts. macOS asks the user
per item: there all secrets are one item. Errors of the backend pass through.
"""

import json
import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

#: The same user name everywhere: each entry has a service name of its own, since Windows' backend
#: moves entries about when two user names share one.
USER = "oto-companion"

_PART = 1_000
_HEAD = re.compile(r"v1:(\d+):(\d+):(\d+)")


class UnreadableError(Exception):
    """The keyring answers, but not with what was put in. The text is fit to be shown."""


class Entries(Protocol):
    """Secrets by name in some layout; one thread at a time."""

    def get(self, name: str) -> str | None:
        """The secret or None."""

    def set(self, name: str, secret: str) -> None:
        """Write it, so that a crash leaves the old one or the new one."""

    def delete(self, name: str) -> None:
        """Remove it; no error where there is none."""


class SplitEntries:
    """One entry per secret; a long one as a head entry `v1:gen:count:length` and its parts.

    A replaced secret's parts have another generation number, so the one write of the head decides
    which secret holds. What a crash leaves behind belongs to a neighbouring generation and is
    removed by the next write or deletion.
    """

    def __init__(self, backend: "KeyringBackend", service: str) -> None:
        self._backend = backend
        self._service = service

    def get(self, name: str) -> str | None:
        """The secret or None. Raises UnreadableError where parts are missing."""
        # A second look: another process may have replaced the secret between head and parts.
        for _ in range(2):
            value = self._read(self._head(name))
            head = _HEAD.fullmatch(value or "")
            if head is None:
                return value
            generation, count, length = map(int, head.groups())
            if count == 0:  # a deletion that was interrupted
                return None
            parts = [self._read(self._part(name, generation, n)) for n in range(count)]
            secret = "".join(part or "" for part in parts)
            if len(secret) == length:
                return secret
        raise UnreadableError("a secret in it is incomplete; connect again to replace it")

    def set(self, name: str, secret: str) -> None:
        """Write the secret: parts first, then the head, then the old parts are deleted."""
        # 1,280 characters are 2,560 bytes of UTF-16; beyond ASCII a character may take four.
        size = _PART if secret.isascii() else _PART // 2
        old = self._generation(name)
        if old is None and len(secret) <= size and not _HEAD.fullmatch(secret):
            self._remove_parts(name, 1)  # of a first long secret whose head was never written
            self._write(self._head(name), secret)
            return
        parts = [secret[at : at + size] for at in range(0, len(secret), size)]
        generation = (old or 0) + 1
        self._clean_up(name, generation)
        for n, part in enumerate(parts):
            entry = self._part(name, generation, n)
            self._write(entry, part)
            if self._read(entry) != part:
                raise UnreadableError("a part of a secret that was written does not read back")
        self._write(self._head(name), f"v1:{generation}:{len(parts)}:{len(secret)}")
        self._remove_parts(name, generation - 1)

    def delete(self, name: str) -> None:
        """Remove head and parts; once the head says "no parts", the secret is gone."""
        generation = self._generation(name)
        if generation is not None:
            # The head keeps the generation until the last part is gone: a crash leaves nothing
            # that the next write or deletion would not find.
            self._write(self._head(name), f"v1:{generation}:0:0")
            self._remove_parts(name, generation)
        self._clean_up(name, (generation or 0) + 1)
        self._remove(self._head(name))

    def _generation(self, name: str) -> int | None:
        """The generation of a secret in parts; None where it is whole or there is none."""
        head = _HEAD.fullmatch(self._read(self._head(name)) or "")
        return int(head[1]) if head else None

    def _clean_up(self, name: str, generation: int) -> None:
        """Remove what interrupted writes left: parts never headed, parts no longer headed."""
        self._remove_parts(name, generation)
        if generation > 1:
            self._remove_parts(name, generation - 2)

    def _remove_parts(self, name: str, generation: int) -> None:
        """Remove the parts of a generation, last one first, so that none is left out of reach."""
        count = 0
        while self._read(self._part(name, generation, count)) is not None:
            count += 1
        for n in reversed(range(count)):
            self._remove(self._part(name, generation, n))

    def _head(self, name: str) -> str:
        return f"{self._service}/{name}"

    def _part(self, name: str, generation: int, n: int) -> str:
        return f"{self._service}/{name}/{generation}/{n}"

    def _read(self, entry: str) -> str | None:
        return self._backend.get_password(entry, USER)

    def _write(self, entry: str, text: str) -> None:
        self._backend.set_password(entry, USER, text)

    def _remove(self, entry: str) -> None:
        _remove(self._backend, entry)


class OneItem:
    """All secrets in one entry, as a JSON object."""

    def __init__(self, backend: "KeyringBackend", service: str) -> None:
        self._backend = backend
        self._service = service

    def get(self, name: str) -> str | None:
        """The secret or None. Raises UnreadableError where the entry is not ours."""
        return self._all().get(name)

    def set(self, name: str, secret: str) -> None:
        """Write the secret beside the others."""
        self._save({**self._all(), name: secret})

    def delete(self, name: str) -> None:
        """Remove the secret, and the entry with the last one."""
        rest = {key: value for key, value in self._all().items() if key != name}
        if rest:
            self._save(rest)
        else:
            _remove(self._backend, self._service)

    def _all(self) -> dict[str, str]:
        text = self._backend.get_password(self._service, USER)
        if text is None:
            return {}
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise UnreadableError(
                "its entry for this program is damaged; delete it and connect again"
            )
        return {key: value for key, value in found.items() if isinstance(value, str)}

    def _save(self, secrets: dict[str, str]) -> None:
        self._backend.set_password(self._service, USER, json.dumps(secrets))


def _remove(backend: "KeyringBackend", entry: str) -> None:
    if backend.get_password(entry, USER) is not None:  # deleting nothing is an error to backends
        backend.delete_password(entry, USER)
