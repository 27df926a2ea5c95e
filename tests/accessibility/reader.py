"""A screen reader of one program, driven by JSON lines on stdin; answers one JSON line each.

Runs on the system's Python, which has the accessibility library; imports nothing of the project.
Commands: {"do": "all"|"find"|"press"|"type"|"focus", "name": ..., "role": ..., "text": ...}
"""

import json
import sys
from collections.abc import Iterator
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
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
    }


def matching(name: str | None, role: str | None) -> Iterator[Any]:
    """Things that show, by exact name and role."""
    for node in walk(program()):
        try:
            named = name is None or node.get_name() == name
            if named and role in (None, node.get_role_name()) and showing(node):
                yield node
        except Exception:
            continue


def answer(asked: dict[str, Any]) -> Any:
    """Carries out one command."""
    name, role = asked.get("name"), asked.get("role")
    if asked["do"] == "all":
        return [info(node) for node in matching(name, role)]
    for node in matching(name, role):
        if asked["do"] == "find":
            return info(node)
        if asked["do"] == "press":
            action = node.get_action_iface()
            if action is None:
                continue
            if not action.get_n_actions():
                continue
            names = [action.get_action_name(at) for at in range(action.get_n_actions())]
            at = next((names.index(one) for one in ("Press", "Toggle") if one in names), 0)
            action.do_action(at)
            return True
        if asked["do"] == "type":
            text = node.get_editable_text_iface()
            if text is None:
                continue
            text.set_text_contents(asked["text"])
            return True
        if asked["do"] == "focus":
            return node.get_component_iface().grab_focus()
    return None


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception as error:
        said = {"error": type(error).__name__}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
