"""A screen reader of one program, driven by JSON lines on stdin; answers one JSON line each.

Runs on the system's Python, which has the accessibility library; imports nothing of the project.
Commands: {"do": "all"|"keys"| one of DEEDS, "name": ..., "role": ..., "text": ...}
"""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - after require_version

PROGRAM = sys.argv[1]


def program() -> Any:
    """The program on the desktop; None until it is there."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and PROGRAM in (child.get_name() or ""):
            return child
    return None


def walk(node: Any) -> Iterator[Any]:
    """All that is there, from the top."""
    if node is None:
        return
    yield node
    try:
        count = min(node.get_child_count(), 600)
    except Exception:
        return
    for at in range(count):
        try:
            child = node.get_child_at_index(at)
        except Exception:
            continue
        yield from walk(child)


def showing(node: Any) -> bool:
    """Whether a person sees it."""
    try:
        return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))
    except Exception:
        return False


def info(node: Any) -> dict[str, Any]:
    """What is told of one thing."""
    states = node.get_state_set()
    return {
        "name": node.get_name() or "",
        "role": node.get_role_name(),
        "checked": states.contains(Atspi.StateType.CHECKED),
        "text": contents(node),
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
    }


def contents(node: Any) -> str:
    """What stands in a field; empty for anything else."""
    text = node.get_text_iface()
    return text.get_text(0, -1) if text is not None else ""


def matching(name: str | None, role: str | None) -> Iterator[Any]:
    """Things that show, by exact name and role."""
    for node in walk(program()):
        try:
            named = name is None or node.get_name() == name
            if named and role in (None, node.get_role_name()) and showing(node):
                yield node
        except Exception:
            continue


def together(keys: list[int]) -> bool:
    """Presses keys (X's numbers) all at once."""
    for kind, some in (("PRESS", keys), ("RELEASE", keys[::-1])):
        for key in some:
            Atspi.generate_keyboard_event(key, None, getattr(Atspi.KeySynthType, kind))
    return True


def press(node: Any, _text: str) -> Any:
    """Does what one does with it."""
    action = node.get_action_iface()
    if action is None or not action.get_n_actions():
        return None
    names = [action.get_action_name(at) for at in range(action.get_n_actions())]
    at = next((names.index(one) for one in ("Press", "Toggle") if one in names), 0)
    action.do_action(at)
    return True


def fill(node: Any, words: str) -> Any:
    """Sets the text of a field."""
    text = node.get_editable_text_iface()
    if text is None:
        return None
    text.set_text_contents(words)
    return True


def paste(node: Any, _text: str) -> Any:
    """Puts what was copied at the beginning of a field."""
    text = node.get_editable_text_iface()
    return text.paste_text(0) or None if text is not None else None


#: What can be done with one thing; None: not with this one, but perhaps with another of that name.
DEEDS: dict[str, Callable[[Any, str], Any]] = {
    "find": lambda node, _text: info(node),
    "press": press,
    "type": fill,
    "paste": paste,
    "focus": lambda node, _text: node.get_component_iface().grab_focus(),
}


def answer(asked: dict[str, Any]) -> Any:
    """Carries out one command."""
    do, words = asked["do"], asked.get("text") or ""
    if do == "keys":
        return together([int(each) for each in words.split()])
    found = matching(asked.get("name"), asked.get("role"))
    if do == "all":
        return [info(node) for node in found]
    return next((said for node in found if (said := DEEDS[do](node, words)) is not None), None)


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception as error:
        said = {"error": type(error).__name__}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
