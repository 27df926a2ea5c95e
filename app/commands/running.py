"""`run`: the engine without a window (design.md section 6)."""

import asyncio
from argparse import Namespace

from app import logs
from app.commands.ground import Ground
from app.commands.printing import Printer, Readable, json_line
from app.commands.stopping import leave_at_once, stopping
from app.core.errors import AppError
from app.credentials import Credentials
from app.engine.engine import Engine
from app.engine.instance import Instance, take
from app.engine.keyring import for_command


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
            credentials = for_command(ground.data)
            await work(ground, credentials, printer, stop, instance)
        finally:
            await instance.leave()


async def work(
    ground: Ground,
    credentials: Credentials,
    printer: Printer,
    stop: asyncio.Event,
    instance: Instance,
) -> None:
    """One engine from opening to closing; the ledger is closed before the lock is given back."""
    engine = Engine(ground.data, ground.settings, credentials)
    try:
        engine.stop = stop
        engine.ledger.listen(printer.told)
        await engine.prepare()
        await instance.listen(engine.control)
        await engine.run()
    finally:
        instance.hush()
        await engine.close()
