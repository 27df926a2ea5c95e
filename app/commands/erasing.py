"""Forgetting one customer because he asks for it (README, Privacy)."""

from argparse import Namespace

from app.commands import output
from app.commands.ground import Ground
from app.commands.instances import do_if_set_up


def erase(ground: Ground, arguments: Namespace) -> int:
    """Erases his finished orders at once, open ones when they are finished; also in back-ups.

    AppError `phone_unusable`, `step_foodics`. Never says the number itself.
    """
    done = do_if_set_up(ground, "erase", {"phone": arguments.phone})
    if arguments.json:
        output.say_rows([done])
        return 0
    output.say(f"Orders erased: {done['erased']}; numbers and amounts stay.")
    if done["later"]:
        output.say(f"Open orders, erased as soon as they are finished: {done['later']}")
    output.say(f"Back-ups written anew: {done['rewritten']}, removed: {done['removed']}")
    if not done["clean"]:
        output.say("Free space in the files is cleaned by itself, when no orders come in.")
    return 0
