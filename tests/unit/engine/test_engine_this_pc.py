"""The program as a part of this PC: sign-in, sleep, and what is written down of it."""

import asyncio
import queue
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.core.events import Event, Notice
from app.core.happenings import What
from app.engine import this_pc
from app.engine.clock import Silence
from app.engine.control import Control
from app.engine.this_pc import ThisPc
from app.paths import DataDir
from app.pc.autostart import DesktopFile
from app.pc.awake import Awake
from app.pc.neighbours import VARIABLE, Neighbours
from app.pc.notes import Ended
from app.store import facts, setup
from app.store.ledger import Txn
from tests.unit.core import samples
from tests.unit.engine.fakes import Rig
from tests.unit.store.box import BUSINESS

NOW = samples.NOW
CRASH = Ended(What.CRASHED, NOW - timedelta(minutes=2))


class Way:
    """Remembers who asked, and in which thread."""

    def __init__(self) -> None:
        self.asked: queue.Queue[str] = queue.Queue()
        self.threads: set[int] = set()

    def hold(self) -> None:
        self.threads.add(threading.get_ident())
        self.asked.put("hold")

    def release(self) -> None:
        self.threads.add(threading.get_ident())
        self.asked.put("release")

    async def next(self) -> str:
        return await asyncio.to_thread(self.asked.get, timeout=60)


@pytest.fixture
def way() -> Way:
    return Way()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = DataDir(tmp_path / "data")
    made.prepare()
    return made


@pytest.fixture
def pc(rig: Rig, data: DataDir, way: Way) -> ThisPc:
    return ThisPc(data, rig.box.ledger, awake=lambda: Awake(way))


@pytest.fixture
def control(rig: Rig, data: DataDir, pc: ThisPc) -> Control:
    return Control(data, rig.box.ledger, rig.connections, rig.clock, pc)


def known(rig: Rig) -> list[tuple[What, datetime, datetime]]:
    def look(txn: Txn) -> facts.HappeningsFact | None:
        return facts.get(txn.connection, facts.HappeningsFact)

    found = rig.box.ledger.write_now(look)
    return [(each.what, each.began, each.ended) for each in found.items] if found else []


async def test_sign_in_is_set_read_and_refreshed(control: Control, pc: ThisPc) -> None:
    assert (await control.do("pc", {}))["sign_in"] == "off"
    await pc.refresh()
    assert (await control.do("pc", {}))["sign_in"] == "off"
    await control.do("set", {"key": "start_at_sign_in", "value": "true"})
    assert (await control.do("pc", {}))["sign_in"] == "on"
    entry = pc._autostart._entry if pc._autostart is not None else None
    assert isinstance(entry, DesktopFile)
    entry.path.write_text("[Desktop Entry]\nExec=where-it-was-before\n")
    await pc.refresh()
    assert "stay" in entry.path.read_text()
    await control.do("set", {"key": "start_at_sign_in", "value": "false"})
    assert not entry.path.exists()


async def test_what_this_pc_refuses_is_not_kept(control: Control, rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder should be")
    with pytest.raises(AppError, match="sign-in"):
        await control.do("set", {"key": "start_at_sign_in", "value": "true"})
    assert rig.box.ledger.settings.start_at_sign_in is False


async def test_practice_changes_nothing_of_this_pc(
    control: Control, pc: ThisPc, tmp_path: Path, way: Way
) -> None:
    pc.leave_alone()
    await control.do("set", {"key": "start_at_sign_in", "value": "true"})
    await pc.refresh()
    await pc.keep_awake()
    assert (await control.do("pc", {}))["sign_in"] == "off"
    assert not (tmp_path / "config").exists()
    assert way.asked.empty()


async def test_awake_while_a_branch_is_active_and_it_is_wanted(
    control: Control, pc: ThisPc, rig: Rig, way: Way
) -> None:
    task = asyncio.create_task(pc.keep_awake())
    assert await way.next() == "hold"
    assert (await control.do("pc", {}))["awake"] is True
    await control.do("set", {"key": "keep_awake", "value": "false"})
    assert await way.next() == "release"
    await control.do("set", {"key": "keep_awake", "value": "true"})
    assert await way.next() == "hold"
    await rig.box.ledger.write(setup.deactivate, ["B01"])
    assert await way.next() == "release"
    await control.do("activate", {"references": ["B01"]})
    assert await way.next() == "hold"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await way.next() == "release"
    assert way.asked.empty()
    # Windows keeps awake for as long as the thread lives that asked.
    assert len(way.threads) == 1
    assert threading.get_ident() not in way.threads


async def test_how_it_ended_is_told_in_foodics_time_until_it_was_read(
    control: Control, pc: ThisPc, rig: Rig
) -> None:
    await pc.found(None)
    assert known(rig) == []

    def slow_clock(txn: Txn) -> None:
        facts.put(txn.connection, facts.ClockFact(60.0))

    await rig.box.ledger.write(slow_clock)
    await pc.found(CRASH)
    ((what, began, ended),) = known(rig)
    assert (what, began) == (What.CRASHED, CRASH.at + timedelta(seconds=60))
    assert began < ended <= rig.box.ledger.now()
    await control.do("told", {"until": ended.isoformat()})
    assert len(known(rig)) == 1

    def read(txn: Txn) -> bool:
        found = facts.get(txn.connection, facts.HappeningsFact)
        return found is not None and all(each.told for each in found.items)

    assert await rig.box.ledger.write(read)


BEGAN = datetime(2026, 11, 23, 17, 41, tzinfo=UTC)
ENDED = BEGAN + timedelta(minutes=34)


def silence(monotonic: float) -> Silence:
    return Silence(BEGAN.timestamp(), ENDED.timestamp(), monotonic)


async def test_a_sleep_is_told_from_standing_still_and_from_a_clock_that_was_set(
    rig: Rig, data: DataDir, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    slept = [0.0]
    pc = ThisPc(data, rig.box.ledger, sleep=lambda: slept[0])
    slept[0] += 2040.0
    await pc.silent(silence(0.5))
    assert known(rig) == [(What.SLEPT, BEGAN, ENDED)]
    assert "slept from 17:41:00 to 18:15:00 UTC" in caplog.text
    await pc.silent(silence(2040.0))
    assert known(rig)[1:] == [(What.STOOD_STILL, BEGAN, ENDED)]
    await pc.silent(silence(0.5))
    assert len(known(rig)) == 2


async def test_a_sleep_while_nothing_is_to_be_sent_is_no_news(rig: Rig, data: DataDir) -> None:
    pc = ThisPc(data, rig.box.ledger, sleep=lambda: None)
    await rig.box.ledger.write(setup.deactivate, ["B01"])
    await pc.silent(silence(2040.0))
    assert known(rig) == []
    await rig.box.ledger.write(setup.activate, ["B01"])
    await pc.silent(silence(2040.0))
    assert known(rig) == [(What.SLEPT, BEGAN, ENDED)]


async def test_what_cannot_be_written_down_stops_nothing(
    rig: Rig, data: DataDir, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pc = ThisPc(data, rig.box.ledger, sleep=lambda: None)

    async def full(*_: object) -> None:
        raise AppError("disk_full", path="x", free=0)

    monkeypatch.setattr(rig.box.ledger, "write", full)
    await pc.silent(silence(2040.0))
    assert "not written down" in caplog.text


async def test_another_user_of_this_pc_is_told_of_and_forgotten(
    rig: Rig, pc: ThisPc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "running"))
    monkeypatch.setattr(this_pc, "NEIGHBOURS", 0.01)
    changes: asyncio.Queue[tuple[str, ...]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def beside(txn: Txn) -> tuple[str, ...]:
        found = facts.get(txn.connection, facts.BesideFact)
        return found.users if found else ()

    def heard(told: Sequence[Event | Notice]) -> None:
        if any(isinstance(each, Notice) and each.what == "beside" for each in told):
            loop.call_soon_threadsafe(changes.put_nowait, ())

    rig.box.ledger.listen(heard)
    sara = Neighbours(DataDir(tmp_path / "sara"), user="sara")
    task = asyncio.create_task(pc.look_beside())
    async with asyncio.timeout(60):
        sara.look("922240")
        await changes.get()
        assert await rig.box.ledger.write(beside) == ("sara",)
        sara.leave()
        await changes.get()
        assert await rig.box.ledger.write(beside) == ()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert list((tmp_path / "running").iterdir()) == []
    pc.leave_alone()
    await pc.look_beside()


def test_a_sandbox_of_this_pc_is_nobodys_restaurant(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert rig.box.do(this_pc._business) == "922240"
    rig.box.do(setup.save_business, BUSINESS, "http://127.0.0.1:5000")
    assert rig.box.do(this_pc._business) == ""
    monkeypatch.setenv(VARIABLE, "x")
    assert rig.box.do(this_pc._business) == "922240"
    rig.box.do(lambda txn: facts.forget(txn.connection, facts.BusinessFact))
    assert rig.box.do(this_pc._business) == ""
