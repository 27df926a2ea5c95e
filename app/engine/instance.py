"""One running instance per data directory, and how others talk to it (design.md section 3).

An OS file lock decides; it is free after SIGKILL. The holder listens on loopback, on a random
port, with a secret in a file that is private to the user.
"""

import asyncio
import contextlib
import hmac
import json
import logging
import os
import secrets
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from app.core.errors import AppError
from app.paths import DataDir

if TYPE_CHECKING:
    # Control needs httpx; asking the running instance does not.
    from app.engine.control import Control

log = logging.getLogger(__name__)

#: How long a command waits for the running instance, seconds.
PATIENCE = 5.0
#: How long a small command that holds the lock is waited for, seconds.
SMALL_COMMAND = 3.0
_LOOK_AGAIN = 0.05
#: What asks a service that may be slow takes longer than anything else, seconds.
SLOW = {
    **dict.fromkeys(
        (
            "connect-foodics",
            "connect-oto",
            "try-again",
            "devices",
            "pickups",
            "branches",
            "keyring",
        ),
        60.0,
    ),
    "authorize-paste": 120.0,
    # Every back-up may have to be written anew.
    "erase": 1800.0,
    "authorized": 720.0,
}
#: Bytes of an answer, and of a question: strangers ask too.
_LONGEST, _LONGEST_QUESTION = 1 << 20, 1 << 18
#: So many are answered at the same time.
_MOST_AT_ONCE = 32


class Instance:
    """The lock of a data directory. AppError `already_running` if another process has it."""

    def __init__(self, data: DataDir) -> None:
        self._data = data
        self._lock = FileLock(data.lock, thread_local=False)
        self._server: asyncio.Server | None = None

    def take(self) -> None:
        """Takes the lock."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise AppError("already_running", path=self._data.path) from error
        # Left by an instance that was killed: its port may be a stranger's by now, and whoever asks
        # there would tell him what he asks.
        with contextlib.suppress(OSError):
            self._data.control.unlink(missing_ok=True)

    async def listen(self, control: "Control") -> None:
        """Answers commands on loopback until `leave`."""
        secret = secrets.token_hex(32)
        open_ones = 0

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal open_ones
            open_ones += 1
            try:
                if open_ones > _MOST_AT_ONCE:
                    return
                with contextlib.suppress(OSError, ValueError, TimeoutError):
                    async with asyncio.timeout(PATIENCE):
                        question = await reader.readline()
                    answer = await _answer(control, secret, question)
                    writer.write(json.dumps(answer).encode() + b"\n")
                    await writer.drain()
            finally:
                open_ones -= 1
                writer.close()

        self._server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=_LONGEST_QUESTION)
        port = self._server.sockets[0].getsockname()[1]
        _write_private(self._data, {"port": port, "secret": secret})

    def hush(self) -> None:
        """Takes no more commands: to be called before the ledger is closed."""
        if self._server is not None:
            self._data.control.unlink(missing_ok=True)
            self._server.close()
            self._server = None

    async def leave(self) -> None:
        """Stops listening and frees the lock."""
        self.hush()
        self.give_back()

    def give_back(self) -> None:
        """Frees the lock, where nobody listened."""
        self._lock.release()


async def take(data: DataDir) -> Instance:
    """The lock. A small command that holds it is waited for; AppError `already_running`."""
    found = await _take(data, "ping")
    if isinstance(found, Instance):
        return found
    raise AppError("already_running", path=data.path)


async def take_or_show(data: DataDir) -> Instance | None:
    """The lock for a window; None if one is open already: it was brought forward.

    AppError `already_running` if the instance that holds it has no window.
    """
    found = await _take(data, "show")
    if isinstance(found, Instance):
        return found
    if found.get("window"):
        return None
    raise AppError("already_running", path=data.path)


async def _take(data: DataDir, verb: str) -> "Instance | dict[str, Any]":
    """The lock, or what the instance that holds it answers to `verb`; {} for an error."""
    instance = Instance(data)
    over = time.monotonic() + SMALL_COMMAND
    while True:
        try:
            instance.take()
        except AppError:
            try:
                answer = await ask(data, verb, {})
            except AppError:
                return {}
            if answer is not None:
                return answer
            # A small command is at work, or an instance that starts or ends.
            if time.monotonic() > over:
                raise
            await asyncio.sleep(_LOOK_AGAIN)
        else:
            return instance


async def ask(data: DataDir, verb: str, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """Lets the running instance carry out a verb; None if none is there.

    AppError as the instance raised it, or `no_answer_from_instance` after 5 s.
    """
    try:
        known = json.loads(data.control.read_text())
        reader, writer = await asyncio.open_connection("127.0.0.1", known["port"], limit=_LONGEST)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    seconds = SLOW.get(verb, PATIENCE)
    try:
        async with asyncio.timeout(seconds):
            question = {"secret": known["secret"], "verb": verb, "arguments": dict(arguments)}
            writer.write(json.dumps(question).encode() + b"\n")
            await writer.drain()
            answer = json.loads(await reader.readline())
    except (TimeoutError, OSError, ValueError) as error:
        raise AppError("no_answer_from_instance", seconds=int(seconds)) from error
    finally:
        writer.close()
    if "error" in answer:
        raise AppError(answer["error"], **answer["params"])
    result: dict[str, Any] = answer["result"]
    return result


async def _answer(control: "Control", secret: str, line: bytes) -> dict[str, Any]:
    question = json.loads(line)
    given = question.get("secret", "") if isinstance(question, dict) else ""
    if not hmac.compare_digest(str(given).encode(), secret.encode()):
        return {"error": "our_fault", "params": {"what": "a stranger asked"}}
    try:
        return {"result": await control.do(question["verb"], question["arguments"])}
    except AppError as error:
        return {"error": error.code, "params": error.params}
    except Exception as error:
        log.exception("A command failed unexpectedly")
        return {"error": "our_fault", "params": {"what": type(error).__name__}}


def _write_private(data: DataDir, content: Mapping[str, Any]) -> None:
    """Written whole, readable by this user only, then put in place."""
    partial = data.control.with_suffix(".tmp")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
    partial.replace(data.control)
