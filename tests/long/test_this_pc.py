"""The program as a part of a PC, where it takes a minute: stopped by somebody, and two users."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from app.core.happenings import SHORTEST, Happening, What
from app.pc.neighbours import VARIABLE
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from app.settings import Settings
from app.store import facts
from app.store.reading import ReadOnly
from tests.cli_kit import Cli, until
from tests.pc_kit import PATIENCE, Shop

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="signals of Linux"),
    pytest.mark.timeout(600),
]
T = TypeVar("T")


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000)) as made:
        yield made


def fact(shop: Shop, kind: type[T]) -> T | None:
    ledger = ReadOnly(shop.run.data / "ledger.db")
    try:
        with ledger.reading(Settings()) as reader:
            return facts.get(reader.connection, kind)
    finally:
        ledger.close()


def test_a_program_that_somebody_stopped_says_so_and_accuses_nobody(
    box: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shop = Shop(Cli(tmp_path, monkeypatch, capsys), box)
    shop.set_up()

    def happened() -> tuple[Happening, ...]:
        found = fact(shop, facts.HappeningsFact)
        return found.items if found else ()

    with shop.at_work() as process:
        os.kill(process.popen.pid, signal.SIGSTOP)
        # Time itself is what is tried here.
        time.sleep(SHORTEST.total_seconds() + 5)
        os.kill(process.popen.pid, signal.SIGCONT)
        until(lambda: len(happened()) == 1, PATIENCE)
        (told,) = happened()
        assert told.what is What.STOOD_STILL
        assert told.ended - told.began >= SHORTEST
        reference = shop.order()
        shop.reaches(reference, "sent")
        assert process.end(signal.SIGTERM).code == 0
    log = (shop.run.data / "logs" / "oto-companion.log").read_text()
    assert "The program stood still from" in log
    assert "has not been heard" not in log


def test_two_users_of_one_pc_are_told_of_each_other(
    box: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = {VARIABLE: str(tmp_path / "running")}
    shops = []
    for name in ("noura", "sara"):
        (tmp_path / name).mkdir()
        shops.append(Shop(Cli(tmp_path / name, monkeypatch, capsys), box))
        shops[-1].set_up()

    def beside(shop: Shop) -> tuple[str, ...]:
        found = fact(shop, facts.BesideFact)
        return found.users if found else ()

    first, second = shops
    with (
        first.run.process("run", extra={**place, "LOGNAME": "noura"}) as noura,
        second.run.process("run", extra={**place, "LOGNAME": "sara"}) as sara,
    ):
        until(lambda: beside(first) == ("sara",) and beside(second) == ("noura",), 3 * PATIENCE)
        assert sara.end(signal.SIGTERM).code == 0
        until(lambda: beside(first) == (), 3 * PATIENCE)
        assert noura.end(signal.SIGTERM).code == 0
    assert list((tmp_path / "running").iterdir()) == []


def test_a_display_that_goes_is_a_good_end(
    box: Sandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if shutil.which("Xvfb") is None:
        pytest.skip("no Xvfb")
    shop = Shop(Cli(tmp_path, monkeypatch, capsys), box)
    shop.set_up()
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1280x800x24"]
    with subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL) as display:
        os.close(writes)
        with os.fdopen(reads) as told:
            name = f":{told.readline().strip()}"
        extra = {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        with shop.run.process(extra=extra) as window:
            until(lambda: bool(shop.status()["running"]), 2 * PATIENCE)
            reference = shop.order()
            shop.reaches(reference, "sent")
            display.terminate()
            assert window.end().code == 0
    assert not (shop.run.data / "running.json").exists()
    log = (shop.run.data / "logs" / "oto-companion.log").read_text()
    assert "The engine stopped" in log
    assert "Traceback" not in log
