"""Settings, Check-up: every finding in both languages, run again, copied, and the file for support."""

import asyncio
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.credentials import MemoryCredentials
from app.doctor.check import Check, failed, ok, wrong
from app.doctor.texts import SAID, TOPICS
from app.paths import DataDir
from app.ui import language
from app.ui.bridge import Bridge
from app.ui.checkup import page as page_module
from app.ui.checkup import words
from app.ui.checkup.line import Line
from app.ui.checkup.page import CheckUp
from app.ui.kit.button import Button
from app.ui.language import plain
from app.ui.settings.dialog import SettingsDialog
from tests.doctor_faults import FAULTS
from tests.ui.setup.standin import SlowBridge, until

GOOD = ok("disk", "free", megabytes=512)
BAD = wrong("door", "door_missing", branch="B01", option="--pickup CODE")
DNS = failed("name", AppError("dns", service="OTO", host="api.example"), service="OTO")
#: What fills a place is a name or a number of somebody else's: it stays as it is.
PARAMS = {
    "service": "Foodics",
    "branch": "B01",
    "scope": "orders.list",
    "at": "2026-11-23T18:02:21Z",
    "trouble": "oto_denied",
}


@pytest.fixture
def arabic() -> Iterator[None]:
    language.apply("ar")
    yield
    language.apply("en")


def all_findings() -> list[Check]:
    """Each thing that can be said, once."""
    said = [Check("disk", not texts.remedy, code, PARAMS) for code, texts in SAID.items()]
    topics = [Check(topic, True, "free", {**PARAMS, "megabytes": "5"}) for topic in TOPICS]
    errors = [
        failed(fault.topics, AppError(fault.code)) for fault in FAULTS if fault.code not in SAID
    ]
    return said + topics + errors


@pytest.mark.parametrize("check", all_findings(), ids=lambda check: f"{check.topic}-{check.code}")
def test_every_finding_has_arabic_words(arabic: None, check: Check) -> None:
    texts = [words.name(check), *words.finding(check)]
    # A version or a code is all there is to say of these.
    bare = ("ok", "told", "credit_enough", "currency_same")
    wanted = {name for name in ("SQLite",) if check.topic == "sqlite"}
    for text in texts[: 1 if check.code in bare else 3]:
        assert not text or re.search("[\u0600-\u06ff]", text) or text in wanted, text
        assert "{" not in text
    assert bool(texts[2]) == (not check.ok) or check.code in bare


def test_no_command_is_asked_for_in_the_window() -> None:
    for check in all_findings():
        assert not re.search(
            r"branches activate|settings set|: connect |--\w", " ".join(words.finding(check))
        )


async def shown(qtbot: QtBot, bridge: SlowBridge) -> CheckUp:
    made = CheckUp(bridge.as_bridge())
    qtbot.addWidget(made)
    made.show()
    await until(made.again.isEnabled)
    return made


def lines(made: CheckUp) -> list[Line]:
    found = (made.lines.itemAt(n) for n in range(made.lines.count()))
    return [item.widget() for item in found if item is not None]  # type: ignore[misc]


async def test_what_needs_somebody_comes_first_with_icon_word_and_cure(qtbot: QtBot) -> None:
    bridge = SlowBridge()
    bridge.checks = [GOOD, BAD, DNS]
    made = await shown(qtbot, bridge)
    first, second, third = lines(made)
    assert (plain(first.state.text()), plain(third.state.text())) == ("To do", "In order")
    assert plain(first.name.text()) == "Where branch B01 is collected"
    assert plain(first.cure.text()) == "Choose it at the branch, in the list of branches."
    assert not first.cure.isHidden()
    assert third.cure.isHidden()
    assert "api.example" in plain(second.cure.text())
    assert first.accessibleName().startswith("To do. Where branch B01 is collected. Not chosen")
    assert plain(made.summary.text()) == "2 things to do"


async def test_it_is_run_again_and_copied(qtbot: QtBot) -> None:
    bridge = SlowBridge()
    bridge.checks = [BAD]
    made = await shown(qtbot, bridge)
    assert plain(made.summary.text()) == "1 thing to do"
    made.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "To do: Where branch B01 is collected: Not chosen; its orders wait" in copied
    assert "\u2068" not in copied
    bridge.checks = [GOOD]
    made.again.click()
    assert not made.again.isEnabled()
    await until(made.again.isEnabled)
    assert plain(made.summary.text()) == "Everything is in order"
    assert len(lines(made)) == 1
    # Turned to again it keeps what it found.
    made.hide()
    made.show()
    assert bridge.verbs() == ["check_up", "check_up"]
    language.apply("ar")
    try:
        await until(lambda: plain(made.summary.text()) == "كل شيء سليم")
        assert plain(lines(made)[0].name.text()) == "المساحة على القرص"
    finally:
        language.apply("en")


async def test_the_file_for_support_is_made_with_the_orders_that_are_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(page_module, "_folder", lambda: tmp_path)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    bridge = SlowBridge()
    made = await shown(qtbot, bridge)
    made.orders.setText("48210, #48211 48210")
    made.make.click()
    assert not made.make.isEnabled()
    await until(made.make.isEnabled)
    assert bridge.arguments("bundle") == {"folder": tmp_path, "orders": [48210, 48211]}
    assert plain(made.told.text.text()) == str(tmp_path / "support.zip")
    (button,) = made.told.findChildren(Button)
    button.click()
    assert opened == [str(tmp_path)]
    bridge.answers["bundle"] = AppError("unknown_order", reference=48210)
    made.make.click()
    await until(made.make.isEnabled)
    assert "48210" in plain(made.told.text.text())


async def test_it_is_a_page_of_the_settings(qtbot: QtBot) -> None:
    bridge = SlowBridge()
    bridge.checks = [GOOD]
    dialog = SettingsDialog(bridge.as_bridge())
    qtbot.addWidget(dialog)
    dialog.show_page("checkup")
    dialog.show()
    await until(lambda: "check_up" in bridge.verbs())
    (found,) = dialog.findChildren(CheckUp)
    await until(lambda: len(lines(found)) == 1)
    assert dialog.list.currentItem().text() == "Check-up"


class Slow(MemoryCredentials):
    """A keyring that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answers = threading.Event(), threading.Event()

    def get(self, name: str) -> str | None:  # noqa: ARG002 - the signature of Credentials
        self.asked.set()
        assert self.answers.wait(60)
        return None


async def test_nothing_waits_for_it(qtbot: QtBot, tmp_path: Path) -> None:
    secrets = Slow()
    bridge = Bridge(DataDir(tmp_path / "data"), credentials=secrets)
    try:
        task = asyncio.ensure_future(bridge.check_up())
        # This loop goes on although the keyring does not answer.
        await until(secrets.asked.is_set)
        assert not task.done()
        secrets.answers.set()
        found = await task
        assert [check.topic for check in found if not check.ok] == ["step_foodics"]
        path = await bridge.bundle(tmp_path, [])
        with zipfile.ZipFile(path) as archive:
            assert "report.txt" in archive.namelist()
        with pytest.raises(AppError, match="no such order"):
            await bridge.bundle(tmp_path, [5])
        missing = tmp_path / "not" / "there"
        with pytest.raises(AppError, match="cannot be written"):
            await bridge.bundle(missing, [])
    finally:
        secrets.answers.set()
        await bridge.close()
