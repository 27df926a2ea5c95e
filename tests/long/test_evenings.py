"""Every bad evening alone, in real time, several at once; about ten minutes.

`pytest tests/long/test_evenings.py -s` prints after how many seconds each fault was named and over.
"""

import asyncio
import concurrent.futures
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evenings.evening import Evening
from tests.evenings.faults import ALL, Fault
from tests.evenings.net import Net
from tests.evenings.play import play

#: So many evenings at once: each is idle most of the time.
AT_ONCE = 16

Outcomes = dict[str, "concurrent.futures.Future[dict[str, float]]"]


@pytest.fixture(scope="module")
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Outcomes]:
    """All evenings that were chosen are played together; each test waits for its own."""
    selected = {item.name for item in request.session.items}
    chosen = [fault for fault in ALL if f"test_a_bad_evening[{fault.name}]" in selected]
    found: Outcomes = {fault.name: concurrent.futures.Future() for fault in chosen}
    folder = tmp_path_factory.mktemp("evenings")
    thread = threading.Thread(target=lambda: asyncio.run(_play_all(chosen, folder, found)))
    thread.start()
    yield found
    thread.join()


async def _play_all(chosen: list[Fault], folder: Path, found: Outcomes) -> None:
    places = asyncio.Semaphore(AT_ONCE)
    async with Net().up() as net:
        await asyncio.gather(*(_play_one(one, folder, net, places, found) for one in chosen))


async def _play_one(
    fault: Fault, folder: Path, net: Net, places: asyncio.Semaphore, found: Outcomes
) -> None:
    async with places:
        evening = Evening(
            fault.name, folder / fault.name, net,
            way=fault.way, generation=fault.generation, limit=fault.limit,
        )  # fmt: skip
        try:
            async with evening.open():
                result = await play(fault, evening)
        except BaseException as error:  # noqa: BLE001 - told by the test of this evening
            found[fault.name].set_exception(error)
        else:
            found[fault.name].set_result(result)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.name)
def test_a_bad_evening(fault: Fault, outcomes: Outcomes) -> None:
    took = outcomes[fault.name].result()
    print(f" named after {took['named']:.1f} s, over after {took['over']:.1f} s ", end="")  # noqa: T201
