"""Kill at a named point, start again, compare: the rounds of the crash matrix."""

import ast
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.core.dispatch import State
from tests.cli_kit import ROOT
from tests.crash.child import TOLD
from tests.crash.people import MENDED
from tests.crash.story import Story
from tests.crash.world import World

#: At most so many passings of one point are places to die.
PASSINGS = 2
#: What these pass means something else each time and in each story: more of them, in all stories.
HEART = ("steps.step", "createOrder", "orderStatus", "orderDetails")
PASSINGS_OF_HEART = 4
ACTIVE = {"B01", "B02"}
#: So long after the end of a story a passing is waited for that comes by the clock, seconds.
LINGER = 10.0
#: Seconds of the services' clock from one look at the story to the next while it hastens.
HURRY = 2.0
#: The exit code of a process that was killed.
DIED = -9


class Place(NamedTuple):
    """Where to die: as the `life`-th process of a story passes a named point for the `number`-th
    time. A story has more than one process where it tells one to end."""

    life: int
    name: str
    number: int

    def __str__(self) -> str:
        return f"{self.name}#{self.number}" + (f" in life {self.life}" if self.life > 1 else "")


#: How often each process passed each named point, in each telling of one story.
Pilots = Sequence[Sequence[Counter[str]]]


def tell(world: World, story: Story, at: Place | None = None, *, hurries: bool = False) -> bool:
    """Runs the program until the story is over, it died at `at`, or it was told to end within the
    story; True if it died.

    A passing may come after the end of the story, and is waited for; it may not come at all where
    it needs two things to happen at once. With `hurries` the services' clock hastens while an order
    is waited for that is looked for twice at OTO.
    """
    lingers = LINGER if at is not None and not at.name.endswith(TOLD) else 0.0
    over_at: float | None = None
    world.start("run", at=f"{at.name}#{at.number}" if at else None, told_at=story.told_at)

    def over() -> bool:
        nonlocal over_at
        if not world.running:
            return True
        story.play()
        if hurries and story.looks_again():
            world.sandbox.clock.advance(HURRY)
        if not story.done():
            return False
        over_at = over_at or time.monotonic()
        return time.monotonic() - over_at >= lingers

    world.until(over, f"{story.name}, {at}")
    code = world.end() if world.running else world.code()
    if world.was_told:
        story.told_at = None
    assert code in (0, DIED), (code, world.errors())
    return code == DIED


def finish(world: World, story: Story, *, hurries: bool = False) -> None:
    """Tells the story to its end without a death; then the books are compared."""
    while not story.done():
        assert not tell(world, story, hurries=hurries), world.errors()
    compare(world, story)


def record(world: World, story: Story) -> list[Counter[str]]:
    """Tells the story without a death; how often each process of it passed each named point."""
    world.trace.begin()
    finish(world, story)
    return world.trace.lives()


def die_and_go_on(world: World, story: Story, at: Place) -> bool:
    """The program dies at the place and is started again; then the books are compared. False if
    this passing of the point did not come."""
    world.trace.begin()
    for _ in range(1, at.life):
        assert not tell(world, story), world.errors()
    died = tell(world, story, at)
    finish(world, story, hurries=True)
    return died


def passed(lives: Sequence[Counter[str]]) -> list[Place]:
    """The first passings of each point in each process of a story."""
    return [
        Place(life, name, number)
        for life, passings in enumerate(lives, start=1)
        for name, count in passings.items()
        for number in range(1, min(count, PASSINGS_OF_HEART if _heart(name) else PASSINGS) + 1)
    ]


def places(stories: Mapping[type[Story], Pilots]) -> dict[type[Story], list[Place]]:
    """Where to die in each story: what was passed in each of its tellings, unless an earlier story
    has it. What came in one telling and not in the other comes by chance (see `chances`)."""
    known: set[tuple[str, int]] = set()
    found: dict[type[Story], list[Place]] = {}
    for story, (first, *others) in stories.items():
        sure = [each for each in passed(first) if all(each in passed(other) for other in others)]
        found[story] = [at for at in sure if _heart(at.name) or (at.name, at.number) not in known]
        known |= {(at.name, at.number) for at in sure}
    return found


def chances(stories: Mapping[type[Story], Pilots]) -> dict[type[Story], list[Place]]:
    """Passings that need two things at once, such as an answer that comes as the program is told to
    end: those that no story has for sure. One round may come there or not."""
    sure = {(at.name, at.number) for mine in places(stories).values() for at in mine}
    found: dict[type[Story], list[Place]] = {}
    for story, pilots in stories.items():
        mine = dict.fromkeys(at for lives in pilots for at in passed(lives))
        found[story] = [at for at in mine if (at.name, at.number) not in sure]
        sure |= {(at.name, at.number) for at in mine}
    return found


def _heart(name: str) -> bool:
    return any(word in name for word in HEART)


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
