"""The long profile of the model (tests/unit/model): thousands of steps, others in every run.

    .venv/bin/pytest tests/long/test_model_long.py -s [--hypothesis-seed=N]

MODEL_EXAMPLES says how many evenings (default 1,000, of up to 60 steps each).
"""

import os
import sys

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.model.holds import REACHED
from tests.unit.model.late import Evening

LONG = settings(
    max_examples=int(os.environ.get("MODEL_EXAMPLES", "1000")),
    stateful_step_count=60,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(0)
def test_never_twice_never_lost(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        run_state_machine_as_test(Evening, settings=LONG)
    finally:
        with capsys.disabled():
            lines = [f"{what:28} {times:8}" for what, times in sorted(REACHED.items())]
            sys.stdout.write("\n".join(["", *lines, ""]))
    assert REACHED["state: unknown"] > 0
