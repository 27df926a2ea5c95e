"""The program as a part of a PC, in real processes: it ends in good order whoever ends it, says so
when it did not, and is started at sign-in by what it wrote itself."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.happenings import What
from app.sandbox.server import Sandbox
from app.sandbox.switches import FoodicsSwitches
from app.settings import Settings
from app.store import facts
from app.store.reading import ReadOnly
from tests.cli_kit import Cli, until
from tests.pc_kit import PATIENCE, Shop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and files of Linux")


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    # A home of its own: nothing of this PC is changed.
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    with Sandbox(foodics=FoodicsSwitches(rate_limit=100_000)) as box:
        yield Shop(Cli(tmp_path, monkeypatch, capsys), box)


def marker(shop: Shop) -> Path:
    return shop.run.data / "running.json"


def pid(shop: Shop) -> int:
    """Of the process that runs; 0 while there is none."""
    try:
        return int(json.loads(marker(shop).read_text())["pid"])
    except (OSError, ValueError):
        return 0


def happened(shop: Shop) -> list[What]:
    ledger = ReadOnly(shop.run.data / "ledger.db")
    try:
        with ledger.reading(Settings()) as reader:
            found = facts.get(reader.connection, facts.HappeningsFact)
    finally:
        ledger.close()
    return [each.what for each in found.items] if found else []


@pytest.fixture
def _hangups() -> Iterator[None]:
    """A process inherits it when they are ignored, as `nohup` has them."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("_hangups")
def test_a_kill_is_told_at_the_next_start_and_a_closed_terminal_is_a_good_end(shop: Shop) -> None:
    shop.set_up()
    with shop.at_work() as first:
        first.popen.kill()
        first.popen.wait()
    assert marker(shop).exists()
    assert happened(shop) == []
    with shop.at_work() as second:
        assert happened(shop) == [What.CRASHED]
        assert second.end(signal.SIGHUP).code == 0
    assert not marker(shop).exists()
    log = (shop.run.data / "logs" / "oto-companion.log").read_text()
    assert log.count("The program ended unexpectedly at") == 1


def test_what_is_written_for_sign_in_opens_the_window_and_again_after_a_crash(
    shop: Shop, tmp_path: Path
) -> None:
    shop.set_up()
    assert shop.run("settings", "set", "start_at_sign_in", "true").code == 0
    (entry,) = (tmp_path / "home" / ".config" / "autostart").glob("*.desktop")
    (line,) = re.findall(r"^Exec=(.+)$", entry.read_text(), re.MULTILINE)
    # As a session starts it: another folder, its own environment.
    environment = {**os.environ, **shop.run.environment, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])  # for the keyring of the tests
    with subprocess.Popen(
        re.findall(r'"([^"]*)"', line), cwd=tmp_path, env=environment, start_new_session=True
    ) as session:
        try:
            until(lambda: bool(shop.status()["running"]), 2 * PATIENCE)
            first = pid(shop)
            assert first not in (0, session.pid)
            os.kill(first, signal.SIGKILL)
            until(lambda: pid(shop) not in (0, first), 2 * PATIENCE)
            until(lambda: bool(shop.status()["running"]), 2 * PATIENCE)
            assert happened(shop) == [What.CRASHED]
            reference = shop.order()
            shop.reaches(reference, "sent")
            # The end of the session: what started it and the window are told, both end well.
            session.send_signal(signal.SIGTERM)
            assert session.wait(PATIENCE) == 0
        finally:
            if session.poll() is None:
                os.killpg(session.pid, signal.SIGKILL)
    assert not marker(shop).exists()
    assert shop.run("settings", "set", "start_at_sign_in", "false").code == 0
    assert not entry.exists()
