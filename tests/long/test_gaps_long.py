"""OTO is down, and the program is killed again and again meanwhile: afterwards every order that is not
too old goes by itself, every other one is asked about, once, and none goes twice (rules.md section 2).

.venv/bin/pytest tests/long/test_gaps_long.py -s
"""

import random
import signal
import sys
from pathlib import Path

import pytest

from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from tests.cli_kit import Cli, Process, Row, until

#: What is too old, minutes; seconds between two pairs of orders; how many pairs.
TOO_OLD, STEP, PAIRS = 3, 45, 8
#: Nearer to the border than this an order may be on either side, seconds: recovery takes a while.
BORDER = 75
PATIENCE = 120.0
_UNDER_WAY = ("queued", "sending", "unknown", "retrying", "waiting")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path, monkeypatch, capsys)


def _states(run: Cli) -> dict[int, str]:
    return {row["reference"]: row["state"] for row in run("orders", "--json").rows}


def _asked(run: Cli) -> list[Row]:
    return [row for row in run("questions", "--json").rows if row["topic"] == "gap"]


def _start(run: Cli) -> Process:
    started = run.process("run").__enter__()
    until(lambda: bool(run("status", "--json").rows[0]["running"]), PATIENCE)
    return started


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_again_and_again_while_oto_is_down(run: Cli, seed: int) -> None:
    chance = random.Random(seed)
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches()) as sandbox:
        where = sandbox.address
        assert where is not None
        run.set_up(where, "B01")
        assert run("settings", "set", "too_old_minutes", str(TOO_OLD)).code == 0
        process = _start(run)
        kills = 0
        ready: dict[int, float] = {}
        try:
            sandbox.faults.add("oto", "*", "status", None, status=503)
            for _ in range(PAIRS):
                for _ in range(2):
                    made = sandbox.control.orders.add()
                    assert isinstance(made, CloudOrder)
                    ready[made.reference] = sandbox.clock.now().timestamp()
                if chance.random() < 0.6:
                    process.end(signal.SIGKILL)
                    kills += 1
                    sandbox.clock.advance(STEP)
                    process = _start(run)
                else:
                    sandbox.clock.advance(STEP)
                until(lambda: ready.keys() <= _states(run).keys(), PATIENCE)
            sandbox.faults.clear()
            back = sandbox.clock.now().timestamp()
            until(lambda: not set(_states(run).values()) & {*_UNDER_WAY}, PATIENCE)
            states = _states(run)
            sent = {each for each, state in states.items() if state == "sent"}
            until(lambda: len(_asked(run)) == 1, PATIENCE)
            (question,) = _asked(run)
            assert set(question["orders"]) | sent == ready.keys()
            assert not set(question["orders"]) & sent
            for reference, at in ready.items():
                left = TOO_OLD * 60 - (back - at)
                assert reference in sent or left < BORDER, (reference, left)
                assert reference in question["orders"] or left > 0, (reference, left)
            chosen = question["orders"][::2]
            value = ",".join(map(str, chosen))
            assert run("answer", "gap", question["subject"], value).code == 0
            until(lambda: all(_states(run)[each] == "sent" for each in chosen), PATIENCE)
            assert _asked(run) == []
        finally:
            process.__exit__()
        books = sandbox.truth.account({"B01"}, grace=3600.0)
        assert books["accepted"] == {str(each): 1 for each in (*sent, *chosen)}
        assert books["doubled"] == []
        asked = len(question["orders"])
        told = f"seed {seed}: {kills} kills, {len(sent)} by themselves, {asked} asked about\n"
        sys.stdout.write(told)
