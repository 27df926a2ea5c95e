"""A few of the bad evenings of tests/long/test_evenings.py, together and hurried."""

import asyncio
from pathlib import Path

import pytest

from tests.evenings.evening import Evening
from tests.evenings.faults import ALL, Fault
from tests.evenings.net import Net
from tests.evenings.play import play

SAMPLE = (
    "401-foodics-for-good",
    "html-foodics",
    "429-oto-names-no-time",
    "OTO1143",
    "name-oto",
    "certificate-foodics",
    "proxy-502-oto",
)


async def _play(fault: Fault, folder: Path, net: Net) -> None:
    evening = Evening(fault.name, folder, net, way=fault.way, generation=fault.generation)
    async with evening.open():
        await play(fault, evening, hurried=True)


@pytest.mark.timeout(300)
async def test_bad_evenings_are_named_and_pass(tmp_path: Path) -> None:
    chosen = [fault for fault in ALL if fault.name in SAMPLE]
    assert len(chosen) == len(SAMPLE)
    async with Net().up() as net:
        played = [_play(fault, tmp_path / fault.name, net) for fault in chosen]
        found = await asyncio.gather(*played, return_exceptions=True)
    wrong = [(fault.name, one) for fault, one in zip(chosen, found, strict=True) if one is not None]
    assert wrong == []
