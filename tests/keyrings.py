"""Keyrings for tests: as small as Windows', dying in the middle of a write, or swallowing it."""

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError


class Died(BaseException):
    """The process ends here; nothing after it is carried out."""


class Store(KeyringBackend):
    """A keyring that refuses more than 1,280 characters, as Windows' does, and can die."""

    priority = 1.0

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.writes_left = 10**9
        self.trouble: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.trouble:
            raise self.trouble
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._step()
        if len(password) > 1_280:
            raise PasswordSetError("(1783, 'CredWrite', 'The stub received bad data')")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._step()
        if (service, username) not in self.entries:
            raise PasswordDeleteError(service)
        del self.entries[service, username]

    def _step(self) -> None:
        if self.writes_left == 0:
            raise Died
        self.writes_left -= 1


class Swallows(Store):
    """Takes everything and keeps nothing, or only so much of it."""

    def __init__(self, keeps: int) -> None:
        super().__init__()
        self._keeps = keeps

    def set_password(self, service: str, username: str, password: str) -> None:
        if self._keeps:
            super().set_password(service, username, password[: self._keeps])
