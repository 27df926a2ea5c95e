"""The program is killed at every named point of the sending path, and nothing is lost or doubled.

Minutes long; `.venv/bin/pytest tests/long/test_crash_matrix.py -s` says where it stands.
"""

import itertools
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash import matrix
from tests.crash.calls import Sending
from tests.crash.matrix import Pilots, Place
from tests.crash.stories import ALL
from tests.crash.story import Story
from tests.crash.world import Generation, World

#: Restaurants that are killed side by side; most of the time each of them waits.
WORKERS = 4
#: Each story is told so often without a death, side by side as in the rounds: what is passed each
#: time is surely passed.
TELLINGS = WORKERS
#: A place that a round did not come to is tried so often.
ROUNDS, ROUNDS_OF_CHANCE = 8, 2
#: Fewer places to die than these would mean that the hooks or the stories have gone.
LEAST: dict[Generation, int] = {"v2": 360, "v1": 360}
LEAST_OF_SET_UP: dict[Generation, int] = {"v2": 30, "v1": 24}
#: Transactions that no story makes, each with the reason.
NOT_IN_STORIES = {
    "BUTTONS[action]": "hold, release, retry, skip and unskip are, under their own names",
    "save": "save_currency is, under its own name",
    "_references": "the tablets of a branch, read for a screen",
    "_again": "a step of the set-up that the window opens again",
    "_disconnected": "a service was disconnected: nothing is sent from then on",
    "beside": "another user of this PC has it open too: a line for the window",
    "_silent": "this PC slept: a line for the window",
    "_ended": "how the run before this one ended: a line for the window",
    "told": "somebody has read such a line",
    "_any_on_its_way": "reads, while OTO is in trouble",
    "_gone": "a flag: OTO no longer has an order",
    "_too_late": "a flag: it was picked up before it could be cancelled",
    "decide": "the answer after an outage or a pause has tests of its own",
    "failed": "a list could not be read, is read again",
    "missing_branches": "a branch that Foodics' list leaves out is given up",
    "read_failed": "an order could not be read, is read again",
    "save_branches": "Foodics' list was read again",
    "save_pickups": "OTO's list was read again",
    "ask": "a customer asks to be forgotten: has tests of its own",
    "function": "what happened to this PC: lines for the window",
    "_is_due": "reads, whether the notice of a newer version is to be looked at",
    "_looked": "what that notice said",
}

pytestmark = pytest.mark.timeout(3600)


class Team:
    """One restaurant for each thread of the pool."""

    def __init__(self, folder: Path, generation: Generation) -> None:
        self._own = threading.local()
        self._numbers = itertools.count(1)
        self._folder, self._generation = folder, generation
        self.worlds: list[World] = []
        self.failures: list[str] = []
        self.rounds = 0
        self.pool = ThreadPoolExecutor(WORKERS)

    def close(self) -> None:
        """Ends what was started."""
        self.pool.shutdown(cancel_futures=True)
        for world in self.worlds:
            world.close()

    def world(self) -> World:
        """This thread's restaurant, set up."""
        found: World | None = getattr(self._own, "world", None)
        if found is None:
            found = self._own.world = fresh(self._folder, self._generation, next(self._numbers))
            self.worlds.append(found)
            found.set_up("B01", "B02")
        return found

    def pilots(self, story: type[Story]) -> Pilots:
        """The story without a death, told more than once."""
        return list(self.pool.map(self._tell, [story] * TELLINGS))

    def _tell(self, story: type[Story]) -> Sequence[Counter[str]]:
        world = self.world()
        return matrix.record(world, story(world))

    def not_reached(self, story: type[Story], places: list[Place], rounds: int) -> list[Place]:
        """The program dies at each of these; gives those that it came to in none of the rounds."""
        for _ in range(rounds):
            died = list(self.pool.map(self._die, itertools.repeat(story), places))
            places = [at for at, reached in zip(places, died, strict=True) if not reached]
            if not places or self.failures:
                break
        return places

    def _die(self, story: type[Story], at: Place) -> bool:
        """One round: False if the program did not come to this place. Failures are collected."""
        world = self.world()
        try:
            died = matrix.die_and_go_on(world, story(world), at)
        except Exception as error:  # noqa: BLE001 - the other places are still to be tried
            self.failures.append(f"{story.name}, {at}: {error!r}")
            say(self.failures[-1])
            # What is left behind must not look like a failure of the next round.
            world.kill()
            del self._own.world
            return False
        self.rounds += 1
        if self.rounds % 25 == 0:
            say(f"{self._generation}: {self.rounds} rounds, the last of them {at}")
        return died


def say(text: str) -> None:
    """For whoever waits for it."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fresh(folder: Path, generation: Generation, number: int) -> World:
    own = folder / str(number)
    own.mkdir()
    return World(own, generation, seed=number)


@pytest.fixture(scope="module", params=["v2", "v1"])
def generation(request: pytest.FixtureRequest) -> Generation:
    found: Generation = request.param
    return found


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, generation: Generation) -> Iterator[Team]:
    made = Team(tmp_path_factory.mktemp(generation), generation)
    yield made
    made.close()


@pytest.fixture(scope="module")
def pilots(team: Team) -> Mapping[type[Story], Pilots]:
    """What each story passes without a death."""
    return {story: team.pilots(story) for story in ALL}


def test_there_are_places_enough(
    pilots: Mapping[type[Story], Pilots], generation: Generation
) -> None:
    places = matrix.places(pilots)
    for story, mine in places.items():
        say(f"{generation} {story.name}: {len(mine)} places to die")
    assert sum(map(len, places.values())) >= LEAST[generation]
    assert all(places.values())


@pytest.mark.parametrize("story", ALL)
def test_killed_at_every_point(
    team: Team, pilots: Mapping[type[Story], Pilots], generation: Generation, story: type[Story]
) -> None:
    mine, by_chance = matrix.places(pilots)[story], matrix.chances(pilots)[story]
    team.failures.clear()
    missed = team.not_reached(story, mine, ROUNDS)
    perhaps = team.not_reached(story, by_chance, ROUNDS_OF_CHANCE)
    assert team.failures == []
    say(
        f"{generation} {story.name}: killed at {len(mine) - len(missed)} of {len(mine)} places, and at"
        f" {len(by_chance) - len(perhaps)} of {len(by_chance)} that come by chance"
    )
    assert [str(at) for at in missed] == []


def test_killed_at_every_point_of_the_set_up(tmp_path: Path, generation: Generation) -> None:
    with fresh(tmp_path, generation, 0) as world:
        world.set_up("B01")
        places = [f"{name}#1" for name in set().union(*world.trace.lives())]
    assert len(places) >= LEAST_OF_SET_UP[generation]

    def die(numbered: tuple[int, str]) -> None:
        with fresh(tmp_path, generation, numbered[0]) as own:
            own.set_up("B01", at=numbered[1])
            story = Sending(own)
            matrix.finish(own, story)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(die, enumerate(places, start=1)))
    say(f"{generation}: set-up killed at {len(places)} places")


def test_every_transaction_of_the_engine_is_in_a_story(tmp_path: Path) -> None:
    with fresh(tmp_path, "v2", 0) as world:
        world.set_up("B01", "B02")
        passed = set().union(*world.trace.lives())
        for story in ALL:
            passed = passed.union(*matrix.record(world, story(world)))
    made = {name.rpartition(":")[0].rpartition(".")[2] for name in passed}
    assert matrix.transactions() - made <= NOT_IN_STORIES.keys()
