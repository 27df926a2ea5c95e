"""A ledger on a real file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store.box import Box


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Box]:
    """A new ledger with nothing set up."""
    box = Box(tmp_path)
    yield box
    box.ledger.close()


@pytest.fixture
def box(bare: Box) -> Box:
    """Set up, branch B01 active, NOW a minute after the sample order became Ready."""
    return bare.set_up()
