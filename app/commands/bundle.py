"""`bundle`: one file for whoever helps, without secrets and without customers."""

import asyncio
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from app.commands import output
from app.commands.ground import Ground
from app.doctor import bundle as support
from app.engine.keyring import LoggedNowhere


def bundle(ground: Ground, arguments: Namespace) -> int:
    """Writes it and says where. AppError `unknown_order`, `bundle_orders`, `bundle_unwritable`."""
    path: Path = arguments.output or Path(support.name_of(datetime.now(UTC)))
    secrets = LoggedNowhere(ground.data.read_installation_id() or "doctor")
    chosen = list(dict.fromkeys(arguments.order))
    asyncio.run(support.write(ground.data, secrets, path.absolute(), orders=chosen))
    output.say(output.plain(path.absolute()))
    return 0
