"""What can be typed: the commands with their options, and which function carries them out."""

import argparse
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app import __version__
from app.core.dispatch import State

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

#: `--ready-since` in minutes: a week.
_LONGEST_BACK = 7 * 24 * 60


class _Parser(argparse.ArgumentParser):
    """Repeats no long word: it may be a token that was typed in the wrong place."""

    def error(self, message: str) -> NoReturn:
        """Ends with exit code 2."""
        super().error(_LONG_WORD.sub("…", message))


#: No command, option or reference is so long.
_LONG_WORD = re.compile(r"[^\s'\"]{33,}")


def parser() -> argparse.ArgumentParser:
    """The whole command line. The result's `does` is `module:function` of `app.commands`."""
    root: argparse.ArgumentParser = _Parser(
        prog="oto-companion",
        description="Sends every delivery order that is ready in Foodics to OTO. "
        "Without a command the window opens.",
        allow_abbrev=False,
    )
    root.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep everything but secrets in DIR"
    )
    root.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    root.set_defaults(does="window:show")
    commands = root.add_subparsers(title="commands", metavar="COMMAND")
    _starting(commands)
    _setting_up(commands)
    _looking(commands)
    _deciding(commands)
    return root


def _add(
    commands: "Commands", name: str, does: str, text: str, *, json: bool = False
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    command.set_defaults(does=does)
    if json:
        command.add_argument("--json", action="store_true", help="one JSON object per line")
    return command


def _starting(commands: "Commands") -> None:
    demo = _add(commands, "demo", "demo:demo", "try the program on an own sandbox")
    demo.add_argument("--headless", action="store_true", help="on the console, without a window")
    demo.add_argument("--seconds", type=_positive, metavar="N", help="end after N seconds")
    demo.add_argument("--orders-per-minute", type=_positive, default=12.0, metavar="N")
    demo.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same N, the same orders"
    )
    run = _add(commands, "run", "running:run", "the engine without a window", json=True)
    run.add_argument("--seconds", type=_positive, metavar="N", help="end after N seconds")
    sandbox = _add(commands, "sandbox", "sandbox:sandbox", "Foodics and OTO of our own, on this PC")
    sandbox.add_argument("--foodics-port", type=_port, default=0, metavar="N")
    sandbox.add_argument("--oto-port", type=_port, default=0, metavar="N")
    sandbox.add_argument("--seed", type=int, default=1, metavar="N")
    _add(commands, "stay", "staying:stay", "the window, and again after a crash")
    _add(commands, "quit", "leaving:leave", "ends the running instance in good order")
    _add(commands, "backups", "backups:backups", "the back-ups of the ledger", json=True)
    restore = _add(commands, "restore", "backups:restore", "put a back-up in the ledger's place")
    restore.add_argument("name", metavar="NAME", help="as backups shows it")
    erase = _add(commands, "erase", "erasing:erase", "forget a customer", json=True)
    erase.add_argument("--phone", required=True, metavar="PHONE", help="in any spelling")
    _add(commands, "doctor", "doctor:doctor", "checks everything and says what to do", json=True)
    bundle = _add(commands, "bundle", "bundle:bundle", "one file for support, without customers")
    bundle.add_argument(
        "--order", type=_reference, action="append", default=[], metavar="REFERENCE",
        help="with the history of this order; may be repeated",
    )  # fmt: skip
    bundle.add_argument("--output", type=Path, metavar="FILE", help="where to write it")


def _setting_up(commands: "Commands") -> None:
    connect = commands.add_parser("connect", help="connect Foodics or OTO", allow_abbrev=False)
    services = connect.add_subparsers(metavar="SERVICE", required=True)
    foodics = _add(services, "foodics", "connecting:foodics", "check and keep the access token")
    oto = _add(services, "oto", "connecting:oto", "check and keep Retailer ID and Token")
    oto.add_argument("--retailer-id", required=True, metavar="ID")
    for service in (foodics, oto):
        service.add_argument("--url", metavar="URL", help="scheme, host and port")
        service.add_argument(
            "--token-stdin", action="store_true", required=True, help="read it from standard input"
        )
    forget = _add(commands, "disconnect", "connecting:disconnect", "forget the secret")
    forget.add_argument("service", choices=("foodics", "oto"))
    currency = _add(
        commands, "currency", "connecting:currency", "show or set the currency", json=True
    )
    currency.add_argument("code", nargs="?", metavar="CODE")
    _branches(commands)
    settings = _add(commands, "settings", "reading:settings", "show or set preferences", json=True)
    change = settings.add_subparsers(metavar="set")
    one = _add(change, "set", "deciding:set_setting", "set one preference")
    one.add_argument("key", metavar="KEY")
    one.add_argument("value", metavar="VALUE")


def _branches(commands: "Commands") -> None:
    branches = _add(commands, "branches", "reading:branches", "the branches", json=True)
    actions = branches.add_subparsers(metavar="{activate,deactivate}")
    on = _add(actions, "activate", "branches:activate", "send the orders of these branches")
    on.add_argument("references", nargs="+", metavar="REF")
    on.add_argument("--pickup", metavar="CODE", help="OTO's pickup location of this branch")
    on.add_argument("--city", metavar="NAME", help="the branch's city as OTO writes it")
    on.add_argument(
        "--ready-since",
        type=_minutes,
        default=0,
        metavar="MINUTES",
        help="take along what became Ready in the last MINUTES",
    )
    off = _add(actions, "deactivate", "branches:deactivate", "stop sending their orders, at once")
    off.add_argument("references", nargs="+", metavar="REF")


def _looking(commands: "Commands") -> None:
    orders = _add(commands, "orders", "reading:orders", "the orders, newest first", json=True)
    orders.add_argument("--state", choices=[str(state) for state in State])
    orders.add_argument("--branch", metavar="REF")
    order = _add(commands, "order", "reading:order", "one order, why and what happened", json=True)
    order.add_argument("reference", type=_reference, metavar="REFERENCE")
    _add(commands, "status", "reading:status", "how things stand", json=True)
    _add(commands, "questions", "questions:questions", "what is asked once", json=True)


#: The buttons of the order panel, with what they do.
BUTTONS = {
    "retry": "try a refused order again, or a waiting retry now",
    "hold": "keep an order back",
    "release": "let a held order go",
    "skip": "not for OTO",
    "unskip": "undo a skip",
    "send-anyway": "send an order that is not marked Ready",
    "cancel-at-oto": "ask OTO to cancel it",
    "send-again": "send it as a new OTO order",
}


def _deciding(commands: "Commands") -> None:
    for name, text in BUTTONS.items():
        button = _add(commands, name, "deciding:press", text)
        button.set_defaults(action=name)
        button.add_argument("reference", type=_reference, metavar="REFERENCE")
    mend = _add(commands, "mend", "deciding:mend", "correct one order here")
    mend.add_argument("reference", type=_reference, metavar="REFERENCE")
    for field in ("--phone", "--address", "--city"):
        mend.add_argument(field)
    answer = _add(commands, "answer", "questions:answer", "answer one of the questions")
    answer.add_argument("topic", choices=("payment", "sender", "city", "gap"))
    answer.add_argument("subject", metavar="SUBJECT", help="as questions shows it")
    answer.add_argument("value", metavar="VALUE", help="of a gap: all, none, or REFERENCE,…")
    pause = _add(commands, "pause", "deciding:pause", "stop sending, all or one branch")
    pause.add_argument("--until", metavar="HH:MM", help="in the business's time")
    resume = _add(commands, "resume", "deciding:resume", "send again")
    for command in (pause, resume):
        command.add_argument("--branch", metavar="REF")


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise ValueError
    return number


def _port(text: str) -> int:
    return _between(text, 65_535)


def _minutes(text: str) -> int:
    return _between(text, _LONGEST_BACK)


def _reference(text: str) -> int:
    # The ledger's integers have 64 bits.
    return _between(text.removeprefix("#"), 2**63 - 1)


def _between(text: str, highest: int) -> int:
    number = int(text)
    if not 0 <= number <= highest:
        raise ValueError
    return number


# argparse names a value's kind after the function.
_positive.__name__ = "number"
_port.__name__ = "port"
_minutes.__name__ = "number of minutes"
_reference.__name__ = "order reference"
