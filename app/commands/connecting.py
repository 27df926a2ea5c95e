"""Setting up: connect, disconnect, currency (design.md section 1, steps 1 to 3)."""

import getpass
import sys
from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.commands.opening import next_step
from app.core.errors import AppError

#: A token is never as long as that: whatever comes is not one.
_LONGEST = 100_000


def token() -> str:
    """The token from standard input; typed at a console it is not shown. AppError `token_empty`."""
    if sys.stdin is None:
        raise AppError("token_empty")
    if sys.stdin.isatty():
        text = getpass.getpass("Token: ")
    else:
        text = sys.stdin.buffer.read(_LONGEST).decode("utf-8-sig", "replace")
    text = text.strip()
    if not text:
        raise AppError("token_empty")
    return text


def foodics(ground: Ground, arguments: Namespace) -> int:
    """Checks the access token, then keeps it."""
    from app.commands.instances import do  # noqa: PLC0415 - imports the engine

    answer = do(ground, "connect-foodics", {"token": token(), "url": arguments.url})
    output.say(f"Foodics is connected: {output.plain(answer['business'])}")
    _say_next(ground)
    return 0


def oto(ground: Ground, arguments: Namespace) -> int:
    """Checks Retailer ID and Token, then keeps them."""
    from app.commands.instances import do  # noqa: PLC0415 - imports the engine

    told = {"retailer_id": arguments.retailer_id, "token": token(), "url": arguments.url}
    answer = do(ground, "connect-oto", told)
    known = [
        f"account {answer['account']}" if answer["account"] else "",
        f"credit {answer['credit']}" if answer["credit"] is not None else "",
    ]
    shown = ", ".join(each for each in known if each) or "it accepted the token"
    output.say(f"OTO is connected ({answer['generation']}): {output.plain(shown)}")
    _say_next(ground)
    return 0


def _say_next(ground: Ground) -> None:
    step = next_step(ground)
    if step:
        output.say(step)


def disconnect(ground: Ground, arguments: Namespace) -> int:
    """Forgets the secret of a service; where nothing was ever kept there is nothing to do."""
    if ground.data.ledger.exists() or ground.data.read_installation_id():
        from app.commands.instances import do  # noqa: PLC0415 - imports the engine

        do(ground, "disconnect", {"service": arguments.service})
    name = {"foodics": "Foodics", "oto": "OTO"}[arguments.service]
    output.say(f"{name} is disconnected; its address and the ledger are kept.")
    return 0


def currency(ground: Ground, arguments: Namespace) -> int:
    """Shows the currency, or sets it."""
    from app.commands import reading  # noqa: PLC0415 - SQLAlchemy takes 0.1 s

    if arguments.code is None:
        return reading.currency(ground, arguments)
    from app.commands.instances import do_if_set_up  # noqa: PLC0415 - imports the engine

    answer = do_if_set_up(ground, "currency", {"code": arguments.code})
    if not arguments.json:
        output.say(f"OTO collects in {answer['currency']}.")
    if answer["differs"]:
        output.warn(
            f"warning: Foodics counts in {answer['differs']}, OTO will collect in "
            f"{answer['currency']}; amounts are never converted."
        )
    if arguments.json:
        return reading.currency(ground, arguments)
    _say_next(ground)
    return 0
