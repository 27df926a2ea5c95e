"""Hundreds of orders in all combinations, judged from outside by a second reading of the rules.

The long form is `tests/long/test_judged_long.py`.
"""

import random
import time
from datetime import timedelta
from pathlib import Path

from tests.judge import stories
from tests.judge.combinations import at_random, every_combination
from tests.judge.run import report, town, until
from tests.judge.verdicts import assert_all_right, settled


def test_every_combination_goes_once_and_right_or_not_at_all(tmp_path: Path) -> None:
    """A burst of everything and then a busy evening's pace, on a PC whose clock is wrong."""
    with town(tmp_path, inclusive=False, skew=timedelta(minutes=-11)) as here:
        here.set_up()
        program = here.program
        program.start()
        until(lambda: program.status()["last_good_poll_at"], 15, "the first good poll")
        burst = [here.make(spec) for spec in every_combination()]
        paced = [here.make(spec) for spec in at_random(random.Random(2), 24)]
        random.Random(1).shuffle(burst)
        here.upload(*burst)
        for one in paced:
            here.upload(one)
            time.sleep(0.25)
        until(lambda: settled(here), 25, "everything that must go has gone")
        report(here)
        assert_all_right(here, longest_p95=8)
        program.stop()
        assert program.status()["running"] is False


def test_what_happens_on_a_bad_evening_ends_right(tmp_path: Path) -> None:
    """Paused, edited, voided, held, refused, unanswered, and the power goes: each order once."""
    with town(tmp_path) as here:
        here.set_up(wrong_first=False)
        here.program.start()
        watched = stories.while_paused(here)
        stories.judge(here, watched, 10)
        watched = stories.and_back(here, watched)
        stories.judge(here, watched, 20)
        watched += stories.lost_and_refused(here)
        watched += stories.questions(here)
        watched += stories.power_cut(here)
        stories.judge(here, watched, 40)
        report(here)
        stories.assert_nothing_forbidden(here)
        here.program.stop()
