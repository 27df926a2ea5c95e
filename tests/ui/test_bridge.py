"""The crossing between window and engine: what could not be read is shown later, never lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.core.events import Event, Notice
from app.paths import DataDir
from app.settings import Settings, set_value
from app.store import facts
from app.store.ledger import Ledger
from app.store.screens import queue
from app.ui import bridge as crossing
from app.ui.bridge import Bridge
from tests import ledgers


def test_a_change_that_could_not_be_read_is_shown_later(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = DataDir(tmp_path)
    now = ledgers.fill(data.ledger, orders=40, open_=20)
    made = Bridge(data)
    monkeypatch.setattr(crossing, "AGAIN", 0.01)
    troubles: list[AppError | None] = []
    made.trouble.connect(troubles.append)
    real, asked = queue.rows_of, []

    def rows_of(*words: object) -> object:
        asked.append(words)
        if len(asked) == 1:
            raise AppError("ledger_unreadable", path="x", why="busy")
        return real(*words)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(queue, "rows_of", rows_of)
    try:
        with qtbot.waitSignal(made.changed) as shown:
            made._told([Event(now, "state", 40, 40, "waiting")])
        assert [row.key for row in shown.args[0]] == [40]
        qtbot.waitUntil(lambda: len(troubles) == 2)
        assert troubles[0] is not None
        assert troubles[0].code == "ledger_unreadable"
        assert troubles[1] is None
    finally:
        made._closed = True
        made._reader.close()


def test_the_clock_is_foodics_before_the_first_look(qtbot: QtBot, tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    now = ledgers.fill(data.ledger, orders=10, open_=5)
    ledger = Ledger(data.ledger, Settings(), lambda: now)
    ledger.write_now(lambda txn: facts.put(txn.connection, facts.ClockFact(86_400.0)))
    ledger.close()
    made = Bridge(data)
    try:
        with qtbot.waitSignals([made.loaded, made.standing, made.branches]):
            made._reader.submit(made._load)
        assert made._offset.total_seconds() == pytest.approx(86_400, abs=60)
    finally:
        made._closed = True
        made._reader.close()


def test_a_preference_set_by_the_command_line_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    now = ledgers.fill(data.ledger, orders=10, open_=5)
    set_value(data.settings, "language", "ar")
    made = Bridge(data)
    try:
        with qtbot.waitSignal(made.preferences) as told:
            made._told([Notice(now, "settings")])
        assert told.args[0].language == "ar"
    finally:
        made._closed = True
        made._reader.close()
