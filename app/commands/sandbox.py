"""`sandbox`: Foodics and OTO of our own, until stopped (design.md section 6)."""

import asyncio
from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.commands.stopping import stopping
from app.core.errors import AppError
from app.sandbox.server import Sandbox


def sandbox(_ground: Ground, arguments: Namespace) -> int:
    """Serves until SIGINT or SIGTERM; the first line says where. AppError `port_unusable`."""
    asyncio.run(_serve(arguments))
    return 0


async def _serve(arguments: Namespace) -> None:
    stop = asyncio.Event()
    with stopping(stop):
        box = opened(arguments.seed, arguments.foodics_port, arguments.oto_port)
        try:
            assert box.address is not None
            output.say_rows([box.address.as_json()])
            await stop.wait()
        finally:
            await asyncio.to_thread(box.stop)


def opened(seed: int, foodics_port: int = 0, oto_port: int = 0) -> Sandbox:
    """A sandbox that serves. AppError `port_unusable`."""
    box = Sandbox(seed=seed, foodics_port=foodics_port, oto_port=oto_port)
    try:
        box.start()
    except OSError as error:
        raise AppError("port_unusable", why=error.strerror or type(error).__name__) from None
    return box
