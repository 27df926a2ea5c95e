"""Kill at a named point, start again, compare: the rounds of the crash matrix."""

import ast
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.core.dispatch import State
from tests.cli_kit import ROOT
from tests.crash.people import MENDED
from tests.crash.story import Story
from tests.crash.world import World

#: At most so many passings of one point are places to die.
PASSINGS = 2
#: What these pass means something else each time and in each story: more of them, in all stories.
HEART = ("steps.step", "createOrder", "orderStatus", "orderDetails")
PASSINGS_OF_HEART = 4
ACTIVE = {"B01", "B02"}
#: So long after the end of a story a first passing is waited for, seconds.
LINGER = 10.0
#: The exit code of a process that was killed.
DIED = -9
Telling = Callable[[World], Story]


def tell(world: World, story: Story, at: str | None = None) -> bool:
    """Runs the program until the story is over, it died at `at`, or it was told to end within the
    story; True if it died.

    A first passing may come after the end of the story, and is waited for; it may not come at all
    where it needs two things to happen at once.
    """
    lingers = LINGER if at is not None and at.endswith("#1") else 0.0
    over_at: float | None = None
    world.start("run", at=at)

    def over() -> bool:
        nonlocal over_at
        if not world.running:
            return True
        story.play()
        if not story.done():
            return False
        over_at = over_at or time.monotonic()
        return time.monotonic() - over_at >= lingers

    world.until(over, f"{story.name}, {at}")
    code = world.end() if world.running else world.code()
    assert code in (0, DIED), (code, world.errors())
    return code == DIED


def finish(world: World, story: Story) -> None:
    """Tells the story to its end without a death; then the books are compared."""
    while not story.done():
        assert not tell(world, story), world.errors()
    compare(world, story)


def record(world: World, story: Story) -> dict[str, int]:
    """Tells the story without a death; how often each named point was passed."""
    world.trace.unlink(missing_ok=True)
    finish(world, story)
    return world.passings()


def die_and_go_on(world: World, story: Story, at: str) -> bool:
    """The program dies at the point and is started again; then the books are compared. False if
    this passing of the point did not come."""
    died = tell(world, story, at)
    finish(world, story)
    return died


def places(passings: dict[str, int], known: set[str]) -> Iterator[str]:
    """Where to die: the first passings of each point, unless an earlier story has died there."""
    for name, count in passings.items():
        heart = any(word in name for word in HEART)
        for number in range(1, min(count, PASSINGS_OF_HEART if heart else PASSINGS) + 1):
            place = f"{name}#{number}"
            if place not in known or heart:
                yield place


def compare(world: World, story: Story) -> None:
    """Every eligible order accepted exactly once, no other one ever; the ledger says the same."""
    # A phone that was mended here is another one than Foodics has, as it should be.
    accepted = agree(world, ACTIVE, mended=f"966{MENDED}")
    assert accepted >= {order.reference for order in story.kept}
    assert not accepted & {order.reference for order in story.others}


def agree(world: World, active: set[str], *, mended: str = "", grace: float = 3600.0) -> set[int]:
    """Sandbox's books, OTO's orders and the ledger tell the same story; gives what was accepted.

    What was eligible for longer than `grace` seconds has been accepted.
    """
    books = world.sandbox.truth.account(active, grace=grace)
    for word in ("lost", "missed", "doubled", "unwanted", "strangers", "asked_and_sent"):
        assert books[word] == [], (word, books[word], world.shown())
    assert [one for one in books["wrong"] if one["expected"] != mended] == []
    assert set(books["accepted"].values()) <= {1}
    at_oto = world.sandbox.oto.account.orders
    assert all(order.accepted == 1 for order in at_oto.values())
    ledger = world.ledger().values()
    sent = {one.row.oto_order_id: one.row.oto_id for one in ledger if one.state is State.SENT}
    assert sent.keys() == at_oto.keys(), world.shown()
    for order_id, oto_id in sent.items():
        # v1 tells OTO's number only in the reply that may be lost.
        untold = world.generation == "v1" and oto_id is None
        assert untold or oto_id == str(at_oto[order_id].oto_id)
    return {int(reference) for reference in books["accepted"]}


def transactions() -> set[str]:
    """The names of all transactions that the engine asks for, as its source has them."""
    found: set[str] = set()
    for path in sorted(Path(ROOT / "app" / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            holder = ast.unparse(node.func.value)
            if node.func.attr in ("write", "write_now") and holder.endswith("ledger"):
                found.add(ast.unparse(node.args[0]).rpartition(".")[2])
    return found
