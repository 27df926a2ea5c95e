"""Every fault that `doctor` names, made to happen: exactly its check fails, and says the cure."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.doctor import life, pc
from app.doctor.examine import examine
from app.sandbox.oto_model import default_pickups
from app.store import facts
from tests.doctor_faults import FAULTS, Fault
from tests.doctor_kit import Hospital, Patient
from tests.evenings.net import Net


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    made = Hospital(tmp_path_factory.mktemp("hospital"))
    yield made
    made.box.stop()


@pytest.fixture
def box(hospital: Hospital, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hospital]:
    """The hospital, as healthy afterwards as before."""
    # What the developer's own PC starts at sign-in is no matter here.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    account = hospital.box.oto.account
    before = account.credit, hospital.box.clock.now(), time.monotonic()
    yield hospital
    hospital.mend()
    hospital.box.catalog.branches["B01"]["deleted_at"] = None
    account.credit, account.pickups = before[0], default_pickups()
    expected = before[1] + timedelta(seconds=time.monotonic() - before[2])
    hospital.box.clock.advance((expected - hospital.box.clock.now()).total_seconds())


@pytest.mark.parametrize("way", ["plain", "direct", "proxied"])
async def test_the_healthy_are_told_so(box: Hospital, tmp_path: Path, way: str) -> None:
    async with Net().up() as net, Patient(box, tmp_path, net, way).reached() as patient:
        found = await examine(patient.data, patient.secrets)
        assert [check.row() for check in found if not check.ok] == []
        topics = {check.topic for check in found}
        assert {"directory", "disk", "ledger", "pages", "foodics_token", "oto_pair"} <= topics
        assert {"door_at_oto", "credit", "clock", "branch", "marketplace", "sleep"} <= topics
        assert ("certificate" in topics) == (way != "plain")
        assert ("proxy" in topics) == (way == "proxied")
        assert all(check.remedy is None and "{" not in check.check for check in found)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_each_fault_is_named_with_its_cure(
    box: Hospital, tmp_path: Path, fault: Fault
) -> None:
    async with Net().up() as net, Patient(box, tmp_path, net, fault.way).reached() as patient:
        begun = fault.begin(patient)
        if asyncio.iscoroutine(begun):
            await begun
        wrong = await patient.wrong()
        assert list(wrong) == [fault.topics]
        check = wrong[fault.topics]
        assert check.code == fault.code
        assert fault.cure in (check.remedy or "")
        assert "{" not in f"{check.check} {check.detail} {check.remedy}"
        assert "?" not in f"{check.check} {check.detail}"


async def test_a_disk_that_is_nearly_full(
    box: Hospital, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pc, "LOW_DISK", 10**18)
    async with Net().up() as net, Patient(box, tmp_path, net, "plain").reached() as patient:
        wrong = await patient.wrong()
    assert list(wrong) == ["disk"]
    assert wrong["disk"].remedy == "Free some disk space."


@pytest.mark.parametrize("awake", [True, False])
async def test_a_pc_that_cannot_be_kept_awake_while_the_program_runs(
    box: Hospital, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, awake: bool
) -> None:
    async def said(*_: object, **__: object) -> life.Life:
        return life.Life({"running": True}, {"awake": awake})

    monkeypatch.setattr(life, "life_of", said)
    monkeypatch.setattr(life, "falls_asleep", lambda: True)
    async with Net().up() as net, Patient(box, tmp_path, net, "plain").reached() as patient:
        now = patient.box.clock.now()
        patient.add(facts.CursorFact(now, now))
        assert list(await patient.wrong()) == ([] if awake else ["sleep"])
        # Running, and not looking: that is worse than not running.
        patient.put(facts.CursorFact, last_good_poll_at=now - timedelta(minutes=5))
        wrong = await patient.wrong()
        assert wrong["poll"].code == "foodics_silent"


async def test_the_window_itself_counts_as_running(box: Hospital, tmp_path: Path) -> None:
    async with Net().up() as net, Patient(box, tmp_path, net, "plain").reached() as patient:
        now = patient.box.clock.now()
        patient.add(facts.CursorFact(now, now - timedelta(minutes=5)))
        outside = await examine(patient.data, patient.secrets)
        assert [check.topic for check in outside if not check.ok] == []
        inside = await examine(patient.data, patient.secrets, inside=True)
        assert [check.topic for check in inside if not check.ok] == ["poll"]
        assert {check.code for check in inside if check.topic == "instance"} == {"instance_answers"}
