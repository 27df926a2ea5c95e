"""The keyring of one installation, whose secrets the log masks."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from app import logs
from app.core.errors import AppError
from app.credentials import Credentials
from app.paths import DataDir

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

#: The window takes both the name and the thing from here.
__all__ = [
    "Credentials",
    "LoggedNowhere",
    "SessionCredentials",
    "for_command",
    "for_window",
    "kept",
]

_MEMORY_HELPS = ("keyring_absent", "keyring_unusable")


class LoggedNowhere(Credentials):
    """The keyring, whose secrets the log learns to mask before anybody can use them."""

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        secret = super().get(name)
        if secret:
            logs.redactor.hide(secret)
        return secret

    def set(self, name: str, secret: str) -> None:
        """Keeps a secret."""
        logs.redactor.hide(secret)
        super().set(name, secret)


class SessionCredentials(LoggedNowhere):
    """The same for a window: without a usable keyring it goes on for this session (design.md 3).

    Secrets are then in the memory of this process and nowhere else. A locked keyring, or one that
    does not answer, is not such a case: it stays an error, and a person unlocks it.
    """

    def __init__(
        self,
        installation_id: str,
        *,
        backend: "KeyringBackend | None" = None,
        timeout: float = 10.0,
    ) -> None:
        super().__init__(installation_id, backend=backend, timeout=timeout)
        self._memory: dict[str, str] = {}
        self._cannot = False

    @property
    def in_memory(self) -> bool:
        """True while a secret is in memory only, and while the keyring cannot be used."""
        return self._cannot or bool(self._memory)

    def get(self, name: str) -> str | None:
        """The secret, or None. One in memory is newer than what the keyring may have.

        Where neither helps it stays an error: a secret of an earlier session may well be there, and
        has to be given again.
        """
        secret = self._memory.get(name)
        if secret is not None:
            return secret
        try:
            secret = super().get(name)
        except AppError as error:
            self._cannot = error.code in _MEMORY_HELPS
            raise
        self._cannot = False
        return secret

    def set(self, name: str, secret: str) -> None:
        """Keeps a secret, in the keyring if it can."""
        try:
            super().set(name, secret)
        except AppError as error:
            self._go_on(error)
            self._memory[name] = secret
        else:
            self._cannot = False
            self._memory.pop(name, None)

    def delete(self, name: str) -> None:
        """Forgets a secret. A keyring that cannot be used may still hold one: then it is an error,
        unless the secret was in memory."""
        was = self._memory.pop(name, None)
        try:
            super().delete(name)
        except AppError as error:
            self._go_on(error)
            if was is None and error.code != "keyring_absent":
                raise
        else:
            self._cannot = False

    def _go_on(self, error: AppError) -> None:
        """Raises the error again unless memory helps."""
        if error.code not in _MEMORY_HELPS:
            raise error
        if not self.in_memory:
            log.warning("Secrets are kept for this session only: %s", error)
        self._cannot = True


def for_command(data: DataDir) -> Credentials:
    """The secrets of the installation in `data`, for a command: without a keyring it refuses."""
    return LoggedNowhere(data.make_installation_id())


def for_window(data: DataDir) -> Credentials:
    """The same for the window, which goes on without a keyring for as long as it is open."""
    return SessionCredentials(data.make_installation_id())


@contextlib.asynccontextmanager
async def kept(credentials: Credentials, name: str, secret: str) -> AsyncIterator[None]:
    """Keeps a secret for what is written inside; should that fail, the earlier one stays."""
    before = None
    with contextlib.suppress(AppError):
        before = await asyncio.to_thread(credentials.get, name)
    await asyncio.to_thread(credentials.set, name, secret)
    try:
        yield
    except BaseException:
        with contextlib.suppress(AppError):
            if before is None:
                await asyncio.to_thread(credentials.delete, name)
            else:
                await asyncio.to_thread(credentials.set, name, before)
        raise
