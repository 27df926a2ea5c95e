"""Presses whatever can be pressed, at random but seeded; or only reads, all of it, again and again.

Runs on the system's Python, which has the accessibility library: `monkey.py walk|press NAME SECONDS
SEED`. Writes a line for each press, so that what went before an end of the program is known.
"""

import random
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - after require_version

#: What ends the program is a wish, not a fault: in both languages.
ENDING = ("Quit", "إنهاء", "خروج")
#: A table of thousands of rows shall not be all that is read.
CHILDREN = 300


def program(name: str) -> Any:
    """The program on the desktop; None when it is not there."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and name in (child.get_name() or ""):
            return child
    return None


def walk(node: Any) -> Iterator[Any]:
    """All that is there; what goes while it is read is left out."""
    yield node
    for at in range(min(told(node.get_child_count, 0), CHILDREN)):
        child = told(lambda at=at: node.get_child_at_index(at), None)
        if child is not None:
            yield from walk(child)


def told(ask: Any, otherwise: Any) -> Any:
    """What the program answers; `otherwise` when the thing has gone meanwhile."""
    try:
        return ask()
    except Exception:
        return otherwise


def can_be_pressed(node: Any) -> bool:
    """Whether a person may press it now."""
    states, name = node.get_state_set(), node.get_name() or ""
    showing = states.contains(Atspi.StateType.SHOWING)
    ends = any(word in name for word in ENDING)
    return bool(showing and states.contains(Atspi.StateType.ENABLED) and not ends and actions(node))


def actions(node: Any) -> list[str]:
    """What can be done with it."""
    action = node.get_action_iface()
    return [action.get_action_name(at) for at in range(action.get_n_actions())] if action else []


def press(name: str, chance: random.Random) -> bool:
    """One press of one thing; False if there was nothing to press."""
    top = program(name)
    if top is None:
        return False
    ready = [node for node in walk(top) if told(lambda node=node: can_be_pressed(node), False)]
    if not ready:
        return False
    node = chance.choice(ready)
    at = chance.randrange(max(1, len(told(lambda: actions(node), []))))
    # Before the press: it may be the last one.
    print("press", told(node.get_role_name, ""), told(node.get_name, ""), at, flush=True)
    return bool(told(lambda: node.get_action_iface().do_action(at), False))


def main(what: str, name: str, seconds: float, seed: int) -> None:
    """Goes on for so long."""
    over, chance, times = time.monotonic() + seconds, random.Random(seed), 0
    while time.monotonic() < over:
        if what == "press":
            times += press(name, chance)
        else:
            top = program(name)
            times += top is not None and sum(1 for _ in walk(top)) > 1
    print("times", times, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]))
