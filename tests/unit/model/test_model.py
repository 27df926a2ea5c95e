"""The quick profile of the model: the same evenings in every run. The long one is in tests/long."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.unit.model.holds import REACHED
from tests.unit.model.late import Evening

QUICK = settings(
    max_examples=12,
    stateful_step_count=25,
    derandomize=True,
    database=None,
    deadline=None,
    # An evening that fails is shown as it is: to make it short takes minutes (leave this line out).
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(600)
def test_never_twice_never_lost() -> None:
    run_state_machine_as_test(Evening, settings=QUICK)
    assert {f"state: {state}" for state in ("sent", "unknown", "retrying")} <= set(REACHED)
