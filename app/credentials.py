"""Secrets, kept in the keyring of the operating system and nowhere else.

Rules of dependencies.md section 4: an explicit backend per system (unless the user names one in
PYTHON_KEYRING_BACKEND), never `null` or `fail`; each call in a daemon thread with a time-out, since
a keyring may wait for a prompt without end; each secret written, read back and compared. How a
secret is laid out in entries is `credentials_entries.py`.

The `keyring` package is imported at the first call, in that thread: it costs 60 ms.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from app.core.errors import AppError
from app.credentials_entries import Entries, OneItem, SplitEntries, UnreadableError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

#: The names under which the program keeps its secrets.
FOODICS_TOKEN = "foodics-token"
FOODICS_APP_SECRET = "foodics-app-secret"
OTO_RETAILER_ID = "oto-retailer-id"
OTO_TOKEN = "oto-token"

State = Literal["ok", "locked", "absent", "unusable"]
T = TypeVar("T")

_WINDOWS = "keyring.backends.Windows.WinVaultKeyring"
_MACOS = "keyring.backends.macOS.Keyring"
_LINUX = "keyring.backends.SecretService.Keyring"

#: Error classes by name, since a package of another system cannot be imported here.
_LOCKED = {"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"}
_ABSENT = {"NoKeyringError", "SecretServiceNotAvailableException"}


class Credentials:
    """The secrets of one installation.

    `installation_id` keeps two installations of one user apart (DataDir.make_installation_id).
    `backend` replaces the system's keyring, `timeout` is seconds per call. Calls block up to
    `timeout`: from a coroutine use `asyncio.to_thread`.

    All methods but `state` raise AppError `keyring_absent`, `keyring_locked`, `keyring_timeout`
    or `keyring_unusable`. After a time-out a write that had begun may still be carried out, whole.
    """

    def __init__(
        self,
        installation_id: str,
        *,
        backend: "KeyringBackend | None" = None,
        timeout: float = 10.0,
    ) -> None:
        self._service = f"oto-companion/{installation_id}"
        self._backend = backend
        self._timeout = timeout
        self._entries: Entries | None = None
        self._busy = threading.Lock()

    def get(self, name: str) -> str | None:
        """The secret, or None where none is kept under this name."""
        return self._call(lambda entries: entries.get(name))

    def set(self, name: str, secret: str) -> None:
        """Keep a secret (not empty), replacing an earlier one; it has been read back and compared.

        A crash leaves the old one or the new one, never a mixture.
        """
        if not secret:
            raise ValueError("an empty secret cannot be kept; use delete")

        def write(entries: Entries) -> None:
            entries.set(name, secret)
            if entries.get(name) != secret:
                raise UnreadableError("a secret that was written does not read back")

        self._call(write)

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens where there is none."""

        def forget(entries: Entries) -> None:
            entries.delete(name)
            if entries.get(name) is not None:
                raise UnreadableError("a secret that was deleted is still there")

        self._call(forget)

    def state(self) -> State:
        """Whether the keyring can be used now.

        Reads one entry. No answer counts as locked: mostly a prompt waits for its password.
        """
        try:
            self._call(lambda entries: entries.get(FOODICS_TOKEN))
        except AppError as error:
            states: dict[str, State] = {
                "keyring_absent": "absent",
                "keyring_locked": "locked",
                "keyring_timeout": "locked",
            }
            return states.get(error.code, "unusable")
        return "ok"

    @property
    def in_memory(self) -> bool:
        """True while secrets are kept for this process only, since the keyring cannot keep them."""
        return False

    def _call(self, work: Callable[[Entries], T]) -> T:
        """`work` in a thread of its own; its result or an AppError after `timeout` at the latest.

        One call at a time, so that the two steps of a write are not torn by another one, and a
        hanging keyring does not collect threads: the next caller times out without starting one.
        """
        deadline = time.monotonic() + self._timeout
        late = AppError("keyring_timeout", seconds=f"{self._timeout:g}")
        if not self._busy.acquire(timeout=self._timeout):
            raise late
        results: list[T] = []
        errors: list[AppError] = []
        done = threading.Event()

        def run() -> None:
            try:
                results.append(work(self._open()))
            except Exception as error:  # noqa: BLE001 - backends raise anything; all is explained
                errors.append(_explain(error))
            finally:
                self._busy.release()
                done.set()

        threading.Thread(target=run, name="keyring", daemon=True).start()
        if not done.wait(max(0.0, deadline - time.monotonic())):
            raise late
        if errors:
            raise errors[0]
        return results[0]

    def _open(self) -> Entries:
        if self._entries is None:
            backend = self._backend or _chosen_backend()
            kind = OneItem if _class_path(backend) == _MACOS else SplitEntries
            self._entries = kind(backend, self._service)
        return self._entries


class MemoryCredentials(Credentials):
    """Secrets of this process only: for the demo, and for a session without a keyring."""

    def __init__(self) -> None:
        super().__init__("memory")
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keep a secret until the process ends."""
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._secrets.pop(name, None)

    def state(self) -> State:
        """Always "ok"."""
        return "ok"


def _chosen_backend() -> Any:
    """The backend the user named, else the one of this system.

    `keyringrc.cfg` is not read: it is not this program's, and may select one that swallows secrets.
    """
    from keyring.backends import fail, null  # noqa: PLC0415 - see the module's text
    from keyring.core import load_keyring  # noqa: PLC0415 - 62 ms that quick commands are spared

    named = os.environ.get("PYTHON_KEYRING_BACKEND", "").strip()
    try:
        backend: Any = load_keyring(named or _system_backend())
    except RuntimeError:  # a backend's way to say that it cannot work here
        raise AppError("keyring_absent") from None
    except (ImportError, AttributeError, ValueError):
        if named:
            raise UnreadableError(f"PYTHON_KEYRING_BACKEND names {named}: not a backend") from None
        raise
    if isinstance(backend, null.Keyring | fail.Keyring):
        raise UnreadableError(f"PYTHON_KEYRING_BACKEND names {named}, which keeps no secrets")
    if _class_path(backend) == _WINDOWS:
        # A token belongs to this PC: it shall not roam with the user's profile.
        backend.persist = "local machine"
    return backend


def _system_backend() -> str:
    return {"win32": _WINDOWS, "darwin": _MACOS}.get(sys.platform, _LINUX)


def _class_path(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _explain(error: Exception) -> AppError:
    """What went wrong, without the error's own text: that may hold what was being written."""
    if isinstance(error, AppError):
        return error
    if isinstance(error, UnreadableError):
        return AppError("keyring_unusable", why=error)
    names = {cls.__name__ for cls in type(error).__mro__}
    if names & _LOCKED:
        return AppError("keyring_locked")
    if names & _ABSENT:
        return AppError("keyring_absent")
    number = getattr(error, "winerror", None) or getattr(error, "errno", None)
    detail = f" {number}" if isinstance(number, int) else ""
    return AppError("keyring_unusable", why=f"it answered {type(error).__name__}{detail}")
