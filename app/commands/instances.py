"""Who carries out a writing command: the instance that runs, else this process (design.md 3)."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from app import logs
from app.commands.ground import Ground
from app.core.errors import AppError
from app.engine.instance import PATIENCE, Instance, ask
from app.engine.keyring import for_command
from app.paths import DataDir

Answer = dict[str, Any]

#: Between two looks at a lock that somebody holds without answering, seconds.
_LOOK_AGAIN = 0.05


def is_running(data: DataDir) -> bool:
    """Whether an instance answers."""
    return bool(running(data))


def running(data: DataDir) -> Answer:
    """What the running instance says of itself (`control.ping`), empty if none answers."""
    if not data.control.exists():
        return {}
    try:
        return asyncio.run(ask(data, "ping", {})) or {}
    except AppError:
        return {}


def do(ground: Ground, verb: str, arguments: Mapping[str, Any]) -> Answer:
    """Carries out a verb of `engine.control`. AppError says why not; nothing is changed then.

    The lock is looked at first, and not whether somebody answers: a port that a killed instance
    left behind may belong to a stranger by now.
    """
    ground.data.prepare()
    return asyncio.run(_do(ground, verb, arguments))


async def _do(ground: Ground, verb: str, arguments: Mapping[str, Any]) -> Answer:
    instance = Instance(ground.data)
    over = time.monotonic() + PATIENCE
    while True:
        try:
            instance.take()
        except AppError:
            answer = await ask(ground.data, verb, arguments)
            if answer is not None:
                return answer
            # Another small command is at work, or an instance that starts or ends.
            if time.monotonic() > over:
                raise AppError("no_answer_from_instance", seconds=int(PATIENCE)) from None
            await asyncio.sleep(_LOOK_AGAIN)
            continue
        try:
            return await _do_here(ground, verb, arguments)
        finally:
            await instance.leave()


async def _do_here(ground: Ground, verb: str, arguments: Mapping[str, Any]) -> Answer:
    from app.engine.engine import Engine  # noqa: PLC0415 - 0.2 s that the running instance spares us

    credentials = for_command(ground.data)
    logs.setup(ground.data, console=False)
    try:
        engine = Engine(ground.data, ground.settings, credentials)
        try:
            await engine.prepare()
            return await engine.control.do(verb, arguments)
        finally:
            await engine.close()
    finally:
        logs.close()


def do_if_set_up(ground: Ground, verb: str, arguments: Mapping[str, Any]) -> Answer:
    """The same for what makes sense only after the first connection; before it nothing is made.

    AppError `step_foodics` then.
    """
    if not ground.data.ledger.exists():
        raise AppError("step_foodics")
    return do(ground, verb, arguments)
