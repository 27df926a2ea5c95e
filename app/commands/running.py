"""`run`: the engine without a window (design.md section 6)."""

import asyncio
import contextlib
import logging
from argparse import Namespace
from collections.abc import Iterator

from app import logs
from app.commands.ground import Ground
from app.commands.printing import Printer, Readable, json_line
from app.commands.stopping import leave_at_once, stopping
from app.core.errors import AppError
from app.credentials import Credentials
from app.engine.alive import Alive
from app.engine.engine import Engine
from app.engine.instance import Instance, take
from app.engine.keyring import for_command
from app.paths import DataDir
from app.pc.notes import Ended, Notes
from app.pc.watchdog import Watchdog

log = logging.getLogger(__name__)


def run(ground: Ground, arguments: Namespace) -> int:
    """Sends until SIGINT, SIGTERM or the end of `--seconds`.

    AppError `step_…` if something is not set up, `already_running`.
    """
    if not ground.data.ledger.exists():
        raise AppError("step_foodics")
    ground.data.prepare()
    printer = Printer(json_line if arguments.json else Readable())
    said = False
    try:
        asyncio.run(_run(ground, printer, arguments.seconds))
    finally:
        said = printer.close()
        logs.close()
    if not said:
        leave_at_once(0)
    return 0


async def _run(ground: Ground, printer: Printer, seconds: float | None) -> None:
    stop = asyncio.Event()
    with stopping(stop, seconds):
        instance = await take(ground.data)
        try:
            logs.setup(ground.data, console=False)
            with noted(ground.data) as (ended, watchdog):
                credentials = for_command(ground.data)
                await work(
                    ground, credentials, printer, stop, instance, ended=ended, watchdog=watchdog
                )
        finally:
            await instance.leave()


@contextlib.contextmanager
def noted(data: DataDir) -> Iterator[tuple[Ended | None, Watchdog]]:
    """How the run before this one ended; this one is watched, and noted until it ends in good order,
    which a refusal is too."""
    notes = Notes(data)
    ended = notes.begin()
    if ended is not None:
        log.warning("%s", ended)
    watchdog = Watchdog(each_look=notes.beat)
    watchdog.start()
    try:
        yield ended, watchdog
    except AppError:
        notes.end()
        raise
    else:
        notes.end()
    finally:
        watchdog.stop()


async def work(
    ground: Ground,
    credentials: Credentials,
    printer: Printer,
    stop: asyncio.Event,
    instance: Instance,
    *,
    ended: Ended | None = None,
    watchdog: Watchdog | None = None,
) -> None:
    """One engine from opening to closing; the ledger is closed before the lock is given back."""
    engine = Engine(ground.data, ground.settings, credentials)
    try:
        engine.stop = stop
        engine.ledger.listen(printer.told)
        await engine.prepare()
        await engine.pc.found(ended)
        await instance.listen(engine.control)
        beating = asyncio.create_task(Alive(watchdog or Watchdog()).beat(engine.ledger))
        try:
            await engine.run()
        finally:
            beating.cancel()
    finally:
        instance.hush()
        await engine.close()
