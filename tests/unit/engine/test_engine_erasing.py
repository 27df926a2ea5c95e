"""Customers of finished orders leave every file of the data directory; others stay."""

import asyncio
import contextlib
import logging
import os
import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app import logs, logs_kept
from app.core.dispatch import State
from app.core.errors import AppError
from app.engine import erasing
from app.engine.erasing import Erasing
from app.paths import DataDir
from app.settings import Settings
from app.store import backup, choices, database
from app.store.erasing import is_unclean
from app.store.ledger import Ledger
from tests import ledgers
from tests.unit.store.older import take_back

ORDERS, OPEN = 120, 30
#: Those that nothing more happens to: of today the last ones are open, but for the skipped and the
#: cancelled ones.
STATES = [ledgers.DAY[number % len(ledgers.DAY)][0] for number in range(ORDERS + 1)]
OVER = (State.SKIPPED, State.CANCELLED)
FINISHED = [n for n in range(1, ORDERS + 1) if n <= ORDERS - OPEN or STATES[n] in OVER]
KEPT = [n for n in range(1, ORDERS + 1) if n not in FINISHED]


def phone(number: int) -> bytes:
    return f"5{number * 7_654_321 % 100_000_000:08}".encode()


class Place:
    """A data directory with a ledger at work."""

    def __init__(self, folder: Path) -> None:
        self.data = DataDir(folder)
        self.now: datetime = ledgers.fill(self.data.ledger, ORDERS, OPEN, branches=1)
        self.settings = Settings()
        self.ledger = self.open()
        #: This PC's clock minus Foodics'.
        self.pc_off = timedelta()
        self.erasing = self.started()

    def started(self) -> Erasing:
        return Erasing(self.data, self.ledger, lambda: self.now + self.pc_off)

    def open(self) -> Ledger:
        return Ledger(self.data.ledger, self.settings, lambda: self.now, backups=self.data.backups)

    def later(self, days: int) -> None:
        self.now += timedelta(days=days)

    def back_up(self, ago: int = 0) -> Path:
        day = date(2026, 11, 23) - timedelta(days=ago)
        assert backup.daily(self.data.ledger, self.data.backups, day)
        return self.data.backups / f"ledger-{day}.db"

    def found(self, under: Path | None = None) -> set[int]:
        """Whose phone stands in any file: its bytes are looked at, not its rows."""
        everything = b"".join(
            path.read_bytes()
            for path in sorted((under or self.data.path).rglob("*"))
            if path.is_file()
        )
        # Overlapping: nine digits may stand anywhere.
        digits = {match[1] for match in re.finditer(rb"(?=(5\d{8}))", everything)}
        return {number for number in range(1, ORDERS + 1) if phone(number) in digits}


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    made = Place(tmp_path)
    yield made
    made.ledger.close()


@pytest.fixture
def logging_to(place: Place) -> Iterator[Path]:
    logs.setup(place.data, console=False)
    yield place.data.logs / logs.FILE_NAME
    logs.close()


class TestRetention:
    async def test_nobody_of_a_finished_order_is_in_any_file(self, place: Place) -> None:
        copy = place.back_up()
        aside = place.data.set_aside / "1"
        aside.mkdir(parents=True)
        shutil.copyfile(place.data.ledger, aside / "ledger.db")
        made_at = copy.stat().st_mtime
        assert place.found() == set(FINISHED + KEPT)
        place.later(days=28)
        assert await place.erasing.look() == erasing.Round(0, 0)
        assert place.found() == set(FINISHED + KEPT)
        place.later(days=4)
        # The files of this test are of today: they are not too old themselves.
        os.utime(copy, (place.now.timestamp(), place.now.timestamp()))
        os.utime(aside / "ledger.db", (place.now.timestamp(),) * 2)
        erased = await place.erasing.look()
        assert erased.erased == len(FINISHED)
        assert place.found() == set(KEPT)
        assert place.found(place.data.backups) == place.found(aside) == set(KEPT)
        assert not await place.ledger.write(is_unclean)
        assert copy.stat().st_mtime == pytest.approx(place.now.timestamp())
        assert copy.stat().st_mtime != made_at
        if os.name == "posix":
            assert copy.stat().st_mode & 0o077 == 0
        (shown,) = backup.copies(place.data.backups)
        assert shown.orders == ORDERS

    @pytest.mark.parametrize("years_ahead", [(4, 0), (0, 4), (0, -4), (-4, 0)])
    async def test_one_clock_alone_erases_nothing_and_that_is_said_once(
        self, place: Place, caplog: pytest.LogCaptureFixture, years_ahead: tuple[int, int]
    ) -> None:
        foodics, pc = (timedelta(days=365 * years) for years in years_ahead)
        copy, today = place.back_up(), place.now
        os.utime(copy, (today.timestamp(), today.timestamp()))
        place.now, place.pc_off = today + foodics, pc - foodics
        for _ in range(3):
            assert await place.erasing.look() == erasing.Round(0, 0)
        assert place.found() == set(FINISHED + KEPT)
        assert place.found(copy.parent) == set(FINISHED + KEPT)
        (said,) = [each for each in caplog.messages if "clocks disagree" in each]
        assert f"{place.now:%Y-%m-%d %H:%M}, this PC {place.now + place.pc_off:%Y-%m-%d}" in said
        place.now, place.pc_off = today + timedelta(days=31), timedelta()
        assert (await place.erasing.look()).erased == len(FINISHED)
        place.pc_off = timedelta(days=3)
        await place.erasing.look()
        assert sum("clocks disagree" in each for each in caplog.messages) == 2

    async def test_who_asks_to_be_forgotten_is_so_whatever_the_clocks_say(
        self, place: Place
    ) -> None:
        place.back_up()
        place.pc_off = timedelta(days=-400)
        done = await place.erasing.of_phone(phone(FINISHED[3]).decode())
        assert (done["erased"], done["rewritten"], done["removed"]) == (1, 1, 0)
        assert FINISHED[3] not in place.found()

    async def test_copies_older_than_that_are_removed_but_for_the_newest(
        self, place: Place
    ) -> None:
        old, new = place.back_up(ago=1), place.back_up()
        aside = place.data.set_aside / "1"
        aside.mkdir(parents=True)
        shutil.copyfile(place.data.ledger, aside / "ledger.db")
        for path, days in ((old, 0), (aside / "ledger.db", 0), (new, 1)):
            at = place.now.timestamp() + days
            os.utime(path, (at, at))
        place.later(days=31)
        await place.erasing.look()
        assert not old.exists()
        assert not aside.exists()
        assert place.found() == set(KEPT)

    async def test_while_orders_come_in_the_rest_is_left_for_later(
        self, place: Place, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(erasing, "SHORT", 0.0)
        monkeypatch.setattr(erasing, "QUIET", timedelta(days=60))
        place.later(days=31)
        assert (await place.erasing.look()).erased == len(FINISHED)
        assert await place.ledger.write(is_unclean)
        monkeypatch.setattr(erasing, "QUIET", timedelta(minutes=30))
        await place.erasing.look()
        assert await place.ledger.write(is_unclean)  # not at once again
        place.erasing = place.started()
        await place.erasing.look()
        assert not await place.ledger.write(is_unclean)
        assert place.found() == set(KEPT)

    async def test_a_restored_copy_sends_nothing_it_has_no_customer_for(self, place: Place) -> None:
        copy = place.back_up()
        waiting = next(n for n in KEPT if STATES[n] is State.HELD)
        place.ledger.write_now(choices.skip, waiting)
        place.later(days=31)
        os.utime(copy, (place.now.timestamp(), place.now.timestamp()))
        await place.erasing.look()
        place.ledger.close()
        backup.restore(copy, place.data.ledger, place.data.set_aside, database.REVISION)
        with contextlib.closing(sqlite3.connect(place.data.ledger)) as restored:
            (state, open_) = restored.execute(
                "SELECT state, (SELECT count(*) FROM orders o, dispatches d WHERE d.order_key = o.key"
                " AND o.erased_at IS NOT NULL AND state NOT IN ('sent', 'skipped', 'cancelled'))"
                " FROM dispatches WHERE order_key = ?",
                (waiting,),
            ).fetchone()
        assert (state, open_) == ("skipped", 0)
        place.ledger = place.open()

    async def test_a_copy_of_an_older_version_is_brought_up_to_date_first(
        self, place: Place
    ) -> None:
        copy = place.back_up()
        take_back(copy, "0003")
        await place.erasing.look()
        assert b"0003" in copy.read_bytes()
        place.later(days=31)
        await place.erasing.look()
        assert place.found(place.data.backups) == set(KEPT)

    async def test_a_damaged_copy_is_removed_and_one_set_aside_a_week_later(
        self, place: Place
    ) -> None:
        copy = place.back_up()
        aside = place.data.set_aside / "1"
        aside.mkdir(parents=True)
        for path in (copy, aside / "ledger.db"):
            path.write_bytes(b"not a database at all " * 500)
        await place.erasing.look()
        assert not copy.exists()
        assert aside.exists()
        place.later(days=8)
        await place.erasing.look()
        assert not aside.exists()

    async def test_when_the_program_ends_back_ups_wait_for_its_next_start(
        self, place: Place
    ) -> None:
        copy = place.back_up()
        place.later(days=31)
        os.utime(copy, (place.now.timestamp(), place.now.timestamp()))
        place.erasing.close()
        assert (await place.erasing.look()).erased == len(FINISHED)
        assert await place.ledger.write(is_unclean)
        assert place.found(copy.parent) == set(FINISHED + KEPT)
        place.erasing = place.started()
        await place.erasing.look()
        assert place.found(copy.parent) == set(KEPT)
        assert list(copy.parent.iterdir()) == [copy]

    async def test_writing_the_file_anew_is_broken_off_when_the_program_ends(
        self, place: Place
    ) -> None:
        assert await place.ledger.compact(60.0)
        place.ledger._closed.set()
        assert not await place.ledger.compact(60.0)
        place.ledger._closed.clear()


class TestOnRequest:
    async def test_in_every_file_and_says_what_it_did(self, place: Place, logging_to: Path) -> None:
        copy = place.back_up()
        finished, open_ = FINISHED[3], KEPT[0]
        logging.getLogger("app").info("somebody wrote %s", "50 " + phone(finished)[2:].decode())
        done = await place.erasing.of_phone(f"+966 {phone(finished).decode()}")
        assert done == {"erased": 1, "later": 0, "rewritten": 1, "removed": 0, "clean": True}
        assert place.found() == {*FINISHED, *KEPT} - {finished}
        assert copy.exists()
        again = await place.erasing.of_phone(phone(finished).decode())
        assert again == {"erased": 0, "later": 0, "rewritten": 0, "removed": 0, "clean": True}
        done = await place.erasing.of_phone("0" + phone(open_).decode())
        assert (done["erased"], done["later"]) == (0, 1)
        assert open_ in place.found(place.data.backups)
        assert phone(finished).decode() not in await asyncio.to_thread(logging_to.read_text)

    async def test_also_what_only_a_set_aside_ledger_has(self, place: Place) -> None:
        aside = place.data.set_aside / "1"
        aside.mkdir(parents=True)
        shutil.copyfile(place.data.ledger, aside / "ledger.db")
        with contextlib.closing(sqlite3.connect(aside / "ledger.db")) as other:
            other.execute("UPDATE orders SET foodics_id = 'other' || key")
            other.commit()
        number = FINISHED[0]
        done = await place.erasing.of_phone(phone(number).decode())
        assert (done["erased"], done["rewritten"]) == (1, 1)
        assert number not in place.found()

    @pytest.mark.parametrize("text", ["", "123", "abc", "50-123"])
    async def test_half_a_number_is_refused(self, place: Place, text: str) -> None:
        with pytest.raises(AppError) as refused:
            await place.erasing.of_phone(text)
        assert refused.value.code == "phone_unusable"

    async def test_nothing_else_waits_for_it(self, place: Place) -> None:
        place.later(days=31)
        looking = asyncio.create_task(place.erasing.look())
        written = 0
        while not looking.done():
            await place.ledger.write(lambda txn: txn.now)
            written += 1
        assert (await looking).erased == len(FINISHED)
        assert written > len(FINISHED) // erasing.STEP


class TestLogs:
    def test_old_ones_go_and_the_one_in_use_is_put_aside_in_time(self, tmp_path: Path) -> None:
        data = DataDir(tmp_path)
        logs.setup(data, console=False)
        try:
            current, old = data.logs / logs.FILE_NAME, data.logs / f"{logs.FILE_NAME}.3"
            logging.getLogger("app").info("now")
            old.write_text("old\n")
            now = datetime.now().astimezone()
            ago = now - timedelta(days=31)
            os.utime(old, (ago.timestamp(), ago.timestamp()))
            before = now - timedelta(days=30)
            assert logs_kept.forget(data, before) == 1
            assert not old.exists()
            assert "now" in current.read_text()
            current.write_text("2020-01-01T00:00:00.000Z INFO app: long ago\n")
            assert logs_kept.forget(data, before) == 0
            assert current.read_text() == ""
            aside = current.with_name(f"{logs.FILE_NAME}.1")
            assert "long ago" in aside.read_text()
            os.utime(aside, (ago.timestamp(), ago.timestamp()))
            assert logs_kept.forget(data, before) == 1
        finally:
            logs.close()
