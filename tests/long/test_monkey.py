"""A monkey at the window while a screen reader reads all of it: three minutes each.

Of a failure its last presses are shown: they tell what ended the program.
"""

import pytest

from tests.accessibility.display import played

SECONDS = 180


@pytest.mark.timeout(SECONDS + 400)
@pytest.mark.parametrize(("seed", "language"), [(1, "en"), (2, "en"), (3, "en"), (4, "ar")])
def test_the_window_lives_complains_of_nothing_and_doubles_no_order(
    seed: int, language: str
) -> None:
    told = played("monkeys", str(seed), str(SECONDS), language, seconds=SECONDS + 360)
    assert "press" in told
