"""A sample of the crash matrix (tests/long): death where an order could be lost or doubled."""

from collections.abc import Iterator

import pytest

from tests.crash.calls import LostReply, Sending
from tests.crash.matrix import Place, die_and_go_on
from tests.crash.story import Story
from tests.crash.world import World

CREATE = "oto POST /rest/v2/createOrder"
PLACES: tuple[tuple[type[Story], Place], ...] = (
    (Sending, Place(1, f"{CREATE}:before", 1)),
    (Sending, Place(1, f"{CREATE}:after", 1)),
    # Nothing before the second step is claimed: Foodics was not asked yet.
    (Sending, Place(1, "steps.step:after-commit", 2)),
    (LostReply, Place(1, "oto POST /rest/v2/orderStatus:after", 1)),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One restaurant, whose ledger lives through all the deaths."""
    with World(tmp_path_factory.mktemp("restaurant"), "v2") as made:
        made.set_up("B01", "B02")
        yield made


@pytest.mark.parametrize(("story", "at"), PLACES)
def test_killed_and_started_again(world: World, story: type[Story], at: Place) -> None:
    assert die_and_go_on(world, story(world), at)
