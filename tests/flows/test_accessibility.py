"""The whole way of a manager who cannot see the screen, in the real program on a virtual display."""

import pytest

from tests.accessibility.display import played


@pytest.mark.timeout(400)
def test_set_up_activate_sent_refused_mended_sent_by_a_screen_reader() -> None:
    told = played("story", seconds=390)
    assert "mended and sent" in told
    assert "turned dark" in told
