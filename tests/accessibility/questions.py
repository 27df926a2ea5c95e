"""What the program asks, answered by a screen reader alone: where the courier collects, which city,
what goes after a pause, whether to quit. And what is copied.

dbus-run-session -- xvfb-run -a python -m tests.accessibility.questions
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.sandbox.server import Sandbox
from tests.accessibility.desk import Desk, desk
from tests.accessibility.monkeys import command
from tests.accessibility.story import control, number, row_of

#: A branch that couriers may collect from, where nobody has said at which door.
ARID = "B04"
#: The program's clock follows steps of Foodics' of so many seconds at once.
STEP = 50
#: Where these are on a PC's keyboard, for X.
CONTROL_Q = (37, 24)
QUESTION = "Quit and stop sending?"


def set_up(data: Path, box: Sandbox) -> None:
    """What went before."""
    where = box.address
    assert where is not None
    foodics = (data, "connect", "foodics", "--url", where.foodics_url, "--token-stdin")
    command(*foodics, said=where.foodics_token)
    oto = (data, "connect", "oto", "--url", where.oto_url, "--retailer-id", where.retailer_id)
    command(*oto, "--token-stdin", said=where.oto_token)
    command(data, "currency", "SAR")
    command(data, "branches", "activate", "B01", ARID)
    command(data, "settings", "set", "too_old_minutes", "2")


def go(folder: Path) -> None:
    """All of it; AssertionError says where it stopped and what was on screen."""
    os.environ.update(HOME=str(folder), BROWSER="/bin/true")
    os.environ.update(PYTHON_KEYRING_BACKEND="tests.keyrings_file.FileKeyring")
    os.environ.update(TEST_KEYRING=str(folder / "keyring.json"))
    with Sandbox(seed=1) as box:
        set_up(folder / "data", box)
        with desk(folder) as one:
            one.reads("Sending automatically", seconds=60)
            for part in (collects, city, copies, after_a_pause, quits):
                part(one, box)
                print(part.__name__, flush=True)


def collects(desk: Desk, box: Sandbox) -> None:
    """Where does the courier collect?"""
    order = control(box, "/orders", {"branch": ARID})
    desk.press("Choose pickup location")
    chosen = desk.reads("Malaz (B03)")
    desk.press(chosen, "list item")
    desk.press("Save", "push button")
    row_of(desk, order, "At OTO")
    assert door_of(box, order) == "B03"


def door_of(box: Sandbox, order: dict[str, Any]) -> str:
    """Where OTO collects an order."""
    (found,) = [
        each
        for key, each in box.oto.account.orders.items()
        if key.endswith(str(order["reference"]))
    ]
    return str((found.pickup or {}).get("code"))


def city(desk: Desk, box: Sandbox) -> None:
    """The address says Jeddah, the branch is in Riyadh: which of OTO's cities?"""
    order = control(box, "/orders", {"address": {"description": "حي النعيم، جدة"}})
    row_of(desk, order, "Which city?")
    desk.press(number(order), "table cell")
    desk.sees("Use this city", "push button")
    desk.press("Riyadh", "list item")
    desk.sees("Riyadh", "combo box")
    desk.press("Use this city", "push button")
    row_of(desk, order, "At OTO")


def copies(desk: Desk, box: Sandbox) -> None:
    """An order's numbers are copied, and found by them."""
    order = control(box, "/orders", {})
    row_of(desk, order, "At OTO")
    desk.press(number(order), "table cell")
    for what in ("Our order number", "OTO's number"):
        copy(desk, what)
        desk.until(lambda: numbers(desk) == [number(order)], f"the one order with {what}")
        desk.type("Search orders", "")
        desk.until(lambda: len(numbers(desk)) > 1, "all orders")


def copy(desk: Desk, what: str) -> None:
    """Presses the button and puts what it copied into the search field."""
    before = pasted(desk)
    desk.press(f"Copy: {what}", "push button")
    # The button is pressed after the reader was answered.
    desk.until(lambda: pasted(desk) != before, f"{what} was copied")


def pasted(desk: Desk) -> str:
    """What was copied last, put into the search field."""
    desk.type("Search orders", "")
    desk.ask("paste", "Search orders", "text")
    return str(desk.sees("Search orders", "text")["text"])


def numbers(desk: Desk) -> list[str]:
    """Which orders the queue shows."""
    return [each["name"] for each in desk.all("table cell") if each["name"].startswith("#")]


def after_a_pause(desk: Desk, box: Sandbox) -> None:
    """All go; and of the next ones none."""
    for answer, state in (("Send all (2)", "At OTO"), ("Send none", "Skipped")):
        desk.press("Pause", "push button")
        desk.press("Until I resume", "push button")
        desk.reads("Paused by you")
        orders = [control(box, "/orders", {}) for _ in range(2)]
        passes(desk, box, orders)
        desk.press("Resume", "push button")
        desk.reads("2 ready orders were not sent")
        desk.press("Choose…", "push button")
        desk.press(answer, "push button")
        desk.reads("Nothing is asked any more.")
        desk.press("Close", "push button")
        for order in orders:
            row_of(desk, order, state)


def passes(desk: Desk, box: Sandbox, orders: list[dict[str, Any]]) -> None:
    """Time passes, until the orders are too late to go by themselves."""
    for order in orders:
        row_of(desk, order, "Queued")
    for _ in range(4):
        control(box, "/clock", {"advance": STEP})
        polls(desk, box)


def polls(desk: Desk, box: Sandbox) -> None:
    """Foodics is asked once more."""
    asked = len(box.calls.calls("foodics", None))
    desk.until(lambda: len(box.calls.calls("foodics", None)) > asked + 1, "a poll")


def quits(desk: Desk, box: Sandbox) -> None:
    """What else there is than to quit; then it is meant."""
    for instead in ("Pause for 15 min", "Pause until tomorrow"):
        ask_to_quit(desk)
        desk.press(instead, "push button")
        desk.reads("Paused by you until")
        desk.press("Resume", "push button")
        desk.reads("Sending automatically")
    ask_to_quit(desk)
    desk.press("Keep sending", "push button")
    desk.until(lambda: desk.ask("find", QUESTION) is None, "the question has gone")
    ask_to_quit(desk)
    desk.press("Quit", "push button")
    assert desk.window.wait(60) == 0
    assert box.truth.account({"B01", ARID}, grace=0.0)["doubled"] == []


def ask_to_quit(desk: Desk) -> None:
    """By the keys that end programs; the safest answer has the keyboard."""
    desk.keys(*CONTROL_Q)
    desk.sees(QUESTION)
    desk.until(lambda: desk.sees("Keep sending", "push button")["focused"], "it can be answered")


def main() -> int:
    """Exit code 0 if all of it happened."""
    with tempfile.TemporaryDirectory() as folder:
        go(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
