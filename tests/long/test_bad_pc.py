"""What goes wrong on a PC and takes its time: sleep, a clock a day wrong, no network, small disks.

`.venv/bin/pytest tests/long/test_bad_pc.py`. Some parts want root (to mount a small disk) and are
skipped without it.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.engine import storage
from app.engine.clock import GAP
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches, OtoSwitches
from tests.cli_kit import Cli, Said, until
from tests.pc_kit import PATIENCE, Shop, clock_off, no_disk

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="signals and mounts of Linux"),
    pytest.mark.timeout(300),
]


def services(**ports: int) -> Sandbox:
    """Both services, without a limit that tests would have to wait for."""
    return Sandbox(
        foodics=FoodicsSwitches(rate_limit=100_000), oto=OtoSwitches(auto_shipment=False), **ports
    )


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(tmp_path, monkeypatch, capsys)


@pytest.fixture
def shop(cli: Cli) -> Iterator[Shop]:
    with services() as box:
        yield Shop(cli, box)


# Sleep and wake


@pytest.mark.parametrize("seconds", [GAP + 3, 75])
def test_after_a_sleep_foodics_is_asked_before_anything_is_sent(shop: Shop, seconds: float) -> None:
    shop.set_up()
    with shop.at_work() as process:
        # What OTO does not take now is due again in ten seconds: it would go at once on waking.
        shop.box.faults.add("oto", "createOrder", "oto_code", None, code="OTO1143")
        voided = shop.order()
        shop.reaches(voided, "retrying")
        process.popen.send_signal(signal.SIGSTOP)
        queued = shop.order()
        shop.change(voided, status=7)
        shop.box.faults.clear()
        shop.box.calls.clear()
        time.sleep(seconds)  # the one wait for a time: it is the matter
        process.popen.send_signal(signal.SIGCONT)
        shop.reaches(queued, "sent")
        shop.reaches(voided, "cancelled")
        calls = shop.box.calls.calls()
        first = [call.endpoint for call in calls if call.endpoint in ("orders", "createOrder")]
        assert first[0] == "orders"
        assert process.end(signal.SIGTERM).code == 0
    log = (shop.run.data / "logs" / "oto-companion.log").read_text()
    assert "stood still" in log
    shop.nothing_lost_or_doubled(1)


# A clock that is wrong


@pytest.mark.parametrize("off", [86_400.0, -86_400.0])
def test_a_clock_a_day_wrong_decides_nothing(shop: Shop, tmp_path: Path, off: float) -> None:
    run = shop.run
    shop.set_up()
    with shop.at_work() as process:
        first = shop.order()
        shop.reaches(first, "sent")
        # Killed with a call on its way, whose end nobody saw.
        shop.box.faults.add("oto", "createOrder", "hang")
        torn = shop.order()
        shop.reaches(torn, "sending")
        process.popen.kill()
        process.popen.wait()
    shop.box.faults.clear()
    too_old = shop.order()
    shop.box.clock.advance(90 * 60)
    fresh = shop.order()
    wrong = clock_off(tmp_path, off)
    # OTO answers before Foodics does: what it says must not be dated by this PC.
    shop.box.faults.add("foodics", "orders", "latency", seconds=3.0)
    with shop.at_work(**wrong) as process:
        # Looked up twice, ten seconds apart, not a day; absent, and by now too old to go by itself.
        shop.reaches(torn, "held")
        shop.reaches(fresh, "sent")
        shop.reaches(too_old, "held")
        row = shop.row(fresh)
        # Times in the ledger are Foodics'.
        accepted = datetime.fromisoformat(row["accepted_at"])
        assert abs(shop.box.clock.now() - accepted) < timedelta(seconds=PATIENCE)
        said = process.end(signal.SIGTERM)
    assert said.code == 0
    with run.process("doctor", extra=wrong) as doctor:
        told = doctor.end()
    assert told.code == 1
    assert "clock of this PC" in told.out
    assert f"{'behind' if off > 0 else 'ahead of'} this PC" in told.out
    assert "let it follow internet time" in told.out
    shop.nothing_lost_or_doubled(4, lost=[torn, too_old])


# The network


def test_without_a_network_at_the_start_it_says_so_and_goes_on_when_it_comes(cli: Cli) -> None:
    with services() as before:
        shop = Shop(cli, before)
        shop.set_up()
        ports = [
            int(url.rpartition(":")[2]) for url in (shop.where.foodics_url, shop.where.oto_url)
        ]
        token, oto_token = shop.where.foodics_token, shop.where.oto_token
    with cli.process("run") as process:
        until(lambda: bool(shop.status()["running"]), PATIENCE)
        until(lambda: shop.status()["problem"] == "no_connection", PATIENCE)
        assert shop.status()["fault"] == "internet"
        assert "Problem: " in process.line()
        with services(foodics_port=ports[0], oto_port=ports[1]) as after:
            shop = Shop(cli, after)
            after.foodics.auth.adopt(token)
            assert shop.where.oto_token == oto_token
            reference = shop.order()
            until(lambda: shop.row(reference)["state"] == "sent", 2 * PATIENCE)
            assert shop.status()["problem"] is None
            assert process.end(signal.SIGTERM).code == 0
            shop.nothing_lost_or_doubled(1)


# The keyring


def test_a_keyring_that_is_locked_or_absent_at_the_start(shop: Shop) -> None:
    run = shop.run
    shop.set_up()
    reference = shop.order()
    locked = Path(f"{run.keyring}.locked")
    locked.touch()
    with run.process("run") as process:
        locked_out = process.end()
    assert locked_out.code == 1
    assert locked_out.err.startswith("The keyring is locked: ")
    assert locked_out.err.count("\n") == 1
    assert shop.status()["problem"] == "keyring_locked"
    locked.unlink()
    for backend in ("keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"):
        with run.process("run", extra={"PYTHON_KEYRING_BACKEND": backend}) as process:
            useless = process.end()
        assert useless.code == 1
        assert useless.err.startswith("The keyring of this PC cannot be used: ")
    assert shop.creates() == 0
    with shop.at_work() as process:
        shop.reaches(reference, "sent")
        assert process.end(signal.SIGTERM).code == 0


# A second start


def test_a_second_start_is_refused_with_words_and_the_first_goes_on(shop: Shop) -> None:
    run = shop.run
    shop.set_up()
    with shop.at_work() as first:
        with run.process("run") as second:
            assert second.end().refused("already running", str(run.data))
        reference = shop.order()
        shop.reaches(reference, "sent")
        # Killed: the lock is free at once, whatever is left in the directory.
        first.popen.kill()
        first.popen.wait()
    assert (run.data / "control.json").exists()
    with shop.at_work() as third:
        assert third.end(signal.SIGTERM).code == 0


def test_a_second_window_brings_the_first_forward_and_ends(shop: Shop) -> None:
    run = shop.run
    shop.set_up()
    screenless = {"QT_QPA_PLATFORM": "offscreen"}
    with run.process(extra=screenless) as window:
        until(lambda: bool(shop.status()["running"]), 2 * PATIENCE)
        reference = shop.order()
        with run.process(extra=screenless) as second:
            assert second.end() == Said(0, "", "")
        with run.process("run") as engine:
            assert engine.end().refused("already running")
        shop.reaches(reference, "sent")
        assert window.popen.poll() is None


# The disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, 48 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=48m,mode=0700", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(options, check=False, capture_output=True).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_fills_up_stops_sending_in_time_and_goes_on_by_itself(
    shop: Shop, small_disk: Path
) -> None:
    run = shop.run
    run.data = small_disk / "data"
    shop.set_up()
    filler = small_disk / "film.mkv"
    with shop.at_work() as process:
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        filler.write_bytes(b"\0" * (free - storage.RESERVE + 2_000_000))
        until(lambda: shop.status()["problem"] == "disk_full", PATIENCE)
        reference = shop.order()
        # It can still be written down that the order is there and waits.
        shop.reaches(reference, "queued")
        with filler.open("ab") as file:
            rest = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
            file.write(b"\0" * rest)
        second = shop.order()
        seen = shop.box.calls.count("foodics", "orders")
        until(lambda: shop.box.calls.count("foodics", "orders") > seen + 1, PATIENCE)
        assert shop.creates() == 0
        assert "disk of this PC is full" in run("status").out
        filler.unlink()
        for each in (reference, second):
            shop.reaches(each, "sent")
        until(lambda: shop.status()["problem"] is None, PATIENCE)
        said = process.end(signal.SIGTERM)
    assert (said.code, "The disk of this PC is full" in said.out) == (0, True)
    shop.nothing_lost_or_doubled(2)


@pytest.mark.parametrize("killed", [False, True])
def test_a_disk_that_fills_up_while_a_call_is_on_its_way_doubles_nothing(
    shop: Shop, killed: bool
) -> None:
    shop.set_up()
    with shop.at_work() as process:
        shop.box.faults.add("oto", "createOrder", "latency", seconds=3.0)
        caught = shop.order()
        shop.reaches(caught, "sending")
        with no_disk(process):
            until(lambda: shop.creates() == 1, PATIENCE)
            # OTO has it, and nobody can write that down; meanwhile another one waits.
            waits = shop.order()
            until(lambda: bool(shop.status()["problem"]), PATIENCE)
            seen = shop.box.calls.count("foodics", "orders")
            until(lambda: shop.box.calls.count("foodics", "orders") > seen + 1, PATIENCE)
            assert shop.row(caught)["state"] == "sending"
            assert shop.creates() == 1
            if killed:
                process.popen.kill()
                process.popen.wait()
        if not killed:
            for each in (caught, waits):
                shop.reaches(each, "sent")
            assert process.end(signal.SIGTERM).code == 0
    if killed:
        with shop.at_work() as process:
            for each in (caught, waits):
                shop.reaches(each, "sent")
            assert process.end(signal.SIGTERM).code == 0
    assert shop.creates() == 2
    shop.nothing_lost_or_doubled(2)


def test_a_disk_that_becomes_read_only_and_writable_again(shop: Shop, small_disk: Path) -> None:
    run = shop.run
    run.data = small_disk / "data"
    shop.set_up()

    def remount(how: str) -> None:
        # A file that is open for writing forbids it: as when a file system finds itself damaged.
        command = ["mount", "-o", f"remount,{how}", str(small_disk)]
        until(lambda: not subprocess.run(command, check=False, capture_output=True).returncode)

    remount("ro")
    ledger = run.data / "ledger.db"
    before = ledger.read_bytes()
    with run.process("run") as process:
        ended = process.end()
    assert ended.code == 1
    assert "cannot be written" in ended.err
    assert "Traceback" not in ended.err
    assert run("pause").code == 1
    assert run("orders").code == 0  # reading goes on
    assert ledger.read_bytes() == before
    remount("rw")
    with shop.at_work() as process:
        reference = shop.order()
        shop.reaches(reference, "sent")
        assert process.end(signal.SIGTERM).code == 0


def test_a_newer_ledger_is_refused_and_stays_as_it_is(shop: Shop) -> None:
    run = shop.run
    shop.set_up()
    ledger = run.data / "ledger.db"
    connection = sqlite3.connect(ledger)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = ledger.read_bytes()
    for words in (("run",), ("pause",), ("status",), ("orders",)):
        assert run(*words).refused("newer version", "9999")
    assert ledger.read_bytes() == before
    log = run.data / "ledger.db-wal"  # readers may leave an empty one
    assert not log.exists() or log.stat().st_size == 0
