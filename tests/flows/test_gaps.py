"""After an outage and after a pause: younger orders go by themselves, older ones are asked about once
(rules.md section 2). Real HTTP against our own Foodics and OTO; one real process that is killed."""

import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.dispatch import State
from app.sandbox.order import CloudOrder
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from app.settings import Settings
from app.store import facts
from app.store.ledger import Txn
from app.store.queries import Reader
from app.store.screens.gaps import gap_questions
from app.store.screens.types.standing import GapQuestion
from tests.cli_kit import Cli, Row, until
from tests.flow_kit import Flow, flow_on
from tests.keyrings import Store

#: What is too old in these tests, minutes; and a step of time that is no gap between two looks at
#: Foodics, also where this PC is slow, seconds.
TOO_OLD, STEP = 3, 25


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches()) as made:
        yield made


def asked(flow: Flow) -> tuple[GapQuestion, ...]:
    def read(txn: Txn) -> tuple[GapQuestion, ...]:
        return gap_questions(Reader.of(txn.connection, txn.settings, txn.now))

    return flow.ledger.write_now(read)


def orders(flow: Flow) -> list[tuple[int, ...]]:
    return [question.orders for question in asked(flow)]


async def passes(flow: Flow, minutes: float, *, seen: bool = True) -> None:
    """Time passes, here and there; with `seen` Foodics is looked at all the while."""
    for _ in range(round(minutes * 60 / STEP)):
        flow.pass_time(STEP)
        flow.engine.clock.heard(flow.sandbox.clock.now(), time.monotonic())
        if seen:
            passed = flow.ledger.now()
            flow.poll()
            await flow.until(lambda: looked(flow) >= passed)  # noqa: B023


def looked(flow: Flow) -> datetime:
    """When the last good look at Foodics was; long ago if there was none."""

    def read(txn: Txn) -> datetime:
        found = facts.get(txn.connection, facts.CursorFact)
        return found.last_good_poll_at if found else datetime.min.replace(tzinfo=UTC)

    return flow.ledger.write_now(read)


async def begun(flow: Flow) -> None:
    """Set up, with little patience."""
    flow.ledger.settings = Settings(too_old_minutes=TOO_OLD)
    await flow.set_up()


def references(*made: CloudOrder) -> tuple[int, ...]:
    return tuple(order.reference for order in made)


async def test_oto_is_down_and_comes_back(tmp_path: Path, sandbox: Sandbox) -> None:
    async with flow_on(tmp_path, sandbox, Store()) as flow:
        await begun(flow)
        async with flow.running():
            sandbox.faults.add("oto", "*", "status", None, status=503)
            first, second = flow.add(), flow.add()
            # Both calls failed with an unclear answer; they are looked up, which fails as well.
            await flow.until(lambda: flow.engine.connections.oto_trouble is not None)
            await passes(flow, 2.5)
            late = flow.add()
            await passes(flow, 1.7)
            assert asked(flow) == ()
            sandbox.faults.clear()
            await passes(flow, 0.9)
            await flow.reaches(late, State.SENT)
            await passes(flow, 0.9)
            await flow.until(lambda: orders(flow) == [references(first, second)])
            (question,) = asked(flow)
            assert question.causes == ("oto",)
            go = {"go": [second.reference], "stay": [first.reference]}
            assert (await flow.engine.control.do("answer-gap", go))["failed"] == {}
            await flow.reaches(second, State.SENT)
            assert flow.state(first) is State.SKIPPED
            assert asked(flow) == ()
            assert flow.books()["accepted"] == {str(late.reference): 1, str(second.reference): 1}


async def test_foodics_is_down_and_comes_back(tmp_path: Path, sandbox: Sandbox) -> None:
    async with flow_on(tmp_path, sandbox, Store()) as flow:
        await begun(flow)
        async with flow.running():
            await flow.polled()
            sandbox.faults.add("foodics", "*", "status", None, status=503)
            older = flow.add()
            await flow.until(lambda: flow.engine.connections.foodics_trouble is not None)
            await passes(flow, 4.2, seen=False)
            younger = flow.add()
            sandbox.faults.clear()
            flow.poll()
            await flow.reaches(younger, State.SENT)
            await flow.until(lambda: orders(flow) == [references(older)])
            (question,) = asked(flow)
            assert question.causes == ("foodics",)
            told = {"topic": "gap", "subject": question.subject, "value": "none"}
            assert await flow.engine.control.do("answer", told) == {"go": 0, "stay": 1}
            assert flow.state(older) is State.SKIPPED
            assert flow.clean(younger)


async def test_a_pause_ends(tmp_path: Path, sandbox: Sandbox) -> None:
    async with flow_on(tmp_path, sandbox, Store()) as flow:
        await begun(flow)
        async with flow.running():
            do = flow.engine.control.do
            await do("pause", {"branch": "B01"})
            older = flow.add()
            await passes(flow, 2.5)
            younger = flow.add()
            await flow.reaches(younger, State.QUEUED)
            await passes(flow, 0.9)
            await flow.reaches(older, State.HELD)
            assert asked(flow) == ()
            await do("resume", {"branch": "B01"})
            await flow.reaches(younger, State.SENT)
            await flow.until(lambda: orders(flow) == [references(older)])
            assert asked(flow)[0].branch == "B01"
            # Voided before anybody has answered: nothing is left to ask.
            flow.change(older, status=7)
            await flow.reaches(older, State.CANCELLED)
            assert asked(flow) == ()
            assert flow.clean(younger)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path, monkeypatch, capsys)


def test_killed_while_paused_and_asked_at_the_next_start(run: Cli, sandbox: Sandbox) -> None:
    where = sandbox.address
    assert where is not None
    run.set_up(where, "B01")
    with run.process("run") as process:
        until(lambda: _status(run)["last_good_poll_at"] is not None)
        assert run("pause").code == 0
        older = [_add(sandbox) for _ in range(3)]
        until(lambda: _status(run)["counts"]["queued"] == 3)
        process.end(signal.SIGKILL)
    sandbox.clock.advance(75 * 60)
    younger = _add(sandbox)
    with run.process("run"):
        until(lambda: _status(run)["counts"]["queued"] == 1)
        assert _status(run)["counts"]["held"] == 3
        assert run("resume").code == 0
        until(lambda: _state(run, younger) == "sent")
        until(lambda: len(run("questions", "--json").rows) == 1)
        (row,) = run("questions", "--json").rows
        assert (row["topic"], row["orders"], row["answers"]) == ("gap", older, ["all", "none"])
        said = run("questions").out
        assert "3 ready order(s) were not sent" in said
        assert f"answer gap '{row['subject']}' all|none|REFERENCE,…" in said
        assert run("answer", "gap", row["subject"], "perhaps").refused(str(older[0]))
        answered = run("answer", "gap", row["subject"], f"{older[1]},#{older[2]}")
        assert answered.out.startswith("2 order(s) go, 1 skipped")
        until(lambda: _state(run, older[1]) == _state(run, older[2]) == "sent")
        assert _state(run, older[0]) == "skipped"
        assert run("questions").out == ""
        assert run("answer", "gap", row["subject"], "all").refused("nothing is asked")
    went = sandbox.truth.account({"B01"}, grace=3600.0)
    assert went["accepted"] == {str(each): 1 for each in (younger, *older[1:])}
    assert went["doubled"] == []


def _add(sandbox: Sandbox) -> int:
    made = sandbox.control.orders.add()
    assert isinstance(made, CloudOrder)
    assert made.reference is not None
    return made.reference


def _status(run: Cli) -> Row:
    found: dict[str, Any] = run("status", "--json").rows[0]
    return found


def _state(run: Cli, reference: int) -> str:
    return str(run("order", str(reference), "--json").rows[0]["state"])
