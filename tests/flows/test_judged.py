"""Hundreds of orders in all combinations, judged from outside by a second reading of the rules."""

import random
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.judge.orders import at_random, every_combination
from tests.judge.run import Town, town, until
from tests.judge.verdicts import faults_of, service_faults, settled


@pytest.mark.parametrize("inclusive", [True, False])
def test_every_combination_goes_once_and_right_or_not_at_all(
    tmp_path: Path, inclusive: bool
) -> None:
    """A burst of everything, then a busy minute's pace; p95 from Ready to accepted ≤ 8 s."""
    with town(tmp_path, inclusive=inclusive, skew=timedelta(minutes=-11)) as here:
        here.set_up()
        program = here.program
        program.start()
        until(lambda: program.status()["last_good_poll_at"], 15, "the first good poll")
        everything = [here.make(spec) for spec in every_combination()]
        random.Random(1).shuffle(everything)
        burst, paced = everything[:-30], everything[-30:]
        paced += [here.make(spec) for spec in at_random(random.Random(2), 10)]
        here.upload(*burst)
        for one in paced:
            here.upload(one)
            time.sleep(0.25)
        until(lambda: settled(here), 25, "everything that must go has gone")
        until(lambda: _all_seen(here), 15, "every order is shown")
        _report(here)
        assert faults_of(here) == []
        assert service_faults(here) == []
        status = program.status()
        assert status["running"]
        assert not status["paused"]
        assert status["problem"] is None
        assert status["counts"]["sent"] == len(here.oto.accepted)
        assert here.figures()["p95"] <= 8
        program.stop()
        assert program.status()["running"] is False


def _all_seen(here: Town) -> bool:
    deliveries = {made.reference for made in here.made.values() if made.spec.type == 3}
    return deliveries <= here.program.orders().keys()


def _report(here: Town) -> None:
    sys.stderr.write(f"\njudged: {here.figures()}\n")
