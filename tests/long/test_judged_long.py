"""The judge at length: a busy evening of more than 600 orders, and every story one by one."""

import random
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.judge import stories
from tests.judge.combinations import at_random, every_combination
from tests.judge.orders import Made, Spec
from tests.judge.run import Town, report, town, until
from tests.judge.verdicts import assert_all_right, settled


@pytest.mark.timeout(900)
@pytest.mark.parametrize("inclusive", [True, False])
def test_a_busy_evening(tmp_path: Path, inclusive: bool) -> None:
    """168 at once, then two minutes of 3 to 4 a second: p95 from Ready to accepted ≤ 8 s."""
    with town(tmp_path, inclusive=inclusive, skew=timedelta(minutes=7), oto_seconds=0.15) as here:
        here.set_up()
        here.program.start()
        until(lambda: here.program.status()["last_good_poll_at"], 15, "the first good poll")
        burst = [here.make(spec) for spec in every_combination()]
        random.Random(5).shuffle(burst)
        here.upload(*burst)
        for spec in at_random(random.Random(6), 440):
            here.order(spec)
            time.sleep(random.Random(spec.total).uniform(0.22, 0.33))
        until(lambda: settled(here), 60, "everything that must go has gone")
        report(here)
        assert_all_right(here, longest_p95=8)
        here.program.stop()


@pytest.mark.timeout(900)
def test_orders_that_grow_up(tmp_path: Path) -> None:
    """Each order is uploaded open, sent to the kitchen, made Ready and paid: four versions each."""
    with town(tmp_path, oto_seconds=0.15) as here:
        here.set_up(wrong_first=False)
        here.program.start()
        until(lambda: here.program.status()["last_good_poll_at"], 15, "the first good poll")
        chance = random.Random(9)
        steps: list[tuple[float, int, Made]] = []
        for index in range(240):
            spec = Spec(branch=chance.choice(("B01", "B02", "B04")), total=f"{20 + index}.5")
            made = here.make(replace(spec, delivery_status=None))
            made.spec = spec
            begin = index * 0.75
            steps += [(begin + 12 * step, step, made) for step in range(4)]
        _live(here, sorted(steps, key=lambda step: step[:2]))
        until(lambda: settled(here), 60, "everything that must go has gone")
        report(here)
        assert_all_right(here, longest_p95=8)
        here.program.stop()


def _live(here: Town, steps: list[tuple[float, int, Made]]) -> None:
    """Uploads each version at its second."""
    began = time.monotonic()
    for at, step, made in steps:
        time.sleep(max(0.0, began + at - time.monotonic()))
        ready_at = made.put_at
        if step == 0:
            here.upload(made)
        elif step == 3:
            here.edit(made, status=4, closed_at=made.row["opened_at"])
            made.put_at = ready_at
        else:
            here.edit(made, delivery_status=step)


@pytest.mark.timeout(900)
def test_every_story(tmp_path: Path) -> None:
    """All that can befall single orders, one after the other, with a change of type."""
    with town(tmp_path) as here:
        here.set_up()
        here.program.start()
        watched = stories.while_paused(here, retype=True)
        stories.judge(here, watched, 10)
        watched = stories.and_back(here, watched)
        stories.judge(here, watched, 90)
        for begin in stories.STORIES:
            watched += begin(here)
            stories.judge(here, watched, 60)
        report(here)
        stories.assert_nothing_forbidden(here)
        here.program.stop()
