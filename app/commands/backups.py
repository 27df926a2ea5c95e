"""The back-ups of the ledger, and putting one back."""

import sqlite3
from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.core.errors import AppError
from app.engine.instance import Instance
from app.store import backup, database
from app.store.queries import time_text


def backups(ground: Ground, arguments: Namespace) -> int:
    """Lists them, the newest first."""
    found = backup.copies(ground.data.backups)
    if arguments.json:
        output.say_rows(
            {
                "name": each.name,
                "made_at": time_text(each.made_at),
                "bytes": each.size,
                "orders": each.orders,
                "sent": each.sent,
            }
            for each in found
        )
        return 0
    output.say_table(
        ("name", "made at", "bytes", "orders", "sent"),
        [(each.name, time_text(each.made_at), each.size, each.orders, each.sent) for each in found],
    )
    return 0


def restore(ground: Ground, arguments: Namespace) -> int:
    """Puts one in the place of the ledger, which is set aside.

    AppError `already_running`, `unknown_backup`, or why the copy is no good; nothing is changed.
    """
    data = ground.data
    # A name, not a path: what lies elsewhere is to be looked at first.
    if arguments.name not in {each.name for each in backup.copies(data.backups)}:
        raise AppError("unknown_backup", name=arguments.name, path=data.backups)
    data.prepare()
    instance = Instance(data)
    instance.take()
    try:
        copy = data.backups / arguments.name
        kept = backup.restore(copy, data.ledger, data.set_aside, database.REVISION)
    except (sqlite3.Error, OSError) as error:
        raise database.trouble(error, data.ledger) from None
    finally:
        instance.give_back()
    output.say(f"{arguments.name} is the ledger now.")
    if kept is not None:
        output.say(f"What was there is kept in {kept}")
    output.say("What was sent since then is found at OTO and not sent again.")
    return 0
