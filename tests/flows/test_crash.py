"""A sample of the crash matrix (tests/long): death where an order could be lost or doubled."""

from collections.abc import Iterator

import pytest

from tests.crash import matrix
from tests.crash.calls import LostReply, Sending
from tests.crash.story import Story
from tests.crash.world import World

CREATE = "oto POST /rest/v2/createOrder"
PLACES: tuple[tuple[type[Story], str], ...] = (
    (Sending, f"{CREATE}:before#1"),
    (Sending, f"{CREATE}:after#1"),
    # Nothing before the second step is claimed: Foodics was not asked yet.
    (Sending, "steps.step:after-commit#2"),
    (LostReply, "oto POST /rest/v2/orderStatus:after#1"),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One restaurant, whose ledger lives through all the deaths."""
    with World(tmp_path_factory.mktemp("restaurant"), "v2") as made:
        made.set_up("B01", "B02")
        yield made


@pytest.mark.parametrize(("story", "at"), PLACES)
def test_killed_and_started_again(world: World, story: type[Story], at: str) -> None:
    assert matrix.die_and_go_on(world, story(world), at)
