"""Set up, activate, sent, refused, mended, sent: by a screen reader alone, in the real program.

dbus-run-session -- xvfb-run -a python -m tests.accessibility.story
"""

import json
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from app.sandbox.server import Sandbox
from tests.accessibility.desk import Desk, desk

#: Al Yasmin, as Foodics names it.
BRANCH = "فرع الياسمين"


def control(box: Sandbox, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Something happens at the till, or at OTO."""
    where = box.address
    assert where is not None
    asked = urllib.request.Request(
        where.control_url + path,
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=10) as reply:
        told: dict[str, Any] = json.load(reply)
    return told


def set_up(desk: Desk, box: Sandbox) -> None:
    """The manual's steps, each through its box."""
    where = box.address
    assert where is not None
    desk.press("Other address", None)
    desk.sees("Foodics address")
    desk.type("Foodics address", where.foodics_url)
    desk.type("Access token", "not a token")
    desk.press("Save")
    desk.reads("Foodics refused the access token")
    desk.type("Access token", where.foodics_token)
    desk.press("Save")
    desk.sees("Retailer ID")
    desk.press("Other address", None)
    desk.sees("OTO address")
    desk.type("OTO address", where.oto_url)
    desk.type("Retailer ID", where.retailer_id)
    desk.type("Token", where.oto_token)
    desk.press("Save")
    desk.sees("Currency")
    desk.press("Save")
    desk.sees(BRANCH, "check box")
    assert not desk.sees(BRANCH, "check box")["checked"]


def go(folder: Path) -> None:
    """The whole story; AssertionError says where it stopped and what was on screen."""
    box = Sandbox()
    box.start()
    try:
        with desk(folder) as one:
            tell(one, box)
    finally:
        box.stop()


def tell(desk: Desk, box: Sandbox) -> None:
    """What happens."""
    set_up(desk, box)
    desk.press(BRANCH, "check box")
    desk.until(lambda: (desk.ask("find", BRANCH, "check box") or {}).get("checked"), "it is on")
    ready = control(box, "/orders", {"customer": {"name": "Sara"}})
    desk.press("The OTO app is switched off in the Foodics Marketplace", "check box")
    desk.press("Start sending")
    desk.reads("Sending automatically")
    print("set up, active, sending", flush=True)
    order = control(box, "/orders", {"customer": {"name": "Noura"}})
    row_of(desk, order, "At OTO")
    print("sent", flush=True)
    control(box, "/oto/account", {"refuse_phones": {"507654321": "OTO1030"}})
    refused = control(box, "/orders", {"customer": {"name": "Hind", "phone": "507654321"}})
    row_of(desk, refused, "OTO refused the phone")
    print("refused", flush=True)
    desk.press(number(refused), "table cell")
    desk.sees("Phone number for this order")
    desk.type("Phone number for this order", "0501112223")
    desk.press("Save and send")
    row_of(desk, refused, "At OTO")
    print("mended and sent", flush=True)
    choose(desk)
    print("paused, resumed, turned dark", flush=True)
    account = box.truth.account({"B01"}, grace=0.0)
    assert account["doubled"] == []
    assert ready["reference"] != refused["reference"]


def choose(desk: Desk) -> None:
    """From a menu, among the pages of the settings, and in a list that drops down."""
    desk.press("Pause", "push button")
    desk.press("Until I resume", "push button")
    desk.reads("Paused by you")
    desk.press("Resume", "push button")
    desk.reads("Sending automatically")
    desk.press("Settings", "push button")
    desk.press("Appearance", "list item")
    desk.press("Dark", "list item")
    desk.sees("Dark", "combo box")
    desk.press("Close", "push button")


def number(order: dict[str, Any]) -> str:
    """What people say."""
    return f"#{order['number']} · {order['check_number']}"


def row_of(desk: Desk, order: dict[str, Any], words: str) -> None:
    """Waits until the order's row in the queue says these words."""
    cell = number(order)

    def found() -> bool:
        names = [one["name"] for one in desk.all("table cell")]
        if cell not in names:
            return False
        at = names.index(cell)
        return any(words in name for name in names[at : at + 6])

    desk.until(found, f"row {cell} says {words!r}", 40.0)


def main() -> int:
    """Exit code 0 if all of it happened."""
    with tempfile.TemporaryDirectory() as folder:
        go(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
