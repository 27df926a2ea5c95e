"""The doctor at work beside the window, in a thread of its own that keeps nobody from quitting."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app.paths import DataDir

if TYPE_CHECKING:
    from app.doctor.check import Check
    from app.engine.keyring import Credentials

T = TypeVar("T")


async def check_up(data: DataDir, credentials: "Credentials | None") -> "list[Check]":
    """All rows. `credentials` None: the keyring of this PC."""
    from app.doctor.examine import examine  # after the first paint

    return await _beside(lambda: examine(data, _kept(data, credentials), inside=True))


async def bundle(
    data: DataDir, credentials: "Credentials | None", folder: Path, orders: Sequence[int]
) -> Path:
    """Makes the file for support in `folder` and says where. AppError says why not."""
    from app.doctor import bundle as support

    path = folder / support.name_of(datetime.now(UTC))
    await _beside(
        lambda: support.write(data, _kept(data, credentials), path, orders=orders, inside=True)
    )
    return path


def _kept(data: DataDir, credentials: "Credentials | None") -> "Credentials":
    from app.engine.keyring import LoggedNowhere

    return credentials or LoggedNowhere(data.read_installation_id() or "doctor")


async def _beside(work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    done: Future[T] = Future()
    # Begun: a window that is closed meanwhile waits no longer, and the thread ends by itself.
    done.set_running_or_notify_cancel()

    def run() -> None:
        try:
            found = asyncio.run(work())
        except BaseException as error:  # noqa: BLE001 - told to whoever waits
            done.set_exception(error)
        else:
            done.set_result(found)

    threading.Thread(target=run, name="doctor", daemon=True).start()
    return await asyncio.wrap_future(done)
