"""What goes wrong on a PC: each through real files and, where it can be, a real process.

What takes longer is in `tests/long/test_bad_pc.py`.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from app.store import backup
from tests.cli_kit import Cli, until
from tests.flow_kit import Flow
from tests.keyrings import Store
from tests.pc_kit import PATIENCE, Shop, damage, no_disk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and signals of Linux")


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000)) as box:
        yield Shop(Cli(tmp_path, monkeypatch, capsys), box)


def test_a_full_disk_and_a_locked_keyring_in_mid_run(shop: Shop) -> None:
    run = shop.run
    shop.set_up()
    with shop.at_work() as process:
        with no_disk(process):
            seen = shop.box.calls.count("foodics", "orders")
            reference = shop.order()
            shop.look()
            until(lambda: shop.box.calls.count("foodics", "orders") > seen, PATIENCE)
            until(lambda: shop.status()["problem"] in ("ledger_unwritable", "disk_full"), PATIENCE)
            # Foodics showed it; what cannot be written down is not sent.
            assert shop.creates() == 0
            status = shop.status()
            assert (status["running"], status["fault"]) == (True, "us")
            said = run("status").out
            assert "Problem: The ledger cannot be written" in said or "disk" in said
            wrong = [row for row in run("doctor", "--json").rows if not row["ok"]]
            assert "running instance" in [row["check"] for row in wrong]
            assert run("pause").refused("")  # a person's wish that cannot be kept is no "done"
        shop.reaches(reference, "sent")
        assert shop.status()["problem"] is None

        locked = Path(f"{run.keyring}.locked")
        locked.touch()
        try:
            second = shop.order()
            shop.reaches(second, "sent")
            words = ("connect", "oto", "--url", shop.where.oto_url, "--retailer-id", "1")
            assert run(*words, "--token-stdin", stdin=shop.where.oto_token).refused("locked")
        finally:
            locked.unlink()
        ended = process.end(signal.SIGTERM)
    assert ended.code == 0
    assert "What happens can be written down again" in ended.out
    shop.nothing_lost_or_doubled(2)


def test_a_damaged_ledger_is_refused_and_a_back_up_put_back_doubles_nothing(shop: Shop) -> None:
    run = shop.run
    shop.set_up()
    backups = run.data / "backups"
    with shop.at_work() as process:
        first = shop.order()
        shop.reaches(first, "sent")
        until(lambda: backup.newest_day(backups) is not None, PATIENCE)
        # Made after the first look at the latest: what is sent from now on it does not hold.
        second = shop.order()
        shop.reaches(second, "sent")
        assert process.end(signal.SIGTERM).code == 0
    (name,) = (row["name"] for row in run("backups", "--json").rows)

    ledger = run.data / "ledger.db"
    damage(ledger)
    before = ledger.read_bytes()
    assert run("run").refused("damaged or not a ledger", "restore NAME")
    assert run("pause").refused("damaged or not a ledger")
    assert run("orders").refused("cannot be read")
    assert ledger.read_bytes() == before

    assert run("restore", "ledger-1999-01-01.db").refused("no such back-up")
    assert run("restore", "../ledger.db").refused("no such back-up")
    assert ledger.read_bytes() == before
    done = run("restore", name)
    assert (done.code, done.err) == (0, "")
    assert (run.data / "set-aside" / "1" / "ledger.db").read_bytes() == before
    assert f"{name} is the ledger now." in done.out

    with shop.at_work() as process:
        assert run("restore", name).refused("already running")
        third = shop.order()
        for reference in (first, second, third):
            shop.reaches(reference, "sent")
        details = run("order", str(second), "--json").rows[0]
        assert not [event for event in details["events"] if "another_pc" in str(event)]
        assert process.end(signal.SIGTERM).code == 0
    shop.nothing_lost_or_doubled(3)


async def test_another_time_zone_in_mid_run_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000)) as box:
        flow = Flow(tmp_path, box, Store())
        try:
            await flow.set_up()
            async with flow.running():
                for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
                    monkeypatch.setenv("TZ", zone)
                    time.tzset()
                    made = flow.add()
                    await flow.until(lambda: str(flow.state(made)) == "sent")  # noqa: B023
                    record = flow.record(made)
                    assert record is not None
                    assert record.ready_at is not None
                    age = (box.clock.now() - record.ready_at).total_seconds()
                    assert 0 <= age < PATIENCE
        finally:
            monkeypatch.undo()
            time.tzset()
            await flow.engine.close()
    assert os.environ.get("TZ") != "Pacific/Pago_Pago"
