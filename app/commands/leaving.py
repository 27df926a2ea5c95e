"""`quit`: ends the running instance, as an installer does before it replaces the program."""

import asyncio
import time
from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.core.errors import AppError
from app.engine.instance import Instance, ask

#: Calls in flight end within 10 s, then the ledger is closed; seconds.
_LONGEST = 20.0
_LOOK_AGAIN = 0.1


def leave(ground: Ground, _arguments: Namespace) -> int:
    """Waits until it has ended. AppError `no_answer_from_instance` if it has not after 20 s."""
    if not ground.data.lock.exists():
        output.say("Not running.")
        return 0
    return asyncio.run(_leave(ground))


async def _leave(ground: Ground) -> int:
    instance, asked, over = Instance(ground.data), False, time.monotonic() + _LONGEST
    while True:
        try:
            instance.take()
        except AppError:
            # One that starts is asked as soon as it listens.
            asked = asked or await ask(ground.data, "quit", {}) is not None
            if time.monotonic() > over:
                raise AppError("no_answer_from_instance", seconds=int(_LONGEST)) from None
            await asyncio.sleep(_LOOK_AGAIN)
        else:
            await instance.leave()
            output.say("Ended." if asked else "Not running.")
            return 0
