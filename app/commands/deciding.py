"""What a person decides: the buttons of an order, pause, preferences (design.md section 6)."""

import contextlib
from argparse import Namespace

from app import settings
from app.commands import output
from app.commands.ground import Ground
from app.commands.instances import do, do_if_set_up
from app.commands.opening import reading
from app.commands.reading import money
from app.core.errors import AppError
from app.setting_types import jsonable
from app.store import queries

#: After these an order may go: what the courier collects then is worth a second look.
_LETS_GO = ("release", "send-anyway", "send-again", "unskip", "retry")


def press(ground: Ground, arguments: Namespace) -> int:
    """A button of the order panel."""
    reference = arguments.reference
    old = _old_one(ground, reference) if arguments.action == "send-again" else ""
    answer = do_if_set_up(ground, "order", {"action": arguments.action, "reference": reference})
    collected = _collected(ground, reference) if arguments.action in _LETS_GO else ""
    wish = ", OTO is asked to cancel it" if arguments.action == "cancel-at-oto" else ""
    output.say(f"Order {reference}: {answer['state']}{collected}{wish}{old}")
    return 0


def _old_one(ground: Ground, reference: int) -> str:
    """How the order stands at OTO that another one is to take the place of."""
    row = None
    with contextlib.suppress(AppError), reading(ground) as reader:  # the deed is not held up by it
        row = queries.order_details(reader, reference) if reader else None
    if row is None or row["oto_status"] is None:
        return ""
    return f"; the old one, {row['oto_order_id']}, stands at OTO as {row['oto_status']}"


def _collected(ground: Ground, reference: int) -> str:
    row = None
    with contextlib.suppress(AppError), reading(ground) as reader:  # it is done all the same
        row = queries.order_details(reader, reference) if reader else None
    if row is None:
        return ""
    due = money(row["amount_due"], row["currency"])
    nothing = not row["amount_due"].strip("0.")
    return ", nothing is collected" if nothing else f", the courier collects {due}"


def mend(ground: Ground, arguments: Namespace) -> int:
    """Corrects phone, address or city for one order, here only."""
    fields = {
        name: value.strip()
        for name in ("phone", "address", "city")
        if (value := getattr(arguments, name)) is not None
    }
    if not fields:
        output.warn("mend: name at least one of --phone, --address, --city")
        return 2
    answer = do_if_set_up(ground, "mend", {"reference": arguments.reference, **fields})
    output.say(f"Order {arguments.reference}: {answer['state']}")
    return 0


def pause(ground: Ground, arguments: Namespace) -> int:
    """Stops sending until somebody resumes, or until an hour."""
    do_if_set_up(ground, "pause", {"branch": arguments.branch, "until": arguments.until})
    whose = f"of {arguments.branch} " if arguments.branch else ""
    until = f"until {arguments.until.strip()}" if arguments.until else "until you resume"
    output.say(f"Sending {whose}is paused {until}.")
    return 0


def resume(ground: Ground, arguments: Namespace) -> int:
    """Sends again."""
    do_if_set_up(ground, "resume", {"branch": arguments.branch})
    whose = f"of {arguments.branch} " if arguments.branch else ""
    output.say(f"Sending {whose}goes on.")
    return 0


def set_setting(ground: Ground, arguments: Namespace) -> int:
    """Sets one preference; open orders are judged anew. A bad value leaves the file untouched."""
    key, value = arguments.key, arguments.value
    if ground.data.ledger.exists():
        do(ground, "set", {"key": key, "value": value})
    else:
        ground.data.prepare()
        settings.set_value(ground.data.settings, key, value)
    now, _ = settings.load(ground.data.settings)
    output.say(f"{key} = {output.plain(jsonable(getattr(now, key)))}")
    return 0
