"""The keyring of one installation, whose secrets the log masks."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from app import logs
from app.core.errors import AppError
from app.credentials import Credentials
from app.paths import DataDir

#: The window takes both the name and the thing from here.
__all__ = ["Credentials", "LoggedNowhere", "for_command", "for_window", "kept"]


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


def for_command(data: DataDir) -> Credentials:
    """The secrets of the installation in `data`, for a command: without a keyring it refuses."""
    return LoggedNowhere(data.make_installation_id())


def for_window(data: DataDir) -> Credentials:
    """The same for the window."""
    return LoggedNowhere(data.make_installation_id())


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
