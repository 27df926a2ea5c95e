"""What the tests of the OTO clients share."""

import pytest

from tests.unit.oto.far import Far


@pytest.fixture
def far() -> Far:
    return Far()
