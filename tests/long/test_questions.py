"""Every question of the program answered by a screen reader, in the real program: a minute or two."""

import pytest

from tests.accessibility.display import played


@pytest.mark.timeout(600)
def test_pickup_city_copies_gaps_and_quit_by_a_screen_reader() -> None:
    told = played("questions", seconds=590)
    assert told.split()[-5:] == ["collects", "city", "copies", "after_a_pause", "quits"]
