"""What cannot be written down stops sending, is told once, and goes on by itself; back-ups."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.core.dispatch import State
from app.core.errors import AppError
from app.core.events import Notice
from app.engine import steps
from app.engine import storage as module
from app.engine.backups import Backups
from app.engine.dispatcher import AHEAD, IN_FLIGHT, Dispatcher
from app.engine.storage import Storage
from app.engine.tasks import keep
from app.paths import DataDir
from app.store import backup, claims, facts
from app.store.facts import CurrencyFact
from app.store.ledger import Txn
from app.store.tables import dispatches
from tests.cli_kit import until
from tests.unit.engine.fakes import Rig
from tests.unit.store.box import numbered


def put(txn: Txn) -> None:
    facts.put(txn.connection, CurrencyFact("KWD"))


def read(txn: Txn) -> None:
    facts.get(txn.connection, CurrencyFact)


def full(_: Txn) -> None:
    raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))


def broken(_: Txn) -> None:
    raise OperationalError(
        "SELECT", {}, sqlite3.OperationalError("database disk image is malformed")
    )


def problems(rig: Rig) -> list[object]:
    """What listeners were told of it, in order; waits for what is on its way."""
    rig.box.do(read)
    found = [each for each in rig.box.told if isinstance(each, Notice) and each.what == "storage"]
    return [each.data["problem"] for each in found]


def no_disk(*_: object) -> None:
    raise OperationalError("INSERT", {}, sqlite3.OperationalError("disk I/O error"))


def counted(txn: Txn, state: State) -> int:
    found = select(func.count()).select_from(dispatches).where(dispatches.c.state == state)
    return txn.connection.execute(found).scalar_one()


def notice(txn: Txn) -> None:
    txn.journal.notice(txn.now, "test")


class Disk:
    """Free space by hand."""

    def __init__(self, free: int | None) -> None:
        self.free = free

    def __call__(self, _: Path) -> int | None:
        return self.free


@pytest.fixture
def disk() -> Disk:
    return Disk(10**9)


@pytest.fixture
def storage(rig: Rig, disk: Disk) -> Storage:
    return Storage(rig.box.ledger, free=disk, counts=0.0)


class TestStorage:
    def test_a_disk_that_fills_up_stops_sending_before_the_last_byte(
        self, rig: Rig, storage: Storage, disk: Disk
    ) -> None:
        told: list[AppError | None] = []
        storage.on_change.append(told.append)
        assert storage.can_record()
        disk.free = module.RESERVE - 1
        assert not storage.can_record()
        assert not storage.can_record()
        disk.free = module.RESERVE + 1  # a little more is not enough yet: it must not flicker
        assert not storage.can_record()
        assert storage.trouble is not None
        assert "15 MB are free" in str(storage.trouble)
        disk.free = module.ENOUGH
        assert storage.can_record()
        assert problems(rig) == ["disk_full", ""]
        assert [each and each.code for each in told] == ["disk_full", None]

    def test_what_was_seen_counts_for_a_moment(
        self, rig: Rig, disk: Disk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = 100.0
        monkeypatch.setattr("app.engine.storage.time.monotonic", lambda: now)
        storage = Storage(rig.box.ledger, free=disk)
        assert storage.can_record()
        disk.free = 0
        now += module.COUNTS * 0.99
        assert storage.can_record()
        now += module.COUNTS * 0.01
        assert not storage.can_record()

    def test_where_nobody_can_tell_the_space_it_goes_on(self, storage: Storage, disk: Disk) -> None:
        disk.free = None
        assert storage.can_record()

    @pytest.mark.parametrize(("fault", "code"), [(full, "disk_full"), (broken, "ledger_broken")])
    def test_a_failed_write_stops_sending_until_one_succeeds(
        self, rig: Rig, storage: Storage, fault: object, code: str
    ) -> None:
        for _ in range(2):
            with pytest.raises(AppError) as raised:
                rig.box.do(fault)  # type: ignore[arg-type]
            assert raised.value.code == code
        assert not storage.can_record()
        rig.box.do(read)  # reading alone proves nothing
        assert not storage.can_record()
        rig.box.do(put)
        assert storage.can_record()
        assert problems(rig) == [code, ""]

    async def test_it_is_looked_at_though_nothing_is_to_be_sent(
        self, storage: Storage, disk: Disk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "EVERY", 0.001)
        changed = asyncio.Event()
        storage.on_change.append(lambda _: changed.set())
        watching = asyncio.create_task(storage.watch())
        disk.free = 0
        await asyncio.wait_for(changed.wait(), 10)
        watching.cancel()

    async def test_the_running_instance_says_it_though_no_ledger_can(
        self, rig: Rig, storage: Storage
    ) -> None:
        from app.engine.control import Control

        data = DataDir(rig.box.path.parent)
        control = Control(data, rig.box.ledger, rig.connections, rig.clock)
        control.storage = storage
        assert await control.do("ping", {}) == {"running": True}
        with pytest.raises(AppError):
            rig.box.do(full)
        said = await control.do("ping", {})
        assert said["problem"] == "disk_full"
        assert "path" in said["params"]

    def test_after_the_end_nobody_is_told(self, rig: Rig) -> None:
        rig.box.ledger.close()
        rig.box.ledger.tell(Notice(rig.box.now, "storage"))

    async def test_a_ledger_that_cannot_be_written_is_no_fault_of_foodics(self, rig: Rig) -> None:
        trouble = AppError("ledger_unwritable", path="x", why="full")
        await rig.connections.foodics_failed(trouble, rig.foodics)
        assert rig.connections.foodics_trouble is None


def sends_by(rig: Rig, storage: Storage) -> None:
    """The dispatcher asks the disk whether it may send."""
    rig._made = Dispatcher(
        rig.box.ledger,
        rig.connections,
        rig.gate,
        storage.can_record,
        monotonic=lambda: rig.monotonic,
        jitter=lambda: 0.5,
    )


class TestSending:
    async def test_what_was_claimed_ahead_is_not_called_when_the_disk_fills_up(
        self, rig: Rig, storage: Storage, disk: Disk
    ) -> None:
        sends_by(rig, storage)
        rig.box.see(*[numbered(number) for number in range(1, 17)])
        rig.oto.open.clear()
        async with rig.sending():
            await rig.watch.until(lambda: rig.oto.in_flight == 4)
            disk.free = 0
            rig.oto.open.set()
            await rig.watch.until(lambda: rig.box.do(counted, State.SENT) == 4)
            await rig.watch.until(lambda: rig.box.do(counted, State.QUEUED) == 12)
            assert len(rig.oto.created) == 4
            disk.free = 10**9
            rig.box.do(notice)
            await rig.watch.until(lambda: rig.box.do(counted, State.SENT) == 16)
        assert len({order.order_id for order in rig.oto.created}) == len(rig.oto.created) == 16

    async def test_outcomes_that_could_not_be_written_are_written_later_and_nothing_goes_till_then(
        self, rig: Rig, storage: Storage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.engine.tasks.RESTART", 0.01)
        sends_by(rig, storage)
        rig.box.see(*[numbered(number) for number in range(1, 17)])
        rig.oto.open.clear()
        task = asyncio.create_task(keep("dispatcher", rig.dispatcher.run))
        await rig.watch.until(lambda: rig.oto.in_flight == 4)
        with monkeypatch.context() as without_disk:
            without_disk.setattr(steps, "record", no_disk)
            without_disk.setattr(claims, "give_back", no_disk)
            rig.oto.open.set()
            storage.on_change.append(lambda _: rig.watch.poke())
            await rig.watch.until(lambda: storage.trouble is not None and rig.oto.in_flight == 0)
            # Nobody knew it before the first outcome could not be written: those claimed ahead,
            # which the ledger knows to be on their way, may have gone. Nothing goes any more.
            called = len(rig.oto.created)
            assert called <= IN_FLIGHT + AHEAD
            for _ in range(3):
                await rig.settled()
            assert len(rig.oto.created) == called
            assert rig.box.do(counted, State.SENT) == 0
        await rig.watch.until(lambda: rig.box.do(counted, State.SENT) >= called)
        rig.pass_time(60)
        await rig.watch.until(lambda: rig.box.do(counted, State.SENT) == 16)
        rig.dispatcher.end()
        await asyncio.wait_for(task, 10)
        await rig.dispatcher.finish()
        assert len({order.order_id for order in rig.oto.created}) == len(rig.oto.created) == 16


class TestKeep:
    async def test_what_has_words_is_logged_once_without_a_traceback(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr("app.engine.tasks.RESTART", 0.0)
        left = [AppError("disk_full", path="x", free=0) for _ in range(3)]

        async def run() -> None:
            if left:
                raise left.pop()

        await keep("dispatcher", run)
        (record,) = caplog.records
        assert "The disk of this PC is full" in record.getMessage()
        assert record.exc_info is None


class TestBackups:
    @pytest.fixture
    def data(self, rig: Rig) -> DataDir:
        return DataDir(rig.box.path.parent)

    async def test_one_a_day_by_foodics_clock_after_the_first_look(
        self, rig: Rig, storage: Storage, data: DataDir, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.engine.backups.EVERY", 0.001)
        caught_up = asyncio.Event()
        task = asyncio.create_task(Backups(data, rig.clock, storage).run(caught_up))
        await asyncio.sleep(0)
        assert not data.backups.exists()
        caught_up.set()
        for days in range(2):
            name = f"ledger-{rig.clock.now().date()}.db"
            await asyncio.to_thread(until, (data.backups / name).exists)
            if not days:
                rig.wall += 86_400
                rig.monotonic += 86_400
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len(list(data.backups.glob("*.db"))) == 2

    async def test_a_damaged_ledger_is_said_and_sending_goes_on(
        self, rig: Rig, storage: Storage, data: DataDir, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backups = Backups(data, rig.clock, storage)

        def malformed(*_: object) -> None:
            raise sqlite3.DatabaseError("database disk image is malformed")

        with monkeypatch.context() as patched:
            patched.setattr(backup, "check", malformed)
            assert await backups.make() is False
        assert storage.trouble is not None
        assert storage.trouble.code == "ledger_broken"
        assert storage.can_record()
        assert await backups.make() is True
        assert storage.trouble is None

    @pytest.mark.parametrize("fault", [OSError(13, "denied"), AppError("disk_full", path="x")])
    async def test_one_that_cannot_be_made_is_logged_and_tried_again(
        self,
        rig: Rig,
        storage: Storage,
        data: DataDir,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
        fault: Exception,
    ) -> None:
        def fails(*_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(backup, "back_up", fails)
        assert await Backups(data, rig.clock, storage).make() is False
        assert "No back-up of the ledger" in caplog.text
        assert storage.trouble is None
